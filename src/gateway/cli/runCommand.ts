import { doctorCommand } from "./doctor/doctorCommand.js";
import { gatewayCommand } from "./gatewayCommand.js";
import type { Environment } from "./readConfig.js";

/** What a command may use of the process. Tests pass their own. */
export interface Terminal {
  readonly environment: Environment;
  readonly cwd: string;
  /** Aborts on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  write(text: string): void;
  writeError(text: string): void;
}

const HELP = `oneshot-chat has two commands:

  npx oneshot-chat gateway        lets strangers ask your LangGraph assistants, and nothing else
  npx oneshot-chat doctor <url>   checks a deployment from outside

Each of them explains itself with --help.
`;

/** @returns the exit code */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case "gateway":
      return gatewayCommand(rest, terminal);
    case "doctor":
      return doctorCommand(rest, terminal);
    case undefined:
    case "help":
    case "--help":
    case "-h":
      terminal.write(HELP);
      return 0;
    default:
      terminal.writeError(`${command} is no command.\n\n${HELP}`);
      return 2;
  }
}
