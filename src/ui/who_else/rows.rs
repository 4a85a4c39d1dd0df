//! One answer: who, when and where, how alike, and the passage with the words that both share.

use crate::search::Alike;
use crate::session::Snapshot;
use crate::text::{Span, words};
use crate::ui::lines::{line, line_with, without_breaks};
use crate::ui::theme::{self, size};
use egui::text::TextFormat;
use egui::{FontId, Pos2, Rect, Ui, Vec2};

/// Height of an answer, in points.
pub(super) const ROW_HEIGHT: f32 = 46.0;
/// Height of its first line, in points.
const FIRST: f32 = 24.0;
/// Room for how alike it is, in points.
const STRENGTH: f32 = 76.0;

/// Paints an answer. Says how it is called.
pub(super) fn row_ui(ui: &Ui, snapshot: &Snapshot, alike: &Alike, rect: Rect) -> String {
    let tokens = theme::tokens(ui);
    let Some(article) = snapshot.article(alike.article_id) else { return "No longer there".to_owned() };
    let outlet = article.outlet().unwrap_or("Unknown outlet").to_owned();
    let published = article.published().map_or_else(|| "undated".to_owned(), |days| days.to_string());
    let (title, percent) = (article.shown_title(), (alike.score * 100.0).round());
    let passage = without_breaks(alike.span.slice(&article.text));
    let small = FontId::proportional(size::SMALL);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));

    let y = rect.top() + FIRST / 2.0 + 2.0;
    let room = (rect.width() - STRENGTH - 20.0).max(8.0);
    let who = line(ui, &outlet, &theme::strong(size::SMALL), tokens.text, room);
    let behind = who.size().x + 10.0;
    painter.galley(Pos2::new(rect.left() + 12.0, y - who.size().y / 2.0), who, tokens.text);
    let source = line(ui, &format!("{published} · {title}"), &small, tokens.text_weak, (room - behind).max(8.0));
    painter.galley(Pos2::new(rect.left() + 12.0 + behind, y - source.size().y / 2.0), source, tokens.text_weak);
    strength_ui(ui, &painter, Pos2::new(rect.right() - 10.0, y), alike.score);

    let plain = TextFormat::simple(FontId::proportional(size::BODY), tokens.text);
    let shared = TextFormat::simple(theme::strong(size::BODY), tokens.text_strong);
    let galley =
        line_with(ui, &passage, &shared_words(&passage, &alike.shared), (&plain, &shared), rect.width() - 24.0);
    painter.galley(Pos2::new(rect.left() + 12.0, rect.top() + FIRST), galley, tokens.text);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme::faded(tokens.separator, 0.6)));
    format!("{outlet}, {published}, {title}: {passage}, {percent} % alike, shares {}", alike.shared.join(", "))
}

/// How alike: a bar and a figure, ending at `right`.
fn strength_ui(ui: &Ui, painter: &egui::Painter, right: Pos2, score: f32) {
    let tokens = theme::tokens(ui);
    let font = FontId::proportional(size::SMALL);
    let text = format!("{:.0} %", score * 100.0);
    let figure = painter.text(right, egui::Align2::RIGHT_CENTER, text, font, tokens.text);
    let track = Rect::from_min_size(Pos2::new(right.x - STRENGTH, figure.center().y - 2.0), Vec2::new(34.0, 4.0));
    painter.rect_filled(track, 2.0, tokens.hover);
    let filled = Rect::from_min_size(track.min, Vec2::new(track.width() * score.clamp(0.0, 1.0), track.height()));
    painter.rect_filled(filled, 2.0, tokens.accent);
}

/// Where the shared words stand in a passage.
fn shared_words(passage: &str, shared: &[String]) -> Vec<Span> {
    let is_part = |word: &str| {
        shared.iter().any(|known| known == word || known.split(|c: char| !c.is_alphanumeric()).any(|part| part == word))
    };
    words(passage).filter(|span| is_part(span.slice(passage))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_are_found_where_they_stand_whole_or_as_a_part() {
        let passage = "The ferry Aurora sank on 12 March.";
        let shared = ["Aurora".to_owned(), "12 March".to_owned()];
        let found: Vec<&str> = shared_words(passage, &shared).iter().map(|span| span.slice(passage)).collect();
        assert_eq!(found, ["Aurora", "12", "March"]);
    }
}
