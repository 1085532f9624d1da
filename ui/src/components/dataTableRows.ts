import { useEffect, useMemo, useReducer } from "react";

/** A list whose rows are read as they are looked at. */
export interface RowSource<Row> {
  /** Another list has another one. */
  id: string | number;
  count: number;
  /** The rows it begins with. */
  first: readonly Row[];
  read: (offset: number, limit: number) => Promise<readonly Row[]>;
}

const PAGE = 50;
/** Pages kept: 6,000 rows, far more than are looked at. */
const KEPT = 120;
/** Pages read at the same time. */
const AT_ONCE = 2;

/** The pages of one list. What is asked for while reading replaces what was asked for before, so that
 * dragging the scroll bar over 100,000 rows reads where it stops. */
class Pages<Row> {
  private readonly pages = new Map<number, readonly Row[]>();
  private readonly reading = new Set<number>();
  private wanted: number[] = [];
  private isOver = false;

  constructor(
    private readonly source: RowSource<Row>,
    private readonly onChange: () => void,
    private readonly onError: (error: unknown) => void,
  ) {
    for (let at = 0; at * PAGE < source.first.length; at++) {
      const page = source.first.slice(at * PAGE, (at + 1) * PAGE);
      if (page.length === PAGE || source.first.length === source.count) this.pages.set(at, page);
    }
  }

  at(row: number): Row | undefined {
    const page = Math.floor(row / PAGE);
    return this.pages.get(page)?.[row - page * PAGE];
  }

  want(first: number, last: number): void {
    const pages: number[] = [];
    for (let at = Math.floor(first / PAGE); at <= Math.floor(last / PAGE); at++) {
      if (!this.pages.has(at) && !this.reading.has(at)) pages.push(at);
    }
    this.wanted = pages;
    this.readNext();
  }

  end(): void {
    this.isOver = true;
  }

  private readNext(): void {
    while (this.reading.size < AT_ONCE) {
      const page = this.wanted.shift();
      if (page === undefined) return;
      void this.readPage(page);
    }
  }

  private async readPage(page: number): Promise<void> {
    this.reading.add(page);
    try {
      const rows = await this.source.read(page * PAGE, PAGE);
      if (this.isOver) return;
      this.pages.set(page, rows);
      const oldest = this.pages.keys().next().value;
      if (this.pages.size > KEPT && oldest !== undefined) this.pages.delete(oldest);
      this.onChange();
    } catch (error) {
      if (!this.isOver) this.onError(error);
    } finally {
      this.reading.delete(page);
      if (!this.isOver) this.readNext();
    }
  }
}

/** The rows of a source as far as they are read. */
export function useRows<Row>(source: RowSource<Row>, onError: (error: unknown) => void) {
  const [, changed] = useReducer((count: number) => count + 1, 0);
  const pages = useMemo(() => new Pages(source, changed, onError), [source, onError]);
  useEffect(() => () => pages.end(), [pages]);
  return pages;
}
