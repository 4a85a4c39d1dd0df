//! The table: one row an article, only the visible ones laid out, whatever their number.
//!
//! For assistive technology it is a list box of which one row is current: the list holds the focus, the keys move the
//! row. [`columns`] (which columns fit, and how wide), `header` (headings that sort), `naming` (how columns are called), `arranging` (columns moved and made wider), [`rows`] and
//! [`cells`] (painting), [`snippets`] (what the query meets in a row), [`copies`] (for how many articles a row stands), [`marked`] (what the user notes), [`copying`] (to the clipboard), [`jumping`] (to a row by its beginning), [`keys`].

mod arranging;
mod cells;
pub mod columns;
mod copies;
pub mod copying;
mod header;
pub mod jumping;
pub mod keys;
mod marked;
mod naming;
pub mod rows;
pub mod snippets;

pub use naming::full_title;
pub use rows::list_id;

use super::{ViewContext, Wanted, theme};
use crate::corpus::ArticleId;
use crate::session::Action;
use egui::{Align2, Rect, Ui, Vec2};
use snippets::SnippetsView;

/// What the table alone needs to remember.
#[derive(Debug, Default)]
pub struct TableView {
    /// The table shall take the keyboard focus.
    pub wants_focus: bool,
    /// First visible row, with the part of it that is scrolled away. In rows, not points: a million rows are more
    /// points than an `f32` can tell apart.
    top_row: f64,
    /// Where the cursor's row stands, for the rows generation in which it was looked up.
    cursor_place: Option<(u64, ArticleId, Option<usize>)>,
    /// The cursor was moved by a key: its row must be visible.
    follows_cursor: bool,
    /// What the query meets in the visible rows.
    snippets: SnippetsView,
    /// Columns that are being moved or made wider.
    arranging: arranging::Arranging,
    /// Height of a row, in points.
    row_height: f32,
}

impl TableView {
    /// Brings the cursor's row into sight in the next frame.
    pub fn follow_cursor(&mut self) {
        self.follows_cursor = true;
    }

    /// Which row the cursor is on. Looked up once per change: walks all rows.
    fn cursor_row(&mut self, context: &ViewContext<'_>) -> Option<usize> {
        let view = &context.snapshot.view;
        let cursor = context.snapshot.selection.cursor?;
        if let Some((generation, article_id, row)) = self.cursor_place
            && generation == view.rows_generation
            && article_id == cursor
        {
            return row;
        }
        let row = view.rows.iter().position(|article_id| *article_id == cursor);
        self.cursor_place = Some((view.rows_generation, cursor, row));
        row
    }
}

/// Paints the table into the room that `ui` has.
pub fn table_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut TableView) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, egui::Sense::hover());
    let width = rect.width() - rows::BAR_WIDTH;
    view.snippets.begin_frame(context.snapshot, width);
    let has_snippets = view.snippets.is_shown();
    view.row_height = cells::row_height(ui, has_snippets);
    let wanted = view.arranging.columns(&context.snapshot.settings.columns);
    let widths = columns::fit(width, wanted, context.snapshot.view.sort.first.column, has_snippets);
    let header = Rect::from_min_size(rect.min, Vec2::new(rect.width(), theme::row_height(ui)));
    let body = Rect::from_min_max(header.left_bottom(), rect.max);
    header::header_ui(ui, header, &widths, context, &mut view.arranging);
    if context.snapshot.view.rows.is_empty() {
        empty_ui(ui, body, context);
    } else {
        rows::rows_ui(ui, body, &widths, context, view);
    }
    if view.snippets.is_short() {
        ui.ctx().request_repaint();
    }
}

/// A button's name and what it does.
type Button = Option<(&'static str, fn(&mut ViewContext<'_>))>;

/// Says why there is nothing to show, and what to do next.
fn empty_ui(ui: &mut Ui, rect: Rect, context: &mut ViewContext<'_>) {
    let opened = &context.snapshot.opened;
    let open: Button = Some(("Open Folder…", |context| context.request(Action::AskForFolder)));
    let clear: Button = Some(("Clear All Filters", |context| context.request(Action::ClearFilters)));
    let columns: Button = Some(("Say Which Column Is What…", |context| context.wanted = Some(Wanted::ColumnsOfFile)));
    let (text, button) = if !opened.corpus.is_empty() && context.snapshot.view.is_filtered() {
        ("No article passes the filters", clear)
    } else if opened.reading.is_some() || context.snapshot.view.is_pending {
        ("Reading…", None)
    } else if opened.problems.is_empty() {
        ("Nothing is open: drop a folder here, or open one", open)
    } else if !opened.unmapped.is_empty() {
        ("Which column of this table is the text is not known yet", columns)
    } else {
        ("No article could be read: see the problems below right", open)
    };
    let tokens = theme::tokens(ui);
    let center = rect.center() - Vec2::new(0.0, 16.0);
    let font = egui::FontId::proportional(theme::size::BODY);
    ui.painter().with_clip_rect(rect).text(center, Align2::CENTER_CENTER, text, font, tokens.text_weak);
    if let Some((label, action)) = button {
        let place = Rect::from_center_size(rect.center() + Vec2::new(0.0, 18.0), Vec2::new(200.0, 28.0));
        if rect.contains_rect(place) && ui.put(place, egui::Button::new(label)).clicked() {
            action(context);
        }
    }
}
