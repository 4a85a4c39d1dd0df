//! Which column of a table is the text, the title, the date? Asked with the first rows and the article that they give.

use super::{Stay, title_ui};
use crate::ingest::{ColumnMap, FieldKey, TableHead};
use crate::session::Action;
use crate::text::{one_line, visual};
use crate::time::{Context, stated};
use crate::ui::dialog::ColumnsDialog;
use crate::ui::{ViewContext, list, theme};
use egui::{Color32, ComboBox, FontId, Grid, RichText, ScrollArea, Ui};
use egui_extras::{Column, TableBuilder};

/// Fields in the order in which they are asked for.
const ASKED: [FieldKey; 8] = [
    FieldKey::Text,
    FieldKey::Title,
    FieldKey::Published,
    FieldKey::Outlet,
    FieldKey::Byline,
    FieldKey::Url,
    FieldKey::Language,
    FieldKey::Id,
];

/// Rows of the table that are shown, and the width of one of its columns, in points.
const SHOWN_ROWS: usize = 4;
const COLUMN_WIDTH: f32 = 150.0;
/// Columns that are shown, and characters of a value.
const MOST_COLUMNS: usize = 60;
const MOST_CHARS: usize = 240;

/// Paints the dialog.
pub fn columns_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ColumnsDialog) -> Stay {
    let room = ui.ctx().content_rect();
    ui.set_width((room.width() - 96.0).min(940.0));
    title_ui(ui, "Which column is what?");
    let tokens = theme::tokens(ui);
    let path = RichText::new(state.path.display().to_string()).color(tokens.text_weak).size(theme::size::SMALL);
    ui.add(egui::Label::new(path).truncate());
    if !std::mem::replace(&mut state.is_asked, true) {
        context.request(Action::AskForColumns(state.path.clone()));
        return Stay::Open;
    }
    let table = context.snapshot.table.clone().filter(|table| table.path == state.path);
    match table.as_deref().map(|table| &table.head) {
        None => {
            ui.label(RichText::new("Reading…").color(tokens.text_weak));
            close_ui(ui)
        }
        Some(Err(reason)) => {
            ui.label(RichText::new(format!("There are no columns to choose from: {reason}")).color(tokens.failed));
            close_ui(ui)
        }
        Some(Ok(head)) => {
            let choices = state.choices.get_or_insert_with(|| proposed(head));
            rows_ui(ui, head);
            ui.add_space(6.0);
            ui.horizontal_top(|ui| {
                choices_ui(ui, head, choices, &mut state.has_been_shown);
                ui.add_space(16.0);
                article_ui(ui, head, choices);
            });
            ui.add_space(8.0);
            let choices = *choices;
            let stay = answer_ui(ui, context, head, &choices);
            state.is_answered = context.actions.iter().any(|action| matches!(action, Action::MapColumns(_)));
            stay
        }
    }
}

fn close_ui(ui: &mut Ui) -> Stay {
    ui.add_space(10.0);
    if ui.button("Close").clicked() { Stay::Close } else { Stay::Open }
}

/// What the columns are taken for already; where no text is known, the column with most words.
fn proposed(head: &TableHead) -> [Option<usize>; 8] {
    let place = |key: FieldKey| {
        let name = head.taken_for.fields.get(&key)?;
        head.columns.iter().position(|column| column == name)
    };
    let mut choices = FieldKey::ALL.map(place);
    let words = |column: usize| -> usize {
        head.rows.iter().filter_map(|row| row.get(column)).map(|value| value.split_whitespace().count()).sum()
    };
    let free = (0..head.columns.len()).filter(|column| !choices.contains(&Some(*column)));
    let longest = free.max_by_key(|column| (words(*column), std::cmp::Reverse(*column)));
    if let Some(text) = choices.get_mut(FieldKey::Text as usize) {
        *text = text.or(longest);
    }
    choices
}

/// The first rows, as the table holds them.
fn rows_ui(ui: &mut Ui, head: &TableHead) {
    let tokens = theme::tokens(ui);
    let columns = head.columns.len().min(MOST_COLUMNS);
    let width = COLUMN_WIDTH.max(ui.available_width() / columns.max(1) as f32 - ui.spacing().item_spacing.x);
    let frame = egui::Frame::new().fill(tokens.content).corner_radius(4).inner_margin(6);
    let shown = frame.show(ui, |ui| {
        // Seen at once where columns stand beyond the edge.
        ui.spacing_mut().scroll = egui::style::ScrollStyle::solid();
        ScrollArea::horizontal().id_salt("first rows").show(ui, |ui| {
            let table = TableBuilder::new(ui)
                .id_salt("first rows")
                .vscroll(false)
                .resizable(false)
                .columns(Column::initial(width).at_least(48.0).clip(true), columns);
            let table = table.header(list::ROW_HEIGHT, |mut row| {
                for name in head.columns.iter().take(columns) {
                    row.col(|ui| value_ui(ui, name, theme::strong(theme::size::SMALL), tokens.text_strong));
                }
            });
            table.body(|mut body| {
                for values in head.rows.iter().take(SHOWN_ROWS) {
                    body.row(list::ROW_HEIGHT, |mut row| {
                        for value in values.iter().take(columns) {
                            row.col(|ui| value_ui(ui, value, FontId::proportional(theme::size::SMALL), tokens.text));
                        }
                    });
                }
            });
        });
    });
    let label = format!("First rows: {}", head.columns.join(", "));
    shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &label));
    let more = head.columns.len() - columns;
    if more > 0 {
        ui.label(RichText::new(format!("and {more} more columns")).color(tokens.text_weak).size(theme::size::SMALL));
    }
}

