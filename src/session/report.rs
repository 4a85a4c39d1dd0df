//! What background work tells the session.

use super::cache::Cache;
use super::cache::contents::Kept;
use super::change::Change;
use super::effect::ImportStart;
use super::portioned::Portion;
use super::snapshot::{ExportPreview, ListedQuotation, ReportPage, TablePage};
use super::store::versions::Restored;
use crate::compare::Comparison;
use crate::compare::near_copies::{CopyGroups, Folded, WordCounts};
use crate::corpus::packed::{ArticleBlock, Block, MentionBlock, Unpacked};
use crate::corpus::{Article, ArticleId, ArticleSet, Mention, Segments};
use crate::events::{Event, EventId, Lanes};
use crate::export::{self, Manifest};
use crate::ingest::FileAccount;
use crate::search::{Alike, Catalogue, Facets, Filter, Indexed, Occurrence};
use crate::work::Problem;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Name of the job that lists hits, as a person calls it.
pub const LISTING_HITS: &str = "listing hits";

/// Name of the job that lays out what changed, as a person calls it.
pub const LISTING: &str = "listing articles";

/// Name of the job that indexes texts, as a person calls it.
pub const INDEXING: &str = "indexing";

/// Name of the job that looks for copies, as a person calls it.
pub const LOOKING_FOR_COPIES: &str = "looking for copies";

/// Name of the job that writes exports and settings, as a person calls it.
pub const WRITING: &str = "writing";

/// The job that names the changes of steps on very many articles, as [`Report::JobFailed`] calls it.
pub const NAMING_CHANGES: &str = "naming changes";

/// Name of the job that finds who else says a passage, as a person calls it.
pub const FINDING_ALIKE: &str = "finding who else says it";

/// Name of the job that finds quotations, as a person calls it.
pub const FINDING_QUOTATIONS: &str = "finding quotations";

