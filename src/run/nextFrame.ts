/** Without a frame for this long the page is not being painted: it is hidden, or in a frame out of view. */
const WITHOUT_FRAMES_MS = 250;

/**
 * Calls back once: before the next paint, or by a timer where nothing is painted. A hidden tab gets no
 * animation frames, but must still receive its answer.
 *
 * @returns a function that cancels the call
 */
export function nextFrame(callback: () => void): () => void {
  const hasFrames = typeof requestAnimationFrame === "function";
  const frame = hasFrames ? requestAnimationFrame(run) : undefined;
  const timer = setTimeout(run, hasFrames ? WITHOUT_FRAMES_MS : 16);

  function run() {
    cancel();
    callback();
  }
  function cancel() {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  }
  return cancel;
}
