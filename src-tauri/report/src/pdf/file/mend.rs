//! What printpdf leaves undone or gets wrong: version, metadata, bookmarks, language, compression.

use super::super::furniture::Page;
use super::super::style::PAGE_HEIGHT;
use super::super::{ReportError, flow::Anchor};
use crate::document::Meta;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::io::Write as _;

/// The best level costs a third more time for next to nothing.
const LEVEL: u32 = 6;

/// Mends the raw file and writes it.
pub fn finish(
    mut file: lopdf::Document,
    pages: &[Page],
    meta: &Meta,
) -> Result<Vec<u8>, ReportError> {
    "1.7".clone_into(&mut file.version);
    let page_ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    let outlines = bookmarks(&mut file, pages, &page_ids);
    information(&mut file, meta)?;
    catalog(&mut file, outlines)?;
    for id in &page_ids {
        if let Ok(page) = file.get_object_mut(*id).and_then(Object::as_dict_mut)
            && page
                .get(b"Annots")
                .and_then(Object::as_array)
                .is_ok_and(Vec::is_empty)
        {
            page.remove(b"Annots");
        }
    }
    compress(&mut file)?;
    identify(&mut file)?;
    save(&mut file)
}

fn failed(step: &'static str) -> ReportError {
    ReportError::File { step }
}

fn save(file: &mut lopdf::Document) -> Result<Vec<u8>, ReportError> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|_| failed("写出"))?;
    Ok(bytes)
}

/// The identity of the file is its content: the same document has the same.
fn identify(file: &mut lopdf::Document) -> Result<(), ReportError> {
    file.trailer.remove(b"ID");
    let digest = Sha256::digest(save(file)?);
    let half = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
    file.trailer
        .set("ID", Object::Array(vec![half.clone(), half]));
    Ok(())
}

fn information(file: &mut lopdf::Document, meta: &Meta) -> Result<(), ReportError> {
    let created = meta.created.strftime("D:%Y%m%d%H%M%S").to_string();
    let mut info = dictionary! {
        "Title" => words(&meta.title),
        "Subject" => words(&meta.subject),
        "Author" => words(&meta.author),
        "Creator" => words("经纬 Jingwei"),
        "Producer" => words(concat!("jingwei-report ", env!("CARGO_PKG_VERSION"))),
        "CreationDate" => Object::string_literal(created.clone()),
        "ModDate" => Object::string_literal(created),
    };
    if !meta.client.is_empty() {
        info.set("Keywords", words(&meta.client));
    }
    let id = file
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .map_err(|_| failed("元数据"))?;
    file.set_object(id, info);
    Ok(())
}

/// UTF-16 with a byte order mark, as text strings outside Latin are written.
fn words(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    for unit in text.encode_utf16() {
        bytes.extend(unit.to_be_bytes());
    }
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn catalog(file: &mut lopdf::Document, outlines: Option<ObjectId>) -> Result<(), ReportError> {
    let catalog = file.catalog_mut().map_err(|_| failed("目录"))?;
    catalog.remove(b"OutputIntents");
    catalog.remove(b"Metadata");
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    match outlines {
        Some(id) => {
            catalog.set("Outlines", Object::Reference(id));
            catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
        }
        None => catalog.set("PageMode", Object::Name(b"UseNone".to_vec())),
    }
    Ok(())
}

/// One entry of the outline and its place in the tree.
struct Entry {
    id: ObjectId,
    depth: u8,
    title: String,
    page: ObjectId,
    top: f32,
    children: Vec<Entry>,
}

/// Writes the headings as a tree of bookmarks that lead to their places.
fn bookmarks(file: &mut lopdf::Document, pages: &[Page], ids: &[ObjectId]) -> Option<ObjectId> {
    let mut anchors: Vec<(&Anchor, f32, ObjectId)> = pages
        .iter()
        .zip(ids)
        .flat_map(|(page, &id)| page.anchors.iter().map(move |(anchor, y)| (anchor, *y, id)))
        .collect();
    if anchors.is_empty() {
        return None;
    }
    // Columns are filled side by side; the reader goes down one and then the next.
    anchors.sort_by_key(|(anchor, ..)| anchor.order);
    let mut roots: Vec<Entry> = Vec::new();
    for (anchor, y, page) in anchors {
        let top = (PAGE_HEIGHT - y + 8.0).round();
        let (id, depth, title) = (file.new_object_id(), anchor.depth, anchor.words());
        let entry = Entry {
            id,
            depth,
            title,
            page,
            top,
            children: Vec::new(),
        };
        match roots.last_mut() {
            Some(parent) if anchor.depth > parent.depth => parent.children.push(entry),
            _ => roots.push(entry),
        }
    }
    let root = file.new_object_id();
    let count = roots
        .iter()
        .map(|entry| 1 + entry.children.len() as i64)
        .sum::<i64>();
    let (first, last) = (roots.first()?.id, roots.last()?.id);
    siblings(file, &roots, root);
    file.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count },
    );
    Some(root)
}

fn siblings(file: &mut lopdf::Document, entries: &[Entry], parent: ObjectId) {
    for (index, entry) in entries.iter().enumerate() {
        let destination = vec![
            Object::Reference(entry.page),
            Object::Name(b"XYZ".to_vec()),
            Object::Integer(0),
            Object::Real(entry.top),
            Object::Null,
        ];
        let mut node = Dictionary::new();
        node.set("Title", words(&entry.title));
        node.set("Parent", Object::Reference(parent));
        node.set("Dest", Object::Array(destination));
        if let Some(before) = index.checked_sub(1).and_then(|before| entries.get(before)) {
            node.set("Prev", Object::Reference(before.id));
        }
        if let Some(next) = entries.get(index + 1) {
            node.set("Next", Object::Reference(next.id));
        }
        if let (Some(first), Some(last)) = (entry.children.first(), entry.children.last()) {
            node.set("First", Object::Reference(first.id));
            node.set("Last", Object::Reference(last.id));
            node.set("Count", Object::Integer(entry.children.len() as i64));
            siblings(file, &entry.children, entry.id);
        }
        file.set_object(entry.id, node);
    }
}

fn compress(file: &mut lopdf::Document) -> Result<(), ReportError> {
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if stream.dict.has(b"Filter") {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        encoder
            .write_all(&stream.content)
            .map_err(|_| failed("压缩"))?;
        let packed = encoder.finish().map_err(|_| failed("压缩"))?;
        if packed.len() < stream.content.len() {
            stream.set_content(packed);
            stream
                .dict
                .set("Filter", Object::Name(b"FlateDecode".to_vec()));
        }
    }
    Ok(())
}
