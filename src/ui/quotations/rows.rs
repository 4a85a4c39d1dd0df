//! One line of the list of quotations: who, in how many outlets and articles, how worded, and the words.

use super::places::{Line, Worded};
use crate::compare::quotations::Wording;
use crate::session::Snapshot;
use crate::session::snapshot::ListedQuotation;
use crate::text::Span;
use crate::ui::lines::{line, line_with, without_breaks};
use crate::ui::numbers::counted;
use crate::ui::theme::{self, size};
use egui::text::TextFormat;
use egui::{Align2, Color32, FontId, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// Height of a line of the list, in points.
pub(super) const ROW_HEIGHT: f32 = 46.0;
/// Height of its upper half, in points.
const UPPER: f32 = 24.0;
/// Room at each side, in points.
const SIDE: f32 = 12.0;
/// How far a place stands to the right of its quotation, in points.
const INDENT: f32 = 24.0;
/// So many characters stand before the first altered word, where it would be cut off.
const BEFORE_ALTERED: usize = 24;

/// Paints a line. Says how it is called, and whether its place is to be compared with the earliest.
pub(super) fn row_ui(
    ui: &Ui,
    snapshot: &Snapshot,
    listed: &ListedQuotation,
    at: Line,
    worded: &Worded,
    rect: Rect,
) -> (String, bool) {
    if at.place == 0 {
        (quotation_ui(ui, snapshot, listed, worded, rect), false)
    } else {
        place_ui(ui, snapshot, listed, at, worded, rect)
    }
}

/// The two halves of a line.
fn halves(rect: Rect, indent: f32) -> (Rect, Rect) {
    let inside = rect.shrink2(Vec2::new(SIDE, 0.0)).with_min_x(rect.left() + SIDE + indent);
    let middle = inside.top() + UPPER;
    (inside.with_max_y(middle), inside.with_min_y(middle))
}

/// Paints a text from the left of `room`, and gives where it ends.
fn left_ui(ui: &Ui, room: Rect, text: &str, font: &FontId, color: Color32) -> f32 {
    let galley = line(ui, text, font, color, room.width().max(8.0));
    let end = room.left() + galley.size().x;
    let at = Pos2::new(room.left(), room.center().y - galley.size().y / 2.0);
    ui.painter().with_clip_rect(room.intersect(ui.clip_rect())).galley(at, galley, color);
    end
}

/// Paints a text that ends at the right of `room`, and gives where it begins.
fn right_ui(ui: &Ui, room: Rect, text: &str, color: Color32) -> f32 {
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    let font = FontId::proportional(size::SMALL);
    painter.text(room.right_center(), Align2::RIGHT_CENTER, text, font, color).left()
}

/// The quotation as the earliest article has it.
fn quotation_ui(ui: &Ui, snapshot: &Snapshot, listed: &ListedQuotation, worded: &Worded, rect: Rect) -> String {
    let tokens = theme::tokens(ui);
    let (upper, lower) = halves(rect, 0.0);
    let is_verbatim = listed.group.is_verbatim();
    let wording = if is_verbatim { "verbatim" } else { "altered" };
    let begin = right_ui(ui, upper, wording, if is_verbatim { tokens.text_weak } else { tokens.doubtful });
    let articles = counted(listed.article_count, "article", "articles");
    let spread = match listed.outlet_count {
        0 => articles,
        count => format!("{} · {articles}", counted(count, "outlet", "outlets")),
    };
    let begin = right_ui(ui, upper.with_max_x(begin - 14.0), &spread, tokens.text);
    let speaker = speaker(snapshot, listed);
    let who = speaker.as_deref().unwrap_or("Speaker not told");
    let color = if speaker.is_some() { tokens.text } else { tokens.text_weak };
    left_ui(ui, upper.with_max_x(begin - 14.0), who, &theme::strong(size::SMALL), color);
    let words = format!("“{}”", worded.words);
    left_ui(ui, lower, &words, &theme::reading(size::BODY), tokens.text_strong);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, tokens.separator));
    format!("{words}, {who}, {spread}, {wording}")
}

