import { Outlet } from "@tanstack/react-router";
import { Palette } from "../features/palette/Palette";
import { TodayCount } from "../features/today/queries";
import { VisitDrawer } from "../features/visit/VisitDrawer";
import { NoticeLine } from "./NoticeLine";
import { Rail } from "./Rail";
import { RoomKeys } from "./RoomKeys";
import { TopBar } from "./TopBar";
import "./app-shell.css";

/** The rail, the top bar, and the one white sheet on which every room is drawn. */
export function AppShell() {
  return (
    <div className="shell">
      <RoomKeys />
      <TodayCount />
      <Palette />
      <Rail />
      <TopBar />
      <main className="shell-sheet">
        <Outlet />
      </main>
      <VisitDrawer />
      <NoticeLine />
    </div>
  );
}
