import { Fragment, useId, useMemo, type ReactNode } from "react";
import { formatNumber } from "../labels/format.js";
import { useChat, useCourse, useRun } from "../chat/contexts.js";
import { createPart } from "../chat/createPart.js";
import { findProgress, type Progress } from "../work/findProgress.js";

/** What `renderCustomEvent` shows, and a bar for the latest event with a percentage while the run goes on. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const CustomEvents = /* @__PURE__ */ createPart<"div">(
  "custom-events",
  function CustomEvents(attributes, ref) {
    const { renderCustomEvent } = useChat();
    const { isRunning } = useCourse();
    const { customEvents } = useRun();
    const [shown, progress] = useMemo(() => {
      const nodes: ReactNode[] = [];
      let latest: Progress | undefined;
      for (const [at, data] of customEvents.entries()) {
        const node = renderCustomEvent?.(data);
        if (node === undefined) latest = findProgress(data) ?? latest;
        else nodes.push(<Fragment key={at}>{node}</Fragment>);
      }
      return [nodes, latest];
    }, [customEvents, renderCustomEvent]);

    const bar = isRunning && progress;
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
