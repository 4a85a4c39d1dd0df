//! Which dialog is open, and what has been typed and chosen in it. Painting them is left to [`super::dialogs`].

use super::Hover;
use super::export_dialog::ExportDialog;
use super::list::ListView;
use super::paths::proposed_path;
use super::replacing::Replacing;
use crate::corpus::{Article, ArticleId, FieldName};
use crate::events::{EventId, MentionRef};
use crate::export::import_report::{Only, ReportQuery};
use crate::session::{Snapshot, work_file};
use crate::text::Span;
use crate::time::Precision;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// Type the path of a folder or file.
    OpenPath(OpenPath),
    /// Write what is filtered or picked to a file.
    Export(ExportDialog),
    /// Set a field of articles by hand.
    Correct(CorrectDialog),
    /// Give tags to articles, or take them away.
    Tags(TagsDialog),
    /// Write a note on an article or a passage.
    Note(NoteDialog),
    /// Save the user's work as one file, or merge such a file.
    Work(WorkDialog),
    /// Save filters and order by a name.
    SaveView(SaveViewDialog),
    /// Choose which columns the table of articles has.
    TableColumns,
    /// Say what the columns of a table are.
    Columns(ColumnsDialog),
    /// An event: who tells of it, where accounts differ, merging and splitting.
    Event(EventDialog),
    /// Say which days a mention means.
    Days(DaysDialog),
    /// What every file gave.
    Report(ReportDialog),
    /// What has changed since an export was written that has been opened again.
    Restored,
    /// Find a command, an outlet or an event.
    Palette(Palette),
    /// Go to a row by its beginning.
    GoToRow(GoToRow),
    /// Every command with its keys.
    Shortcuts,
    /// Everything that can be typed in the search field.
    HowToSearch,
    /// Version and licences.
    About,
}

impl Dialog {
    /// Type the path of a folder or file.
    pub fn open_path() -> Self {
        Self::OpenPath(OpenPath::default())
    }

    /// Export what the filters leave, or the picked rows where there are any.
    pub fn export(snapshot: &Snapshot) -> Self {
        Self::Export(ExportDialog::new(snapshot))
    }

    /// Export the articles that tell of an event.
    pub fn export_event(snapshot: &Snapshot, event_id: EventId) -> Self {
        Self::Export(ExportDialog::of_event(snapshot, event_id))
    }

    /// Correct a field of these articles.
    pub fn correct(snapshot: &Snapshot, article_ids: Vec<ArticleId>, field: FieldName) -> Self {
        Self::Correct(CorrectDialog::new(snapshot, article_ids, field))
    }

    /// Tags of these articles.
    pub fn tags_of(article_ids: Vec<ArticleId>) -> Self {
        Self::Tags(TagsDialog { article_ids, typed: String::new(), has_been_shown: false })
    }

    /// A name for filters and order.
    pub fn save_view() -> Self {
        Self::SaveView(SaveViewDialog::default())
    }

    /// The user's work as one file: saved, or merged.
    pub fn work(is_merging: bool) -> Self {
        let path = if is_merging { String::new() } else { proposed_path(&format!("mine.{}", work_file::ENDING)) };
        Self::Work(WorkDialog { is_merging, path, replacing: Replacing::default(), has_been_shown: false })
    }

    /// A note on an article, or on a passage of it.
    pub fn note(snapshot: &Snapshot, article_id: ArticleId, span: Option<Span>) -> Self {
        let mut notes = snapshot.view.filter.marks.notes_on(article_id);
        let typed = notes.find(|(place, _)| *place == span).map_or_else(String::new, |(_, text)| text.to_string());
        Self::Note(NoteDialog { article_id, span, typed, has_been_shown: false })
    }

    /// An event with its passages.
    pub fn event(snapshot: &Snapshot, event_id: EventId) -> Option<Self> {
        let event = snapshot.event(event_id)?;
        let first = event.passages(&snapshot.opened.mentions).first().map(|one| (one.article_id, one.span))?;
        Some(Self::Event(EventDialog { first, ..EventDialog::default() }))
    }

