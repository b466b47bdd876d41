/** A page with one chat. The address holds the chat's props as JSON: `?props={"apiUrl":"/api"}`. */
import { OneShotChat, type OneShotChatProps } from "oneshot-chat";
import "oneshot-chat/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const given = new URLSearchParams(location.search).get("props") ?? "{}";
const props = { assistantId: "faq", ...(JSON.parse(given) as object) } as OneShotChatProps;

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <OneShotChat {...props} />
    </StrictMode>,
  );
