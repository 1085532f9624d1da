import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { FileDrops } from "../features/import/FileDrops";
import { Palette } from "../features/palette/Palette";
import { TodayCount } from "../features/today/queries";
import { VisitDrawer } from "../features/visit/VisitDrawer";
import { NoticeLine } from "./NoticeLine";
import { Rail } from "./Rail";
import { RoomKeys } from "./RoomKeys";
import { TopBar } from "./TopBar";
import { VaultNotes } from "./VaultNotes";
import "./app-shell.css";

/** After the first room stands. */
const SPARE_TIME = 1000;

/** Fetches the page that is opened most, from every room, and that brings the charts, before it is asked for. */
function usePreparedClientPage(): void {
  useEffect(() => {
    const timer = setTimeout(() => void import("../features/client/ClientPage"), SPARE_TIME);
    return () => clearTimeout(timer);
  }, []);
}

/** The rail, the top bar, and the one white sheet on which every room is drawn. */
export function AppShell() {
  usePreparedClientPage();
  return (
    <div className="shell">
      <RoomKeys />
      <TodayCount />
      <Palette />
      <Rail />
      <TopBar />
      <VaultNotes />
      <main className="shell-sheet">
        <Outlet />
      </main>
      <VisitDrawer />
      <NoticeLine />
      <FileDrops />
    </div>
  );
}
