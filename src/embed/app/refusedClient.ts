import type { RunsClientLike } from "../../langgraph/options.js";

function refuse(): Error {
  return Object.assign(new Error("The address of the assistant is refused."), {
    name: "RunError",
    kind: "config",
  });
}

/** Takes the place of an address that must not be asked: visitors read that the assistant is not set up. */
export const REFUSED_CLIENT: RunsClientLike = {
  runs: {
    // oxlint-disable-next-line require-yield -- it ends before the first part
    async *stream() {
      throw refuse();
    },
    wait: () => Promise.reject(refuse()),
  },
};
