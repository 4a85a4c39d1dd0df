//! The dialogs: one at a time, over the window, closed by Escape.
//!
//! [`open_path`], [`export`] (with `export_options`), [`correct`], [`days`] (of a mention; both ask by [`correction`]), [`tags`], [`note`], [`save_view`], [`work`] (as one file), [`event`], [`table_columns`] (which the table has), [`report`] (what every file gave), [`restored`] (what has changed since an export), [`columns`] (which column of a table is what), [`palette`], [`go_to_row`],
//! [`how_to_search`], [`sheets`] (keyboard shortcuts, about).

pub mod columns;
pub mod correct;
mod correction;
pub mod days;
pub mod event;
pub mod export;
mod export_options;
pub mod go_to_row;
pub mod how_to_search;
pub mod note;
pub mod open_path;
pub mod palette;
pub mod report;
pub mod restored;
pub mod save_view;
pub mod sheets;
pub mod table_columns;
pub mod tags;
pub mod work;

use super::dialog::Dialog;
use super::field::named_field;
use super::view::View;
use super::{ViewContext, Wanted};
use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Modal, Ui};

/// What a dialog says after one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// It stays open.
    Open,
    /// It is done.
    Close,
}

/// Paints the dialog that is open, if one is.
pub fn dialogs_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    match context.wanted.take() {
        Some(Wanted::Event(event_id)) => view.dialog = Dialog::event(context.snapshot, event_id),
        Some(Wanted::ExportOfEvent(event_id)) => view.dialog = Some(Dialog::export_event(context.snapshot, event_id)),
        Some(Wanted::Tags(article_id)) => view.dialog = Some(Dialog::tags_of(vec![article_id])),
        Some(Wanted::TableColumns) => view.dialog = Some(Dialog::TableColumns),
        Some(Wanted::ColumnsOfFile) => {
            let path = context.snapshot.opened.unmapped.first();
            view.dialog = path.map(|path| Dialog::columns(path.to_path_buf()));
        }
        Some(Wanted::Export) => view.dialog = Some(Dialog::export(context.snapshot)),
        Some(Wanted::TagsOfSelected) => view.dialog = Some(Dialog::tags_of(context.snapshot.acted_on())),
        Some(Wanted::Note(article_id, span)) => view.dialog = Some(Dialog::note(context.snapshot, article_id, span)),
        Some(Wanted::Days(mention)) => view.dialog = Dialog::days(context.snapshot, mention),
        None => {}
    }
    let Some(mut dialog) = view.dialog.take() else { return };
    let frame = egui::Frame::window(ui.style()).inner_margin(egui::Margin::same(18));
    let mut modal = Modal::new(egui::Id::unique("dialog")).frame(frame);
    // What grows and shrinks under the pointer stays where it is at the top.
    let top = match dialog {
        Dialog::Palette(_) | Dialog::GoToRow(_) | Dialog::Tags(_) => Some(80.0),
        Dialog::Export(_) => Some(24.0),
        _ => None,
    };
    if let Some(top) = top {
        let place = Modal::default_area(egui::Id::unique("palette"));
        modal = modal.area(place.anchor(egui::Align2::CENTER_TOP, [0.0, top]));
    }
    let shown = modal.show(ui.ctx(), |ui| match &mut dialog {
        Dialog::OpenPath(state) => open_path::open_path_ui(ui, context, state),
        Dialog::Export(state) => export::export_ui(ui, context, state),
        Dialog::Correct(state) => correct::correct_ui(ui, context, state),
        Dialog::Tags(state) => tags::tags_ui(ui, context, state),
        Dialog::Note(state) => note::note_ui(ui, context, state),
        Dialog::Work(state) => work::work_ui(ui, context, state),
        Dialog::SaveView(state) => save_view::save_view_ui(ui, context, state),
        Dialog::Columns(state) => columns::columns_ui(ui, context, state),
        Dialog::TableColumns => table_columns::table_columns_ui(ui, context),
        Dialog::GoToRow(state) => go_to_row::go_to_row_ui(ui, context, &mut view.table, state),
        Dialog::Event(state) => event::event_ui(ui, context, state),
        Dialog::Days(state) => days::days_ui(ui, context, state),
        Dialog::Report(state) => report::report_ui(ui, context, state),
        Dialog::Palette(state) => palette::palette_ui(ui, context, view, state),
        Dialog::Restored => restored::restored_ui(ui, context.snapshot),
        Dialog::Shortcuts => sheets::shortcuts_ui(ui),
        Dialog::HowToSearch => how_to_search::how_to_search_ui(ui),
        Dialog::About => sheets::about_ui(ui),
    });
    follow_size(ui, shown.response.rect);
    let is_done = shown.inner == Stay::Close || shown.should_close();
    if is_done {
        // The key that closed it means nothing to what stands behind it.
        let keys = [egui::Key::Enter, egui::Key::Escape];
        ui.input_mut(|input| keys.map(|key| input.consume_key(egui::Modifiers::NONE, key)));
    }
    if let Dialog::Report(state) = &mut dialog
        && let Some(path) = state.next_table.take()
    {
        view.open(Dialog::columns(path));
    }
    if is_done && matches!(&dialog, Dialog::Columns(state) if !state.is_answered) {
        // Asked once: the import report leads back here.
        view.asked_columns = Some(context.snapshot.opened.import);
    }
    // A command run from the palette may have opened the next dialog.
    if view.dialog.is_none() && !is_done {
        view.dialog = Some(dialog);
    }
}

/// A dialog that has changed its size stands right only in the next frame.
fn follow_size(ui: &Ui, rect: egui::Rect) {
    let key = egui::Id::unique("dialog's place");
    let former: Option<egui::Rect> = ui.data(|data| data.get_temp(key));
    if former != Some(rect) {
        ui.data_mut(|data| data.insert_temp(key, rect));
        ui.ctx().request_repaint();
    }
}

/// A button that closes.
fn close_ui(ui: &mut Ui) -> Stay {
    ui.add_space(10.0);
    if ui.button("Close").clicked() { Stay::Close } else { Stay::Open }
}

/// The heading of a dialog.
fn title_ui(ui: &mut Ui, text: &str) {
    ui.heading(text);
    ui.add_space(6.0);
}

/// Selects all of a field's text, so that typing replaces it.
fn select_all(ui: &Ui, field: &egui::Response, typed: &str) {
    let mut memory = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    let end = CCursor::new(CharIndex(typed.chars().count()));
    memory.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(CharIndex(0)), end)));
    memory.store(ui.ctx(), field.id);
}
