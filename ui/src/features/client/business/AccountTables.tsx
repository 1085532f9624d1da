import { AsOf } from "../../../components/AsOf";
import { ChangeText } from "../../../components/Figure";
import { Foreign } from "../../../components/Foreign";
import { LedgerTable } from "../../../components/LedgerTable";
import { MaskedNumber } from "../../../components/MaskedNumber";
import { change, changeWan, MISSING, wanOrMissing } from "../../../components/money";
import type { AccountRow, ClientPage, Comparison } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";
import { revealOf } from "../queries";

/** CNY accounts with their totals; other currencies apart, for they are in no sum. */
export function AccountTables({ page }: { page: ClientPage }) {
  const { client, figure } = useMessages();
  const m = client.business;
  const { accounts, deposits } = page.metrics;
  const home = accounts.filter((account) => account.currency === "CNY");
  const foreign = accounts.filter((account) => account.currency !== "CNY");
  const { point, month_average, year_average } = deposits;
  const against = (basis: Comparison["basis"]) =>
    point.comparisons.find((comparison) => comparison.basis === basis);
  return (
    <>
      <LedgerTable
        title={m.accounts}
        count={home.length}
        unit={m.unit}
        area="accounts"
        none={accounts.length > 0 ? m.noDeposits : m.noAccounts}
      >
        <Head />
        <tbody>
          {home.map((account) => (
            <Row key={account.id} account={account} page={page} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {m.total}
            </th>
            <td className={(point.value ?? 0) < 0 ? "num is-negative" : "num"}>
              {wanOrMissing(point.value)}
            </td>
            <Moved comparison={against("较上月")} />
            <Moved comparison={against("较年初")} />
            <td className="num">{wanOrMissing(month_average.value)}</td>
            <td className="num">{wanOrMissing(year_average.value)}</td>
            <td>
              {point.as_of && (
                <AsOf day={point.as_of} today={page.as_of} isStale={point.is_stale} />
              )}
            </td>
          </tr>
          {point.note && (
            <tr className="ledger-note">
              <td colSpan={9}>{figure.noteOf(point.note)}</td>
            </tr>
          )}
        </tfoot>
      </LedgerTable>
      {foreign.length > 0 && (
        <LedgerTable
          title={m.foreign}
          count={foreign.length}
          unit={m.foreignNote}
          area="foreign"
          none=""
        >
          <Head />
          <tbody>
            {foreign.map((account) => (
              <Row key={account.id} account={account} page={page} />
            ))}
          </tbody>
        </LedgerTable>
      )}
    </>
  );
}

function Head() {
  const { col } = useMessages().client.business;
  return (
    <thead>
      <tr>
        <th scope="col">{col.account}</th>
        <th scope="col">{col.product}</th>
        <th scope="col">{col.currency}</th>
        <th scope="col" className="num">
          {col.point}
        </th>
        <th scope="col" className="num">
          {col.previousMonth}
        </th>
        <th scope="col" className="num">
          {col.yearStart}
        </th>
        <th scope="col" className="num">
          {col.monthAverage}
        </th>
        <th scope="col" className="num">
          {col.yearAverage}
        </th>
        <th scope="col">{col.asOf}</th>
      </tr>
    </thead>
  );
}

function Row({ account, page }: { account: AccountRow; page: ClientPage }) {
  const m = useMessages().client.business;
  const isNegative = (account.point ?? 0) < 0;
  const named = account.is_client_total ? m.clientTotal : account.number;
  return (
    <tr>
      <th scope="row" className="ledger-id" data-copy={named}>
        {account.is_client_total ? (
          <span title={m.clientTotalMeaning}>{m.clientTotal}</span>
        ) : (
          <MaskedNumber
            masked={account.number}
            reveal={
              page.settings.mask_account_numbers ? revealOf("account", account.id) : undefined
            }
          />
        )}
      </th>
      <td className="is-name">
        <Foreign text={account.product?.label ?? MISSING} />
      </td>
      <td>{account.currency}</td>
      <td className={isNegative ? "num is-negative" : "num"}>{wanOrMissing(account.point)}</td>
      <Moved comparison={account.previous_month} />
      <Moved comparison={account.year_start} />
      <td className="num">{wanOrMissing(account.month_average)}</td>
      <td className="num">{wanOrMissing(account.year_average)}</td>
      <td data-copy={account.as_of}>
        <AsOf day={account.as_of} today={page.as_of} isStale={account.is_stale} />
      </td>
    </tr>
  );
}

/** The amount moved, in the colour of its direction; the percentage is in the title. */
function Moved({ comparison }: { comparison: Comparison | null | undefined }) {
  const words = useMessages().figure.movement;
  if (!comparison) return <td className="num">{MISSING}</td>;
  return (
    <td className="num" title={change(comparison, words).text}>
      <ChangeText change={changeWan(comparison.change)} />
    </td>
  );
}
