import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { call, commands } from "../ipc/call";
import { beforeLeaving } from "./leave";

const SAVED_AFTER_MS = 1000;

export interface Draft<T> {
  /** What was typed before the last lock; `undefined` while it is read and where there is none. */
  kept: T | undefined;
  isRead: boolean;
  /** After the form was saved, or thrown away. */
  drop: () => Promise<void>;
}

/**
 * Keeps a form's values over a lock, a closed window or a look at another page. `value` is what the form
 * holds now, `undefined` while nothing was typed. Values are stored a second after the last change, and at
 * once when the window locks or closes.
 */
export function useDraft<T>(key: string, value: T | undefined): Draft<T> {
  const { data, isSuccess } = useQuery({
    queryKey: ["draft", key],
    queryFn: () => call(commands.draftLoad(key)),
    gcTime: 0,
  });
  const written = value === undefined ? undefined : JSON.stringify(value);
  const waiting = useRef<string | undefined>(undefined);
  const isDropped = useRef(false);

  const save = useCallback(async () => {
    const text = waiting.current;
    waiting.current = undefined;
    if (text !== undefined && !isDropped.current) await call(commands.draftSave(key, text));
  }, [key]);

  useEffect(() => {
    if (written === undefined) return;
    isDropped.current = false;
    waiting.current = written;
    // A draft that cannot be stored is no reason to disturb the form: saving it will tell.
    const timer = setTimeout(() => void save().catch(() => {}), SAVED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [written, save]);

  useEffect(() => {
    const release = beforeLeaving(save);
    return () => {
      release();
      void save().catch(() => {});
    };
  }, [save]);

  const drop = useCallback(async () => {
    isDropped.current = true;
    waiting.current = undefined;
    await call(commands.draftDrop(key));
  }, [key]);

  return { kept: data ? (JSON.parse(data) as T) : undefined, isRead: isSuccess, drop };
}
