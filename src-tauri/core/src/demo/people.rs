//! Names of people who do not exist.

use super::spec::Spec;

const SURNAMES: [&str; 47] = [
    "沈", "顾", "叶", "陆", "周", "许", "江", "温", "林", "程", "苏", "谢", "韩", "唐", "傅", "孟",
    "秦", "白", "方", "裴", "宋", "梁", "贺", "言", "崔", "曾", "单", "仇", "解", "欧阳", "余",
    "杜", "石", "乔", "聂", "骆", "俞", "姚", "段", "祝", "简", "阮", "龚", "柏", "夏", "章",
    "闻人",
];

const GIVEN: [&str; 100] = [
    "知远", "砚清", "书言", "闻道", "予安", "明漪", "云起", "望舒", "怀瑾", "若虚", "景行", "思齐",
    "致远", "见山", "听澜", "枕书", "行简", "以宁", "修竹", "静姝", "清和", "长歌", "月白", "星河",
    "南乔", "北辰", "东篱", "西洲", "晚舟", "疏影", "横波", "归鸿", "落笔", "执中", "守拙", "抱朴",
    "含章", "履冰", "克勤", "惟一", "慎之", "允文", "伯衡", "仲平", "季明", "叔宁", "幼清", "少岚",
    "子衿", "青禾", "采薇", "蒹葭", "鹿鸣", "维桢", "维岳", "维翰", "嘉树", "嘉言", "嘉禾", "乐之",
    "乐山", "敏行", "敏求", "学而", "时习", "有朋", "不器", "弘毅", "任重", "道远", "博文", "约礼",
    "如切", "如磋", "其琛", "其臻", "元亨", "利贞", "鸣谦", "观颐", "咸临", "恒之", "晋之", "明夷",
    "家和", "睿思", "睿达", "承志", "承泽", "承宇", "启明", "启航", "启元", "立德", "立言", "立行",
    "国桢", "国梁", "海晏", "河清",
];

/// One for each post; a client without posts still has a legal representative.
pub(super) fn names(number: u32, spec: &Spec) -> Vec<String> {
    let first = number as usize * 8;
    (0..spec.posts.len().max(1))
        .map(|nth| match spec.named.get(nth) {
            Some(name) => (*name).to_owned(),
            None => invented(first + nth),
        })
        .collect()
}

/// Differs for all numbers below 4,700.
fn invented(number: usize) -> String {
    let surname = SURNAMES[(number * 11 + number / GIVEN.len()) % SURNAMES.len()];
    // A stride, so that neighbours in the list do not sit in one board.
    format!("{surname}{}", GIVEN[number * 37 % GIVEN.len()])
}
