//! Time to set and write a document, fonts already parsed: `cargo bench -p jingwei-report`.

#[path = "../examples/sample/document.rs"]
mod sample;

use divan::Bencher;

fn main() {
    // The faces are parsed once per process; what is measured is a document.
    let _ = jingwei_report::render(&sample::sample());
    divan::main();
}

#[divan::bench]
fn sample_of_every_block(bencher: Bencher) {
    let document = sample::sample();
    bencher.bench(|| jingwei_report::render(divan::black_box(&document)));
}
