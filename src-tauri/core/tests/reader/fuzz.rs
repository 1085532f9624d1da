//! One fuzz target a format: seeds of `tests/fixtures/seeds/` changed at random, with a mind for what the
//! format consists of. A moment of it in every run; under `JINGWEI_SOAK` each target goes on for
//! `JINGWEI_FUZZ_SECONDS` (300 when not set).

use crate::{fixture, made, made_xls, reason, trial};
use jingwei_core::intake::reader::{Limits, Reason, Workbook, read_here};
use jingwei_core::intake::{Hints, recognise};
use libtest_mimic::Trial;
use std::time::{Duration, Instant};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("fuzz::csv", || CSV.run()),
        trial("fuzz::xlsx", || XLSX.run()),
        trial("fuzz::xls", || XLS.run()),
        trial("fuzz::xls_records", || XLS_RECORDS.run()),
        trial("fuzz::html", || HTML.run()),
        trial("fuzz::xml", || XML.run()),
    ]
}

/// What a short run gives each target.
const MOMENT: Duration = Duration::from_millis(1_500);
/// No input may take longer, in a debug build.
const SLOWEST: Duration = Duration::from_secs(5);
/// Of an input that took longer: a machine that is busy or halted is no fault of the input's.
const ATTEMPTS: u32 = 3;
const CELLS: u64 = 50_000;

struct Target {
    name: &'static str,
    seeds: fn() -> Vec<Vec<u8>>,
    /// Pieces that mean something in the format.
    words: &'static [&'static [u8]],
    /// Around what is changed: checksums and chains that no change would survive.
    wrap: fn(&[u8]) -> Vec<u8>,
    /// Whether a panic is the program's own. The library that reads .xlsx may have one, which the child
    /// process turns into a sentence.
    own: bool,
}

const CSV: Target = Target {
    name: "csv",
    seeds: || folder("csv"),
    words: &[
        b"\"",
        b"\"\"",
        b"\r\n",
        b"\n\n",
        b"sep=;\n",
        b"=\"00\"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\t",
        b"\x81\x30",
        b"\x00",
        "合计".as_bytes(),
        "，".as_bytes(),
        b"1,234.50",
        b"-",
    ],
    wrap: <[u8]>::to_vec,
    own: true,
};
const XLSX: Target = Target {
    name: "xlsx",
    seeds: || folder("xlsx"),
    words: &[
        b"<c r=\"XFD1048576\">",
        b"</c>",
        b"<v>",
        b"t=\"s\"",
        b"t=\"e\"",
        b"<f>",
        b"<![CDATA[",
        b"]]>",
        b"<mergeCell ref=\"A1:ZZ9\"/>",
        b"&#0;",
        b"&lt;",
        b"<!--",
        b"-->",
        b"\"",
        b"<row r=\"0\">",
    ],
    wrap: |sheet| {
        let mut made = made::Made::with_sheet_at(made::SHEET);
        made.part(made::SHEET, sheet);
        made.bytes()
    },
    own: false,
};
const XLS: Target = Target {
    name: "xls",
    seeds: || {
        let made = old_streams().into_iter();
        let made = made.map(|stream| made_xls::container(&[("Workbook", &stream)]));
        folder("xls").into_iter().chain(made).collect()
    },
    words: RECORDS,
    wrap: <[u8]>::to_vec,
    own: true,
};
const XLS_RECORDS: Target = Target {
    name: "xls_records",
    seeds: old_streams,
    words: RECORDS,
    wrap: |stream| made_xls::container(&[("Workbook", stream)]),
    own: true,
};
const RECORDS: &[&[u8]] = &[
    b"\x3c\x00\x01\x00\x01",
    b"\xfd\x00\x0a\x00",
    b"\xfc\x00\x08\x00",
    b"\xbd\x00\x0c\x00",
    b"\x06\x00\x16\x00",
    b"\x07\x02\x04\x00",
    b"\xe5\x00\x0a\x00",
    b"\x0a\x00\x00\x00",
    b"\x09\x08\x10\x00\x00\x06\x10\x00",
    b"\x85\x00\x0e\x00",
    b"\xff\xff\xff\xff",
    b"\x00\x00",
    b"\x1e\x04\x05\x00",
    b"\x2f\x00\x00\x00",
];
const HTML: Target = Target {
    name: "html",
    seeds: || folder("html"),
    words: &[
        b"<table>",
        b"</table>",
        b"<tr>",
        b"<td>",
        b"</td>",
        b"<td rowspan=65535 colspan=1000>",
        b"&nbsp;",
        b"&#x10FFFF;",
        b"<!--",
        b"-->",
        b"<script>",
        b"</script>",
        b"<style>",
        b"<br>",
        b"\"",
        b"<caption>",
    ],
    wrap: <[u8]>::to_vec,
    own: true,
};
const XML: Target = Target {
    name: "xml",
    seeds: || folder("xml"),
    words: &[
        b"<Row>",
        b"</Row>",
        b"<Cell>",
        b"</Cell>",
        b"<Row ss:Index=\"4294967295\">",
        b"<Cell ss:MergeAcross=\"4294967295\" ss:MergeDown=\"9\">",
        b"<Data ss:Type=\"DateTime\">",
        b"</Data>",
        b"<Comment>",
        b"&#x0;",
        b"&amp;",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"<Visible>",
        b"1e999",
    ],
    wrap: <[u8]>::to_vec,
    own: true,
};

