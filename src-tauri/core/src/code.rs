//! 统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714): docs/domain.md §2.1.

use unicode_normalization::UnicodeNormalization;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A code of the right length and alphabet; its check characters may still be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnifiedCode(String);

/// Why a text cannot be a code at all: this blocks, a wrong check character only warns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotACode {
    Length(usize),
    Character(char),
}

impl UnifiedCode {
    /// Trims, makes half-width and upper-case, then checks length and alphabet.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let code: String = text
            .nfkc()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_uppercase)
            .collect();
        let length = code.chars().count();
        if length != 18 {
            return Err(NotACode::Length(length));
        }
        match code.chars().find(|c| value(*c).is_none()) {
            Some(wrong) => Err(NotACode::Character(wrong)),
            None => Ok(UnifiedCode(code)),
        }
    }

    /// Authority, type and district (8 characters) and an organisation code body (8), with both check
    /// characters; `None` when they are no such parts.
    pub fn complete(head: &str, organisation: &str) -> Option<Self> {
        let check = organisation_check(organisation.as_bytes())?;
        let body = format!("{head}{organisation}{}", char::from(check));
        let code = Self::parse(&format!("{body}0")).ok()?;
        let last = code.check_wanted().unwrap_or('0');
        Some(UnifiedCode(format!("{body}{last}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    /// The check character that the first 17 ask for, when the 18th is another.
    pub fn check_wanted(&self) -> Option<char> {
        let sum: u32 = self
            .0
            .chars()
            .zip(WEIGHTS)
            .filter_map(|(c, weight)| Some(value(c)? * weight))
            .sum();
        let wanted = char::from(ALPHABET[((31 - sum % 31) % 31) as usize]);
        (!self.0.ends_with(wanted)).then_some(wanted)
    }

    /// Whether characters 9–17 are an organisation code with the right check character.
    pub fn organisation_code_fits(&self) -> bool {
        let organisation = &self.0.as_bytes()[8..17];
        organisation_check(&organisation[..8]) == Some(organisation[8])
    }
}

/// The check character of an 8-character organisation code body; `None` outside `0-9A-Z`.
pub fn organisation_check(body: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (byte, weight) in body.iter().zip(ORGANISATION_WEIGHTS) {
        sum += char::from(*byte).to_digit(36)? * weight;
    }
    Some(match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + digit as u8,
    })
}

fn value(c: char) -> Option<u32> {
    let at = ALPHABET.iter().position(|known| char::from(*known) == c)?;
    u32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vectors() -> serde_json::Value {
        serde_json::from_str(include_str!("../../../docs/vectors.json")).unwrap()
    }

    #[test]
    fn valid_codes_pass_both_checks() {
        let all = vectors();
        let listed = all["valid_uscc"].as_object().unwrap().values();
        let demo = all["demo_uscc"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| &pair[1]);
        for code in listed.chain(demo) {
            let code = UnifiedCode::parse(code.as_str().unwrap()).unwrap();
            assert_eq!(code.check_wanted(), None, "{code:?}");
            assert!(code.organisation_code_fits(), "{code:?}");
        }
    }

    #[test]
    fn invalid_codes_are_blocked_or_name_the_character_wanted() {
        for (code, why) in vectors()["uscc_invalid"].as_object().unwrap() {
            let why = why.as_str().unwrap();
            match UnifiedCode::parse(code) {
                Err(NotACode::Length(length)) => {
                    assert!(why.contains(&length.to_string()), "{code}")
                }
                Err(NotACode::Character(wrong)) => assert!(why.contains(wrong), "{code}"),
                Ok(parsed) => {
                    let wanted = parsed.check_wanted();
                    assert!(
                        wanted.is_some() || !parsed.organisation_code_fits(),
                        "{code}"
                    );
                    if let Some(named) = why
                        .split("want ")
                        .nth(1)
                        .and_then(|rest| rest.chars().next())
                    {
                        assert_eq!(wanted, Some(named), "{code}");
                    }
                }
            }
        }
    }

    #[test]
    fn completes_a_body_with_both_check_characters() {
        for (number, pair) in (1..).zip(vectors()["demo_uscc"].as_array().unwrap()) {
            let code = UnifiedCode::complete("91000000", &format!("DEM{number:05}")).unwrap();
            assert_eq!(code.as_str(), pair[1]);
        }
        assert_eq!(UnifiedCode::complete("9100000", "DEM00001"), None);
        assert_eq!(UnifiedCode::complete("91000000", "示例"), None);
    }

    #[test]
    fn organisation_codes() {
        for code in vectors()["org_code_valid"].as_array().unwrap() {
            let code = code.as_str().unwrap().as_bytes();
            assert_eq!(organisation_check(&code[..8]), Some(code[8]));
        }
    }

    #[test]
    fn full_width_lower_case_and_blanks_are_normalised() {
        let code = UnifiedCode::parse(" ９１００００００dem０００014k ").unwrap();
        assert_eq!(code.as_str(), "91000000DEM000014K");
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            if let Ok(code) = UnifiedCode::parse(&text) {
                let _ = (code.check_wanted(), code.organisation_code_fits());
            }
        }

        #[test]
        fn one_changed_character_is_always_seen(at in 0usize..17, to in 0usize..31) {
            let good = "91000000DEM000014K";
            let mut bytes = good.as_bytes().to_vec();
            let changed = ALPHABET[to];
            prop_assume!(bytes[at] != changed);
            bytes[at] = changed;
            let code = UnifiedCode::parse(std::str::from_utf8(&bytes).unwrap()).unwrap();
            prop_assert!(code.check_wanted().is_some());
        }
    }
}
