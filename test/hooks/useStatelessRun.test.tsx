import { act, render, renderHook, screen } from "@testing-library/react";
import { StrictMode, useEffect, useRef, useState } from "react";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { useStatelessRun, type RunError, type RunOptions } from "../../src/index.js";
import {
  answer,
  completeRun,
  createScriptedServer,
  hold,
  metadata,
  tokens,
  type ScriptedServer,
} from "../../src/testing/index.js";

function optionsFor(server: ScriptedServer, more: object = {}): RunOptions {
  return { apiUrl: "https://assistant.test", fetch: server.fetch, assistantId: "faq", ...more };
}

describe("useStatelessRun in a component", () => {
  test("a run goes from idle through pending and streaming to success", async () => {
    const server = createScriptedServer([metadata(), ...tokens("Yes"), hold(), ...answer("Yes.")]);
    const { result } = renderHook(() => useStatelessRun(optionsFor(server)));
    expect(result.current).toMatchObject({ status: "idle", answer: "", maxQuestionChars: 4000 });

    let ended!: ReturnType<typeof result.current.submit>;
    act(() => {
      ended = result.current.submit("Refund?");
    });
    expect(result.current).toMatchObject({ status: "pending", question: "Refund?" });
    await vi.waitFor(() =>
      expect(result.current).toMatchObject({ status: "streaming", answer: "Yes" }),
    );
    server.release();
    const snapshot = await act(() => ended);
    expect(result.current).toMatchObject({ status: "success", answer: snapshot.answer });
  });

  test("the hook returns the same functions always, and the same object while nothing changes", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const { result, rerender } = renderHook(() => useStatelessRun(optionsFor(server)));
    const before = result.current;
    rerender();
    expect(result.current).toBe(before);
    await act(() => result.current.submit("Refund?"));
    expect(result.current.submit).toBe(before.submit);
  });

  test("options that are new objects on every render do not affect a run in flight", async () => {
    const server = createScriptedServer([metadata(), ...tokens("Yes"), hold(), ...answer("Yes.")]);
    const onFinish = vi.fn();
    const { result, rerender } = renderHook(
      ({ tag }) =>
        useStatelessRun(
          optionsFor(server, {
            metadata: { tag },
            onFinish: () => onFinish(tag),
          }),
        ),
      { initialProps: { tag: "first" } },
    );
    let ended!: Promise<unknown>;
    act(() => {
      ended = result.current.submit("Refund?");
    });
    await vi.waitFor(() => expect(result.current.answer).toBe("Yes"));
    rerender({ tag: "second" });
    server.release();
    await act(() => ended);
    expect(server.requests).toHaveLength(1);
    expect(result.current.status).toBe("success");
    expect(onFinish).toHaveBeenCalledExactlyOnceWith("second"); // the latest callback
    await act(() => result.current.submit("And now?"));
    expect(server.requests[1]?.body).toMatchObject({ metadata: { tag: "second" } });
  });

  test("unmounting closes the connection and calls no callback", async () => {
    const server = createScriptedServer([metadata(), ...tokens("Yes"), hold(), ...answer("Yes.")]);
    const callback = vi.fn();
    const { result, unmount } = renderHook(() =>
      useStatelessRun(
        optionsFor(server, { onFinish: callback, onError: callback, onUpdate: callback }),
      ),
    );
    let ended!: ReturnType<typeof result.current.submit>;
    act(() => {
      ended = result.current.submit("Refund?");
    });
    await vi.waitFor(() => expect(result.current.answer).toBe("Yes"));
    unmount();
    server.release();
    expect((await ended).status).toBe("stopped");
    expect(server.requests[0]?.isAborted).toBe(true);
    expect(callback).not.toHaveBeenCalled();
  });

  test("a submit after unmounting resolves as stopped and sends nothing", async () => {
    const server = createScriptedServer(completeRun("Yes."));
    const { result, unmount } = renderHook(() => useStatelessRun(optionsFor(server)));
    unmount();
    expect((await result.current.submit("Refund?")).status).toBe("stopped");
    expect(server.requests).toHaveLength(0);
  });
});

