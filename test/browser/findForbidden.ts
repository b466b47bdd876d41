/** Finds elements and attributes that no answer may have. */

const ELEMENTS =
  "a bdi blockquote br button code del div em h3 h4 h5 h6 hr input li ol p pre section span strong sup table tbody td th thead tr ul";
const ATTRIBUTES =
  "aria-label aria-live checked class dir disabled href id referrerpolicy rel role scope start tabindex target title type";

/** An expression that lists everything forbidden on the page. It is a string, because it runs in the page. */
export const FIND_FORBIDDEN = `(() => {
  const elements = new Set(${JSON.stringify(ELEMENTS.split(" "))});
  const attributes = new Set(${JSON.stringify(ATTRIBUTES.split(" "))});
  const isAllowed = ({ name, value }) =>
    attributes.has(name) &&
    (name !== "class" || /^(?:(?:osc-md[a-z-]*|language-[a-z0-9+#-]{1,32})(?: |$))+$/.test(value)) &&
    (name !== "id" || /-(?:note|mark)-\\d+$/.test(value));
  const all = [...document.querySelectorAll(".osc-md, .osc-md *")];
  if (all.length === 0) return ["no answer is shown"];
  return all.flatMap((element) => [
    ...(elements.has(element.localName) && element instanceof HTMLElement ? [] : ["<" + element.localName + ">"]),
    ...[...element.attributes].filter((one) => !isAllowed(one)).map(({ name, value }) => name + "=" + value),
    ...(element.localName === "a" && !/^(?:https?|mailto|tel):$/.test(element.protocol) ? [element.href] : []),
    ...(/[\\u202A-\\u202E\\u2066-\\u2069\\u{E0000}-\\u{E007F}]/u.test(element.textContent) ? ["direction"] : []),
  ]);
})()`;
