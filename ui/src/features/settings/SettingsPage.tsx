import type { ComponentType } from "react";
import { useMessages } from "../../locales";
import { Users } from "../users/Users";
import { About } from "./About";
import { Appearance } from "./Appearance";
import { Audit } from "./Audit";
import { Backup } from "./Backup";
import { DataProtection } from "./DataProtection";
import { Import } from "./Import";
import { Security } from "./Security";
import { Thresholds } from "./Thresholds";
import "./settings.css";

type Part = keyof ReturnType<typeof useMessages>["settings"]["part"];

const PARTS: [Part, ComponentType][] = [
  ["appearance", Appearance],
  ["security", Security],
  ["users", Users],
  ["backup", Backup],
  ["import", Import],
  ["audit", Audit],
  ["protection", DataProtection],
  ["thresholds", Thresholds],
  ["about", About],
];

/** Everything that can be set, on one sheet: the parts on the left lead to their place on it. */
export function SettingsPage() {
  const { settings: m, shell } = useMessages();
  return (
    <div className="settings">
      <h1 className="visually-hidden">{shell.room.settings}</h1>
      <nav className="settings-parts" aria-label={m.parts}>
        {PARTS.map(([part]) => (
          <button key={part} type="button" onClick={() => show(part)}>
            {m.part[part]}
          </button>
        ))}
      </nav>
      <div className="settings-sheet">
        {PARTS.map(([part, Content]) => (
          <section key={part} id={part} aria-labelledby={`${part}-title`} tabIndex={-1}>
            <h2 id={`${part}-title`}>{m.part[part]}</h2>
            <Content />
          </section>
        ))}
      </div>
    </div>
  );
}

function show(part: Part): void {
  const section = document.getElementById(part);
  const sheet = section?.parentElement;
  if (!section || !sheet) return;
  sheet.scrollTop = section.offsetTop;
  section.focus({ preventScroll: true });
}
