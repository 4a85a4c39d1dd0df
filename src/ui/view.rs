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
use crate::corpus::ArticleId;
use crate::session::settings::Look;
use crate::session::{Action, Snapshot};

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
    /// Is the person at the reader, and not at the table, by the last click or the keyboard?
    pub is_at_reader: bool,
}

impl View {
    /// The article that the person is at in the reader.
    pub fn read_article(&self, snapshot: &Snapshot) -> Option<ArticleId> {
        let column = snapshot.reader.columns.get(snapshot.reader.active).filter(|_| self.is_at_reader);
        column.map(|column| column.article_id)
    }

    /// The articles that a command means: the one that is read, the selected ones, or the one under the cursor.
    pub fn acted_on(&self, snapshot: &Snapshot) -> Vec<ArticleId> {
        self.read_article(snapshot).map_or_else(|| snapshot.acted_on(), |article_id| vec![article_id])
    }

    /// Opens a dialog in place of any other.
    pub fn open(&mut self, dialog: Dialog) -> Option<Action> {
        self.dialog = Some(dialog);
        None
    }
}
