import { Button, Input } from "antd";
import { Printer, Search } from "lucide-react";
import { Fragment, useState } from "react";
import { Empty } from "../../components/Empty";
import { Kbd } from "../../components/Kbd";
import { type Messages, useMessages } from "../../locales";
import { CATALOGUE, type Listed, type Place } from "./catalogue";
import "./shortcuts.css";

const ICON = { size: 14, strokeWidth: 1.6, "aria-hidden": true };

/** Every key of the window by its place; can be searched and printed. */
export function ShortcutsPage() {
  const m = useMessages();
  const [typed, setTyped] = useState("");
  const places = (Object.keys(CATALOGUE) as Place[])
    .map((place) => ({ place, listed: matching(CATALOGUE[place], placeName(m, place), typed, m) }))
    .filter(({ listed }) => listed.length > 0);
  return (
    <div className="shortcuts">
      <header className="shortcuts-head">
        <h1>{m.palette.keysTitle}</h1>
        <Input
          className="shortcuts-search"
          autoFocus
          allowClear
          prefix={<Search {...ICON} />}
          aria-label={m.palette.keysSearch}
          placeholder={m.palette.keysSearch}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button icon={<Printer {...ICON} />} onClick={() => window.print()}>
          {m.palette.keysPrint}
        </Button>
      </header>
      {places.length === 0 && <Empty text={m.palette.keysNone} />}
      <div className="shortcuts-places">
        {places.map(({ place, listed }) => (
          <section key={place} aria-labelledby={`shortcuts-${place}`}>
            <h2 id={`shortcuts-${place}`}>{placeName(m, place)}</h2>
            <dl>
              {listed.map(({ keys, label }) => (
                <div key={keys.join(" ")}>
                  <dt>{label(m)}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}

function Keys({ keys }: { keys: string[] }) {
  return (
    <>
      <span className="visually-hidden">{keys.join(", ")}</span>
      {keys.map((key) => (
        <Fragment key={key}>
          <Kbd keys={key} />{" "}
        </Fragment>
      ))}
    </>
  );
}

function placeName(m: Messages, place: Place): string {
  switch (place) {
    case "everywhere":
      return m.palette.keysEverywhere;
    case "palette":
      return m.palette.keysPalette;
    case "client":
      return m.client.tabs.label;
    case "audit":
      return m.audit.title;
    default:
      return m.shell.room[place];
  }
}

/** Those whose label, place or keys hold what is typed. */
function matching(listed: Listed[], place: string, typed: string, m: Messages): Listed[] {
  const wanted = typed.trim().toLowerCase();
  return listed.filter(({ keys, label }) =>
    [label(m), place, ...keys].some((text) => text.toLowerCase().includes(wanted)),
  );
}
