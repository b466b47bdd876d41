import {
  forwardRef,
  memo,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ReactNode,
} from "react";
import { useChat } from "./contexts.js";

type Tag =
  | "section"
  | "div"
  | "form"
  | "p"
  | "ul"
  | "ol"
  | "h2"
  | "button"
  | "textarea"
  | "label"
  | "span"
  | "details";

/** The props of a part: its own, and every attribute of its element. */
export type PartProps<Name extends Tag, Own = unknown> = Own &
  Omit<ComponentPropsWithoutRef<Name>, keyof Own>;

/** What a part puts onto its element. */
interface OwnAttributes {
  readonly "data-part": string;
  readonly className: string | undefined;
}

/**
 * Makes a part: one element with a ref, any attributes, `data-part`, and the class `osc-…` unless the page wants none. It
 * renders again only if its props or the contexts that it reads change.
 */
export function createPart<Name extends Tag, Own = unknown>(
  part: string,
  render: (
    props: PartProps<Name, Own> & OwnAttributes,
    ref: ForwardedRef<HTMLElementTagNameMap[Name]>,
  ) => ReactNode,
) {
  // React's types cannot follow `Omit` through a generic, so the two assertions say what the signature has checked.
  const Part = forwardRef<HTMLElementTagNameMap[Name], PartProps<Name, Own>>((props, ref) => {
    const own = useChat().classOf(part);
    const { className } = props as { className?: string | undefined };
    return render(
      {
        ...props,
        "data-part": part,
        className: own ? joinClasses(own, className) : className,
      } as unknown as PartProps<Name, Own> & OwnAttributes,
      // oxlint-disable-next-line react/refs -- the part only hands it to its element
      ref,
    );
  });
  return memo(Part);
}

/** The class of what only screen readers get. It is needed with `unstyled` too. */
export const HIDDEN = "osc-visually-hidden";

export function joinClasses(own: string, given: string | undefined): string {
  return given ? `${own} ${given}` : own;
}