/// What background work tells the session.
#[derive(Debug)]
pub enum Report {
    /// An import has opened the user's store.
    ImportStarted(u64, ImportStart),
    /// Articles have been read.
    Batch(u64, ImportedBatch),
    /// An import has come to its end.
    ImportDone {
        /// Which.
        import: u64,
        /// True when it was stopped.
        was_cancelled: bool,
    },
    /// A corpus has been found in the cache: its rows can be shown.
    Restored(u64, Box<RestoredCorpus>),
    /// The files of a corpus that was found in the cache: it can be looked through for changes.
    RestoredFiles {
        /// Of which reading.
        import: u64,
        /// Every file as it was read.
        files: Segments<FileAccount>,
        /// What could not be read as intended.
        problems: Segments<Problem>,
        /// What makes its articles searchable, and which of them were corrected when it was kept.
        catalogue: Option<(Catalogue, Vec<ArticleId>)>,
    },
    /// What was restored is not as it was kept: see [`Cache::damage`], which is looked at before every report.
    CacheDamaged,
    /// A cache was not used or not written, for this reason.
    CacheFailed(u64, String),
    /// Something has changed in the folder that this reading is of.
    FolderChanged(u64),
    /// Some of what has changed in an open folder, which the next [`Refreshed`](Self::Refreshed) ends.
    RefreshedPart(u64, RefreshedArticles),
    /// An open folder has been looked through for changes.
    Refreshed(u64, RefreshOutcome),
    /// What changed has been laid out: everything as it is now.
    Listed(u64, Catalogue),
    /// Texts that waited for it have been indexed.
    Indexed(u64, Indexed),
    /// What lay loose has been packed.
    Packed(u64, PackedBlocks),
    /// A filter has been evaluated.
    Found(u64, FoundRows),
    /// Hits have been found or sorted.
    HitsListed {
        /// Number of the reading.
        import: u64,
        /// Number of the request that this answers.
        listing: u64,
        /// What there is of them.
        hits: ListedHits,
    },
    /// Copies have been looked for.
    CopiesFound {
        /// Number of the reading.
        import: u64,
        /// Number of the request that this answers.
        request: u64,
        /// What was found.
        copies: Arc<CopyGroups>,
        /// Every article that is a copy of an earlier one.
        duplicates: Arc<ArticleSet>,
    },
    /// Copies have been measured beside the earliest of their group.
    CopiesMeasured {
        /// Number of the reading.
        import: u64,
        /// The article whose copies they are.
        copies_of: ArticleId,
        /// What each took over, left out and put in; the earliest is not among them.
        counts: Arc<BTreeMap<ArticleId, WordCounts>>,
    },
    /// It has been found who else says a passage.
    AlikeFound {
        /// Number of the reading.
        import: u64,
        /// Number of the request that this answers.
        request: u64,
        /// Who, best first.
        found: Arc<[Alike]>,
    },
    /// Quotations have been found.
    QuotationsFound {
        /// Number of the reading.
        import: u64,
        /// Number of the request that this answers.
        request: u64,
        /// The quotations, those of most outlets first.
        groups: Arc<[ListedQuotation]>,
    },
    /// A timeline has been laid out.
    LaidOut {
        /// Number of the reading.
        import: u64,
        /// Number of the request that this answers.
        layout: u64,
        /// The timeline.
        lanes: Arc<Lanes>,
    },
    /// Events have been grouped; the second list names those that several articles mention, most articles first.
    Grouped(u64, Arc<[Event]>, Arc<[EventId]>),
    /// The mentions of corrected articles have been read.
    Reread(u64, Vec<RereadArticle>),
    /// Two articles have been linked.
    Compared {
        /// Left, as it was compared.
        a: (ArticleId, Arc<Article>),
        /// Right, as it was compared.
        b: (ArticleId, Arc<Article>),
        /// What they share.
        comparison: Arc<Comparison>,
    },
    /// The user's work was written to a file of its own, or not.
    WorkSaved {
        /// The file.
        path: PathBuf,
        /// How many changes, or why not.
        outcome: Result<usize, String>,
    },
    /// A file of work was read, or not.
    WorkRead {
        /// Number of the reading that the articles come from.
        import: u64,
        /// The file.
        path: PathBuf,
        /// What it says later than the user has, with the articles, or why it was not read.
        outcome: Result<Vec<(ArticleId, Change)>, String>,
    },
    /// A file has been written.
    Exported {
        /// Where.
        path: PathBuf,
        /// How many articles, or why not.
        outcome: Result<usize, String>,
    },
    /// It has been counted what an export would hold.
    ExportPreviewed(ExportPreview),
    /// The manifest of an earlier export has been read.
    ManifestRead {
        /// Where it stands.
        path: PathBuf,
        /// What it says; nothing where it is none; or why it cannot be opened.
        read: Result<Option<Arc<Manifest>>, String>,
    },
    /// The articles of an earlier export have been looked for, in this reading.
    SelectionRestored(u64, export::Restored),
    /// Lines of the import report have been found.
    Accounted(ReportPage),
    /// The first rows of a table have been looked at.
    Peeked(TablePage),
    /// The import report has been written.
    ReportWritten {
        /// Where.
        path: PathBuf,
        /// How many lines, or why not.
        outcome: Result<usize, String>,
    },
    /// The desktop did not show a file in its folder.
    PlaceFailed {
        /// The file.
        path: PathBuf,
        /// What is known of the reason.
        reason: String,
    },
    /// Changes are on the disk.
    Stored {
        /// How many of the user's changes are still on their way there.
        waiting: usize,
    },
    /// Changes could not be written to the store; it is tried again until they are.
    NotStored {
        /// How many wait.
        waiting: usize,
        /// Why, with the name of the file.
        reason: String,
    },
    /// The version kept of a damaged store has been put in its place, or could not be.
    WorkRestored {
        /// The store.
        path: PathBuf,
        /// What came of it, or why nothing did.
        outcome: Result<Restored, String>,
    },
    /// Changes of a step on very many articles have been named.
    Portion {
        /// Number of the reading.
        import: u64,
        /// Number of the request that this answers.
        number: u64,
        /// The changes.
        portion: Portion,
    },
    /// A job panicked; the window lives on.
    JobFailed {
        /// Which job, as a person calls it: "reading", "filtering".
        job: &'static str,
        /// What is known of the reason.
        reason: String,
    },
}

