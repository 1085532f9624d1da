import { Kbd } from "../../components/Kbd";
import { useMessages } from "../../locales";

/** Which keys work here, and the signs that narrow. */
export function PaletteFoot({ canAct }: { canAct: boolean }) {
  const m = useMessages().palette;
  return (
    <footer className="palette-foot" aria-hidden>
      <span>
        <Kbd keys="arrowup" />
        <Kbd keys="arrowdown" /> {m.hint.choose}
      </span>
      <span>
        <Kbd keys="enter" /> {m.hint.open}
      </span>
      {canAct && (
        <span>
          <Kbd keys="tab" /> {m.hint.actions}
        </span>
      )}
      <span className="palette-gap" />
      <span>&gt; {m.prefix.actions}</span>
      <span>@ {m.prefix.people}</span>
      <span># {m.prefix.documents}</span>
    </footer>
  );
}
