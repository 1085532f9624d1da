use super::readings::{Readings, spellings};
use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

const NAMES: [&str; 14] = [
    "重庆恒远精工有限公司",
    "示例银行股份有限公司",
    "单县天成食品有限公司",
    "厦门海润贸易有限公司",
    "示例（重庆）ＴＣＬ 电子有限公司",
    "长春中庆会计师事务所（普通合伙）",
    "乐山朝阳重工机械有限公司",
    "成都六安重机股份有限公司",
    "绿源女装有限公司",
    "精工",
    "恒远精工（重庆）有限公司",
    "𠮷田物流有限公司",
    "!!!",
    "广厦3M新材料有限公司",
];

fn entry(key: usize, name: &str) -> SearchEntry<'_> {
    SearchEntry {
        key: ClientKey(key as i64),
        name,
        number: None,
        code: None,
        extra: "",
    }
}

fn index() -> SearchIndex {
    SearchIndex::build(NAMES.iter().enumerate().map(|(key, name)| entry(key, name)))
}

fn names_found(index: &SearchIndex, query: &str) -> Vec<&'static str> {
    let hits = index.search(query, usize::MAX);
    hits.iter().map(|hit| NAMES[hit.key.0 as usize]).collect()
}

fn one(name: &str, number: &str, code: &str, extra: &str) -> SearchIndex {
    SearchIndex::build([SearchEntry {
        key: ClientKey(7),
        name,
        number: Some(number),
        code: Some(code),
        extra,
    }])
}

fn found(index: &SearchIndex, query: &str) -> Option<(Field, Place)> {
    let hit = index.search(query, 1).first().copied()?;
    Some((hit.field, hit.place))
}

#[test]
fn letters_typed_apart_are_initials() {
    let index = index();
    assert_eq!(names_found(&index, "c q h y"), names_found(&index, "cqhy"));
    assert!(!names_found(&index, "c q h y").is_empty());
    assert!(
        names_found(&index, "y c")
            .iter()
            .all(|name| names_found(&index, "yc").contains(name))
    );
}

#[test]
fn chinese_exact_before_prefix_before_inner() {
    let found = names_found(&index(), "精工");
    assert_eq!(
        found,
        ["精工", "重庆恒远精工有限公司", "恒远精工（重庆）有限公司"]
    );
    let found = names_found(&index(), "重庆");
    assert_eq!(found[0], "重庆恒远精工有限公司");
    assert_eq!(found.len(), 3);
}

#[test]
fn heteronyms_by_every_living_reading() {
    let index = index();
    for (query, name) in [
        ("cqhy", NAMES[0]),
        ("zqhy", NAMES[0]),
        ("chongqinghengyuan", NAMES[0]),
        ("zhongqinghengyuan", NAMES[0]),
        ("slyh", NAMES[1]),
        ("shiliyinhang", NAMES[1]),
        ("slyx", NAMES[1]),
        ("shanxian", NAMES[2]),
        ("danxian", NAMES[2]),
        ("xiamen", NAMES[3]),
        ("shamen", NAMES[3]),
        ("kuaijishi", NAMES[5]),
        ("huijishi", NAMES[5]),
        ("ccz", NAMES[5]),
        ("zhangchun", NAMES[5]),
        ("leshanchaoyangzhonggong", NAMES[6]),
        ("yueshanzhaoyangchonggong", NAMES[6]),
        ("chengduluan", NAMES[7]),
        ("lvyuan", NAMES[8]),
        ("lyuyuannv", NAMES[8]),
        ("LÜYUANNÜ", NAMES[8]),
        ("guangsha3m", NAMES[13]),
    ] {
        assert!(names_found(&index, query).contains(&name), "{query}");
    }
}

#[test]
fn the_likely_reading_ranks_first() {
    let names = ["重庆精工", "长青精工", "中庆精工", "曾青精工"];
    let index = SearchIndex::build(names.iter().enumerate().map(|(key, name)| entry(key, name)));
    let order =
        |query: &str| -> Vec<i64> { index.search(query, 9).iter().map(|hit| hit.key.0).collect() };
    assert_eq!(order("cq"), [0, 1, 3]);
    assert_eq!(order("zq"), [2, 3, 0, 1]);
    assert_eq!(order("zhongqing"), [2, 0]);
    assert_eq!(order("zengqing"), [3]);
}

#[test]
fn mixtures_of_characters_syllables_and_initials() {
    let index = index();
    for query in [
        "重庆hy",
        "chongqinghy",
        "cq恒远",
        "重qing恒y精工",
        "hyjinggong",
        "cqhengyuanjg",
    ] {
        assert!(names_found(&index, query).contains(&NAMES[0]), "{query}");
    }
    assert_eq!(names_found(&index, "重庆hy"), [NAMES[0]]);
    assert_eq!(names_found(&index, "cqtcl"), [NAMES[4]]);
}

