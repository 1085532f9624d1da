import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./fonts.css";
import "./tokens.css";
import { listenToShell } from "./app/leave";
import { loadPreferences } from "./app/preferences";
import { listenForShortcuts } from "./app/shortcuts";
import { tameWebView } from "./app/webView";
import { prepareStart } from "./features/start/prepare";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no #root");
}
listenForShortcuts();
tameWebView();
listenToShell();
// Side by side: the program is read while the shell answers what the first page asks.
const [{ App }] = await Promise.all([import("./app/App"), loadPreferences(), prepareStart()]);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
