//! A fictional visit pack that shows every kind of block.

use jingwei_report::document::{
    AsOf, Attitude, Bar, BarChart, Basis, BasisValue, Block, Change, CheckItem, Checklist,
    ChipLook, Classification, Column, Direction, Document, Facts, Figure, FigureValue, Heading,
    Highlight, Ink, LineChart, List, Meta, People, PersonCard, PersonRole, Reliability, Row,
    RowKind, Series, SeriesRole, Severity, ShareOwner, SharePart, ShareRow, Shares, Step, StepKind,
    Table, TableColumn, Text, Threshold, TitleBand, Verdict, VerdictLabel, Waterfall, Writing,
};

/// The whole sample.
#[must_use]
pub fn sample() -> Document {
    let mut blocks = one_page();
    blocks.extend(people());
    blocks.extend(business());
    blocks.extend(since_last_visit());
    blocks.extend(contribution());
    blocks.extend(risk());
    blocks.extend(agenda());
    Document {
        meta: meta(),
        blocks,
    }
}

fn meta() -> Meta {
    Meta {
        title: "客户拜访资料包".into(),
        subject: "示例精工股份有限公司".into(),
        client: "示例精工股份有限公司".into(),
        author: "林叙白".into(),
        head_left: "客户拜访资料包 · 2026-11-24".into(),
        head_right: "江海银行 · 公司金融部".into(),
        classification: Classification::Internal,
        footer: "版本 3 · 规则集 2026.3 · 7c1e·90ab".into(),
        watermark: Some("内部资料　林叙白　2026-11-23 08:40".into()),
        created: jiff::civil::date(2026, 11, 23).at(8, 40, 12, 0),
    }
}

fn change(name: &str, direction: Direction, magnitude: &str) -> Basis {
    Basis {
        name: name.into(),
        value: BasisValue::Change(Change::new(direction, magnitude)),
    }
}

fn level(name: &str, value: &str) -> Basis {
    Basis {
        name: name.into(),
        value: BasisValue::Level(value.into()),
    }
}

fn figure(
    label: &str,
    number: &str,
    unit: &str,
    basis: Vec<Basis>,
    as_of: (&str, Reliability, bool),
) -> Figure {
    Figure {
        label: label.into(),
        value: FigureValue::Known {
            number: number.into(),
            unit: unit.into(),
            negative: number.starts_with('\u{2212}'),
        },
        basis,
        as_of: Some(AsOf {
            date: as_of.0.into(),
            kind: as_of.1,
            stale: as_of.2,
        }),
    }
}

fn one_page() -> Vec<Block> {
    use Reliability::{Estimated, Observed, Reported};
    vec![
        Block::Title(TitleBand {
            name: "示例精工股份有限公司".into(),
            facts: vec![
                Text::default().chip(ChipLook::Brass, "战略").plain(" 正常 · 内评 A · 合作 8 年"),
                Text::new("主办 林叙白　协办 周予安"),
                Text::new("数据截至 2026-11-20"),
            ],
        }),
        Block::Verdict(Verdict {
            label: VerdictLabel::Ask,
            sentence: "请顾砚秋总监同意：12 月起把供应商付款账户迁入我行，首批每月 2,400 万元，我行协定存款上浮 10 BP 作为对价。".into(),
        }),
        Block::Figures(vec![
            figure("年日均存款", "1.00", "亿元", vec![change("同比", Direction::Up, "16.28%"), change("较上月", Direction::Down, "2.10%")], ("11-20", Reported, false)),
            figure("贷款余额", "1.20", "亿元", vec![change("较年初", Direction::Up, "7.14%")], ("11-20", Reported, false)),
            figure("EVA", "\u{2212}49.97", "万元", vec![level("门槛回报", "11%"), level("RAROC", "7.45%")], ("10-31", Estimated, false)),
            figure("钱包份额", "36.14", "%", vec![level("可靠度", "1"), change("较去年", Direction::Flat, "")], ("08-15", Observed, true)),
        ]),
        Block::Columns(vec![
            Column {
                weight: 1,
                blocks: vec![
                    Block::Heading(Heading::sub("本次三个目标").unnumbered()),
                    Block::List(List {
                        numbered: true,
                        items: vec![
                            Text::new("确认付款账户迁移的时间表，拿到 ").strong("12 月 5 日").plain("前的书面答复。"),
                            Text::new("了解中期票据承销的比选标准和评分权重。"),
                            Text::new("约行长 12 月会见董事长（已 ").strong_ink(Ink::Orange, "120 天").plain("未见面）。"),
                        ],
                    }),
                ],
            },
            Column {
                weight: 1,
                blocks: vec![
                    Block::Heading(Heading::sub("不可触碰").unnumbered()),
                    Block::List(List {
                        numbered: false,
                        items: vec![
                            "不主动谈贷款利率下调：八月已让 15 BP，尚未见到回报。".into(),
                            "不评论其竞争对手“远洋重工”的授信情况。".into(),
                            Text::default().severity(Severity::Orange).plain("不承诺承兑汇票额度，风险部正在复核保证金比例。"),
                        ],
                    }),
                ],
            },
        ]),
        Block::PageNote(
            "口径：EVA ＝ 税后净营业利润 104.80 \u{2212} 经济资本 1,407.00 × 11%。EAD 13,400.00 ＝ 贷款 12,000.00 ＋（承兑 2,000.00 \u{2212} 保证金 600.00）× 100%。来源：核心台账 11-20；利率与 FTP 曲线 2026-10。尾差由四舍五入产生。".into(),
        ),
    ]
}

