/** `npx oneshot-chat doctor <url>` */
import type { Terminal } from "../runCommand.js";
import { QUESTIONS_AT_ONCE } from "./checks/limit.js";
import { DOCTOR_HELP, readDoctorFlags } from "./doctorFlags.js";
import type { Outcome } from "./Outcome.js";
import { runDoctor, withoutIgnored, type Diagnosis } from "./runDoctor.js";
import { createSite, MAX_QUESTIONS } from "./Site.js";

/** @returns the exit code: 0 no findings, 1 findings, 2 could not check */
export async function doctorCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const flags = readDoctorFlags(args, terminal.environment);
  if (flags === "help") {
    terminal.write(DOCTOR_HELP);
    return 0;
  }
  if (typeof flags === "string") {
    terminal.writeError(`${flags}\n\n${DOCTOR_HELP}`);
    return 2;
  }
  const { isJson, ignored } = flags;
  const { url, origin } = flags.site;
  if (!isJson)
    terminal.write(
      `Checking ${url} as a page on ${origin} would.\n` +
        `The doctor asks at most ${MAX_QUESTIONS} questions, ${QUESTIONS_AT_ONCE} of them at once. It deletes nothing.\n\n`,
    );
  const site = createSite({ ...flags.site, signal: terminal.signal });
  const diagnosis = withoutIgnored(await runDoctor(site), ignored);
  if (isJson) terminal.write(`${JSON.stringify({ url, ...diagnosis }, undefined, 2)}\n`);
  else terminal.write(withoutControls(report(diagnosis)));
  return exitCodeOf(diagnosis);
}

/** A server's words must not move the cursor or change colours in the terminal. */
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  return text.replace(/[\0-\x09\x0b-\x1f\x7f-\x9f]/g, "\uFFFD");
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
