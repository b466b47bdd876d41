/** The flags of the command `doctor`, and its help. */
import { parseArgs } from "node:util";
import type { Environment } from "../readConfig.js";
import { QUESTIONS_AT_ONCE } from "./checks/limit.js";
import { CHECKS, type CheckName } from "./Outcome.js";
import { MAX_QUESTIONS, type SiteOptions } from "./Site.js";

/** The variable of the gateway, so that one environment serves both. */
const KEY = "ONESHOT_UPSTREAM_API_KEY";

export const DOCTOR_HELP = `npx oneshot-chat doctor <url> --assistant <name>

Checks a deployment from outside, as a stranger's browser would. The address is the one that your page has as apiUrl.
It asks at most ${MAX_QUESTIONS} questions, which may be paid runs, ${QUESTIONS_AT_ONCE} of them at once. It deletes nothing.

  --assistant NAME        the assistant to ask
  --origin URL            the page that asks, like https://site.example; default: the origin of the address
  --question TEXT         default: "What can I ask you?"
  --input JSON            the graph's input, if it is not one human message
  --langgraph-url URL     the LangGraph server behind it, to see there whether an abandoned run ends; its key: ${KEY}
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
  "langgraph-url": { type: "string" },
  ignore: { type: "string", multiple: true, default: [] as string[] },
  "timeout-seconds": { type: "string", default: "60" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

export interface DoctorFlags {
  readonly isJson: boolean;
  readonly ignored: readonly CheckName[];
  readonly site: Omit<SiteOptions, "signal">;
}

/** @returns the flags, `"help"`, or one sentence about what is wrong with them */
export function readDoctorFlags(
  args: readonly string[],
  environment: Environment,
): DoctorFlags | string {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
  }
  const { values, positionals } = parsed;
  if (values.help) return "help";
  const [address = "", ...more] = positionals;
  if (!isWebAddress(address))
    return "Pass the address of the deployment, like https://site.example/api/faq.";
  if (more.length > 0) return "Pass one address.";
  if (/[?#]/.test(address)) return "Pass the address without a query and without a fragment.";
  const unknownCheck = values.ignore.find((name) => !isCheck(name));
  if (unknownCheck !== undefined) return `--ignore ${unknownCheck} is no check.`;
  if (values.assistant === undefined)
    return "Pass the name of the assistant to ask with --assistant.";
  const seconds = Number(values["timeout-seconds"]);
  if (!(seconds > 0 && seconds <= 3_600))
    return "Pass a number of seconds up to 3600 with --timeout-seconds.";
  const url = withoutSlash(address);
  const origin = values.origin ?? new URL(url).origin;
  if (!isWebAddress(origin) || new URL(origin).origin !== origin)
    return `--origin ${origin} is no origin; write it like https://site.example, without a path.`;
  const langGraphUrl = values["langgraph-url"];
  if (langGraphUrl !== undefined && !isWebAddress(langGraphUrl))
    return `--langgraph-url ${langGraphUrl} is no web address.`;
  const key = environment[KEY] || undefined;
  let input: unknown = { messages: [{ role: "human", content: values.question }] };
  try {
    if (values.input !== undefined) input = JSON.parse(values.input);
  } catch {
    return "--input is no valid JSON.";
  }
  return {
    isJson: values.json,
    ignored: values.ignore.filter(isCheck),
    site: {
      url,
      origin,
      assistant: values.assistant,
      input,
      langGraph:
        langGraphUrl === undefined ? undefined : { url: withoutSlash(langGraphUrl), apiKey: key },
      secrets: key === undefined ? [] : [key],
      questionTimeoutMs: seconds * 1000,
    },
  };
}

function isCheck(name: string): name is CheckName {
  return (CHECKS as readonly string[]).includes(name);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