impl Target {
    fn run(&self) {
        let soak = std::env::var_os("JINGWEI_SOAK").is_some();
        let given = std::env::var("JINGWEI_FUZZ_SECONDS").ok();
        let seconds = given.and_then(|text| text.parse().ok()).unwrap_or(300);
        let time = if soak {
            Duration::from_secs(seconds)
        } else {
            MOMENT
        };
        let seeds = (self.seeds)();
        // The same inputs in every short run, others in every long one.
        let start = if soak {
            u64::from(std::process::id())
        } else {
            1
        };
        let mut dice = Dice(start);
        let (began, mut executions) = (Instant::now(), 0_u64);
        while began.elapsed() < time {
            let state = dice.0;
            let input = (self.wrap)(&self.changed(&seeds, &mut dice));
            self.take(&input, state);
            executions += 1;
        }
        println!(
            "{}: {executions} inputs in {} s",
            self.name,
            time.as_secs_f32()
        );
    }

    fn changed(&self, seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
        let mut bytes = dice.pick(seeds).clone();
        for _ in 0..=dice.below(12) {
            let at = dice.below(bytes.len() + 1);
            let end = (at + 1 + dice.below(40)).min(bytes.len());
            match dice.below(8) {
                0 if at < bytes.len() => bytes[at] = dice.next() as u8,
                1 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
                2 => drop(bytes.drain(at.min(end)..end)),
                3 => {
                    let piece = bytes[at.min(end)..end].repeat(1 + dice.below(20));
                    bytes.splice(at..at, piece);
                }
                4 => {
                    let other = dice.pick(seeds);
                    let from = dice.below(other.len() + 1);
                    bytes.splice(at..bytes.len(), other[from..].iter().copied());
                }
                5 if at + 2 <= bytes.len() => {
                    let number = *dice.pick(&[0_u16, 1, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF]);
                    bytes[at..at + 2].copy_from_slice(&number.to_le_bytes());
                }
                _ => {
                    let word = dice.pick(self.words);
                    bytes.splice(at..at, word.iter().copied());
                }
            }
        }
        bytes
    }

    /// Reads and recognises; whatever comes of it, it comes soon, within the limits, and is no crash.
    fn take(&self, input: &[u8], state: u64) {
        let limits = Limits {
            workbook_bytes: 1 << 20,
            text_bytes: 1 << 20,
            inflated_bytes: 4 << 20,
            cells: CELLS,
            ..Limits::default()
        };
        let attempt = || {
            let began = Instant::now();
            let read =
                std::panic::catch_unwind(|| read_here("余额", input, &limits).inspect(understand));
            (read, began.elapsed())
        };
        let (mut read, mut took) = attempt();
        for _ in 1..ATTEMPTS {
            if took > SLOWEST {
                (read, took) = attempt();
            }
        }
        let crashed = match &read {
            Err(_) => true,
            Ok(Err(error)) => self.own && reason(error) == Reason::Crashed.slug(),
            Ok(Ok(book)) => {
                let cells: usize = book.sheets.iter().map(|sheet| sheet.cell_count()).sum();
                cells as u64 > CELLS
            }
        };
        if crashed || took > SLOWEST {
            let path = std::env::temp_dir().join(format!("jingwei-fuzz-{}-{state}", self.name));
            std::fs::write(&path, input).unwrap();
            panic!("{} took {took:?}: {read:?}", path.display());
        }
    }
}

fn understand(book: &Workbook) {
    let hints = Hints {
        as_of: "2026-10-31".parse().ok(),
        ..Hints::default()
    };
    let _ = recognise(book, hints);
}

fn folder(name: &str) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(fixture("seeds").join(name)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// Workbook streams that have every kind of record the reader knows.
fn old_streams() -> Vec<Vec<u8>> {
    let text = |index: u32| index.to_le_bytes();
    let formula = |column: u16, result: [u8; 8]| {
        made_xls::cell(0x0006, (2, column, 0), &[&result[..], &[0; 8]].concat())
    };
    let sheet = [
        made_xls::record(0x0200, &[0; 14]),
        made_xls::cell(0x00FD, (0, 0, 0), &text(0)),
        made_xls::cell(0x00FD, (0, 1, 0), &text(1)),
        made_xls::cell(0x0204, (0, 2, 0), &made_xls::wide("当期余额")),
        made_xls::cell(0x0203, (1, 0, 1), &46_326_f64.to_le_bytes()),
        made_xls::cell(0x027E, (1, 1, 0), &[0, 0, 0xF0, 0x3F]),
        made_xls::record(
            0x00BD,
            &[1, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 6, 0, 0, 0, 3, 0],
        ),
        made_xls::cell(0x0205, (1, 4, 0), &[0x17, 1]),
        formula(0, 1.5_f64.to_le_bytes()),
        formula(1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        made_xls::record(0x0207, &made_xls::wide("示例")),
        formula(2, [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]),
        made_xls::record(0x00E5, &[1, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
    ];
    let formats = [
        made_xls::record(0x0022, &[0, 0]),
        made_xls::record(
            0x041E,
            &[&[164, 0][..], &made_xls::wide("yyyy-mm-dd")].concat(),
        ),
        made_xls::record(0x00E0, &[0; 20]),
        made_xls::record(0x00E0, &[&[0, 0, 164, 0][..], &[0; 16]].concat()),
    ];
    let texts = made_xls::texts(2, &["账户编号", "客户编号"]);
    let globals = [formats.concat(), texts].concat();
    let short = made_xls::stream(&globals, &[("表", 0, &sheet.concat())]);
    let two = made_xls::stream(&globals, &[("甲", 0, &sheet.concat()), ("乙", 1, &[])]);
    vec![short, two]
}

/// SplitMix64: good enough to change bytes, and the same from the same start.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// Below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
