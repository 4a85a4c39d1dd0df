//! Leaving with results: format, scope and place, with the counts before anything is written.

use super::export_options::options_ui;
use super::{Stay, named_field, title_ui};
use crate::export::format::Purpose;
use crate::export::{Chosen, Format};
use crate::session::snapshot::ExportCounts;
use crate::session::{Action, Snapshot};
use crate::text::one_line;
use crate::ui::check::{check_ui, choice_ui};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::numbers::{counted, grouped};
use crate::ui::paths::path_of;
use crate::ui::{ViewContext, theme};
use egui::{Align, ComboBox, Layout, RichText, ScrollArea, Ui};
use std::sync::Arc;

/// A window that is lower than this shows the formats as one list, in points.
const LOW: f32 = 560.0;
/// Width of the dialog, where the window has it.
const WIDTH: f32 = 880.0;

/// Room for the bar that scrolls, right of everything.
const SCROLL_BAR: f32 = 14.0;

/// Width of what a group of formats is for.
const PURPOSE: f32 = 88.0;

/// Paints the dialog.
pub fn export_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ExportDialog) -> Stay {
    let screen = ui.ctx().content_rect();
    ui.set_width((screen.width() - 80.0).min(WIDTH));
    title_ui(ui, "Export");
    if let Some(articles) = state.ask_next(context.snapshot) {
        context.request(Action::PreviewExport(articles));
    }
    let height = (screen.height() - 215.0).max(140.0);
    ScrollArea::vertical().id_salt("export").max_height(height).show(ui, |ui| {
        if screen.height() < LOW {
            format_ui(ui, state);
        } else {
            formats_ui(ui, state);
        }
        ui.add_space(8.0);
        ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            left.with_layout(Layout::top_down(Align::Min), |ui| articles_ui(ui, context.snapshot, state));
            right.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.set_max_width(ui.available_width() - SCROLL_BAR);
                options_ui(ui, state.format, &mut state.options);
                preview_ui(ui, context.snapshot);
            });
        });
    });
    ui.add_space(6.0);
    place_ui(ui, context, state)
}

fn heading_ui(ui: &mut Ui, text: &str) {
    let tokens = theme::tokens(ui);
    ui.label(RichText::new(text).color(tokens.text_weak).size(theme::size::SMALL));
}

/// Every format, by what it is for.
fn formats_ui(ui: &mut Ui, state: &mut ExportDialog) {
    for purpose in Purpose::ALL {
        ui.horizontal_wrapped(|ui| {
            let size = egui::vec2(PURPOSE, ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(PURPOSE);
                heading_ui(ui, purpose.name());
            });
            for format in Format::ALL.into_iter().filter(|format| format.purpose() == purpose) {
                let is_chosen = state.format == format;
                let choice = ui.selectable_label(is_chosen, format.name()).on_hover_text(format.remark());
                if is_chosen && !std::mem::replace(&mut state.has_been_shown, true) {
                    choice.request_focus();
                }
                if choice.clicked() {
                    state.set_format(format);
                }
            }
        });
    }
}

/// Every format in one list that opens: in a low window all of them would take the room of everything else.
fn format_ui(ui: &mut Ui, state: &mut ExportDialog) {
    let combo = ComboBox::from_id_salt("format").selected_text(state.format.name()).width(200.0);
    let mut chosen = state.format;
    let shown = combo.show_ui(ui, |ui| {
        for purpose in Purpose::ALL {
            heading_ui(ui, purpose.name());
            for format in Format::ALL.into_iter().filter(|format| format.purpose() == purpose) {
                ui.selectable_value(&mut chosen, format, format.name()).on_hover_text(format.remark());
            }
        }
    });
    if !std::mem::replace(&mut state.has_been_shown, true) {
        shown.response.request_focus();
    }
    name_of_combo(&shown.response, "Format");
    if chosen != state.format {
        state.set_format(chosen);
    }
}

