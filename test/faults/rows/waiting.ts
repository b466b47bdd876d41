/** `runs.wait`: line ends to keep the connection alive, then the state. */
import { aiMessage } from "../../../src/testing/index.js";
import { SECRET, type Fault } from "../meetFault.js";
import type { Play } from "../misbehavingServer.js";

const STATE = JSON.stringify({ messages: [aiMessage("Within 30 days.")], docs: [] });
const FAILED = JSON.stringify({
  __error__: { error: "Error", message: JSON.stringify({ error: "RangeError", message: SECRET }) },
});

const waits =
  (pieces: readonly string[], then: "end" | "reset" | "hangUp" = "end"): Play =>
  async (wire) => {
    wire.head(200, { "content-type": "text/plain; charset=UTF-8" });
    await wire.send(...pieces);
    if (then !== "end") await wire.pause(30);
    wire[then]();
  };

function row(fault: Fault["fault"], name: string, play: Play, sees: Fault["sees"]): Fault {
  return { fault, name: `${name}, in wait mode`, settings: { mode: "wait" }, play, sees };
}

export const WAITING: readonly Fault[] = [
  row("unusual content type", "line ends, then the state", waits(["\n", "\n", "\n", STATE]), {
    end: "success",
    answer: "Within 30 days.",
  }),
  row("arbitrary chunks", "1-byte chunks", waits([...`\n\n${STATE}`]), {
    end: "success",
    answer: "Within 30 days.",
  }),
  row("cut inside an event", "half a state", waits(["\n", STATE.slice(0, 40)]), {
    end: "bad_response",
    answer: "",
  }),
  row("clean cut", "line ends and no state", waits(["\n", "\n"]), {
    end: "bad_response",
    answer: "",
  }),
  row(
    "reset mid-stream",
    "half a state, then a reset",
    waits(["\n", STATE.slice(0, 40)], "reset"),
    {
      end: "network",
      answer: "",
    },
  ),
  row(
    "reset mid-stream",
    "half a state, then a closed connection",
    waits(["\n", STATE.slice(0, 40)], "hangUp"),
    {
      end: "network",
      answer: "",
    },
  ),
  // A graph of the functional API may end in a text; getAnswer can take it.
  row("corrupt event", "a state that is a text", waits(['"done"']), {
    end: "no_answer",
    answer: "",
  }),
  row("corrupt event", "a state of null", waits(["null"]), { end: "bad_response", answer: "" }),
  row("error event", "a failed run", waits(["\n", FAILED]), { end: "run_failed", answer: "" }),
  row("odd error event", "a failed run that says no more", waits(['{"__error__":"boom"}']), {
    end: "run_failed",
    answer: "",
  }),
  row(
    "interrupt",
    "an interrupt",
    waits([JSON.stringify({ __interrupt__: [{ value: "Approve?" }] })]),
    {
      end: "interrupted",
      answer: "",
      error: { value: [{ value: "Approve?" }] },
    },
  ),
];
