import { useSyncExternalStore } from "react";

/** look.md's two breaks: below 1360 columns go, above 1700 they come. */
export type WindowWidth = "narrow" | "usual" | "wide";

const narrow = window.matchMedia("(max-width: 1359px)");
const wide = window.matchMedia("(min-width: 1701px)");

function subscribe(listener: () => void): () => void {
  narrow.addEventListener("change", listener);
  wide.addEventListener("change", listener);
  return () => {
    narrow.removeEventListener("change", listener);
    wide.removeEventListener("change", listener);
  };
}

function current(): WindowWidth {
  if (narrow.matches) return "narrow";
  return wide.matches ? "wide" : "usual";
}

export function useWindowWidth(): WindowWidth {
  return useSyncExternalStore(subscribe, current);
}
