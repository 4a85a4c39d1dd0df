//! The import report: what every file and folder gave, and why something is missing.

use super::{Stay, named_field, title_ui};
use crate::export::import_report::{FileLine, Only, ReportColumn, ReportView};
use crate::session::{Action, Origin, ReportPage};
use crate::ui::dialog::ReportDialog;
use crate::ui::list::{self, ListShape, list_ui};
use crate::ui::numbers::{counted, grouped};
use crate::ui::paths::path_of;
use crate::ui::status::advice;
use crate::ui::{ViewContext, theme};
use crate::work::Problem;
use egui::{Rect, RichText, ScrollArea, Sense, Ui, Vec2};
use std::path::{Path, PathBuf};

/// Room for what is told of the current line, in points.
const DETAIL_HEIGHT: f32 = 96.0;

/// Paints the report.
pub fn report_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ReportDialog) -> Stay {
    let room = ui.ctx().content_rect();
    ui.set_width((room.width() - 96.0).min(1120.0));
    title_ui(ui, "Import report");
    totals_ui(ui, context);
    choice_ui(ui, state);
    ask(context, state);
    let page = &context.snapshot.report;
    let detail = detail_height(page);
    let height = (room.height() - 294.0 - detail).max(104.0);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height + list::ROW_HEIGHT), Sense::hover());
    let columns = placed(page.query.view, rect.width() - list::BAR_WIDTH);
    let header = Rect::from_min_size(rect.min, Vec2::new(rect.width(), list::ROW_HEIGHT));
    header_ui(ui, header, &columns, state);
    let body = Rect::from_min_max(header.left_bottom(), rect.max);
    let name = format!("{}, {} lines", page.query.view.name(), page.shown.len());
    let shape = ListShape {
        id: "report",
        name: &name,
        row_count: page.shown.len(),
        opens_at_click: false,
        row_height: list::ROW_HEIGHT,
    };
    let mut row_ui = |ui: &mut Ui, row: usize, place: Rect| row_ui(ui, page, row, place, &columns);
    let chosen = list_ui(ui, body, shape, &mut state.list, &mut row_ui);
    if page.shown.is_empty() && !page.is_pending {
        let font = egui::FontId::proportional(theme::size::BODY);
        let color = theme::tokens(ui).text_weak;
        ui.painter().text(body.center(), egui::Align2::CENTER_CENTER, "No line has this", font, color);
    }
    let place = place_of(context, state.list.current);
    if let Some(path) = chosen.and_then(|row| place_of(context, row)) {
        context.request(Action::ShowPlace(path));
    }
    detail_ui(ui, context, state, place.as_deref(), detail);
    leave_ui(ui, context, state)
}

/// Room for what is told of a line: none where there is nothing to tell of any.
fn detail_height(page: &ReportPage) -> f32 {
    let whole = page.report.whole();
    if whole.problems + whole.notes > 0 { DETAIL_HEIGHT } else { 0.0 }
}

/// Asks for the lines that are wanted, when they or what was read have changed.
fn ask(context: &mut ViewContext<'_>, state: &mut ReportDialog) {
    let (page, opened) = (&context.snapshot.report, &context.snapshot.opened);
    let is_old = (page.import, page.change) != (opened.import, opened.change);
    if page.asked != state.query || (is_old && !page.is_pending) {
        if page.asked != state.query {
            state.list.reset();
        }
        context.request(Action::ShowReport(state.query.clone()));
    }
}

fn totals_ui(ui: &mut Ui, context: &ViewContext<'_>) {
    let opened = &context.snapshot.opened;
    let duplicates = context.snapshot.report.report.whole().duplicates;
    ui.label(format!(
        "{}, {}, {} of them undated, {} left out as duplicates, {}",
        counted(opened.files.len(), "file", "files"),
        counted(opened.corpus.len(), "article", "articles"),
        grouped(opened.undated_count),
        grouped(duplicates),
        counted(opened.problems.len(), "problem", "problems")
    ));
}

/// By file or folder, which of them, and the words they hold.
fn choice_ui(ui: &mut Ui, state: &mut ReportDialog) {
    ui.horizontal_wrapped(|ui| {
        for view in ReportView::ALL {
            if ui.selectable_label(state.query.view == view, view.name()).clicked() && state.query.view != view {
                state.query.view = view;
                state.query.sort = crate::export::import_report::ReportSort::default();
            }
        }
        ui.separator();
        for only in Only::ALL {
            if ui.selectable_label(state.query.only == only, only.name()).clicked() {
                state.query.only = only;
            }
        }
        ui.separator();
        named_field(ui, "Filter the report", &mut state.query.words, "Path, format, state or reason", 260.0);
    });
}

