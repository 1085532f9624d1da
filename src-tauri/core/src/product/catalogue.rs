//! The default catalogue; amounts and applicability rules are settings.

use super::{Family, Product};

pub static FAMILIES: [Family; 11] = [
    family('D', "存款"),
    family('L', "贷款"),
    family('B', "票据"),
    family('G', "保函"),
    family('T', "贸易融资"),
    family('S', "供应链"),
    family('C', "结算与现金管理"),
    family('F', "国际业务"),
    family('I', "投资银行"),
    family('A', "资管托管"),
    family('R', "公私联动"),
];

pub static PRODUCTS: [Product; 65] = [
    product(
        "D01",
        "活期存款",
        &[
            "单位活期存款",
            "活期",
            "对公活期",
            "结算户存款",
            "一般户存款",
            "基本户存款",
        ],
    ),
    product("D02", "协定存款", &["协定"]),
    product(
        "D03",
        "通知存款",
        &[
            "单位通知存款",
            "1天通知存款",
            "7天通知存款",
            "一天通知存款",
            "七天通知存款",
            "通知",
        ],
    ),
    product(
        "D04",
        "单位定期存款",
        &["定期存款", "对公定期", "定期", "整存整取"],
    ),
    product("D05", "大额存单", &["单位大额存单"]),
    product("D06", "结构性存款", &["单位结构性存款"]),
    product("D07", "保证金存款", &["保证金"]),
    product(
        "D08",
        "外币存款",
        &["外币活期存款", "外币定期存款", "外汇存款"],
    ),
    product(
        "L01",
        "流动资金贷款",
        &["流贷", "流动资金", "短期流动资金贷款", "中期流动资金贷款"],
    ),
    product("L02", "固定资产贷款", &["固贷", "固定资产", "技改贷款"]),
    product("L03", "项目贷款", &["项目融资"]),
    product("L04", "银团贷款", &["银团"]),
    product("L05", "并购贷款", &["并购"]),
    product("L06", "经营性物业贷款", &["经营性物业", "经营物业贷款"]),
    product("L07", "房地产开发贷款", &["房地产开发", "开发贷"]),
    product("L08", "法人账户透支", &["法人透支", "账户透支"]),
    product(
        "L09",
        "科创贷款",
        &["科技贷款", "专精特新贷", "科创专精特新贷"],
    ),
    product(
        "L10",
        "普惠小微贷款",
        &["普惠贷款", "小微企业贷款", "小微贷"],
    ),
    off_balance(
        "B01",
        "银行承兑汇票",
        &["银承", "承兑汇票", "银票承兑", "银行承兑"],
    ),
    off_balance("B02", "商票保贴", &["商业承兑汇票保贴"]),
    product(
        "B03",
        "票据贴现",
        &[
            "贴现",
            "银票贴现",
            "商票贴现",
            "银行承兑汇票贴现",
            "商业承兑汇票贴现",
        ],
    ),
    product("B04", "票据池", &["票据池融资"]),
    off_balance("G01", "投标保函", &[]),
    off_balance("G02", "履约保函", &["非融资性保函"]),
    off_balance("G03", "预付款保函", &[]),
    off_balance("G04", "质量保函", &["质量保证保函", "维修保函"]),
    off_balance("G05", "融资性保函", &["融资保函", "借款保函"]),
    off_balance("G06", "海关关税保函", &["关税保函", "海关保函"]),
    off_balance("T01", "进口信用证", &["进口开证"]),
    off_balance("T02", "国内信用证", &["国内证", "信用证"]),
    product("T03", "福费廷", &[]),
    product("T04", "押汇", &["进口押汇", "出口押汇"]),
    product("T05", "出口融资", &["出口贸易融资", "打包贷款"]),
    product("S01", "保理", &["有追索权保理", "无追索权保理", "国内保理"]),
    product("S02", "反向保理", &["E信", "供应链E信"]),
    product("S03", "订单融资", &[]),
    product("S04", "预付款融资", &[]),
    product("S05", "存货质押融资", &["存货质押", "动产质押融资"]),
    product("C01", "基本户", &[]),
    product("C02", "一般户与专用户", &[]),
    product("C03", "企业网银", &[]),
    product("C04", "银企直连", &[]),
    product("C05", "代发工资", &[]),
    product("C06", "现金池", &["资金归集"]),
    product("C07", "收单", &[]),
    product("C08", "票据与对账服务", &[]),
    product("C09", "财税库银", &[]),
    product("C10", "监管账户", &[]),
    product("F01", "跨境结算", &[]),
    product("F02", "结售汇", &[]),
    product("F03", "外汇衍生", &["远期", "掉期", "期权"]),
    product("F04", "跨境资金池", &[]),
    product("F05", "外债与内保外贷", &[]),
    product("I01", "债券承销", &[]),
    product("I02", "财务顾问", &[]),
    product("I03", "撮合", &[]),
    product("I04", "资产证券化", &[]),
    product("I05", "股权融资", &[]),
    product("A01", "对公理财", &["单位理财", "理财"]),
    product("A02", "代销", &[]),
    product("A03", "托管", &[]),
    product("A04", "企业年金", &[]),
    product("R01", "高管私行", &[]),
    product("R02", "员工信用卡与房贷", &[]),
    product("R03", "员工代发留存", &[]),
];

const fn family(letter: char, name: &'static str) -> Family {
    Family { letter, name }
}

const fn product(
    code: &'static str,
    name: &'static str,
    labels: &'static [&'static str],
) -> Product {
    Product {
        code,
        name,
        off_balance: false,
        labels,
    }
}

const fn off_balance(
    code: &'static str,
    name: &'static str,
    labels: &'static [&'static str],
) -> Product {
    Product {
        code,
        name,
        off_balance: true,
        labels,
    }
}
