import { axisText, type Draw, type Palette, tipLook } from "../../../components/Chart";
import { chartTip } from "../../../components/chartTip";
import { dayNumber, shortDay } from "../../../components/day";
import { wholeWan } from "../../../components/money";
import type { Day, ItemKind, Maturity, Money } from "../../../ipc/bindings";
import type { Messages } from "../../../locales";

export interface DueChartProps {
  today: Day;
  timeline: Maturity[];
  /** The sum past its day; `null` where nothing is. */
  past: Money | null;
  soonDays: number;
  /** What the band says. */
  soonText: string;
  words: Messages["client"]["due"];
}

/** Days left of today where the bar of what is past stands. */
const PAST_AT = -14;
const BAR_WIDTH = 10;
const TOP = 8;
const BOTTOM = 20;
/** What the band's label and a bar's two lines take, in px. */
const LABELS = 56;

/** How much higher than the tallest bar the drawing is, so that its labels stand above it. */
function headroom(height: number): number {
  return height / Math.max(height - LABELS, height * 0.25);
}

interface Bar {
  at: number;
  kind: ItemKind | "past";
  balance: Money;
  day: string;
  title: string;
}

/** Each day's balances on the line of the year ahead, in 万元, labelled where there is room. */
export function dueChart(props: DueChartProps): Draw {
  const { today, words, soonDays } = props;
  const start = dayNumber(today);
  const bars = barsOf(props);
  const firsts = monthFirsts(today);
  const end = dayNumber(firsts[firsts.length - 1] ?? today) - start + 31;
  const left = props.past === null ? -4 : PAST_AT - 12;
  return (colours, { height }) => ({
    grid: { left: 4, right: 4, top: TOP, bottom: BOTTOM },
    tooltip: {
      trigger: "item",
      ...tipLook(colours),
      formatter: ({ data }: { data: { bar: Bar } }) =>
        chartTip(data.bar.title, [
          {
            name: data.bar.kind === "past" ? words.past : words.kinds[data.bar.kind],
            value: data.bar.balance,
            colour: colourOf(data.bar.kind, colours),
          },
        ]),
    },
    xAxis: {
      type: "value",
      min: left,
      max: end,
      // Two bars far apart would count as half a year wide each, and the axis would make room for that.
      containShape: false,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.lineStrong } },
      axisLabel: {
        ...axisText(colours),
        customValues: firsts.map((first) => dayNumber(first) - start),
        formatter: (value: number) =>
          words.month(String(new Date((start + value) * 86_400_000).getUTCMonth() + 1)),
      },
    },
    yAxis: {
      type: "value",
      show: false,
      min: 0,
      max: ({ max }: { max: number }) => max * headroom(height - TOP - BOTTOM),
    },
    series: [band(soonDays, props.soonText, colours), series(bars, colours)],
  });
}

function barsOf({ today, timeline, past, words }: DueChartProps): Bar[] {
  const ahead = timeline.filter((due) => due.days_ahead >= 0);
  const bars: Bar[] = ahead.map((due) => ({
    at: due.days_ahead,
    kind: due.kind,
    balance: due.balance,
    day: shortDay(due.day, today).slice(-5),
    title: [due.day, ...due.products].join(" "),
  }));
  if (past !== null) {
    bars.unshift({ at: PAST_AT, kind: "past", balance: past, day: words.past, title: words.past });
  }
  return bars;
}

/** The first days of the twelve months after this one. */
function monthFirsts(today: Day): Day[] {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return Array.from({ length: 12 }, (_, ahead) =>
    new Date(Date.UTC(year, month + ahead, 1)).toISOString().slice(0, 10),
  );
}

function colourOf(kind: Bar["kind"], colours: Palette): string {
  switch (kind) {
    case "loan":
      return colours.brand;
    case "bill":
      return colours.data2;
    case "guarantee":
      return colours.brass;
    case "letter_of_credit":
      return colours.ink3;
    case "past":
      return colours.orange;
  }
}

function band(days: number, text: string, colours: Palette) {
  return {
    type: "line",
    data: [],
    silent: true,
    markArea: {
      silent: true,
      itemStyle: { color: colours.brassSoft },
      label: {
        position: "insideTopLeft",
        color: colours.brass,
        fontSize: 12,
        fontWeight: 600,
        formatter: text,
      },
      data: [[{ xAxis: 0 }, { xAxis: days }]],
    },
    markLine: {
      silent: true,
      symbol: "none",
      label: { show: false },
      lineStyle: { color: colours.brass, type: [3, 3], width: 1 },
      data: [{ xAxis: days }],
    },
  };
}

function series(bars: Bar[], colours: Palette) {
  return {
    type: "bar",
    barWidth: BAR_WIDTH,
    barGap: "-100%",
    barMinHeight: 2,
    data: bars.map((bar) => ({
      value: [bar.at, bar.balance],
      bar,
      itemStyle: { color: colourOf(bar.kind, colours), borderRadius: [2, 2, 0, 0] },
    })),
    label: {
      show: true,
      position: "top",
      align: "center",
      formatter: ({ data }: { data: { bar: Bar } }) =>
        `{amount|${wholeWan(data.bar.balance)}}\n{day|${data.bar.day}}`,
      rich: {
        amount: { color: colours.ink, fontSize: 12, fontWeight: 500, lineHeight: 16 },
        day: { color: colours.ink2, fontSize: 11, lineHeight: 14 },
      },
    },
    labelLayout: { hideOverlap: true },
    emphasis: { disabled: true },
    z: 3,
  };
}
