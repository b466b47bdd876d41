/**
 * The files of rate-limiter-flexible that the gateway imports one by one. Its main file loads every store it knows,
 * and with them `node:cluster`, which a bundle for ES modules cannot load.
 */

declare module "rate-limiter-flexible/lib/RateLimiterRedis.js" {
  import { RateLimiterRedis } from "rate-limiter-flexible";
  export default RateLimiterRedis;
}

declare module "rate-limiter-flexible/lib/RateLimiterCompatibleAbstract.js" {
  import { RateLimiterCompatibleAbstract } from "rate-limiter-flexible";
  export default RateLimiterCompatibleAbstract;
}

declare module "rate-limiter-flexible/lib/RateLimiterRes.js" {
  import { RateLimiterRes } from "rate-limiter-flexible";
  export default RateLimiterRes;
}
