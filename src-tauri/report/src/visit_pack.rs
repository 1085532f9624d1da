//! A finished visit pack: the right visit, composed for its audience, set in type, named, and what the
//! library is to remember of it. The window and the command line make packs through here and nowhere else.

use crate::compose::{self, ClientFacing, Context};
use crate::notes::{self, Note, NoteKind};
use crate::{Pdf, ReportError, render};
use jiff::Timestamp;
use jingwei_core::day::Day;
use jingwei_core::document::{Audience, MadeVisitPack, safe_name};
use jingwei_core::dossier::{Dossier, Visit};
use jingwei_core::ids::{ClientId, VisitId};
use jingwei_core::metrics::Metrics;
use jingwei_core::{Code, Error, Result};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The bytes, the file name they want, and what they were made from.
#[derive(Debug, Clone)]
pub struct VisitPack {
    pub pdf: Pdf,
    pub sha256: [u8; 32],
    pub file_name: String,
    pub client: ClientId,
    /// The visit it prepares.
    pub visit: Option<VisitId>,
    pub audience: Audience,
    pub as_of: Day,
    /// The newest day a balance in it holds for.
    pub data_until: Option<Day>,
    /// What to heed before it is used, the stale first.
    pub notes: Vec<Note>,
    audit_head: String,
}

/// Makes the pack for `visit`, else for the next planned one on or after the dossier's day.
///
/// # Errors
/// Refused where the client has no such visit; a fault as [`render`]. Never for what the dossier says.
pub fn make(
    dossier: &Dossier,
    visit: Option<VisitId>,
    audience: Audience,
    context: &Context,
) -> Result<VisitPack> {
    let visit = chosen(dossier, visit)?;
    let name = &dossier.client.name;
    let (document, stem) = match audience {
        Audience::Internal => {
            let metrics = Metrics::of(dossier);
            let document = compose::visit_pack(dossier, &metrics, visit, context);
            let number = dossier.client.number.as_deref().unwrap_or("无编号");
            (
                document,
                format!("{number} {name} 拜访资料包 {}", dossier.as_of),
            )
        }
        Audience::Client => {
            let facing = ClientFacing::of(dossier, visit, context);
            let day = visit
                .and_then(|visit| visit.planned_on)
                .unwrap_or(dossier.as_of);
            (
                compose::client_facing(&facing),
                format!("{name} 业务沟通资料 {day}"),
            )
        }
    };
    let pdf = render(&document)?;
    let mut notes = stale(dossier);
    notes.extend(notes::missing(&document.blocks));
    Ok(VisitPack {
        sha256: Sha256::digest(&pdf.bytes).into(),
        pdf,
        file_name: safe_name(&stem, "pdf"),
        client: dossier.client.id,
        visit: visit.map(|visit| visit.id),
        audience,
        as_of: dossier.as_of,
        data_until: compose::data_until(dossier),
        notes,
        audit_head: context.audit_head.clone(),
    })
}

impl VisitPack {
    /// What the library is to remember of it; `path` where it was written.
    pub fn remembered(&self, made_at: Timestamp, path: Option<&Path>) -> MadeVisitPack {
        let written = path.and_then(Path::file_name);
        MadeVisitPack {
            client: self.client,
            visit: self.visit,
            audience: self.audience,
            as_of: self.as_of,
            data_until: self.data_until,
            made_at,
            audit_head: self.audit_head.clone(),
            file_name: written.map_or_else(
                || self.file_name.clone(),
                |name| name.to_string_lossy().into_owned(),
            ),
            sha256: self.sha256,
            pages: self.pdf.pages,
            path: path.map(|path| path.to_string_lossy().into_owned()),
        }
    }
}

impl From<ReportError> for Error {
    fn from(error: ReportError) -> Self {
        Error::new(Code::Fault, error.to_string()).caused_by(error)
    }
}

fn stale(dossier: &Dossier) -> Vec<Note> {
    let ledgers = compose::stale_ledgers(dossier).into_iter();
    let notes = ledgers.map(|told| Note {
        kind: NoteKind::Stale,
        section: None,
        text: format!("{told}。请先导入最新一期。"),
    });
    notes.collect()
}

fn chosen(dossier: &Dossier, wanted: Option<VisitId>) -> Result<Option<&Visit>> {
    let Some(id) = wanted else {
        return Ok(dossier.next_visit());
    };
    let visit = dossier.visits.iter().find(|visit| visit.id == id);
    visit.map(Some).ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "该客户没有这次拜访，或它已取消，没有生成文档。",
        )
    })
}
