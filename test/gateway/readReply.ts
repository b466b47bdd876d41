import type { Reply } from "../../src/gateway/exchange.js";

export interface ReadReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Whether the connection was closed without an orderly end. */
  readonly isCut: boolean;
}

/** Reads a whole reply, as a visitor who reads as fast as it comes. */
export async function readReply({ status, headers, body }: Reply): Promise<ReadReply> {
  if (typeof body === "string") return { status, headers, text: body, isCut: false };
  let text = "";
  let isCut = false;
  await body({
    write(piece) {
      text += piece;
      return undefined;
    },
    abort() {
      isCut = true;
    },
  });
  return { status, headers, text, isCut };
}
