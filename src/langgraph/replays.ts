/**
 * Creates the function that tells whether a part was read before. A caller's client reconnects by itself where the
 * server offers it, and may then read events again. It gives an event without an id the last one's id, so only an
 * id that returns after another one shows a repeat.
 */
export function createReplayFilter(): (id: string | undefined) => boolean {
  const seenIds = new Set<string>();
  let lastId: string | undefined;
  let isReplay = false;
  return function isReplayed(id) {
    if (id === lastId) return isReplay;
    lastId = id;
    isReplay = id !== undefined && seenIds.has(id);
    if (id !== undefined) seenIds.add(id);
    return isReplay;
  };
}
