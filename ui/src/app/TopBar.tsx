import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMessages } from "../locales";
import { router } from "./router";

/** Where one is, the way back, and what is true for the whole desk. */
export function TopBar() {
  const m = useMessages().shell;
  return (
    <header className="top-bar">
      <button type="button" className="icon-button" onClick={() => router.history.back()}>
        <ChevronLeft size={16} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.back}</span>
      </button>
      <button type="button" className="icon-button" onClick={() => router.history.forward()}>
        <ChevronRight size={16} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.forward}</span>
      </button>
    </header>
  );
}
