/** Describes the machine and the versions of a run. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright";

export function describeMachine(browser: Browser): Record<string, string> {
  return { ...describeHost(), chromium: `${browser.version()}, headless` };
}

export function describeHost(): Record<string, string> {
  return {
    processor: `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    node: process.version,
    revision: revision(),
    // A load above the number of cores means that other programs ran. Then clock times are too long.
    "load before": loadavg()[0]?.toFixed(1) ?? "",
  };
}

function revision(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: import.meta.dirname, encoding: "utf8" }).trim();
  try {
    return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "../src") ? ", with changes to src" : ""}`;
  } catch {
    return "unknown";
  }
}

/** Returns the exact versions of the contenders and the bundler. */
export function readVersions(): Record<string, string> {
  const read = (file: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8")) as {
      version: string;
      dependencies: Record<string, string>;
    };
  return {
    "oneshot-chat": read("../package.json").version,
    ...read("package.json").dependencies,
    vite: read("../node_modules/vite/package.json").version,
  };
}
