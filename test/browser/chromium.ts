import type { LaunchOptions } from "playwright";
import { findChromium } from "./findChromium.mjs";

/**
 * The options with which tests start Chromium. The sandbox is off, because it does not start as root in a container.
 * Background requests are off, and only loopback names resolve.
 */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = findChromium();
  return {
    ...(executablePath && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  };
}
