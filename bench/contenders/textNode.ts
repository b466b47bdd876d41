/** Mounts a question box and an answer without a library. The answer is one text node, written at most once a frame. */
export function mountTextNode(
  root: HTMLElement,
  read: (question: string, onText: (text: string) => void) => Promise<void>,
): void {
  root.innerHTML = `<form><textarea aria-label="Your question"></textarea><button>Ask</button></form><div data-answer style="white-space:pre-wrap"></div>`;
  const form = root.querySelector("form") as HTMLFormElement;
  const box = root.querySelector("textarea") as HTMLTextAreaElement;
  const answer = root.querySelector("[data-answer]") as HTMLElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = box.value;
    box.value = "";
    const node = document.createTextNode("");
    answer.replaceChildren(node);
    let waiting = "";
    void read(question, (text) => {
      if (!waiting) requestAnimationFrame(write);
      waiting += text;
    });
    function write() {
      node.appendData(waiting);
      waiting = "";
    }
  });
}
