//! What everyone else sees: one immutable picture of the session, cheap to clone.

use super::export_request::ExportArticles;
use super::settings::Settings;
use crate::compare::Comparison;
use crate::compare::near_copies::{CopyGroups, Folded, WordCounts};
use crate::compare::quotations::QuotationGroup;
use crate::corpus::{Article, ArticleId, ArticleSet, Corpus, Segments};
use crate::events::{Event, EventId, Lanes, Mentions};
use crate::export::import_report::{ImportReport, ReportQuery};
use crate::export::restoring::Changed;
use crate::ingest::{FileAccount, TableHead};
use crate::search::SavedView;
use crate::search::sorting::Sort;
use crate::search::{Alike, Catalogue, ConcordanceOrder, Facets, Filter, Occurrence, QueryFault};
use crate::text::Span;
use crate::time::Interval;
use crate::work::{Cancel, Problem, Progress};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// One immutable picture of the session.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Counts up with every change: what is kept per snapshot is kept under this number.
    pub generation: u64,
    /// What was opened.
    pub opened: Opened,
    /// The filters as set, and what they left when last evaluated.
    pub view: FilteredView,
    /// Every hit of the query in its surroundings, while that is shown.
    pub concordance: Concordance,
    /// Quotations of what the filters leave, while that is shown.
    pub quotations: Quotations,
    /// Who else says a passage.
    pub who_else: WhoElse,
    /// The saved views by their names.
    pub views: Arc<BTreeMap<Arc<str>, SavedView>>,
    /// Rows picked.
    pub selection: Selection,
    /// What the reader shows.
    pub reader: Reader,
    /// The lines of the import report that were last asked for.
    pub report: ReportPage,
    /// The table whose first rows were last asked for; nothing while they are being looked at.
    pub table: Option<Arc<TablePage>>,
    /// What the export would hold that was last asked about.
    pub export_preview: ExportPreview,
    /// What is being written, or waits for it, oldest first.
    pub exporting: Arc<Vec<Exporting>>,
    /// The earlier export that was last opened again.
    pub restored: Arc<RestoredExport>,
    /// Notices to show, oldest first.
    pub notices: Arc<Vec<Notice>>,
    /// Whether the user's own work is safe on the disk.
    pub work: WorkState,
    /// The user's habits.
    pub settings: Arc<Settings>,
    /// What Undo would take back: "set outlet of 12 articles".
    pub undo_label: Option<String>,
    /// What Redo would make again.
    pub redo_label: Option<String>,
}

/// Whether the user's own work is safe on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkState {
    /// Changes that could not be written so far. They are tried again and again.
    pub unsaved_count: usize,
    /// Why not.
    pub reason: String,
    /// How many changes the version has that is kept of a damaged store and can be put in its place.
    pub restorable: Option<u64>,
}

/// What was opened and read.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// Number of the reading, from 1.
    pub import: u64,
    /// Where it comes from.
    pub origin: Origin,
    /// All articles read so far.
    pub corpus: Corpus,
    /// Their mentions.
    pub mentions: Mentions,
    /// Both laid out for being searched, as far as that has come.
    pub catalogue: Catalogue,
    /// Their events; those of an earlier state of the corpus while new ones are being grouped.
    pub events: Arc<[Event]>,
    /// Events that several articles mention, those of most articles first.
    pub main_events: Arc<[EventId]>,
    /// Copies and rewrites, once known; those of an earlier state of the corpus while they are looked for anew.
    pub copies: Option<Arc<CopyGroups>>,
    /// How far looking for copies is, each article counted twice; nothing when none is going on.
    pub copying: Option<Progress>,
    /// What could not be read as intended.
    pub problems: Segments<Problem>,
    /// Articles without a publication date.
    pub undated_count: usize,
    /// Every file that was met.
    pub files: Segments<FileAccount>,
    /// Tables that wait for being told what their columns are. Known when a reading is done.
    pub unmapped: Arc<[Arc<PathBuf>]>,
    /// Counts up with every change of articles, files or problems.
    pub change: u64,
    /// How far the reading is; nothing when it is done.
    pub reading: Option<Progress>,
    /// How far looking for changes is; nothing when none is going on.
    pub refreshing: Option<Progress>,
    /// True when the reading was stopped before its end.
    pub was_cancelled: bool,
}

/// Where a corpus comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The sample that is built in.
    #[default]
    Sample,
    /// Files and folders.
    Paths(Vec<PathBuf>),
}

impl Origin {
    /// A short name: the folder's name, "Sample corpus", "3 folders and files".
    pub fn name(&self) -> String {
        match self {
            Self::Sample => "Sample corpus".to_owned(),
            Self::Paths(paths) => match paths.as_slice() {
                [path] => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
                paths => format!("{} folders and files", paths.len()),
            },
        }
    }
}

