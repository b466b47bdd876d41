/** What a page may show in place of our elements. All of it is safe to pass on: addresses are checked, text is neutralised. */
import type { ComponentType, ReactNode } from "react";

export interface SlotElementProps {
  readonly className: string;
  /** `"auto"` on the outermost blocks, which find their own direction. */
  readonly dir?: "auto" | "ltr" | undefined;
  readonly children?: ReactNode;
}

export interface SlotLinkProps extends SlotElementProps {
  /** Of the schemes https, http, mailto and tel, or relative. */
  readonly href: string;
  readonly title?: string | undefined;
  readonly rel: string;
  readonly referrerPolicy: "no-referrer";
  /** A new tab for other addresses, since leaving the page loses the answer. */
  readonly target?: "_blank" | undefined;
}

export interface SlotImageProps {
  readonly className: string;
  /** Below one of the allowed prefixes. */
  readonly src: string;
  readonly alt: string;
  readonly title?: string | undefined;
  readonly loading: "lazy";
  readonly decoding: "async";
  readonly referrerPolicy: "no-referrer";
}

export interface SlotCodeProps extends SlotElementProps {
  /** The code as text; `children` holds the same in pieces, of which only the last changes. */
  readonly text: string;
  /** What the fence names, lower-cased: `"tsx"`, `"c++"`. */
  readonly language?: string | undefined;
  /** A block of its own, and not within a line. */
  readonly isBlock: boolean;
  /** A block that more may be added to. */
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
  /** The frame of a code block, with its copy button; its `children` are the `code`. */
  pre: SlotCodeProps;
  code: SlotCodeProps;
  em: SlotElementProps;
  strong: SlotElementProps;
  del: SlotElementProps;
  a: SlotLinkProps;
  img: SlotImageProps;
}

/** Components by the element they stand in for: `{ a: TrackedLink, code: HighlightedCode }`. */
export type MarkdownComponents = {
  readonly [Name in keyof SlotProps]?: ComponentType<SlotProps[Name]> | undefined;
};
