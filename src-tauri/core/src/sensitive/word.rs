//! Words of health and religion, chosen to speak of persons: a client's trade may be either.

use super::{Finding, Kind};

const WORDS: [(Kind, &[&str]); 2] = [
    (
        Kind::Health,
        &[
            "患病",
            "患有",
            "病历",
            "病假",
            "病史",
            "病危",
            "重病",
            "生病",
            "住院",
            "出院",
            "手术",
            "确诊",
            "癌症",
            "肿瘤",
            "化疗",
            "放疗",
            "糖尿病",
            "高血压",
            "心脏病",
            "抑郁",
            "精神病",
            "乙肝",
            "艾滋",
            "脑梗",
            "中风",
            "怀孕",
            "流产",
            "残疾",
            "体检异常",
            "健康状况",
        ],
    ),
    (
        Kind::Religion,
        &[
            "宗教信仰",
            "信佛",
            "信教",
            "信基督",
            "信道教",
            "信奉",
            "佛教徒",
            "基督徒",
            "基督教徒",
            "教徒",
            "穆斯林",
            "天主教徒",
            "居士",
            "皈依",
            "吃斋",
            "做礼拜",
        ],
    ),
];

/// What follows where a word names a trade, an institution or goods.
const TRADES: [&str; 19] = [
    "医院",
    "药",
    "器械",
    "器具",
    "机器人",
    "耗材",
    "试剂",
    "疫苗",
    "专科",
    "中心",
    "科室",
    "检测",
    "诊断",
    "设备",
    "仪",
    "室",
    "床",
    "用品",
    "人联",
];

pub fn all(text: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (at, (byte, _)) in text.char_indices().enumerate() {
        let rest = &text[byte..];
        let is_past = found.last().is_none_or(|f| at + 1 >= f.from + f.length);
        if let Some((kind, word)) = starting(rest).filter(|_| is_past) {
            found.push(Finding {
                kind,
                from: at + 1,
                length: word.chars().count(),
            });
        }
    }
    found
}

/// The longest word that a text begins with.
fn starting(text: &str) -> Option<(Kind, &'static str)> {
    let known = WORDS
        .iter()
        .flat_map(|(kind, words)| words.iter().map(|word| (*kind, *word)));
    let (kind, word) = known
        .filter(|(_, word)| text.starts_with(word))
        .max_by_key(|(_, word)| word.len())?;
    let after = &text[word.len()..];
    let is_trade = TRADES.iter().any(|trade| after.starts_with(trade));
    (!is_trade).then_some((kind, word))
}
