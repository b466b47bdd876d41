import { fillLabel } from "../../markdown/react/fillLabel.js";
import type { Labels } from "./Labels.js";

/**
 * A number as the language writes it: `4,000` in `"en"`, `4.000` in `"de"`.
 *
 * Without a language, and in one that is no valid tag, such as `"en_US"`, the number has plain digits and no separators of
 * thousands. Never throws because of `language`.
 *
 * @param options such as `{ style: "percent" }`
 */
export function formatNumber(
  number: number,
  language: string,
  options?: Intl.NumberFormatOptions,
): string {
  try {
    if (language) return number.toLocaleString(language, options);
  } catch {
    // A wrong `lang` is the page's mistake, and the visitor still needs the number.
  }
  return number.toLocaleString("en", { useGrouping: false, ...options });
}

/**
 * A duration in seconds, for labels with `{seconds}`: `2.4` below ten seconds and `24` above. Times are rounded to what a
 * person perceives.
 */
export function formatSeconds(durationMs: number, language: string): string {
  const seconds = Math.max(durationMs, 0) / 1000;
  // 9.96 would become "10.0".
  const digits = seconds < 9.95 ? 1 : 0;
  return formatNumber(seconds, language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** How long a busy server asks to wait, in seconds below two minutes and in whole minutes above. */
export function toWaitWords(labels: Labels, secondsLeft: number, language: string): string {
  if (secondsLeft < 120)
    return fillLabel(labels.tryAgainIn, { seconds: formatNumber(secondsLeft, language) });
  const minutes = formatNumber(Math.ceil(secondsLeft / 60), language);
  return fillLabel(labels.tryAgainInMinutes, { minutes });
}
