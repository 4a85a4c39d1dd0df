//! What the window alone remembers between frames.

use super::Hover;
use super::concordance::ConcordanceView;
use super::dialog::Dialog;
use super::filters::FiltersView;
use super::notices::NoticesView;
use super::quotations::QuotationsView;
use super::reader::ReaderView;
use super::search::SearchView;
use super::splits::{Places, SplitsView};
use super::table::TableView;
use super::timeline::TimelineView;
use super::tour::Tour;
use super::who_else::WhoElseView;
use crate::session::Action;
use crate::session::settings::Look;

/// What the window alone remembers between frames.
#[derive(Debug, Default)]
pub struct View {
    /// The look that is set on the window.
    pub look: Look,
    /// What the pointer rests on.
    pub hover: Hover,
    /// The search field.
    pub search: SearchView,
    /// The handles between panels.
    pub splits: SplitsView,
    /// The filters.
    pub filters: FiltersView,
    /// The table.
    pub table: TableView,
    /// The hits in context.
    pub concordance: ConcordanceView,
    /// The quotations.
    pub quotations: QuotationsView,
    /// Who else says a passage.
    pub who_else: WhoElseView,
    /// The timeline.
    pub timeline: TimelineView,
    /// The reader.
    pub reader: ReaderView,
    /// The notices.
    pub notices: NoticesView,
    /// The reading whose tables need not be asked about any more.
    pub asked_columns: Option<u64>,
    /// The tour while it is taken.
    pub tour: Option<Tour>,
    /// Where the panels stood in the last frame.
    pub places: Option<Places>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
}

impl View {
    /// Opens a dialog in place of any other.
    pub fn open(&mut self, dialog: Dialog) -> Option<Action> {
        self.dialog = Some(dialog);
        None
    }
}
