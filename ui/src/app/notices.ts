import { createStore } from "./store";

/** Something was done. Errors stay where they happened, but for those of an undo, which happens here. */
export interface Notice {
  text: string;
  undo?: () => void | Promise<void>;
}

const current = createStore<Notice | undefined>(undefined);

/** Says for eight seconds what was done, with the way back where there is one. */
export function notify(notice: Notice): void {
  current.set(notice);
}

export function dismiss(): void {
  current.set(undefined);
}

export const useNotice = current.use;
