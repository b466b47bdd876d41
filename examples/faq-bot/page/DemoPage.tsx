import { FaqBot, OneShotChat, useStatelessRun } from "oneshot-chat";
import { EntryList } from "./EntryList.js";
import { Sources } from "./Sources.js";

/** The path is relative: the page asks its own origin, and a proxy forwards the request to the LangGraph server. */
const ASSISTANT = { apiUrl: "/api/langgraph", assistantId: "faq" };

const SUGGESTIONS = [
  "Does it remember my earlier questions?",
  "How do I keep my API key secret?",
  "How do I change the colours and the style?",
];

const NODE_LABELS = { retrieve: "Searching the FAQ", answer: "Writing the answer" };

/** The demo page: the widget in the page and as a floating button, and an explanation of a run. */
export function DemoPage() {
  // The page creates the run and passes it to the widget, so that it can list the sources of the same run.
  const run = useStatelessRun(ASSISTANT);

  return (
    <>
      <header className="masthead">
        <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="9" />
          <path d="M8 10h16M8 16h16M8 22h8" />
        </svg>
        <span className="wordmark">oneshot-chat</span>
        <a className="masthead-link" href="#faq">
          All questions
        </a>
      </header>

      <main>
        <section className="hero">
          <div className="pitch">
            <p className="eyebrow">Live on a LangGraph server</p>
            <h1>One question in, one streamed answer out.</h1>
            <p className="lead">
              A question box for your site that asks your LangGraph assistant and shows the answer
              as it is written. No thread, no memory, nothing to store.
            </p>
            <p className="note">
              This page asks an assistant that knows oneshot-chat’s own FAQ. Ask it anything about
              the package, or something it cannot know.
            </p>
          </div>

          <div className="stage">
            <OneShotChat
              run={run}
              title="Ask about oneshot-chat"
              placeholder="Does it work with Next.js?"
              suggestions={SUGGESTIONS}
              nodeLabels={NODE_LABELS}
            />
            <Sources customEvents={run.customEvents} />
          </div>
        </section>

        <section className="behind">
          <h2>What happens when you ask</h2>
          <ol className="steps">
            <li>
              <h3>One request starts the run</h3>
              <p>
                The page sends a single <code>POST /runs/stream</code> with your question. It
                creates no thread, and the next question holds no word of this one. Open the network
                panel to see it.
              </p>
            </li>
            <li>
              <h3>The graph works</h3>
              <p>
                The node <code>retrieve</code> searches a folder of FAQ entries and names its
                sources. The node <code>answer</code> writes the reply. You see each of them finish.
              </p>
            </li>
            <li>
              <h3>Words arrive as they are written</h3>
              <p>
                Stop whenever you have read enough: the words on the screen stay. Without a model’s
                key the assistant composes the answer from the entries. With a key, a model writes
                it.
              </p>
            </li>
          </ol>
        </section>

        <section className="faq" id="faq">
          <h2>Everything it can answer from</h2>
          <EntryList />
        </section>
      </main>

      <footer className="colophon">
        <p>
          oneshot-chat, MIT licence. The button in the corner is the same assistant as a FaqBot.
        </p>
      </footer>

      <FaqBot
        {...ASSISTANT}
        title="Ask about oneshot-chat"
        suggestions={SUGGESTIONS.slice(0, 2)}
        nodeLabels={NODE_LABELS}
      />
    </>
  );
}