/// One value on one line; the pointer shows more of it.
fn value_ui(ui: &mut Ui, value: &str, font: FontId, color: Color32) {
    let line: String = value.chars().take(MOST_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    ui.add(egui::Label::new(RichText::new(visual(&line)).font(font).color(color)).truncate());
}

/// A choice of columns for each field.
fn choices_ui(ui: &mut Ui, head: &TableHead, choices: &mut [Option<usize>; 8], has_been_shown: &mut bool) {
    Grid::new("columns").num_columns(2).spacing([12.0, 4.0]).show(ui, |ui| {
        for key in ASKED {
            let Some(choice) = choices.get_mut(key as usize) else { continue };
            ui.label(key.name());
            let shown =
                choice.and_then(|column| head.columns.get(column)).map_or("no column", String::as_str).to_owned();
            let combo = ComboBox::from_id_salt(key.name()).width(200.0).selected_text(&shown).truncate();
            let is_first = !std::mem::replace(has_been_shown, true);
            let answer = combo.show_ui(ui, |ui| {
                ui.selectable_value(choice, None, "no column");
                for (column, name) in head.columns.iter().enumerate() {
                    ui.selectable_value(choice, Some(column), name);
                }
            });
            if is_first {
                answer.response.request_focus();
            }
            answer.response.widget_info(|| {
                let mut info =
                    egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Column of {}", key.name()));
                info.current_text_value = Some(shown.clone());
                info
            });
            ui.end_row();
        }
    });
}

/// The article that the first row gives.
fn article_ui(ui: &mut Ui, head: &TableHead, choices: &[Option<usize>; 8]) {
    let tokens = theme::tokens(ui);
    let value = |key: FieldKey| {
        let column = choices.get(key as usize).copied().flatten()?;
        let first = head.rows.iter().find_map(|row| row.get(column).filter(|value| !value.trim().is_empty()));
        first.map(|value| one_line(value))
    };
    let weak = |text: String| RichText::new(text).color(tokens.text_weak).size(theme::size::SMALL);
    ui.vertical(|ui| {
        ui.set_min_width(240.0);
        ui.label(weak("An article of this table".to_owned()));
        let title = value(FieldKey::Title).unwrap_or_else(|| "No title".to_owned());
        let title: String = title.chars().take(160).collect();
        ui.add(
            egui::Label::new(RichText::new(title).font(theme::strong(theme::size::BODY)).color(tokens.text_strong))
                .wrap(),
        );
        let published = match value(FieldKey::Published) {
            None => "undated".to_owned(),
            Some(written) => match stated::parse(&written, &Context::default()) {
                Some(days) => days.to_string(),
                None => format!("“{}” is not understood as a date", written.chars().take(40).collect::<String>()),
            },
        };
        let outlet = value(FieldKey::Outlet).unwrap_or_else(|| "unknown outlet".to_owned());
        let mut facts = vec![outlet, published];
        facts.extend([FieldKey::Byline, FieldKey::Language, FieldKey::Id, FieldKey::Url].into_iter().filter_map(value));
        ui.add(egui::Label::new(weak(facts.join(" · "))).wrap());
        let text = value(FieldKey::Text).unwrap_or_else(|| "No text: the title will stand for it".to_owned());
        let text: String = text.chars().take(420).collect();
        ui.add(egui::Label::new(RichText::new(text).font(theme::reading(theme::size::BODY))).wrap());
    });
}

fn answer_ui(ui: &mut Ui, context: &mut ViewContext<'_>, head: &TableHead, choices: &[Option<usize>; 8]) -> Stay {
    let mut stay = Stay::Open;
    let chosen = |key: FieldKey| choices.get(key as usize).copied().flatten();
    ui.horizontal(|ui| {
        let is_article = chosen(FieldKey::Text).or_else(|| chosen(FieldKey::Title)).is_some();
        let read = ui.add_enabled(is_article, egui::Button::new("Read with These Columns"));
        if read.on_disabled_hover_text("Choose the column of the text, or of the title").clicked() {
            let field = |key: FieldKey| Some((key, head.columns.get(chosen(key)?)?.clone()));
            let fields = FieldKey::ALL.into_iter().filter_map(field).collect();
            let columns = head.columns.iter().cloned().collect();
            context.request(Action::MapColumns(ColumnMap { columns, fields }));
            stay = Stay::Close;
        }
        let forget = ui.add_enabled(head.is_remembered, egui::Button::new("Forget These Columns"));
        if forget.on_hover_text("Read tables with these columns by their names again").clicked() {
            context.request(Action::ForgetColumns(head.taken_for.columns.clone()));
            stay = Stay::Close;
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
        let remark = "Remembered for every table with the same columns";
        ui.label(RichText::new(remark).color(theme::tokens(ui).text_weak).size(theme::size::SMALL));
    });
    stay
}
