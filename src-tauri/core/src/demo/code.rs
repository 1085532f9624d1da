//! Credit codes for firms that do not exist (docs/domain.md §2.1).

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// `91` (enterprise), district 000000, organisation `DEM…`, both check characters right.
pub(super) fn fictional(number: u32) -> String {
    let organisation = format!("DEM{number:05}");
    let body = format!(
        "91000000{organisation}{}",
        organisation_check(&organisation)
    );
    let check = credit_check(&body);
    format!("{body}{check}")
}

/// GB 11714: `11 − Σ mod 11`, 10 as X, 11 as 0.
fn organisation_check(organisation: &str) -> char {
    let weighted = (organisation.chars().zip([3, 7, 9, 10, 5, 8, 4, 2]))
        .map(|(c, weight)| c.to_digit(36).unwrap_or_default() * weight);
    match 11 - weighted.sum::<u32>() % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// GB 32100: `(31 − Σ value·3^(i−1) mod 31) mod 31`.
fn credit_check(body: &str) -> char {
    let (sum, _) = body.bytes().fold((0, 1), |(sum, weight), byte| {
        let value = ALPHABET.iter().position(|&c| c == byte).unwrap_or_default();
        (sum + value * weight, weight * 3 % 31)
    });
    char::from(ALPHABET[(31 - sum % 31) % 31])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_vectors() {
        assert_eq!(fictional(1), "91000000DEM000014K");
        assert_eq!(fictional(2), "91000000DEM000022E");
        assert_eq!(fictional(3), "91000000DEM0000309");
        for (organisation, check) in [("19220382", '1'), ("71526726", 'X'), ("10000396", '2')] {
            assert_eq!(organisation_check(organisation), check);
        }
        for code in [
            "914403001922038216",
            "9152000071430580XT",
            "91100000100003962T",
        ] {
            assert!(code.ends_with(credit_check(&code[..17])), "{code}");
        }
    }
}
