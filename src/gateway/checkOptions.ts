/** Every mistake that an operator's options can have, each with its fix. */
import { isIP } from "node:net";
import { isLocalAddress } from "./isLocalAddress.js";
import type {
  ExposeOptions,
  FeedbackOptions,
  GatewayLimits,
  GatewayOptions,
  LangSmithOptions,
  LimitStoreOptions,
  UpstreamOptions,
} from "./options.js";

/** The options of a gateway have mistakes. The message has one sentence with the fix for each of them. */
export class GatewayConfigError extends Error {
  override readonly name = "GatewayConfigError";

  /** @param mistakes one sentence each */
  constructor(readonly mistakes: readonly string[]) {
    super(["The gateway's options have mistakes:", ...mistakes].join("\n- "));
  }
}

/** The names of every option. A record, so that the compiler asks for each new name. */
const NAMES: Record<keyof GatewayOptions, true> = {
  upstream: true,
  assistants: true,
  allowedOrigins: true,
  allowMissingOrigin: true,
  basePath: true,
  limits: true,
  limitStore: true,
  trustedProxies: true,
  streamModes: true,
  streamSubgraphs: true,
  recursionLimit: true,
  inputSchema: true,
  contextKeys: true,
  expose: true,
  authorize: true,
  feedback: true,
  onRun: true,
  reportQuestions: true,
  log: true,
};
const UPSTREAM_NAMES: Record<keyof UpstreamOptions, true> = { apiUrl: true, apiKey: true };
const LIMIT_NAMES: Record<keyof GatewayLimits, true> = {
  runsPerVisitorPerWindow: true,
  visitorWindowMs: true,
  runsPerVisitorPerDay: true,
  concurrentRunsPerVisitor: true,
  runsPerAssistantPerMinute: true,
  runsPerAssistantPerDay: true,
  concurrentRunsPerAssistant: true,
  maxQuestionChars: true,
  maxBodyBytes: true,
  maxAnswerBytes: true,
  maxEventBytes: true,
  maxRunMs: true,
  maxSilenceMs: true,
  maxStalledMs: true,
  heartbeatMs: true,
  feedbackPerVisitorPerWindow: true,
};
const STORE_NAMES: Record<keyof LimitStoreOptions, true> = {
  redisUrl: true,
  keyPrefix: true,
  whenUnavailable: true,
};
const EXPOSE_NAMES: Record<keyof ExposeOptions, true> = {
  stateKeys: true,
  toolData: true,
  reasoning: true,
  runId: true,
};
const FEEDBACK_NAMES: Record<keyof FeedbackOptions, true> = {
  secret: true,
  expiresAfterMs: true,
  send: true,
};
const LANGSMITH_NAMES: Record<keyof LangSmithOptions, true> = {
  langSmithUrl: true,
  apiKey: true,
  feedbackKey: true,
  projectId: true,
};
const STREAM_MODES = ["updates", "messages-tuple", "custom", "values"];

/** Timers hold a 32-bit number of milliseconds, and fire at once for more. */
const MAX_TIMER_MS = 2_147_483_647;

type Given = Readonly<Record<string, unknown>>;

/** @throws {GatewayConfigError} that lists every mistake */
export function checkOptions(options: GatewayOptions): void {
  // Callers without types, and values from a file or the environment, can be anything.
  const mistakes = isObject(options)
    ? [...findMistakes(options)]
    : ["The options are no object; pass { upstream, assistants, allowedOrigins }."];
  if (mistakes.length > 0) throw new GatewayConfigError(mistakes);
}

function* findMistakes(options: Given): Generator<string> {
  yield* unknownNames(options, NAMES, "");
  yield* upstreamMistakes(options.upstream);
  yield* assistantMistakes(options.assistants);
  yield* originMistakes(options);
  yield* basePathMistakes(options.basePath);
  yield* limitMistakes(options.limits);
  yield* storeMistakes(options.limitStore);
  yield* proxyMistakes(options.trustedProxies);
  yield* runMistakes(options);
  yield* exposeMistakes(options.expose);
  yield* feedbackMistakes(options.feedback);
  for (const name of ["allowMissingOrigin", "streamSubgraphs", "reportQuestions"])
    yield* booleanMistakes(options[name], name);
  for (const name of ["authorize", "onRun", "log"])
    if (options[name] !== undefined && typeof options[name] !== "function")
      yield `${name} is no function; pass a function or leave it out.`;
}

