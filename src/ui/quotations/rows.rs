//! One line of the list of quotations: who, the words, in how many outlets and articles, how worded.

use super::places::{Line, Worded};
use crate::compare::quotations::Wording;
use crate::session::Snapshot;
use crate::session::snapshot::ListedQuotation;
use crate::ui::lines::{line, line_with, without_breaks};
use crate::ui::list::cell_ui;
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme::{self, size};
use egui::text::TextFormat;
use egui::{FontId, Pos2, Rect, Stroke, Ui, Vec2};

/// Widths of the columns of figures, in points.
const OUTLETS: f32 = 62.0;
const ARTICLES: f32 = 66.0;
const WORDING: f32 = 78.0;
/// Share of the width that says who speaks, and its bounds in points.
const SPEAKER_SHARE: f32 = 0.2;
const SPEAKER_LIMITS: (f32, f32) = (70.0, 180.0);
/// A list that is narrower, in points, says nothing of articles.
const NARROW: f32 = 480.0;
/// How far a place stands to the right of its quotation, in points.
const INDENT: f32 = 16.0;
/// Room for the button that compares, in points.
const BUTTON: Vec2 = Vec2::new(66.0, 20.0);

/// Where the columns stand, from the left edge, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    speaker: f32,
    quotation: f32,
    outlets: f32,
    articles: f32,
    width: f32,
}

impl Columns {
    /// Shares out a width.
    pub(super) fn new(width: f32) -> Self {
        let speaker = (width * SPEAKER_SHARE).clamp(SPEAKER_LIMITS.0, SPEAKER_LIMITS.1);
        let articles = width - WORDING - if width < NARROW { 0.0 } else { ARTICLES };
        let outlets = articles - OUTLETS;
        Self { speaker, quotation: (outlets - speaker).max(0.0), outlets, articles, width }
    }

    fn cell(rect: Rect, from: f32, to: f32) -> Rect {
        Rect::from_min_max(
            Pos2::new(rect.left() + from, rect.top()),
            Pos2::new(rect.left() + to.max(from), rect.bottom()),
        )
    }

    fn has_articles(&self) -> bool {
        self.width >= NARROW
    }
}

/// Paints the headings.
pub(super) fn header_ui(ui: &Ui, rect: Rect, columns: &Columns) {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    let font = theme::strong(size::SMALL);
    let cell = |from, to, text: &str, is_number| {
        cell_ui(ui, Columns::cell(rect, from, to), text, &font, tokens.text_weak, is_number);
    };
    cell(0.0, columns.speaker, "Who", false);
    cell(columns.speaker, columns.outlets, "Quotation, as the earliest has it", false);
    cell(columns.outlets, columns.articles, "Outlets", true);
    let wording = columns.width - WORDING;
    if columns.has_articles() {
        cell(columns.articles, wording, "Articles", true);
    }
    cell(wording, columns.width, "Wording", false);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.separator));
}

/// Paints a line. Says how it is called, and whether its place is to be compared with the earliest.
pub(super) fn row_ui(
    ui: &mut Ui,
    snapshot: &Snapshot,
    listed: &ListedQuotation,
    line: Line,
    worded: &Worded,
    rect: Rect,
    columns: &Columns,
) -> (String, bool) {
    if line.place == 0 {
        (quotation_ui(ui, snapshot, listed, worded, rect, columns), false)
    } else {
        place_ui(ui, snapshot, listed, line, worded, rect, columns)
    }
}

