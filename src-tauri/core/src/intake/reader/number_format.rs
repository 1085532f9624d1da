//! What a number format does to the size of a number that is shown by it.

/// Whether a format code, as its file writes it, shows numbers smaller than they are: by a comma behind the digits
/// (`#,##0.00,` shows thousands), or by a point that is only drawn (`0!.0000` shows 12345 as 1.2345).
pub(super) fn shrinks(code: &str) -> bool {
    let code = code.replace("&quot;", "\"");
    let marks = marks(&code);
    let is_digit = |mark: &Mark| matches!(mark, Mark::Code('0' | '#' | '?'));
    let last = marks.iter().rposition(is_digit);
    let ends_in_commas = last.is_some_and(|last| marks.get(last + 1) == Some(&Mark::Code(',')));
    let draws_point = marks
        .windows(3)
        .any(|three| is_digit(&three[0]) && three[1] == Mark::Drawn('.') && is_digit(&three[2]));
    ends_in_commas || draws_point
}

#[derive(Debug, PartialEq)]
enum Mark {
    Code(char),
    /// As it stands: quoted, or after `\` or `!`.
    Drawn(char),
}

/// Of the code's first section, that of positive numbers.
fn marks(code: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut chars = code.chars();
    let mut is_quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if is_quoted => marks.push(Mark::Drawn(c)),
            '\\' | '!' => marks.extend(chars.next().map(Mark::Drawn)),
            // A blank as wide as the next character, or the next character to fill with.
            '_' | '*' => drop(chars.next()),
            // Colours, conditions, currencies.
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            ';' => break,
            c => marks.push(Mark::Code(c)),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formats_that_shrink() {
        for code in [
            "0!.0000",
            "0\\.0,",
            "0&quot;.&quot;0,",
            "#,##0.00,",
            "#,##0,,",
            "[红色]0.0,\"千\"",
            "_ * #,##0.00,_ ;_ * -#,##0.00,_ ",
        ] {
            assert!(shrinks(code), "{code}");
        }
        for code in [
            "General",
            "0",
            "#,##0.00",
            "#,##0",
            "0.00%",
            "yyyy-m-d",
            "#,##0.00\"万元,\"",
            "@",
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "0.00;0!.0000",
            "¥#,##0.00;¥-#,##0.00",
        ] {
            assert!(!shrinks(code), "{code}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_code(code in ".{0,40}") {
            shrinks(&code);
        }
    }
}