function* upstreamMistakes(upstream: unknown): Generator<string> {
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

function* assistantMistakes(assistants: unknown): Generator<string> {
  if (!isObject(assistants) || Object.keys(assistants).length === 0) {
    yield 'assistants is missing or empty; list the assistants that visitors may ask, like { faq: "faq" }.';
    return;
  }
  for (const [name, id] of Object.entries(assistants)) {
    if (name.trim() === "")
      yield "assistants has an empty name; give each assistant a public name.";
    if (!isText(id))
      yield `assistants.${name} is empty; write the assistant's id or its graph's name.`;
  }
}

function* originMistakes({ allowedOrigins, allowMissingOrigin }: Given): Generator<string> {
  if (!Array.isArray(allowedOrigins)) {
    yield 'allowedOrigins is missing; list the origins of your pages, like ["https://site.example"].';
    return;
  }
  if (allowedOrigins.length === 0 && allowMissingOrigin !== true)
    yield 'allowedOrigins is empty, so nobody may ask; list the origins of your pages, like ["https://site.example"].';
  for (const origin of allowedOrigins as readonly unknown[]) {
    const url = urlOf(origin);
    if (!isText(origin))
      yield "allowedOrigins has an entry that is no text; write each origin as a text.";
    else if (origin.includes("*"))
      yield `allowedOrigins has ${quote(origin)}; list each origin, because "*" would let every site ask at your cost.`;
    else if (origin === "null")
      yield 'allowedOrigins has "null", which any page in a sandbox can send; list the origins of your pages.';
    else if (!url)
      yield `allowedOrigins has ${quote(origin)}, which is no origin; write it like "https://site.example".`;
    else if (originOf(url) !== origin)
      yield `allowedOrigins has ${quote(origin)}, but browsers send ${quote(originOf(url))}; write that.`;
  }
}

function* basePathMistakes(basePath: unknown): Generator<string> {
  if (basePath === undefined || basePath === "") return;
  if (typeof basePath !== "string") yield 'basePath is no text; write it like "/api/faq".';
  else if (!basePath.startsWith("/"))
    yield `basePath is ${quote(basePath)}; begin it with a slash, like "/api/faq".`;
  else if (basePath.endsWith("/"))
    yield `basePath is ${quote(basePath)}; leave out the slash at its end, like "/api/faq".`;
  else if (!/^(\/[\w.~-]+)+$/.test(basePath) || /\/\.\.?(\/|$)/.test(basePath))
    yield `basePath is ${quote(basePath)}; use letters, digits, ".", "_", "~" and "-" between single slashes.`;
}

function* limitMistakes(limits: unknown): Generator<string> {
  if (limits === undefined) return;
  if (!isObject(limits)) {
    yield "limits is no object; pass { runsPerVisitorPerDay: 100 } or leave it out.";
    return;
  }
  yield* unknownNames(limits, LIMIT_NAMES, "limits.");
  for (const name of Object.keys(LIMIT_NAMES)) {
    const value = limits[name];
    if (value === undefined) continue;
    const isCount = typeof value === "number" && Number.isInteger(value) && value > 0;
    if (name === "visitorWindowMs" && value === Infinity)
      yield "limits.visitorWindowMs is Infinity; to switch the limit off, set limits.runsPerVisitorPerWindow to Infinity.";
    else if (!isCount && value !== Infinity)
      yield `limits.${name} is ${quote(value)}; write a positive whole number, or Infinity for no limit.`;
    else if (name.endsWith("Ms") && value !== Infinity && (value as number) > MAX_TIMER_MS)
      yield `limits.${name} is ${quote(value)}; write at most ${MAX_TIMER_MS} (24 days), or Infinity for no limit.`;
  }
}

function* storeMistakes(store: unknown): Generator<string> {
  if (store === undefined) return;
  if (!isObject(store)) {
    yield 'limitStore is no object; pass { redisUrl: "redis://127.0.0.1:6379" } or leave it out.';
    return;
  }
  yield* unknownNames(store, STORE_NAMES, "limitStore.");
  const { redisUrl, keyPrefix, whenUnavailable } = store;
  if (!["redis:", "rediss:"].includes(urlOf(redisUrl)?.protocol ?? ""))
    yield 'limitStore.redisUrl is no Redis address; write it like "redis://127.0.0.1:6379".';
  if (keyPrefix !== undefined && typeof keyPrefix !== "string")
    yield 'limitStore.keyPrefix is no text; write it like "oneshot-chat:".';
  if (whenUnavailable !== undefined && !["refuse", "local"].includes(whenUnavailable as string))
    yield `limitStore.whenUnavailable is ${quote(whenUnavailable)}; write "refuse" or "local".`;
}

function* proxyMistakes(proxies: unknown): Generator<string> {
  if (proxies === undefined) return;
  if (!Array.isArray(proxies)) {
    yield 'trustedProxies is no list; write it like ["127.0.0.1", "10.0.0.0/8"].';
    return;
  }
  for (const proxy of proxies as readonly unknown[]) {
    const [address = "", prefix, ...rest] = typeof proxy === "string" ? proxy.split("/") : [];
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
    if (version === 0 || !isPrefix || rest.length > 0)
      yield `trustedProxies has ${quote(proxy)}; write addresses or ranges, like "127.0.0.1" or "10.0.0.0/8".`;
    else if (prefix !== undefined && Number(prefix) === 0)
      yield `trustedProxies has ${quote(proxy)}, which believes every visitor; list the addresses of your proxies.`;
  }
}

function* runMistakes(options: Given): Generator<string> {
  const { streamModes, recursionLimit, inputSchema, contextKeys } = options;
  if (streamModes !== undefined) {
    const modes: readonly unknown[] = Array.isArray(streamModes) ? streamModes : [];
    if (modes.length === 0)
      yield 'streamModes is no list of stream modes; write it like ["updates", "messages-tuple"], or leave it out.';
    for (const mode of modes)
      if (!STREAM_MODES.includes(mode as string))
        yield `streamModes has ${quote(mode)}; choose from ${STREAM_MODES.join(", ")}.`;
  }
  if (
    recursionLimit !== undefined &&
    !(Number.isInteger(recursionLimit) && (recursionLimit as number) > 0)
  )
    yield `recursionLimit is ${quote(recursionLimit)}; write a positive whole number.`;
  if (inputSchema !== undefined && !isStandardSchema(inputSchema))
    yield "inputSchema is no Standard Schema; pass a schema of zod 3.24, valibot, ArkType or newer.";
  yield* listMistakes(contextKeys, "contextKeys");
}

function* exposeMistakes(expose: unknown): Generator<string> {
  if (expose === undefined) return;
  if (!isObject(expose)) {
    yield 'expose is no object; pass { stateKeys: ["answer"] } or leave it out.';
    return;
  }
  yield* unknownNames(expose, EXPOSE_NAMES, "expose.");
  yield* listMistakes(expose.stateKeys, "expose.stateKeys");
  for (const name of ["toolData", "reasoning", "runId"])
    yield* booleanMistakes(expose[name], `expose.${name}`);
}

function* feedbackMistakes(feedback: unknown): Generator<string> {
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
  if (send.feedbackKey !== undefined && !isText(send.feedbackKey))
    yield 'feedback.send.feedbackKey is empty; write it like "helpful", or leave it out.';
  if (send.projectId !== undefined && !isText(send.projectId))
    yield "feedback.send.projectId is empty; write the id of the tracing project, or leave it out.";
}

function* listMistakes(list: unknown, name: string): Generator<string> {
  if (list === undefined) return;
  if (!Array.isArray(list) || !list.every(isText))
    yield `${name} is no list of names; write it like ["language"], or leave it out.`;
}

function* booleanMistakes(value: unknown, name: string): Generator<string> {
  if (value !== undefined && typeof value !== "boolean")
    yield `${name} is ${quote(value)}; write true or false.`;
}

function* unknownNames(given: Given, names: object, prefix: string): Generator<string> {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(names, name))
      yield `${prefix}${name} is no option; use one of ${Object.keys(names).join(", ")}.`;
}

/** `URL.origin` is `"null"` for the schemes of apps and extensions, and browsers send scheme and host there. */
function originOf(url: URL): string {
  return url.origin === "null" ? `${url.protocol}//${url.host}` : url.origin;
}

function urlOf(text: unknown): URL | undefined {
  return typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
}

function isStandardSchema(value: unknown): boolean {
  // ArkType's schemas are functions.
  if (typeof value !== "function" && !isObject(value)) return false;
  const standard: unknown = Reflect.get(value, "~standard");
  return isObject(standard) && typeof standard.validate === "function";
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isObject(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as an operator would write it. It is never a secret: no sentence about a key or the secret uses this. */
function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
