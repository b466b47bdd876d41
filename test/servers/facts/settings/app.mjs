// A custom app for `http.app` that answers paths of its own.
import { Hono } from "hono";

export const app = new Hono()
  .get("/own", (context) => context.text("own route"))
  .post("/runs/stream", (context) => context.text("own route"));