#[test]
fn width_case_and_punctuation_do_not_matter() {
    let index = index();
    for query in [
        "ＴＣＬ",
        "tcl",
        "Tcl电子",
        "（重庆）tcl",
        "重庆TCL",
        "(重庆)ＴＣＬ",
        "示例·重庆",
    ] {
        assert_eq!(names_found(&index, query), [NAMES[4]], "{query}");
    }
    assert_eq!(names_found(&index, "！！！"), [NAMES[12]]);
    assert_eq!(names_found(&index, "𠮷"), [NAMES[11]]);
}

#[test]
fn every_part_between_blanks_must_be_found() {
    let index = index();
    assert_eq!(names_found(&index, "重庆 精工").len(), 2);
    assert_eq!(names_found(&index, "精工　cq\t有限").len(), 2);
    assert_eq!(names_found(&index, "重庆 银行"), Vec::<&str>::new());
    // What reads on without the blank is the better hit.
    assert_eq!(names_found(&index, "恒远 精工")[0], NAMES[10]);
    assert_eq!(names_found(&index, "cheng du"), [NAMES[7]]);
}

#[test]
fn numbers_and_codes() {
    let index = one("示例精工", "KH-100042", "91000000DEM000014K", "");
    assert_eq!(
        found(&index, "kh100042"),
        Some((Field::Number, Place::Exact))
    );
    assert_eq!(
        found(&index, "ＫＨ１０"),
        Some((Field::Number, Place::Prefix))
    );
    assert_eq!(found(&index, "0042"), Some((Field::Number, Place::Inner)));
    assert_eq!(
        found(&index, "91000000dem000014k"),
        Some((Field::Code, Place::Exact))
    );
    assert_eq!(
        found(&index, "9100 0000 DEM0 0001 4K"),
        Some((Field::Code, Place::Exact))
    );
    assert_eq!(found(&index, "dem"), Some((Field::Code, Place::Inner)));
    assert_eq!(
        found(&index, "100042 91"),
        Some((Field::Number, Place::Inner))
    );
    // Nothing is found across fields.
    for query in ["04291", "4k示例", "k示", "042\091"] {
        assert_eq!(found(&index, query), None, "{query}");
    }
}

#[test]
fn people_and_notes() {
    let index = one(
        "示例精工",
        "",
        "",
        "曾志伟 董事长，单雄\n仇英、查良 v3.0 沈知衡",
    );
    assert_eq!(found(&index, "曾志伟"), Some((Field::Extra, Place::Exact)));
    for query in [
        "zengzhiwei",
        "zzw",
        "shanxiong",
        "sx",
        "qiuying",
        "qy",
        "zhaliang",
        "szh",
    ] {
        assert_eq!(
            found(&index, query),
            Some((Field::Extra, Place::Exact)),
            "{query}"
        );
    }
    assert_eq!(
        found(&index, "cengzhi"),
        Some((Field::Extra, Place::Prefix))
    );
    assert_eq!(found(&index, "知衡"), Some((Field::Extra, Place::Inner)));
    assert_eq!(
        found(&index, "仇英，查良"),
        Some((Field::Extra, Place::Exact))
    );
    assert_eq!(found(&index, "v3.0"), Some((Field::Extra, Place::Exact)));
    assert_eq!(found(&index, "英查"), None);
    assert_eq!(
        found(&index, "示例 沈知衡"),
        Some((Field::Extra, Place::Exact))
    );
    let likely = one("甲", "", "", "单雄").search("shanxiong", 1)[0].rank;
    let unlikely = one("甲", "", "", "单雄").search("danxiong", 1)[0].rank;
    assert!(likely < unlikely);
}

#[test]
fn a_name_comes_before_further_text() {
    let index = SearchIndex::build([
        SearchEntry {
            extra: "重庆",
            ..entry(0, "甲")
        },
        entry(1, "示例重庆分公司"),
    ]);
    let keys: Vec<i64> = index
        .search("重庆", 9)
        .iter()
        .map(|hit| hit.key.0)
        .collect();
    assert_eq!(keys, [1, 0]);
}

#[test]
fn of_equal_hits_the_shorter_name_then_the_lower_key() {
    let names = ["示例重庆有限公司", "示例重庆公司", "范例重庆公司"];
    let index = SearchIndex::build([0, 1, 2].map(|key| entry(key, names[key])));
    let keys: Vec<i64> = index
        .search("重庆", 9)
        .iter()
        .map(|hit| hit.key.0)
        .collect();
    assert_eq!(keys, [1, 2, 0]);
    let keys: Vec<i64> = index
        .search("重庆", 2)
        .iter()
        .map(|hit| hit.key.0)
        .collect();
    assert_eq!(keys, [1, 2]);
}