describe("StrictMode", () => {
  function AskAtOnce({ server, once }: { server: ScriptedServer; once: boolean }) {
    const run = useStatelessRun(optionsFor(server));
    const hasAsked = useRef(false);
    const { submit } = run;
    useEffect(() => {
      if (once && hasAsked.current) return;
      hasAsked.current = true;
      void submit("Refund?");
    }, [once, submit]);
    return <p>{run.answer}</p>;
  }

  test.each([
    ["an effect that submits twice", false],
    ["an effect that guards itself against a second submit", true],
  ])("under StrictMode, %s makes exactly one POST and gets its answer", async (_name, once) => {
    const server = createScriptedServer(completeRun("One answer."));
    render(
      <StrictMode>
        <AskAtOnce server={server} once={once} />
      </StrictMode>,
    );
    expect(await screen.findByText("One answer.")).toBeVisible();
    expect(server.requests).toHaveLength(1);
  });

  test("under StrictMode, a click makes exactly one POST", async () => {
    const server = createScriptedServer(completeRun("One answer."));
    function Button() {
      const run = useStatelessRun(optionsFor(server));
      return <button onClick={() => void run.submit("Refund?")}>{run.answer || "Ask"}</button>;
    }
    render(
      <StrictMode>
        <Button />
      </StrictMode>,
    );
    act(() => screen.getByRole("button").click());
    expect(await screen.findByText("One answer.")).toBeVisible();
    expect(server.requests).toHaveLength(1);
  });
});

test("a fast stream renders at most once per animation frame", async () => {
  let frames = 0;
  const realFrame = globalThis.requestAnimationFrame;
  vi.spyOn(globalThis, "requestAnimationFrame").mockImplementation((callback) =>
    realFrame((time) => {
      frames += 1;
      callback(time);
    }),
  );
  const text = Array.from({ length: 500 }, (_, at) => `word-${at}`).join(" ");
  const server = createScriptedServer(completeRun(text));
  let commits = 0;
  function Reader() {
    const run = useStatelessRun(optionsFor(server));
    useEffect(() => void (commits += 1));
    return <button onClick={() => void run.submit("Refund?")}>{run.status}</button>;
  }
  render(<Reader />);
  act(() => screen.getByRole("button").click());
  await screen.findByText("success");
  // Two renders belong to no frame: the mount, and "pending", which the click causes.
  expect(commits).toBeLessThanOrEqual(frames + 2);
  expect(commits).toBeLessThan(250);
});

test("options that cannot work are a config error from the first mount, with one console.error", () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const options = { assistantId: "faq", apiUrl: undefined } as unknown as RunOptions;
  const { result, rerender } = renderHook(() => useStatelessRun(options), { wrapper: StrictMode });
  rerender();
  expect(result.current).toMatchObject({ status: "error", error: { kind: "config" } });
  expect(report).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/Neither apiUrl nor client is given; pass apiUrl/),
  );
  report.mockClear();
});

test("options that are corrected later work without a new mount", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  const server = createScriptedServer(completeRun("Yes."));
  const { result, rerender } = renderHook(
    (assistantId: string) => useStatelessRun({ ...optionsFor(server), assistantId }),
    { initialProps: "" },
  );
  expect(result.current.status).toBe("error");
  rerender("faq");
  expect(result.current.status).toBe("idle");
  await act(() => result.current.submit("Refund?"));
  expect(result.current).toMatchObject({ status: "success", answer: "Yes." });
  report.mockClear();
});

test("a check of the status narrows the type of the error", () => {
  function Page() {
    const run = useStatelessRun({ apiUrl: "https://assistant.test", assistantId: "faq" });
    if (run.status === "error") expectTypeOf(run.error).toEqualTypeOf<RunError>();
    else expectTypeOf(run.error).toEqualTypeOf<undefined>();
    const [state] = useState(run.status);
    return <p>{state}</p>;
  }
  render(<Page />);
  expect(screen.getByText("idle")).toBeVisible();
});
