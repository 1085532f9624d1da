//! What a free text should not hold of a person (docs/domain.md §5.5): numbers of identity cards, mobiles and bank
//! cards, words of health and religion. It only warns; whoever typed it knows better what it is.
//!
//! What was found is told by kind and place and never by itself, so a warning may stand in a log or a file.

mod number;
mod word;

use crate::language::Language;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    IdentityCard,
    Mobile,
    BankCard,
    Health,
    Religion,
}

/// Something that looks like personal information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub kind: Kind,
    /// Its first character, from one.
    pub from: usize,
    /// In characters.
    pub length: usize,
}

/// Everything of the kind in a text, in its order.
pub fn scan(text: &str) -> Vec<Finding> {
    let mut found = number::all(text);
    found.extend(word::all(text));
    found.sort_by_key(|finding| finding.from);
    found
}

/// What to tell whoever typed the text: what stands where, and why it should not. `None` where nothing was found.
pub fn warning(text: &str, language: Language) -> Option<String> {
    let found = scan(text);
    (!found.is_empty()).then(|| said(&found, language))
}

fn said(found: &[Finding], language: Language) -> String {
    let each = found.iter().map(|finding| finding.said(language));
    let each: Vec<String> = each.collect();
    let is_sensitive = found.iter().any(|finding| finding.kind != Kind::Mobile);
    match language {
        Language::Chinese => {
            let why = if is_sensitive {
                "敏感个人信息须有特定目的并取得单独同意（个人信息保护法第二十八、二十九条）"
            } else {
                "个人信息以必要为限（个人信息保护法第六条）"
            };
            format!("{}。{why}，建议删去。", each.join("，"))
        }
        Language::English => {
            let why = if is_sensitive {
                "Sensitive personal information needs a specific purpose and separate consent (PIPL Art. 28–29)"
            } else {
                "Personal information is kept to what is necessary (PIPL Art. 6)"
            };
            format!("{}. {why}; better leave it out.", each.join(", "))
        }
    }
}

impl Finding {
    fn said(self, language: Language) -> String {
        let (from, to) = (self.from, self.from + self.length - 1);
        let name = self.kind.name(language);
        language.pick(
            format!("第 {from}–{to} 字像是{name}"),
            format!("Characters {from}–{to} look like {name}"),
        )
    }
}

impl Kind {
    fn name(self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            Kind::IdentityCard => ("身份证号", "an identity-card number"),
            Kind::Mobile => ("手机号码", "a mobile number"),
            Kind::BankCard => ("银行卡号", "a bank-card number"),
            Kind::Health => ("健康状况", "something about health"),
            Kind::Religion => ("宗教信仰", "something about religion"),
        };
        language.pick(chinese, english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<(Kind, usize, usize)> {
        let found = scan(text).into_iter();
        found.map(|f| (f.kind, f.from, f.length)).collect()
    }

    #[test]
    fn tells_what_stands_where_and_why_and_never_what_it_is() {
        let text = "王总 13800138000，身份证11010519491231002X，近日住院";
        let told = warning(text, Language::Chinese).unwrap();
        assert_eq!(
            told,
            "第 4–14 字像是手机号码，第 19–36 字像是身份证号，第 40–41 字像是健康状况。\
             敏感个人信息须有特定目的并取得单独同意（个人信息保护法第二十八、二十九条），建议删去。"
        );
        let english = warning("call 13800138000", Language::English).unwrap();
        assert!(english.starts_with("Characters 6–16 look like a mobile number. Personal"));
        assert_eq!(
            warning("摸清明年用款，请回款 500 万元", Language::Chinese),
            None
        );
        assert_eq!(warning("", Language::Chinese), None);
    }

    #[test]
    fn words_of_health_and_religion_are_about_persons_and_not_about_trades() {
        assert_eq!(kinds("财务总监怀孕中"), [(Kind::Health, 5, 2)]);
        assert_eq!(kinds("董事长信佛，吃素"), [(Kind::Religion, 4, 2)]);
        for trade in [
            "示例肿瘤医院扩建",
            "糖尿病药物集采中标",
            "手术机器人生产线",
            "心脏病专科中心",
            "佛教协会旁的仓库",
            "残疾人联合会采购",
        ] {
            assert_eq!(kinds(trade), [], "{trade}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_scanned_within_its_bounds(text in any::<String>()) {
            let length = text.chars().count();
            for finding in scan(&text) {
                prop_assert!(finding.length > 0);
                prop_assert!((1..=length + 1 - finding.length).contains(&finding.from));
            }
        }

        /// Digits, letters and what stands between them, where rules on numbers meet each other.
        #[test]
        fn digits_in_any_order_are_scanned(text in "[0-9０-９xX +,.¥元手机a-]{0,80}") {
            let length = text.chars().count();
            for finding in scan(&text) {
                prop_assert!(finding.from + finding.length - 1 <= length);
            }
        }

        #[test]
        fn a_number_is_found_between_any_words_and_never_repeated(
            before in "[\\p{Han}，。 ]{0,20}",
            middle in "[3-9][0-9]{9}",
            after in "[\\p{Han}，。]{0,20}",
        ) {
            let number = format!("1{middle}");
            let (before, after) = (before + "：", String::from("；") + &after);
            let text = format!("{before}{number}{after}");
            let from = before.chars().count() + 1;
            let mobile = Finding { kind: Kind::Mobile, from, length: 11 };
            let found = scan(&text);
            prop_assert!(found.contains(&mobile));
            let told = warning(&text, Language::Chinese).unwrap_or_default();
            for kept_out in [told, format!("{found:?}"), serde_json::to_string(&found).unwrap()] {
                prop_assert!(!kept_out.contains(&number[3..]), "the number is repeated");
            }
        }
    }
}
