import { keysOf } from "../app/chord";
import { IS_MAC } from "../app/shortcuts";
import { useMessages } from "../locales";
import "./kbd.css";

/** A key or several pressed together (`mod+k`), where the hand is. Decoration: the control it stands in has
 * its own name. */
export function Kbd({ keys }: { keys: string }) {
  const { space } = useMessages().common;
  return (
    <kbd className="kbd" aria-hidden>
      {keysOf(keys, IS_MAC, space).join(IS_MAC ? "" : " ")}
    </kbd>
  );
}
