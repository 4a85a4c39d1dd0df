//! What the session wants done by others: work in the background, and requests to the desktop.

use super::cache::{Cache, CachePlace, Contents};
use super::change::Change;
use super::corrections::Corrections;
use super::export_request::ExportArticles;
use super::export_task::{ExportSource, ExportTask, RestoreTask};
use super::portioned::Portioned;
use super::settings::Settings;
use super::snapshot::{Origin, ReportPage};
use super::store::{Previous, StoreError};
use crate::compare::near_copies::CopyGroups;
use crate::corpus::packed::Unpacked;
use crate::corpus::{Article, ArticleId, Corpus, Mention, Segments, TagColour};
use crate::events::{Event, EventEdits, LanesBy, Mentions};
use crate::export::Format;
use crate::export::import_report::{ImportReport, ReportQuery};
use crate::ingest::{ColumnMaps, FileAccount};
use crate::search::sorting::Sort;
use crate::search::{Catalogue, ConcordanceOrder, Filter, Indexed, Occurrence, Tagged};
use crate::work::{Cancel, Problem, Progress};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Something to be done outside the session.
#[derive(Debug)]
pub enum Effect {
    /// Work for a background thread; it answers with a [`super::Report`].
    Task(Task),
    /// Something that only the window can do.
    Desktop(DesktopRequest),
}

/// Something that takes long to be let go.
pub trait Held: std::fmt::Debug + Send {}

impl<T: std::fmt::Debug + Send> Held for T {}

/// Work for a background thread.
#[derive(Debug)]
pub enum Task {
    /// Read a corpus. Takes the place of any reading under way.
    Import {
        /// Number of this reading: reports of older ones are dropped.
        import: u64,
        /// What to read.
        origin: Origin,
        /// The store whose corrections apply, read first.
        store: Option<PathBuf>,
        /// What the user says of the columns of tables.
        columns: Arc<ColumnMaps>,
        /// Where it may have been kept; nothing when it is to be read anew.
        cache: Option<CachePlace>,
        /// Raised when the reading shall stop.
        cancel: Cancel,
        /// How far it is.
        progress: Progress,
    },
    /// Read what has changed.
    Refresh(Box<RefreshTask>),
    /// Watch these paths in place of others, and tell when something changes there; none: nothing.
    Watch {
        /// Number of the reading that they were opened for.
        import: u64,
        /// What to watch.
        paths: Vec<PathBuf>,
    },
    /// Lay out what changed, so that it is found. One at a time.
    List(Box<ListTask>),
    /// Index the texts that wait for it. One at a time.
    Index(IndexTask),
    /// Filter, count and sort. Takes the place of any filtering under way.
    Find(FindTask),
    /// List every hit of a query, or sort them anew. Takes the place of any listing under way.
    ListHits(HitsTask),
    /// Look for copies across the corpus. Takes the place of any such looking under way.
    FindCopies(CopiesTask),
    /// Measure copies beside the earliest of their group. Takes the place of any such measuring under way.
    MeasureCopies(MeasureCopiesTask),
    /// Find who else says a passage. Takes the place of any such finding under way.
    FindAlike(Box<AlikeTask>),
    /// Find the quotations that several articles have. Takes the place of any such finding under way.
    FindQuotations(QuotationsTask),
    /// Look whether all of a cache is as it was written. Takes the place of any such look under way.
    CheckKept(Box<Cache>),
    /// Stop what is under way, without anything in its place.
    Stop(Stoppable),
    /// Lay out the timeline of what a filter left. Takes the place of any laying out under way.
    LayOut(LayOutTask),
    /// Join mentions into events. Takes the place of any grouping under way.
    Group {
        /// Number of the reading that the corpus comes from.
        import: u64,
        /// What to group.
        corpus: Corpus,
        /// The mentions in it.
        mentions: Mentions,
        /// What the user says of events.
        edits: Arc<EventEdits>,
    },
    /// Read the mentions of articles anew: what they are reckoned from was corrected.
    Reread {
        /// Number of the reading that the articles come from.
        import: u64,
        /// The articles as corrected.
        articles: Vec<(ArticleId, Arc<Article>)>,
    },
    /// Write the changes in a store to one file.
    SaveWork {
        /// The store.
        store: PathBuf,
        /// The file.
        path: PathBuf,
    },
    /// Read what a file of work says that is newer than what a store holds.
    ReadWork {
        /// Number of the reading that the corpus comes from.
        import: u64,
        /// The store.
        store: PathBuf,
        /// The file.
        path: PathBuf,
        /// The articles that it may be of.
        corpus: Corpus,
    },
    /// Pack articles and mentions that lie loose.
    Pack(PackTask),
    /// Keep what was read for the next time. Takes the place of any keeping under way.
    Keep(Box<KeepTask>),
    /// Link two articles.
    Compare {
        /// Left.
        a: (ArticleId, Arc<Article>),
        /// Right.
        b: (ArticleId, Arc<Article>),
    },
    /// Write articles to a file.
    Export(Box<ExportTask>),
    /// Count what an export would hold. Takes the place of any such counting under way.
    PreviewExport(ExportArticles, Box<ExportSource>),
    /// Read the manifest of an earlier export.
    ReadManifest(PathBuf),
    /// Find the articles of an earlier export.
    Restore(Box<RestoreTask>),
    /// Write changes of the user's to the store, in order.
    Store {
        /// The store.
        path: PathBuf,
        /// What to add.
        changes: Vec<Change>,
    },
    /// Put the version that is kept of a damaged store in its place.
    RestoreWork {
        /// The store.
        path: PathBuf,
        /// The time, which the name of the damaged store tells.
        at: DateTime<Utc>,
    },
    /// Write the settings.
    SaveSettings(Arc<Settings>),
    /// Account for every file. Takes the place of any accounting under way.
    Account(AccountTask),
    /// Write the lines of the import report that are shown.
    WriteReport {
        /// Where to.
        path: PathBuf,
        /// The lines.
        page: Arc<ReportPage>,
    },
    /// Look at the first rows of a table.
    Peek {
        /// The file.
        path: PathBuf,
        /// What the user says of columns.
        maps: Arc<ColumnMaps>,
    },
    /// Show a file in its folder by the desktop's file manager.
    ShowPlace(PathBuf),
    /// Name the changes of a step on very many articles, portion by portion.
    Portion(PortionTask),
    /// Let go what is shown no more.
    LetGo(Vec<Box<dyn Held>>),
}

