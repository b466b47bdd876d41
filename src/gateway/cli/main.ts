#!/usr/bin/env node
/** `npx oneshot-chat`: starts one of the commands and ends with its exit code. */
import { runCommand } from "./runCommand.js";

const PARENT_POLL_MS = 250;

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

// A process that was started with an IPC channel ends with its parent.
if (process.connected) process.once("disconnect", () => stop.abort());
// SIGTERM ends npx and its shell, which do not pass it on. The command then has another parent.
if (process.env.npm_command === "exec") {
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && stop.abort(), PARENT_POLL_MS).unref();
}

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  cwd: process.cwd(),
  signal: stop.signal,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
// An open channel would keep this process alive.
if (process.connected) process.disconnect();
