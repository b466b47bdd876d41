/** The main states of the chat in any language. `States.stories.tsx` shows them on different pages. */
import type { StoryObj } from "@storybook/react-vite";
import { FaqBot, type OneShotChatLooks, type RunSettings } from "oneshot-chat";
import { custom, hold, metadata, answer, runFailed, tokens, update } from "oneshot-chat/testing";
import { expect, fn, within } from "storybook/test";
import type { Language } from "./languages.js";
import { API_URL, ask, scripted, serverOf } from "./scene.js";

export type Args = OneShotChatLooks & Partial<RunSettings>;

type Story = StoryObj<Args>;

/** Six states, each as a story without a page of its own. */
export function mainStates(language: Language) {
  const { labels, question, source } = language;
  const [first, second] = language.answer;
  const args: Args = {
    labels,
    title: language.title,
    placeholder: language.placeholder,
    nodeLabels: { retrieve: language.retrieve, answer: language.write },
  };
  const begin = [metadata(), update("retrieve", { entries: 1 })];
  const found = custom({
    type: "sources",
    sources: [{ title: source, url: "https://shop.example/refunds" }],
  });

  const idle: Story = {
    args: { ...args, greeting: language.greeting, suggestions: [question, language.suggestion] },
    ...scripted([...begin, ...answer(first)]),
    play: async ({ canvas, userEvent }) => {
      await expect(canvas.getByRole("region", { name: language.title })).toBeVisible();
      await expect(canvas.getByRole("textbox", { name: labels.question })).toBeVisible();
      await userEvent.tab();
      await expect(canvas.getByRole("textbox")).toHaveFocus();
      await expect(canvas.getByRole("list", { name: labels.suggestions })).toBeVisible();
      await expectNoSideScroll();
    },
  };

  const streaming: Story = {
    args,
    ...scripted([...begin, ...tokens(first), hold()]),
    play: async (context) => {
      const { canvas } = context;
      await ask(context, question);
      await expect(await canvas.findByText(first)).toBeVisible();
      await expect(canvas.getByRole("button", { name: labels.stop })).toBeVisible();
      await expect(canvas.getByText(language.write)).toBeVisible();
      await expect(canvas.getByRole("status")).toHaveTextContent(labels.answering);
      await expectNoSideScroll();
    },
  };

  const finished: Story = {
    args: { ...args, onFeedback: fn() },
    ...scripted([...begin, found, ...answer(`${first} [1]${second}`)]),
    play: async (context) => {
      const { canvas, userEvent } = context;
      await ask(context, question);
      for (const name of [labels.copy, labels.askAgain, labels.helpful, labels.notHelpful])
        await expect(await canvas.findByRole("button", { name })).toBeVisible();
      const sources = within(canvas.getByRole("region", { name: labels.sources }));
      await userEvent.click(
        canvas.getByRole("link", { name: new RegExp(`^${sourceWord(labels)}`) }),
      );
      await expect(sources.getByRole("listitem")).toHaveFocus();
      await expect(sources.getByRole("link", { name: source })).toBeVisible();
      await expectNoSideScroll();
    },
  };

  const failed: Story = {
    args: { ...args, contact: <a href="mailto:help@shop.example">help@shop.example</a> },
    ...scripted([...begin, ...tokens(first), runFailed("internal detail")]),
    play: async (context) => {
      const { canvas } = context;
      await ask(context, question);
      await expect(await canvas.findByRole("alert")).toHaveTextContent(labels.errors.run_failed);
      await expect(canvas.getByRole("button", { name: labels.tryAgain })).toBeVisible();
      await expect(canvas.getByText(first)).toBeVisible();
      await expect(canvas.getByText(labels.contact)).toBeVisible();
      await expectNoSideScroll();
    },
  };

  const consent: Story = {
    args: { ...args, consent: { text: language.consent } },
    ...scripted([...begin, ...answer(first)]),
    play: async (context) => {
      const { canvas } = context;
      await ask(context, question);
      await expect(canvas.getByRole("button", { name: labels.consentAccept })).toHaveFocus();
      await expect(canvas.getByText(language.consent)).toBeVisible();
      await expect(serverOf(context).requests).toHaveLength(0);
      await expectNoSideScroll();
    },
  };

  const botOpen: Story = {
    ...idle,
    render: (looks, context) => (
      <FaqBot apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...looks} />
    ),
    play: async ({ canvas, userEvent }) => {
      await userEvent.click(await canvas.findByRole("button", { name: labels.launcher }));
      const panel = canvas.getByRole("dialog", { name: language.title });
      await expect(panel).toBeVisible();
      await expect(within(panel).getByRole("button", { name: labels.close })).toBeVisible();
      await expect(within(panel).getByRole("textbox", { name: labels.question })).toHaveFocus();
      // The panel rises when it opens, and axe must not measure it before it is opaque.
      await Promise.all(panel.getAnimations().map(({ finished: end }) => end));
      await expectNoSideScroll();
    },
  };

  return { idle, streaming, finished, failed, consent, botOpen };
}

/** What the name of a mark begins with. */
const sourceWord = ({ markdown }: Language["labels"]) => markdown.source.split(" ")[0] ?? "";

async function expectNoSideScroll(): Promise<void> {
  const page = document.documentElement;
  await expect(page.scrollWidth).toBeLessThanOrEqual(page.clientWidth);
}
