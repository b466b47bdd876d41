import type * as AppModule from "./app/startApp.js";

/** The file of the app beside this script, such as `app-Dx1.js`; `""` where it is not a file of its own. */
declare const __APP_FILE__: string;

let loading: Promise<typeof AppModule> | undefined;
let failures = 0;

/**
 * Loads the app, once for all elements. It starts no run and asks the server nothing. Rejects if the file cannot be loaded;
 * the next call tries again.
 */
export function loadApp(): Promise<typeof AppModule> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    failures += 1;
    throw error;
  });
  return loading;
}

function load(): Promise<typeof AppModule> {
  if (failures === 0 || !__APP_FILE__) return import("./app/startApp.js");
  // Chromium remembers that an address failed, so each further try has another one.
  return import(/* @vite-ignore */ `./${__APP_FILE__}?try=${failures}`) as Promise<
    typeof AppModule // it is the same file
  >;
}
