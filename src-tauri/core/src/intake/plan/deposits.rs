//! Planning deposit balances: one fact for an account and a day.

use super::Known;
use super::by_client::Claims;
use super::known::KnownDeposit;
use super::ledger::{Beside, LedgerRow, any_negative};
use super::{DepositWrite, Target, Was, amount_changes, amount_taken};
use crate::day::Day;
use crate::ids::{AccountKey, ClientKey};
use crate::intake::record::{ClientRef, DepositAmounts, DepositRecord};
use crate::ledger::client_total;
use crate::money::Amount;

impl LedgerRow for DepositRecord {
    type Key = AccountKey;
    type Fact = KnownDeposit;
    type Write = DepositWrite;

    fn client(&self) -> &ClientRef {
        &self.client
    }

    fn key(&self) -> (&str, &str) {
        (&self.account, &self.currency)
    }

    fn as_of(&self) -> Day {
        self.as_of
    }

    fn balance(&self) -> Option<Amount> {
        self.amounts.point
    }

    fn is_negative(&self) -> bool {
        any_negative(&self.amounts.all())
    }

    fn said_twice(&self) -> &'static str {
        match client_total::is_one(&self.account) {
            true => "同一客户、产品、币种和日期的汇总，但金额不同",
            false => "同一账户同一日期，但金额不同",
        }
    }

    fn counts_again(
        &self,
        client: ClientKey,
        row: u32,
        known: &Known,
        claims: &mut Claims,
    ) -> Option<String> {
        known.told.refusal(self, client, row, claims)
    }

    fn repeats(&self, earlier: &Self) -> bool {
        self.amounts == earlier.amounts
    }

    fn beside(self, stands: &KnownDeposit) -> Beside<Self> {
        let is_renamed =
            self.product.is_some() && stands.product.is_some() && self.product != stands.product;
        let is_changed = is_renamed || self.amounts.changes(&stands.amounts);
        let amounts = self.amounts.merged(&stands.amounts);
        let was = is_changed.then(|| Was::Deposit {
            product: stands.product.clone(),
            amounts: stands.amounts,
        });
        let write = (is_changed || amounts != stands.amounts).then(|| DepositRecord {
            product: self.product.or_else(|| stands.product.clone()),
            amounts,
            ..self
        });
        Beside { was, write }
    }

    fn write(self, row: u32, account: Target<AccountKey>) -> DepositWrite {
        DepositWrite {
            row,
            account,
            as_of: self.as_of,
            product: self.product,
            amounts: self.amounts,
        }
    }
}

impl DepositAmounts {
    pub(crate) fn all(&self) -> [Option<Amount>; 5] {
        [
            self.point,
            self.month_start,
            self.year_start,
            self.month_average,
            self.year_average,
        ]
    }

    fn changes(&self, stored: &DepositAmounts) -> bool {
        self.all()
            .into_iter()
            .zip(stored.all())
            .any(|(file, stored)| amount_changes(file, stored))
    }

    fn merged(&self, stored: &DepositAmounts) -> DepositAmounts {
        DepositAmounts {
            point: amount_taken(self.point, stored.point),
            month_start: amount_taken(self.month_start, stored.month_start),
            year_start: amount_taken(self.year_start, stored.year_start),
            month_average: amount_taken(self.month_average, stored.month_average),
            year_average: amount_taken(self.year_average, stored.year_average),
        }
    }
}