    /// The event that the pointer or the keyboard is at, or the one that the filters keep, or else the one that most
    /// articles tell of.
    pub fn chosen_event(snapshot: &Snapshot, hover: Hover) -> Option<Self> {
        let opened = &snapshot.opened;
        let chosen = hover.event_id.or(snapshot.view.event_id).or_else(|| opened.main_events.first().copied());
        Self::event(snapshot, chosen.or_else(|| opened.events.first().map(|event| event.event_id))?)
    }

    /// The same, at the search for other events to merge it with.
    #[must_use]
    pub fn merging(self) -> Self {
        match self {
            Self::Event(event) => Self::Event(EventDialog { wants_search: true, ..event }),
            other => other,
        }
    }

    /// The days of a mention.
    pub fn days(snapshot: &Snapshot, mention_ref: MentionRef) -> Option<Self> {
        let mention = snapshot.opened.mentions.get(mention_ref)?;
        let days = mention.interval().map(|days| days.iso().filter(|_| days.precision() <= Precision::Day));
        let typed = match (days.flatten(), mention.interval()) {
            (Some(day), _) => day,
            (None, Some(days)) => format!("{}..{}", days.first(), days.last()),
            (None, None) => String::new(),
        };
        Some(Self::Days(DaysDialog { mention: mention_ref, typed, has_been_shown: false }))
    }

    /// What every file gave.
    pub fn report() -> Self {
        Self::Report(ReportDialog::default())
    }

    /// The files that could not be read as intended.
    pub fn problems() -> Self {
        let query = ReportQuery { only: Only::Problems, ..ReportQuery::default() };
        Self::Report(ReportDialog { query, ..ReportDialog::default() })
    }

    /// Say what the columns of the table at `path` are.
    pub fn columns(path: PathBuf) -> Self {
        Self::Columns(ColumnsDialog { path, is_asked: false, is_answered: false, choices: None, has_been_shown: false })
    }

    /// Find a command, an outlet or an event.
    pub fn palette() -> Self {
        Self::Palette(Palette::default())
    }
}

/// An event: which passages are chosen for splitting off, which other events for merging.
#[derive(Debug, Default)]
pub struct EventDialog {
    /// A passage of the event: events have other numbers when they have been grouped anew.
    pub(super) first: (ArticleId, Span),
    pub(super) split: BTreeSet<(ArticleId, Span)>,
    /// Other events, by a passage of each.
    pub(super) merge: BTreeSet<(ArticleId, Span)>,
    /// Words that the others shown hold.
    pub(super) typed: String,
    /// The field for them shall have the keyboard.
    pub(super) wants_search: bool,
    pub(super) found: Option<FoundEvents>,
}

/// The event shown and those offered beside it: looked up once for each state of the session and each word typed.
#[derive(Debug)]
pub(super) struct FoundEvents {
    pub(super) generation: u64,
    pub(super) typed: String,
    /// The event shown; nothing while it is being grouped anew.
    pub(super) shown: Option<EventId>,
    /// A passage of each other event, and how it is called.
    pub(super) others: Vec<((ArticleId, Span), String)>,
}

/// The days of a mention, as typed.
#[derive(Debug)]
pub struct DaysDialog {
    pub(super) mention: MentionRef,
    pub(super) typed: String,
    pub(super) has_been_shown: bool,
}

/// The import report: which lines are asked for, and where they are written to.
#[derive(Debug)]
pub struct ReportDialog {
    pub(super) query: ReportQuery,
    pub(super) list: ListView,
    /// Where to, as typed.
    pub path: String,
    /// Whether it may be replaced.
    pub replacing: Replacing,
    /// The table of which the columns shall be said next.
    pub(super) next_table: Option<PathBuf>,
}

impl Default for ReportDialog {
    fn default() -> Self {
        let list = ListView::focused();
        let (query, path) = (ReportQuery::default(), proposed_path("import-report.csv"));
        Self { query, list, path, replacing: Replacing::default(), next_table: None }
    }
}

