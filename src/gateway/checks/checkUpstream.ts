/** Where the gateway sends what it has: the LangGraph server, and LangSmith. Addresses and keys. */
import { isLocalAddress } from "../isLocalAddress.js";
import { UPSTREAM_NAMES, FEEDBACK_NAMES, LANGSMITH_NAMES } from "./optionNames.js";
import { isObject, isText, quote, unknownNames, urlOf } from "./values.js";

export function* upstreamMistakes(upstream: unknown): Generator<string> {
  if (!isObject(upstream)) {
    yield 'upstream is missing; pass { apiUrl: "https://your-deployment.example", apiKey }.';
    return;
  }
  yield* unknownNames(upstream, UPSTREAM_NAMES, "upstream.");
  const { apiUrl, apiKey } = upstream;
  const url = urlOf(apiUrl);
  const isLocal = url !== undefined && isLocalAddress(url.hostname);
  if (!isText(apiUrl))
    yield 'upstream.apiUrl is missing; pass the address of your LangGraph server, like "https://your-deployment.example".';
  else if (!url || !["http:", "https:"].includes(url.protocol))
    yield 'upstream.apiUrl is no web address; write it like "https://your-deployment.example".';
  else {
    if (url.protocol === "http:" && !isLocal)
      yield `upstream.apiUrl uses http: for ${quote(url.hostname)}, which would send the key and the questions unencrypted; use https:.`;
    if (url.username || url.password)
      yield "upstream.apiUrl holds a user name or a password; take them out and pass upstream.apiKey.";
    if (url.search || url.hash || apiUrl.includes("?") || apiUrl.includes("#"))
      yield "upstream.apiUrl has a query or a fragment; end it after the host or the path.";
    if (/\/(runs|threads|assistants)(\/|$)/.test(url.pathname))
      yield `upstream.apiUrl names a path of the API; write ${quote(url.origin)}.`;
  }
  if (apiKey === undefined && !isLocal)
    yield "upstream.apiKey is missing; set the environment variable that you read it from, or pass null if the server needs no key.";
  else if (apiKey !== undefined && apiKey !== null && !(isText(apiKey) && /^[!-~]+$/.test(apiKey)))
    yield "upstream.apiKey is empty or has characters that no header can hold; pass the key, or null if the server needs none.";
}

export function* feedbackMistakes(feedback: unknown): Generator<string> {
  if (feedback === undefined) return;
  if (!isObject(feedback)) {
    yield "feedback is no object; pass { secret, send } or leave it out.";
    return;
  }
  yield* unknownNames(feedback, FEEDBACK_NAMES, "feedback.");
  const { secret, expiresAfterMs, send } = feedback;
  if (typeof secret !== "string" || secret.length < 32)
    yield "feedback.secret is missing or has fewer than 32 characters; make one with: openssl rand -hex 32.";
  if (
    expiresAfterMs !== undefined &&
    !(Number.isFinite(expiresAfterMs) && Number(expiresAfterMs) > 0)
  )
    yield `feedback.expiresAfterMs is ${quote(expiresAfterMs)}; write a positive number of milliseconds.`;
  if (typeof send === "function") return;
  if (!isObject(send)) {
    yield "feedback.send is missing; pass { apiKey } for LangSmith, or a function.";
    return;
  }
  yield* unknownNames(send, LANGSMITH_NAMES, "feedback.send.");
  if (!isText(send.apiKey) || !/^[!-~]+$/.test(send.apiKey))
    yield "feedback.send.apiKey is missing; set the environment variable that you read it from.";
  const url = send.langSmithUrl === undefined ? undefined : urlOf(send.langSmithUrl);
  const isSafe =
    url?.protocol === "https:" || (url?.protocol === "http:" && isLocalAddress(url.hostname));
  if (send.langSmithUrl !== undefined && !isSafe)
    yield 'feedback.send.langSmithUrl is no https: address; write it like "https://api.smith.langchain.com".';
  else if (url && (url.username || url.password || url.search || url.hash))
    yield "feedback.send.langSmithUrl holds a user name, a password, a query or a fragment; take them out.";
  if (send.feedbackKey !== undefined && !isText(send.feedbackKey))
    yield 'feedback.send.feedbackKey is empty; write it like "helpful", or leave it out.';
  if (send.projectId !== undefined && !isText(send.projectId))
    yield "feedback.send.projectId is empty; write the id of the tracing project, or leave it out.";
}
