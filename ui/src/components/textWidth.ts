let pen: CanvasRenderingContext2D | null = null;

/** How many pixels a text takes in the window's type, with figures that line up: where a table must know before
 * it is drawn. */
export function textWidth(text: string, fontSize: number): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return 0;
  pen.font = `500 ${fontSize}px ${getComputedStyle(document.body).fontFamily}`;
  // Every figure is as wide as this one.
  return pen.measureText(text.replaceAll(/\d/g, "0")).width;
}
