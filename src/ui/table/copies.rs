//! For how many articles a row stands while copies are folded, and what can be done with copies.

use crate::compare::near_copies::WordCounts;
use crate::corpus::ArticleId;
use crate::session::{Action, Snapshot};
use crate::ui::numbers::{counted, grouped};
use crate::ui::{ViewContext, theme};
use egui::{Align2, FontId, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// Outlets of copies that are named.
const MOST_NAMED: usize = 5;
/// Copies that are looked at for their outlets, in a frame.
const MOST_LOOKED_AT: usize = 40;

/// What was painted.
pub(super) struct Chip {
    /// How wide, with the room beside it, in points.
    pub(super) width: f32,
    /// "3 copies: Gazette, Herald".
    pub(super) name: String,
}

/// Paints "+3" at the right of the title of a row that stands for three others. A click shows them one by one.
pub(super) fn chip_ui(
    ui: &Ui,
    list_id: egui::Id,
    cell: Rect,
    article_id: ArticleId,
    context: &mut ViewContext<'_>,
) -> Option<Chip> {
    let tokens = theme::tokens(ui);
    let folded = context.snapshot.view.folded.under(article_id);
    let count = folded.len();
    if count == 0 {
        return None;
    }
    let name = name(context.snapshot, count, folded);
    let text = format!("+{}", grouped(count));
    let galley = ui.painter().layout_no_wrap(text, FontId::proportional(theme::size::SMALL), tokens.text_strong);
    let size = galley.size() + Vec2::new(12.0, 2.0);
    let rect = Align2::RIGHT_CENTER.anchor_size(Pos2::new(cell.right() - 8.0, cell.center().y), size);
    let response = ui.interact(rect, list_id.with(("copies of", article_id.0)), Sense::click());
    let fill = if response.hovered() { tokens.hover } else { tokens.button };
    ui.painter().rect_filled(rect, 8.0, fill);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 8.0, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.text_strong);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        context.request(Action::ShowCopies(article_id));
    }
    response.on_hover_text(format!("{name}\nClick to see them one by one"));
    Some(Chip { width: size.x + 8.0, name })
}

/// Paints what a row is among the copies that are shown, at the right of its title; tells how wide that is and what it says.
pub(super) fn note_ui(ui: &Ui, cell: Rect, article_id: ArticleId, snapshot: &Snapshot) -> Option<Chip> {
    let name = note(article_id, snapshot)?;
    let color = theme::tokens(ui).text_weak;
    let galley = ui.painter().layout_no_wrap(name.clone(), FontId::proportional(theme::size::SMALL), color);
    let rect = Align2::RIGHT_CENTER.anchor_size(Pos2::new(cell.right() - 8.0, cell.center().y), galley.size());
    // A title keeps half of its cell.
    if rect.width() > cell.width() / 2.0 {
        return Some(Chip { width: 0.0, name });
    }
    ui.painter().galley(rect.min, galley, color);
    Some(Chip { width: rect.width() + 8.0, name })
}

/// "earliest", "verbatim", "cut 120 words, added 14 words"; nothing where no group of copies is shown, or what a copy changed is
/// not known yet.
fn note(article_id: ArticleId, snapshot: &Snapshot) -> Option<String> {
    let shown = snapshot.view.copies_of?;
    if snapshot.opened.copies.as_ref()?.origin(shown) == article_id {
        return Some("earliest".to_owned());
    }
    snapshot.view.copy_counts.get(&article_id).map(changes)
}

fn changes(words: &WordCounts) -> String {
    let told = |what: &str, count: usize| (count > 0).then(|| format!("{what} {}", counted(count, "word", "words")));
    match (told("cut", words.cut), told("added", words.added)) {
        (None, None) if words.is_verbatim => "verbatim".to_owned(),
        (None, None) => "same sentences in another order".to_owned(),
        (cut, added) => cut.into_iter().chain(added).collect::<Vec<String>>().join(", "),
    }
}

/// "3 copies: Gazette, Herald …".
fn name(snapshot: &Snapshot, count: usize, folded: impl Iterator<Item = ArticleId>) -> String {
    let mut outlets: Vec<String> = Vec::new();
    let mut is_cut = count > MOST_LOOKED_AT;
    for article in folded.take(MOST_LOOKED_AT).filter_map(|article_id| snapshot.article(article_id)) {
        let outlet = article.outlet().unwrap_or("unknown outlet");
        if outlets.iter().any(|known| known == outlet) {
            continue;
        }
        if outlets.len() == MOST_NAMED {
            is_cut = true;
            break;
        }
        outlets.push(outlet.to_owned());
    }
    let rest = if is_cut { " …" } else { "" };
    format!("{}: {}{rest}", counted(count, "copy", "copies"), outlets.join(", "))
}

/// What the menu of a row offers for an article that has copies.
pub(super) fn entries(article_id: ArticleId, snapshot: &Snapshot) -> Vec<(String, Action)> {
    let Some(copies) = &snapshot.opened.copies else { return Vec::new() };
    let count = copies.copies_of(article_id).len();
    if count == 0 {
        return Vec::new();
    }
    let mut entries = Vec::new();
    if copies.origin(article_id) != article_id {
        entries.push(("Compare with the earliest".to_owned(), Action::CompareWithEarliest(article_id)));
    }
    entries.push((format!("Show its copies ({} in all)", grouped(count)), Action::ShowCopies(article_id)));
    entries
}
