//! A program that crashes says where, and nothing of what it had in hand (docs/faults.md 16).
//!
//! The test starts itself again as the program that crashes.

#![allow(clippy::unwrap_used, reason = "a test program")]

use std::process::Command;

const CANARY: &str = "金丝雀有限公司";
/// Tells the program that it is the one to crash.
const CRASHES: &str = "JINGWEI_CRASHES";
const NAME: &str = "a_crash_says_where_and_never_what";

#[test]
fn a_crash_says_where_and_never_what() {
    if std::env::var_os(CRASHES).is_some() {
        jingwei_core::crash::keep_quiet();
        #[cfg(target_os = "linux")]
        println!("{}", std::fs::read_to_string("/proc/self/limits").unwrap());
        let end = std::hint::black_box(1);
        // The library's own message quotes the text.
        println!("{}", &CANARY[..end]);
        return;
    }
    let out = Command::new(std::env::current_exe().unwrap())
        .args([NAME, "--exact", "--nocapture"])
        .env(CRASHES, "1")
        .output()
        .unwrap();
    assert!(!out.status.success());
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("程序内部出错（crash.rs:"), "{said}");
    assert!(!said.contains(CANARY), "{said}");
    #[cfg(target_os = "linux")]
    {
        let limits = String::from_utf8(out.stdout).unwrap();
        let dumps = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let words: Vec<&str> = dumps.unwrap().split_whitespace().collect();
        assert_eq!(words[4..6], ["0", "0"], "no memory is dumped");
    }
}
