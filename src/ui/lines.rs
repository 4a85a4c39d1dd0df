//! Lines of text as they are seen: words that are read from the right stand in their order.
//!
//! The toolkit lays words out from left to right whatever their script; see [`crate::text::visual()`]. Texts without such
//! words, nearly all, take the short way.

use super::theme;
use crate::text::{Span, reads_from_right, visual};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Ui};
use std::sync::Arc;

/// Tries to cut a line that is read from the right until it fits; each comes near, the last is cut by force.
const TRIES: usize = 4;

/// One line, cut at its end where it is longer than `width`: at the right, or where it is read from the right, at the
/// left.
pub fn line(ui: &Ui, text: &str, font: &FontId, color: Color32, width: f32) -> Arc<Galley> {
    let lay = |text: String, width: f32| {
        let mut job = LayoutJob::single_section(text, TextFormat::simple(font.clone(), color));
        job.wrap = TextWrapping::truncate_at_width(width);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    if !reads_from_right(text) {
        return lay(visual(text).into_owned(), width);
    }
    let mut count = text.chars().count();
    let mut galley = lay(visual(text).into_owned(), f32::INFINITY);
    for _ in 0..TRIES {
        if galley.size().x <= width {
            return galley;
        }
        count = ((count as f32 * width / galley.size().x) as usize).saturating_sub(1);
        let kept: String = text.chars().take(count).collect();
        galley = lay(visual(&format!("{}…", kept.trim_end())).into_owned(), f32::INFINITY);
    }
    if galley.size().x <= width { galley } else { lay(galley.text().to_owned(), width) }
}

/// A text on at most so many lines, broken between words, cut at its end; what is read from the right on one.
pub fn lines_of(ui: &Ui, text: &str, font: &FontId, color: Color32, (width, rows): (f32, usize)) -> Arc<Galley> {
    if rows < 2 || reads_from_right(text) {
        return line(ui, text, font, color, width);
    }
    let mut job = LayoutJob::single_section(visual(text).into_owned(), TextFormat::simple(font.clone(), color));
    job.wrap = TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// One line with stretches of it marked as hits, cut at its end where it is longer than `width`. `spans` in order, none
/// overlapping. A line that is read from the right has no marks: its words stand in another order than its bytes.
pub fn marked_line(ui: &Ui, text: &str, spans: &[Span], font: &FontId, color: Color32, width: f32) -> Arc<Galley> {
    let tokens = theme::tokens(ui);
    let plain = TextFormat::simple(font.clone(), color);
    let hit = TextFormat { color: tokens.text_strong, background: tokens.hit, ..plain.clone() };
    line_with(ui, text, spans, (&plain, &hit), width)
}

/// One line of which stretches look another way, cut at its end where it is longer than `width`. Otherwise as
/// [`marked_line`].
pub fn line_with(
    ui: &Ui,
    text: &str,
    spans: &[Span],
    (plain, other): (&TextFormat, &TextFormat),
    width: f32,
) -> Arc<Galley> {
    if spans.is_empty() || reads_from_right(text) {
        return line(ui, text, &plain.font_id, plain.color, width);
    }
    let mut job = LayoutJob::default();
    let mut at = 0;
    for span in spans {
        if let (Some(before), Some(met)) = (text.get(at..span.start()), text.get(span.range())) {
            job.append(before, 0.0, plain.clone());
            job.append(met, 0.0, other.clone());
            at = span.end();
        }
    }
    job.append(text.get(at..).unwrap_or(""), 0.0, plain.clone());
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A text with its line breaks as blanks: every offset stays.
pub fn without_breaks(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// The end of a text on one line, cut at its beginning between words where it is longer than `width`.
pub fn end_of_line(ui: &Ui, text: &str, font: &FontId, color: Color32, width: f32) -> Arc<Galley> {
    let lay =
        |text: String| ui.fonts_mut(|fonts| fonts.layout_no_wrap(visual(&text).into_owned(), font.clone(), color));
    let mut galley = lay(text.to_owned());
    let mut count = text.chars().count();
    for _ in 0..TRIES {
        if galley.size().x <= width || count == 0 {
            break;
        }
        count = ((count as f32 * width / galley.size().x) as usize).min(count).saturating_sub(1);
        let at = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        let kept = text.get(at..).unwrap_or("");
        let whole = kept.find(char::is_whitespace).and_then(|blank| kept.get(blank..)).unwrap_or(kept);
        galley = lay(format!("…{}", whole.trim_start()));
    }
    galley
}

/// A text of few lines with its breaks, so that the words of each line stand in their order. Texts that hold no words
/// that are read from the right are given back as they are.
pub fn wrapped(ui: &Ui, text: &str, font: &FontId, width: f32) -> String {
    if matches!(visual(text), std::borrow::Cow::Borrowed(_)) {
        return text.to_owned();
    }
    let width_of = |words: &str| {
        let words = visual(words).into_owned();
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(words, font.clone(), Color32::PLACEHOLDER)).size().x
    };
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (lines.last_mut(), longer) {
            (Some(line), Some(longer)) if width_of(&longer) <= width => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| visual(line)).collect::<Vec<_>>().join("\n")
}
