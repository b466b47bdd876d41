import { useEffect, useMemo, type ReactNode } from "react";
import type { FaqBotHandle } from "../../components/launcher/types.js";
import { Bot } from "../../components/launcher/Bot.js";
import { QueuedQuestion } from "../../components/launcher/QueuedQuestion.js";
import { ChatView, toGateway } from "../../components/OneShotChat.js";
import { DefaultLayout } from "../../components/DefaultLayout.js";
import type { OneShotChatLooks } from "../../components/chat/looks.js";
import type { RunOptions } from "../../run/types.js";
import type { BotProperties } from "./attributes.js";
import { useHostRun } from "./useHostRun.js";

/** What an element shows at one moment, and what can be done with it. */
export interface AppProps {
  readonly host: HTMLElement;
  readonly properties: BotProperties;
  readonly theme: "light" | "dark" | undefined;
  /** The names of the slots that the element's children fill. */
  readonly slots: ReadonlySet<string>;
  readonly isOpen: boolean;
  setOpen(open: boolean): void;
  takeQueued(): string | undefined;
  setStop(stop: () => void): void;
  setBot(handle: FaqBotHandle | null): void;
}

/** They stay the same, so that a token does not render the parts that show them. */
const SLOTS: Readonly<Record<string, ReactNode>> = {
  greeting: <slot name="greeting" />,
  disclaimer: <slot name="disclaimer" />,
  contact: <slot name="contact" />,
};

/** `<oneshot-chat>`. */
export function ChatApp(props: AppProps) {
  const { run, feedbackTo, looks } = useView(props);
  return (
    <ChatView {...looks} run={run} feedbackTo={feedbackTo}>
      <DefaultLayout />
      <QueuedQuestion takeQueued={props.takeQueued} />
    </ChatView>
  );
}

/** `<faq-bot>`. */
export function BotApp(props: AppProps) {
  const { run, feedbackTo, looks } = useView(props);
  const { position, offset, opener, shortcut, label } = props.properties;
  return (
    <Bot
      {...looks}
      position={position}
      offset={offset}
      opener={opener}
      shortcut={shortcut}
      label={label?.trim() || undefined}
      open={props.isOpen}
      onOpenChange={props.setOpen}
      run={run}
      feedbackTo={feedbackTo}
      handleRef={props.setBot}
    />
  );
}

function useView({ host, properties, theme, slots, setStop }: AppProps) {
  // The run reports by itself what is missing.
  const options = properties as RunOptions;
  const { run, callbacks, onFeedback } = useHostRun(host, options, properties.feedback);
  const { stop } = run;
  useEffect(() => setStop(stop), [setStop, stop]);

  const { heading, consentText, consentRemember, labels, getSources } = properties;
  const { placeholder, suggestions, note, nodeLabels, steps, links } = properties;
  const { allowedImagePrefixes, unstyled } = properties;
  const consent = useMemo(
    () => (consentText ? { text: consentText, remember: consentRemember } : undefined),
    [consentText, consentRemember],
  );
  const textOrSlot = (name: "greeting" | "disclaimer") =>
    slots.has(name) ? SLOTS[name] : properties[name];
  const looks: OneShotChatLooks = {
    ...callbacks,
    // Without a text, the button and the panel would have no name.
    title: heading?.trim() || undefined,
    greeting: textOrSlot("greeting"),
    disclaimer: textOrSlot("disclaimer"),
    contact: slots.has("contact") ? SLOTS["contact"] : undefined,
    theme: theme ?? "auto",
    placeholder,
    suggestions,
    note,
    consent,
    labels,
    nodeLabels,
    steps,
    links,
    allowedImagePrefixes,
    unstyled,
    getSources,
    onFeedback,
  };
  return { run, looks, feedbackTo: toGateway(options) };
}
