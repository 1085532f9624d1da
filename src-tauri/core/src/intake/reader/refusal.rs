//! Why a file is not read: a machine-readable reason and the sentence for the user.

use crate::error::{Code, Error};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A file that will not be read. Crosses the pipe from the child; holds no text of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub reason: Reason,
    /// Where: a sheet, a cell's address, a line. Empty when the whole file is meant.
    pub place: String,
}

/// Each is a test's assertion and the `reason` in the error's context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Empty,
    /// The clipboard holds no text.
    NothingPasted,
    PasteTooLarge,
    /// .xls of Excel 5.0/95 and older.
    OldExcel,
    /// A web page without a table.
    Html,
    /// A web page with its pictures in one file (.mht).
    WebArchive,
    /// With a password to open, .xlsx or .xls.
    Encrypted,
    /// By the document encryption a company installs; read by a program it does not trust.
    CompanyEncrypted,
    /// Bytes as even as encryption or compression makes them.
    LooksEncrypted,
    /// .xlsb, .ods, .numbers
    OtherSpreadsheet,
    /// Word, PowerPoint, PDF, picture, archive.
    OtherDocument,
    UnknownBinary,
    Damaged,
    NoSheets,
    Undecodable,
    FileTooLarge,
    TooManyParts,
    /// A chain of sectors in an .xls that comes back to itself.
    EndlessChain,
    /// The parts add up to too much, by the directory or by what came out.
    InflatedTooLarge,
    /// More came out of a part than its directory entry says.
    InflatedMismatch,
    TooManyStrings,
    TagTooLong,
    /// Elements within elements, tables within tables.
    TooDeep,
    CellTooLong,
    LineTooLong,
    UnclosedQuote,
    TooManyCells,
    /// All cells' texts together.
    TooMuchText,
    TooManySheets,
    ColumnTooFar,
    /// A document type declaration: no spreadsheet program writes one, entity bombs need one.
    Entities,
    /// XML not in UTF-8.
    XmlEncoding,
    /// An error value or cell type that is not known.
    UnknownCell,
    /// The child died.
    Crashed,
    OutOfMemory,
    OutOfTime,
}

impl Reason {
    pub fn at(self, place: impl Into<String>) -> Refusal {
        Refusal {
            reason: self,
            place: place.into(),
        }
    }

