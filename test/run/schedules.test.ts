/**
 * Any order of submit, stop, retry, reset, unmount and remount, against a server that delays, cuts, fails and
 * splits its bytes, on a fake clock. What must hold is checked after each step, and so is what must happen: a
 * run that nobody interrupts is sent and ends as its server made it end.
 */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunSnapshot } from "../../src/run/types.js";
import { anyBehaviour, anyWire, endOf, makeWorld, type World } from "./scheduleWorld.js";

const RUNS = process.env.LONG ? 10_000 : 500;
const SEED = Number(process.env.SEED ?? 0) || Date.now() & 0x7fffffff;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Action = "submit" | "stop" | "retry" | "reset" | "unmount" | "mount" | { wait: number };

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.constant("submit" as const) },
  { weight: 2, arbitrary: fc.constantFrom("stop" as const, "retry" as const, "reset" as const) },
  { weight: 1, arbitrary: fc.constantFrom("unmount" as const, "mount" as const) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 400 }).map((wait) => ({ wait })) },
);

/** One call of `submit` or `retry` that asks something. */
interface Submission {
  /** The number of its POST, from 0, once one must have left. */
  run?: number;
  /** What its promise resolved with. */
  end?: RunSnapshot;
  /** Whether it was stopped, replaced, reset or unmounted before it had ended. */
  isInterrupted: boolean;
}

/** What a schedule has done so far, and so what must have happened. */
interface Notes {
  readonly submissions: Submission[];
  /** The submission that counts. */
  current: Submission | undefined;
  hasAsked: boolean;
}

const postsOf = ({ server }: World) =>
  server.requests.filter(({ url }) => url.endsWith("/runs/stream"));

const isOver = ({ status }: RunSnapshot) =>
  status === "success" || status === "stopped" || status === "error";

function track(world: World, notes: Notes, promise: Promise<RunSnapshot>): void {
  // Nothing is sent while the store is detached.
  const submission: Submission = { isInterrupted: !world.isMounted };
  notes.submissions.push(submission);
  notes.current = submission;
  notes.hasAsked = true;
  void promise.then((snapshot) => (submission.end = snapshot));
}

function interrupt({ store }: World, notes: Notes): void {
  const { current } = notes;
  if (current && !current.end && !isOver(store.getSnapshot())) current.isInterrupted = true;
  notes.current = undefined;
}

/** Lets time pass. A request that nobody stopped before has left by then. */
async function letTimePass(world: World, { current }: Notes, ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  if (ms > 0 && current && !current.isInterrupted) current.run ??= postsOf(world).length - 1;
}

async function act(world: World, notes: Notes, action: Action): Promise<void> {
  const { store } = world;
  if (typeof action === "object") return letTimePass(world, notes, action.wait);
  switch (action) {
    case "submit":
      interrupt(world, notes);
      return track(world, notes, store.submit(`question ${notes.submissions.length}`));
    case "retry":
      if (!notes.hasAsked) return void expect(await store.retry()).toBe(store.getSnapshot());
      interrupt(world, notes);
      return track(world, notes, store.retry());
    case "stop": {
      const before = store.getSnapshot();
      interrupt(world, notes);
      store.stop();
      // At once, and nothing that was shown is lost.
      expect(store.getSnapshot().status).not.toMatch(/pending|streaming/);
      expect(store.getSnapshot().answer.startsWith(before.answer)).toBe(true);
      return;
    }
    case "reset":
      interrupt(world, notes);
      notes.hasAsked = false;
      store.reset();
      expect(store.getSnapshot()).toMatchObject({ status: "idle", answer: "", question: "" });
      return;
    case "unmount":
      if (!world.isMounted) return;
      interrupt(world, notes);
      world.detach();
      world.isMounted = false;
      await vi.advanceTimersByTimeAsync(0);
      return;
    case "mount":
      if (world.isMounted) return;
      world.detach = store.attach();
      world.isMounted = true;
  }
}

/** No word of any run but the newest is ever on screen. */
function expectNoStaleWord(world: World): void {
  const { answer, question } = world.store.getSnapshot();
  const runs = new Set([...answer.matchAll(/run(\d+)/g)].map(([, run]) => Number(run)));
  expect(runs.size).toBeLessThanOrEqual(1);
  for (const run of runs) expect(run).toBe(postsOf(world).length - 1);
  if (answer) expect(question).not.toBe("");
}

/** Every submission has ended once, and none has sent more than one POST. */
function expectOneEndEach(world: World, { submissions }: Notes): void {
  const { status } = world.store.getSnapshot();
  expect(status === "idle" || isOver(world.store.getSnapshot())).toBe(true);
  for (const { end } of submissions) expect(end && isOver(end)).toBe(true);
  const keys = postsOf(world).map(
    ({ body }) => (body as { metadata: { oneshot_key: string } }).metadata.oneshot_key,
  );
  expect(keys.length).toBeLessThanOrEqual(submissions.length);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(world.finished).size).toBe(world.finished.length);
  expect(world.strays).toEqual([]);
}

test(
  `runs end as they must, whatever the order of actions (${RUNS} schedules, seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    let uninterrupted = 0;
    let succeeded = 0;

    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAction, { minLength: 1, maxLength: 25 }),
        fc.array(anyBehaviour, { minLength: 1, maxLength: 6 }),
        anyWire,
        async (actions, behaviours, wire) => {
          const world = makeWorld(behaviours, wire);
          const notes: Notes = { submissions: [], current: undefined, hasAsked: false };
          for (const action of actions) {
            await act(world, notes, action);
            expectNoStaleWord(world);
          }
          // Whatever still runs ends by a deadline.
          await letTimePass(world, notes, 400_000);
          expectNoStaleWord(world);
          expectOneEndEach(world, notes);

          const sent = notes.submissions.flatMap(({ run }) => (run === undefined ? [] : [run]));
          expect(new Set(sent).size).toBe(sent.length);
          expect(postsOf(world).length).toBeGreaterThanOrEqual(sent.length);
          for (const { run, end, isInterrupted } of notes.submissions) {
            if (isInterrupted || !end) continue;
            const behaviour = behaviours[(run ?? -1) % behaviours.length];
            if (run === undefined || !behaviour)
              throw new Error("an uninterrupted run sent nothing");
            const { ends, answer } = endOf(behaviour, wire, run);
            expect(ends).toContain(end.error?.kind ?? end.status);
            if (answer !== undefined) expect(end.answer).toBe(answer);
            expect(world.finished).toContain(end);
            uninterrupted += 1;
            if (end.status === "success") succeeded += 1;
          }

          // After the store is detached, nothing is left behind.
          const finishedBefore = world.finished.length;
          world.detach();
          await vi.advanceTimersByTimeAsync(20_000_000);
          expect(world.finished.length).toBe(finishedBefore);
          expect(vi.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
    // The schedules are worth something only if many runs have a chance to end by themselves.
    expect(uninterrupted).toBeGreaterThan(RUNS / 4);
    expect(succeeded).toBeGreaterThan(RUNS / 10);
    expect(unhandled).toEqual([]);
    process.off("unhandledRejection", note);
    report.mockRestore();
  },
);
