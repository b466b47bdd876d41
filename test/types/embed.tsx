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
// @ts-expect-error -- no event has the answer
bot.addEventListener("oneshot-finish", (event) => event.detail.answer);

export const chat: Mounted | undefined = window.OneShotChat?.mount("body", {
  apiUrl: "/ask",
  assistantId: "faq",
});
