/** How large pages are shown: as wide as the room, whole, or so many CSS pixels a point. */
export type Zoom = "width" | "page" | number;

/** The paper of every document of ours, in points. */
export const PAPER = { width: 595.28, height: 841.89 };
/** Around and between pages, in CSS pixels. */
export const GAP = 16;

/** At 100 % a point is as large as on paper. */
const WHOLE = 96 / 72;
const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** CSS pixels a point, for a room of this size. */
export function scaleOf(zoom: Zoom, room: { width: number; height: number }): number {
  if (typeof zoom === "number") return zoom;
  const byWidth = (room.width - 2 * GAP) / PAPER.width;
  const scale =
    zoom === "width" ? byWidth : Math.min(byWidth, (room.height - 2 * GAP) / PAPER.height);
  return Math.max(scale, 0.2);
}

/** As it is said to the user. */
export function percentOf(scale: number): number {
  return Math.round((scale / WHOLE) * 100);
}

/** The next step up or down from where it is. */
export function stepped(scale: number, direction: 1 | -1): number {
  const now = scale / WHOLE;
  const next =
    direction > 0
      ? STEPS.find((step) => step > now + 0.01)
      : STEPS.findLast((step) => step < now - 0.01);
  return (next ?? now) * WHOLE;
}

/** Where a page begins in the stack, from the top of the first. */
export function topOf(page: number, scale: number): number {
  return GAP + (page - 1) * (PAPER.height * scale + GAP);
}

/** The page on which the upper third of the room falls. */
export function pageAt(scrolled: number, height: number, scale: number, pages: number): number {
  const at = Math.floor((scrolled + height / 3 - GAP) / (PAPER.height * scale + GAP)) + 1;
  return Math.min(Math.max(at, 1), pages);
}