fn articles_ui(ui: &mut Ui, snapshot: &Snapshot, state: &mut ExportDialog) {
    heading_ui(ui, "Articles");
    let (rows, total) = (snapshot.view.rows.len(), snapshot.opened.corpus.len());
    let tagged = snapshot.view.filter.marks.tagged.clone();
    let compared = snapshot.reader.columns.len();
    let event = state.articles.event_id.and_then(|event_id| snapshot.event(event_id));
    let picked = state.picked_count;
    let chosen = &mut state.articles.chosen;
    choice_ui(ui, chosen, Chosen::All, format!("All that are open ({})", grouped(total)));
    choice_ui(ui, chosen, Chosen::Filtered, format!("All that the filters leave ({})", grouped(rows)));
    ui.add_enabled_ui(picked > 0, |ui| {
        choice_ui(ui, chosen, Chosen::Picked, format!("The selected rows ({})", grouped(picked)));
    });
    ui.add_enabled_ui(!tagged.is_empty(), |ui| {
        ui.horizontal(|ui| {
            choice_ui(ui, chosen, Chosen::Tagged, "Those tagged");
            let shown = state.articles.tag.as_deref().unwrap_or("with any tag");
            let combo = ComboBox::from_id_salt("tag to export").selected_text(shown).truncate();
            let mut tag = state.articles.tag.clone();
            let shown = combo.show_ui(ui, |ui| {
                ui.selectable_value(&mut tag, None, "with any tag");
                for name in tagged.keys() {
                    ui.selectable_value(&mut tag, Some(Arc::clone(name)), &**name);
                }
            });
            name_of_combo(&shown.response, "Tag to export");
            if tag != state.articles.tag {
                (state.articles.tag, *chosen) = (tag, Chosen::Tagged);
            }
        });
    });
    if let Some(event) = event {
        let articles = counted(event.article_ids().len(), "article", "articles");
        let words = format!("The event “{}” ({articles})", one_line(&event.label));
        choice_ui(ui, chosen, Chosen::Event, RichText::new(words)).on_hover_text(event.interval.to_string());
    }
    ui.add_enabled_ui(compared > 1, |ui| {
        let words = format!("Those side by side in the reader, compared ({})", grouped(compared));
        choice_ui(ui, chosen, Chosen::Comparison, words);
    });
    let is_named = matches!(chosen, Chosen::Picked | Chosen::Comparison);
    ui.add_enabled_ui(!is_named && snapshot.opened.copies.is_some(), |ui| {
        let words = "Only the earliest of copies and rewrites";
        check_ui(ui, &mut state.articles.folds_copies, words);
    });
}

fn name_of_combo(response: &egui::Response, name: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
}

/// What an export would hold, before anything is written.
fn preview_ui(ui: &mut Ui, snapshot: &Snapshot) {
    heading_ui(ui, "What will be written");
    let tokens = theme::tokens(ui);
    let Some(counts) = &snapshot.export_preview.counted else {
        ui.label(RichText::new("Counting …").color(tokens.text_weak));
        return;
    };
    ui.add(egui::Label::new(summary(counts)).wrap());
    for title in &counts.first {
        let title = RichText::new(one_line(title)).color(tokens.text_weak).size(theme::size::SMALL);
        ui.add(egui::Label::new(title).truncate());
    }
    let rest = counts.articles.saturating_sub(counts.first.len());
    if rest > 0 {
        heading_ui(ui, &format!("and {} more", grouped(rest)));
    }
}

/// `12 articles of 3 outlets, 1 undated, published 1 Mar 2023–4 Apr 2023, 40 dated expressions of time`
fn summary(counts: &ExportCounts) -> String {
    let mut parts = vec![format!(
        "{} of {}",
        counted(counts.articles, "article", "articles"),
        counted(counts.outlets, "outlet", "outlets")
    )];
    parts.extend(counts.published.map(|published| format!("published {published}")));
    if counts.undated > 0 {
        parts.push(format!("{} undated", grouped(counts.undated)));
    }
    parts.push(counted(counts.mentions, "dated expression of time", "dated expressions of time"));
    parts.join(", ")
}

/// Where to, and the buttons.
fn place_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ExportDialog) -> Stay {
    heading_ui(ui, if state.format.is_folder() { "Folder to make" } else { "File" });
    let width = ui.available_width() - 110.0;
    let is_field_left = ui.horizontal(|ui| {
        let field = named_field(ui, "File to write", &mut state.path, "", width);
        if ui.button("Browse…").clicked() {
            context.request(Action::AskForExportPath(state.format));
        }
        field.lost_focus()
    });
    heading_ui(
        ui,
        "A manifest beside it tells query, filters, counts and every article. Nothing is written unless all of it is.",
    );
    ui.add_space(8.0);
    let counted = context.snapshot.export_preview.counted.as_ref().map(|counts| counts.articles);
    let path = path_of(&state.path);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let is_ready = counted.is_some_and(|count| count > 0) && path.file_name().is_some();
        let label = match counted {
            _ if state.replacing.is_asking(&path) => "Replace".to_owned(),
            Some(1) => "Export 1 article".to_owned(),
            Some(count) => format!("Export {} articles", grouped(count)),
            None => "Export".to_owned(),
        };
        let is_entered = is_field_left.inner && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let is_sent = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
        let button = ui.add_enabled(is_ready, egui::Button::new(label)).on_hover_text("Ctrl+Enter");
        if button.clicked() || ((is_entered || is_sent) && is_ready) {
            if state.replacing.may_write(&path) {
                context.request(Action::Export(state.request()));
                stay = Stay::Close;
            } else {
                button.request_focus();
            }
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    // Below the buttons: what has the keyboard stays the same one.
    state.replacing.question_ui(ui, &path);
    stay
}
