//! What an export is asked to hold.

use crate::events::EventId;
use crate::export::{Chosen, Format, Options};
use std::path::PathBuf;
use std::sync::Arc;

/// What an export shall hold.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRequest {
    /// Where to.
    pub path: PathBuf,
    /// In which format.
    pub format: Format,
    /// Which articles.
    pub articles: ExportArticles,
    /// How they are written.
    pub options: Options,
}

/// Which articles leave; by default those that the filters do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportArticles {
    /// Of which kind.
    pub chosen: Chosen,
    /// Of what is tagged: with this tag; nothing for any.
    pub tag: Option<Arc<str>>,
    /// Of an event: which.
    pub event_id: Option<EventId>,
    /// Only the earliest of copies; not asked where articles were named one by one.
    pub folds_copies: bool,
}
