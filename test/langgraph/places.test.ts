import { expect, test } from "vitest";
import { createPlaceReader, nameOf, rootTask } from "../../src/langgraph/places.js";

const spoken = (more: object) => ({
  langgraph_node: "answer",
  langgraph_step: 2,
  langgraph_path: ["__pregel_pull", "answer"],
  ...more,
});

test("the path of tasks is read from the metadata, whatever the event's namespace says", () => {
  const readPlace = createPlaceReader();
  const path = "child:1|answer:2";
  const place = { path: ["child:1", "answer:2"], order: { step: 2 }, isCalled: false };
  expect(readPlace(spoken({ langgraph_checkpoint_ns: path }), ["other:9"])).toMatchObject(place);
  expect(readPlace(spoken({ checkpoint_ns: path }), [])).toMatchObject(place);
});

test("a message without a path takes that of an earlier message of the same visit", () => {
  const readPlace = createPlaceReader();
  readPlace(spoken({ checkpoint_ns: "answer:1" }), []);
  expect(readPlace(spoken({}), []).path).toEqual(["answer:1"]);
  expect(readPlace(spoken({ langgraph_step: 3 }), []).path).toEqual(["answer:step-3"]);
  expect(readPlace(spoken({ langgraph_node: "grade" }), []).path).toEqual(["grade:step-2"]);
  expect(readPlace(spoken({}), ["child:7"]).path).toEqual(["child:7", "answer:step-2"]);
  const sent = spoken({ langgraph_path: ["__pregel_push", 1] });
  expect(readPlace(sent, []).path).toEqual(["answer:step-2"]);
});

test("visits whose order is unknown are not remembered", () => {
  const readPlace = createPlaceReader();
  const unordered = spoken({ langgraph_path: undefined });
  readPlace({ ...unordered, checkpoint_ns: "answer:1" }, []);
  expect(readPlace(unordered, [])).toMatchObject({ path: ["answer:step-2"], order: undefined });
});

test("without any metadata the event's own namespace is the path", () => {
  const readPlace = createPlaceReader();
  expect(readPlace({}, ["child:1"])).toEqual({
    path: ["child:1"],
    order: undefined,
    isCalled: false,
  });
  expect(readPlace({ langgraph_node: "child" }, ["top:1", "child:1"]).path).toEqual([
    "top:1",
    "child:1",
  ]);
  expect(readPlace({ langgraph_node: "child" }, ["child:1", "top:1"]).path).toEqual([
    "child:1",
    "top:1",
    "child:step-0",
  ]);
  expect(readPlace({ langgraph_node: "child" }, ["top:1", "mid:1", "child:1"]).path).toHaveLength(
    3,
  );
  expect(readPlace({ checkpoint_ns: "", langgraph_node: "a" }, []).path).toEqual(["a:step-0"]);
});

test("the order is the step and the first three parts of the path, with padded numbers", () => {
  const readPlace = createPlaceReader();
  const orderOf = (path: unknown, step: unknown = 4) =>
    readPlace({ langgraph_step: step, langgraph_path: path }, []).order;
  expect(orderOf(["__pregel_push", 7, true, "left out"])).toEqual({
    step: 4,
    position: "__pregel_push 0000000007 true",
  });
  expect(orderOf(["__pregel_pull", "7"])).toEqual({ step: 4, position: "__pregel_pull 7" });
  expect(orderOf("__pregel_pull")).toBeUndefined();
  expect(orderOf(["__pregel_pull"], "4")).toBeUndefined();
});

test("a task that a node or an entrypoint calls is told by the caller's path in its own", () => {
  const readPlace = createPlaceReader();
  const isCalled = (path: unknown) => readPlace({ langgraph_path: path }, []).isCalled;
  expect(isCalled(["__pregel_push", ["__pregel_pull", "main"], 0])).toBe(true);
  expect(isCalled(["__pregel_push", 0])).toBe(false);
  expect(isCalled(undefined)).toBe(false);
});

test("a root task is named by its id, and nodes without an order come in the order of their names", () => {
  expect(nameOf("answer:1:2")).toBe("answer");
  expect(rootTask("answer:1", undefined)).toEqual({
    id: "answer:1",
    node: "answer",
    step: undefined,
    position: "__pregel_pull answer",
  });
  expect(rootTask("answer:1", { step: 3, position: "p" })).toMatchObject({
    step: 3,
    position: "p",
  });
});
