/** Shared by the tests of the chat: the component on a scripted server, and the elements a visitor uses. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
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
export const announced = () => screen.getByRole("status").textContent;
