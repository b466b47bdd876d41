import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds the redis-server to start. It looks at `REDIS_SERVER_PATH`, then at `PATH`.
 *
 * @returns {string | undefined} the path, or `undefined` if none is installed
 */
export function findRedis() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = folders.map((folder) => join(folder, "redis-server"));
  return [process.env.REDIS_SERVER_PATH, ...candidates].find((path) => path && isProgram(path));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
