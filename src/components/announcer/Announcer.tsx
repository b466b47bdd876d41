import { useEffect, useImperativeHandle, useRef } from "react";
import { useChat, useCourse, useRun } from "../chat/contexts.js";
import { createPart, HIDDEN } from "../chat/createPart.js";
import { createRunAnnouncer, type Clock, type RunAnnouncer } from "./announceRun.js";

const CLOCK: Clock = {
  setTimer: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>), // always one of ours
};

/**
 * The only live region. It is on the page before the first question, and empty, because screen readers ignore a
 * region that appears together with its text. The answer is outside, because they would read it again on every token.
 * {@link createRunAnnouncer} says what they hear when.
 */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Announcer = /* @__PURE__ */ createPart<"div">(
  "announcer",
  function Announcer(attributes, ref) {
    const { labels, language } = useChat();
    const { rated } = useCourse();
    const run = useRun();
    const regionRef = useRef<HTMLDivElement>(null);
    const announcerRef = useRef<RunAnnouncer | undefined>(undefined);
    useImperativeHandle(ref, () => regionRef.current as HTMLDivElement); // it is set before refs are read

    useEffect(() => {
      const announcer = createRunAnnouncer((text) => show(regionRef.current, text), CLOCK);
      announcerRef.current = announcer;
      return announcer.close;
    }, []);
    useEffect(() => announcerRef.current?.hear({ run, labels, language, rated }));

    return (
      <div ref={regionRef} role="status" {...attributes} className={`${HIDDEN} osc-announcer`} />
    );
  },
);

/**
 * Replaces the text with one new element, so that screen readers see one change, also when a text is said twice.
 * React does not render it: a render for each announcement would only cost time.
 */
function show(region: HTMLElement | null, text: string) {
  const lines = document.createElement("span");
  lines.textContent = text;
  region?.replaceChildren(...(text ? [lines] : []));
}
