/** What parts read: the words and looks, the course of the run, and the run itself. */
import { createContext, useContext, type Context, type RefObject } from "react";
import type { Labels } from "../labels/Labels.js";
import type { AnyRun } from "./AnyRun.js";
import type { AnalyticsCallbacks, OneShotChatLooks, VisitorFeedback } from "./looks.js";
import type { Rated } from "./useFeedback.js";

/** Props that Root uses itself. */
type OwnProps =
  | "labels"
  | "theme"
  | "className"
  | "style"
  | "children"
  | "onFeedback"
  | "getSources"
  | keyof AnalyticsCallbacks;

/** The words, the looks and the actions. It stays the same object while a run goes on. */
export interface Chat extends Omit<OneShotChatLooks, OwnProps> {
  readonly labels: Labels;
  /** The language in which numbers are written; `""` if the page states none. */
  readonly language: string;
  readonly allowedImagePrefixes: readonly string[];
  /** The id of the title, which names the region. */
  readonly titleId: string;
  readonly rootRef: RefObject<HTMLElement | null>;
  /** The class of something inside a part: `osc-…`, or none with `unstyled`. */
  classOf(name: string): string | undefined;
  /** Asks a question, once the visitor has agreed to the consent step. */
  ask(question: string): void;
  /** Asks the last question again. */
  askAgain(): void;
  /**
   * Tells the page and the gateway what the visitor thinks. Resolves with whether that worked.
   *
   * @param hasMore details may follow, so the visitor is not thanked yet
   */
  rate(feedback: Omit<VisitorFeedback, "run">, hasMore: boolean): Promise<boolean>;
  /** The visitor agrees to the consent step. */
  agree(): void;
}

/** The fields of a run that change a few times in its life, and not with each token. */
export type RunCourse = Pick<
  AnyRun,
  | "question"
  | "steps"
  | "isSlow"
  | "maxQuestionChars"
  | "runId"
  | "feedbackToken"
  | "submit"
  | "stop"
> &
  Pick<AnyRun, "status" | "error"> & {
    /** The tools that the model has called. */
    readonly toolNames: readonly string[];
    /** The run is `pending` or `streaming`. */
    readonly isRunning: boolean;
    /** The answer has words. */
    readonly hasAnswer: boolean;
    /** From the question to the complete answer; `undefined` before. */
    readonly timeTakenMs: number | undefined;
    /** The visitor must agree to the consent step before anything is sent. */
    readonly needsConsent: boolean;
    /** What the visitor thinks of this answer, if they have said so. */
    readonly rated: Rated | undefined;
    /** Feedback has somewhere to go. */
    readonly takesFeedback: boolean;
  };

export const ChatContext = /* @__PURE__ */ createContext<Chat | undefined>(undefined);
export const CourseContext = /* @__PURE__ */ createContext<RunCourse | undefined>(undefined);
export const RunContext = /* @__PURE__ */ createContext<AnyRun | undefined>(undefined);

/** The words, looks and actions. A part that reads only this does not render while a run goes on. */
export const useChat = (): Chat => useInside(ChatContext);

/** The course of the run. A part that reads this does not render for a token. */
export const useCourse = (): RunCourse => useInside(CourseContext);

/** The whole run. A part that reads this renders for every snapshot. */
export const useRun = (): AnyRun => useInside(RunContext);

/** @throws if the part is outside of `Root`, or outside of the form that it belongs to */
export function useInside<Value>(context: Context<Value | undefined>): Value {
  const value = useContext(context);
  if (value === undefined)
    throw new Error("Put each part inside Root, and Label, Input and Limit inside Form.");
  return value;
}
