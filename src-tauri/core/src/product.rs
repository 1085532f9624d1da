//! Product catalogue.
pub struct Product {
    pub code: &'static str,
    pub off_balance: bool,
}
#[derive(Clone, Copy)]
pub enum Ledger {
    Deposits,
    Loans,
}
pub fn resolve(_label: &str, _ledger: Ledger) -> Option<&'static Product> {
    None
}
pub fn by_code(_code: &str) -> Option<&'static Product> {
    None
}
pub struct Family {
    pub letter: char,
    pub name: &'static str,
}
pub fn families() -> &'static [Family] {
    &[]
}
