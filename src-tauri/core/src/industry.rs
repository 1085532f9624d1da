//! Industries: GB/T 4754-2017 sections and divisions (docs/domain.md §2.2), and the divisions that the labels of
//! market portals and banks' lists propose (§9.4).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// 门类
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    pub letter: char,
    pub name: &'static str,
    /// Its first division.
    first: u8,
}

/// 大类, a division: `C35` 专用设备制造业.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Industry(u8);

/// What a label says about the industry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// The label is a division's code or name.
    Exact(Industry),
    /// Best first, never empty; somebody confirms.
    Likely(Vec<Industry>),
    /// 次新股, 综合行业, a blank: says nothing about what the client does.
    Unknown,
}

pub static SECTIONS: [Section; 20] = [
    Section {
        letter: 'A',
        name: "农、林、牧、渔业",
        first: 1,
    },
    Section {
        letter: 'B',
        name: "采矿业",
        first: 6,
    },
    Section {
        letter: 'C',
        name: "制造业",
        first: 13,
    },
    Section {
        letter: 'D',
        name: "电力、热力、燃气及水生产和供应业",
        first: 44,
    },
    Section {
        letter: 'E',
        name: "建筑业",
        first: 47,
    },
    Section {
        letter: 'F',
        name: "批发和零售业",
        first: 51,
    },
    Section {
        letter: 'G',
        name: "交通运输、仓储和邮政业",
        first: 53,
    },
    Section {
        letter: 'H',
        name: "住宿和餐饮业",
        first: 61,
    },
    Section {
        letter: 'I',
        name: "信息传输、软件和信息技术服务业",
        first: 63,
    },
    Section {
        letter: 'J',
        name: "金融业",
        first: 66,
    },
    Section {
        letter: 'K',
        name: "房地产业",
        first: 70,
    },
    Section {
        letter: 'L',
        name: "租赁和商务服务业",
        first: 71,
    },
    Section {
        letter: 'M',
        name: "科学研究和技术服务业",
        first: 73,
    },
    Section {
        letter: 'N',
        name: "水利、环境和公共设施管理业",
        first: 76,
    },
    Section {
        letter: 'O',
        name: "居民服务、修理和其他服务业",
        first: 80,
    },
    Section {
        letter: 'P',
        name: "教育",
        first: 83,
    },
    Section {
        letter: 'Q',
        name: "卫生和社会工作",
        first: 84,
    },
    Section {
        letter: 'R',
        name: "文化、体育和娱乐业",
        first: 86,
    },
    Section {
        letter: 'S',
        name: "公共管理、社会保障和社会组织",
        first: 91,
    },
    Section {
        letter: 'T',
        name: "国际组织",
        first: 97,
    },
];

/// By number from 01.
static DIVISIONS: [&str; 97] = [
    "农业",
    "林业",
    "畜牧业",
    "渔业",
    "农、林、牧、渔专业及辅助性活动",
    "煤炭开采和洗选业",
    "石油和天然气开采业",
    "黑色金属矿采选业",
    "有色金属矿采选业",
    "非金属矿采选业",
    "开采专业及辅助性活动",
    "其他采矿业",
    "农副食品加工业",
    "食品制造业",
    "酒、饮料和精制茶制造业",
    "烟草制品业",
    "纺织业",
    "纺织服装、服饰业",
    "皮革、毛皮、羽毛及其制品和制鞋业",
    "木材加工和木、竹、藤、棕、草制品业",
    "家具制造业",
    "造纸和纸制品业",
    "印刷和记录媒介复制业",
    "文教、工美、体育和娱乐用品制造业",
    "石油、煤炭及其他燃料加工业",
    "化学原料和化学制品制造业",
    "医药制造业",
    "化学纤维制造业",
    "橡胶和塑料制品业",
    "非金属矿物制品业",
    "黑色金属冶炼和压延加工业",
    "有色金属冶炼和压延加工业",
    "金属制品业",
    "通用设备制造业",
    "专用设备制造业",
    "汽车制造业",
    "铁路、船舶、航空航天和其他运输设备制造业",
    "电气机械和器材制造业",
    "计算机、通信和其他电子设备制造业",
    "仪器仪表制造业",
    "其他制造业",
    "废弃资源综合利用业",
    "金属制品、机械和设备修理业",
    "电力、热力生产和供应业",
    "燃气生产和供应业",
    "水的生产和供应业",
    "房屋建筑业",
    "土木工程建筑业",
    "建筑安装业",
    "建筑装饰、装修和其他建筑业",
    "批发业",
    "零售业",
    "铁路运输业",
    "道路运输业",
    "水上运输业",
    "航空运输业",
    "管道运输业",
    "多式联运和运输代理业",
    "装卸搬运和仓储业",
    "邮政业",
    "住宿业",
    "餐饮业",
    "电信、广播电视和卫星传输服务",
    "互联网和相关服务",
    "软件和信息技术服务业",
    "货币金融服务",
    "资本市场服务",
    "保险业",
    "其他金融业",
    "房地产业",
    "租赁业",
    "商务服务业",
    "研究和试验发展",
    "专业技术服务业",
    "科技推广和应用服务业",
    "水利管理业",
    "生态保护和环境治理业",
    "公共设施管理业",
    "土地管理业",
    "居民服务业",
    "机动车、电子产品和日用产品修理业",
    "其他服务业",
    "教育",
    "卫生",
    "社会工作",
    "新闻和出版业",
    "广播、电视、电影和录音制作业",
    "文化艺术业",
    "体育",
    "娱乐业",
    "中国共产党机关",
    "国家机构",
    "人民政协、民主党派",
    "社会保障",
    "群众团体、社会团体和其他成员组织",
    "基层群众自治组织及其他组织",
    "国际组织",
];