/// Another place where it stands, with the words that it alters.
fn place_ui(
    ui: &Ui,
    snapshot: &Snapshot,
    listed: &ListedQuotation,
    at: Line,
    worded: &Worded,
    rect: Rect,
) -> (String, bool) {
    let tokens = theme::tokens(ui);
    let Some(quoted) = listed.group.quoted.get(at.place as usize) else { return (String::new(), false) };
    let Some(article) = snapshot.article(quoted.article_id) else { return ("No longer there".to_owned(), false) };
    let (upper, lower) = halves(rect, INDENT);
    let small = FontId::proportional(size::SMALL);
    let outlet = article.outlet().unwrap_or("Unknown outlet").to_owned();
    let published = article.published().map_or_else(|| "undated".to_owned(), |days| days.to_string());
    let wording = wording_name(quoted.wording);
    let color = if quoted.wording == Wording::Altered { tokens.doubtful } else { tokens.text_weak };
    let begin = right_ui(ui, upper, wording, color);
    let (is_clicked, begin) = compare_ui(ui, upper.with_max_x(begin - 14.0), at);
    let source = upper.with_max_x(begin - 10.0);
    let end = left_ui(ui, source, &outlet, &small, tokens.text);
    left_ui(ui, source.with_min_x(end + 8.0), &published, &small, tokens.text_weak);

    let plain = TextFormat::simple(theme::reading(size::BODY), tokens.text);
    let altered = TextFormat {
        underline: Stroke::new(1.5, tokens.doubtful),
        ..TextFormat::simple(theme::reading_strong(size::BODY), tokens.text_strong)
    };
    let (words, spans) = from_altered(&worded.words, &worded.altered);
    let galley = line_with(ui, &words, &spans, (&plain, &altered), lower.width().max(8.0));
    let behind = lower.left() + galley.size().x + 10.0;
    let y = lower.center().y;
    let painter = ui.painter().with_clip_rect(lower.intersect(ui.clip_rect()));
    painter.galley(Pos2::new(lower.left(), y - galley.size().y / 2.0), galley, tokens.text);
    let without = worded.left_out.join(" … ");
    let without = if without.is_empty() { without } else { format!("without “{without}”") };
    if lower.right() - behind > 60.0 {
        left_ui(ui, lower.with_min_x(behind), &without, &small, tokens.text_weak);
    }
    let change = if without.is_empty() { without } else { format!(", {without}") };
    (format!("{outlet}, {published}: “{}”, {wording}{change}", worded.words), is_clicked)
}

/// The words from shortly before the first that are altered, and where those stand then.
fn from_altered(words: &str, altered: &[Span]) -> (String, Vec<Span>) {
    let first = altered.first().map_or(0, |span| span.start());
    let before = words.get(..first).unwrap_or_default();
    let Some((near, _)) = before.char_indices().rev().nth(BEFORE_ALTERED) else {
        return (words.to_owned(), altered.to_vec());
    };
    let blank = words.get(near..first).and_then(|rest| rest.find(' ')).map_or(near, |blank| near + blank + 1);
    let shown = format!("…{}", words.get(blank..).unwrap_or_default());
    let shift = |at: usize| at + '…'.len_utf8() - blank;
    (shown, altered.iter().map(|span| Span::new(shift(span.start()), shift(span.end()))).collect())
}

/// The button that compares a place with the earliest, at the right of `room`: was it clicked, and where does it begin?
fn compare_ui(ui: &Ui, room: Rect, at: Line) -> (bool, f32) {
    let tokens = theme::tokens(ui);
    let font = FontId::proportional(size::SMALL);
    let galley = ui.painter().layout_no_wrap("Compare".to_owned(), font, tokens.text);
    let rect = Align2::RIGHT_CENTER.anchor_size(room.right_center(), galley.size() + Vec2::new(12.0, 2.0));
    let response = ui.interact(rect, ui.scope_id().with(("compare", at.group, at.place)), Sense::click());
    ui.painter().rect_filled(rect, 4.0, if response.hovered() { tokens.hover } else { tokens.button });
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Compare with the earliest wording"));
    let is_clicked = response.clicked();
    response.on_hover_text("Open this place beside the earliest (Shift+Enter)");
    (is_clicked, rect.left())
}

fn wording_name(wording: Wording) -> &'static str {
    match wording {
        Wording::Verbatim => "verbatim",
        Wording::Part => "a part",
        Wording::Altered => "altered",
    }
}

/// Who says it, by the first article that tells.
fn speaker(snapshot: &Snapshot, listed: &ListedQuotation) -> Option<String> {
    /// Places that are asked, so that a line that everybody quotes costs little.
    const MOST_ASKED: usize = 12;
    let mut quoted = listed.group.quoted.iter().filter(|quoted| quoted.quotation.speaker.is_some()).take(MOST_ASKED);
    quoted.find_map(|quoted| {
        let article = snapshot.article(quoted.article_id)?;
        Some(without_breaks(quoted.quotation.speaker?.slice(&article.text)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_wording_begins_shortly_before_the_first_altered_word() {
        let words = "We will not leave the harbour until the last container has been searched by our people";
        let at = words.find("searched").expect("there");
        let (shown, spans) = from_altered(words, &[Span::new(at, at + 8)]);
        assert_eq!(shown, "…last container has been searched by our people");
        assert_eq!(spans.first().map(|span| span.slice(&shown)), Some("searched"));
        let (shown, spans) = from_altered(words, &[Span::new(3, 7)]);
        assert_eq!((shown.as_str(), spans.as_slice()), (words, [Span::new(3, 7)].as_slice()));
    }
}
