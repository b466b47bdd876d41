/** Shows how open streams end when the server gets SIGTERM. */
import { openRun, print, section } from "./probe.js";
import type { Topic } from "./Topic.js";

export const show: Topic = async (server) => {
  const runs = {
    tokens: await openRun(server.url, "slow"),
    "a silent node": await openRun(server.url, "silent"),
  };
  await runs.tokens.first(({ name }) => name === "messages");
  const ticks = server.ticks();
  const signalledAt = performance.now();
  const closed = server.close();
  section("SIGTERM while two runs stream");
  await Promise.all(
    Object.entries(runs).map(async ([title, run]) => {
      const { failure, frames } = await run.ended;
      const afterMs = Math.round(performance.now() - signalledAt);
      const last = frames.at(-1);
      const end = failure ?? "clean end of the body";
      print(title, `${end} ${afterMs} ms after the signal; last event: ${last?.name}`);
    }),
  );
  await closed;
  print("process", `gone ${Math.round(performance.now() - signalledAt)} ms after the signal`);
  print("ticks of the nodes before the signal", ticks);
};
