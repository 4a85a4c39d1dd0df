//! The session itself: what it holds, and which function an action or a report goes to.

use super::action::{Action, Habit};
use super::cache::Cache;
use super::clock::Clock;
use super::corrections::{Corrections, History};
use super::effect::{DesktopRequest, Effect, Held, Task};
use super::pending::{
    CopiesSearch, HitsListing, LargeStep, Layout, QuotationsSearch, Restoring, TakenChanges, Unlisted,
};
use super::report::{
    FINDING_ALIKE, FINDING_QUOTATIONS, INDEXING, LISTING, LOOKING_FOR_COPIES, NAMING_CHANGES, Report, WRITING,
};
use super::settings::{MiddleView, PanelName, Settings};
use super::snapshot::{Notice, NoticeLevel, Origin, Snapshot};
use super::store;
use crate::corpus::{Article, ArticleId};
use crate::work::Cancel;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Notices beyond this push out the oldest.
const MOST_NOTICES: usize = 4;

/// The only mutable state of the program.
#[derive(Debug)]
pub struct Session {
    /// What is shown; copied, cheaply, into each snapshot.
    pub(super) now: Snapshot,
    /// The last snapshot given out, as long as it is still true.
    shared: Option<Arc<Snapshot>>,
    /// Tells the time.
    pub(super) clock: Clock,
    /// Where the user's work on corpora is kept.
    data_folder: PathBuf,
    /// What the user says better.
    pub(super) corrections: Arc<Corrections>,
    /// Corrected articles as they were read.
    pub(super) as_read: BTreeMap<ArticleId, Arc<Article>>,
    /// What can be undone.
    pub(super) history: History,
    /// Where caches are kept; nothing when none are.
    pub(super) cache_folder: Option<PathBuf>,
    /// The cache that what is open came from.
    pub(super) cache: Option<Cache>,
    /// Is what a restored corpus needs beside its rows still to be begun?
    pub(super) is_rest_due: bool,
    /// When the reading began of what is to be kept once its rows are known.
    pub(super) to_keep: Option<DateTime<Utc>>,
    /// When the last reading began.
    pub(super) reading_since: DateTime<Utc>,
    /// Stops the reading under way.
    pub(super) import_cancel: Cancel,
    /// Something has changed in the open folder since it was last looked through.
    pub(super) has_changed_since: bool,
    /// What has been taken in of changes that are still coming.
    pub(super) taken_changes: TakenChanges,
    /// Number of the latest request to filter.
    pub(super) newest_find: u64,
    /// The timeline that is being laid out.
    pub(super) layout: Option<Layout>,
    /// Hits that are being looked for or sorted.
    pub(super) hits_listing: Option<HitsListing>,
    /// What has still to be laid out for being found.
    pub(super) unlisted: Unlisted,
    /// Copies that are to be looked for, or are.
    pub(super) copies_search: CopiesSearch,
    /// Quotations that are being found.
    pub(super) quotations_search: QuotationsSearch,
    /// The earlier export that is being opened again.
    pub(super) restoring: Option<Restoring>,
    /// Number of the latest question who else says a passage.
    pub(super) newest_question: u64,
    /// The step on very many articles that is being made.
    pub(super) large_step: Option<LargeStep>,
    /// What is shown no more and may be large.
    pub(super) left: Vec<Box<dyn Held>>,
    /// Numbers notices and requests to scroll.
    counter: u64,
}

impl Session {
    /// A session in which nothing is open yet. `data_folder` is where the user's own work is kept.
    pub fn new(settings: Settings, data_folder: PathBuf, clock: Clock) -> Self {
        let mut settings = settings;
        if settings.middle == MiddleView::WhoElse {
            // Nothing has been asked yet.
            settings.middle = MiddleView::Table;
        }
        let mut now = Snapshot { settings: Arc::new(settings), ..Snapshot::default() };
        now.view.sort = now.settings.sort;
        Self {
            now,
            shared: None,
            clock,
            data_folder,
            cache_folder: None,
            cache: None,
            is_rest_due: false,
            to_keep: None,
            reading_since: DateTime::UNIX_EPOCH,
            corrections: Arc::default(),
            as_read: BTreeMap::new(),
            history: History::default(),
            import_cancel: Cancel::new(),
            has_changed_since: false,
            taken_changes: TakenChanges::default(),
            newest_find: 0,
            layout: None,
            hits_listing: None,
            unlisted: Unlisted::default(),
            copies_search: CopiesSearch::default(),
            quotations_search: QuotationsSearch::default(),
            restoring: None,
            newest_question: 0,
            large_step: None,
            left: Vec::new(),
            counter: 0,
        }
    }