fn person(
    name: &str,
    post: &str,
    role: (&str, bool),
    attitude: Attitude,
    marks: (u8, u8),
    standing: Text,
) -> PersonCard {
    PersonCard {
        name: name.into(),
        post: post.into(),
        role: Some(PersonRole {
            label: role.0.into(),
            decisive: role.1,
        }),
        attitude,
        influence: marks.0,
        strength: marks.1,
        standing,
        alert: None,
        facts: Vec::new(),
        unknown: false,
    }
}

fn people() -> Vec<Block> {
    let mut chairman = person(
        "沈知衡",
        "董事长",
        ("批准者", true),
        Attitude::Neutral,
        (5, 1),
        Text::new("中立 · 仅见过 · ").ink(Ink::Orange, "120 天未联系"),
    );
    chairman.alert = Some(Severity::Orange);
    chairman.facts = vec![
        ("关注".into(), "上市进程、融资成本".into()),
        (
            "宜".into(),
            "上午见面，先由财务总监预约；谈行业不谈价格".into(),
        ),
        ("我方".into(), "贺长川 支行行长".into()),
    ];
    let mut director = person(
        "顾砚秋",
        "财务总监",
        ("决策者", true),
        Attitude::Supporter,
        (4, 4),
        "支持 · 信任 · 20 天".into(),
    );
    director.facts = vec![
        (
            "关注".into(),
            "付款效率、对账人力，希望一个月内看到试点结果".into(),
        ),
        ("宜".into(), "带数字去；她会自己算一遍".into()),
        ("忌".into(), "口头承诺".into()),
        ("我方".into(), "方以宁 公司三部负责人".into()),
    ];
    let mut sponsor = person(
        "叶书宁",
        "财务经理",
        ("发起者", false),
        Attitude::Champion,
        (3, 5),
        "主推 · 信任 · 10 天".into(),
    );
    sponsor.facts = vec![
        ("关注".into(), "系统对接的工作量".into()),
        ("我方".into(), "林叙白 客户经理".into()),
    ];
    let mut keeper = person(
        "许怀瑾",
        "资金部总经理",
        ("影响者", false),
        Attitude::Reluctant,
        (3, 2),
        Text::new("抵触 · ").ink(Ink::Orange, "67 天"),
    );
    keeper.alert = Some(Severity::Yellow);
    keeper.facts = vec![
        ("关注".into(), "他行关系；担心迁移期间付款延误".into()),
        ("我方".into(), "林叙白 客户经理".into()),
    ];
    let rival = person(
        "石敬言",
        "监事会主席",
        ("影响者", false),
        Attitude::Opponent,
        (2, 0),
        "反对 · 未接触".into(),
    );
    let mut unknown = person(
        "未知",
        "法务负责人",
        ("使用者", false),
        Attitude::Neutral,
        (1, 0),
        "合同审查环节空缺".into(),
    );
    unknown.unknown = true;
    vec![
        Block::Heading(Heading::section("参会人与决策链")),
        Block::Paragraph(Text::new("付款账户迁移的决策链为").strong("叶书宁 → 顾砚秋 → 沈知衡").plain("，覆盖度 37.48%，目标 60%。缺口在批准环节：董事长影响力 5、关系强度 1，须在 11 月 25 日前由行长会见；法务负责人尚未建档，合同审查环节空缺。")),
        Block::People(People { columns: 2, cards: vec![chairman, director, sponsor, keeper, rival, unknown] }),
    ]
}

const MONTHS: [&str; 12] = [
    "25-12", "26-01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11",
];

