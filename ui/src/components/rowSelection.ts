/** Rows chosen in a list, as ranges in order that neither touch nor overlap: choosing all of 100,000 is one. */
export interface RowRange {
  first: number;
  last: number;
}

export type RowSelection = readonly RowRange[];

export const NOTHING: RowSelection = [];

export function isChosen(selection: RowSelection, row: number): boolean {
  return selection.some(({ first, last }) => first <= row && row <= last);
}

export function countChosen(selection: RowSelection): number {
  return selection.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

export function allRows(count: number): RowSelection {
  return count > 0 ? [{ first: 0, last: count - 1 }] : NOTHING;
}

/** The rows from one to another, whichever comes first. */
export function between(a: number, b: number): RowSelection {
  return [{ first: Math.min(a, b), last: Math.max(a, b) }];
}

export function withRange(selection: RowSelection, added: RowRange): RowSelection {
  let { first, last } = added;
  const apart: RowRange[] = [];
  for (const range of selection) {
    if (range.last < first - 1 || range.first > last + 1) {
      apart.push(range);
    } else {
      first = Math.min(first, range.first);
      last = Math.max(last, range.last);
    }
  }
  return [...apart, { first, last }].sort((a, b) => a.first - b.first);
}

export function withoutRow(selection: RowSelection, row: number): RowSelection {
  return selection.flatMap((range) => {
    if (row < range.first || row > range.last) return [range];
    const before = { first: range.first, last: row - 1 };
    const after = { first: row + 1, last: range.last };
    return [before, after].filter(({ first, last }) => first <= last);
  });
}

export function toggled(selection: RowSelection, row: number): RowSelection {
  return isChosen(selection, row)
    ? withoutRow(selection, row)
    : withRange(selection, { first: row, last: row });
}
