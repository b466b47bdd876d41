import type { LaunchOptions } from "playwright";
import { findChromium } from "./findChromium.mjs";

/**
 * How tests start Chromium: without a sandbox (they run as root in containers), without calls home,
 * and with nothing but loopback to resolve.
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