/// The filters as set, and what they left when last evaluated.
#[derive(Clone, Debug, Default)]
pub struct FilteredView {
    /// As set.
    pub filter: Arc<Filter>,
    /// What is wrong with the query.
    pub faults: Arc<[QueryFault]>,
    /// The event that is filtered by.
    pub event_id: Option<EventId>,
    /// The article whose copies are filtered by.
    pub copies_of: Option<ArticleId>,
    /// What each of these copies took over from the earliest, left out and put in, once known; the earliest is not among them.
    pub copy_counts: Arc<BTreeMap<ArticleId, WordCounts>>,
    /// In which order.
    pub sort: Sort,
    /// Articles that pass, in the order of the table.
    pub rows: Arc<[ArticleId]>,
    /// The filter that `rows` passed: an older one while `is_pending`.
    pub rows_filter: Arc<Filter>,
    /// Counts by facet.
    pub facets: Arc<Facets>,
    /// Articles that pass too, and that rows stand for.
    pub folded: Arc<Folded>,
    /// Counts up whenever `rows` is replaced.
    pub rows_generation: u64,
    /// Articles that may pass too and have not been looked at yet.
    pub unsure_count: usize,
    /// True while `rows` is still that of an earlier filter, or not complete.
    pub is_pending: bool,
    /// The timeline of `rows`, or of earlier ones while `is_timeline_pending`.
    pub lanes: Arc<Lanes>,
    /// The filter whose rows `lanes` is of.
    pub lanes_filter: Arc<Filter>,
    /// Counts up whenever `lanes` is replaced.
    pub lanes_generation: u64,
    /// True while `lanes` is still that of earlier rows.
    pub is_timeline_pending: bool,
}

impl FilteredView {
    /// True when any filter is set.
    pub fn is_filtered(&self) -> bool {
        self.filter.is_set()
    }

    /// True when rows and timeline are those of the filter as set.
    pub fn is_settled(&self) -> bool {
        !self.is_pending && !self.is_timeline_pending
    }
}

/// Every hit of the query in the rows.
#[derive(Clone, Debug, Default)]
pub struct Concordance {
    /// The query whose hits these are: an earlier one while nothing of the newest is known.
    pub query: String,
    /// What is asked for by the person to be sorted by.
    pub order: ConcordanceOrder,
    /// Every hit known so far, by the articles.
    pub occurrences: Segments<Occurrence>,
    /// The numbers of the hits in the order asked for; nothing while they stand by the articles.
    pub numbers: Option<Arc<[u32]>>,
    /// Counts up whenever other hits come first.
    pub generation: u64,
    /// True while hits are being looked for or sorted.
    pub is_pending: bool,
    /// There are more hits than can be listed.
    pub is_cut: bool,
}

impl Concordance {
    /// The hit at a place of the list.
    pub fn row(&self, place: usize) -> Option<Occurrence> {
        let number = match &self.numbers {
            Some(numbers) => *numbers.get(place)? as usize,
            None => place,
        };
        self.occurrences.get(number).copied()
    }
}

/// Quotations that several of the rows have.
#[derive(Clone, Debug, Default)]
pub struct Quotations {
    /// Those of most outlets first. Of earlier rows while `finding`.
    pub groups: Arc<[ListedQuotation]>,
    /// Counts up whenever `groups` is replaced.
    pub generation: u64,
    /// How far finding them is, in articles; nothing when none is going on.
    pub finding: Option<Progress>,
}

/// A quotation in several articles.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedQuotation {
    /// Every place where it stands.
    pub group: QuotationGroup,
    /// In how many articles.
    pub article_count: usize,
    /// In how many outlets, as far as they are known.
    pub outlet_count: usize,
}

/// Who else says a passage.
#[derive(Clone, Debug)]
pub struct WhoElse {
    /// What was asked for; nothing before the first question.
    pub asked: Option<AskedPassage>,
    /// Of copies of one article only the best is told.
    pub hides_copies: bool,
    /// Asked among the articles that the filters leave.
    pub is_filtered: bool,
    /// Who, best first. Of an earlier question while `is_pending`.
    pub found: Arc<[Alike]>,
    /// Counts up whenever `found` is replaced.
    pub generation: u64,
    /// True while an answer is being found.
    pub is_pending: bool,
}

impl Default for WhoElse {
    fn default() -> Self {
        Self {
            asked: None,
            hides_copies: true,
            is_filtered: false,
            found: Arc::default(),
            generation: 0,
            is_pending: false,
        }
    }
}

/// A passage of which is asked who else says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPassage {
    /// The article that it is of.
    pub article_id: ArticleId,
    /// Where in it.
    pub span: Span,
    /// As it stood there.
    pub passage: Arc<str>,
}