/// Labels as portals and banks write them (without 行业), and the divisions they propose.
const LABELS: &str = "\
电子信息 C39 I65 I63 | 电子器件 C39 | 电子元件 C39 | 电子 C39 | 半导体 C39 | 通信设备 C39 | 消费电子 C39
计算机设备 C39 | 软件服务 I65 | 软件 I65 | 信息技术 I65 I64 | 互联网服务 I64 | 互联网 I64 | 通信服务 I63 | 电信 I63 | 游戏 I64 I65
机械 C34 C35 | 机械设备 C34 C35 | 通用设备 C34 | 专用设备 C35 | 工程机械 C35 | 纺织机械 C35 | 模具 C35 | 机床 C34
轴承 C34 | 阀门 C34 | 机器人 C34 C35 | 五金 C33 | 金属制品 C33 | 医疗器械 C35 | 仪器仪表 C40
生物制药 C27 | 医药 C27 F51 | 医药制造 C27 | 化学制药 C27 | 中药 C27 | 生物制品 C27 | 医药商业 F51 F52
化工 C26 C29 | 化学制品 C26 | 农药化肥 C26 | 化肥 C26 | 农药 C26 | 日化 C26 | 涂料 C26 | 化纤 C28
塑料制品 C29 | 塑料 C29 | 橡胶 C29 | 橡胶制品 C29 | 石油 B07 C25 B11 | 石化 C25 C26 | 煤炭 B06 C25
房地产开发 K70 | 地产 K70 | 物业管理 K70 | 物业 K70 | 园区开发 K70 L72
汽车整车 C36 | 汽车零部件 C36 | 汽车配件 C36 | 汽配 C36 | 汽车销售 F52 F51 | 摩托车 C37 | 飞机制造 C37
航空航天 C37 | 船舶制造 C37 | 船舶 C37 G55 | 轨道交通设备 C37 | 铁路设备 C37
商业百货 F52 F51 | 百货 F52 | 商超 F52 | 商贸 F51 F52 | 贸易 F51 | 外贸 F51 | 物资外贸 F51 | 进出口 F51 | 钢贸 F51
建筑建材 C30 E47 E50 | 建材 C30 F51 | 建筑 E47 E48 | 建筑工程 E47 E48 | 工程建设 E48 E47 | 建筑装饰 E50 | 装饰装修 E50
园林 E48 N78 | 水泥 C30 | 玻璃 C30 | 陶瓷 C30 | 家具 C21 | 造纸 C22 | 印刷包装 C23 C22 C29 | 印刷 C23 | 包装 C22 C29 C33
交通运输 G54 G55 G56 G53 G58 | 物流 G58 G59 G54 | 运输 G54 G55 | 航运 G55 | 港口 G55 | 机场 G56 | 航空 G56 C37
公路桥梁 G54 E48 | 高速公路 G54 | 仓储 G59 | 快递 G60 | 供应链 L72 F51 G58
有色金属 C32 B09 | 黄金 B09 C32 | 稀土 B09 C32 | 钢铁 C31 | 冶金 C31 C32
发电设备 C38 C34 | 电力 D44 | 发电 D44 | 热力 D44 | 供热 D44 | 新能源 D44 C38 | 光伏 C38 D44 | 锂电池 C38 | 电池 C38
电器 C38 | 电气设备 C38 | 电线电缆 C38 | 家电 C38 | 家用电器 C38 | 供水供气 D46 D45 | 燃气 D45 | 水务 D46 N77 | 供水 D46
公用事业 D44 D46 D45 N78 | 环保 N77 C35 D46 | 环境治理 N77 | 污水处理 D46 N77 | 再生资源 C42
农林牧渔 A01 A02 A03 A04 A05 | 种植 A01 | 养殖 A03 A04 | 饲料 C13 | 农产品加工 C13 | 食品 C14 C13 | 食品加工 C13 C14
食品饮料 C14 C15 | 饮料 C15 | 乳制品 C14 | 酿酒 C15 | 白酒 C15 | 烟草 C16 F51
服装鞋类 C18 C19 | 服装 C18 | 纺织服装 C17 C18 | 鞋类 C19 | 皮革 C19 | 木材 C20 | 玩具 C24 | 珠宝 C24 F52 | 文具 C24
金融 J66 J67 J68 J69 | 银行 J66 | 证券 J67 | 基金 J67 | 信托 J69 | 融资租赁 L71 J66 | 担保 J69 | 小额贷款 J66 | 典当 J66
酒店旅游 H61 N78 L72 | 酒店 H61 | 旅游 L72 N78 | 文旅 N78 R88 L72
传媒娱乐 R87 R86 R90 I64 | 传媒 R86 R87 L72 | 影视 R87 | 出版 R86 | 广告 L72 | 会展 L72 | 咨询 L72 | 会计 L72 | 法律 L72
人力资源 L72 | 投资 L72 | 城投 L72 E48 K70 | 检测 M74 | 勘察设计 M74 | 研发 M73 | 教育培训 P83 | 培训 P83 | 学校 P83
医院 Q84 | 医疗服务 Q84 | 养老 Q85 | 家政 O80 | 政府 S92 | 机关 S92";

