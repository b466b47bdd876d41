/**
 * The stopwatch in each page, the same for all: it must cost nothing while the answer streams.
 *
 * Before the stream: fills the box. At its beginning: looks once a frame until the first words are painted.
 * During the stream: nothing. Only when the server says that its last byte has left, it looks once a frame
 * for the last word, and waits two more frames. So a page that awaits a frame itself is not punished for it.
 */
import { countMilestones, LAST_WORD } from "../documents.js";

/** What the page saw of one run; durations in milliseconds. */
export interface PageMeasurement {
  /** From submit until the last word was on screen, and two frames. */
  wallMs: number;
  submitToFirstPaintMs: number;
  /** From the server sending the first token; on the same machine the clocks agree. */
  firstTokenToPaintMs: number;
  /** Tasks over 50 ms; shorter ones are not reported by the browser. */
  longTasksMs: number[];
  /** React commits; `undefined` for pages without React. */
  commits: number | undefined;
  /** From key press to the frame that shows it. */
  keysMs: number[];
  milestones: number;
  /** Whether Markdown was rendered and not just shown. */
  isRendered: boolean;
}

export interface Harness {
  /** Fills the box, as a visitor has before asking, and settles. */
  prepare(): Promise<void>;
  /** Asks, and resolves once the answer is on screen. */
  ask(): Promise<PageMeasurement>;
  /** Asks so many times, one after the other, without measuring. */
  repeat(times: number): Promise<void>;
}

declare global {
  interface Window {
    bench?: Harness;
    __REACT_DEVTOOLS_GLOBAL_HOOK__?: unknown;
  }
}

const QUESTION = "What are the rules?";

/** Ours marks its answer for assistive technology; the other pages carry an attribute for us. */
const ANSWER = `[data-answer], [aria-label="Answer"]`;

/** Has to run before React is loaded: React looks for the hook once. */
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
      // Tasks are reported late; this also lets what the page still does after the last frame be counted.
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

/** When the server has sent the last byte of a run, by its number. */
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
  if (!found) throw new Error("The page has no box.");
  return found;
}

/** Types as React wants to be told: past the property it overrides on the element. */
function type(element: HTMLTextAreaElement, text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value") ?? {};
  set?.call(element, text);
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * When the first words of the answer were painted. A `requestAnimationFrame` callback could run before the one
 * in which a page writes, and see its words a frame late; resize observers run after all of them, in the same
 * frame. So a probe is resized once a frame, until then.
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

/** Reads the answer from its end, so that a long one costs no more than a short one. */
function showsLastWord(): boolean {
  const answer = document.querySelector(ANSWER);
  if (!answer) return false;
  const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT);
  let last: Node = answer;
  while (last.lastChild) last = last.lastChild;
  walker.currentNode = last;
  // Buttons may stand after the text; a hundred text nodes is more than any page has there.
  for (let node: Node | null = last, looked = 0; node && looked < 100; looked += 1) {
    if (node instanceof Text && node.data.slice(-200).includes(LAST_WORD)) return true;
    node = walker.previousNode();
  }
  return false;
}

/** Collects the time from each key press to the frame in which its letter can be seen. */
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
