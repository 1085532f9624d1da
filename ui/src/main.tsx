import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter";
import { StartPage } from "./features/start/StartPage";
import "./tokens.css";
import "./features/start/start.css";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no #root");
}
createRoot(root).render(
  <StrictMode>
    <StartPage />
  </StrictMode>,
);
