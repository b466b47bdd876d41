/** The run that a visitor may rate. */
export interface RatedRun {
  /** The public name of the assistant. */
  readonly assistant: string;
  /** The run's id on the LangGraph server. */
  readonly runId: string;
}

export interface FeedbackTokens {
  /** Makes a token that goes to the visitor with the run. */
  issue(run: RatedRun): Promise<string>;
  /** @returns `undefined` if the token has expired, was changed, or is not one of ours. Never rejects. */
  open(token: string): Promise<RatedRun | undefined>;
}

export interface TokenOptions {
  readonly secret: string;
  readonly expiresAfterMs: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Says which kind of token this is, so that a secret may also serve other purposes. */
const PURPOSE = new TextEncoder().encode("oneshot-chat feedback token 1");
/** The length of AES-GCM's initialisation vector. NIST SP 800-38D, section 8.2 recommends 96 bits. */
const IV_BYTES = 12;
const MAX_TOKEN_CHARS = 2_000;

/**
 * Makes and opens tokens. A token holds the run and the time of its end, encrypted and authenticated with AES-256-GCM,
 * so that the browser can neither read the run's id nor change anything. Every gateway with the same secret opens it.
 */
export function createFeedbackTokens(options: TokenOptions): FeedbackTokens {
  const { secret, expiresAfterMs, now = Date.now } = options;
  let derived: Promise<CryptoKey> | undefined;
  const key = () => (derived ??= deriveKey(secret));

  return {
    async issue({ assistant, runId }) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const content = JSON.stringify([now() + expiresAfterMs, assistant, runId]);
      const sealed = await crypto.subtle.encrypt(
        cipher(iv),
        await key(),
        new TextEncoder().encode(content),
      );
      return toBase64Url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
    },

    async open(token) {
      if (token.length > MAX_TOKEN_CHARS) return undefined;
      try {
        const bytes = fromBase64Url(token);
        const iv = bytes.slice(0, IV_BYTES);
        const sealed = bytes.slice(IV_BYTES);
        const content = await crypto.subtle.decrypt(cipher(iv), await key(), sealed);
        // What decrypts was written by `issue`.
        const [endsAt, assistant, runId] = JSON.parse(new TextDecoder().decode(content)) as [
          number,
          string,
          string,
        ];
        return endsAt > now() ? { assistant, runId } : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

const cipher = (iv: Uint8Array<ArrayBuffer>) =>
  ({ name: "AES-GCM", iv, additionalData: PURPOSE }) as const;

async function deriveKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: PURPOSE },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
