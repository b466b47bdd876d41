/** `npx oneshot-chat gateway` */
import { parseArgs } from "node:util";
import { GatewayConfigError } from "../checkOptions.js";
import { createGateway, type Gateway } from "../createGateway.js";
import { serveGateway } from "../node/serveGateway.js";
import { serveMetrics } from "../observe/serveMetrics.js";
import type { GatewayOptions } from "../options.js";
import { toSettings } from "../settings.js";
import { describeSettings } from "./describeSettings.js";
import { flagOptions, helpText } from "./gatewayFlags.js";
import { ConfigMistakes, readConfig, type Config, type FlagValues } from "./readConfig.js";
import type { Terminal } from "./runCommand.js";
import { SETTING_ROWS } from "./settingRows.js";

/** @returns the exit code */
export async function gatewayCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  let flags: FlagValues;
  try {
    flags = parseArgs({ args: [...args], options: flagOptions() }).values;
  } catch (error) {
    // The rest of the message is advice for shells.
    const [sentence] = error instanceof Error ? error.message.split(/\.\s/) : [String(error)];
    terminal.writeError(`${sentence}. npx oneshot-chat gateway --help lists the flags.\n`);
    return 2;
  }
  if (flags.help === true) {
    terminal.write(helpText());
    return 0;
  }
  try {
    const config = await readConfig(flags, terminal.environment, terminal.cwd);
    // `createGateway` checks the values, which is why the types of a file's author are believed here.
    const options = config.options as unknown as GatewayOptions;
    if (flags.check === true) {
      terminal.write(describeSettings(toSettings(options), config));
      return 0;
    }
    const gateway = createGateway(options);
    try {
      return await serve(gateway, config, flags.json === true, terminal);
    } finally {
      // A connection to Redis would keep the process alive if the gateway could not listen.
      await gateway.drain(0);
    }
  } catch (error) {
    const isExpected = error instanceof ConfigMistakes || error instanceof GatewayConfigError;
    if (!isExpected) throw error;
    for (const mistake of error.mistakes) terminal.writeError(`${withSource(mistake)}\n`);
    return 1;
  }
}

async function serve(
  gateway: Gateway,
  config: Config,
  isJson: boolean,
  terminal: Terminal,
): Promise<number> {
  const { port, host, graceMs, metricsPort, metricsHost } = config;
  await gateway.ready;
  const metrics =
    metricsPort === undefined
      ? undefined
      : await listening(
          metricsPort,
          metricsHost,
          serveMetrics(gateway, { port: metricsPort, host: metricsHost }),
        );
  const served = await listening(
    port,
    host,
    serveGateway(gateway, { port, host, graceMs, stopsOnSignals: false }),
  ).catch(async (error: unknown) => {
    await metrics?.close();
    throw error;
  });
  const { url } = served;
  if (isJson) terminal.write(`${JSON.stringify({ url, metricsUrl: metrics?.url })}\n`);
  else terminal.write(`gateway: ${url}\n${metrics ? `metrics: ${metrics.url}\n` : ""}`);
  if (!terminal.signal.aborted)
    await new Promise((resolve) => terminal.signal.addEventListener("abort", resolve));
  await served.close();
  await metrics?.close();
  return 0;
}

/** @throws {ConfigMistakes} with one sentence if nothing can listen there */
async function listening<Served>(
  port: number,
  host: string,
  served: Promise<Served>,
): Promise<Served> {
  try {
    return await served;
  } catch (error) {
    throw new ConfigMistakes([listenMistake(error, host, port)]);
  }
}

function listenMistake(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `Port ${port} on ${host} is in use; choose another port.`;
  if (code === "EACCES") return `Port ${port} needs more rights; choose one above 1023.`;
  if (code === "EADDRNOTAVAIL") return `${host} is no address of this machine; check --host.`;
  return `The gateway cannot listen on ${host}:${port}: ${message}`;
}

/** Names the flag and the variable of the option that a sentence begins with. */
function withSource(mistake: string): string {
  const [option = ""] = mistake.split(" ");
  const rows = SETTING_ROWS.filter(({ kind }) => kind !== "no-key");
  const row =
    rows.find(({ path }) => path.join(".") === option) ??
    rows.find(({ path }) => path.join(".").startsWith(`${option}.`));
  if (!row) return mistake;
  return `${mistake} (${[row.flag && `--${row.flag}`, row.env].filter(Boolean).join(", ")})`;
}
