/** Measures what a page keeps in memory. */
import type { CDPSession, Page } from "playwright";

/** Collects garbage, then counts what the page still keeps. */
export async function measureMemory(page: Page, devtools: CDPSession) {
  // React frees an unmounted tree when the page is idle, so wait for that.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    listeners: value("JSEventListeners"),
    nodes: value("Nodes"),
    heapBytes: value("JSHeapUsedSize"),
    // Every run creates these objects. The page itself creates none.
    signals: await countInstances(devtools, "AbortSignal"),
    streams: await countInstances(devtools, "ReadableStream"),
  };
}

/** Counts the live objects of a class. */
async function countInstances(devtools: CDPSession, className: string): Promise<number> {
  const { result } = await devtools.send("Runtime.evaluate", {
    expression: `${className}.prototype`,
    objectGroup: "instances",
  });
  const { objects } = await devtools.send("Runtime.queryObjects", {
    prototypeObjectId: result.objectId ?? "",
    objectGroup: "instances",
  });
  const { result: count } = await devtools.send("Runtime.callFunctionOn", {
    objectId: objects.objectId ?? "",
    functionDeclaration: "function () { return this.length; }",
  });
  await devtools.send("Runtime.releaseObjectGroup", { objectGroup: "instances" });
  return Number(count.value);
}
