import type { ClientPage } from "../../../ipc/bindings";
import { AccountTables } from "./AccountTables";
import { DepositChart } from "./DepositChart";
import { LoanTable } from "./LoanTable";
import { MaturityBuckets } from "./MaturityBuckets";
import "./business.css";

/** What the client does with the bank: deposits over two years, what falls due, each account, each loan. */
export function BusinessTab({ page }: { page: ClientPage }) {
  return (
    <div className="business">
      <DepositChart page={page} />
      <MaturityBuckets page={page} />
      <AccountTables page={page} />
      <LoanTable page={page} />
    </div>
  );
}
