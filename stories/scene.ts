/** Shared by the stories: an assistant that follows a script, and a visitor who asks a question. */
import type { StoryContext } from "@storybook/react-vite";
import {
  createScriptedServer,
  type Reply,
  type ScriptedRequest,
  type ScriptedServer,
} from "oneshot-chat/testing";

/** No request goes to this address, because the scripted server replaces `fetch`. */
export const API_URL = "https://assistant.invalid";

export const QUESTION = "Can I get a refund?";

export const ANSWER = `Yes. You can send anything back within 30 days and get your money back.

Use the label that came with the parcel; return shipping is free. Refunds go to the card you paid with and take three to five working days.`;

/** The part of {@link ANSWER} that has arrived in stories that pause in the middle of a sentence. */
export const ANSWER_SO_FAR = ANSWER.slice(0, ANSWER.indexOf(" return shipping"));

/** Gives a story its own server, a new one each time the story is shown. */
export function scripted(reply: Reply | ((request: ScriptedRequest, index: number) => Reply)) {
  return { loaders: [() => ({ server: createScriptedServer(reply) })] };
}

/** The server of {@link scripted}. The assertion is needed because Storybook does not type what loaders return. */
export function serverOf({ loaded }: Pick<StoryContext, "loaded">): ScriptedServer {
  return loaded["server"] as ScriptedServer;
}

/** Puts a question into the box, whatever its label is, and asks with Enter. Pasting is faster than a key for each letter. */
export async function ask(
  { canvas, userEvent }: Pick<StoryContext, "canvas" | "userEvent">,
  question = QUESTION,
): Promise<void> {
  await userEvent.click(canvas.getByRole("textbox"));
  await userEvent.paste(question);
  await userEvent.keyboard("{Enter}");
}
