import { useCourse } from "./chat.js";
import { createPart } from "./createPart.js";

/** The lower half, from the first question on: everything that belongs to the answer. */
// `PURE` lets bundlers drop this component for apps that import only the hook.
export const Result = /* @__PURE__ */ createPart<"div">("result", function Result(attributes, ref) {
  if (useCourse().status === "idle") return null;
  return <div ref={ref} {...attributes} />;
});
