//! The engine: Document → slabs → pages → file.
//!
//! `block` measures and draws each kind of block, `flow` stacks the pieces on pages, `furniture` adds
//! what every page carries, `file` writes the PDF. Points, from the top left, up to `file`.

mod block;
mod canvas;
mod file;
mod flow;
mod font;
mod furniture;
mod style;
mod text;

use crate::document::Document;
use block::Layouter;
use style::CONTENT_WIDTH;

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: u32,
    /// Its headings in reading order: the same as its bookmarks.
    pub outline: Vec<OutlineEntry>,
}

/// A heading and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Position among all headings of the document, from 0.
    pub order: u32,
    /// 0 for sections, 1 below.
    pub depth: u8,
    /// `2.1`, empty where the heading has none.
    pub number: String,
    pub title: String,
    /// From 1.
    pub page: u32,
    /// Points from the top edge of the page.
    pub top: u32,
}

/// Why a document could not be made. The messages hold no text of the document.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A face that is part of the program could not be read: the installation is damaged.
    #[error(
        "文档字体 {name} 无法读取，程序文件可能已损坏。未生成文档，数据没有改变；请重新安装程序后再试。"
    )]
    Font { name: &'static str },
    /// The file could not be put together.
    #[error("文档未能生成（{step}）。数据没有改变；请重试，仍然失败时把日志交给技术支持。")]
    File { step: &'static str },
}

/// Sets a document in type and writes it as PDF 1.7 on A4; the same document gives the same bytes.
///
/// # Errors
/// [`ReportError`] when a face is damaged or the file cannot be put together; never for what the
/// document says.
pub fn render(document: &Document) -> Result<Pdf, ReportError> {
    let slabs = Layouter::default().blocks(&document.blocks, CONTENT_WIDTH)?;
    let pages = furniture::dress(flow::paginate(slabs), &document.meta)?;
    file::write(pages, &document.meta)
}

#[cfg(test)]
mod tests;
