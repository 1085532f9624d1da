import { BarChart, LineChart } from "echarts/charts";
import {
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { nextFrame } from "./nextFrame";
import "./chart.css";

use([
  BarChart,
  LineChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
]);

/** The colours of tokens.css as they stand now. */
export interface Palette {
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  lineStrong: string;
  sheet: string;
  brand: string;
  brass: string;
  brassSoft: string;
  data2: string;
  data3: string;
  orange: string;
}

function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"),
    ink2: read("ink2"),
    ink3: read("ink3"),
    line: read("line"),
    lineStrong: read("line-strong"),
    sheet: read("sheet"),
    brand: read("brand"),
    brass: read("brass"),
    brassSoft: read("brass-soft"),
    data2: read("data2"),
    data3: read("data3"),
    orange: read("orange"),
  };
}

/** Of the drawing, in px: labels need room that no scale of values knows. */
export interface Size {
  width: number;
  height: number;
}

/** Draws a chart's option in the colours and the room given; kept by `useMemo`, for a new one redraws. */
export type Draw = (colours: Palette, size: Size) => EChartsCoreOption;

/** What every chart of look.md shares: nothing moves, no ticks, horizontal hairlines only. */
function framed(draw: Draw, size: Size): EChartsCoreOption {
  const colours = palette();
  const style = getComputedStyle(document.body);
  return {
    animation: false,
    textStyle: { fontFamily: style.fontFamily, color: colours.ink2 },
    ...draw(colours, size),
  };
}

/** Draws into `room`, and again when its size or the theme changes; the answer ends it. */
function show(room: HTMLElement, draw: Draw): () => void {
  const chart = init(room, null, { renderer: "svg" });
  const redraw = () => {
    const size = { width: room.clientWidth, height: room.clientHeight };
    if (size.width !== chart.getWidth() || size.height !== chart.getHeight()) chart.resize();
    chart.setOption(framed(draw, size), { notMerge: true });
  };
  redraw();
  let drawn = `${room.clientWidth} ${room.clientHeight}`;
  const sized = new ResizeObserver(() => {
    // It also answers when it begins to observe; nothing has changed then.
    const now = `${room.clientWidth} ${room.clientHeight}`;
    if (now !== drawn) redraw();
    drawn = now;
  });
  sized.observe(room);
  const themed = new MutationObserver(redraw);
  themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    sized.disconnect();
    themed.disconnect();
    chart.dispose();
  };
}

export interface ChartProps {
  draw: Draw;
  /** What the chart says, for those who do not see it. */
  label: string;
  /** In px; without one the chart fills its panel. */
  height?: number;
}

/** One thin wrapper around ECharts: SVG, redrawn when its data, its size or the theme changes. */
export function Chart({ draw, label, height }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const room = box.current;
    if (!room) return;
    let isOver = false;
    let end = () => {};
    // Figures and words first: a chart takes longer than all of them.
    void nextFrame().then(() => {
      if (!isOver) end = show(room, draw);
    });
    return () => {
      isOver = true;
      end();
    };
  }, [draw]);

  return (
    <div
      className={height ? "chart" : "chart is-filling"}
      ref={box}
      role="img"
      aria-label={label}
      style={height ? { height } : undefined}
    />
  );
}

/** An axis label's look; axes name no unit, the panel's title does. */
export function axisText(colours: Palette) {
  return { color: colours.ink3, fontSize: 11 };
}

/** The look of a tip at the pointer. */
export function tipLook(colours: Palette) {
  return {
    confine: true,
    className: "chart-tip",
    transitionDuration: 0,
    backgroundColor: colours.sheet,
    borderColor: colours.line,
    borderRadius: 8,
    padding: [8, 10],
    textStyle: { color: colours.ink, fontSize: 12, lineHeight: 18 },
    extraCssText: "box-shadow: var(--float)",
  };
}
