/** Shared by the tests of the chat: the component on a scripted server, and the elements a visitor uses. */
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect } from "vitest";
import { OneShotChat } from "../../src/index.js";
import { createScriptedServer } from "../../src/testing/index.js";

export function renderChat(reply: Parameters<typeof createScriptedServer>[0], looks: object = {}) {
  const server = createScriptedServer(reply);
  const view = render(
    <OneShotChat
      apiUrl="https://assistant.test"
      fetch={server.fetch}
      assistantId="faq"
      {...looks}
    />,
  );
  return { server, user: userEvent.setup(), ...view };
}

export const box = () => screen.getByRole("textbox", { name: "Your question" });
export const button = (name: string) => screen.getByRole("button", { name });
/** What screen readers heard last: a status, or sentences of the answer and a status. */
export const announced = () => screen.getByRole("status").textContent;
export const answerComplete = (words = "Answer complete") =>
  waitFor(() => expect(screen.getByRole("status")).toHaveTextContent(words));
