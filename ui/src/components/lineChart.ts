import type { Day, Money } from "../ipc/bindings";
import { axisText, type Draw, type Palette, tipLook } from "./Chart";
import { chartTip } from "./chartTip";
import { monthLabel } from "./day";
import { wan, wholeWan } from "./money";

/** One series of a chart by month; a month without a value is a gap. */
export interface Line {
  name: string;
  /** What it is about, what stands beside it (stepwise), or the year before (dashed). */
  role: "main" | "beside" | "prior";
  values: (Money | null)[];
}

/** Above this an axis needs no decimals of 万元. */
const WHOLE_FROM = 10_000_000;

/** Lines by month in 万元, labelled at their ends; horizontal hairlines only. */
export function lineChart(months: Day[], lines: Line[]): Draw {
  const known = lines.filter((line) => line.values.some((value) => value !== null));
  const largest = Math.max(...known.flatMap((line) => line.values.map((v) => Math.abs(v ?? 0))));
  const shown = (value: number) =>
    largest >= WHOLE_FROM ? wholeWan(Math.round(value)) : wan(Math.round(value));
  return (colours) => ({
    grid: { left: 0, right: roomForEnds(known, shown), top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      ...tipLook(colours),
      axisPointer: { type: "line", lineStyle: { color: colours.lineStrong, type: "solid" } },
      formatter: (points: unknown) =>
        chartTip(
          months[firstIndex(points)]?.slice(0, 7) ?? "",
          known.map((line) => ({
            name: line.name,
            value: line.values[firstIndex(points)],
            colour: look(line, colours).color,
          })),
        ),
    },
    xAxis: {
      type: "category",
      data: months,
      boundaryGap: false,
      axisLine: { lineStyle: { color: colours.lineStrong } },
      axisTick: { show: false },
      axisLabel: {
        ...axisText(colours),
        hideOverlap: true,
        interval: (_index: number, month: Day) => isNamed(month, months.length),
        formatter: monthLabel,
      },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 4,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...axisText(colours), formatter: shown },
    },
    series: known.map((line) => series(line, colours, shown)),
  });
}

/** Labels at the ends are never cut: Chinese is as wide as it is high, figures two thirds of that. */
function roomForEnds(lines: Line[], shown: (value: number) => string): number {
  const widths = lines.map((line) => {
    const last = line.values.findLast((value) => value !== null) ?? 0;
    return line.name.length * 12 + shown(last).length * 7.5;
  });
  return Math.max(72, ...widths.map((width) => width + 14));
}

/** Quarters name the axis of more than half a year. */
function isNamed(month: Day, count: number): boolean {
  return count <= 6 || Number(month.slice(5, 7)) % 3 === 1;
}

function firstIndex(points: unknown): number {
  const [first] = Array.isArray(points) ? points : [points];
  return (first as { dataIndex?: number } | undefined)?.dataIndex ?? 0;
}

function look(line: Line, colours: Palette): { color: string; width: number; bold: boolean } {
  if (line.role === "main") return { color: colours.brand, width: 2, bold: true };
  if (line.role === "beside") return { color: colours.ink3, width: 1.5, bold: false };
  return { color: colours.data2, width: 1.2, bold: false };
}

function series(line: Line, colours: Palette, shown: (value: number) => string) {
  const { color, width, bold } = look(line, colours);
  const isAlone = (index: number) =>
    line.values[index] !== null &&
    (line.values[index - 1] ?? null) === null &&
    (line.values[index + 1] ?? null) === null;
  return {
    type: "line",
    name: line.name,
    data: line.values.map((value) => value ?? "-"),
    ...(line.role === "beside" && { step: "end" }),
    // A month between two gaps has no line: it gets a dot.
    symbol: "circle",
    symbolSize: (_value: number, point: { dataIndex: number }) =>
      isAlone(point.dataIndex) ? 5 : 0,
    itemStyle: { color },
    lineStyle: { color, width, ...(line.role === "prior" && { type: [3, 3] }) },
    endLabel: {
      show: true,
      distance: 6,
      color: line.role === "main" ? colours.brand : colours.ink2,
      fontSize: line.role === "prior" ? 11 : 12,
      lineHeight: 16,
      fontWeight: bold ? 600 : 400,
      formatter: ({ value }: { value: number }) => `${line.name} ${shown(value)}`,
    },
    labelLayout: { moveOverlap: "shiftY" },
    emphasis: { disabled: true },
    z: line.role === "main" ? 3 : 2,
  };
}
