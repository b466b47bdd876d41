/**
 * Checked by `npm run types`, never run: what the type arguments of the hook promise, and what they refuse.
 */
import { createElement } from "react";
import {
  useStatelessRun,
  type ByNode,
  type RunOptions,
  type RunSnapshot,
  type RunUpdate,
  type StatelessRun,
} from "../../src/index.js";

interface State {
  messages: unknown[];
  entries: string[];
}

/** An interface, which has no index signature. */
interface Input {
  topic: string;
  depth?: number;
}

type Updates = ByNode<{ retrieve: { entries: string[] }; answer: { messages: unknown[] } }>;

/** A union, of what two nodes write with `config.writer`. */
type Custom =
  { node: "retrieve"; titles: readonly string[] } | { node: "answer"; confidence: number };

const OPTIONS = { apiUrl: "/api", assistantId: "faq" };

/** Fails to compile unless the value is of exactly this type. */
function expectType<Expected>() {
  return <Actual>(_value: Actual, ..._same: Same<Actual, Expected>) => {};
}
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : ["types differ"];

export function useTypesOfEachNode() {
  const run = useStatelessRun<State, Updates, Custom, Input>(OPTIONS);

  for (const update of run.updates) {
    expectType<"retrieve" | "answer">()(update.node);
    if (update.node === "retrieve") {
      expectType<string[] | undefined>()(update.data?.entries);
      // @ts-expect-error this node returns no messages
      void update.data?.messages;
    }
    // @ts-expect-error no node has this name
    void (update.node === "rank");
  }
  for (const event of run.customEvents) {
    if (event.node === "answer") expectType<number>()(event.confidence);
    // @ts-expect-error only one of the two nodes writes titles
    void event.titles;
  }
  expectType<State | undefined>()(run.values);

  useStatelessRun<State, Updates, Custom>({
    ...OPTIONS,
    getAnswer: (updates) =>
      updates.map((update) => (update.node === "retrieve" ? update.data?.entries[0] : "")).at(-1),
    onUpdate: (update) => update.node === "answer" && void update.data?.messages,
    onCustomEvent: (event) => event.node === "retrieve" && void event.titles,
    onFinish: (snapshot) => expectType<readonly Custom[]>()(snapshot.customEvents),
  });
}

export function useInputOfTheGraph() {
  const run = useStatelessRun<State, Updates, Custom, Input>(OPTIONS);
  void run.submit("A question?");
  void run.submit({ topic: "refunds" });
  const input: Input = { topic: "refunds", depth: 2 };
  void run.submit(input);
  // @ts-expect-error a field is missing
  void run.submit({ depth: 2 });
  // @ts-expect-error the graph has no such field
  void run.submit({ topic: "refunds", tone: "friendly" });
  // @ts-expect-error a number is neither a question nor an input
  void run.submit(42);

  // Without type arguments, any object is an input; an interface too.
  const untyped = useStatelessRun(OPTIONS);
  void untyped.submit(input);
  void untyped.submit({ messages: [{ role: "human", content: "A question?" }] });
  // @ts-expect-error a number is neither a question nor an input
  void untyped.submit(42);
  // @ts-expect-error a list is no input
  void untyped.submit([input]);
  // @ts-expect-error a promise is no input
  void untyped.submit(Promise.resolve(input));

  useStatelessRun({ ...OPTIONS, toInput: (question): Input => ({ topic: question }) });
  useStatelessRun({
    ...OPTIONS,
    toInput: async (question): Promise<Input> => ({ topic: question }),
  });
  // @ts-expect-error the input is an object
  useStatelessRun({ ...OPTIONS, toInput: (question) => question });
  // @ts-expect-error a promise of a text is not an input either
  useStatelessRun({ ...OPTIONS, toInput: async (question) => question });
  // @ts-expect-error the input is no list
  useStatelessRun({ ...OPTIONS, toInput: (question) => [question] });
}

/** A component of a page's own that takes any run. */
function AnyRunView({ run }: { run: StatelessRun }) {
  return createElement("p", null, run.answer, run.status === "error" ? run.error.kind : "");
}

export function useRunsOfAnyType() {
  const untyped = useStatelessRun(OPTIONS);
  const typed = useStatelessRun<State>(OPTIONS);
  const fullyTyped = useStatelessRun<State, Updates, Custom, Input>(OPTIONS);
  const runs: StatelessRun[] = [untyped, typed, fullyTyped];
  const sameState: StatelessRun<State> = typed;
  // @ts-expect-error a run of one state is not a run of another
  const otherState: StatelessRun<{ verdict: string }> = typed;
  void [sameState, otherState];

  return [
    ...runs.map((run) => createElement(AnyRunView, { run })),
    createElement(AnyRunView, { run: typed }),
    createElement(AnyRunView, { run: fullyTyped }),
  ];
}

/** A wrapper of a page's own, generic in the state. */
export function useWrappedRun<Wrapped extends State>(options: RunOptions<Wrapped>) {
  const run: StatelessRun<Wrapped> = useStatelessRun<Wrapped>(options);
  const entries: readonly string[] = run.values?.entries ?? [];
  return entries;
}

// Without types, or with `any`, updates are as loose as the caller asked.
export type Loose = [
  RunUpdate,
  // oxlint-disable-next-line typescript/no-explicit-any -- callers may pass it, and it must not become `never`
  RunUpdate<any>["data"],
  RunSnapshot<unknown, unknown>["updates"][number]["data"],
];
