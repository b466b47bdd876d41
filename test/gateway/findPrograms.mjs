import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds the nginx to start. It looks at `NGINX_PATH`, then at `PATH`, then where Debian puts it.
 *
 * @returns {string | undefined} the path, or `undefined` if none is installed
 */
export const findNginx = () => findProgram("nginx", process.env.NGINX_PATH);

/**
 * Finds the redis-server to start. It looks at `REDIS_SERVER_PATH`, then at `PATH`.
 *
 * @returns {string | undefined} the path, or `undefined` if none is installed
 */
export const findRedis = () => findProgram("redis-server", process.env.REDIS_SERVER_PATH);

function findProgram(name, named) {
  // /usr/sbin is not on everybody's PATH.
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"].filter(Boolean);
  const candidates = folders.map((folder) => join(folder, name));
  return [named, ...candidates].find((path) => path && isProgram(path));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
