/** The lines of the icons that only FaqBot has, for `Lines`. */

/** A question mark in a speech bubble. */
export const QUESTION =
  "M6 3h12a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-4 4v-4H6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2M10 8a2 2 0 1 1 3 2q-1 .5-1 1.5M12 13.5v.1";

export const CLOSE = "m6 6 12 12M18 6 6 18";

/** The panel goes down to the button when it closes. */
export const COLLAPSE = "m6 9 6 6 6-6";
