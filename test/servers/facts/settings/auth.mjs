// An `auth` handler that accepts one key and prints the events that reach it.
import { Auth, HTTPException } from "@langchain/langgraph-sdk/auth";

export const auth = new Auth()
  .authenticate((request) => {
    if (request.headers.get("x-own-key") !== "let-me-in")
      throw new HTTPException(401, { message: "no key" });
    return "visitor";
  })
  .on("*", ({ event }) => {
    console.info(`asked: ${event}`);
    return true;
  });
