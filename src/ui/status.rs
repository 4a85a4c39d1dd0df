//! The bar at the bottom: how many are shown, picked, undated, and what could not be read.

use super::dialog::Dialog;
use super::numbers::{counted, grouped};
use super::view::View;
use super::{ViewContext, theme};
use crate::session::Action;
use crate::work::{ProblemKind, Progress, ProgressCount};
use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui};

/// Paints the bar.
pub fn status_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    let tokens = theme::tokens(ui);
    let frame = Frame::NONE.fill(tokens.panel).inner_margin(Margin::symmetric(12, 4));
    Panel::bottom("status").frame(frame).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.horizontal(|ui| {
            let small = |text: String| RichText::new(text).size(theme::size::SMALL);
            let opened = &context.snapshot.opened;
            ui.label(small(opened.origin.name()).color(tokens.text_strong)).on_hover_text(origin_text(context));
            ui.separator();
            shown_ui(ui, context);
            if context.snapshot.view.is_filtered()
                && ui.small_button("Show all").on_hover_text("Clear all filters").clicked()
            {
                context.request(Action::ClearFilters);
            }
            let picked = context.snapshot.selection.article_ids.len();
            if picked > 0 {
                ui.separator();
                ui.label(small(format!("{} selected", grouped(picked))));
            }
            let undated = context.snapshot.view.lanes.undated.len();
            if undated > 0 {
                ui.separator();
                ui.label(small(format!("{} undated", grouped(undated))));
            }
            if opened.was_cancelled {
                ui.separator();
                ui.label(small("Reading was stopped: not all files are here".to_owned()).color(tokens.doubtful));
            }
            unsaved_ui(ui, context);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                problems_ui(ui, context, view);
                indexing_ui(ui, context);
                copies_ui(ui, context);
                exporting_ui(ui, context);
            });
        });
    });
}

/// How many changes of the user's are not on the disk.
fn unsaved_ui(ui: &mut Ui, context: &ViewContext<'_>) {
    let work = &context.snapshot.work;
    if work.unsaved_count > 0 {
        ui.separator();
        let text = format!("{} not saved", counted(work.unsaved_count, "change", "changes"));
        let label = ui.label(RichText::new(text).size(theme::size::SMALL).color(theme::tokens(ui).failed));
        label.on_hover_text(&work.reason);
    }
}

/// How many articles pass, as far as is known.
fn shown_ui(ui: &mut Ui, context: &ViewContext<'_>) {
    let opened = &context.snapshot.opened;
    let (shown, all) = (context.snapshot.view.rows.len(), opened.corpus.len());
    let unsure = context.snapshot.view.unsure_count;
    let folded = context.snapshot.view.folded.len();
    let is_folding = context.snapshot.view.rows_filter.stories.is_some();
    let text = if unsure == 0 && is_folding {
        let articles = if shown + folded == all {
            format!("{} articles", grouped(all))
        } else {
            format!("{} of {} articles", grouped(shown + folded), grouped(all))
        };
        format!("{} of {articles}", counted(shown, "story", "stories"))
    } else if unsure == 0 {
        format!("{} of {} articles", grouped(shown), grouped(all))
    } else {
        let looked_at = percent(all.saturating_sub(unsure), all);
        format!("at least {} of {} articles, {looked_at} % looked at", grouped(shown), grouped(all))
    };
    let response = ui.label(RichText::new(text).size(theme::size::SMALL));
    response.on_hover_ui(|ui| {
        let catalogue = &opened.catalogue;
        ui.label(format!("{} indexed for searching", counted(catalogue.indexed_count(), "article", "articles")));
        ui.label(format!("Columns and index take {} MB of memory", grouped(catalogue.size_bytes() / 1_000_000)));
        if unsure > 0 {
            ui.label(format!("{} may pass too: their texts are being read", counted(unsure, "article", "articles")));
        }
    });
}

