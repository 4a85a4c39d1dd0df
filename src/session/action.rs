//! What a person can ask for. Every menu entry, key and click ends as one of these.

use super::change::Correction;
use super::export_request::{ExportArticles, ExportRequest};
use super::settings::{Look, MiddleView, PanelName, Theme};
use super::table_columns::TableColumns;
use crate::corpus::{ArticleId, FieldName, TagColour};
use crate::events::{EventId, EventPassage, LanesBy, MentionRef};
use crate::export::Format;
use crate::export::import_report::ReportQuery;
use crate::ingest::ColumnMap;
use crate::search::ConcordanceOrder;
use crate::search::sorting::Sort;
use crate::text::Span;
use crate::time::Interval;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// One thing that a person asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open these files and folders in place of what is open.
    Open(Vec<PathBuf>),
    /// Open the built-in sample corpus.
    OpenSample,
    /// Read what is open once more.
    Reload,
    /// Read what has changed in the open folder.
    LookForChanges,
    /// Watch the open folder, or no longer.
    ToggleWatching,
    /// Ask for a folder by the desktop's dialog.
    AskForFolder,
    /// Ask for files by the desktop's dialog.
    AskForFiles,
    /// Stop what is being read; what has been read stays.
    CancelReading,
    /// Filter by this text query.
    SetQuery(String),
    /// Let an outlet pass, or no longer; nothing stands for "unknown".
    ToggleOutlet(Option<Arc<str>>),
    /// Let only this outlet pass.
    OnlyOutlet(Option<Arc<str>>),
    /// Let a language pass, or no longer.
    ToggleLanguage(Option<Arc<str>>),
    /// Let a kind of document pass, or no longer.
    ToggleKind(Option<Arc<str>>),
    /// Let articles with a tag pass, or no longer; nothing stands for those without one.
    ToggleTag(Option<Arc<str>>),
    /// Keep articles published in this interval.
    SetPublished(Option<Interval>),
    /// Keep articles that refer to this interval.
    SetAbout(Option<Interval>),
    /// Keep the articles that mention an event.
    ShowEvent(Option<EventId>),
    /// Keep an article and its copies, and count each of them.
    ShowCopies(ArticleId),
    /// Fold copies, so that stories count, or unfold them.
    ToggleStories,
    /// Look for copies, or stop looking for them.
    ToggleLookingForCopies,
    /// Drop every filter.
    ClearFilters,
    /// Save filters and order by this name.
    SaveView(String),
    /// Filter and sort as the saved view of this name says.
    ShowView(Arc<str>),
    /// Forget the saved view of this name.
    ForgetView(Arc<str>),
    /// Sort rows like this.
    SortBy(Sort),
    /// Show the rows, or something else in their place.
    ShowInMiddle(MiddleView),
    /// Have the lanes of the timeline stand for this.
    SetLanes(LanesBy),
    /// Sort the hits like this.
    SortHits(ConcordanceOrder),
    /// Put the cursor on a row and select.
    Select(ArticleId, SelectMode),
    /// Select every row that the filters leave.
    SelectAll,
    /// Select nothing.
    ClearSelection,
    /// Show an article in the active column of the reader, at this passage if any.
    OpenInReader(ArticleId, Option<Span>),
    /// Show an article in a further column of the reader.
    AddToComparison(ArticleId),
    /// Show these articles side by side, in place of what the reader shows.
    Compare(Vec<ArticleId>),
    /// Show a copy beside the earliest of its group, which stands left.
    CompareWithEarliest(ArticleId),
    /// Show passages side by side, in place of what the reader shows.
    ComparePassages(Vec<(ArticleId, Span)>),
    /// Ask who else says this passage of an article.
    AskWhoElse(ArticleId, Span),
    /// Tell copies of who says it too, or only one of each group.
    ToggleWhoElseCopies,
    /// Ask only among the articles that the filters leave, or among all.
    ToggleWhoElseFilter,
    /// Show a passage of an article in the column of the reader beside the one that was asked from.
    OpenWhoElse(ArticleId, Span),
    /// Close a column of the reader.
    CloseColumn(usize),
    /// Make a column of the reader the active one.
    ActivateColumn(usize),
    /// Keep the article of a column of the reader where others are opened, or no longer.
    PinColumn(usize),
    /// Swap a column of the reader with the one to its right.
    SwapColumns(usize),
    /// Scroll a column of the reader to a passage.
    JumpTo(usize, Span),
    /// Set a field of articles by hand, or take that back.
    Correct {
        /// Which articles.
        article_ids: Vec<ArticleId>,
        /// Which field.
        field: FieldName,
        /// What it shall be.
        correction: Correction,
    },
    /// Give articles a tag, or take it from them.
    Tag {
        /// Which articles.
        article_ids: Vec<ArticleId>,
        /// As typed.
        tag: String,
        /// Give it?
        is_on: bool,
    },
    /// Mark articles as reviewed, or as not reviewed.
    MarkReviewed(Vec<ArticleId>, bool),
    /// Give a tag a colour, or take it away.
    ColourTag(Arc<str>, Option<TagColour>),
    /// Write a note on an article or on a passage of it; an empty one takes it away.
    WriteNote(ArticleId, Option<Span>, String),
    /// Say which days a mention means, or that it is no date, or take that back.
    CorrectDays(MentionRef, Correction),
    /// Make one event of several.
    MergeEvents(Vec<EventId>),
    /// Part passages from their events: those of one event into one of their own.
    SplitEvent(EventId, Vec<EventPassage>),
    /// Write all that the user has said of what is open to one file.
    SaveWork(PathBuf),
    /// Take over what a file of work says and was said later.
    MergeWork(PathBuf),
    /// Ask for a file of work by the desktop's dialog.
    AskForWork {
        /// To merge it, or to save it.
        is_merging: bool,
    },
    /// Take back the last change.
    Undo,
    /// Make it again.
    Redo,
    /// Put the version that is kept of the user's work in the place of its damaged store.
    RestoreWork,
    /// Write articles to a file.
    Export(ExportRequest),
    /// Stop the export that is being written; nothing of it is left.
    StopExport,
    /// Count what an export would hold.
    PreviewExport(ExportArticles),
    /// Ask for the file to export to by the desktop's dialog.
    AskForExportPath(Format),
    /// Look up these lines of the import report.
    ShowReport(ReportQuery),
    /// Write the lines of the import report that are shown to a file.
    ExportReport(PathBuf),
    /// Ask for the file to write the import report to by the desktop's dialog.
    AskForReportPath,
    /// Show a file in its folder by the desktop's file manager.
    ShowPlace(PathBuf),
    /// Look at the first rows of a table, to say what its columns are.
    AskForColumns(PathBuf),
    /// Remember what the columns of a layout are, and read its tables again.
    MapColumns(ColumnMap),
    /// Forget what these columns are.
    ForgetColumns(BTreeSet<String>),
    /// Use this theme.
    SetTheme(Theme),
    /// Scale everything by this factor.
    SetZoom(f32),
    /// Show or hide a panel.
    TogglePanel(PanelName),
    /// Remember which share of the window a panel takes, from 0 to 1.
    SetPanelShare(PanelName, f32),
    /// Have the window look or work in another way from now on.
    SetHabit(Habit),
    /// Remember how large the window is, in points before zooming.
    SetWindowSize([f32; 2]),
    /// Put a text on the clipboard.
    Copy(String),
    /// Take a notice away.
    DismissNotice(u64),
    /// Forget the folders opened before.
    ClearRecent,
    /// Close the window.
    Quit,
}

/// How a selection changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectMode {
    /// Only this row.
    Only,
    /// This row too, or no longer.
    Toggle,
    /// All rows from the cursor to this one.
    Range,
    /// Move the cursor and leave the selection.
    CursorOnly,
}

/// How the window looks and works from now on.
#[derive(Clone, Debug, PartialEq)]
pub enum Habit {
    /// This contrast, density and motion.
    Look(Look),
    /// These columns in the table.
    Columns(TableColumns),
    /// The plane of days published and referred to in place of the lanes of the timeline, or not.
    Plane(bool),
    /// The tour has been taken or skipped.
    TourTaken,
}
