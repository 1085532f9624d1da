//! The hour a visit begins.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Minutes after midnight, `09:30` in text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, specta::Type)]
#[sqlx(transparent)]
#[specta(transparent)]
pub struct TimeOfDay(#[specta(type = String)] i32);

impl TimeOfDay {
    /// `None` where a day has no such minute.
    pub fn new(hour: i32, minute: i32) -> Option<Self> {
        ((0..24).contains(&hour) && (0..60).contains(&minute))
            .then_some(TimeOfDay(hour * 60 + minute))
    }
}

impl FromStr for TimeOfDay {
    type Err = String;

    /// `9:30` and `09:30`; the colon may be the full-width one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
            (lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i32>().ok())
                .flatten()
        };
        text.trim()
            .split_once([':', '：'])
            .and_then(|(hour, minute)| TimeOfDay::new(digits(hour, 1..=2)?, digits(minute, 2..=2)?))
            .ok_or_else(|| "时间要写成 09:30 这样的 24 小时制".into())
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_type_them() {
        let read = |text: &str| text.parse::<TimeOfDay>().map(|time| time.to_string());
        assert_eq!(read("09:30").unwrap(), "09:30");
        assert_eq!(read(" 9：05 ").unwrap(), "09:05");
        assert_eq!(read("23:59").unwrap(), "23:59");
        for wrong in ["24:00", "9:60", "930", "9:5", "-1:30", "+9:30", "９:30", ""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
