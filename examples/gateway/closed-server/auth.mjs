// Lets only the gateway ask: it sends the key that both have in their environment.
import { createHash, timingSafeEqual } from "node:crypto";
import { Auth, HTTPException } from "@langchain/langgraph-sdk/auth";

const KEY = process.env.LANGGRAPH_API_KEY;
if (!KEY) throw new Error("LANGGRAPH_API_KEY is not set.");

/** Hashes have one length, which the comparison needs. */
const hash = (text) => createHash("sha256").update(text).digest();

export const auth = new Auth().authenticate((request) => {
  if (!timingSafeEqual(hash(request.headers.get("x-api-key") ?? ""), hash(KEY)))
    throw new HTTPException(401, { message: "This server answers its gateway only." });
  return "gateway";
});
