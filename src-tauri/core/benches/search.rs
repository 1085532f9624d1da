//! Search over 100,000 synthetic clients beside the naive way in the same run (`cargo bench --bench search`).
//! A table of 95th percentiles is printed first: the budget is 10 ms for every kind of query.

use divan::{Bencher, black_box};
use jingwei_core::ids::ClientKey;
use jingwei_core::search::{SearchEntry, SearchIndex};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const CLIENTS: usize = 100_000;

/// Kind and examples; the percentile goes over all examples of a kind.
const QUERIES: [(&str, &[&str]); 13] = [
    ("one character", &["庆", "银", "𠮷", "公", "长"]),
    ("two characters", &["重庆", "银行", "精工", "公司", "曾氏"]),
    (
        "many characters",
        &["精密仪器有限公司", "重庆恒远", "新材料股份"],
    ),
    ("one letter", &["c", "y", "g", "v"]),
    ("initials", &["cq", "yh", "cqhy", "yxgs", "zq"]),
    (
        "pinyin",
        &["chongqing", "zhongqing", "yinhang", "youxiangongsi", "zeng"],
    ),
    ("mixture", &["重庆hengyuan", "cq精工", "chongqinghy", "恒y"]),
    (
        "several parts",
        &["重庆 精工", "cq jg", "公司 有限", "恒远 zeng"],
    ),
    // Each part in nearly every client: the worst there is.
    ("single letters", &["y g 0"]),
    ("number", &["KH100042", "1000", "KH", "99999"]),
    ("code", &["91000000DEM", "DEM0099", "9", "M00100"]),
    ("full-width", &["ＫＨ１０００４２", "（重庆）", "ＣＱ"]),
    (
        "miss",
        &["不存在", "qqvvqq", "KH999999X", "囍", "zhuangqiongx"],
    ),
];

struct Client {
    name: String,
    number: String,
    code: String,
    extra: String,
}

static CLIENT_LIST: LazyLock<Vec<Client>> = LazyLock::new(clients);
static INDEX: LazyLock<SearchIndex> = LazyLock::new(|| build(&CLIENT_LIST));

fn main() {
    if !std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        print_percentiles();
    }
    divan::main();
}

/// A splitmix64 stream: the same clients in every run.
struct Stream(u64);

impl Stream {
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        from[((mixed ^ (mixed >> 31)) % from.len() as u64) as usize]
    }

    fn join(&mut self, parts: &[&[&str]]) -> String {
        parts.iter().map(|part| self.pick(part)).collect()
    }
}

fn clients() -> Vec<Client> {
    const PLACES: &[&str] = &[
        "重庆",
        "长春",
        "厦门",
        "成都",
        "北京",
        "上海",
        "浙江",
        "江苏",
        "广东深圳",
        "六安",
        "乐山",
        "朝阳区",
        "单县",
        "内蒙古",
        "新疆",
        "石家庄",
        "（集团）",
        "",
    ];
    const FIRST: &[&str] = &[
        "恒", "远", "华", "瑞", "鑫", "德", "宏", "盛", "嘉", "泰", "金", "银", "长", "重", "朝",
        "曾", "中", "天", "海", "东", "南", "西", "北", "新", "国", "民", "安", "康", "永", "正",
        "信", "诚", "博", "宇", "星", "辰", "云", "龙", "凤", "𠮷", "乐", "行", "会", "和",
    ];
    const SECOND: &[&str] = &[
        "远", "达", "通", "源", "丰", "利", "隆", "兴", "旺", "美", "科", "创", "智", "联", "合",
        "邦", "力", "能", "润", "泽", "晟", "翔", "腾", "飞", "跃", "升", "捷", "锐", "航", "宝",
        "氏", "TCL",
    ];
    const TRADE: &[&str] = &[
        "精工",
        "精密仪器",
        "新材料",
        "供应链管理",
        "电子信息",
        "生物医药",
        "重型机械",
        "银行设备",
        "房地产开发",
        "农产品加工",
        "汽车零部件",
        "环保科技",
        "建筑装饰工程",
        "食品饮料",
        "国际贸易",
        "会计师事务所",
    ];
    const FORM: &[&str] = &[
        "有限公司",
        "股份有限公司",
        "有限责任公司",
        "集团有限公司",
        "合伙企业（有限合伙）",
    ];
    const GIVEN: &[&str] = &[
        "知衡", "砚秋", "书宁", "闻笙", "伟", "建国", "晓东", "雨桐", "子墨", "文博",
    ];
    const SURNAMES: &[&str] = &[
        "沈", "顾", "叶", "陆", "曾", "单", "仇", "查", "欧阳", "王", "李", "张",
    ];
    let mut stream = Stream(20_261_031);
    (0..CLIENTS)
        .map(|n| Client {
            name: stream.join(&[PLACES, FIRST, SECOND, FIRST, TRADE, FORM]),
            number: format!("KH{}", 100_000 + n),
            code: format!("91000000DEM{:06}{}", n, stream.pick(&["K", "E", "9", "X"])),
            extra: (0..4)
                .map(|_| stream.join(&[SURNAMES, GIVEN, &[" "]]))
                .collect(),
        })
        .collect()
}

