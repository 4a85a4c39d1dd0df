//! What the session has asked others for and waits for, kept apart from what is done with it.

use super::change::Change;
use crate::corpus::{ArticleId, ArticleSet};
use crate::events::LanesBy;
use crate::export::Manifest;
use crate::search::{Filter, Indexed};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a step of laying out is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listing {
    /// Articles that came, changed or went, which no catalogue holds yet.
    Changes,
    /// Only texts that were indexed.
    Index,
}

/// What has still to be laid out.
#[derive(Debug, Default)]
pub(super) struct Unlisted {
    /// Articles that came, changed or went since the last hand-over.
    pub(super) article_ids: BTreeSet<ArticleId>,
    /// Are changes among them that somebody waits for, and not only articles that are being read?
    pub(super) is_urgent: bool,
    /// What is being laid out, where somebody is at it.
    pub(super) listing: Option<Listing>,
    /// Is somebody at indexing texts?
    pub(super) is_indexing: bool,
    /// Texts that were indexed and are taken in with what is laid out next.
    pub(super) indexed: Option<Indexed>,
    /// Articles that rows were last filtered from.
    pub(super) filtered_count: usize,
}

impl Unlisted {
    /// Is everything laid out and indexed?
    pub(super) fn is_done(&self) -> bool {
        self.listing.is_none() && !self.is_indexing && self.indexed.is_none() && self.article_ids.is_empty()
    }

    /// Is something known that the rows do not show yet?
    pub(super) fn is_waited_for(&self) -> bool {
        self.listing == Some(Listing::Changes) || !self.article_ids.is_empty()
    }
}

/// A timeline that is being laid out.
#[derive(Debug)]
pub(super) struct Layout {
    /// Number of the request.
    pub(super) number: u64,
    /// The filter that left its rows.
    pub(super) filter: Arc<Filter>,
    /// What its lanes stand for.
    pub(super) by: LanesBy,
    /// True when the rows have been replaced since.
    pub(super) is_outdated: bool,
}

/// What has been taken in so far of the changes in an open folder.
#[derive(Debug, Default)]
pub(super) struct TakenChanges {
    pub(super) tally: Tally,
    /// Articles that were read.
    pub(super) count: usize,
    /// Articles of another content than before.
    pub(super) rewritten: BTreeSet<ArticleId>,
    /// Articles that are no longer there.
    pub(super) gone: ArticleSet,
    /// Articles with corrections on which their mentions depend.
    pub(super) to_reread: Vec<ArticleId>,
}

/// How many articles came, went, changed or moved.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) added: usize,
    pub(super) removed: usize,
    pub(super) changed: usize,
    pub(super) moved: usize,
}

/// A step on very many articles that is being made.
#[derive(Debug)]
pub(super) struct LargeStep {
    /// Number of the request.
    pub(super) number: u64,
    pub(super) kind: StepKind,
    /// "tag 20000 articles: key".
    pub(super) label: String,
    /// What of it has been made so far.
    pub(super) changes: Vec<(ArticleId, Change)>,
}

/// Where a step belongs once it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    /// To what can be undone; what was undone before is forgotten.
    New,
    /// To what can be done again.
    Undone,
    /// To what can be undone once more.
    Redone,
}

/// Copies that are to be looked for, or are.
#[derive(Debug, Default)]
pub(super) struct CopiesSearch {
    /// Number of the request under way.
    pub(super) request: Option<u64>,
    /// Articles came, changed or went since the last request.
    pub(super) is_outdated: bool,
}

/// Quotations that are being found.
#[derive(Debug, Default)]
pub(super) struct QuotationsSearch {
    /// Number of the request under way, and the filter whose rows it reads.
    pub(super) request: Option<(u64, Arc<Filter>)>,
    /// The rows have been replaced since.
    pub(super) is_outdated: bool,
    /// Of which rows the last answer is, by [`super::snapshot::FilteredView::rows_generation`].
    pub(super) answered: Option<u64>,
    /// Of which rows the request under way is.
    pub(super) asked: u64,
}

/// Hits that are being looked for or sorted.
#[derive(Debug)]
pub(super) struct HitsListing {
    /// Number of the request.
    pub(super) number: u64,
    /// The filter whose rows are looked through.
    pub(super) filter: Arc<Filter>,
    /// True until the first hits have taken the place of the former ones.
    pub(super) is_first: bool,
    /// The rows have been replaced since.
    pub(super) is_outdated: bool,
}

/// The manifest of an earlier export whose corpus is being opened.
#[derive(Clone, Debug)]
pub(super) struct Restoring {
    /// What the export tells of itself.
    pub(super) manifest: Arc<Manifest>,
    /// True once its articles are being looked for.
    pub(super) is_asked: bool,
}
