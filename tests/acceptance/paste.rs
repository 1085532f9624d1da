//! What was copied in a spreadsheet, from standard input.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::{Desk, Outcome};
use crate::intake::{counts, rejected_cells};

const CLIENTS: &str = "客户编号\t客户名称\t管户客户经理\r\nK1\t\"示例甲\n有限公司\"\t林晓\r\nK2\t示例乙有限公司\t林晓\r\n";

fn paste(desk: &Desk, block: &[u8], more: &[&str]) -> Outcome {
    let arguments = ["import", "paste"].iter().chain(more);
    let mut command = desk.command(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    let block = block.to_vec();
    let feeding = std::thread::spawn(move || drop(input.write_all(&block)));
    let output = child.wait_with_output().expect("the program ends");
    feeding.join().expect("fed");
    Outcome {
        exit: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

fn pasted(desk: &Desk, block: &str, more: &[&str]) -> Value {
    paste(desk, block.as_bytes(), more).json()[0].take()
}

#[test]
fn a_pasted_block_is_an_import_with_its_source_preview_repetition_and_undo() {
    let desk = Desk::with_vault();
    let tried = pasted(&desk, CLIENTS, &["--dry-run"]);
    assert_eq!(counts(&tried), [2, 0, 0, 0, 0, 0, 0, 0], "{tried:#}");
    assert_eq!(desk.json(["import", "list"]), json!([]));

    let imported = pasted(&desk, CLIENTS, &[]);
    let file = imported["file"].as_str().expect("a name");
    assert!(
        file.starts_with("粘贴 20") && file.len() == "粘贴 2026-11-28 09:30".len(),
        "{file}"
    );
    assert_eq!(desk.json(["import", "list"])[0]["file"], file);
    let dossier = desk.json(["dossier", "--client", "K1"]);
    assert_eq!(dossier["client"]["name"], "示例甲\n有限公司");
    assert_eq!(dossier["sources"][0]["file"], file);

    assert_eq!(
        counts(&pasted(&desk, CLIENTS, &[])),
        [0, 0, 2, 0, 0, 0, 0, 0]
    );
    let deposits = "数据日期：2026-10-31\t单位：万元\n账户编号\t客户编号\t余额\nA1\tK1\t1.5\nA2\tK2\t########\n";
    let deposits = pasted(&desk, deposits, &[]);
    assert_eq!(counts(&deposits), [1, 0, 0, 0, 1, 0, 0, 0], "{deposits:#}");
    assert_eq!(rejected_cells(&deposits), ["C4"]);
    assert!(
        deposits["rejected"][0]["reason"]
            .as_str()
            .expect("a reason")
            .contains("列太窄")
    );
    desk.json([
        "import",
        "undo",
        deposits["batch"].as_str().expect("a batch"),
    ]);
    assert!(desk.json(["import", "list"])[0]["undone_at"].is_string());
}

#[test]
fn columns_without_a_header_are_proposed_by_content_and_the_rest_is_said() {
    let desk = Desk::with_vault();
    // A number and something else: of a client, of a person, of an account?
    let refused = paste(&desk, "K1\t林晓\nK2\t林晓\n".as_bytes(), &[]).refusal(3);
    assert_eq!(refused.code, "unreadable_file");
    assert!(
        refused.message.contains("只认出：A 列客户编号；"),
        "{}",
        refused.message
    );
    let clients = "K1\t示例甲有限公司\t林晓\nK2\t示例乙有限公司\t林晓\n";
    let tried = pasted(&desk, clients, &["--dry-run"]);
    assert_eq!(
        tried["notes"],
        json!(["没有表头，按内容读取：A 列客户编号、B 列客户名称"])
    );
    assert_eq!(tried["ignored_columns"], json!(["C 列"]));
    let imported = pasted(&desk, clients, &["--column", "C=manager"]);
    assert_eq!(counts(&imported), [2, 0, 0, 0, 0, 0, 0, 0], "{imported:#}");
    let dossier = desk.json(["dossier", "--client", "K2"]);
    assert_eq!(dossier["client"]["manager"], "林晓");

    let balances = "620000000001\tK1\t1,200.50\n620000000002\tK2\t800\n";
    let said = ["--as-of", "2026-10-31", "--unit", "元"];
    let imported = pasted(&desk, balances, &said);
    assert_eq!(
        (imported["kind"].as_str(), counts(&imported)),
        (Some("deposits"), [2, 0, 0, 0, 0, 0, 0, 0])
    );
    assert_eq!(imported["control"]["own"], "2000.50");
}

#[test]
fn what_is_no_table_is_refused_with_what_to_do() {
    let desk = Desk::with_vault();
    let nothing = paste(&desk, b" \r\n", &[]).refusal(3);
    assert_eq!(
        (nothing.code.as_str(), &nothing.context["reason"]),
        ("unreadable_file", &json!("nothing_pasted"))
    );
    assert!(nothing.message.contains("连同表头"), "{}", nothing.message);
    let large = "示例\t1\n".repeat(2_400_000);
    let large = paste(&desk, large.as_bytes(), &[]).refusal(3);
    assert_eq!(large.context["reason"], "paste_too_large");
    assert!(large.message.contains("16 MB"), "{}", large.message);
    let words = paste(&desk, "甲\t乙\n丙\t丁\n".as_bytes(), &[]).refusal(3);
    assert_eq!(words.context["missing"], "header");
    let wrong = paste(&desk, b"a\tb", &["--column", "B=nonsense"]);
    assert_eq!(wrong.exit, 2);
    assert!(wrong.stderr.contains("client_number"), "{}", wrong.stderr);
    assert_eq!(desk.json(["import", "list"]), json!([]));
}
