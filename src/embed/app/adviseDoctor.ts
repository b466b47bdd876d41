import type { RunErrorKind } from "../../langgraph/errors.js";

/** Kinds that a wrong path, a wrong name or a CORS refusal has. */
const SET_UP: readonly RunErrorKind[] = ["network", "not_found", "bad_response"];

let isAdvised = false;

/** Tells the owner in the console how to find out why nothing answers. Once on a page. */
export function adviseDoctor(kind: RunErrorKind, apiUrl: string | undefined, assistantId: string) {
  if (isAdvised || !apiUrl || !SET_UP.includes(kind)) return;
  isAdvised = true;
  const { href } = new URL(apiUrl, location.href);
  console.warn(
    `oneshot-chat: ${kind}; to find out why, run: npx oneshot-chat doctor ${href} --assistant ${assistantId} --origin ${location.origin}`,
  );
}
