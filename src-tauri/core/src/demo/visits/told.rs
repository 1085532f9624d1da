//! The words: what a client manager would write. `{…}` are figures of the client's records.

use super::Side::{self, Bank, Client};

pub(super) struct Planned {
    pub(super) client: &'static str,
    /// 1–8: a weekend moves it to 10 at most.
    pub(super) in_days: i64,
    /// Posts of the client's people, from 0.
    pub(super) with: &'static [usize],
    pub(super) goals: [&'static str; 3],
    pub(super) ask: &'static str,
}

pub(super) struct Past {
    pub(super) client: &'static str,
    pub(super) days_ago: i64,
    pub(super) with: &'static [usize],
    pub(super) purpose: &'static str,
    pub(super) result: &'static str,
    pub(super) promises: &'static [PastPromise],
}

pub(super) struct PastPromise {
    pub(super) by: Side,
    pub(super) text: &'static str,
    /// From the as-of day; negative is past.
    pub(super) due_in: i64,
    pub(super) kept_days_ago: Option<i64>,
}

const PRECISION: &str = "示例精工股份有限公司";
const MATERIALS: &str = "示例新材料有限公司";
const PHARMA: &str = "云岫生物制药股份有限公司";
const TEXTILES: &str = "砚州织锦纺织有限公司";
const PAPER: &str = "砚州素笺纸业有限公司";
const CASTING: &str = "澜川铸信金属制品有限公司";
const CAR_PARTS: &str = "砚州驭风汽车零部件有限公司";
const PORT: &str = "澜川港务集团有限公司";
const STORAGE: &str = "澜川极光储能科技有限公司";

pub(super) static PLANNED: [Planned; 9] = [
    Planned {
        client: PRECISION,
        in_days: 3,
        with: &[2, 3],
        goals: [
            "敲定{到期1}到期的{余额1}流动资金贷款续作：额度不降、期限一年，报审材料当场逐项过完",
            "确认{到期4}到期的{余额4}银票由我行结算户足额解付，不发生垫款",
            "把协定存款签约户由1户扩到3户，活期留足两个月工资款，其余转协定",
        ],
        ask: "请公司自下月起把每月约680万元的代发工资从他行转到我行，续贷利率相应下调10BP",
    },
    Planned {
        client: MATERIALS,
        in_days: 2,
        with: &[2, 3],
        goals: [
            "问清存款三个月少了{三月减少}的去向：是二期设备款支付，还是结算主账户已迁往他行",
            "争取前五大买方的回款账户改回我行，先落实月回款不低于1,500万元",
            "推国内信用证加福费廷，替换其在他行开立的商票，测算年省财务费用约60万元",
        ],
        ask: "请财务总监在{半月后}前向前五大客户发出回款账号变更函，首月回款1,500万元入我行账户",
    },
    Planned {
        client: PHARMA,
        in_days: 6,
        with: &[2, 5],
        goals: [
            "了解新厂区3.2亿元投资的资金安排：资本金、项目贷款、设备租赁各占多少，何时首付",
            "{到期2}到期的{余额2}流动资金贷款提前一个月办续作，并入8,000万元综合授信",
            "介绍跨境资金池，承接其海外授权款每年约1,200万美元的结汇",
        ],
        ask: "请把新厂区项目资本金账户开在我行，首笔3,000万元在{一月后}前到账",
    },
    Planned {
        client: TEXTILES,
        in_days: 7,
        with: &[0, 2],
        goals: [
            "现场核对库存与近三个月出货单，判断订单下滑是否止住",
            "落实{到期1}到期的{余额1}还款来源：应收账款回笼1,200万元的清单和日期",
            "谈妥追加二期厂房抵押，评估值约2,600万元",
        ],
        ask: "请法定代表人当场签署追加抵押承诺书，{一月后}前办妥登记",
    },
    Planned {
        client: PAPER,
        in_days: 1,
        with: &[0, 1],
        goals: [
            "查明{到期1}到期的{余额1}逾期原因：客户拖欠货款，还是资金被挪去他处",
            "逐笔核对应收账款前十名，锁定两笔可在本周回款的款项",
            "查看生产线和纸浆库存，取得近三个月电费单与纳税申报表",
        ],
        ask: "请公司在{五日后}前归还逾期本金{余额1}及利息，先归还不少于300万元",
    },
    Planned {
        client: CASTING,
        in_days: 4,
        with: &[0, 2],
        goals: [
            "确认抵押厂房的处置路径：自行出售、以租抵债或司法拍卖，各要多少时间",
            "核实实际控制人名下可追加的还款来源，约定逐月还款表",
            "查看设备是否在位，抵押物保险是否续保",
        ],
        ask: "请实际控制人签署还款计划：首期300万元在{一月后}前到账，余款十二个月还清",
    },
    Planned {
        client: CAR_PARTS,
        in_days: 2,
        with: &[1, 2, 5],
        goals: [
            "{到期1}到期的{余额1}流动资金贷款：确认还款资金已备足，续作批复后三日内放款",
            "用反向保理替换部分银票：先做前五家供应商，额度3,000万元",
            "把新能源车型新增订单的预收款约2,000万元留存在我行协定户",
        ],
        ask: "请采购与财务一起提供前二十家供应商名单和账期，首批五家下月上线反向保理",
    },
    Planned {
        client: PORT,
        in_days: 8,
        with: &[2, 3, 5],
        goals: [
            "拿到10亿元超短期融资券的主承销商选聘时间表和评分办法",
            "对接{到期3}到期的{余额3}流动资金贷款，用债券资金置换一半，其余续作",
            "约定集团董事长与我分行行长年内会面一次，议题为港口二期银团",
        ],
        ask: "请集团同意由我行牵头承销首期5亿元超短期融资券",
    },
    Planned {
        client: STORAGE,
        in_days: 5,
        with: &[1, 2],
        goals: [
            "弄清决策链：开户由谁发起、授信由谁拍板，他行现有额度和担保条件",
            "了解在手订单2.8亿元的回款节奏，判断流动资金缺口约多少",
            "说明我行科创贷款的条件：信用方式、最高5,000万元、十个工作日批复",
        ],
        ask: "请公司在我行开立一般户，并提供近两年审计报告，启动3,000万元首笔授信",
    },
];

pub(super) static PAST: [Past; 20] = [
    Past {
        client: PRECISION,
        days_ago: 21,
        with: &[2, 3],
        purpose: "续贷前期沟通",
        result: "财务总监同意维持9,000万元流贷总额；关心利率，提到他行报价低8BP",
        promises: &[
            PastPromise {
                by: Bank,
                text: "一周内给出续作利率方案",
                due_in: -14,
                kept_days_ago: Some(15),
            },
            PastPromise {
                by: Client,
                text: "提供三季度报表和前十大应收明细",
                due_in: -5,
                kept_days_ago: None,
            },
        ],
    },
    Past {
        client: PRECISION,
        days_ago: 62,
        with: &[1, 2],
        purpose: "陪同支行行长拜访总经理",
        result: "总经理介绍二期产线投资约1.5亿元，明年二季度开工，愿优先考虑我行项目贷款",
        promises: &[PastPromise {
            by: Bank,
            text: "提供项目贷款期限与还款安排的两套测算",
            due_in: -45,
            kept_days_ago: Some(44),
        }],
    },
    Past {
        client: PRECISION,
        days_ago: 118,
        with: &[3],
        purpose: "代发工资需求调研",
        result: "每月代发约680万元，现由他行办理，员工对工资卡手续费有意见",
        promises: &[PastPromise {
            by: Client,
            text: "约人力资源负责人与我行见面",
            due_in: -60,
            kept_days_ago: None,
        }],
    },
    Past {
        client: MATERIALS,
        days_ago: 34,
        with: &[3],
        purpose: "了解存款下降原因",
        result: "财务经理称二期设备款集中支付，未提供付款清单；回避结算行变动的问题",
        promises: &[PastPromise {
            by: Client,
            text: "提供二期设备合同和付款计划",
            due_in: -20,
            kept_days_ago: None,
        }],
    },
    Past {
        client: MATERIALS,
        days_ago: 95,
        with: &[2, 3],
        purpose: "半年度回访",
        result: "对我行开票速度不满，两次晚于约定半天；希望线上自助开立",
        promises: &[PastPromise {
            by: Bank,
            text: "开通线上自助开票并到场培训",
            due_in: -70,
            kept_days_ago: Some(52),
        }],
    },
    Past {
        client: PHARMA,
        days_ago: 27,
        with: &[2, 5],
        purpose: "大额存单到期续做",
        result: "同意续做5,000万元；提出把部分活期转入七日通知",
        promises: &[PastPromise {
            by: Bank,
            text: "提供活期、协定、通知三种组合的收益测算",
            due_in: -20,
            kept_days_ago: Some(22),
        }],
    },
    Past {
        client: PHARMA,
        days_ago: 80,
        with: &[0, 2],
        purpose: "董事长会见",
        result: "新药获批后拟扩建厂区，总投资约3.2亿元，希望银行给出整体方案",
        promises: &[
            PastPromise {
                by: Bank,
                text: "联合投行部提交整体融资方案",
                due_in: 10,
                kept_days_ago: None,
            },
            PastPromise {
                by: Client,
                text: "提供可行性研究报告",
                due_in: -40,
                kept_days_ago: Some(38),
            },
        ],
    },
    Past {
        client: TEXTILES,
        days_ago: 40,
        with: &[2, 3],
        purpose: "贷后检查",
        result: "开工率约六成，主要外销客户订单减少三成；应收账款账期拉长到105天",
        promises: &[PastPromise {
            by: Client,
            text: "按周报送回款和出货情况",
            due_in: -7,
            kept_days_ago: None,
        }],
    },
    Past {
        client: TEXTILES,
        days_ago: 101,
        with: &[0],
        purpose: "分类下调沟通",
        result: "法定代表人同意追加抵押，要求利率不上浮",
        promises: &[
            PastPromise {
                by: Client,
                text: "提供二期厂房权证复印件",
                due_in: -85,
                kept_days_ago: Some(83),
            },
            PastPromise {
                by: Bank,
                text: "安排评估公司上门",
                due_in: -60,
                kept_days_ago: Some(66),
            },
        ],
    },
    Past {
        client: PAPER,
        days_ago: 12,
        with: &[1],
        purpose: "逾期催收",
        result: "财务经理称下游两家印刷厂拖欠货款共420万元，预计两周内回一半",
        promises: &[
            PastPromise {
                by: Client,
                text: "三日内归还欠息6.8万元",
                due_in: -9,
                kept_days_ago: Some(9),
            },
            PastPromise {
                by: Client,
                text: "提供下游欠款对账单",
                due_in: -6,
                kept_days_ago: None,
            },
        ],
    },
    Past {
        client: PAPER,
        days_ago: 75,
        with: &[0, 1],
        purpose: "到期前还款落实",
        result: "董事长承诺以货款归还，未提供第二还款来源",
        promises: &[PastPromise {
            by: Client,
            text: "到期前两周备足本金",
            due_in: -62,
            kept_days_ago: None,
        }],
    },
    Past {
        client: CASTING,
        days_ago: 18,
        with: &[0],
        purpose: "处置方案谈判",
        result: "实际控制人愿意出售一号厂房，已有一家意向买方，报价约1,450万元",
        promises: &[
            PastPromise {
                by: Client,
                text: "提供买方意向书",
                due_in: -8,
                kept_days_ago: None,
            },
            PastPromise {
                by: Bank,
                text: "答复是否同意带押过户",
                due_in: 3,
                kept_days_ago: None,
            },
        ],
    },
    Past {
        client: CASTING,
        days_ago: 66,
        with: &[0, 2],
        purpose: "送达催收通知",
        result: "签收逾期贷款催收通知书；设备在位，三分之一停用",
        promises: &[PastPromise {
            by: Client,
            text: "续保抵押物财产险",
            due_in: -50,
            kept_days_ago: Some(47),
        }],
    },
    Past {
        client: CAR_PARTS,
        days_ago: 16,
        with: &[2, 5],
        purpose: "续贷与票据安排",
        result: "还款资金来自整车厂货款，预计到期前五日到账；对反向保理有兴趣，担心供应商嫌手续多",
        promises: &[
            PastPromise {
                by: Bank,
                text: "带供应链产品经理现场演示一次",
                due_in: 2,
                kept_days_ago: None,
            },
            PastPromise {
                by: Client,
                text: "提供整车厂付款计划",
                due_in: -10,
                kept_days_ago: Some(11),
            },
        ],
    },
    Past {
        client: CAR_PARTS,
        days_ago: 58,
        with: &[1],
        purpose: "季度拜访",
        result: "新能源车型订单占比升到四成，账期由90天缩到60天",
        promises: &[PastPromise {
            by: Bank,
            text: "测算换用国内信用证的成本",
            due_in: -40,
            kept_days_ago: Some(41),
        }],
    },
    Past {
        client: PORT,
        days_ago: 30,
        with: &[2, 3],
        purpose: "债券承销初谈",
        result: "集团拟注册10亿元超短融，邀请三家银行比选，重视承销费率和同期贷款支持",
        promises: &[
            PastPromise {
                by: Bank,
                text: "提交承销服务建议书",
                due_in: -15,
                kept_days_ago: Some(16),
            },
            PastPromise {
                by: Client,
                text: "告知比选时间表",
                due_in: -2,
                kept_days_ago: None,
            },
        ],
    },
    Past {
        client: PORT,
        days_ago: 92,
        with: &[0, 2],
        purpose: "分行分管行长拜访",
        result: "集团肯定银团牵头行工作，提出集团资金归集到财务公司的设想",
        promises: &[PastPromise {
            by: Bank,
            text: "提供两家同类港口的现金管理案例",
            due_in: -75,
            kept_days_ago: Some(74),
        }],
    },
    Past {
        client: PORT,
        days_ago: 150,
        with: &[3, 4],
        purpose: "结构性存款到期",
        result: "续做5,000万元并新增5,000万元，要求到期日避开季末",
        promises: &[],
    },
    Past {
        client: STORAGE,
        days_ago: 24,
        with: &[2],
        purpose: "首次拜访",
        result: "基本户在他行，授信2,000万元须股东担保；对信用方式的科创贷款感兴趣",
        promises: &[PastPromise {
            by: Bank,
            text: "发送科创贷款材料清单",
            due_in: -21,
            kept_days_ago: Some(22),
        }],
    },
    Past {
        client: STORAGE,
        days_ago: 9,
        with: &[3],
        purpose: "电话沟通",
        result: "财务经理已收齐材料，总经理希望当面了解审批时效",
        promises: &[PastPromise {
            by: Client,
            text: "提供在手订单清单",
            due_in: 4,
            kept_days_ago: None,
        }],
    },
];
