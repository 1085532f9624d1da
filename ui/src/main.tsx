import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter";
import "./tokens.css";
import { App } from "./app/App";
import { listenForShortcuts } from "./app/shortcuts";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no #root");
}
listenForShortcuts();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