    /// The wire name, `file_too_large`.
    pub fn slug(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(slug)) => slug,
            _ => String::new(),
        }
    }

    /// What happened and what to do next.
    const fn sentences(self) -> (&'static str, &'static str) {
        const RESAVE: &str = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿 (.xlsx)”后再导入。";
        const AGAIN: &str = "请从原系统重新导出后再导入。";
        const SPLIT: &str = "请按机构或月份拆成几个文件后再导入。";
        const SUSPECT: &str = "正常的表格软件不会写出这样的文件，请核实来源；确属业务文件时，用 Excel 打开后另存为 .xlsx 再导入。";
        match self {
            Reason::Empty => ("文件是空的（0 字节）", AGAIN),
            Reason::NothingPasted => (
                "剪贴板里没有表格",
                "请先在 Excel 或 WPS 里选中要导入的区域（连同表头）并复制，再粘贴。",
            ),
            Reason::PasteTooLarge => (
                "粘贴的内容太大",
                "请把表格另存为 .xlsx 或 .csv 文件，再选择文件导入。",
            ),
            Reason::OldExcel => (
                "这是 Excel 5.0/95 或更早版本的工作簿，本软件不读这种格式",
                RESAVE,
            ),
            Reason::Html => (
                "这个文件其实是网页 (HTML)，里面没有表格",
                "可能导出时登录已超时；请重新登录原系统，导出后再导入。",
            ),
            Reason::WebArchive => ("这是单个文件网页 (.mht)，本软件不读这种格式", RESAVE),
            Reason::Encrypted => (
                "工作簿有打开密码，内容是加密的",
                "请在 Excel 中输入密码打开，取消打开密码后另存为 .xlsx 再导入。",
            ),
            Reason::CompanyEncrypted => (
                "文件被单位的文档加密（防泄密）软件加密了，读到的只是密文",
                "请按单位规定申请解密，再导入解密后的文件；也可以请信息科技部门把本软件列为可信程序。",
            ),
            Reason::LooksEncrypted => (
                "无法识别这个文件的格式，内容像是加密或压缩过的",
                "如果单位装有文档加密软件，请先按规定解密；否则请从原系统重新导出为 .xlsx 或 .csv 后再导入。",
            ),
            Reason::OtherSpreadsheet => ("这是 .xlsb、.ods 等其他格式的表格，本软件不读", RESAVE),
            Reason::OtherDocument => (
                "这不是表格，而是文档、图片或压缩包等其他文件",
                "请选择 .xlsx、.xls 或 .csv 文件。",
            ),
            Reason::UnknownBinary => (
                "无法识别这个文件的格式，它既不是 Excel 工作簿也不是 .csv 文本",
                "请选择 .xlsx、.xls 或 .csv 文件。",
            ),
            Reason::Damaged => ("文件不完整或已损坏", AGAIN),
            Reason::NoSheets => ("工作簿里没有可读的工作表", "请检查文件内容后再导入。"),
            Reason::Undecodable => (
                "文字编码有错，既不是完整的 UTF-8 也不是 GB18030",
                "请从原系统重新导出，或用 Excel 打开检查后另存为 .xlsx 再导入。",
            ),
            Reason::FileTooLarge => ("文件太大", SPLIT),
            Reason::TooManyParts => ("工作簿内部的文件数目异常地多", SUSPECT),
            Reason::EndlessChain => ("工作簿内部的数据链首尾相接，没有尽头", SUSPECT),
            Reason::InflatedTooLarge => ("工作簿解压后太大", SPLIT),
            Reason::InflatedMismatch => ("工作簿解压出的内容多于其目录所记", SUSPECT),
            Reason::TooManyStrings => ("工作簿声称的文字条数超出可读范围", SUSPECT),
            Reason::TagTooLong => ("文件内部有一个标记异常地长", SUSPECT),
            Reason::TooDeep => ("文件内部的标记一层套一层，异常地深", SUSPECT),
            Reason::CellTooLong => (
                "有一个单元格的内容过长（Excel 的上限是 32,767 字）",
                "请删去该单元格的多余内容后再导入。",
            ),
            Reason::LineTooLong => (
                "有一行过长，可能是引号没有配对，或文件根本不是表格",
                "请检查该行，或从原系统重新导出后再导入。",
            ),
            Reason::UnclosedQuote => (
                "有一个引号没有配对，其后的行都被并进了一个单元格",
                "请检查该行的引号，或从原系统重新导出后再导入。",
            ),
            Reason::TooManyCells => ("单元格太多", SPLIT),
            Reason::TooMuchText => ("单元格里的文字总量太大", SPLIT),
            Reason::TooManySheets => ("工作表太多", SPLIT),
            Reason::ColumnTooFar => (
                "有内容的单元格离表格太远，超出可读的列数",
                "请删除该单元格（或它所在的列）后再导入。",
            ),
            Reason::Entities => ("工作簿内部含有文档类型声明 (DTD) 或不认识的实体", SUSPECT),
            Reason::XmlEncoding => ("工作簿内部文字不是 UTF-8 编码", RESAVE),
            Reason::UnknownCell => (
                "工作表里有无法识别的单元格或错误值",
                "请在 Excel 中改正该处的错误值后再导入。",
            ),
            Reason::Crashed => ("读取程序意外中止，这个文件可能已损坏", RESAVE),
            Reason::OutOfMemory => ("读取这个文件所需的内存超出上限", SPLIT),
            Reason::OutOfTime => ("读取这个文件所需的时间超出上限", SPLIT),
        }
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        reason.at("")
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, next) = self.reason.sentences();
        if self.place.is_empty() {
            write!(f, "{what}。未导入任何内容。{next}")
        } else {
            write!(f, "{what}（{}）。未导入任何内容。{next}", self.place)
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let error = Error::new(Code::UnreadableFile, refusal.to_string())
            .with("reason", refusal.reason.slug());
        if refusal.place.is_empty() {
            error
        } else {
            error.with("place", refusal.place)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_reason_and_place_and_says_what_was_kept() {
        let error = Error::from(Reason::ColumnTooFar.at("工作表“明细”的 XFD1048576"));
        assert_eq!(error.code, Code::UnreadableFile);
        assert_eq!(error.context["reason"], "column_too_far");
        assert_eq!(error.context["place"], "工作表“明细”的 XFD1048576");
        assert!(error.message.contains("未导入任何内容"));
    }
}
