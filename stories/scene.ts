/** What the stories share: an assistant that follows a script, and a visitor who asks it something. */
import type { StoryContext } from "@storybook/react-vite";
import {
  createScriptedServer,
  type Reply,
  type ScriptedRequest,
  type ScriptedServer,
} from "oneshot-chat/testing";

/** Never reached: the scripted server stands in for `fetch`. */
export const API_URL = "https://assistant.invalid";

export const QUESTION = "Can I get a refund?";

export const ANSWER = `Yes. You can send anything back within 30 days and get your money back.

Use the label that came with the parcel; return shipping is free. Refunds go to the card you paid with and take three to five working days.`;

/** The part of {@link ANSWER} that has come when a story stops mid-sentence. */
export const ANSWER_SO_FAR = ANSWER.slice(0, ANSWER.indexOf(" return shipping"));

/** A story's server, made anew each time the story is shown. */
export function scripted(reply: Reply | ((request: ScriptedRequest, index: number) => Reply)) {
  return { loaders: [() => ({ server: createScriptedServer(reply) })] };
}

/** Storybook does not know what loaders return. */
export function serverOf({ loaded }: Pick<StoryContext, "loaded">): ScriptedServer {
  return loaded["server"] as ScriptedServer;
}

/** Opens the page's box, whatever it is called there, and asks with Enter. */
export async function ask(
  { canvas, userEvent }: Pick<StoryContext, "canvas" | "userEvent">,
  question = QUESTION,
): Promise<void> {
  await userEvent.type(canvas.getByRole("textbox"), `${question}{Enter}`);
}
