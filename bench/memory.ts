/** Measures the memory that a page keeps after it has answered questions. */
import type { Browser } from "playwright";
import type { Contender } from "./contenders.js";
import { heapAfterGc, openPage } from "./runCell.js";
import { findWorkload, MEMORY_STREAM } from "./workloads.js";

export interface MemoryPoint {
  readonly submissions: number;
  readonly heapBytes: number;
  readonly domNodes: number;
}

/** Asks one page many times. After each number of questions in `marks`, it collects garbage and reads the heap size. */
export async function measureMemory(
  browser: Browser,
  url: string,
  contender: Contender,
  marks: readonly number[],
): Promise<MemoryPoint[]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await openPage(page, url, contender, findWorkload(MEMORY_STREAM));
    const cdp = await context.newCDPSession(page);
    await page.evaluate(() => window.bench?.prepare());
    const points: MemoryPoint[] = [];
    let asked = 0;
    for (const submissions of marks) {
      await page.evaluate((times) => window.bench?.repeat(times), submissions - asked);
      asked = submissions;
      // The second collection can free the objects that the first one finalises.
      await heapAfterGc(cdp);
      const heapBytes = await heapAfterGc(cdp);
      const { nodes } = await cdp.send("Memory.getDOMCounters");
      points.push({ submissions, heapBytes, domNodes: nodes });
    }
    return points;
  } finally {
    await context.close();
  }
}

/** Returns the bytes that each submission keeps, between the first and the last mark. */
export function growthPerSubmission(points: readonly MemoryPoint[]): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return undefined;
  return (last.heapBytes - first.heapBytes) / (last.submissions - first.submissions);
}
