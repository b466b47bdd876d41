/** `npx oneshot-chat doctor <url>` */
import { parseArgs } from "node:util";
import type { Terminal } from "../runCommand.js";
import { QUESTIONS_AT_ONCE } from "./checks/limit.js";
import { CHECKS, type CheckName, type Outcome } from "./Outcome.js";
import { runDoctor, withoutIgnored, type Diagnosis } from "./runDoctor.js";
import { createSite, MAX_QUESTIONS } from "./Site.js";

const HELP = `npx oneshot-chat doctor <url> --assistant <name>

Checks a deployment from outside, as a stranger's browser would. The address is the one that your page has as apiUrl.
It asks at most ${MAX_QUESTIONS} questions, which may be paid runs, ${QUESTIONS_AT_ONCE} of them at once. It deletes nothing.

  --assistant NAME        the assistant to ask
  --origin URL            the page that asks, like https://site.example; default: the origin of the address
  --question TEXT         default: "What can I ask you?"
  --input JSON            the graph's input, if it is not one human message
  --ignore CHECK          leaves a check out, repeatable
  --timeout-seconds N     how long one answer may take; default: 60
  --json                  prints one JSON object

Checks: ${CHECKS.join(", ")}

Exit status: 0 no findings, 1 findings, 2 could not check.
`;

const FLAGS = {
  assistant: { type: "string" },
  origin: { type: "string" },
  question: { type: "string", default: "What can I ask you?" },
  input: { type: "string" },
  ignore: { type: "string", multiple: true, default: [] as string[] },
  "timeout-seconds": { type: "string", default: "60" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** @returns the exit code: 0 no findings, 1 findings, 2 could not check */
export async function doctorCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const flags = readFlags(args);
  if (typeof flags === "string") {
    terminal.writeError(`${flags}\n\n${HELP}`);
    return 2;
  }
  if (flags.isHelp) {
    terminal.write(HELP);
    return 0;
  }
  const { url, isJson, ignored } = flags;
  const say = (text: string) => isJson || terminal.write(text);
  say(
    `Checking ${url} as a page on ${flags.origin} would.\n` +
      `The doctor asks at most ${MAX_QUESTIONS} questions, ${QUESTIONS_AT_ONCE} of them at once. It deletes nothing.\n\n`,
  );
  const site = createSite({ ...flags, signal: terminal.signal });
  const diagnosis = withoutIgnored(await runDoctor(site), ignored);
  if (isJson) terminal.write(`${JSON.stringify({ url, ...diagnosis }, undefined, 2)}\n`);
  else terminal.write(report(diagnosis));
  return exitCodeOf(diagnosis);
}

const MARKS: Record<Outcome["status"], string> = { ok: "ok  ", finding: "FIX ", unknown: "?   " };

/** One line a check, with the fix. */
function report({ outcomes, problem, questions }: Diagnosis): string {
  const width = Math.max(0, ...outcomes.map(({ check }) => check.length));
  const lines = outcomes.map((outcome) => {
    const fix = outcome.status === "finding" ? ` → ${outcome.fix}` : "";
    return `${MARKS[outcome.status]} ${outcome.check.padEnd(width)}  ${outcome.says}${fix}`;
  });
  const findings = outcomes.filter(({ status }) => status === "finding").length;
  const sum = findings === 1 ? "1 finding" : `${findings || "no"} findings`;
  const end = problem === undefined ? "" : `The other checks were not possible. ${problem}\n`;
  return `${lines.join("\n")}\n\n${end}${sum}, ${questions} questions asked.\n`;
}

function exitCodeOf({ outcomes, problem }: Diagnosis): number {
  if (outcomes.some(({ status }) => status === "finding")) return 1;
  return problem === undefined ? 0 : 2;
}

interface Flags {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly url: string;
  readonly origin: string;
  readonly assistant: string;
  readonly input: unknown;
  readonly ignored: readonly CheckName[];
  readonly questionTimeoutMs: number;
}

/** @returns the flags, or one sentence about what is wrong with them */
function readFlags(args: readonly string[]): Flags | string {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
  }
  const { values, positionals } = parsed;
  const [address = "", ...more] = positionals;
  const isHelp = values.help;
  const base = { isHelp, isJson: values.json, ignored: values.ignore.filter(isCheck) };
  if (isHelp)
    return { ...base, url: "", origin: "", assistant: "", input: undefined, questionTimeoutMs: 0 };
  if (!isWebAddress(address))
    return "Pass the address of the deployment, like https://site.example/api/faq.";
  if (more.length > 0) return "Pass one address.";
  const unknownCheck = values.ignore.find((name) => !isCheck(name));
  if (unknownCheck !== undefined) return `--ignore ${unknownCheck} is no check.`;
  if (values.assistant === undefined)
    return "Pass the name of the assistant to ask with --assistant.";
  const seconds = Number(values["timeout-seconds"]);
  if (!(seconds > 0 && seconds <= 3_600))
    return "Pass a number of seconds up to 3600 with --timeout-seconds.";
  const url = address.replace(/\/+$/, "");
  const origin = values.origin ?? new URL(url).origin;
  if (!isWebAddress(origin) || new URL(origin).origin !== origin)
    return `--origin ${origin} is no origin; write it like https://site.example, without a path.`;
  let input: unknown = { messages: [{ role: "human", content: values.question }] };
  try {
    if (values.input !== undefined) input = JSON.parse(values.input);
  } catch {
    return "--input is no valid JSON.";
  }
  return {
    ...base,
    url,
    origin,
    assistant: values.assistant,
    input,
    questionTimeoutMs: seconds * 1000,
  };
}

function isCheck(name: string): name is CheckName {
  return (CHECKS as readonly string[]).includes(name);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
