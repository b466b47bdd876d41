/** The answer as a visitor reads and copies it. */
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { answer, completeRun, hold, metadata, tokens } from "../../src/testing/index.js";
import { answerComplete, box, renderChat } from "./renderChat.js";

const written = "## Refunds\n\nTake **30 days**, see `policy.md`:\n\n- by post\n- in the shop\n";

test("the answer's Markdown becomes elements, with headings below the chat's own", async () => {
  const { user } = renderChat(completeRun(written), { title: "Help" });
  await user.type(box(), "Refund?{Enter}");
  await answerComplete();
  const region = screen.getByRole("region", { name: "Answer" });
  expect(within(region).getByRole("heading", { name: "Refunds", level: 3 })).toBeVisible();
  expect(
    within(region)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["by post", "in the shop"]);
  expect(within(region).getByText("30 days").tagName).toBe("STRONG");
});

test("HTML in an answer is shown as text", async () => {
  const { user } = renderChat(completeRun("<img src=x onerror=alert(1)> <script>1</script>"));
  await user.type(box(), "Refund?{Enter}");
  await answerComplete();
  const region = screen.getByRole("region", { name: "Answer" });
  expect(region).toHaveTextContent("<img src=x onerror=alert(1)> <script>1</script>");
  expect(region.querySelector("img, script")).toBeNull();
});

test("a finished answer can be copied without Markdown's marks", async () => {
  const { server, user } = renderChat([metadata(), ...tokens(written), hold(), ...answer(written)]);
  await user.type(box(), "Refund?{Enter}");
  await screen.findByText("30 days");
  expect(screen.queryByRole("button", { name: "Copy" })).toBeNull();
  server.release();
  await user.click(await screen.findByRole("button", { name: "Copy" }));
  expect(await screen.findByText("Copied")).toBeVisible();
  expect(await navigator.clipboard.readText()).toMatch(
    /^Refunds\n\nTake 30 days, see policy\.md:\n\n- by post\n- in the shop$/,
  );
});

test("a page can replace the elements of an answer", async () => {
  const { user } = renderChat(completeRun("See [the policy](https://shop.test/policy)."), {
    components: { a: ({ href }: { href: string }) => <mark>{href}</mark> },
  });
  await user.type(box(), "Refund?{Enter}");
  expect((await screen.findByText("https://shop.test/policy")).tagName).toBe("MARK");
});
