import { currentPreferences, setPreferences } from "./preferences";

/** The steps of browsers, within what still shows a page. */
export const ZOOM_STEPS = [67, 75, 80, 90, 100, 110, 125, 150, 175, 200];

/** The next step up (`1`) or down (`-1`) from where the zoom is. */
export function nextZoom(percent: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? ZOOM_STEPS.find((step) => step > percent)
      : ZOOM_STEPS.findLast((step) => step < percent);
  return next ?? percent;
}

export function zoomBy(direction: 1 | -1): void {
  const { zoom_percent } = currentPreferences();
  void setPreferences({ zoom_percent: nextZoom(zoom_percent, direction) });
}

export function zoomBack(): void {
  void setPreferences({ zoom_percent: 100 });
}
