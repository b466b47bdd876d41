/** Styles that sites have, and that must not change the widget. Each stands for many. */
export const HOST_STYLES: Readonly<Record<string, string>> = {
  "a reset that unsets everything": `
    *, *::before, *::after { all: unset; }`,
  "a root font size of 10px": `
    html { font-size: 10px; }
    body { font-size: 1.6rem; }`,
  "text styles on the body": `
    body {
      font-style: italic;
      font-variant: small-caps;
      font-weight: 700;
      color: red;
      letter-spacing: 0.3em;
      word-spacing: 1em;
      line-height: 3;
      text-align: center;
      text-indent: 3em;
      text-shadow: 2px 2px 2px red;
      text-transform: uppercase;
      white-space: pre;
      word-break: break-all;
      hyphens: auto;
      cursor: crosshair;
      list-style: square inside;
      tab-size: 1;
      user-select: none;
      -webkit-text-fill-color: green;
      -webkit-text-stroke: 1px red;
      border-collapse: collapse;
      text-wrap: balance;
    }`,
  "margins, borders and floats on bare elements": `
    p, h1, h2, h3, h4, ul, ol, li, pre, code, table, th, td, section, form, label, div, span, a, svg, hr, blockquote,
    details, summary, fieldset, legend, dialog, img, sup, strong, em, button, input, textarea {
      float: left;
      position: relative;
      inset: 3px;
      min-width: 90px;
      min-height: 70px;
      max-width: 300px;
      margin: 30px;
      padding: 20px;
      border: 5px dashed red;
      border-radius: 0;
      outline: 3px solid red;
      background: yellow;
      box-shadow: 5px 5px red;
      color: purple;
      font: italic 30px/3 fantasy;
      letter-spacing: 3px;
      text-decoration: line-through;
      text-transform: uppercase;
      text-align: right;
      vertical-align: 10px;
      opacity: 0.5;
      filter: blur(2px);
      transform: rotate(3deg);
      transition: all 1s;
    }`,
  "form elements that fill the page": `
    button, input, textarea {
      display: block;
      width: 100%;
      height: 200px;
      appearance: none;
      text-transform: uppercase;
    }
    button:hover, button:focus, textarea:focus { background: red; transform: scale(2); outline: 0; }
    svg { display: block; width: 100%; height: 400px; fill: red; stroke: red; }
    svg path { fill: red; stroke-width: 9; }`,
  "rules with a class, as for articles": `
    .prose p { margin: 2em 0; font-size: 30px; color: red; }
    .prose a { color: red; text-decoration: none; }
    .prose li { margin: 1em; list-style: square; }
    .prose ol > li::before { content: "x"; }
    .prose h2 { font-size: 50px; }
    .prose button { border-radius: 0; background: red; padding: 40px; }
    .prose svg { width: 200px; }
    .prose pre { background: black; color: white; padding: 50px; }`,
  "a reset in a layer, as Tailwind has": `
    @layer base {
      *, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid; }
      h1, h2, h3, h4 { font-size: inherit; font-weight: inherit; }
      ol, ul { list-style: none; }
      a { color: inherit; text-decoration: inherit; }
      b, strong { font-weight: bolder; }
      code, pre { font-family: ui-monospace, monospace; font-size: 1em; }
      sub, sup { font-size: 75%; line-height: 0; position: relative; vertical-align: baseline; }
      table { text-indent: 0; border-color: inherit; border-collapse: collapse; }
      img, svg { display: block; vertical-align: middle; }
      button, input, textarea { font: inherit; letter-spacing: inherit; color: inherit; border-radius: 0; background: none; }
      ::placeholder { opacity: 1; color: red; }
      summary { display: list-item; }
      textarea { resize: vertical; }
    }`,
  "transforms and clips on the elements around": `
    body { transform: translateX(7px) scale(1); will-change: transform; }
    main { transform: translateZ(0); filter: brightness(1); contain: layout; perspective: 100px; }`,
};
