/** The lines of the icons that only FaqBot has, for `Lines`. */

/** A question mark in a speech bubble. */
export const QUESTION =
  "M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5ZM9.8 7.6a2.3 2.3 0 1 1 3.4 2c-.8.4-1.2.9-1.2 1.6M12 13.2v.1";

export const CLOSE = "m6 6 12 12M18 6 6 18";

/** The panel goes down to the button when it closes. */
export const COLLAPSE = "m6 9 6 6 6-6";