/// Name the changes of a step on very many articles, portion by portion.
#[derive(Debug)]
pub struct PortionTask {
    /// Number of the reading that the articles come from.
    pub import: u64,
    /// Number of the request.
    pub number: u64,
    /// What the step is.
    pub what: Portioned,
}

/// Account for every file, and find lines of the report.
#[derive(Clone, Debug)]
pub struct AccountTask {
    /// Number of the reading.
    pub import: u64,
    /// Which state of what was read: see [`super::snapshot::Opened::change`].
    pub change: u64,
    /// Every file.
    pub files: Segments<FileAccount>,
    /// What they gave.
    pub corpus: Corpus,
    /// What could not be read as intended.
    pub problems: Segments<Problem>,
    /// The report of this state, where it is known already.
    pub known: Option<Arc<ImportReport>>,
    /// Which lines.
    pub query: ReportQuery,
}

/// Keep what was read for the next time.
#[derive(Clone, Debug)]
pub struct KeepTask {
    /// Number of the reading.
    pub import: u64,
    /// Where.
    pub place: CachePlace,
    /// What.
    pub contents: Contents,
}

/// Pack articles and mentions that lie loose.
#[derive(Clone, Debug)]
pub struct PackTask {
    /// Number of the reading.
    pub import: u64,
    /// Full blocks of articles.
    pub articles: Vec<Unpacked<Arc<Article>>>,
    /// Full blocks of mentions.
    pub mentions: Vec<Unpacked<Arc<[Mention]>>>,
}

/// Read what has changed.
#[derive(Clone, Debug)]
pub struct RefreshTask {
    /// Number of the reading.
    pub import: u64,
    /// What is open.
    pub paths: Vec<PathBuf>,
    /// Every file as it was read.
    pub files: Segments<FileAccount>,
    /// What they gave.
    pub corpus: Corpus,
    /// What could not be read as intended.
    pub problems: Segments<Problem>,
    /// What the user says of the columns of tables.
    pub columns: Arc<ColumnMaps>,
    /// Raised when it shall stop.
    pub cancel: Cancel,
    /// How far it is.
    pub progress: Progress,
}

/// Lay out what changed, so that it is found.
#[derive(Clone, Debug)]
pub struct ListTask {
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// What is laid out already.
    pub catalogue: Catalogue,
    /// The corpus as it is now.
    pub corpus: Corpus,
    /// The mentions in it.
    pub mentions: Mentions,
    /// Articles that came, changed or went.
    pub changed: BTreeSet<ArticleId>,
    /// Texts of it that were indexed meanwhile.
    pub indexed: Option<Indexed>,
}

/// Index the texts that wait for it.
#[derive(Clone, Debug)]
pub struct IndexTask {
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// In which they wait.
    pub catalogue: Catalogue,
    /// The corpus that has them.
    pub corpus: Corpus,
}

/// Filter, count and sort.
#[derive(Clone, Debug)]
pub struct FindTask {
    /// Number of this request, for telling the newest result.
    pub find: u64,
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// What to search.
    pub catalogue: Catalogue,
    /// The articles in it.
    pub corpus: Corpus,
    /// The mentions in it.
    pub mentions: Mentions,
    /// What passes.
    pub filter: Arc<Filter>,
    /// In which order.
    pub sort: Sort,
}

