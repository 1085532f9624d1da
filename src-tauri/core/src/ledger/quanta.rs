//! Quanta of a row's amounts in one integer: four bits an amount, in column order.

use crate::money::{Amount, Money, Quantum};

const BITS: usize = 4;

pub fn pack<const N: usize>(amounts: [Option<Amount>; N]) -> i64 {
    amounts
        .iter()
        .enumerate()
        .map(|(at, amount)| {
            let quantum = amount.map_or(0, |amount| amount.quantum.exponent());
            i64::from(quantum) << (BITS * at)
        })
        .sum()
}

pub fn unpack<const N: usize>(money: [Option<Money>; N], packed: i64) -> [Option<Amount>; N] {
    let mut at = 0;
    money.map(|money| {
        let quantum = (packed >> (BITS * at)) & 0xf;
        at += 1;
        money.map(|money| Amount {
            money,
            quantum: Quantum::from_exponent(quantum as u8),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn round_trips(quanta in prop::array::uniform5(prop::option::of(0u8..16))) {
            let amounts = quanta.map(|q| q.map(|q| Amount {
                money: Money::from_fen(i64::from(q)),
                quantum: Quantum::from_exponent(q),
            }));
            prop_assert_eq!(unpack(amounts.map(|a| a.map(|a| a.money)), pack(amounts)), amounts);
        }
    }
}
