/** What the doctor says about one thing that it looked at. */
export type Outcome =
  | { readonly check: CheckName; readonly status: "ok"; readonly says: string }
  | {
      readonly check: CheckName;
      readonly status: "finding";
      readonly says: string;
      /** What the operator can do about it. */
      readonly fix: string;
    }
  | {
      readonly check: CheckName;
      /** There was nothing to see, for example because the answer was too short. */
      readonly status: "unknown";
      readonly says: string;
    };

/** Every check, in the order of the report. */
export const CHECKS = [
  "reachable",
  "content-type",
  "cors",
  "other-sites",
  "forms",
  "streamed",
  "compression",
  "heartbeat",
  "end-marker",
  "secrets",
  "prompt",
  "state",
  "abort",
  "threads",
  "store",
  "assistants",
  "runs-of-others",
  "studio-header",
  "truncate",
  "webhook",
  "configurable",
  "limit",
] as const;

export type CheckName = (typeof CHECKS)[number];

export const ok = (check: CheckName, says: string): Outcome => ({ check, status: "ok", says });
export const unknown = (check: CheckName, says: string): Outcome => ({
  check,
  status: "unknown",
  says,
});
export const finding = (check: CheckName, says: string, fix: string): Outcome => ({
  check,
  status: "finding",
  says,
  fix,
});

/** The fix for most findings. */
export const USE_GATEWAY = "Put the gateway in front: npx oneshot-chat gateway.";
