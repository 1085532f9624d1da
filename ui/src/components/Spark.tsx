import "./spark.css";

const WIDTH = 56;
const HEIGHT = 18;
const EDGE = 3;
/** The scale spans at least this part of the mean on either side, so that calm looks calm. */
const CALM = 0.15;

/** The scale of a sparkline: the values' own span, never narrower than ±15 % of their mean. */
export function sparkScale(values: number[]): { low: number; high: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const reach = Math.abs(mean) * CALM;
  const low = Math.min(...values, mean - reach);
  const high = Math.max(...values, mean + reach);
  return high > low ? { low, high } : { low: low - 1, high: high + 1 };
}

/** A line without axes: which way it went. Gaps stay gaps; fewer than two points are no line. */
export function Spark({ values }: { values: (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const { low, high } = sparkScale(known);
  const at = (value: number, index: number): [number, number] => [
    EDGE + (index / (values.length - 1)) * (WIDTH - 2 * EDGE),
    HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE),
  ];
  let path = "";
  let isPenDown = false;
  let end: [number, number] = [0, 0];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isPenDown = false;
      continue;
    }
    end = at(value, index);
    path += `${isPenDown ? "L" : "M"}${end[0].toFixed(1)} ${end[1].toFixed(1)}`;
    isPenDown = true;
  }
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={path} />
      <circle cx={end[0]} cy={end[1]} r="2" />
    </svg>
  );
}
