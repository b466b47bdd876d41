/** Runs every check, in an order in which the free ones come first and the one that meets the limits last. */
import { LangGraphError } from "./checks/busyThreads.js";
import { checkDoors } from "./checks/doors.js";
import { checkFields } from "./checks/fields.js";
import { judgeReply, judgeSecrets } from "./checks/judgeReply.js";
import { checkLimit } from "./checks/limit.js";
import { checkOrigins } from "./checks/origins.js";
import { checkRuns } from "./checks/runs.js";
import { checkTruncate } from "./checks/truncate.js";
import { CHECKS, finding, ok, unknown, type CheckName, type Outcome } from "./Outcome.js";
import type { Timeline } from "./readTimeline.js";
import type { Site } from "./Site.js";

export interface Diagnosis {
  /** In the order of `CHECKS`. */
  readonly outcomes: readonly Outcome[];
  /** Why the deployment could not be checked; `undefined` if it was. */
  readonly problem: string | undefined;
  readonly questions: number;
}

export async function runDoctor(site: Site): Promise<Diagnosis> {
  const outcomes: Outcome[] = [];
  const diagnosis = (problem?: string): Diagnosis => {
    const received = site.received();
    if (received !== "") outcomes.push(judgeSecrets(received, site.secrets));
    return {
      outcomes: CHECKS.flatMap((name) => outcomes.filter(({ check }) => check === name)),
      problem,
      questions: site.questions,
    };
  };
  try {
    outcomes.push(...(await checkOrigins(site)));
    outcomes.push(...(await checkDoors(site)));
    outcomes.push(await checkTruncate(site));
    const reply = await site.ask();
    const problem = problemOf(site, reply);
    outcomes.push(...judgeReachable(reply));
    if (problem !== undefined) return diagnosis(problem);
    outcomes.push(...judgeReply(reply));
    outcomes.push(...(await checkRuns(site, reply)));
    outcomes.push(...(await checkFields(site)));
    outcomes.push(await checkLimit(site));
    return diagnosis();
  } catch (error) {
    if (site.signal.aborted) return diagnosis("The doctor was interrupted.");
    if (error instanceof LangGraphError) return diagnosis(error.message);
    return diagnosis(`${site.url} did not answer: ${reasonOf(error)}.`);
  }
}

function judgeReachable({ status, headers, headersAtMs }: Timeline): readonly Outcome[] {
  const type = headers.get("content-type") ?? "no content type";
  return [
    ok(
      "reachable",
      `The server answered after ${Math.round(headersAtMs)} ms with status ${status}.`,
    ),
    status !== 200
      ? unknown("content-type", `The reply is no stream (status ${status}).`)
      : isStream(headers)
        ? ok("content-type", type)
        : finding(
            "content-type",
            `The reply is ${type} and not text/event-stream.`,
            "Check that the address is that of the API and not of a page, and that no proxy changes the content type.",
          ),
  ];
}

/** Why nothing more can be checked. */
function problemOf(
  { url, assistant, origin }: Site,
  { status, headers, text }: Timeline,
): string | undefined {
  if (status === 200) return isStream(headers) ? undefined : `${url}/runs/stream sends no stream.`;
  if (status >= 300 && status < 400)
    return `${url} redirects to ${targetOf(headers)}; pass that address.`;
  const reasons: Readonly<Record<number, string>> = {
    401: "The server wants credentials, which a stranger does not have.",
    403: `The server refuses questions from ${origin}; pass the address of your page with --origin.`,
    404: `There is no assistant "${assistant}" at ${url}, or no API; check --assistant and the address.`,
    429: "The server's limit is reached; wait, then start the doctor again.",
  };
  const shown = text.trim().split("\n")[0]?.slice(0, 200) ?? "";
  return reasons[status] ?? `The server refused the question with status ${status}: ${shown}`;
}

/** Where the address of the deployment has moved to. A location has the path of the request at its end. */
function targetOf(headers: Headers): string {
  return headers.get("location")?.replace(/\/runs\/stream\/?$/, "") || "another address";
}

function isStream(headers: Headers): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") === true;
}

/** The reason of a failed `fetch` is in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  return cause.message || code || cause.name;
}

/** Leaves the checks out that the operator has decided about. */
export function withoutIgnored(
  { outcomes, ...rest }: Diagnosis,
  ignored: readonly CheckName[],
): Diagnosis {
  return { ...rest, outcomes: outcomes.filter(({ check }) => !ignored.includes(check)) };
}