/// Saying what the columns of a table are: which table, and what has been chosen.
#[derive(Debug)]
pub struct ColumnsDialog {
    pub(super) path: PathBuf,
    /// The first rows have been asked for.
    pub(super) is_asked: bool,
    /// The user has said what they are.
    pub(super) is_answered: bool,
    /// For each field of [`crate::ingest::FieldKey::ALL`] the position of its column; nothing until the first rows are there.
    pub(super) choices: Option<[Option<usize>; 8]>,
    pub(super) has_been_shown: bool,
}

/// Opening by typing a path: what has been typed.
#[derive(Debug, Default)]
pub struct OpenPath {
    pub(super) typed: String,
    /// What was asked for and is not there.
    pub(super) missing: Option<PathBuf>,
    pub(super) has_been_shown: bool,
}

/// Correcting: what has been chosen and typed.
#[derive(Debug)]
pub struct CorrectDialog {
    pub(super) article_ids: Vec<ArticleId>,
    pub(super) field: FieldName,
    pub(super) typed: String,
    pub(super) has_been_shown: bool,
}

/// Of more articles than this no common value is looked for.
const MOST_COMPARED: usize = 1_000;

impl CorrectDialog {
    /// Proposes the value that the articles have, where all of them have the same.
    pub fn new(snapshot: &Snapshot, article_ids: Vec<ArticleId>, field: FieldName) -> Self {
        let mut dialog = Self { article_ids, field, typed: String::new(), has_been_shown: false };
        dialog.set_field(snapshot, field);
        dialog
    }

    pub(super) fn set_field(&mut self, snapshot: &Snapshot, field: FieldName) {
        self.field = field;
        let value = |article_id: &ArticleId| snapshot.article(*article_id).and_then(|one| value_of(&one, field));
        let mut values = self.article_ids.iter().take(MOST_COMPARED + 1).map(value);
        let first = values.next().flatten();
        let is_common = self.article_ids.len() <= MOST_COMPARED && values.all(|other| other == first);
        self.typed = first.filter(|_| is_common).unwrap_or_default();
    }
}

/// A field as it would be typed.
fn value_of(article: &Article, field: FieldName) -> Option<String> {
    match field {
        FieldName::Title => article.title().map(str::to_owned),
        FieldName::Outlet => article.outlet().map(str::to_owned),
        FieldName::Byline => article.byline().map(str::to_owned),
        FieldName::Language => article.language().map(str::to_owned),
        FieldName::Published => article.published().map(|days| format!("{}..{}", days.first(), days.last())),
    }
}

/// Tagging: which articles, and the new tag as typed.
#[derive(Debug)]
pub struct TagsDialog {
    pub(super) article_ids: Vec<ArticleId>,
    pub(super) typed: String,
    pub(super) has_been_shown: bool,
}

/// The user's work as one file: which, and what for.
#[derive(Debug)]
pub struct WorkDialog {
    pub(super) is_merging: bool,
    /// The file, as typed.
    pub path: String,
    /// Whether it may be replaced.
    pub replacing: Replacing,
    pub(super) has_been_shown: bool,
}

/// Saving a view: its name as typed.
#[derive(Debug, Default)]
pub struct SaveViewDialog {
    pub(super) typed: String,
    pub(super) has_been_shown: bool,
}

/// A note: on what, and as typed.
#[derive(Debug)]
pub struct NoteDialog {
    pub(super) article_id: ArticleId,
    pub(super) span: Option<Span>,
    pub(super) typed: String,
    pub(super) has_been_shown: bool,
}

/// The palette: what has been typed, and which entry is current.
#[derive(Debug, Default)]
pub struct Palette {
    pub(super) typed: String,
    pub(super) current: usize,
    pub(super) has_been_shown: bool,
}

/// Going to a row: its beginning as typed.
#[derive(Debug, Default)]
pub struct GoToRow {
    pub(super) typed: String,
    pub(super) has_been_shown: bool,
}
