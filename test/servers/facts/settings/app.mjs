// A custom app for `http.app`. It replies to a new path and to one that the server has too.
import { Hono } from "hono";

export const app = new Hono()
  .get("/own", (context) => context.text("own route"))
  .post("/runs/stream", (context) => context.text("own route"));
