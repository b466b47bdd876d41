/** Checked by `npm run types`, never run: which props the components take and which they refuse. */
import { de } from "oneshot-chat/labels/de";
import {
  FaqBot,
  OneShotChat,
  useStatelessRun,
  type ByNode,
  type FaqBotProps,
  type LabelOverrides,
} from "../../src/index.js";

interface State {
  entries: string[];
}

interface Input {
  topic: string;
}

type Updates = ByNode<{ retrieve: { entries: string[] } }>;

const LABELS: LabelOverrides = {
  ask: "Fragen",
  errors: { config: "…" },
  markdown: { copyCode: "…" },
};

/** A run of every degree of typing fits both components, without a type argument in the JSX. */
export function RunsOfThePage() {
  const untyped = useStatelessRun({ apiUrl: "/api", assistantId: "faq" });
  const typed = useStatelessRun<State>({ apiUrl: "/api", assistantId: "faq" });
  const fullyTyped = useStatelessRun<State, Updates, { step: number }, Input>({
    apiUrl: "/api",
    assistantId: "faq",
  });
  return (
    <>
      <OneShotChat run={untyped} labels={LABELS} />
      <OneShotChat run={typed} />
      <OneShotChat run={fullyTyped} />
      <FaqBot run={fullyTyped} className="mine" labels={de} theme={{ darkClass: "night" }} />
      <OneShotChat run={typed} theme="class" style={{ "--osc-accent": "teal", color: "red" }} />
      {/* @ts-expect-error the stylesheet has no such property */}
      <OneShotChat run={typed} style={{ "--osc-acent": "teal" }} />
      {/* @ts-expect-error no theme has this name */}
      <OneShotChat run={typed} theme="night" />
      {/* @ts-expect-error a run of the page's own leaves nothing to connect */}
      <OneShotChat run={typed} apiUrl="/api" assistantId="faq" />
      {/* @ts-expect-error a run of the page's own has its callbacks already */}
      <FaqBot run={typed} onFinish={() => {}} />
    </>
  );
}

/** The options' types follow from the type arguments, as they do for the hook. */
export function RunsOfTheComponent(props: FaqBotProps<State>) {
  return (
    <>
      <FaqBot {...props} />
      <OneShotChat<State, Updates>
        apiUrl="/api"
        assistantId="faq"
        onUpdate={({ data }) => void data?.entries}
        getAnswer={(_updates, values) => values?.entries[0]}
        getSources={({ values }) => values?.entries.map((title) => ({ title }))}
      />
      {/* @ts-expect-error neither apiUrl nor client */}
      <OneShotChat assistantId="faq" />
      {/* @ts-expect-error no assistant */}
      <FaqBot apiUrl="/api" />
      {/* @ts-expect-error an address that may be missing, such as an environment variable */}
      <FaqBot apiUrl={process.env["ASSISTANT_URL"]} assistantId="faq" />
      {/* @ts-expect-error labels are texts */}
      <FaqBot apiUrl="/api" assistantId="faq" labels={{ ask: <b>Ask</b> }} />
      {/* @ts-expect-error no error has this name */}
      <FaqBot apiUrl="/api" assistantId="faq" labels={{ errors: { netwrok: "…" } }} />
      {/* @ts-expect-error a source has a title and an address, and no name */}
      <FaqBot apiUrl="/api" assistantId="faq" getSources={() => [{ name: "Terms" }]} />
      {/* @ts-expect-error links are "all", "sources" or a list */}
      <FaqBot apiUrl="/api" assistantId="faq" links="none" />
      {/* @ts-expect-error suggestions are a list */}
      <FaqBot apiUrl="/api" assistantId="faq" suggestions="Refund?" />
    </>
  );
}