#[test]
fn nothing_asked_or_nothing_there_finds_nothing() {
    assert!(index().search(" \u{3000}\0", 9).is_empty());
    assert!(index().search("重庆", 0).is_empty());
    assert!(SearchIndex::default().search("重庆", 9).is_empty());
    assert!(SearchIndex::default().search("c", 9).is_empty());
    assert!(SearchIndex::default().search("cq", 9).is_empty());
}

#[test]
fn threads_share_the_work_and_change_nothing() {
    let names: Vec<String> = (0..80_000)
        .map(|n| format!("示例{}{n}", NAMES[n % 12]))
        .collect();
    let mut index = SearchIndex::build(names.iter().enumerate().map(|(k, name)| entry(k, name)));
    for query in ["重庆", "c", "slcq", "公司 s", "79999"] {
        index.threads = 1;
        let alone = index.search(query, usize::MAX);
        assert!(!alone.is_empty(), "{query}");
        for threads in 2..=4 {
            index.threads = threads;
            assert!(
                index.search(query, usize::MAX) == alone,
                "{query} {threads}"
            );
        }
    }
}

#[test]
fn a_name_of_ten_thousand_characters_is_found_by_its_beginning() {
    let name = "示例精工".repeat(2_500);
    let index = SearchIndex::build([entry(0, &name)]);
    assert_eq!(index.search(&name, 1).len(), 1);
    assert_eq!(index.search(&"shilijinggong".repeat(2_500), 1).len(), 1);
}

/// Names as they come: Chinese with heteronyms, Latin, digits, rare characters, signs.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[重庆长春单曾仇乐厦行会都六绿女银区盖石朝车参阿佛率吕]{1,12}",
        "[一-龥]{1,20}",
        "[重长行a-cA-Cａ-ｃ0-9（）() 　·𠮷〇ü]{1,16}",
        any::<String>(),
    ]
}

fn readable(name: &str) -> Vec<char> {
    normal_name(name).chars().collect()
}

proptest! {
    #[test]
    fn never_panics(
        names in vec((any_name(), any_name(), any_name(), any::<String>()), 0..6),
        query in any_name(),
        limit in 0_usize..8,
    ) {
        let index = SearchIndex::build(names.iter().enumerate().map(|(key, (name, number, code, extra))| {
            SearchEntry { number: Some(number), code: Some(code), extra, ..entry(key, name) }
        }));
        prop_assert!(index.search(&query, limit).len() <= limit);
    }

    #[test]
    fn a_name_finds_itself(name in any_name(), others in vec(any_name(), 0..5)) {
        prop_assume!(!readable(&name).is_empty());
        let all = [name.as_str()].into_iter().chain(others.iter().map(String::as_str));
        let index = SearchIndex::build(all.enumerate().map(|(key, name)| entry(key, name)));
        let hits = index.search(&name, usize::MAX);
        let own = hits.iter().find(|hit| hit.key == ClientKey(0));
        prop_assert!(own.is_some());
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
            other => other,
        };
        let wide: String = name.to_ascii_uppercase().chars().map(wide).collect();
        prop_assert_eq!(index.search(&wide, usize::MAX), hits);
    }

    #[test]
    fn a_name_is_found_by_any_of_its_readings(
        name in "[重庆长春单曾仇乐厦行会都六绿女银区盖石朝车参阿佛率吕一-龥a-z0-9]{1,14}",
        picks in vec(0_usize..9, 14),
        initials in vec(any::<bool>(), 14),
    ) {
        let readings = Readings::new();
        let typed: Vec<String> = readable(&name).iter().zip(&picks).map(|(&c, &pick)| {
            let readings = readings.of(c);
            match readings.get(pick % readings.len().max(1)) {
                Some(reading) => spellings(reading)[0].to_owned(),
                None => c.to_string(),
            }
        }).collect();
        let index = SearchIndex::build([entry(0, &name)]);
        let first = |s: &String| s.chars().next().unwrap().to_string();
        let full = typed.concat();
        let short: String = typed.iter().map(first).collect();
        let mixed: String = typed.iter().zip(&initials)
            .map(|(s, &initial)| if initial { first(s) } else { s.clone() })
            .collect();
        for query in [full, short, mixed] {
            prop_assert_eq!(found(&index, &query), Some((Field::Name, Place::Exact)), "{}", query);
        }
    }

    #[test]
    fn a_limit_cuts_the_same_order(names in vec(any_name(), 0..12), limit in 0_usize..12) {
        let index = SearchIndex::build(names.iter().enumerate().map(|(key, name)| entry(key, name)));
        for query in ["c", "重", "c q", "长行"] {
            let all = index.search(query, usize::MAX);
            prop_assert_eq!(&index.search(query, limit)[..], &all[..limit.min(all.len())]);
        }
    }
}