/// What looking for changes has come to.
#[derive(Debug)]
pub enum RefreshOutcome {
    /// All is as it was.
    Unchanged,
    /// It was stopped, and changes nothing.
    Stopped,
    /// Nothing that was opened is there any more.
    FolderGone,
    /// Something has changed: the articles came before.
    Changed(Box<RefreshedFiles>),
}

/// Some articles of an open folder that came, changed or went.
#[derive(Debug, Default)]
pub struct RefreshedArticles {
    /// Articles read, each with the number it shall have: of a known one, or behind the last.
    pub articles: Vec<RereadArticle>,
    /// Articles that are no longer there.
    pub gone: Vec<ArticleId>,
}

/// The files of an open folder, changes taken in.
#[derive(Debug)]
pub struct RefreshedFiles {
    /// Every file as it is now.
    pub files: Segments<FileAccount>,
    /// Every problem as it is now.
    pub problems: Segments<Problem>,
}

/// A corpus that was found in the cache.
#[derive(Debug)]
pub struct RestoredCorpus {
    /// As it was kept.
    pub kept: Kept,
    /// Where: whether all of it is as it was written is looked at later.
    pub cache: Cache,
}

/// A block with what it was packed from.
pub type PackedBlock<B> = (Unpacked<<B as Block>::Item>, Arc<B>);

/// Blocks, each with what it was packed from.
#[derive(Debug)]
pub struct PackedBlocks {
    /// Articles.
    pub articles: Vec<PackedBlock<ArticleBlock>>,
    /// Mentions.
    pub mentions: Vec<PackedBlock<MentionBlock>>,
}

/// An article that was read or corrected, with its mentions.
#[derive(Clone, Debug)]
pub struct RereadArticle {
    /// Which.
    pub article_id: ArticleId,
    /// As it is now.
    pub article: Arc<Article>,
    /// What it mentions.
    pub mentions: Arc<[Mention]>,
}

/// Articles that have been read, with their mentions.
#[derive(Debug, Default)]
pub struct ImportedBatch {
    /// In the order of reading.
    pub articles: Vec<(Arc<Article>, Arc<[Mention]>)>,
    /// What could not be read as intended.
    pub problems: Vec<Problem>,
    /// Files that this batch accounts for.
    pub files: Vec<FileAccount>,
}

/// Hits as they are found, and what their order is once all are.
#[derive(Clone, Debug)]
pub enum ListedHits {
    /// Further ones, by the articles.
    More(Vec<Occurrence>),
    /// There are no more: the numbers of all in the order asked for, nothing where that is the order they came in.
    All {
        /// The numbers.
        numbers: Option<Arc<[u32]>>,
        /// There would be more than can be listed.
        is_cut: bool,
    },
}

/// What a filter left, counted and sorted.
#[derive(Clone, Debug, Default)]
pub struct FoundRows {
    /// Number of the request that this answers.
    pub find: u64,
    /// The filter that was evaluated.
    pub filter: Arc<Filter>,
    /// Articles that pass, in the order of the table.
    pub rows: Arc<[ArticleId]>,
    /// Counts by facet.
    pub facets: Arc<Facets>,
    /// Articles that pass too, and that rows stand for.
    pub folded: Arc<Folded>,
    /// Articles that may pass too and have not been looked at yet; more of the same request follows unless 0.
    pub unsure_count: usize,
}
