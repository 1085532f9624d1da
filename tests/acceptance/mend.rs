//! Cells typed anew before a file is imported.

use serde_json::json;

use crate::harness::Desk;
use crate::intake::counts;

const CLIENTS: &str =
    "客户编号,客户名称,管户客户经理\nK1,示例甲有限公司,林晓\nK2,示例乙有限公司,林晓\n";
const DEPOSITS: &str = "数据日期：2026-10-31,单位：万元\n账户编号,客户编号,余额\nA1,K1,1.5\nA2,K2,一百\nA3,K3,2\nA4,K2,三\n";

fn desk() -> Desk {
    let desk = Desk::with_vault();
    desk.write("clients.csv", CLIENTS);
    desk.json(["import", "clients.csv"]);
    desk.write("deposits.csv", DEPOSITS);
    desk
}

#[test]
fn mended_cells_are_taken_and_kept_as_they_were_and_are() {
    let desk = desk();
    let mends = ["--mend", "C4=100", "--mend", "B5=K2", "--mend", "C6=叁"];
    let imported = desk.json(["import", "deposits.csv"].iter().chain(&mends))[0].take();
    assert_eq!(counts(&imported), [3, 0, 0, 0, 1, 0, 0, 0], "{imported:#}");
    assert_eq!(imported["rejected"][0]["cell"], "C6");
    // The row that is rejected all the same leaves nothing behind.
    assert_eq!(
        imported["mended"],
        json!([
            { "row": 4, "cell": "C4", "was": "一百", "now": "100" },
            { "row": 5, "cell": "B5", "was": "K3", "now": "K2" },
        ])
    );
    assert_eq!(imported["control"]["own"], "1035000.00");
    assert_eq!(desk.json(["import", "list"])[0]["mended"], 2);

    let trail = desk.json(["audit", "list", "--area", "import"])["rows"][0].take();
    let says = trail["says"].as_str().expect("a sentence");
    assert!(says.contains("手工改 2 格"), "{says}");
    assert_eq!(
        trail["changes"],
        json!([
            { "what": "C4", "was": "一百", "is": "100" },
            { "what": "B5", "was": "K3", "is": "K2" },
        ])
    );
    let sources = desk.json(["dossier", "--client", "K2"])["sources"].take();
    let file = |name: &str| {
        let sources = sources.as_array().expect("a list").iter();
        sources
            .clone()
            .find(|file| file["file"] == name)
            .expect("the file")
            .clone()
    };
    assert_eq!(file("deposits.csv")["mended_rows"], json!([4, 5]));
    assert!(file("clients.csv").get("mended_rows").is_none());
}

#[test]
fn a_mend_where_nothing_is_read_is_refused_and_writes_nothing() {
    let desk = desk();
    for cell in ["C1=1", "C2=1", "C99=1", "F4=1"] {
        let refused = desk.refusal(["import", "deposits.csv", "--mend", cell]);
        assert_eq!(refused.code, "refused", "{cell}");
    }
    assert_eq!(
        desk.run(["import", "deposits.csv", "--mend", "4C=1"]).exit,
        2
    );
    let several = desk.run(["import", "deposits.csv", "clients.csv", "--mend", "C4=1"]);
    assert_eq!(several.exit, 2, "{}", several.stderr);
    assert_eq!(
        desk.json(["import", "list"]).as_array().map(Vec::len),
        Some(1)
    );
}