/// List every hit of a query, or sort them anew.
#[derive(Clone, Debug)]
pub struct HitsTask {
    /// Number of this request, for telling the newest result.
    pub listing: u64,
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// The corpus.
    pub corpus: Corpus,
    /// What is looked for.
    pub query: String,
    /// In which articles.
    pub rows: Arc<[ArticleId]>,
    /// All hits, where they are known and only their order is wanted.
    pub known: Option<Segments<Occurrence>>,
    /// In which order.
    pub order: ConcordanceOrder,
}

/// Work that can be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stoppable {
    /// Indexing texts.
    Indexing,
    /// Looking for copies.
    Copies,
    /// Finding quotations.
    Quotations,
    /// Looking through what was kept.
    Check,
}

/// Look for copies across the corpus.
#[derive(Clone, Debug)]
pub struct CopiesTask {
    /// Number of this request, for telling the newest result.
    pub request: u64,
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// The corpus.
    pub corpus: Corpus,
    /// Where they may have been kept and are to be kept; nothing where they are not.
    pub place: Option<CachePlace>,
    /// How the corpus was read: see [`reading_number`](super::cache::reading_number).
    pub reading: u64,
    /// How far it is: each article counts twice.
    pub progress: Progress,
}

/// Measure copies beside the earliest of their group.
#[derive(Clone, Debug)]
pub struct MeasureCopiesTask {
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// The article whose copies are shown.
    pub copies_of: ArticleId,
    /// The corpus.
    pub corpus: Corpus,
    /// The group, the earliest first.
    pub members: Vec<ArticleId>,
}

/// Find who else says a passage.
#[derive(Clone, Debug)]
pub struct AlikeTask {
    /// Number of this request, for telling the newest result.
    pub request: u64,
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// What to search.
    pub catalogue: Catalogue,
    /// The articles in it.
    pub corpus: Corpus,
    /// The mentions in it.
    pub mentions: Mentions,
    /// The passage.
    pub passage: Arc<str>,
    /// The article that it is of.
    pub from: ArticleId,
    /// Copies of which only the best is told; nothing when each is.
    pub copies: Option<Arc<CopyGroups>>,
    /// Only among these, in any order; nothing when all may answer.
    pub within: Option<Arc<[ArticleId]>>,
}

/// Find the quotations that several articles have.
#[derive(Clone, Debug)]
pub struct QuotationsTask {
    /// Number of this request, for telling the newest result.
    pub request: u64,
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// The corpus.
    pub corpus: Corpus,
    /// In which articles.
    pub rows: Arc<[ArticleId]>,
    /// How far it is, in articles.
    pub progress: Progress,
}

/// Lay out the timeline of what a filter left.
#[derive(Clone, Debug)]
pub struct LayOutTask {
    /// Number of this request, for telling the newest result.
    pub layout: u64,
    /// Number of the reading that the corpus comes from.
    pub import: u64,
    /// The corpus.
    pub corpus: Corpus,
    /// The mentions in it.
    pub mentions: Mentions,
    /// The events that they belong to.
    pub events: Arc<[Event]>,
    /// Whose mentions, in any order.
    pub rows: Arc<[ArticleId]>,
    /// The articles of each tag.
    pub tagged: Arc<Tagged>,
    /// The colours of tags.
    pub tag_colours: Arc<BTreeMap<Arc<str>, TagColour>>,
    /// What lanes stand for.
    pub by: LanesBy,
}

/// Something that only the window can do.
#[derive(Clone, Debug, PartialEq)]
pub enum DesktopRequest {
    /// Ask for a folder to open.
    PickFolder,
    /// Ask for files to open.
    PickFiles,
    /// Ask where to export to.
    PickExportPath {
        /// The format, for the file name.
        format: Format,
    },
    /// Ask for a file of work.
    PickWork {
        /// To merge it, or to save it.
        is_merging: bool,
    },
    /// Ask where to write the import report to.
    PickReportPath,
    /// Put a text on the clipboard.
    Copy(String),
    /// Close the window.
    Quit,
}

/// What an import hands over before its first batch.
#[derive(Clone, Debug, Default)]
pub struct ImportStart {
    /// Corrections made in earlier runs.
    pub corrections: Arc<Corrections>,
    /// What is wrong with the store, if something is.
    pub store_fault: Option<StoreFault>,
}

/// What is wrong with the store of a corpus.
#[derive(Clone, Debug)]
pub struct StoreFault {
    /// The reason, with the name of the file.
    pub reason: String,
    /// The version that is kept of it, where it is damaged and there is one.
    pub previous: Option<Previous>,
}

impl From<StoreError> for StoreFault {
    fn from(error: StoreError) -> Self {
        Self { reason: error.to_string(), previous: error.previous() }
    }
}