/// Rows picked.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Selected articles; they stay selected when a filter hides them.
    pub article_ids: Arc<ArticleSet>,
    /// The row under the cursor.
    pub cursor: Option<ArticleId>,
    /// The row that was last picked alone: a range goes from it to the cursor.
    pub anchor: Option<ArticleId>,
}

/// What the reader shows.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// Columns from left to right, at most [`Reader::MOST_COLUMNS`].
    pub columns: Arc<Vec<ReaderColumn>>,
    /// Which column the next article opens in.
    pub active: usize,
    /// What every two columns share, by their articles, the left one first; absent while it is being worked out.
    pub comparisons: Arc<BTreeMap<(ArticleId, ArticleId), Arc<Comparison>>>,
}

impl Reader {
    /// More than this do not fit beside each other.
    pub const MOST_COLUMNS: usize = 4;

    /// What the columns `left` and `right` share, once known.
    pub fn comparison(&self, left: usize, right: usize) -> Option<&Arc<Comparison>> {
        let (a, b) = (self.columns.get(left)?, self.columns.get(right)?);
        self.comparisons.get(&(a.article_id, b.article_id))
    }
}

/// One column of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReaderColumn {
    /// Which article.
    pub article_id: ArticleId,
    /// The passage to scroll to and light.
    pub target: Option<Span>,
    /// Counts up with every request to scroll, so that asking twice for the same passage scrolls twice.
    pub target_request: u64,
    /// True when other articles open beside it and not in its place.
    pub is_pinned: bool,
}

/// The first rows of a table.
#[derive(Clone, Debug)]
pub struct TablePage {
    /// The file.
    pub path: PathBuf,
    /// Its first rows, or why there are none.
    pub head: Result<TableHead, String>,
}

/// What an export would hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportPreview {
    /// What was asked; nothing before the first question.
    pub asked: Option<ExportArticles>,
    /// How much that is; nothing while it is being counted.
    pub counted: Option<ExportCounts>,
}

/// How much an export holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportCounts {
    /// Articles.
    pub articles: usize,
    /// Outlets, as far as they are known.
    pub outlets: usize,
    /// Articles without a date of publication.
    pub undated: usize,
    /// From the first to the last day of publication.
    pub published: Option<Interval>,
    /// Dated expressions of time outside boilerplate.
    pub mentions: usize,
    /// Titles of the first articles, in order.
    pub first: Vec<String>,
}

/// An export that is being written, or waits for it.
#[derive(Clone, Debug)]
pub struct Exporting {
    /// Where to.
    pub path: PathBuf,
    /// Raised when it shall stop.
    pub cancel: Cancel,
    /// Articles gone through; a format may go through all of them several times. Of all that leave, once they are counted.
    pub progress: Progress,
}

/// An earlier export that was opened again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestoredExport {
    /// Its name; empty where none was opened.
    pub file: String,
    /// What is otherwise than it was.
    pub changes: Vec<Changed>,
}

/// Lines of the import report.
#[derive(Clone, Debug, Default)]
pub struct ReportPage {
    /// Number of the reading that the report is of.
    pub import: u64,
    /// Which state of it: see [`Opened::change`].
    pub change: u64,
    /// The lines asked for last.
    pub asked: ReportQuery,
    /// The lines that `shown` answers: asked for earlier while `is_pending`.
    pub query: ReportQuery,
    /// Every line.
    pub report: Arc<ImportReport>,
    /// The lines asked for, as positions in the files or folders of the report.
    pub shown: Arc<[u32]>,
    /// True while the lines asked for are being looked up.
    pub is_pending: bool,
}

/// Something that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub notice_id: u64,
    /// How bad.
    pub level: NoticeLevel,
    /// What happened and what to do, in one sentence without a final period.
    pub text: String,
}

/// How bad a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Something went as asked.
    Done,
    /// Something could not be done.
    Failed,
}

impl Snapshot {
    /// The article with this number.
    pub fn article(&self, article_id: ArticleId) -> Option<Arc<Article>> {
        self.opened.corpus.get(article_id)
    }

    /// The event with this number.
    pub fn event(&self, event_id: EventId) -> Option<&Event> {
        self.opened.events.get(event_id.0 as usize)
    }

    /// The rows that an export of the picked ones would hold: selected and not hidden, in the order of the table.
    /// Walks all rows: not for every frame.
    pub fn picked_rows(&self) -> Vec<ArticleId> {
        self.view.rows.iter().copied().filter(|row| self.selection.article_ids.contains(*row)).collect()
    }

    /// The articles that a command on "the selection" means: the selected ones, or the one under the cursor.
    pub fn acted_on(&self) -> Vec<ArticleId> {
        if self.selection.article_ids.is_empty() {
            self.selection.cursor.into_iter().collect()
        } else {
            self.selection.article_ids.iter().collect()
        }
    }
}
