import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./fonts.css";
import "./tokens.css";
import { loadDesk } from "./app/entry";
import { listenToShell } from "./app/leave";
import { loadPreferences } from "./app/preferences";
import { listenForShortcuts } from "./app/shortcuts";
import { Window } from "./app/Window";
import { tameWebView } from "./app/webView";
import { prepareStart } from "./features/start/prepare";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no #root");
}
listenForShortcuts();
tameWebView();
listenToShell();
await Promise.all([loadPreferences(), prepareStart()]);
createRoot(root).render(
  <StrictMode>
    <Window />
  </StrictMode>,
);
// After the first paint.
requestAnimationFrame(() => setTimeout(async () => (await loadDesk()).drawAhead()));
