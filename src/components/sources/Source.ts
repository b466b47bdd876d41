/** A source of the answer, as a graph or a page gives it. */
export interface Source {
  /** Default: the address. Longer than 200 characters, it is cut. */
  readonly title?: string | undefined;
  /** An absolute https or http address. Any other one is left out, and the title is shown without a link. */
  readonly url?: string | undefined;
  /** An excerpt. Longer than 300 characters, it is cut. */
  readonly text?: string | undefined;
}

/**
 * The custom event with which a graph gives its sources, in the order of the numbers that it gives them:
 * `writer({ type: "sources", sources: [{ title, url, text }] })`. Several events add up; what is listed already is
 * not listed again.
 */
export interface SourcesEvent {
  readonly type: "sources";
  readonly sources: readonly Source[];
}

/** A source that is safe to show. */
export interface FoundSource {
  /**
   * The numbers that the answer calls it by: its places in the graph's list. Mostly one; several if the list holds the
   * source more than once.
   */
  readonly numbers: readonly number[];
  readonly title: string;
  /** As the URL standard's parser writes it. */
  readonly url: string | undefined;
  /** The host of the address, in punycode and without `www.`. */
  readonly host: string | undefined;
  readonly text: string | undefined;
}
