import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./fonts.css";
import "./tokens.css";
import { App } from "./app/App";
import { listenToShell } from "./app/leave";
import { loadPreferences } from "./app/preferences";
import { listenForShortcuts } from "./app/shortcuts";
import { tameWebView } from "./app/webView";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no #root");
}
listenForShortcuts();
tameWebView();
listenToShell();
await loadPreferences();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