fn build(clients: &[Client]) -> SearchIndex {
    SearchIndex::build(clients.iter().enumerate().map(|(n, client)| SearchEntry {
        key: ClientKey(n as i64),
        name: &client.name,
        number: Some(&client.number),
        code: Some(&client.code),
        extra: &client.extra,
    }))
}

/// What a list page would do without an index; finds Chinese only, ranks nothing.
fn naive(clients: &[Client], query: &str) -> usize {
    clients
        .iter()
        .filter(|client| client.name.contains(query))
        .count()
}

fn print_percentiles() {
    let clients = LazyLock::force(&CLIENT_LIST);
    let start = Instant::now();
    let index = build(clients);
    let took = start.elapsed();
    println!("load {took:.1?}, {:.1} MB", index.bytes() as f64 / 1e6);
    println!(
        "{:<16} {:>9} {:>9} {:>9}   naive p95",
        "kind", "p50", "p95", "max"
    );
    for (kind, queries) in QUERIES {
        let mut times = time(queries, |query| index.search(query, 50).len());
        let mut naive_times = time(queries, |query| naive(clients, query));
        println!(
            "{kind:<16} {:>9.2?} {:>9.2?} {:>9.2?}   {:.2?}",
            percentile(&mut times, 50),
            percentile(&mut times, 95),
            percentile(&mut times, 100),
            percentile(&mut naive_times, 95),
        );
    }
}

fn time(queries: &[&str], run: impl Fn(&str) -> usize) -> Vec<Duration> {
    (0..40)
        .flat_map(|_| queries)
        .map(|query| {
            let start = Instant::now();
            black_box(run(black_box(query)));
            start.elapsed()
        })
        .collect()
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent).div_ceil(100).saturating_sub(1)]
}

#[divan::bench(sample_count = 10)]
fn load() -> SearchIndex {
    build(&CLIENT_LIST)
}

#[divan::bench(args = QUERIES.map(|(kind, _)| kind))]
fn search(bencher: Bencher, kind: &str) {
    let queries = queries_of(kind);
    let index = LazyLock::force(&INDEX);
    let mut next = queries.iter().cycle();
    bencher
        .with_inputs(|| *next.next().expect("a cycle never ends"))
        .bench_local_values(|query| index.search(query, 50));
}

#[divan::bench(args = ["one character", "two characters", "miss"])]
fn naive_contains(bencher: Bencher, kind: &str) {
    let queries = queries_of(kind);
    let clients = LazyLock::force(&CLIENT_LIST);
    let mut next = queries.iter().cycle();
    bencher
        .with_inputs(|| *next.next().expect("a cycle never ends"))
        .bench_local_values(|query| naive(clients, query));
}

fn queries_of(kind: &str) -> &'static [&'static str] {
    QUERIES
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or(&[], |(_, queries)| queries)
}
