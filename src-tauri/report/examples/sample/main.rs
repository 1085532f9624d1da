//! Renders a document that uses every kind of block: `cargo run -p jingwei-report --example sample -- FILE`.

mod document;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: sample FILE")?;
    let pdf = jingwei_report::render(&document::sample())?;
    std::fs::write(&path, &pdf.bytes)?;
    println!("{path}: {} pages, {} bytes", pdf.pages, pdf.bytes.len());
    Ok(())
}
