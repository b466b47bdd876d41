/** Shows which routes the settings of `langgraph.json` close: `http.disable_*`, `http.cors`, `http.app` and `auth`. */
import { join } from "node:path";
import { startWithSettings, type ServerSettings } from "../startWithSettings.js";
import { call, print, QUESTION, section } from "./probe.js";
import type { Topic } from "./Topic.js";

const here = (path: string) => join(import.meta.dirname, path);
const ASK = { assistant_id: "steps", input: QUESTION, stream_mode: ["custom"] };
const NO_ID = "00000000-0000-4000-8000-000000000000";

/** The method, path and body of each request whose status is printed. */
const REQUESTS: readonly (readonly [string, string, unknown?])[] = [
  ["POST", "/runs/stream", ASK],
  ["POST", "/runs/wait", ASK],
  ["POST", "/threads/search", {}],
  ["POST", `/threads/${NO_ID}/runs/${NO_ID}/cancel`],
  ["POST", "/runs/cancel", { thread_id: NO_ID, run_ids: [NO_ID] }],
  ["POST", "/assistants/search", {}],
  ["POST", "/store/items/search", { namespace_prefix: [] }],
  ["GET", "/info"],
  ["GET", "/ok"],
  ["GET", "/docs"],
  ["GET", "/metrics"],
  ["POST", "/mcp", {}],
  ["POST", "/internal/truncate", {}],
  ["GET", "/own"],
];

export const show: Topic = async (_server, language) => {
  const file = language === "python" ? "py" : "mjs";
  const disable = (...names: string[]) => ({
    http: Object.fromEntries(names.map((name) => [`disable_${name}`, true])),
  });
  const auth = { path: `${here(`settings/auth.${file}`)}:auth` };
  const cases: Record<string, { settings: ServerSettings; headers?: Record<string, string> }> = {
    "no settings": { settings: {} },
    disable_assistants: { settings: disable("assistants") },
    disable_threads: { settings: disable("threads") },
    disable_runs: { settings: disable("runs") },
    disable_store: { settings: disable("store") },
    disable_meta: { settings: disable("meta") },
    "http.app": { settings: { http: { app: `${here(`settings/app.${file}`)}:app` } } },
    "auth, without the key": { settings: { auth } },
    "auth, with the key": { settings: { auth }, headers: { "x-own-key": "let-me-in" } },
    "auth, as Studio": { settings: { auth }, headers: { "x-auth-scheme": "langsmith" } },
    "auth with disable_studio_auth, as Studio": {
      settings: { auth: { ...auth, disable_studio_auth: true } },
      headers: { "x-auth-scheme": "langsmith" },
    },
  };
  const usual = new Map<string, number>();
  for (const [title, { settings, headers = {} }] of Object.entries(cases)) {
    section(usual.size === 0 ? title : `${title}: the differences`);
    const server = await startWithSettings(language, settings);
    for (const [method, path, body] of REQUESTS) {
      const answer = await call(server.url, method, path, body, headers);
      const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
      const isDifferent = usual.get(path) !== answer.status || text === "own route";
      if (isDifferent)
        print(`${method} ${path}`, `${answer.status} ${text.trim().split(/\s/)[0]}`, 90);
      if (!usual.has(path)) usual.set(path, answer.status);
    }
    const asked = new Set(server.logs().match(/asked: \S+/g));
    if (asked.size > 0) print("events that reached auth", [...asked].join(", "), 500);
    await server.close();
  }

  section("http.cors.allow_origins without expose_headers");
  const cors = { allow_origins: ["http://page.example"] };
  const server = await startWithSettings(language, { http: { cors } });
  for (const origin of ["http://page.example", "http://other.example"]) {
    const { status, headers } = await call(server.url, "POST", "/runs/stream", ASK, { origin });
    const names = ["access-control-allow-origin", "access-control-expose-headers"];
    print(origin, [status, ...names.map((name) => `${name}: ${headers.get(name)}`)]);
  }
  await server.close();
};
