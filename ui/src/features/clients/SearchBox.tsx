import { Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { Kbd } from "../../components/Kbd";
import { useMessages } from "../../locales";
import { setSearch } from "./state";

/** Milliseconds after the last key before the list is asked. */
const REST = 30;

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
  useEffect(() => {
    if (isComposing || typed === props.search) return;
    const timer = setTimeout(() => setSearch(typed), REST);
    return () => clearTimeout(timer);
  }, [typed, isComposing, props.search]);
  useShortcut("/", m.focusSearch, () => input.current?.select());

  function clear() {
    setTyped("");
    setSearch("");
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && typed !== "") {
      event.preventDefault();
      clear();
    } else if (event.key === "Escape" || event.key === "ArrowDown") {
      event.preventDefault();
      props.onDown();
    } else if (event.key === "Enter") {
      // Whoever types fast means what is typed, not what is listed still.
      setSearch(typed);
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
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={(event) => {
          setComposing(false);
          setTyped(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      {typed === "" ? (
        <Kbd keys="/" />
      ) : (
        <button type="button" className="clients-search-clear" onClick={clear}>
          <X size={14} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.clearSearch}</span>
        </button>
      )}
    </search>
  );
}
