//! What an article holds, as a list beside it: its dates, the notes on it and the words that the query found, each a way to its
//! place.

use super::column::ColumnView;
use crate::corpus::{ArticleId, Mention};
use crate::session::Snapshot;
use crate::text::{Span, one_line};
use crate::ui::list::{ListShape, ListView, list_ui};
use crate::ui::numbers::grouped;
use crate::ui::theme::{self, Tokens, size, tokens};
use egui::{Align2, FontId, Rect, RichText, Stroke, Ui, UiBuilder, pos2, vec2};

/// Height of a row: what is said of the place, and the words there below it, in points.
const ROW: f32 = 38.0;
/// Height of the line of kinds above the list, in points.
const HEAD: f32 = 30.0;
/// More words than this are never painted in a row.
const MOST_CHARS: usize = 120;

/// Which marks of a text are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Date,
    Note,
    Hit,
}

/// What the list remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    is_open: bool,
    only: Option<Kind>,
    list: ListView,
    article_id: Option<ArticleId>,
}

/// One mark of a text; what is said of it is made where it is shown.
struct Row<'a> {
    span: Span,
    mark: Mark<'a>,
}

enum Mark<'a> {
    Date(&'a Mention),
    Note(&'a str),
    Hit,
}

impl Row<'_> {
    fn kind(&self) -> Kind {
        match self.mark {
            Mark::Date(_) => Kind::Date,
            Mark::Note(_) => Kind::Note,
            Mark::Hit => Kind::Hit,
        }
    }

    /// What is said of it: the days, or its words where it has none, as "three years" has not; "Note"; "Hit".
    fn name(&self, text: &str) -> String {
        match self.mark {
            Mark::Date(mention) => {
                mention.interval().map_or_else(|| one_line(self.span.slice(text)), |days| days.to_string())
            }
            Mark::Note(_) => "Note".to_owned(),
            Mark::Hit => "Hit".to_owned(),
        }
    }

    /// The words there and what follows them, or the words of the note.
    fn words(&self, text: &str) -> String {
        let words = match self.mark {
            Mark::Note(note) => note,
            Mark::Date(_) | Mark::Hit => text.get(self.span.start()..).unwrap_or_default(),
        };
        one_line(&words.chars().take(MOST_CHARS).collect::<String>())
    }
}

impl Contents {
    /// Opens the list and puts the keyboard on it, or closes it.
    pub fn toggle(&mut self) {
        self.is_open = !self.is_open;
        self.list.wants_focus = self.is_open;
    }

    /// Is the list shown?
    pub fn is_open(&self) -> bool {
        self.is_open
    }
}

/// Paints the list into `room`. Gives the passage to go to.
pub(super) fn contents_ui(
    ui: &mut Ui,
    room: Rect,
    snapshot: &Snapshot,
    view: &ColumnView,
    contents: &mut Contents,
) -> Option<Span> {
    let tokens = tokens(ui);
    if contents.article_id.replace(view.article_id) != Some(view.article_id) {
        contents.list.reset();
    }
    let mentions = snapshot.opened.mentions.of(view.article_id);
    let mut all = rows(snapshot, &mentions, view);
    let mut head = ui.new_child(UiBuilder::new().id_salt("contents").max_rect(room.shrink2(vec2(10.0, 4.0))));
    head.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let count = |kind: Kind| all.iter().filter(|row| row.kind() == kind).count();
        let kinds = [(None, "All", all.len()), (Some(Kind::Date), "Dates", count(Kind::Date))];
        let more = [(Some(Kind::Note), "Notes", count(Kind::Note)), (Some(Kind::Hit), "Hits", count(Kind::Hit))];
        for (kind, name, count) in kinds.into_iter().chain(more).filter(|&(kind, _, count)| kind.is_none() || count > 0)
        {
            let text = RichText::new(format!("{name} {}", grouped(count))).size(size::SMALL);
            let label = ui.selectable_label(contents.only == kind, text);
            if label.on_hover_text(format!("List {}", name.to_lowercase())).clicked() {
                contents.only = kind;
                contents.list.reset();
            }
        }
    });
    let is_listed = |row: &Row<'_>| contents.only.is_none_or(|kind| row.kind() == kind);
    if !all.iter().any(is_listed) {
        contents.only = None;
    }
    all.retain(|row| contents.only.is_none_or(|kind| row.kind() == kind));
    let list_rect = Rect::from_min_max(pos2(room.left() + 6.0, room.top() + HEAD), room.max - vec2(6.0, 6.0));
    if all.is_empty() {
        let font = FontId::proportional(size::BODY);
        let none = "No dates, notes or hits in it";
        ui.painter().text(list_rect.center_top() + vec2(0.0, 24.0), Align2::CENTER_TOP, none, font, tokens.text_weak);
        return None;
    }
    let (text, in_view) = (view.document.text(), view.bytes_in_view());
    let shape = ListShape {
        id: "contents",
        name: "Contents of the article",
        row_count: all.len(),
        opens_at_click: true,
        row_height: ROW,
    };
    let chosen = list_ui(ui, list_rect, shape, &mut contents.list, &mut |ui, index, place| {
        let Some(row) = all.get(index) else { return String::new() };
        let (name, words) = (row.name(text), row.words(text));
        row_ui(ui, tokens, place, (row.kind(), &name, &words), row.span.overlaps(in_view));
        format!("{name}: {words}")
    });
    chosen.and_then(|index| all.get(index)).map(|row| row.span)
}

/// A row; with a bar at its left where its place is in view.
fn row_ui(ui: &Ui, tokens: &Tokens, place: Rect, (kind, name, words): (Kind, &str, &str), is_in_view: bool) {
    let color = match kind {
        Kind::Date => tokens.date,
        Kind::Note => tokens.accent,
        Kind::Hit => tokens.text_weak,
    };
    if is_in_view {
        let bar = Rect::from_min_size(place.min + vec2(1.0, 4.0), vec2(2.5, ROW - 8.0));
        ui.painter().rect_filled(bar, 1.0, color);
    }
    let width = place.width() - 18.0;
    let name = crate::ui::lines::line(ui, name, &theme::strong(size::SMALL), color, width);
    ui.painter().galley(place.min + vec2(10.0, 4.0), name, color);
    let words = crate::ui::lines::line(ui, words, &FontId::proportional(size::SMALL), tokens.text, width);
    ui.painter().galley(place.min + vec2(10.0, 20.0), words, tokens.text);
    let y = ui.painter().round_to_pixel_center(place.bottom());
    ui.painter().hline(place.x_range(), y, Stroke::new(1.0, theme::faded(tokens.separator, 0.5)));
}

/// All marks of the text in order.
fn rows<'a>(snapshot: &'a Snapshot, mentions: &'a [Mention], view: &ColumnView) -> Vec<Row<'a>> {
    let dates = mentions.iter().filter(|mention| !mention.is_boilerplate);
    let dates = dates.map(|mention| Row { span: mention.expression.span, mark: Mark::Date(mention) });
    let notes = snapshot.view.filter.marks.notes_on(view.article_id);
    let notes = notes.filter_map(|(span, note)| Some(Row { span: span?, mark: Mark::Note(note) }));
    let hits = view.document.hits.iter().map(|&span| Row { span, mark: Mark::Hit });
    let mut rows: Vec<Row<'_>> = dates.chain(notes).chain(hits).collect();
    rows.sort_by_key(|row| (row.span, row.kind() != Kind::Note));
    rows
}