/// Where a column stands: from the left, in points.
type Placed = (ReportColumn, f32, f32);

/// The columns of a view; path and reason share what the others leave.
fn placed(view: ReportView, width: f32) -> Vec<Placed> {
    let natural = |column: ReportColumn| match column {
        ReportColumn::Name | ReportColumn::Remark => 0.0,
        ReportColumn::State => 134.0,
        ReportColumn::Format => 92.0,
        ReportColumn::Duplicates => 88.0,
        _ => 76.0,
    };
    let columns = view.columns();
    let wide = columns.iter().filter(|column| natural(**column) == 0.0).count().max(1);
    let taken: f32 = columns.iter().map(|column| natural(*column)).sum();
    let each = ((width - taken) / wide as f32).max(80.0);
    let mut left = 0.0;
    columns
        .iter()
        .map(|&column| {
            let width = if natural(column) == 0.0 { each } else { natural(column) };
            left += width;
            (column, left - width, width)
        })
        .collect()
}

fn header_ui(ui: &mut Ui, rect: Rect, columns: &[Placed], state: &mut ReportDialog) {
    let tokens = theme::tokens(ui);
    for &(column, left, width) in columns {
        let cell = Rect::from_min_size(rect.min + Vec2::new(left, 0.0), Vec2::new(width, rect.height()));
        let response = ui.interact(cell, egui::Id::unique(("report heading", column)), Sense::CLICK);
        let sort = &mut state.query.sort;
        let is_sorted = sort.column == column;
        let (arrow, order) = match (is_sorted, sort.is_descending) {
            (false, _) => ("", "not sorted"),
            (true, true) => (" ↓", "sorted descending"),
            (true, false) => (" ↑", "sorted ascending"),
        };
        if response.hovered() {
            ui.painter().rect_filled(cell, 4.0, tokens.hover);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.5, tokens.accent);
            ui.painter().rect_stroke(cell.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
        }
        let color = if is_sorted { tokens.text_strong } else { tokens.text_weak };
        let text = format!("{}{arrow}", column.title());
        list::cell_ui(ui, cell, &text, &theme::strong(theme::size::SMALL), color, column.is_number());
        let label = format!("Sort the report by {}, {order}", column.title().to_lowercase());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
        if response.clicked() {
            sort.is_descending = if is_sorted { !sort.is_descending } else { column.is_number() };
            sort.column = column;
        }
    }
}

/// Paints one line and says how it is called.
fn row_ui(ui: &mut Ui, page: &ReportPage, row: usize, place: Rect, columns: &[Placed]) -> String {
    let tokens = theme::tokens(ui);
    let cells = cells(page, row);
    for (&(column, left, width), text) in columns.iter().zip(&cells) {
        let cell = Rect::from_min_size(place.min + Vec2::new(left, 0.0), Vec2::new(width, place.height()));
        let is_faulty = file_line(page, row).is_some_and(FileLine::is_unread);
        let color = match column {
            ReportColumn::Name => tokens.text_strong,
            ReportColumn::State if is_faulty => tokens.doubtful,
            _ if text == "0" => theme::faded(tokens.text_weak, 0.6),
            _ => tokens.text_weak,
        };
        list::cell_ui(ui, cell, text, &egui::FontId::proportional(theme::size::BODY), color, column.is_number());
    }
    let named = columns.iter().zip(&cells).filter(|(_, text)| !text.is_empty());
    named.map(|((column, ..), text)| format!("{}: {text}", column.title())).collect::<Vec<_>>().join(", ")
}

fn file_line(page: &ReportPage, row: usize) -> Option<&FileLine> {
    let index = *page.shown.get(row)? as usize;
    page.report.files.get(index).filter(|_| page.query.view == ReportView::Files)
}

/// What stands in the columns of a line.
fn cells(page: &ReportPage, row: usize) -> Vec<String> {
    let Some(&index) = page.shown.get(row) else { return Vec::new() };
    match page.query.view {
        ReportView::Files => page.report.files.get(index as usize).map_or_else(Vec::new, |line| {
            let counts = [line.articles, line.undated, line.file.duplicates.len()].map(grouped);
            let [articles, undated, duplicates] = counts;
            let format = line.file.format.map_or("", crate::ingest::Format::name).to_owned();
            let state = line.state.name().to_owned();
            vec![state, line.file.shown_path.to_string(), format, articles, undated, duplicates, line.remark()]
        }),
        ReportView::Folders => page.report.folders.get(index as usize).map_or_else(Vec::new, |line| {
            let name = if line.shown_path.is_empty() { "All files".to_owned() } else { line.shown_path.to_string() };
            let counts = [line.files, line.not_read, line.articles, line.undated, line.duplicates, line.problems];
            std::iter::once(name).chain(counts.map(grouped)).collect()
        }),
    }
}

