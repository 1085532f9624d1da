import { ClassText } from "../../../components/Chip";
import { Foreign } from "../../../components/Foreign";
import { LedgerTable } from "../../../components/LedgerTable";
import { MaskedNumber } from "../../../components/MaskedNumber";
import { decimal, MISSING, wanOrMissing } from "../../../components/money";
import type { ClientPage, LoanRow } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";
import { revealOf } from "../queries";

/** Loans and off-balance items by the day they fall due; what is past comes first. */
export function LoanTable({ page }: { page: ClientPage }) {
  const { client, figure } = useMessages();
  const m = client.business;
  const { items, loans } = page.metrics;
  const notes = [...new Set([loans.balance, loans.off_balance].map(noteOf))].filter(Boolean);
  return (
    <LedgerTable title={m.loans} count={items.length} unit={m.unit} area="loans" none={m.noLoans}>
      <Head />
      <tbody>
        {items.map((row) => (
          <Row key={row.loan.id} row={row} page={page} />
        ))}
      </tbody>
      <tfoot>
        {loans.balance.value !== null && (
          <Total label={m.onBalance} balance={loans.balance.value} />
        )}
        {loans.off_balance.value !== null && (
          <Total label={m.offBalance} balance={loans.off_balance.value} />
        )}
        {notes.map((note) => (
          <tr key={note} className="ledger-note">
            <td colSpan={12}>{figure.noteOf(note)}</td>
          </tr>
        ))}
      </tfoot>
    </LedgerTable>
  );
}

/** What a sum leaves out; why there is none is no footnote of a table that shows others. */
function noteOf(figure: { value: number | null; note?: string | null }): string {
  return figure.value === null ? "" : (figure.note ?? "");
}

function Head() {
  const { col } = useMessages().client.business;
  return (
    <thead>
      <tr>
        <th scope="col">{col.loan}</th>
        <th scope="col">{col.product}</th>
        <th scope="col">{col.side}</th>
        <th scope="col" className="num">
          {col.amount}
        </th>
        <th scope="col" className="num">
          {col.balance}
        </th>
        <th scope="col" className="num">
          {col.rate}
        </th>
        <th scope="col">{col.drawn}</th>
        <th scope="col">{col.matures}</th>
        <th scope="col" className="num">
          {col.days}
        </th>
        <th scope="col">{col.security}</th>
        <th scope="col">{col.class}</th>
        <th scope="col" className="num">
          {col.overdue}
        </th>
      </tr>
    </thead>
  );
}

function Row({ row, page }: { row: LoanRow; page: ClientPage }) {
  const m = useMessages().client.business;
  const { loan, days_ahead } = row;
  const isPast = days_ahead !== null && days_ahead < 0;
  const isSoon = days_ahead !== null && !isPast && days_ahead <= page.settings.due_soon_days;
  const overdue = loan.overdue_days ?? 0;
  return (
    <tr>
      <th scope="row" className="ledger-id" data-copy={loan.number}>
        <MaskedNumber
          masked={loan.number}
          reveal={page.settings.mask_loan_numbers ? revealOf("loan", loan.id) : undefined}
        />
      </th>
      <td className="is-name">
        <Foreign text={loan.product?.label ?? MISSING} />
        {loan.currency !== "CNY" && <span className="ledger-aside"> {loan.currency}</span>}
      </td>
      <td className="ledger-aside">{loan.off_balance ? m.off : m.on}</td>
      <td className="num">{wanOrMissing(loan.amount?.fen)}</td>
      <td className="num">{wanOrMissing(loan.balance?.fen)}</td>
      <Rate loan={loan} />
      <td>{loan.drawn_on ?? MISSING}</td>
      <td className={isPast ? "is-late" : isSoon ? "is-soon" : undefined}>
        {loan.matures_on ?? MISSING}
      </td>
      <td className={isPast ? "num is-late" : isSoon ? "num is-soon" : "num"}>
        {days_ahead === null ? MISSING : String(days_ahead).replace("-", "\u2212")}
      </td>
      <td className="is-name">
        <Foreign text={loan.security ?? MISSING} />
      </td>
      <td>
        {loan.class ? <ClassText value={loan.class} /> : MISSING}
        <BrokenFloor row={row} />
      </td>
      <td className={overdue > 0 ? "num is-overdue" : "num"}>
        {loan.overdue_days === null ? MISSING : overdue}
      </td>
    </tr>
  );
}

/** The rate; where the ledger tells it against the LPR, that too. */
function Rate({ loan }: { loan: LoanRow["loan"] }) {
  const m = useMessages().client.business;
  const rate = loan.rate === null ? undefined : decimal(loan.rate, 4);
  if (!loan.lpr) return <td className="num">{rate ?? MISSING}</td>;
  const { years, spread } = loan.lpr;
  const lpr = m.lpr(years, spread.startsWith("-") ? spread.replace("-", "\u2212") : `+${spread}`);
  return (
    <td className="num" title={rate ? lpr : m.lprAlone}>
      {rate ?? lpr}
    </td>
  );
}

function BrokenFloor({ row }: { row: LoanRow }) {
  const messages = useMessages();
  const m = messages.client.business;
  if (!row.floor) return null;
  const label = messages.figure.classes[row.floor] ?? row.floor;
  return (
    <span className="ledger-floor" title={m.floorTitle(row.loan.overdue_days ?? 0, label)}>
      {" "}
      {m.floor(label)}
    </span>
  );
}

function Total({ label, balance }: { label: string; balance: number }) {
  return (
    <tr>
      <th scope="row" colSpan={4}>
        {label}
      </th>
      <td className="num">{wanOrMissing(balance)}</td>
      <td colSpan={7} />
    </tr>
  );
}