fn business() -> Vec<Block> {
    let now = [
        9210.0, 9105.0, 8890.0, 9420.0, 9655.0, 9540.0, 9980.0, 10_120.0, 9890.0, 10_050.0,
        10_214.0, 10_000.0,
    ];
    let prior = [
        8400.0, 8350.0, 8210.0, 8300.0, 8510.0, 8440.0, 8600.0, 8710.0, 8555.0, 8490.0, 8620.0,
        8600.0,
    ];
    let mean = [
        7100.0, 7080.0, 6990.0, 7150.0, 7300.0, 7260.0, 7410.0, 7480.0, 7400.0, 7455.0, 7520.0,
        7500.0,
    ];
    let series = |name: &str, values: &[f64], role, last: &str| Series {
        name: name.into(),
        values: values.iter().copied().map(Some).collect(),
        role,
        last: last.into(),
    };
    let mut gap = series("户均", &mean, SeriesRole::Second, "7,500");
    gap.values[4] = None;
    vec![
        Block::Heading(Heading::section("业务现状")),
        Block::Heading(Heading::sub("月日均存款：站稳一亿元").with_unit("万元")),
        Block::LineChart(LineChart {
            title: None,
            unit: String::new(),
            labels: MONTHS.map(String::from).to_vec(),
            series: vec![
                series("本年", &now, SeriesRole::Main, "10,000"),
                series("上年同期", &prior, SeriesRole::Prior, "8,600"),
                gap,
            ],
        }),
        Block::Columns(vec![
            Column {
                weight: 5,
                blocks: vec![
                    Block::Heading(Heading::sub("到期分布").with_unit("万元")),
                    Block::BarChart(BarChart {
                        title: None,
                        unit: String::new(),
                        bars: [
                            ("12 月", 2400.0, "2,400"),
                            ("1 月", 600.0, "600"),
                            ("2 月", 1000.0, "1,000"),
                            ("3 月", 0.0, "0"),
                            ("4 月", 3000.0, "3,000"),
                            ("5 月", 800.0, "800"),
                        ]
                        .map(|(label, value, display): (&str, f64, &str)| Bar {
                            label: label.into(),
                            value,
                            display: display.into(),
                        })
                        .to_vec(),
                        threshold: Some(Threshold {
                            value: 2000.0,
                            label: "单月集中线 2,000".into(),
                        }),
                        highlight: Some(Highlight {
                            first: 0,
                            last: 2,
                            label: "90 天内".into(),
                        }),
                    }),
                ],
            },
            Column {
                weight: 6,
                blocks: vec![
                    Block::Heading(Heading::sub("钱包份额")),
                    Block::Shares(Shares {
                        title: None,
                        rows: share_rows(),
                    }),
                ],
            },
        ]),
        Block::Heading(Heading::sub("授信与用信").with_unit("万元")),
        Block::Table(facilities()),
        Block::Heading(Heading::sub("账户资料")),
        Block::Facts(Facts {
            columns: 3,
            items: vec![
                ("统一社会信用代码".into(), "91000000DEM0000017".into()),
                ("法定代表人".into(), "沈知衡".into()),
                ("企业规模".into(), "中型".into()),
                ("所属行业".into(), "C3489 其他通用零部件制造".into()),
                (
                    "基本户".into(),
                    Text::new("他行").ink(Ink::Faint, "（可靠度 2）"),
                ),
                ("代发工资".into(), Text::default()),
            ],
        }),
    ]
}

fn share_rows() -> Vec<ShareRow> {
    let part = |label: &str, value: f64, display: &str, owner| SharePart {
        label: label.into(),
        value,
        display: display.into(),
        owner,
    };
    vec![
        ShareRow {
            label: "存款".into(),
            display: "3.20 亿元".into(),
            parts: vec![
                part("我行", 31.25, "31.25%", ShareOwner::Ours),
                part("远江银行", 43.75, "43.75%", ShareOwner::Other),
                part("未知", 25.0, "25.00%", ShareOwner::Unknown),
            ],
        },
        ShareRow {
            label: "贷款".into(),
            display: "3.00 亿元".into(),
            parts: vec![
                part("我行", 40.0, "40.00%", ShareOwner::Ours),
                part("远江银行", 35.0, "35.00%", ShareOwner::Other),
                part("其他三家", 25.0, "25.00%", ShareOwner::Other),
            ],
        },
        ShareRow {
            label: "结算".into(),
            display: "12.00 亿元".into(),
            parts: vec![
                part("我行", 37.5, "37.50%", ShareOwner::Ours),
                part("远江银行", 62.5, "62.50%", ShareOwner::Other),
            ],
        },
    ]
}

