/** What an operator says about a gateway. `settings.ts` checks it and fills in every default. */

/** What `createGateway` takes. */
export interface GatewayOptions {
  /** The LangGraph server that the gateway stands in front of. */
  readonly upstream: UpstreamOptions;
  /**
   * The assistants that visitors may ask: public name → assistant id or graph name. Every other name is answered
   * like a name that does not exist.
   */
  readonly assistants: Readonly<Record<string, string>>;
  /** The origins of the pages that may ask, exactly as browsers send them: `"https://site.example"`. No `*`, no path. */
  readonly allowedOrigins: readonly string[];
  /** Whether a request without an `Origin` header may ask, such as one of curl or of a server. Default: `false`. */
  readonly allowMissingOrigin?: boolean;
  /** The path before `/runs/stream` and the others, without a slash at its end: `"/api/faq"`. Default: `""`. */
  readonly basePath?: string;
  readonly limits?: GatewayLimits;
  /** Where counters are kept. Default: in the memory of this process. */
  readonly limitStore?: LimitStoreOptions;
  /**
   * The proxies in front of the gateway, as addresses or CIDR ranges: `["127.0.0.1", "10.0.0.0/8"]`. Only what
   * these add to `X-Forwarded-For` is believed. Default: none, so the address is that of the connection.
   */
  readonly trustedProxies?: readonly string[];
  /**
   * What runs send to visitors, as LangGraph stream modes. `updates` is added where neither it nor `values` is named. Default:
   * `["updates", "messages-tuple", "custom"]`.
   */
  readonly streamModes?: readonly GatewayStreamMode[];
  /** Whether runs also stream what subgraphs do. Default: `false`. */
  readonly streamSubgraphs?: boolean;
  /** How many steps a run may take, in place of the graph's own limit. LangGraph ends a run that takes more. Default: `25`. */
  readonly recursionLimit?: number;
  /**
   * Checks and converts the visitor's `input`, in any library that speaks Standard Schema (zod 3.24, valibot, ArkType
   * and newer). Default: exactly one human message whose content is a text.
   */
  readonly inputSchema?: StandardSchema;
  /** The keys of the visitor's `context` that the graph may see. Default: none. */
  readonly contextKeys?: readonly string[];
  /** What visitors see besides the words of AI messages. Default: nothing more. */
  readonly expose?: ExposeOptions;
  /**
   * Decides who may ask, for example by a JWT or a Turnstile token. It runs after the origin check and before
   * anything is counted. A function that throws, rejects or takes more than 10 seconds refuses the request with status 503 and is logged.
   */
  readonly authorize?: (request: AuthorizeRequest) => Authorization | Promise<Authorization>;
  readonly feedback?: FeedbackOptions;
  /** Is called once for each run that has ended, and once for each rating. What it throws is logged. */
  readonly onRun?: (report: RunReport) => void | Promise<void>;
  /** Whether `onRun` gets the question's text. Default: `false`. */
  readonly reportQuestions?: boolean;
  /** Gets one object for each log line. Default: JSON lines on standard error. Never holds question, answer or full address. */
  readonly log?: (line: LogLine) => void;
}

export interface UpstreamOptions {
  /** The server's address, without a path of the API: `"https://my-deployment.example"`. `http:` only for local addresses. */
  readonly apiUrl: string;
  /** Sent as `x-api-key`. `null` says that the server needs none; for a local address it may be left out. */
  readonly apiKey?: string | null | undefined;
}

export type GatewayStreamMode = "updates" | "messages-tuple" | "custom" | "values";

/** How much visitors may ask. A limit of `Infinity` is off. */
export interface GatewayLimits {
  /** Runs that one visitor may start in each window. Default: `10`. */
  readonly runsPerVisitorPerWindow?: number;
  /** Length of the window, in milliseconds. Default: `60_000`. */
  readonly visitorWindowMs?: number;
  /** Runs that one visitor may start in 24 hours. Default: `100`. */
  readonly runsPerVisitorPerDay?: number;
  /** Runs of one visitor at the same time. Default: `2`. */
  readonly concurrentRunsPerVisitor?: number;
  /** Runs that all visitors together may start on one assistant in each minute. Default: `120`. */
  readonly runsPerAssistantPerMinute?: number;
  /** The budget: runs that all visitors together may start on one assistant in 24 hours. Default: `5_000`. */
  readonly runsPerAssistantPerDay?: number;
  /** Runs on one assistant at the same time. Default: `50`. */
  readonly concurrentRunsPerAssistant?: number;
  /** Characters of a question, after trimming. Default: `4_000`. */
  readonly maxQuestionChars?: number;
  /** Bytes of a request's body. Default: `65_536`. */
  readonly maxBodyBytes?: number;
  /** Bytes that a run may send to a visitor. Default: `1_048_576`. */
  readonly maxAnswerBytes?: number;
  /** Bytes of one event of the LangGraph server. Default: `4_194_304`. */
  readonly maxEventBytes?: number;
  /** How long a run may take, in milliseconds. Default: `120_000`. */
  readonly maxRunMs?: number;
  /** How long the LangGraph server may send nothing, in milliseconds, heartbeats not counted. Default: `60_000`. */
  readonly maxSilenceMs?: number;
  /** How long a visitor may read nothing while bytes wait for them, in milliseconds. Default: `30_000`. */
  readonly maxStalledMs?: number;
  /**
   * How long a reply may be quiet before the gateway sends a comment (or a line feed), in milliseconds, so that proxies
   * do not close it. Default: `15_000`.
   */
  readonly heartbeatMs?: number;
  /** Pieces of feedback that one visitor may send in each window. Default: `20`. */
  readonly feedbackPerVisitorPerWindow?: number;
}

