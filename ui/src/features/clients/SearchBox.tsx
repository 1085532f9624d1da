import { Search, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { Kbd } from "../../components/Kbd";
import { useMessages } from "../../locales";
import { askList } from "./queries";
import { setSearch } from "./state";

/** Narrows the list as one types; a Chinese word still being composed is not searched for yet. */
export function SearchBox(props: { search: string; onDown: () => void; onEnter: () => void }) {
  const m = useMessages().clients;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(props.search);
  const [seen, setSeen] = useState(props.search);
  const [isComposing, setComposing] = useState(false);
  // Cleared elsewhere: by a view, or with the filters.
  if (seen !== props.search) {
    setSeen(props.search);
    if (!isComposing && props.search === "") setTyped("");
  }
  useShortcut("/", m.focusSearch, () => input.current?.select());

  function type(text: string, isWhole: boolean) {
    setTyped(text);
    if (!isWhole) return;
    setSearch(text);
    askList();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && typed !== "") {
      event.preventDefault();
      type("", true);
    } else if (event.key === "Escape" || event.key === "ArrowDown") {
      event.preventDefault();
      props.onDown();
    } else if (event.key === "Enter") {
      props.onEnter();
    }
  }

  return (
    <search className="clients-search">
      <Search size={14} strokeWidth={1.6} aria-hidden />
      <input
        ref={input}
        value={typed}
        placeholder={m.searchPlaceholder}
        aria-label={m.searchPlaceholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value, !isComposing)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={(event) => {
          setComposing(false);
          type(event.currentTarget.value, true);
        }}
        onKeyDown={onKeyDown}
      />
      {typed === "" ? (
        <Kbd keys="/" />
      ) : (
        <button type="button" className="clients-search-clear" onClick={() => type("", true)}>
          <X size={14} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.clearSearch}</span>
        </button>
      )}
    </search>
  );
}