fn facilities() -> Table {
    let row = |cells: [&str; 6]| Row::new(cells);
    Table {
        columns: vec![
            TableColumn::text("品种", 3),
            TableColumn::number("额度"),
            TableColumn::number("已用").strong(),
            TableColumn::number("可用"),
            TableColumn::label("到期日"),
            TableColumn::text("担保", 4),
        ],
        rows: vec![
            row([
                "流动资金贷款",
                "8,000.00",
                "7,200.00",
                "800.00",
                "2026-12-18",
                "房产抵押，抵押率 58.2%",
            ]),
            row([
                "固定资产贷款",
                "6,000.00",
                "4,800.00",
                "1,200.00",
                "2029-06-30",
                "设备抵押；控股股东连带责任保证",
            ]),
            row([
                "银行承兑汇票",
                "3,000.00",
                "2,000.00",
                "1,000.00",
                "2026-12-31",
                "保证金 30%",
            ]),
            row([
                "国内信用证",
                "1,000.00",
                "—",
                "1,000.00",
                "2027-03-15",
                "信用",
            ])
            .with_kind(RowKind::Muted),
            row(["合计", "18,000.00", "14,000.00", "4,000.00", "", ""]).with_kind(RowKind::Total),
        ],
        footnote: Some("已用含承兑敞口；额度截至 2026-11-20。".into()),
    }
}

fn since_last_visit() -> Vec<Block> {
    let states = [
        ("已完成", Ink::Normal),
        ("进行中", Ink::Normal),
        ("逾期 6 天", Ink::Red),
    ];
    let rows = (1..=34)
        .map(|index| {
            let (state, ink) = states[index % 3];
            let text = if index % 5 == 0 {
                "提供银企直连接口文档与测试环境，并由科技部派人到场对接两个工作日；对方需指定一名联系人，名单由叶书宁于周五前给出。"
            } else {
                "反馈协定存款的报价与期限，附同业比较。"
            };
            Row::new([
                Text::new(format!("{index}")),
                Text::new(text),
                Text::new(if index % 2 == 0 { "我方 林叙白" } else { "对方 叶书宁" }),
                Text::new(format!("2026-11-{:02}", index % 28 + 1)),
                Text::default().ink(ink, state),
            ])
        })
        .collect();
    vec![
        Block::Heading(Heading::section("上次拜访以来的承诺")),
        Block::Table(Table {
            columns: vec![
                TableColumn::number("序"),
                TableColumn::text("承诺事项", 6),
                TableColumn::label("承诺人"),
                TableColumn::label("期限"),
                TableColumn::label("状态"),
            ],
            rows,
            footnote: None,
        }),
        Block::NoData {
            section: Some("投诉".into()),
            reason: "本年没有登记投诉".into(),
        },
        Block::NoData {
            section: None,
            reason: "未录入他行报价，最近一次询问为 2026-08-15".into(),
        },
    ]
}

fn contribution() -> Vec<Block> {
    let step = |label: &str, value: f64, display: &str, kind| Step {
        label: label.into(),
        value,
        display: display.into(),
        kind,
    };
    let minus = "\u{2212}";
    vec![
        Block::Heading(Heading::section("需求与方案")),
        Block::Heading(Heading::sub("今年的贡献：收入够，资本成本没有覆盖").with_unit("万元")),
        Block::Waterfall(Waterfall {
            title: None,
            unit: String::new(),
            steps: vec![
                step("存款", 106.0, "106.00", StepKind::Change),
                step("贷款利差", 138.57, "138.57", StepKind::Change),
                step("中收", 50.0, "50.00", StepKind::Change),
                step("运营成本", -82.48, &format!("{minus}82.48"), StepKind::Change),
                step("预期损失", -72.36, &format!("{minus}72.36"), StepKind::Change),
                step("所得税", -34.93, &format!("{minus}34.93"), StepKind::Change),
                step("资本成本", -154.77, &format!("{minus}154.77"), StepKind::Change),
                step("EVA", -49.97, &format!("{minus}49.97"), StepKind::Total),
            ],
        }),
        Block::Paragraph("要使 RAROC 由 7.45% 回到门槛 11% 以上，需增加收入 92.55 万元：或以 1.40% 的利差派生活期存款 6,611 万元，或把贷款利率提高 82 BP。客户八月已获得 15 BP 的让利，再谈贷款价格没有空间；付款账户迁移每月沉淀约 2,400 万元，配合协定存款与代发工资，是本年唯一可行的路径（详见客户经营方案第 9 节“服务方案与定价”）。".into()),
        Block::Columns(vec![
            Column {
                weight: 5,
                blocks: vec![
                    Block::Heading(Heading::sub("请支行批准")),
                    Block::List(List {
                        numbered: true,
                        items: vec![
                            Text::new("活期存款派生目标 ").strong("6,610").plain(" 万元，对应补足收入 ").strong("92.55").plain(" 万元。"),
                            Text::new("协定存款报价上浮 ").strong("10 BP").plain("，期限一年，按季复核。"),
                            "行长 12 月会见董事长。".into(),
                        ],
                    }),
                ],
            },
            Column {
                weight: 7,
                blocks: vec![
                    Block::Heading(Heading::sub("目标").with_unit("万元")),
                    Block::Table(Table {
                        columns: vec![
                            TableColumn::label("指标"),
                            TableColumn::number("现值"),
                            TableColumn::number("一季"),
                            TableColumn::number("二季"),
                            TableColumn::number("四季").strong(),
                        ],
                        rows: vec![
                            Row::new(["日均存款", "10,000", "11,500", "13,500", "16,600"]),
                            Row::new(["结算份额 %", "37.50", "42.00", "50.00", "58.00"]),
                            Row::new(["中间业务收入", "50.00", "14.00", "31.00", "78.00"]),
                            Row::new(["决策人覆盖 %", "42.53", "48.00", "55.00", "65.00"]),
                            Row::new(["RAROC %", "7.45", "8.30", "9.70", "11.60"]),
                        ],
                        footnote: None,
                    }),
                ],
            },
        ]),
    ]
}

