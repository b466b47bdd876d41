/** A page that is empty until a test puts chats on it: `stage.show("first", { apiUrl, assistantId })`. */
import { OneShotChat, useStatelessRun, type RunOptions, type StatelessRun } from "oneshot-chat";
import "oneshot-chat/styles.css";
import { Fragment, StrictMode, useEffect, useLayoutEffect } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";

/** What tests find as `window.stage`. */
export interface Stage {
  /** Puts a chat on the page at once, or gives the one of that name new options. */
  show(name: string, options: RunOptions, how?: Appearance): void;
  /** Unmounts the chat and forgets it. */
  hide(name: string): void;
  /** The run of a chat as of its last commit. */
  run(name: string): StatelessRun;
  /** How often React has committed the chat. */
  commits(name: string): number;
}

export interface Appearance {
  strict?: boolean;
  /** Asked in an effect, as pages do that open with an answer. */
  askAtOnce?: string;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

interface Actor {
  readonly root: Root;
  readonly box: HTMLElement;
  run?: StatelessRun;
  commits: number;
  committed(run: StatelessRun): void;
}

const actors = new Map<string, Actor>();

window.stage = {
  show(name, options, { strict = false, askAtOnce } = {}) {
    const actor = actors.get(name) ?? enter(name);
    const Mode = strict ? StrictMode : Fragment;
    flushSync(() =>
      actor.root.render(
        <Mode>
          <Chat options={options} askAtOnce={askAtOnce} onCommit={actor.committed} />
        </Mode>,
      ),
    );
  },
  hide(name) {
    const { root, box } = find(name);
    root.unmount();
    box.remove();
    actors.delete(name);
  },
  run(name) {
    const { run } = find(name);
    if (!run) throw new Error(`${name} has not been committed.`);
    return run;
  },
  commits: (name) => find(name).commits,
};

function enter(name: string): Actor {
  const box = document.createElement("main");
  box.dataset.name = name;
  document.body.append(box);
  const actor: Actor = {
    root: createRoot(box),
    box,
    commits: 0,
    committed(run) {
      actor.run = run;
      actor.commits += 1;
    },
  };
  actors.set(name, actor);
  return actor;
}

function find(name: string): Actor {
  const actor = actors.get(name);
  if (!actor) throw new Error(`${name} is not on the stage.`);
  return actor;
}

interface ChatProps {
  options: RunOptions;
  askAtOnce: string | undefined;
  onCommit: (run: StatelessRun) => void;
}

function Chat({ options, askAtOnce, onCommit }: ChatProps) {
  const run = useStatelessRun(options);
  const { submit } = run;
  useLayoutEffect(() => onCommit(run));
  useEffect(() => {
    if (askAtOnce !== undefined) void submit(askAtOnce);
  }, [submit, askAtOnce]);
  return <OneShotChat run={run} />;
}
