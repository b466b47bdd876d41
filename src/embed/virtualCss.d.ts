/** The stylesheets as texts without spaces and comments, in two pieces whose order counts. `vite.embed.config.ts` makes them. */
declare module "virtual:oneshot-chat-css/launcher" {
  const css: string;
  export default css;
}
declare module "virtual:oneshot-chat-css/after" {
  const css: string;
  export default css;
}