/// The division a label means or may mean; case, width, punctuation and a final 行业 do not matter.
pub fn propose(label: &str) -> Proposal {
    let label = normalised(label);
    if let Ok(industry) = label.parse() {
        return Proposal::Exact(industry);
    }
    let stem = without_suffix(&label);
    let named = |name: &str| {
        let name = normalised(name);
        name == label || name.strip_suffix('业') == Some(stem)
    };
    if let Some(industry) = Industry::all().find(|industry| named(industry.name())) {
        return Proposal::Exact(industry);
    }
    if let Some(likely) = likely_by_label(stem) {
        return Proposal::Likely(likely);
    }
    match SECTIONS.iter().find(|section| named(section.name)) {
        Some(section) => Proposal::Likely(section.divisions().collect()),
        None => Proposal::Unknown,
    }
}

fn likely_by_label(stem: &str) -> Option<Vec<Industry>> {
    labels().find_map(|(label, likely)| (label == stem).then_some(likely))
}

/// The built-in labels, each with the divisions it proposes, best first.
pub fn labels() -> impl Iterator<Item = (&'static str, Vec<Industry>)> {
    LABELS.split(['|', '\n']).filter_map(|line| {
        let mut parts = line.split_whitespace();
        let label = parts.next()?;
        Some((label, parts.filter_map(|code| code.parse().ok()).collect()))
    })
}

/// A label as [`propose`] compares it: 机械行业 and 机械 are one.
pub fn stem(label: &str) -> String {
    without_suffix(&normalised(label)).to_owned()
}

fn without_suffix(label: &str) -> &str {
    label.strip_suffix("行业").unwrap_or(label)
}

fn normalised(label: &str) -> String {
    (label.nfkc())
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

impl Section {
    pub fn divisions(&self) -> impl Iterator<Item = Industry> {
        let letter = self.letter;
        Industry::all().filter(move |industry| industry.section().letter == letter)
    }
}

impl Industry {
    /// All 97, by number.
    pub fn all() -> impl Iterator<Item = Industry> {
        (1..=DIVISIONS.len() as u8).map(Industry)
    }

    pub fn name(self) -> &'static str {
        DIVISIONS[usize::from(self.0) - 1]
    }

    pub fn section(self) -> &'static Section {
        let after = SECTIONS.partition_point(|section| section.first <= self.0);
        &SECTIONS[after - 1]
    }
}

/// The code, `C35`.
impl fmt::Display for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:02}", self.section().letter, self.0)
    }
}

