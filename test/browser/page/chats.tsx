/** An empty page on which tests mount chats: `window.chats.show("first", { apiUrl, assistantId })`. */
import {
  FaqBot,
  OneShotChat,
  useStatelessRun,
  type FaqBotLooks,
  type OneShotChatLooks,
  type RunOptions,
  type StatelessRun,
} from "oneshot-chat";
import "oneshot-chat/styles.css";
import { Fragment, StrictMode, useEffect, useLayoutEffect } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";

/** Tests use this as `window.chats`. */
export interface Chats {
  /** Mounts a chat synchronously. If the chat exists already, it renders with the new options. */
  show(name: string, options: RunOptions, how?: ShowOptions): void;
  /** Unmounts the chat and removes it from the page. */
  hide(name: string): void;
  /** Returns the run that the chat's last commit rendered. */
  run(name: string): StatelessRun;
  /** Returns the number of React commits of the chat. */
  commits(name: string): number;
}

export interface ShowOptions {
  /** Wraps the chat in StrictMode. Default false. */
  isStrict?: boolean;
  /** A question that an effect submits, as on a page that opens with an answer. */
  questionOnMount?: string;
  /** The component's words and looks. `defaultOpen` is for `FaqBot`. */
  looks?: OneShotChatLooks & Pick<FaqBotLooks, "defaultOpen" | "open" | "shortcut">;
  /** Shows `FaqBot` in place of `OneShotChat`. Default false. */
  isBot?: boolean;
}

declare global {
  interface Window {
    chats: Chats;
  }
}

interface MountedChat {
  readonly root: Root;
  readonly box: HTMLElement;
  run?: StatelessRun;
  commits: number;
  onCommit(run: StatelessRun): void;
}

const mounted = new Map<string, MountedChat>();

window.chats = {
  show(name, options, { isStrict = false, ...how } = {}) {
    const chat = mounted.get(name) ?? mount(name);
    const Mode = isStrict ? StrictMode : Fragment;
    flushSync(() =>
      chat.root.render(
        <Mode>
          <Chat options={options} {...how} onCommit={chat.onCommit} />
        </Mode>,
      ),
    );
  },
  hide(name) {
    const { root, box } = find(name);
    root.unmount();
    box.remove();
    mounted.delete(name);
  },
  run(name) {
    const { run } = find(name);
    if (!run) throw new Error(`React has not committed the chat "${name}" yet.`);
    return run;
  },
  commits: (name) => find(name).commits,
};

function mount(name: string): MountedChat {
  const box = document.createElement("main");
  box.dataset.name = name;
  document.body.append(box);
  const chat: MountedChat = {
    root: createRoot(box),
    box,
    commits: 0,
    onCommit(run) {
      chat.run = run;
      chat.commits += 1;
    },
  };
  mounted.set(name, chat);
  return chat;
}

function find(name: string): MountedChat {
  const chat = mounted.get(name);
  if (!chat) throw new Error(`The page has no chat "${name}".`);
  return chat;
}

interface ChatProps extends Omit<ShowOptions, "isStrict"> {
  options: RunOptions;
  onCommit: (run: StatelessRun) => void;
}

function Chat({ options, questionOnMount, looks, isBot = false, onCommit }: ChatProps) {
  const run = useStatelessRun(options);
  const { submit } = run;
  useLayoutEffect(() => onCommit(run));
  useEffect(() => {
    if (questionOnMount !== undefined) void submit(questionOnMount);
  }, [submit, questionOnMount]);
  return isBot ? <FaqBot {...looks} run={run} /> : <OneShotChat {...looks} run={run} />;
}
