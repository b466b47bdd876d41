/**
 * Nothing of ours looks like what filter lists hide. The patterns are our own. They mean what common rules against cookie
 * notices, annoyances and chat widgets mean.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import userEvent from "@testing-library/user-event";
import { FaqBot } from "../../src/index.js";
import { DEFAULT_LABELS } from "../../src/components/labels/en.js";
import { ar } from "../../src/components/labels/ar.js";
import { de } from "../../src/components/labels/de.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";

/** Ids and classes that are hidden. Rules compare whole names, beginnings, ends or parts. */
const NAMES: Record<string, RegExp> = {
  "a cookie notice": /cookie|gdpr|ccpa|(^|[-_])(cmp|cc|dsgvo|privacy|tracking)([-_]|$)/i,
  "a consent banner":
    /consent[-_]?(banner|bar|popup|modal|overlay|manager|notice|layer|wrapper|box)|^consent|user[-_]?consent/i,
  "a chat widget":
    /(chat|bot|messenger|support)[-_]?(widget|launcher|bubble|button|container|frame|iframe|icon|box|window|popup)|(live|web|online)[-_]?(chat|help|support)|^chat([-_]|$)|chatbot/i,
  "a vendor's chat":
    /intercom|drift|tawk|crisp|zendesk|zopim|hubspot|freshchat|olark|tidio|userlike|livezilla/i,
  "a newsletter": /newsletter|subscri|sign-?up|mailing/i,
  "a feedback tab":
    /feedback[-_]?(tab|button|widget|popup|badge|link)|^feedback|(rate|rating|survey)[-_]?(us|popup|widget)/i,
  "a floating annoyance":
    /pop-?(up|over|under)|overlay|interstitial|toast|snackbar|sticky|float(ing)?[-_]|fixed[-_](bar|footer|bottom)|back-?to-?top|scroll-?(to-?)?top|to-?top$|push-?notif|web-?push/i,
  "a share bar": /share|social|sharing|addthis|follow-?us/i,
  "an advertisement": /(^|[-_])(ads?|advert\w*|banner|sponsor\w*|promo\w*|teaser)([-_]|$)/i,
};

/** Words by which rules find an element. */
const WORDS =
  /cookie|gdpr|dsgvo|newsletter|subscribe|abonnieren|notifications|benachrichtigung|ad ?block|advert|anzeige|sponsored|live ?chat|chat with us|chatten sie|need help\?|rate us|follow us|share this|ملفات تعريف الارتباط|اشترك/i;

const SOURCES = join(import.meta.dirname, "../../src");

/** Every class in our stylesheets, every class and part that a component names, and the custom elements. */
function namesInSources(): Set<string> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) =>
    /^(components|markdown|embed)\b.*\.(css|tsx?)$/.test(file),
  );
  const text = files.map((file) => readFileSync(join(SOURCES, file), "utf8")).join("\n");
  const classes = [...text.matchAll(/\b(?:osc|oneshot)-[a-z][a-z-]*/g)].map(([name]) => name);
  const parts = [
    ...text.matchAll(/(?:createPart<[^(]*\(|classOf\(|data-part=)\s*["']([a-z-]+)["']/g),
  ].map(([, name = ""]) => `osc-${name}`);
  const elements = [...text.matchAll(/\bdefine\("([a-z-]+)"/g)].map(([, name = ""]) => name);
  return new Set([...classes, ...parts, ...elements]);
}

function hiddenNames(names: Iterable<string>): string[] {
  return [...names].flatMap((name) =>
    Object.entries(NAMES).flatMap(([kind, pattern]) =>
      pattern.test(name) ? [`${name} looks like ${kind}`] : [],
    ),
  );
}

test("the patterns find what filter lists hide", () => {
  const hidden = [
    "cookie-banner",
    "gdpr_popup",
    "consent-manager",
    "chat-widget",
    "livechat-button",
    "chatbot",
    "intercom-frame",
    "newsletter-box",
    "feedback-tab",
    "back-to-top",
    "sticky-footer",
    "social-share",
    "ad-banner",
  ];
  expect(hidden.filter((name) => hiddenNames([name]).length === 0)).toEqual([]);
  expect("We use cookies").toMatch(WORDS);
});

test("no class of ours looks like a cookie notice, an annoyance or a chat widget", () => {
  const names = namesInSources();
  expect(names.size).toBeGreaterThan(60);
  expect(hiddenNames(names)).toEqual([]);
});

test("no word of ours is one by which rules find such an element", () => {
  for (const labels of [DEFAULT_LABELS, de, ar]) expect(JSON.stringify(labels)).not.toMatch(WORDS);
});

test("no id, class, name or address on the page looks like one, in an open bot with an answer", async () => {
  const user = userEvent.setup();
  const { fetch } = createScriptedServer(completeRun("## Yes\n\n- one[^1]\n\n[^1]: two"));
  render(
    <FaqBot
      apiUrl="https://assistant.test"
      fetch={fetch}
      assistantId="faq"
      title="Help"
      greeting="Hello"
      suggestions={["Refund?"]}
      disclaimer="Small print"
      consent={{ text: "It goes to a model." }}
      contact="Write to us"
      onFeedback={() => {}}
    />,
  );
  await user.click(screen.getByRole("button", { name: "Get help" }));
  const before = attributes();
  await user.type(screen.getByRole("textbox"), "Refund?{Enter}");
  await user.click(screen.getByRole("button", { name: "Agree and continue" }));
  await screen.findByRole("region", { name: "Answer" });
  await user.click(await screen.findByRole("button", { name: "Not helpful" }));
  await act(async () => {});
  const found = new Set([...before, ...attributes()]);
  expect(found.size).toBeGreaterThan(30);
  expect(hiddenNames(found)).toEqual([]);
});

/** What rules look at: ids, classes, and the values of `name`, `title` and `aria-label`. */
function attributes(): string[] {
  return Array.from(document.querySelectorAll("body *")).flatMap((element) => [
    element.id,
    ...element.classList,
    ...["name", "title", "aria-label"].map((name) => element.getAttribute(name) ?? ""),
  ]);
}
