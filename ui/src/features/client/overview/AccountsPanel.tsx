import { AsOf } from "../../../components/AsOf";
import { ChangeText } from "../../../components/Figure";
import { Foreign } from "../../../components/Foreign";
import { change, wanOrMissing } from "../../../components/money";
import { Panel } from "../../../components/Panel";
import { useMessages } from "../../../locales";
import type { OverviewProps } from "./OverviewTab";

const SHOWN = 6;

/** The largest accounts, each against the month before. */
export function AccountsPanel({ page, onOpen }: OverviewProps) {
  const m = useMessages();
  const t = m.client.accountsPanel;
  const { accounts, deposits } = page.metrics;
  const day = deposits.point.as_of;
  return (
    <Panel
      title={t.title}
      count={accounts.length}
      hint={t.unit}
      area="accounts"
      end={
        <>
          {day && <AsOf day={day} today={page.as_of} isStale={deposits.point.is_stale} />}
          {accounts.length > SHOWN && (
            <button type="button" className="link-button" onClick={() => onOpen("business")}>
              {t.all}
            </button>
          )}
        </>
      }
    >
      {accounts.length === 0 && <p className="panel-none">{t.none}</p>}
      <ul className="account-list">
        {accounts.slice(0, SHOWN).map((account) => (
          <li key={account.id}>
            <Foreign
              className="account-product"
              text={
                account.product?.label ??
                (account.is_client_total ? m.client.business.clientTotal : account.number)
              }
            />
            <span className="account-tail">
              {account.is_client_total
                ? account.product && m.client.business.clientTotal
                : `…${account.number.slice(-4)}`}
            </span>
            <span className="account-change">
              {account.previous_month && (
                <ChangeText change={change(account.previous_month, m.figure.movement)} />
              )}
            </span>
            <span className="num">
              {account.currency !== "CNY" && `${account.currency} `}
              {wanOrMissing(account.point)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
