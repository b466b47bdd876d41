/** Options → settings, once per gateway: every default. `checkOptions.ts` has every check. */
import { checkOptions } from "./checkOptions.js";
import type {
  AuthorizeRequest,
  Authorization,
  ExposeOptions,
  FeedbackOptions,
  GatewayLimits,
  GatewayOptions,
  GatewayStreamMode,
  LimitStoreOptions,
  LogLine,
  RunReport,
  StandardSchema,
} from "./options.js";

/** The limits of a gateway whose operator sets none. Times are in milliseconds. */
export const DEFAULT_LIMITS: Required<GatewayLimits> = {
  runsPerVisitorPerWindow: 10,
  visitorWindowMs: 60_000,
  runsPerVisitorPerDay: 100,
  concurrentRunsPerVisitor: 2,
  runsPerAssistantPerMinute: 120,
  runsPerAssistantPerDay: 5_000,
  concurrentRunsPerAssistant: 50,
  maxQuestionChars: 4_000,
  maxBodyBytes: 65_536,
  maxAnswerBytes: 1_048_576,
  maxEventBytes: 4_194_304,
  maxRunMs: 120_000,
  maxSilenceMs: 60_000,
  maxStalledMs: 30_000,
  heartbeatMs: 15_000,
  feedbackPerVisitorPerWindow: 20,
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** The options of one gateway with every default filled in. Nothing changes them. */
export interface Settings {
  readonly upstream: UpstreamSettings;
  /** Public name → assistant id or graph name. */
  readonly assistants: ReadonlyMap<string, string>;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly allowMissingOrigin: boolean;
  /** `""` or a path without a slash at its end. */
  readonly basePath: string;
  /** Any of them may be `Infinity`, which switches that limit off. `setTimeout` does not take `Infinity`. */
  readonly limits: Required<GatewayLimits>;
  readonly limitStore: Required<LimitStoreOptions> | undefined;
  readonly trustedProxies: readonly string[];
  readonly streamModes: readonly GatewayStreamMode[];
  readonly streamSubgraphs: boolean;
  readonly recursionLimit: number;
  readonly inputSchema: StandardSchema | undefined;
  readonly contextKeys: readonly string[];
  readonly expose: Required<ExposeOptions>;
  readonly authorize:
    ((request: AuthorizeRequest) => Authorization | Promise<Authorization>) | undefined;
  readonly feedback: FeedbackSettings | undefined;
  readonly onRun: ((report: RunReport) => void | Promise<void>) | undefined;
  readonly reportQuestions: boolean;
  /** Never throws. */
  readonly log: (line: LogLine) => void;
}

export interface UpstreamSettings {
  /** Without a slash at its end, so that `baseUrl + "/runs/stream"` is an address. */
  readonly baseUrl: string;
  /** `undefined` if the server needs no key. */
  readonly apiKey: string | undefined;
}

export interface FeedbackSettings extends FeedbackOptions {
  readonly expiresAfterMs: number;
}

/**
 * Checks the options and fills in every default.
 *
 * @throws {GatewayConfigError} that lists every mistake with its fix
 */
export function toSettings(options: GatewayOptions): Settings {
  checkOptions(options);
  const { upstream, limitStore, expose, feedback } = options;
  const log = options.log ?? writeLogLine;
  return {
    upstream: {
      // In its normal form, because a space at the end of the text would be one inside of each address.
      baseUrl: new URL(upstream.apiUrl).href.replace(/\/+$/, ""),
      apiKey: upstream.apiKey ?? undefined,
    },
    assistants: new Map(Object.entries(options.assistants)),
    allowedOrigins: new Set(options.allowedOrigins),
    allowMissingOrigin: options.allowMissingOrigin ?? false,
    basePath: options.basePath ?? "",
    limits: withDefaults(DEFAULT_LIMITS, options.limits),
    limitStore:
      limitStore &&
      withDefaults(
        { redisUrl: "", keyPrefix: "oneshot-chat:", whenUnavailable: "local" },
        limitStore,
      ),
    trustedProxies: options.trustedProxies ?? [],
    streamModes: toStreamModes(options.streamModes),
    streamSubgraphs: options.streamSubgraphs ?? false,
    recursionLimit: options.recursionLimit ?? 25,
    inputSchema: options.inputSchema,
    contextKeys: options.contextKeys ?? [],
    expose: withDefaults(
      { stateKeys: [], toolData: false, reasoning: false, runId: false },
      expose,
    ),
    authorize: options.authorize,
    feedback: feedback && { ...feedback, expiresAfterMs: feedback.expiresAfterMs ?? DAY_MS },
    onRun: options.onRun,
    reportQuestions: options.reportQuestions ?? false,
    log(line) {
      try {
        log(line);
      } catch {
        // There is no other place to report to.
      }
    },
  };
}

/** Adds `updates` where neither it nor `values` is named, because without both a whole answer looks like a cut one. */
function toStreamModes(
  modes: readonly GatewayStreamMode[] = ["updates", "messages-tuple", "custom"],
): readonly GatewayStreamMode[] {
  return modes.includes("updates") || modes.includes("values") ? modes : [...modes, "updates"];
}

function writeLogLine(line: LogLine): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
}

/** An option that is explicitly `undefined` counts as not given. */
function withDefaults<Options extends object>(
  defaults: Required<Options>,
  given: Options | undefined,
): Required<Options> {
  const set = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  // Each option without a value is filled from the defaults.
  return { ...defaults, ...Object.fromEntries(set) };
}
