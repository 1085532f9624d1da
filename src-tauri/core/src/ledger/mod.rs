//! The ledger: accounts with their balances, loans and off-balance items.

pub mod quanta;
