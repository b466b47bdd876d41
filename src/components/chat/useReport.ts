import { useEffect, useRef } from "react";

/** What a page did wrong, for its developers. */
export interface Mistake {
  readonly message: string;
  /** What the page's function threw. */
  readonly cause?: unknown;
}

/** Tells developers of the first mistake with one `console.error`. A mistake in each snapshot must not fill the console. */
export function useReport(mistake: Mistake | undefined): void {
  const isReported = useRef(false);
  useEffect(() => {
    if (!mistake || isReported.current) return;
    isReported.current = true;
    const causes = "cause" in mistake ? [mistake.cause] : [];
    console.error(`oneshot-chat: ${mistake.message}`, ...causes);
  }, [mistake]);
}
