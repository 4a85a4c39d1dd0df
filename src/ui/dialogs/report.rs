//! The import report: what was read, and every document that could not be read as intended, with the reason.

use super::{Stay, named_field, title_ui};
use crate::corpus::Segments;
use crate::session::Action;
use crate::ui::dialog::ReportDialog;
use crate::ui::numbers::grouped;
use crate::ui::status::advice;
use crate::ui::{ViewContext, theme};
use crate::work::Problem;
use egui::{RichText, Ui};
use egui_extras::{Column, TableBuilder};

/// Paints the report.
pub fn report_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ReportDialog) -> Stay {
    let room = ui.ctx().content_rect();
    ui.set_width((room.width() - 120.0).min(860.0));
    title_ui(ui, "Import report");
    let opened = &context.snapshot.opened;
    let tokens = theme::tokens(ui);
    ui.label(format!(
        "{} files, {} articles, {} of them undated, {} problems",
        grouped(opened.file_count),
        grouped(opened.corpus.len()),
        grouped(opened.undated_count),
        grouped(opened.problems.len())
    ));
    if opened.problems.is_empty() {
        ui.label(RichText::new("Every file was read as intended").color(tokens.text_weak));
    } else {
        named_field(ui, "Filter the report", &mut state.typed, "Filter by path, kind or reason", 320.0);
        if state.search(&opened.problems) {
            ui.ctx().request_repaint();
        }
        lines_ui(ui, &opened.problems, &state.found, (room.height() - 320.0).max(120.0));
    }
    ui.add_space(10.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        if ui.add_enabled(!opened.problems.is_empty(), egui::Button::new("Copy report")).clicked() {
            let text: Vec<String> = opened.problems.iter().map(Problem::to_string).collect();
            context.actions.push(Action::Copy(text.join("\n")));
        }
        if ui.button("Close").clicked() {
            stay = Stay::Close;
        }
    });
    stay
}

fn lines_ui(ui: &mut Ui, problems: &Segments<Problem>, found: &[u32], height: f32) {
    let tokens = theme::tokens(ui);
    let table = TableBuilder::new(ui)
        .max_scroll_height(height)
        .column(Column::exact(110.0))
        .column(Column::remainder().at_least(160.0).clip(true))
        .column(Column::initial(280.0).at_least(120.0).clip(true));
    let header = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).font(theme::strong(theme::size::SMALL)).color(tokens.text_weak));
    };
    let table = table.header(24.0, |mut row| {
        row.col(|ui| header(ui, "Kind"));
        row.col(|ui| header(ui, "Reason"));
        row.col(|ui| header(ui, "Document"));
    });
    table.body(|body| {
        body.rows(24.0, found.len(), |mut row| {
            let problem = found.get(row.index()).and_then(|index| problems.get(*index as usize));
            let Some(problem) = problem else { return };
            row.col(|ui| {
                ui.label(problem.kind.name()).on_hover_text(advice(problem.kind));
            });
            row.col(|ui| {
                ui.add(egui::Label::new(&problem.reason).truncate()).on_hover_text(&problem.reason);
            });
            row.col(|ui| {
                let doc = RichText::new(&*problem.doc).color(tokens.text_weak);
                ui.add(egui::Label::new(doc).truncate()).on_hover_text(&*problem.doc);
            });
        });
    });
}
