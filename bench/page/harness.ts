/**
 * Measures a page. All pages run the same harness, and it does nothing while the answer streams.
 *
 * Before the stream, the harness fills the question box. At the start of the stream, it checks once a frame until the
 * first words are painted. After the server has sent its last byte, it checks once a frame for the last word, and waits
 * two more frames. So a page that waits for a frame itself has no disadvantage.
 */
import { countMilestones, LAST_WORD } from "../documents.js";

/** The page's own measurements of one run. Durations are in milliseconds. */
export interface PageMeasurement {
  /** The time from submit until the last word is on screen, plus two frames. */
  wallMs: number;
  submitToFirstPaintMs: number;
  /** The time from the moment the server sends the first token. Server and page share one clock. */
  firstTokenToPaintMs: number;
  /** The tasks over 50 ms. The browser reports no shorter ones. */
  longTasksMs: number[];
  /** The number of React commits. `undefined` for pages without React. */
  commits: number | undefined;
  /** The times from each key press to the frame that shows it. */
  keysMs: number[];
  milestones: number;
  /** Whether the page rendered Markdown instead of showing it as plain text. */
  isRendered: boolean;
}

export interface Harness {
  /** Fills the question box and waits until the page is idle. */
  prepare(): Promise<void>;
  /** Asks, and resolves when the answer is on screen. */
  ask(): Promise<PageMeasurement>;
  /** Asks `times` questions, one after the other, without measuring. */
  repeat(times: number): Promise<void>;
}

declare global {
  interface Window {
    bench?: Harness;
    __REACT_DEVTOOLS_GLOBAL_HOOK__?: unknown;
  }
}

const QUESTION = "What are the rules?";

/** oneshot-chat labels its answer for assistive technology. The other pages have an attribute for the harness. */
const ANSWER = `[data-answer], [aria-label="Answer"]`;

/** Runs before React loads, because React looks for the DevTools hook only once. */
export function installHarness(): void {
  let commits = 0;
  let hasReact = false;
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    isDisabled: false,
    checkDCE() {},
    inject: () => ((hasReact = true), 1),
    onCommitFiberRoot: () => (commits += 1),
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
  };
  const longTasks: PerformanceEntry[] = [];
  const tasks = new PerformanceObserver((list) => longTasks.push(...list.getEntries()));
  const keysMs = watchKeys();
  let nextRun = 0;

  window.bench = {
    async prepare() {
      type(box(), QUESTION);
      box().focus();
      await frame();
      await frame();
      nextRun = (await getJson<{ begun: number }>("/bench/begun")).begun + 1;
    },

    async ask() {
      const commitsBefore = commits;
      longTasks.length = 0;
      keysMs.length = 0;
      tasks.observe({ type: "longtask" });
      const end = endOf(nextRun);
      const startedAt = performance.now();
      box().form?.requestSubmit();
      const firstPaint = firstWordsPainted();
      const { firstTokenAt } = await end;
      await lastWordPainted();
      const wallMs = performance.now() - startedAt;
      const firstPaintAt = await firstPaint;
      // The browser reports tasks late. The wait also includes the work that the page does after the last frame.
      await new Promise((resolve) => setTimeout(resolve, 100));
      longTasks.push(...tasks.takeRecords());
      tasks.disconnect();
      const text = document.querySelector(ANSWER)?.textContent ?? "";
      return {
        wallMs,
        submitToFirstPaintMs: firstPaintAt - startedAt,
        firstTokenToPaintMs: performance.timeOrigin + firstPaintAt - firstTokenAt,
        longTasksMs: longTasks.map((task) => task.duration),
        commits: hasReact ? commits - commitsBefore : undefined,
        keysMs: [...keysMs],
        milestones: countMilestones(text),
        isRendered: !/\*\*|```|:-:/.test(text),
      };
    },

    async repeat(times) {
      for (let left = times; left > 0; left -= 1) {
        type(box(), QUESTION);
        await frame();
        const end = endOf(nextRun);
        nextRun += 1;
        box().form?.requestSubmit();
        await end;
        await lastWordPainted();
      }
    },
  };
}

/** Resolves when the server has sent the last byte of the run with this number. */
const endOf = (run: number) => getJson<{ firstTokenAt: number }>(`/bench/finished?run=${run}`);

async function lastWordPainted(): Promise<void> {
  do await frame();
  while (!showsLastWord());
  await frame();
  await frame();
}

async function getJson<Answer>(path: string): Promise<Answer> {
  return (await fetch(path)).json() as Promise<Answer>;
}

const frame = () => new Promise(requestAnimationFrame);

function box(): HTMLTextAreaElement {
  const found = document.querySelector("textarea");
  if (!found) throw new Error("The page has no question box.");
  return found;
}

/** Sets the value with the prototype's setter. React overrides the element's own setter, and would miss the change. */
function type(element: HTMLTextAreaElement, text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value") ?? {};
  set?.call(element, text);
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Resolves with the time at which the first words of the answer are painted. A `requestAnimationFrame` callback may run
 * before the callback in which the page writes, and would see the words one frame late. Resize observers run after all
 * callbacks of a frame. So this function resizes a probe once a frame and checks the page in the observer.
 */
function firstWordsPainted(): Promise<number> {
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.cssText = "position:fixed;inset:auto auto 0 0;inline-size:1px;block-size:1px";
  return new Promise((resolve) => {
    let frames = 0;
    const resize = () => {
      probe.style.blockSize = `${(frames += 1) % 2}px`;
      next = requestAnimationFrame(resize);
    };
    let next = requestAnimationFrame(resize);
    const observer = new ResizeObserver(() => {
      if (!document.querySelector(ANSWER)?.textContent) return;
      cancelAnimationFrame(next);
      observer.disconnect();
      probe.remove();
      resolve(performance.now());
    });
    observer.observe(probe);
  });
}

/** Searches the answer from its end, so that a long answer costs no more than a short one. */
function showsLastWord(): boolean {
  const answer = document.querySelector(ANSWER);
  if (!answer) return false;
  const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT);
  let last: Node = answer;
  while (last.lastChild) last = last.lastChild;
  walker.currentNode = last;
  // Buttons may follow the text. No page has more than a hundred text nodes there.
  for (let node: Node | null = last, looked = 0; node && looked < 100; looked += 1) {
    if (node instanceof Text && node.data.slice(-200).includes(LAST_WORD)) return true;
    node = walker.previousNode();
  }
  return false;
}

/** Collects the time from each key press to the frame that shows the letter. */
function watchKeys(): number[] {
  const keysMs: number[] = [];
  let pressedAt: number | undefined;
  window.addEventListener("keydown", (event) => (pressedAt = event.timeStamp), true);
  window.addEventListener(
    "input",
    () => {
      if (pressedAt === undefined) return;
      const from = pressedAt;
      pressedAt = undefined;
      requestAnimationFrame(() => {
        const afterFrame = new MessageChannel();
        afterFrame.port1.addEventListener("message", () => keysMs.push(performance.now() - from));
        afterFrame.port1.start();
        afterFrame.port2.postMessage(undefined);
      });
    },
    true,
  );
  return keysMs;
}
