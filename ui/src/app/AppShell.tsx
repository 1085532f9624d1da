import { Outlet } from "@tanstack/react-router";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import "./app-shell.css";

/** The rail, the top bar, and the one white sheet on which every room is drawn. */
export function AppShell() {
  return (
    <div className="shell">
      <Rail />
      <TopBar />
      <main className="shell-sheet">
        <Outlet />
      </main>
    </div>
  );
}
