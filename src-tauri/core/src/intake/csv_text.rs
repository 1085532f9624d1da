//! Texts in a CSV that Excel would take for formulas: written with an apostrophe before them, read without.

use std::borrow::Cow;

/// What Excel computes from, also behind a tab or a line break.
fn begins_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text field as it is written. One that is already an apostrophe before a formula gets another, so that
/// [`read`] gives back what was written, whatever it was.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if begins_a_formula(text.trim_start_matches('\'')) {
        return format!("'{text}").into();
    }
    text.into()
}

/// A field as it is meant.
pub(super) fn read(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if begins_a_formula(rest.trim_start_matches('\'')) => rest,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_nothing_else() {
        assert_eq!(guarded("=cmd|' /c calc'!A1"), "'=cmd|' /c calc'!A1");
        assert_eq!(guarded("-"), "'-");
        assert_eq!(guarded("示例公司"), "示例公司");
        assert_eq!(guarded("'引号'公司"), "'引号'公司");
        assert_eq!(read("'00123"), "'00123", "an apostrophe of its own stays");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "['=+@\t\r\\-a-z示]{0,6}") {
            let written = guarded(&text);
            prop_assert_eq!(read(&written), &text);
            prop_assert!(!begins_a_formula(&written));
        }
    }
}
