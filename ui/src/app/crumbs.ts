import { useLayoutEffect } from "react";
import { createStore } from "./store";

/** One step of where the page is; `to` where it can be gone back to. */
export interface Crumb {
  label: string;
  to?: string;
}

const crumbs = createStore<readonly Crumb[]>([]);

/** Says where the page is, room first: `useCrumbs([{ label: 客户, to: "/clients" }, { label: name }])`. */
export function useCrumbs(path: readonly Crumb[]): void {
  // The array is new at every render; its content rarely is.
  const written = JSON.stringify(path);
  useLayoutEffect(() => {
    crumbs.set(JSON.parse(written));
    return () => crumbs.set([]);
  }, [written]);
}

export const useCurrentCrumbs = crumbs.use;
