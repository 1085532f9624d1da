import { wan } from "../../../components/money";
import { Panel } from "../../../components/Panel";
import type { ClientPage, MaturityBucket } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";

/** What is past, what falls due within 7, 30 and 90 days, and what later. */
export function MaturityBuckets({ page }: { page: ClientPage }) {
  const m = useMessages().client.business;
  const { maturities } = page.metrics.loans;
  if (page.metrics.items.length === 0) {
    return (
      <Panel title={m.buckets} area="buckets">
        <p className="panel-none">{m.noLoans}</p>
      </Panel>
    );
  }
  const largest = Math.max(...maturities.map((bucket) => bucket.balance));
  return (
    <Panel title={m.buckets} hint={m.unit} area="buckets">
      <table className="buckets">
        <thead className="visually-hidden">
          <tr>
            <th>{m.col.days}</th>
            <th>{m.col.share}</th>
            <th>{m.col.balance}</th>
          </tr>
        </thead>
        <tbody>
          {maturities.map((bucket, index) => (
            <Bucket
              key={bucket.within_days ?? "later"}
              bucket={bucket}
              before={maturities[index - 1]}
              largest={largest}
            />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Bucket(props: {
  bucket: MaturityBucket;
  before: MaturityBucket | undefined;
  largest: number;
}) {
  const messages = useMessages();
  const m = messages.client.business;
  const { bucket, before, largest } = props;
  const within = bucket.within_days;
  const from = (before?.within_days ?? -1) + 1;
  const label =
    within === null
      ? m.bucketLater(before?.within_days ?? 0)
      : within < 0
        ? m.bucketPast
        : m.bucketWithin(from === 0 ? 0 : from, within);
  const isEmpty = bucket.items.length === 0;
  const isPast = within !== null && within < 0 && !isEmpty;
  return (
    <tr className={isPast ? "is-past" : undefined}>
      <th scope="row">{label}</th>
      <td className="bucket-count">{messages.client.figures.items(bucket.items.length)}</td>
      <td className="bucket-amount">
        <span className="num">{isEmpty ? messages.common.missing : wan(bucket.balance)}</span>
        <i
          aria-hidden
          style={{ width: `${largest > 0 ? (bucket.balance / largest) * 100 : 0}%` }}
        />
      </td>
    </tr>
  );
}
