/** The custom elements in JSX and in the DOM's own types. */
import type { Mounted } from "../../src/embed/index.js";
import type { OneShotIntrinsicElements } from "../../src/embed/jsx.js";

export type BotAttributes = OneShotIntrinsicElements["faq-bot"];

export function Page() {
  return (
    <>
      <faq-bot api-url="/ask" assistant-id="faq" heading="Questions?" open slot="help">
        <a href="/contact">Contact us</a>
      </faq-bot>
      <oneshot-chat api-url="/ask" max-events={10} ononeshot-error={({ detail }) => detail.kind} />
      {/* @ts-expect-error -- only the floating button has a position */}
      <oneshot-chat position="bottom-end" />
      {/* @ts-expect-error -- there is no such attribute */}
      <faq-bot assistant="faq" />
      <faq-bot
        class="shop"
        suggestions={JSON.stringify(["Opening hours?"])}
        stream-mode="updates"
        links='["https://example.com/"]'
        offset={12}
        idle-timeout-ms="20000"
        feedback={false}
        note="false"
        mode="wait"
      />
      {/* @ts-expect-error -- the table says which positions there are */}
      <faq-bot position="top" />
      {/* @ts-expect-error -- the table says which words there are */}
      <faq-bot steps={5} />
      {/* @ts-expect-error -- a mode is no flag */}
      <oneshot-chat mode={true} />
      {/* @ts-expect-error -- React makes a text of a list that is no JSON */}
      <oneshot-chat suggestions={["Opening hours?"]} />
      {/* @ts-expect-error -- React 19 leaves the attribute out, so the note would be shown */}
      <oneshot-chat note={false} />
      {/* @ts-expect-error -- a number is written in digits */}
      <oneshot-chat max-events="many" />
    </>
  );
}

const bot = document.createElement("faq-bot");
bot.heading = "Questions?";
bot.nodeLabels = { retrieve: "Searching" };
bot.open = true;
// @ts-expect-error -- the table says which words there are
bot.steps = "sometimes";
bot.addEventListener("oneshot-ask", (event) => event.detail.question.trim());
document.addEventListener("oneshot-finish", ({ detail }) => detail.ms.toFixed());
window.addEventListener("oneshot-error", ({ detail }) => detail.kind);
// @ts-expect-error -- no event has the answer
bot.addEventListener("oneshot-finish", (event) => event.detail.answer);

export const chat: Mounted | undefined = window.OneShotChat?.mount("body", {
  apiUrl: "/ask",
  assistantId: "faq",
});
