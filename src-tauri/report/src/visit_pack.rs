//! A finished visit pack: the right visit, composed for its audience, set in type, and named.

use crate::compose::{self, ClientFacing, Context};
use crate::{Pdf, ReportError, render};
use jingwei_core::document::{Audience, safe_name};
use jingwei_core::dossier::{Dossier, Visit};
use jingwei_core::ids::VisitId;
use jingwei_core::metrics::Metrics;

/// The bytes and the file name they want.
#[derive(Debug, Clone)]
pub struct VisitPack {
    pub pdf: Pdf,
    pub file_name: String,
    /// The visit it prepares.
    pub visit: Option<VisitId>,
}

/// Makes the pack for `visit`, else for the next planned one on or after the dossier's day.
///
/// # Errors
/// [`ReportError`] as [`render`]; never for what the dossier says.
pub fn make(
    dossier: &Dossier,
    visit: Option<VisitId>,
    audience: Audience,
    context: &Context,
) -> Result<VisitPack, ReportError> {
    let visit = chosen(dossier, visit);
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
    Ok(VisitPack {
        pdf: render(&document)?,
        file_name: safe_name(&stem, "pdf"),
        visit: visit.map(|visit| visit.id),
    })
}

fn chosen(dossier: &Dossier, wanted: Option<VisitId>) -> Option<&Visit> {
    match wanted {
        Some(id) => dossier.visits.iter().find(|visit| visit.id == id),
        None => dossier
            .visits
            .iter()
            .find(|visit| visit.planned_on.is_none_or(|day| day >= dossier.as_of)),
    }
}
