import type { Money } from "../ipc/bindings";
import { wanOrMissing } from "./money";

export interface TipLine {
  name: string;
  value: Money | null | undefined;
  colour: string;
}

/** What a chart says at the pointer. Built as nodes: labels may hold what a file wrote. */
export function chartTip(title: string, lines: TipLine[]): HTMLElement {
  const tip = document.createElement("dl");
  const head = document.createElement("p");
  head.textContent = title;
  for (const line of lines) {
    const name = document.createElement("dt");
    name.textContent = line.name;
    name.style.setProperty("--tip-colour", line.colour);
    const value = document.createElement("dd");
    value.textContent = wanOrMissing(line.value);
    tip.append(name, value);
  }
  const box = document.createElement("div");
  box.append(head, tip);
  return box;
}
