import {
  useCallback,
  useId,
  useImperativeHandle,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ForwardedRef,
} from "react";
import { useLinks } from "../../markdown/react/linkRules.js";
import { useImagePrefixes } from "../../markdown/react/useImagePrefixes.js";
import { toLabels } from "../labels/toLabels.js";
import type { AnyRun } from "../chat/AnyRun.js";
import { joinClasses } from "../chat/createPart.js";
import { Lines } from "../chat/icons.js";
import { pickAttributes, type OneShotChatLooks } from "../chat/looks.js";
import { Root, type RootProps } from "../parts/Root.js";
import { usePressGuard } from "../chat/usePressGuard.js";
import { useTheme } from "../styles/useTheme.js";
import { CLOSE } from "./icons.js";
import { Launcher } from "./Launcher.js";
import { PanelLayout } from "./PanelLayout.js";
import { QueuedQuestion } from "./QueuedQuestion.js";
import type { FaqBotHandle, FaqBotLooks } from "./types.js";
import { useEscape } from "./useEscape.js";
import { useOffset } from "./useOffset.js";
import { useOpener } from "./useOpener.js";
import { useOpenState } from "./useOpenState.js";
import { focusPanel, usePanel } from "./usePanel.js";
import { useShortcut } from "./useShortcut.js";

export interface BotProps extends OneShotChatLooks, FaqBotLooks {
  run: AnyRun;
  feedbackTo?: RootProps["feedbackTo"];
  handleRef: ForwardedRef<FaqBotHandle>;
}

/** They are on the outermost element. */
const NONE = {};

/** The panel, and the button that opens it. */
export function Bot(props: BotProps) {
  const { run, handleRef, title, className, children, unstyled, opener, shortcut } = props;
  const labels = useMemo(() => toLabels(props.labels), [props.labels]);
  const { isOpen, setOpen, getOpen } = useOpenState(props);
  const [wasOpened, setWasOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setWasOpened(true);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  // Mistakes in it are reported before a visitor opens the panel.
  const allowedImagePrefixes = useImagePrefixes(props.allowedImagePrefixes);
  const links = useLinks(props.links);
  const rootRef = useRef<HTMLDivElement>(null);
  const panelRef = useRef<HTMLDialogElement>(null);
  const launcherRef = useRef<HTMLButtonElement>(null);
  const openerRef = useRef<Element>(undefined);
  const queuedRef = useRef<string>(undefined);
  const panelId = useId();
  const titleId = useId();
  const dataTheme = useTheme(rootRef, props.theme);
  const pressGuard = usePressGuard();

  /** Opens or closes. A question of the page goes with the opening that it asked for, and with no later one. */
  const change = useCallback(
    (open: boolean, question?: string) => {
      queuedRef.current = question;
      setOpen(open);
    },
    [setOpen],
  );
  const onOpenerPress = useCallback(
    (element: Element) => {
      openerRef.current = element;
      change(!getOpen());
    },
    [change, getOpen],
  );
  const onShortcut = useCallback(() => {
    if (getOpen()) focusPanel(panelRef.current);
    else change(true);
  }, [change, getOpen]);
  const onClosed = useCallback(() => change(false), [change]);
  /** Returns the question once, because StrictMode runs effects twice. */
  const takeQueued = useCallback(() => {
    const question = queuedRef.current;
    queuedRef.current = undefined;
    return question;
  }, []);
  const getOpener = useCallback(() => launcherRef.current ?? openerRef.current, []);

  usePanel({ panelRef, isOpen, getOpener, onClosed });
  useOpener({ opener, isOpen, panelId, panelRef, shortcut, onPress: onOpenerPress });
  useShortcut(shortcut, onShortcut);
  useOffset(rootRef, props.offset);
  const handlers = useEscape({
    panelRef,
    isOpen,
    onEscape() {
      if (run.status === "pending" || run.status === "streaming") run.stop();
      else change(false);
    },
  });

  useImperativeHandle(
    handleRef,
    () => ({
      open: () => change(true),
      close: () => change(false),
      ask(question) {
        change(true, question);
        renderAgain();
      },
      get isOpen() {
        return getOpen();
      },
    }),
    [change, getOpen],
  );

  const classOf = (name: string) => (unstyled ? undefined : name);
  return (
    <div
      data-theme={dataTheme}
      {...pickAttributes(props)}
      ref={rootRef}
      className={unstyled ? className : joinClasses("osc-bot", className)}
      style={props.style}
      data-part="bot"
      data-open={isOpen}
      data-position={props.position}
      data-opener={opener !== undefined}
      {...pressGuard}
      {...handlers.root}
    >
      <dialog
        ref={panelRef}
        id={panelId}
        className={classOf("osc-panel")}
        data-part="panel"
        aria-labelledby={titleId}
        popover="manual"
        {...handlers.panel}
      >
        <div className={classOf("osc-panel-header")}>
          {props.avatar !== undefined && (
            <span className={classOf("osc-avatar")} data-part="avatar">
              {props.avatar}
            </span>
          )}
          <h2
            id={titleId}
            className={classOf("osc-panel-title")}
            data-part="panel-title"
            tabIndex={-1}
          >
            {title ?? labels.launcher}
          </h2>
          <button
            type="button"
            className={classOf("osc-close")}
            data-part="close"
            aria-label={labels.close}
            onClick={() => change(false)}
          >
            <Lines d={CLOSE} />
          </button>
        </div>
        {wasOpened && (
          <Root
            {...props}
            attributes={NONE}
            title={undefined}
            // The panel has a title, so the label of the box is not visible.
            placeholder={props.placeholder ?? labels.question}
            className={undefined}
            style={undefined}
            theme={undefined}
            allowedImagePrefixes={allowedImagePrefixes}
            links={links}
            run={run}
            feedbackTo={props.feedbackTo}
          >
            {children ?? <PanelLayout />}
            <QueuedQuestion takeQueued={takeQueued} />
          </Root>
        )}
      </dialog>
      {opener === undefined && (
        <Launcher
          isOpen={isOpen}
          labels={labels}
          panelId={panelId}
          buttonRef={launcherRef}
          unstyled={unstyled}
          icon={props.icon}
          label={props.label}
          shortcut={shortcut}
          onPress={() => change(!isOpen)}
        />
      )}
    </div>
  );
}