/// How far the index is, while texts wait for it.
fn indexing_ui(ui: &mut Ui, context: &ViewContext<'_>) {
    let opened = &context.snapshot.opened;
    if !opened.catalogue.is_indexing_due(opened.reading.is_none()) {
        return;
    }
    let share = percent(opened.catalogue.indexed_count(), opened.catalogue.len());
    let text = RichText::new(format!("indexing {share} %")).size(theme::size::SMALL);
    let tokens = theme::tokens(ui);
    ui.separator();
    ui.label(text.color(tokens.text_weak)).on_hover_text("What is not indexed yet is found too, by reading its text");
}

/// How far looking for copies is, with a button to stop it.
fn copies_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let Some(count) = context.snapshot.opened.copying.as_ref().map(Progress::count) else { return };
    ui.separator();
    let hint = "Stop looking for copies; what was known of them stays";
    if ui.small_button("Stop").on_hover_text(hint).accessible_name("Stop looking for copies").clicked() {
        context.request(Action::ToggleLookingForCopies);
    }
    // Each article counts twice: once read, once measured.
    let text = format!("Looking for copies {} of {}", grouped(count.done / 2), grouped(count.total / 2));
    ui.label(RichText::new(text).size(theme::size::SMALL).color(theme::tokens(ui).text_weak));
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
}

/// Which article an export has come to, with a button to stop it.
fn exporting_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let Some(exporting) = context.snapshot.exporting.first() else { return };
    let name = exporting.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ProgressCount { done, total } = exporting.progress.count();
    ui.separator();
    let hint = "Stop writing; nothing of this export is left";
    if ui.small_button("Stop").on_hover_text(hint).accessible_name("Stop exporting").clicked() {
        context.request(Action::StopExport);
    }
    // Some formats go through the articles several times.
    let article = done.checked_sub(1).and_then(|before| before.checked_rem(total)).map(|before| before + 1);
    let text = match article {
        _ if exporting.cancel.is_cancelled() => format!("Stopping the export to {name}"),
        Some(article) => format!("Exporting to {name}: article {} of {}", grouped(article), grouped(total)),
        None => format!("Exporting to {name}"),
    };
    ui.label(RichText::new(text).size(theme::size::SMALL).color(theme::tokens(ui).text_weak));
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}

fn problems_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    let tokens = theme::tokens(ui);
    let count = context.snapshot.opened.problems.len();
    if count == 0 {
        let text = format!("{} read, no problems", counted(context.snapshot.opened.files.len(), "file", "files"));
        if context.snapshot.opened.reading.is_none() && !context.snapshot.opened.files.is_empty() {
            ui.label(RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak));
        }
        return;
    }
    let label = counted(count, "problem", "problems");
    let button = ui.small_button(RichText::new(label).color(tokens.doubtful));
    if button.on_hover_text("Documents that could not be read as intended, with the reason").clicked() {
        view.dialog = Some(Dialog::problems());
    }
}

fn origin_text(context: &ViewContext<'_>) -> String {
    match &context.snapshot.opened.origin {
        crate::session::Origin::Sample => "Five articles built into the program".to_owned(),
        crate::session::Origin::Paths(paths) => {
            paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n")
        }
    }
}

/// What a person can do about a problem of this kind.
pub fn advice(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Unreadable => "Check that the file is there and that you may read it, then read again (F5)",
        ProblemKind::NotAFile => "Links, pipes and devices are not followed; open what they lead to itself",
        ProblemKind::Empty => "There is nothing in it to show",
        ProblemKind::UnknownFormat => "Save it as text, HTML, JSON or CSV and read again (F5)",
        ProblemKind::UnknownColumns => "Say which column is the text: “Map Columns…” in the import report",
        ProblemKind::Malformed => "What could be read of it is in the table; look at the place named",
        ProblemKind::Limit => "What lay within the limit is in the table",
        ProblemKind::Duplicate => "The first copy is in the table",
        ProblemKind::TimedOut | ProblemKind::OutOfMemory | ProblemKind::Crashed => {
            "The file may be damaged or made to harm; nothing else was touched. Save it in another format to read it"
        }
        ProblemKind::NotIsolated => "Start Parallax from its own program file, and read again (F5)",
        ProblemKind::Skipped => "Left out on purpose; open it by itself to read it",
        ProblemKind::Doubtful => "Look at the article: what was guessed may be wrong",
    }
}