/// The text is no code of GB/T 4754-2017.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("行业代码应写作 C35（门类字母和两位大类）")]
pub struct InvalidIndustry;

impl FromStr for Industry {
    type Err = InvalidIndustry;

    /// `C35`, `35`, or finer codes of the same division: `C3516`, `351`. A letter that does not fit is refused.
    fn from_str(text: &str) -> Result<Self, InvalidIndustry> {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let letter = &text[..text.len() - digits.len()];
        let numeric = digits.bytes().all(|byte| byte.is_ascii_digit());
        if letter.len() > 1 || !numeric || !(2..=4).contains(&digits.len()) {
            return Err(InvalidIndustry);
        }
        let number: u8 = digits[..2].parse().map_err(|_| InvalidIndustry)?;
        let industry = Industry::all().find(|industry| industry.0 == number);
        industry
            .filter(|industry| letter.is_empty() || letter.starts_with(industry.section().letter))
            .ok_or(InvalidIndustry)
    }
}

impl Serialize for Industry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Industry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(label: &str) -> Vec<String> {
        match propose(label) {
            Proposal::Exact(industry) => vec![format!("={industry}")],
            Proposal::Likely(likely) => likely.iter().map(Industry::to_string).collect(),
            Proposal::Unknown => Vec::new(),
        }
    }

    #[test]
    fn the_edition_of_2017() {
        assert_eq!(SECTIONS.len(), 20);
        assert_eq!(Industry::all().count(), 97);
        let by_section: usize = SECTIONS.iter().map(|s| s.divisions().count()).sum();
        assert_eq!(by_section, 97);
        let name = |code: &str| code.parse::<Industry>().unwrap().name();
        assert_eq!(name("N79"), "土地管理业");
        assert_eq!(name("G58"), "多式联运和运输代理业");
        assert_eq!(name("G59"), "装卸搬运和仓储业");
        assert_eq!(name("A01"), "农业");
        assert_eq!(name("T97"), "国际组织");
        assert_eq!("35".parse::<Industry>().unwrap().section().name, "制造业");
    }

    #[test]
    fn codes_and_division_names_are_exact() {
        for industry in Industry::all() {
            assert_eq!(propose(&industry.to_string()), Proposal::Exact(industry));
            assert_eq!(propose(industry.name()), Proposal::Exact(industry));
            let json = serde_json::to_string(&industry).unwrap();
            assert_eq!(serde_json::from_str::<Industry>(&json).unwrap(), industry);
        }
        for label in ["ｃ３５", "C3516", "35", "专用设备 制造业", "专用设备制造"] {
            assert_eq!(codes(label), ["=C35"], "{label}");
        }
        assert_eq!(codes("计算机,通信和其他电子设备制造业"), ["=C39"]);
        assert_eq!(codes("纺织行业"), ["=C17"]);
        assert_eq!(codes("房地产"), ["=K70"]);
        assert_eq!(codes("汽车制造"), ["=C36"]);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "", "C", "D35", "00", "98", "C1", "35516", "CC35", "３５", "甲35",
        ] {
            assert_eq!(text.parse::<Industry>(), Err(InvalidIndustry), "{text}");
        }
    }

    #[test]
    fn portal_labels_propose() {
        assert_eq!(codes("机械行业"), ["C34", "C35"]);
        assert_eq!(codes("电子信息"), ["C39", "I65", "I63"]);
        assert_eq!(codes(" 酿酒行业　"), ["C15"]);
        assert_eq!(codes("农林牧渔"), ["A01", "A02", "A03", "A04", "A05"]);
        assert_eq!(codes("金融业"), ["J66", "J67", "J68", "J69"]);
        assert_eq!(codes("制造业").len(), 31);
    }

    #[test]
    fn labels_that_say_nothing_are_unknown() {
        for label in ["次新股", "开发区", "其它行业", "综合行业", "行业", "", "　"]
        {
            assert_eq!(propose(label), Proposal::Unknown, "{label}");
        }
    }

    #[test]
    fn the_table_holds_valid_codes_and_each_label_once() {
        let mut labels = Vec::new();
        for line in LABELS.split(['|', '\n']) {
            let mut parts = line.split_whitespace();
            labels.push(parts.next().unwrap());
            let codes: Vec<&str> = parts.collect();
            assert!(!codes.is_empty(), "{line}");
            assert!(
                codes.iter().all(|code| code.parse::<Industry>().is_ok()),
                "{line}"
            );
        }
        let all = labels.len();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), all);
    }
}
