import { useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { readOnce } from "../../app/modules";
import { Drawer } from "../../components/Drawer";
import { useMessages } from "../../locales";
import { closeEntry, type Entry, keyOf, useEntry } from "./drawer";
import "./entry.css";

/** Their controls are large, and not needed to start. */
const readClient = readOnce(() => import("./ClientEntry"));
const readPerson = readOnce(() => import("./PersonEntry"));
const ClientEntry = lazy(async () => ({ default: (await readClient()).ClientEntry }));
const PersonEntry = lazy(async () => ({ default: (await readPerson()).PersonEntry }));

/** What no list has brought is typed here, beside the page. Mounted once. */
export function EntryDrawer() {
  const entry = useEntry();
  return entry ? <OpenDrawer key={keyOf(entry)} entry={entry} /> : null;
}

function OpenDrawer({ entry }: { entry: Entry }) {
  const m = useMessages().entry;
  useLeaving();
  const isNew = entry.of === "client" ? !entry.client : !entry.person;
  const title = m[entry.of][isNew ? "add" : "change"];
  return (
    <Drawer title={title} closing={m.close} onClose={closeEntry}>
      <Suspense>
        {entry.of === "client" ? <ClientEntry entry={entry} /> : <PersonEntry entry={entry} />}
      </Suspense>
    </Drawer>
  );
}

/** It stands beside the page it was opened on; no other is covered by it. */
function useLeaving(): void {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [opened] = useState(path);
  useEffect(() => {
    if (path !== opened) closeEntry();
  }, [path, opened]);
}
