/** The props of components that replace elements. All are safe to pass on: addresses are checked, text is neutralised. */
import type { ComponentType, ReactNode } from "react";

export interface SlotElementProps {
  readonly className: string;
  /** `"auto"` on the outermost blocks, so that each finds its own direction. */
  readonly dir?: "auto" | "ltr" | undefined;
  readonly children?: ReactNode;
}

export interface SlotLinkProps extends SlotElementProps {
  /** A relative address, or one with the scheme https, http, mailto or tel. */
  readonly href: string;
  readonly title?: string | undefined;
  readonly rel: string;
  readonly referrerPolicy: "no-referrer";
  /** External links open a new tab, because leaving the page loses the answer. */
  readonly target?: "_blank" | undefined;
}

export interface SlotImageProps {
  readonly className: string;
  /** An address below one of the allowed prefixes. */
  readonly src: string;
  readonly alt: string;
  readonly title?: string | undefined;
  readonly loading: "lazy";
  readonly decoding: "async";
  readonly referrerPolicy: "no-referrer";
}

export interface SlotCodeProps extends SlotElementProps {
  /** The code as text. `children` holds the same in pieces; only the last piece changes. */
  readonly text: string;
  /** The language that the fence names, in lower case: `"tsx"`, `"c++"`. */
  readonly language?: string | undefined;
  /** A code block, and no code within a line. */
  readonly isBlock: boolean;
  /** More code may follow. */
  readonly isOpen: boolean;
}

export interface SlotListProps extends SlotElementProps {
  readonly start?: number | undefined;
}

export interface SlotCellProps extends SlotElementProps {
  readonly scope?: "col" | undefined;
  readonly align?: "left" | "center" | "right" | undefined;
}

export interface SlotProps {
  h1: SlotElementProps;
  h2: SlotElementProps;
  h3: SlotElementProps;
  h4: SlotElementProps;
  h5: SlotElementProps;
  h6: SlotElementProps;
  p: SlotElementProps;
  blockquote: SlotElementProps;
  ul: SlotElementProps;
  ol: SlotListProps;
  li: SlotElementProps;
  hr: { readonly className: string };
  table: SlotElementProps;
  th: SlotCellProps;
  td: SlotCellProps;
  /** The frame of a code block with its copy button. Its `children` are the `code`. */
  pre: SlotCodeProps;
  code: SlotCodeProps;
  em: SlotElementProps;
  strong: SlotElementProps;
  del: SlotElementProps;
  a: SlotLinkProps;
  img: SlotImageProps;
}

/** Components by the name of the element they replace: `{ a: TrackedLink, code: HighlightedCode }`. */
export type MarkdownComponents = {
  readonly [Name in keyof SlotProps]?: ComponentType<SlotProps[Name]> | undefined;
};
