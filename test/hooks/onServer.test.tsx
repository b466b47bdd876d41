/** The hook while a server renders a page. */
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { useStatelessRun } from "../../src/index.js";
import { completeRun, createScriptedServer } from "../../src/testing/index.js";

test("on a server the hook renders idle, sends nothing and logs nothing", () => {
  const server = createScriptedServer(completeRun("Yes."));
  function Page() {
    const run = useStatelessRun({
      apiUrl: "https://assistant.test",
      fetch: server.fetch,
      assistantId: "faq",
    });
    return <p>{run.status}</p>;
  }
  expect(renderToString(<Page />)).toBe("<p>idle</p>");
  expect(server.requests).toHaveLength(0);
});