/// A file of the line, by which its folder is found; for a folder, what stands at its place below the first file in it.
fn place_of(context: &ViewContext<'_>, row: usize) -> Option<PathBuf> {
    let page = &context.snapshot.report;
    if context.snapshot.opened.origin == Origin::Sample {
        return None;
    }
    if let Some(line) = file_line(page, row) {
        return Some(line.file.path.as_path()).filter(|path| path.parent().is_some()).map(Path::to_path_buf);
    }
    let folder = page.report.folders.get(*page.shown.get(row)? as usize)?;
    let lines = &page.report.files;
    let prefix = if folder.shown_path.is_empty() { String::new() } else { format!("{}/", folder.shown_path) };
    let start = lines.partition_point(|line| *line.file.shown_path < *prefix);
    let line = lines.get(start..)?.iter().find(|line| line.file.path.parent().is_some())?;
    let below = line.file.shown_path.strip_prefix(prefix.as_str())?.matches('/').count();
    line.file.path.ancestors().nth(below).map(Path::to_path_buf)
}

/// What can be done with the current line, and what is told of it in a room of so many points.
fn detail_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ReportDialog, place: Option<&Path>, height: f32) {
    let tokens = theme::tokens(ui);
    let line = file_line(&context.snapshot.report, state.list.current);
    ui.horizontal(|ui| {
        if ui.add_enabled(place.is_some(), egui::Button::new("Open Containing Folder")).clicked()
            && let Some(path) = place
        {
            context.request(Action::ShowPlace(path.to_owned()));
        }
        if ui.add_enabled(place.is_some(), egui::Button::new("Copy Path")).clicked()
            && let Some(path) = place
        {
            context.request(Action::Copy(path.display().to_string()));
        }
        let is_table = place.is_some() && line.is_some_and(|line| line.file.layout != 0);
        let columns = ui.add_enabled(is_table, egui::Button::new("Map Columns…"));
        let columns = columns.on_disabled_hover_text("Only for tables (CSV and the like)");
        if columns.on_hover_text("Say which column is the text, the title, the date").clicked() {
            state.next_table = place.map(Path::to_path_buf);
        }
        if let Some(path) = place {
            let path = RichText::new(path.display().to_string()).color(tokens.text_weak).size(theme::size::SMALL);
            ui.add(egui::Label::new(path).truncate());
        }
    });
    if height == 0.0 {
        return;
    }
    let problems = line.map_or(&[][..], |line| line.problems.as_slice());
    let notes = line.map_or(&[][..], |line| line.file.notes.as_slice());
    ScrollArea::vertical().id_salt("report detail").max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.set_min_size(Vec2::new(ui.available_width(), height));
        for note in notes {
            ui.label(RichText::new(note).color(tokens.text_weak));
        }
        problems.iter().take(60).for_each(|problem| problem_ui(ui, problem));
    });
}

fn problem_ui(ui: &mut Ui, problem: &Problem) {
    let tokens = theme::tokens(ui);
    let member = problem.doc.rsplit_once('#').map_or(String::new(), |(_, member)| format!(" (#{member})"));
    let text = format!("{}: {}{member}", problem.kind.name(), problem.reason);
    ui.add(egui::Label::new(text).wrap());
    let advice = RichText::new(advice(problem.kind)).color(tokens.text_weak).size(theme::size::SMALL);
    ui.add(egui::Label::new(advice).wrap());
}

/// Leaving with the report, and leaving it.
fn leave_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ReportDialog) -> Stay {
    let mut stay = Stay::Open;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let count = context.snapshot.report.shown.len();
        named_field(ui, "File for the report", &mut state.path, "", 320.0);
        if ui.button("Browse…").clicked() {
            context.request(Action::AskForReportPath);
        }
        let path = path_of(&state.path);
        let lines = if count == 1 { "line" } else { "lines" };
        let is_asking = state.replacing.is_asking(&path);
        let name = if is_asking { "Replace".to_owned() } else { format!("Export {} {lines}", grouped(count)) };
        let is_ready = count > 0 && path.file_name().is_some() && !context.snapshot.report.is_pending;
        let export = ui.add_enabled(is_ready, egui::Button::new(name)).on_hover_text("CSV, or JSON Lines for .jsonl");
        if export.clicked() && state.replacing.may_write(&path) {
            context.request(Action::ExportReport(path.clone()));
        }
        state.replacing.question_ui(ui, &path);
        if ui.button("Close").clicked() {
            stay = Stay::Close;
        }
    });
    stay
}
