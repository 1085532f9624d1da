//! The only place of the window that reads the clock: the core takes time as an argument.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use jingwei_core::day::Day;

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the window's clock is read"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Today where the user sits.
pub fn today() -> Day {
    Day::from(now().to_zoned_datetime(TimeZone::system()).date())
}