    /// Keeps what is read in this folder, and opens from there what was read before.
    pub fn keep_caches_in(&mut self, folder: Option<PathBuf>) {
        self.cache_folder = folder;
    }

    /// What everyone else sees. Cheap when nothing has changed since the last call.
    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        if self.shared.is_none() {
            self.now.generation += 1;
            self.now.undo_label = self.history.undo_label().map(str::to_owned);
            self.now.redo_label = self.history.redo_label().map(str::to_owned);
        }
        self.shared.get_or_insert_with(|| Arc::new(self.now.clone())).clone()
    }

    /// Does what a person asks for, and tells what others have to do for it.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        self.changed();
        let mut effects = self.leave_damaged_cache();
        effects.extend(self.act(action));
        effects.extend(self.let_go());
        effects
    }

    #[allow(clippy::too_many_lines, reason = "it only dispatches, an action a line")]
    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Open(paths) => self.open_or_restore(paths),
            Action::OpenSample => self.open(Origin::Sample),
            Action::Reload => self.open_anew(),
            Action::LookForChanges => self.look_for_changes(),
            Action::ToggleWatching => self.toggle_watching(),
            Action::CancelReading => self.cancel_reading(),
            Action::SetQuery(query) => self.set_query(query),
            Action::ToggleOutlet(outlet) => self.toggle_outlet(outlet),
            Action::OnlyOutlet(outlet) => self.only_outlet(outlet),
            Action::ToggleLanguage(language) => self.toggle_language(language),
            Action::ToggleKind(kind) => self.toggle_kind(kind),
            Action::ToggleTag(tag) => self.toggle_tag(tag),
            Action::SetPublished(interval) => self.set_published(interval),
            Action::SetAbout(interval) => self.set_about(interval),
            Action::ShowEvent(event_id) => self.show_event(event_id),
            Action::ShowCopies(article_id) => self.show_copies(article_id),
            Action::ToggleStories => self.toggle_stories(),
            Action::ToggleLookingForCopies => self.toggle_looking_for_copies(),
            Action::ClearFilters => self.clear_filters(),
            Action::ColourTag(tag, colour) => self.colour_tag(&tag, colour),
            Action::SaveView(name) => self.save_view(&name),
            Action::ShowView(name) => self.show_view(&name),
            Action::ForgetView(name) => self.forget_view(&name),
            Action::SortBy(sort) => self.sort_by(sort),
            Action::ShowInMiddle(middle) => self.show_in_middle(middle),
            Action::SetLanes(by) => self.set_lanes(by),
            Action::SortHits(order) => self.sort_hits(order),
            Action::Select(article_id, mode) => self.select(article_id, mode),
            Action::SelectAll => self.select_all(),
            Action::ClearSelection => self.clear_selection(),
            Action::OpenInReader(article_id, target) => self.open_in_reader(article_id, target),
            Action::AddToComparison(article_id) => self.add_to_comparison(article_id),
            Action::Compare(article_ids) => self.compare(&article_ids),
            Action::CompareWithEarliest(article_id) => self.compare_with_earliest(article_id),
            Action::ComparePassages(passages) => self.compare_passages(&passages),
            Action::AskWhoElse(article_id, span) => self.ask_who_else(article_id, span),
            Action::ToggleWhoElseCopies => self.toggle_who_else_copies(),
            Action::ToggleWhoElseFilter => self.toggle_who_else_filter(),
            Action::OpenWhoElse(article_id, span) => self.open_who_else(article_id, span),
            Action::CloseColumn(index) => self.close_column(index),
            Action::ActivateColumn(index) => self.activate_column(index),
            Action::PinColumn(index) => self.pin_column(index),
            Action::SwapColumns(index) => self.swap_columns(index),
            Action::JumpTo(index, target) => self.jump_to(index, target),
            Action::Correct { article_ids, field, correction } => self.correct(&article_ids, field, &correction),
            Action::Tag { article_ids, tag, is_on } => self.set_tag(&article_ids, &tag, is_on),
            Action::MarkReviewed(article_ids, is_on) => self.mark_reviewed(&article_ids, is_on),
            Action::WriteNote(article_id, span, text) => self.write_note(article_id, span, &text),
            Action::CorrectDays(mention, correction) => self.correct_days(mention, &correction),
            Action::MergeEvents(event_ids) => self.merge_events(&event_ids),
            Action::SplitEvent(event_id, passages) => self.split_event(event_id, &passages),
            Action::SaveWork(path) => self.save_work(path),
            Action::MergeWork(path) => self.merge_work(path),
            Action::AskForWork { is_merging } => desktop(DesktopRequest::PickWork { is_merging }),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::RestoreWork => self.restore_work(),
            Action::Export(request) => self.export(request),
            Action::StopExport => self.stop_export(),
            Action::PreviewExport(articles) => self.preview_export(articles),
            Action::ShowReport(query) => self.show_report(query),
            Action::ExportReport(path) => self.export_report(path),
            Action::ShowPlace(path) => vec![Effect::Task(Task::ShowPlace(path))],
            Action::AskForColumns(path) => self.ask_for_columns(path),
            Action::MapColumns(map) => self.map_columns(map),
            Action::ForgetColumns(columns) => self.forget_columns(&columns),
            Action::SetTheme(theme) => self.set_habit(|settings| settings.theme = theme),
            Action::SetZoom(zoom) => self.set_habit(|settings| settings.zoom = zoom.clamp(0.5, 3.0)),
            Action::TogglePanel(panel) => self.toggle_panel(panel),
            Action::SetPanelShare(panel, share) => self.set_panel_share(panel, share),
            Action::SetHabit(habit) => self.take_up(habit),
            Action::SetWindowSize(size) => self.set_habit(|settings| settings.window_size = Some(size)),
            Action::ClearRecent => self.set_habit(|settings| settings.recent.clear()),
            Action::DismissNotice(notice_id) => self.dismiss(notice_id),
            Action::AskForFolder => desktop(DesktopRequest::PickFolder),
            Action::AskForFiles => desktop(DesktopRequest::PickFiles),
            Action::AskForExportPath(format) => desktop(DesktopRequest::PickExportPath { format }),
            Action::AskForReportPath => desktop(DesktopRequest::PickReportPath),
            Action::Copy(text) => desktop(DesktopRequest::Copy(text)),
            Action::Quit => desktop(DesktopRequest::Quit),
        }
    }

    /// Takes in what background work reports, and tells what has to be done next.
    pub fn absorb(&mut self, report: Report) -> Vec<Effect> {
        self.changed();
        let mut effects = self.leave_damaged_cache();
        effects.extend(self.take(report));
        effects.extend(self.let_go());
        effects
    }

    fn take(&mut self, report: Report) -> Vec<Effect> {
        match report {
            Report::ImportStarted(import, start) => self.import_started(import, start),
            Report::Batch(import, batch) => self.take_batch(import, batch),
            Report::ImportDone { import, was_cancelled } => self.import_done(import, was_cancelled),
            Report::Restored(import, restored) => self.take_restored(import, *restored),
            Report::RestoredFiles { import, files, problems, catalogue } => {
                self.take_restored_files(import, files, problems, catalogue)
            }
            Report::CacheDamaged => Vec::new(),
            Report::CacheFailed(import, reason) => self.cache_failed(import, reason),
            Report::FolderChanged(import) => self.folder_changed(import),
            Report::RefreshedPart(import, part) => self.take_changed(import, part),
            Report::Refreshed(import, outcome) => self.take_refreshed(import, outcome),
            Report::Listed(import, catalogue) => self.take_catalogue(import, catalogue),
            Report::Indexed(import, indexed) => self.take_indexed(import, indexed),
            Report::Found(import, found) => self.take_found(import, found),
            Report::HitsListed { import, listing, hits } => self.take_hits(import, listing, hits),
            Report::CopiesFound { import, request, copies, duplicates } => {
                self.take_copies(import, request, &copies, duplicates)
            }
            Report::CopiesMeasured { import, copies_of, counts } => {
                self.take_measured_copies(import, copies_of, counts)
            }
            Report::AlikeFound { import, request, found } => self.take_alike(import, request, found),
            Report::QuotationsFound { import, request, groups } => self.take_quotations(import, request, groups),
            Report::LaidOut { import, layout, lanes } => self.take_lanes(import, layout, lanes),
            Report::Grouped(import, events, main_events) => self.take_events(import, events, main_events),
            Report::Packed(import, packed) => self.take_packed(import, packed),
            Report::Reread(import, articles) => self.take_reread(import, articles),
            Report::Compared { a, b, comparison } => self.take_comparison(&a, &b, comparison),
            Report::Exported { path, outcome } => self.exported(&path, outcome),
            Report::Portion { import, number, portion } => self.take_portion(import, number, portion),
            Report::WorkSaved { path, outcome } => self.work_saved(&path, outcome),
            Report::WorkRead { import, path, outcome } => self.take_work(import, &path, outcome),
            Report::ExportPreviewed(preview) => self.take_export_preview(preview),
            Report::ManifestRead { path, read } => self.take_manifest(&path, read),
            Report::SelectionRestored(import, restored) => self.take_restored_export(import, restored),
            Report::Accounted(page) => self.take_report(page),
            Report::Peeked(page) => self.take_table(page),
            Report::ReportWritten { path, outcome } => self.report_written(&path, outcome),
            Report::PlaceFailed { path, reason } => {
                let text = format!("The folder could not be shown: {reason} ({})", path.display());
                self.notice(NoticeLevel::Failed, text);
                Vec::new()
            }
            Report::Stored { waiting } => self.stored(waiting),
            Report::NotStored { waiting, reason } => self.not_stored(waiting, reason),
            Report::WorkRestored { path, outcome } => self.work_restored(&path, outcome),
            Report::JobFailed { job, reason } => {
                self.notice(NoticeLevel::Failed, format!("{job} failed and was stopped: {reason}"));
                self.forget_layout();
                self.forget_hits();
                match job {
                    LOOKING_FOR_COPIES => self.forget_copies_search(),
                    FINDING_QUOTATIONS => self.forget_quotations_search(),
                    FINDING_ALIKE => self.now.who_else.is_pending = false,
                    WRITING => self.forget_export(),
                    _ => {}
                }
                match job {
                    LISTING => self.listing_failed(),
                    INDEXING => self.indexing_failed(),
                    NAMING_CHANGES => self.large_step_failed().into_iter().collect(),
                    _ => Vec::new(),
                }
            }
        }
    }

    /// Marks the last snapshot as out of date.
    pub(super) fn changed(&mut self) {
        let former = self.shared.take();
        self.leave_snapshot(former);
    }

    /// The next number of the session's own counting.
    pub(super) fn next_number(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// Tells the user something.
    pub(super) fn notice(&mut self, level: NoticeLevel, text: impl Into<String>) {
        let notice_id = self.next_number();
        let notices = Arc::make_mut(&mut self.now.notices);
        notices.push(Notice { notice_id, level, text: text.into() });
        if notices.len() > MOST_NOTICES {
            notices.remove(0);
        }
        self.changed();
    }

    fn dismiss(&mut self, notice_id: u64) -> Vec<Effect> {
        Arc::make_mut(&mut self.now.notices).retain(|notice| notice.notice_id != notice_id);
        Vec::new()
    }

    /// Has the window look or work in another way from now on.
    fn take_up(&mut self, habit: Habit) -> Vec<Effect> {
        self.set_habit(|settings| match habit {
            Habit::Look(look) => settings.look = look,
            Habit::Columns(columns) => settings.columns = columns,
            Habit::Plane(is_shown) => settings.timeline.shows_plane = is_shown,
            Habit::TourTaken => settings.has_seen_tour = true,
        })
    }

    /// Changes the settings and has them saved.
    pub(super) fn set_habit(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(Arc::make_mut(&mut self.now.settings));
        vec![Effect::Task(Task::SaveSettings(self.now.settings.clone()))]
    }

    fn set_panel_share(&mut self, panel: PanelName, share: f32) -> Vec<Effect> {
        self.set_habit(|settings| {
            settings.panel_shares.insert(panel, share);
        })
    }

    /// The store of the corpus that is open.
    pub(super) fn store_path(&self) -> PathBuf {
        store::path_for(&self.data_folder, &self.now.opened.origin)
    }
}

fn desktop(request: DesktopRequest) -> Vec<Effect> {
    vec![Effect::Desktop(request)]
}