/// The quotation as the earliest article has it.
fn quotation_ui(
    ui: &Ui,
    snapshot: &Snapshot,
    listed: &ListedQuotation,
    worded: &Worded,
    rect: Rect,
    columns: &Columns,
) -> String {
    let tokens = theme::tokens(ui);
    let speaker = speaker(snapshot, listed);
    let wording = if listed.group.is_verbatim() { "verbatim" } else { "altered" };
    let (body, small) = (FontId::proportional(size::BODY), FontId::proportional(size::SMALL));
    let who = speaker.as_deref().unwrap_or("not told");
    let who_color = if speaker.is_some() { tokens.text } else { tokens.text_weak };
    cell_ui(ui, Columns::cell(rect, 0.0, columns.speaker), who, &small, who_color, false);
    let quotation = Columns::cell(rect, columns.speaker, columns.outlets);
    cell_ui(ui, quotation, &format!("“{}”", worded.words), &body, tokens.text_strong, false);
    let outlets = if listed.outlet_count == 0 { "–".to_owned() } else { grouped(listed.outlet_count) };
    cell_ui(ui, Columns::cell(rect, columns.outlets, columns.articles), &outlets, &body, tokens.text, true);
    let behind = columns.width - WORDING;
    if columns.has_articles() {
        let count = grouped(listed.article_count);
        cell_ui(ui, Columns::cell(rect, columns.articles, behind), &count, &body, tokens.text, true);
    }
    let color = if listed.group.is_verbatim() { tokens.text_weak } else { tokens.doubtful };
    cell_ui(ui, Columns::cell(rect, behind, columns.width), wording, &small, color, false);
    let outlets = counted(listed.outlet_count, "outlet", "outlets");
    let articles = counted(listed.article_count, "article", "articles");
    format!("“{}”, {who}, {outlets}, {articles}, {wording}", worded.words)
}

/// Another place where it stands, with the words that it alters.
fn place_ui(
    ui: &mut Ui,
    snapshot: &Snapshot,
    listed: &ListedQuotation,
    at: Line,
    worded: &Worded,
    rect: Rect,
    columns: &Columns,
) -> (String, bool) {
    let tokens = theme::tokens(ui);
    let Some(quoted) = listed.group.quoted.get(at.place as usize) else { return (String::new(), false) };
    let Some(article) = snapshot.article(quoted.article_id) else { return ("No longer there".to_owned(), false) };
    let small = FontId::proportional(size::SMALL);
    let outlet = article.outlet().unwrap_or("Unknown outlet").to_owned();
    let published = article.published().map_or_else(|| "undated".to_owned(), |days| days.to_string());
    let source = format!("{outlet} · {published}");
    cell_ui(ui, Columns::cell(rect, INDENT, columns.speaker), &source, &small, tokens.text_weak, false);

    let plain = TextFormat::simple(small.clone(), tokens.text);
    let altered = TextFormat {
        underline: Stroke::new(1.5, tokens.doubtful),
        ..TextFormat::simple(theme::strong(size::SMALL), tokens.text_strong)
    };
    let has_button = columns.quotation > BUTTON.x * 3.0;
    let end = if has_button { columns.articles - BUTTON.x - 4.0 } else { columns.articles };
    let cell = Columns::cell(rect, columns.speaker + INDENT, end);
    let left_out = worded.left_out.join(" … ");
    let galley = line_with(ui, &worded.words, &worded.altered, (&plain, &altered), (cell.width() - 16.0).max(8.0));
    let y = cell.center().y;
    let painter = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
    let behind = cell.left() + 8.0 + galley.size().x + 10.0;
    painter.galley(Pos2::new(cell.left() + 8.0, y - galley.size().y / 2.0), galley, tokens.text);
    if !left_out.is_empty() && cell.right() - behind > 60.0 {
        let note = line(ui, &format!("without “{left_out}”"), &small, tokens.text_weak, cell.right() - behind);
        painter.galley(Pos2::new(behind, y - note.size().y / 2.0), note, tokens.text_weak);
    }
    let wording = wording_name(quoted.wording);
    let color = if quoted.wording == Wording::Altered { tokens.doubtful } else { tokens.text_weak };
    cell_ui(ui, Columns::cell(rect, columns.width - WORDING, columns.width), wording, &small, color, false);
    let is_clicked = has_button && {
        let place = Rect::from_center_size(Pos2::new(rect.left() + end + BUTTON.x / 2.0, y), BUTTON);
        let button = egui::Button::new(egui::RichText::new("Compare").size(size::SMALL)).small();
        let hint = "Open this place beside the earliest (Shift+Enter)";
        let response = ui.put(place, button).on_hover_text(hint);
        response.clicked()
    };
    let change = if left_out.is_empty() { String::new() } else { format!(", without “{left_out}”") };
    (format!("{outlet}, {published}: “{}”, {wording}{change}", worded.words), is_clicked)
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
