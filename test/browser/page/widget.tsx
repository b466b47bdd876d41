/** A page on which tests put the widget into a state. `window.widget.show("chat", "complete")` mounts it with a server. */
import { FaqBot, OneShotChat, type FaqBotLooks, type OneShotChatLooks } from "oneshot-chat";
import "oneshot-chat/styles.css";
import {
  aiMessage,
  createScriptedServer,
  custom,
  delta,
  hold,
  metadata,
  runFailed,
  tokens,
  update,
  type Reply,
  type ScriptStep,
} from "oneshot-chat/testing";
import { createRoot, type Root } from "react-dom/client";

const RICH_ANSWER = `# Refunds

You can send **anything** back within *30 days* [1]. See [our terms](https://shop.test/terms).

- Pack it well
- [x] Use the label

| Plan | Price | Days | Countries | Carrier |
|---|---|---|---|---|
| Basic | 5 € | 30 | Germany, Austria, Switzerland | Post |

\`\`\`js
const days = 30; // a line of code that is far too long for a narrow phone, so that it has to scroll by itself
\`\`\`

> Returns are free.

Averyveryverylongword${"long".repeat(60)} ends it.[^1]

[^1]: Except on Sundays.`;

const MIXED_ANSWER = `Refunds take 30 days.

يستغرق رد المبلغ 30 يومًا، راجع policy.md.

- ההחזר לוקח 30 ימים
- זה בחינם

> It is free.`;

const tool = { name: "search", args: { query: "refund" }, id: "call-1", type: "tool_call" };

const WORK: ScriptStep[] = [
  metadata(),
  update("retrieve", { entries: [] }),
  custom({ type: "progress", label: "Reading", progress: 0.4 }),
  delta("", { node: "agent", id: "m0" }, { tool_calls: [tool] }),
  update("agent", { messages: [{ ...aiMessage("", { id: "m0" }), tool_calls: [tool] }] }),
  update("tools", {
    messages: [
      { type: "tool", name: "search", content: "found", tool_call_id: "call-1", id: "t1" },
    ],
  }),
];

function complete(text: string): Reply {
  return [
    ...WORK,
    ...tokens(text),
    update("answer", { messages: [aiMessage(text, { id: "message-1" })] }),
  ];
}

const REPLIES = {
  pending: [metadata(), hold()],
  streaming: [...WORK, ...tokens("You can send anything back. It is"), hold()],
  complete: complete(RICH_ANSWER),
  mixed: complete(MIXED_ANSWER),
  failed: [...WORK, ...tokens("You can send"), runFailed("boom")],
  busy: { status: 429, headers: { "retry-after": "3600" } },
  interrupted: [metadata(), update("__interrupt__", [{ value: "May I?", id: "i1" }])],
} satisfies Record<string, Reply>;

const LOOKS = {
  title: "Help",
  greeting: "Ask us anything about refunds.",
  suggestions: ["Can I get a refund?", "How long does it take?"],
  disclaimer: "Do not enter personal data.",
  placeholder: "Type here",
  onFeedback: () => {},
  contact: <a href="mailto:help@shop.test">Write to us</a>,
  getSources: () => [{ title: "Terms", url: "https://shop.test/terms" }, { title: "A leaflet" }],
} satisfies OneShotChatLooks;

export type ReplyName = keyof typeof REPLIES;

export interface ShowWidget {
  component?: "chat" | "bot";
  /** A reply by its name, or the text of an answer. A text with `isHeld` goes on streaming. */
  reply?: ReplyName | { readonly text: string; readonly isHeld?: boolean };
  /** Milliseconds without progress until the run is slow. */
  slowAfterMs?: number;
  hasConsent?: boolean;
  /** Added to the looks that all states have. */
  looks?: Pick<
    OneShotChatLooks & FaqBotLooks,
    "title" | "suggestions" | "defaultOpen" | "shortcut"
  > & {
    label?: string;
  };
}

declare global {
  interface Window {
    widget: {
      /** Mounts the widget in place of the one before. */
      show(how?: ShowWidget): void;
      /** Returns the number of requests that started a run. */
      runs(): number;
    };
  }
}

let root: Root | undefined;
let server = createScriptedServer(REPLIES.complete);

window.widget = {
  show({ component = "chat", reply = "complete", slowAfterMs, hasConsent = false, looks } = {}) {
    server = createScriptedServer(toReply(reply));
    const options = {
      ...LOOKS,
      apiUrl: "https://assistant.test",
      assistantId: "faq",
      fetch: server.fetch,
      slowAfterMs,
      ...(hasConsent && { consent: { text: "Your question goes to a model." } }),
      ...looks,
    };
    root?.unmount();
    root = createRoot(document.getElementById("widget") as HTMLElement); // it is in widget.html
    root.render(component === "bot" ? <FaqBot {...options} /> : <OneShotChat {...options} />);
  },
  runs: () => server.requests.length,
};

function toReply(reply: NonNullable<ShowWidget["reply"]>): Reply {
  if (typeof reply === "string") return REPLIES[reply];
  const { text, isHeld = false } = reply;
  return isHeld ? [metadata(), ...tokens(text), hold()] : complete(text);
}
