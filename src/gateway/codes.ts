/**
 * Everything that a visitor can be told about a failure. The body of such a reply is `{ code, detail }`, where
 * `detail` is the fixed sentence below and never a text of the LangGraph server's.
 */

/** The closed list of refusals: the code, its HTTP status and its sentence. */
export const REFUSALS = {
  not_found: [404, "There is nothing at this address."],
  method_not_allowed: [405, "This address takes another method."],
  origin_refused: [403, "This site may not ask here."],
  unauthorized: [401, "This visitor may not ask here."],
  unsupported_media_type: [415, "The body must be application/json."],
  invalid_body: [400, "The body is not a question that this assistant takes."],
  body_too_slow: [408, "The request took too long. Try again."],
  body_too_large: [413, "The request is too large."],
  question_too_long: [413, "The question is too long."],
  unknown_assistant: [404, "There is no such assistant."],
  rate_limited: [429, "Too many questions in a short time. Wait, then ask again."],
  too_many_at_once: [429, "Too many questions at the same time. Wait, then ask again."],
  budget_exceeded: [402, "No more questions are answered today."],
  replaced: [409, "The same question was asked again. The newer request is answered."],
  shutting_down: [503, "The service is being restarted. Try again."],
  limits_unavailable: [503, "The service is not available. Try again."],
  upstream_unreachable: [502, "The assistant is not available. Try again."],
  upstream_refused: [502, "The assistant is not available."],
  upstream_timeout: [504, "The assistant takes too long. Try again."],
  upstream_busy: [503, "The assistant is busy. Try again."],
  invalid_feedback: [400, "The body is not a rating of an answer."],
  feedback_expired: [410, "This answer can no longer be rated."],
  feedback_failed: [502, "The rating could not be saved."],
  internal: [500, "Something went wrong."],
} as const satisfies Record<string, readonly [status: number, detail: string]>;

export type RefusalCode = keyof typeof REFUSALS;