fn risk() -> Vec<Block> {
    vec![
        Block::Heading(Heading::section("风险提示与现场核查")),
        Block::List(List {
            numbered: false,
            items: vec![
                Text::default().severity(Severity::Red).strong("贷款集中到期：").plain("12 月 18 日到期 2,400 万元，占我行贷款 20%。"),
                Text::default().severity(Severity::Orange).strong("应收账款周转放缓：").plain("由 68 天升至 91 天，前五大客户占比 62%。"),
                Text::default().severity(Severity::Yellow).strong("资料将过期：").plain("营业执照副本 2027-01-10 到期。"),
            ],
        }),
        Block::Heading(Heading::sub("现场核查")),
        Block::Checklist(Checklist {
            columns: 2,
            items: ["二号车间在建设备的到货单与付款凭证", "产成品库存：抽盘三个品类", "应收账款前五名对账单（10 月）", "电费与用工人数（近三个月）", "在手订单合同原件", "对外担保台账"]
                .into_iter()
                .map(|text| CheckItem { text: text.into(), aside: Some("林叙白".into()) })
                .collect(),
        }),
        Block::Heading(Heading::sub("字库以外的人名与原样文字")),
        Block::Facts(Facts {
            columns: 2,
            items: vec![
                ("联系人".into(), "𠮷田 𡈽（日方顾问）😀".into()),
                ("公司".into(), "=cmd|'/c calc'!A1 <img onerror=x> {{name}} **粗** \u{202E}反向\u{202C}\u{200B}零宽".into()),
            ],
        }),
    ]
}

fn agenda() -> Vec<Block> {
    vec![
        Block::Heading(Heading::section("议程与携带资料")),
        Block::Columns(vec![
            Column {
                weight: 1,
                blocks: vec![Block::Facts(Facts {
                    columns: 1,
                    items: vec![
                        (
                            "09:30".into(),
                            "财务部：付款账户迁移试点（顾砚秋、叶书宁）".into(),
                        ),
                        ("10:30".into(), "二号车间现场".into()),
                        ("11:15".into(), "资金部：协定存款报价（许怀瑾）".into()),
                    ],
                })],
            },
            Column {
                weight: 1,
                blocks: vec![Block::Checklist(Checklist {
                    columns: 1,
                    items: ["协定存款报价函（两份）", "银企直连接口说明", "名片、工作证"]
                        .into_iter()
                        .map(|text| CheckItem {
                            text: text.into(),
                            aside: None,
                        })
                        .collect(),
                })],
            },
        ]),
        Block::Together(vec![
            Block::Heading(Heading::sub("现场记录").unnumbered()),
            Block::Writing(Writing {
                label: Some("对方答复".into()),
                lines: 3,
                to_page_end: false,
            }),
            Block::Writing(Writing {
                label: Some("新的承诺".into()),
                lines: 2,
                to_page_end: false,
            }),
        ]),
        Block::Table(Table {
            columns: vec![
                TableColumn::label("签字"),
                TableColumn::text("意见", 4),
                TableColumn::text("日期", 1),
            ],
            rows: vec![
                Row::new(["客户经理", "", ""]).with_kind(RowKind::Writing),
                Row::new(["部门负责人", "", ""]).with_kind(RowKind::Writing),
            ],
            footnote: None,
        }),
    ]
}
