//! The switch between articles and stories, and the copies that are filtered by.

use crate::session::{Action, Snapshot};
use crate::ui::check::check_ui;
use crate::ui::numbers::{counted, grouped};
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints both.
pub(super) fn stories_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let snapshot = context.snapshot;
    let mut counts_stories = snapshot.settings.counts_stories;
    let hint = "The earliest of the copies and rewrites of an article stands for all of them: in the table, in the counts \
                and on the timeline. A value counts the stories that choosing it would leave";
    if check_ui(ui, &mut counts_stories, "Count stories, not copies").on_hover_text(hint).changed() {
        context.request(Action::ToggleStories);
    }
    if let Some(remark) = remark(snapshot) {
        ui.label(RichText::new(remark).size(theme::size::SMALL).color(theme::tokens(ui).text_weak));
    }
    let Some(article) = snapshot.view.copies_of.and_then(|article_id| snapshot.article(article_id)) else { return };
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("Copies of “{}”", article.shown_title()));
        if ui.small_button("Show all").on_hover_text("Clear all filters").clicked() {
            context.request(Action::ClearFilters);
        }
    });
}

/// What is known of copies, in a few words.
fn remark(snapshot: &Snapshot) -> Option<String> {
    let folded = snapshot.view.folded.len();
    match &snapshot.opened.copies {
        _ if snapshot.view.rows_filter.stories.is_some() => {
            Some(format!("{} folded", counted(folded, "copy", "copies")))
        }
        Some(copies) if copies.is_empty() => Some("There are no copies".to_owned()),
        Some(copies) => {
            let count = snapshot.view.filter.marks.duplicates.len();
            let articles = if count == 1 { "article copies" } else { "articles copy" };
            let others = if copies.len() == 1 { "another" } else { "others" };
            Some(format!("{} {articles} {others}", grouped(count)))
        }
        None if snapshot.opened.copying.is_some() => Some("Looking for copies…".to_owned()),
        None => None,
    }
}