/** Counters in Redis, for several gateways that share their limits. */
export interface LimitStoreOptions {
  /** `redis://host:port`. Needs the package `redis` 5 or newer, which you install yourself. */
  readonly redisUrl: string;
  /** Put before every key. Default: `"oneshot-chat:"`. */
  readonly keyPrefix?: string;
  /**
   * What happens while Redis cannot be reached. `"refuse"` answers 503 to new runs. `"local"` counts in this process, so
   * that the limits hold for each gateway by itself. Default: `"local"`.
   */
  readonly whenUnavailable?: "refuse" | "local";
}

export interface ExposeOptions {
  /** Keys of the graph's state that `updates`, `values` and `/runs/wait` show. */
  readonly stateKeys?: readonly string[];
  /** Arguments and results of tools. */
  readonly toolData?: boolean;
  /** What reasoning models write before the answer. */
  readonly reasoning?: boolean;
  /** The run's real id. Otherwise visitors get a random id of the gateway's own. */
  readonly runId?: boolean;
}

/** What `authorize` sees of a request. It has no body. */
export interface AuthorizeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** The visitor's address, if it is known. */
  readonly address: string | undefined;
  /** The public name of the assistant. */
  readonly assistant: string;
}

/** `false` refuses with status 401. `true` and an object allow. An object with other members refuses too, and is logged. */
export type Authorization =
  | boolean
  | {
      /** Counts this visitor's runs under a name of yours instead of the address. */
      readonly visitorId?: string;
      /** Added to the graph's `context`. It wins over what the visitor sent. */
      readonly context?: Readonly<Record<string, unknown>>;
    };

export interface FeedbackOptions {
  /** Signs the tokens, at least 32 characters. Several gateways need the same one. */
  readonly secret: string;
  /** How long a visitor may rate a run, in milliseconds. Default: 24 hours. */
  readonly expiresAfterMs?: number;
  /** LangSmith, or a function of yours. */
  readonly send: LangSmithOptions | ((feedback: ReceivedFeedback) => void | Promise<void>);
}

export interface LangSmithOptions {
  /** Default: `"https://api.smith.langchain.com"`. */
  readonly langSmithUrl?: string;
  readonly apiKey: string;
  /** The feedback key under which LangSmith stores it. Default: `"helpful"`. */
  readonly feedbackKey?: string;
  /** The id of the tracing project that holds the runs. Some LangSmith servers find no run without it. */
  readonly projectId?: string;
}

/** What a visitor thinks of an answer. */
export interface ReceivedFeedback {
  readonly assistant: string;
  /** The run on the LangGraph server. */
  readonly runId: string;
  readonly value: "up" | "down";
  readonly reason?: string;
  readonly comment?: string;
}

/** How a run ended. `refused` runs were never started. */
export type RunOutcome =
  | "success"
  | "no_answer"
  | "failed"
  | "interrupted"
  | "timeout"
  | "truncated"
  | "limit"
  | "upstream"
  | "stopped"
  | "replaced"
  | "shutdown";

/** What `onRun` gets: a run that has ended, or a visitor's rating of one. `runId` joins the two. */
export type RunReport =
  | {
      readonly assistant: string;
      /** The run on the LangGraph server, if it got that far. */
      readonly runId?: string;
      /** Only with `reportQuestions`. */
      readonly question?: string;
      readonly outcome: RunOutcome;
      /** From the request to the end, in milliseconds. */
      readonly ms: number;
      readonly feedback?: undefined;
    }
  | {
      readonly assistant: string;
      readonly runId: string;
      readonly feedback: ReceivedFeedback;
      readonly question?: undefined;
      readonly outcome?: undefined;
      readonly ms?: undefined;
    };

/** One log line. Fields are flat. */
export interface LogLine {
  readonly level: "info" | "warn" | "error";
  /** A fixed name of what happened, such as `run_ended`. */
  readonly event: string;
  readonly [field: string]: string | number | boolean | undefined;
}

/** The part of Standard Schema 1 that the gateway uses. Source: https://standardschema.dev */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) => StandardSchemaResult<Output> | Promise<StandardSchemaResult<Output>>;
  };
}

export type StandardSchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };
