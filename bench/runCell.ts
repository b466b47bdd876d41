/** Runs one cell: one contender answers one workload on a new page. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright";
import type { Contender } from "./contenders.js";
import { countMilestones } from "./documents.js";
import type { PageMeasurement } from "./page/harness.js";
import { CAP_MS, durationMs, textOf, type Workload } from "./workloads.js";

/** The measurement of a cell, in bytes and milliseconds. */
export interface Measurement extends Omit<PageMeasurement, "milestones"> {
  /** The elapsed time of the main thread's tasks, from submit until 100 ms after the end. */
  mainMs: number;
  /** The processor time of the same tasks. It does not include the time of other processes. */
  cpuMs: number;
  /** The growth of JavaScript's heap by the answer, after garbage collection. */
  heapBytes: number;
}

/** The time between two key presses. */
const KEY_INTERVAL_MS = 40;

export interface CellOptions {
  readonly browser: Browser;
  readonly url: string;
  readonly contender: Contender;
  readonly workload: Workload;
  readonly isTyping?: boolean;
}

/**
 * @returns the measurement, or the reason why there is none. Errors of a contender are such reasons; the function does
 * not throw them.
 */
export async function runCell(options: CellOptions): Promise<Measurement | string> {
  const { browser, url, contender, workload, isTyping = false } = options;
  // A new context gives each cell a new renderer process.
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await openPage(page, url, contender, workload);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable");
    const cpu = await context.newCDPSession(page);
    await cpu.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.evaluate(() => window.bench?.prepare());

    const heapBefore = await heapAfterGc(cdp);
    const mainBefore = await taskMs(cdp);
    const cpuBefore = await taskMs(cpu);
    const answered = page.evaluate(() => window.bench?.ask());
    answered.catch(() => {});
    const typing = isTyping ? typeUntil(cdp, answered) : undefined;
    const isCapped = Symbol();
    const measured = await Promise.race([
      answered,
      sleep(CAP_MS + durationMs(workload), isCapped, { ref: false }),
    ]);
    if (measured === isCapped) return `DNF > ${CAP_MS / 1000} s${errors.map(asReason).join("")}`;
    const mainAfter = await taskMs(cdp);
    const cpuAfter = await taskMs(cpu);
    await typing;

    const { milestones, ...rest } = measured as PageMeasurement;
    const wanted = countMilestones(textOf(workload));
    if (milestones < wanted) return `lost text (${milestones} of ${wanted} milestones)`;
    return {
      ...rest,
      mainMs: mainAfter - mainBefore,
      cpuMs: cpuAfter - cpuBefore,
      heapBytes: (await heapAfterGc(cdp)) - heapBefore,
    };
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`;
  } finally {
    await context.close();
  }
}

const asReason = (message: string) => `; ${message}`;

/** A box with reversed flow stays at its end while its content grows. So no script has to scroll. */
const FOLLOWED_STYLE = `
  html { block-size: 100%; overflow: hidden }
  body { box-sizing: border-box; block-size: 100%; margin-block: 0; overflow: auto; display: flex; flex-direction: column-reverse }`;

export async function openPage(
  page: Page,
  url: string,
  contender: Contender,
  workload: Workload,
): Promise<void> {
  await page.goto(`${url}/${contender.id}/?workload=${workload.id}`);
  if (workload.isFollowed) await page.addStyleTag({ content: FOLLOWED_STYLE });
  await page.waitForFunction(() => document.querySelector("textarea") !== null);
  // The work after the first render does not belong to the answer, so let it finish.
  await page.waitForTimeout(100);
}

async function taskMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
}

export async function heapAfterGc(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  return (await cdp.send("Runtime.getHeapUsage")).usedSize;
}

/** Presses a key at regular intervals, even if the page has not handled the last key yet. */
async function typeUntil(cdp: CDPSession, end: Promise<unknown>): Promise<void> {
  const hasEnded = Symbol();
  const ended = end.then(
    () => hasEnded,
    () => hasEnded,
  );
  const presses: Promise<unknown>[] = [];
  do {
    const key = { key: "a", code: "KeyA", windowsVirtualKeyCode: 65 };
    presses.push(
      cdp.send("Input.dispatchKeyEvent", { type: "keyDown", text: "a", ...key }),
      cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
    );
  } while ((await Promise.race([ended, sleep(KEY_INTERVAL_MS)])) !== hasEnded);
  await Promise.allSettled(presses);
}
