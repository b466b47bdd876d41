import { useId, useMemo, type ReactNode } from "react";
import { SlotBoundary } from "../../markdown/react/SlotBoundary.js";
import { formatNumber } from "../labels/format.js";
import { useChat, useCourse, useRun } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { useReport, type Mistake } from "../chat/useReport.js";
import { findProgress, type Progress } from "../work/findProgress.js";

/** What `renderCustomEvent` shows, and a bar for the latest event with a percentage until the answer begins. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const CustomEvents = /* @__PURE__ */ createPart<"div">(
  "custom-events",
  function CustomEvents(attributes, ref) {
    const { renderCustomEvent } = useChat();
    const { isRunning, hasAnswer } = useCourse();
    const { customEvents } = useRun();
    const [shown, progress, mistake] = useMemo(() => {
      const nodes: ReactNode[] = [];
      let latest: Progress | undefined;
      let failure: Mistake | undefined;
      for (const [at, data] of customEvents.entries()) {
        let node: ReactNode;
        try {
          node = renderCustomEvent?.(data);
        } catch (cause) {
          failure = { message: "renderCustomEvent failed; the event has its default look.", cause };
        }
        if (node === undefined) latest = findProgress(data) ?? latest;
        else
          nodes.push(
            <SlotBoundary key={at} fallback={null}>
              {node}
            </SlotBoundary>,
          );
      }
      return [nodes, latest, failure];
    }, [customEvents, renderCustomEvent]);
    useReport(mistake);

    // What was going on before the answer began is over.
    const bar = isRunning && !hasAnswer && progress;
    if (shown.length === 0 && !bar) return null;
    return (
      <div ref={ref} {...attributes}>
        {shown}
        {bar && <Bar {...bar} />}
      </div>
    );
  },
);

function Bar({ percent, label }: Progress) {
  const { labels, language, classOf } = useChat();
  const id = useId();
  return (
    <div className={classOf("progress")}>
      <label htmlFor={id}>{label ?? labels.progress}</label>
      <span aria-hidden="true">
        {formatNumber(percent / 100, language, { style: "percent", maximumFractionDigits: 0 })}
      </span>
      <progress id={id} max={100} value={percent} />
    </div>
  );
}
