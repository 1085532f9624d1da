import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { loadPdfjs } from "../components/pdf/load";
import { EntryDrawer } from "../features/entry/EntryDrawer";
import { FileDrops } from "../features/import/FileDrops";
import { Palette } from "../features/palette/Palette";
import { TodayCount, useToday } from "../features/today/queries";
import { VisitDrawer } from "../features/visit/VisitDrawer";
import { readOnce } from "./modules";
import { NoticeLine } from "./NoticeLine";
import { pages } from "./pages";
import { Rail } from "./Rail";
import { RoomKeys } from "./RoomKeys";
import { TopBar } from "./TopBar";
import { VaultNotes } from "./VaultNotes";
import "./app-shell.css";

const listQueries = readOnce(() => import("../features/clients/queries"));

/** What is opened most is made ready once the first room stands, one thing after the other: the list, the
 * page of a client with its charts, the pages of a document. */
function usePreparedRooms(): void {
  const isStanding = useToday().isFetched;
  useEffect(() => {
    if (!isStanding) return;
    let isOver = false;
    const steps: (() => Promise<unknown>)[] = [
      pages.clients,
      async () => (await listQueries()).prepareList(),
      pages.client,
      pages.preview,
      loadPdfjs,
    ];
    async function prepare() {
      for (const step of steps) {
        await new Promise((resolve) => setTimeout(resolve, BETWEEN));
        if (isOver) return;
        // What fails here fails again where it is wanted, and is told there.
        await step().catch(() => undefined);
      }
    }
    void prepare();
    return () => {
      isOver = true;
    };
  }, [isStanding]);
}

/** Milliseconds that are left to the user's own doing. */
const BETWEEN = 150;

/** The rail, the top bar, and the one white sheet on which every room is drawn. */
export function AppShell() {
  usePreparedRooms();
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
      <EntryDrawer />
      <NoticeLine />
      <FileDrops />
    </div>
  );
}
