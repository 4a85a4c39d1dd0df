//! The reader as a whole: columns beside each other, and what goes on between them.

use super::bands::bands_ui;
use super::blocks::{FoldedPart, Folds};
use super::column::{ColumnView, Pending};
use super::contents::{Contents, contents_ui};
use super::correct::Editing;
use super::find::{FindAnswer, Finding, find_ui};
use super::header::{HeadShape, header_ui};
use super::links::{self, LinkRef};
use super::lists::Listed;
use super::marks::EventIndex;
use super::scene::{Scene, Wish, activate, text_id};
use super::sieve::{Folding, LinkStep, Sieve};
use super::strip::{shown_pair, strip_ui};
use super::text::text_ui;
use super::{lists, tied};
use crate::corpus::ArticleId;
use crate::session::{Action, Snapshot};
use crate::text::Span;
use crate::ui::ViewContext;
use crate::ui::theme::{size, tokens};
use egui::{Rangef, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

/// A column is never narrower, in points: the reader scrolls sideways instead. Two are: what links them is seen only where
/// both are.
const NARROWEST_COLUMN: f32 = 280.0;
const NARROWEST_OF_TWO: f32 = 190.0;
/// Room for the scroll bar below columns that stand beyond the edge, in points.
const COLUMNS_BAR: f32 = 12.0;
/// Room between two columns, for the bands.
const GUTTER: f32 = 44.0;
/// Room for the list of what an article holds, as a share of the width, and its limits in points.
const CONTENTS_SHARE: f32 = 0.26;
const CONTENTS_WIDTH: Rangef = Rangef { min: 150.0, max: 260.0 };
/// Room above, below and beside what a column holds.
const PADDING: f32 = 12.0;

/// What the reader alone needs to remember.
#[derive(Clone, Debug)]
pub struct ReaderView {
    pub(super) columns: Vec<ColumnView>,
    shows_boilerplate: bool,
    scrolls_together: bool,
    /// Which links are shown.
    pub sieve: Sieve,
    listed: Listed,
    /// What is looked for in the texts.
    pub finding: Finding,
    /// What the active article holds, as a list.
    pub contents: Contents,
    editing: Option<Editing>,
    /// The link under the pointer, in the last frame.
    hovered_link: Option<LinkRef>,
    /// The link that the keyboard is at.
    pub(super) current_link: Option<LinkRef>,
    events: EventIndex,
    /// Height of the tallest head in the last frame: all texts begin at the same height.
    head_height: f32,
    /// The active column of how many, as last brought into view.
    followed_active: (usize, usize),
    /// The active column shall go so many hits further.
    pub wants_hit: Option<isize>,
    /// So many links further, or differences.
    pub wants_link: Option<LinkStep>,
}

impl Default for ReaderView {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            shows_boilerplate: true,
            scrolls_together: false,
            sieve: Sieve::default(),
            listed: Listed::default(),
            finding: Finding::default(),
            contents: Contents::default(),
            editing: None,
            hovered_link: None,
            current_link: None,
            events: EventIndex::default(),
            head_height: 0.0,
            followed_active: (0, 0),
            wants_hit: None,
            wants_link: None,
        }
    }
}

impl ReaderView {
    /// The columns follow what the session says is shown; a column that stays keeps its place of reading.
    fn follow(&mut self, snapshot: &Snapshot, now: f64) {
        let mut known = std::mem::take(&mut self.columns);
        for (index, column) in snapshot.reader.columns.iter().enumerate() {
            let place = known.iter().position(|view| view.article_id == column.article_id);
            let mut view = place.map_or_else(|| ColumnView::new(column.article_id), |place| known.swap_remove(place));
            if let Some(article) = snapshot.article(column.article_id) {
                if view.followed_request != column.target_request {
                    view.followed_request = column.target_request;
                    if let Some(target) = column.target {
                        view.followed_at = now;
                        view.pending = Some(Pending::Passage(target, None));
                        view.update(
                            &article,
                            &snapshot.view.filter.query,
                            &self.folds(snapshot, index, article.text.len()),
                        );
                        if let Some(part) = view.document.folded_as(target) {
                            self.unfold(part);
                        }
                        view.follow_hit(target);
                    }
                }
                view.update(&article, &snapshot.view.filter.query, &self.folds(snapshot, index, article.text.len()));
            }
            view.look_for(self.finding.wanted());
            self.columns.push(view);
        }
        match self.wants_hit.take() {
            Some(step) if self.finding.is_open() => self.step_found(snapshot, step),
            Some(step) => {
                self.columns.get_mut(snapshot.reader.active).into_iter().for_each(|column| column.step_hit(step));
            }
            None => {}
        }
        self.events.update(snapshot);
        if self.current_link.is_some_and(|link| links::find(snapshot, link).is_none()) {
            self.current_link = None;
        }
        let shown = |editing: &Editing| snapshot.reader.columns.iter().any(|c| c.article_id == editing.article_id);
        if !self.editing.as_ref().is_some_and(shown) {
            self.editing = None;
        }
    }

    /// What is folded of a column's text of so many bytes.
    fn folds(&self, snapshot: &Snapshot, column: usize, text_length: usize) -> Folds {
        let is_known = (0..snapshot.reader.columns.len())
            .any(|other| snapshot.reader.comparison(column.min(other), column.max(other)).is_some());
        let part = match self.sieve.folding {
            Folding::Shared if is_known => FoldedPart::Shared,
            Folding::Alone if is_known => FoldedPart::Alone,
            _ => return Folds { shows_boilerplate: self.shows_boilerplate, folded: None },
        };
        let mut shared: Vec<Span> =
            links::passages(snapshot, column, &self.sieve).iter().map(|passage| passage.span).collect();
        shared.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(shared.len());
        for span in shared {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => *last = last.cover(span),
                _ => joined.push(span),
            }
        }
        if part == FoldedPart::Alone {
            joined = between(&joined, text_length);
        }
        Folds { shows_boilerplate: self.shows_boilerplate, folded: Some((part, joined)) }
    }

    /// Goes so many places further of what is looked for in the active column, and unfolds it there.
    fn step_found(&mut self, snapshot: &Snapshot, step: isize) {
        let Some(column) = self.columns.get_mut(snapshot.reader.active) else { return };
        let part = column.step_found(step).and_then(|place| column.document.folded_as(place));
        if let Some(part) = part {
            self.unfold(part);
        }
    }

    fn unfold(&mut self, part: FoldedPart) {
        match part {
            FoldedPart::Boilerplate => self.shows_boilerplate = true,
            FoldedPart::Shared | FoldedPart::Alone => self.sieve.folding = Folding::Nothing,
        }
    }

    /// What is selected in the active column, and of which article.
    pub fn selection(&self, snapshot: &Snapshot) -> Option<(ArticleId, Span)> {
        let column = self.columns.get(snapshot.reader.active)?;
        Some((column.article_id, column.selection()?))
    }

    /// The passage that the person is at in the active column.
    pub fn passage(&self, snapshot: &Snapshot) -> Option<(ArticleId, Span)> {
        let active = snapshot.reader.active;
        let column = self.columns.get(active)?;
        let current = self.current_link.and_then(|at| Some((at, links::find(snapshot, at)?)));
        let linked = current.and_then(|(at, link)| match active {
            active if active == at.left => Some(link.a),
            active if active == at.right => Some(link.b),
            _ => None,
        });
        let passage = column.selection().or(linked).or_else(|| column.dated(snapshot)).or_else(|| column.passage())?;
        Some((column.article_id, passage))
    }

    /// The link that the pointer or else the keyboard is at.
    pub fn lit(&self) -> Option<LinkRef> {
        self.hovered_link.or(self.current_link)
    }

    fn grant(&mut self, ui: &Ui, snapshot: &Snapshot, wishes: Vec<Wish>) {
        self.hovered_link = None;
        for wish in wishes {
            match wish {
                Wish::Light(link) => self.hovered_link = Some(link),
                Wish::Align(link, column, above) => self.align(snapshot, link, Some((column, above))),
                Wish::FocusColumn(column) if column < self.columns.len() => {
                    ui.memory_mut(|memory| memory.request_focus(text_id(column)));
                }
                Wish::FocusColumn(_) => {}
                Wish::StepLink(column, step) => {
                    let last_left = self.columns.len().saturating_sub(2);
                    self.step_link(snapshot, column.min(last_left), step);
                }
                Wish::Fold => {
                    self.sieve.folding = match self.sieve.folding {
                        Folding::Nothing => Folding::Shared,
                        Folding::Shared => Folding::Alone,
                        Folding::Alone => Folding::Nothing,
                    };
                }
                Wish::LeaveLink => self.current_link = None,
                Wish::Unfold(part) => self.unfold(part),
            }
            ui.ctx().request_repaint();
        }
    }

    /// Tied columns follow the one that was scrolled, outwards from it.
    fn tie(&mut self, snapshot: &Snapshot) {
        let Some(leader) = self.columns.iter().position(|column| column.was_scrolled) else { return };
        let rightwards = (leader..self.columns.len().saturating_sub(1)).map(|at| (at, at + 1));
        let leftwards = (1..=leader).rev().map(|at| (at, at - 1));
        for (from, to) in rightwards.chain(leftwards).collect::<Vec<_>>() {
            let Some(comparison) = snapshot.reader.comparison(from.min(to), from.max(to)) else { continue };
            let (Some(leading), Some(following)) = (self.columns.get(from), self.columns.get(to)) else { continue };
            let position = tied::position_beside(leading, following, (comparison, &self.sieve), from < to);
            if let Some(column) = self.columns.get_mut(to) {
                column.pending = Some(Pending::Position(position));
            }
        }
    }
}

/// Paints the reader into the room that `ui` has.
pub fn reader_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut ReaderView) {
    let snapshot = context.snapshot;
    view.follow(snapshot, ui.input(|input| input.time));
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 0.0, tokens(ui).content);
    if view.columns.is_empty() {
        empty_ui(ui, room);
        return;
    }
    let strip = Rect::from_min_size(room.min + vec2(PADDING, 6.0), vec2(room.width() - 2.0 * PADDING, 0.0));
    let mut bar = ui.new_child(UiBuilder::new().id_salt("strip").max_rect(strip));
    let answer = strip_ui(&mut bar, snapshot, &mut view.sieve, &mut view.shows_boilerplate, &mut view.scrolls_together);
    if view.finding.is_open() {
        let active = snapshot.reader.active;
        match find_ui(&mut bar, &mut view.finding, &view.columns, active) {
            FindAnswer::Nothing => {}
            FindAnswer::Typed => {
                let wanted = view.finding.wanted().to_owned();
                view.columns.iter_mut().for_each(|column| column.look_for(&wanted));
                view.step_found(snapshot, 0);
            }
            FindAnswer::Step(step) => view.step_found(snapshot, step),
            FindAnswer::Close => {
                view.finding.close();
                ui.memory_mut(|memory| memory.request_focus(text_id(active)));
            }
        }
    }
    let below_bar = bar.min_rect().bottom() + 6.0;
    ui.painter().hline(room.x_range(), below_bar, Stroke::new(1.0, tokens(ui).separator));
    let pair = shown_pair(snapshot).filter(|&left| snapshot.reader.comparison(left, left + 1).is_some());
    let wanted = view.wants_link.take().or(answer.step);
    if let (Some(step), Some(left)) = (wanted, pair) {
        view.step_link(snapshot, left, step);
    }
    let foot = pair.map_or(0.0, |_| lists::height(view.listed));
    let middle = Rect::from_min_max(pos2(room.left(), below_bar + 1.0), room.max - vec2(0.0, foot));
    let middle = beside_contents(ui, context, view, middle);
    // Where columns stand beyond the edge, their scroll bar has room of its own below them.
    let is_overflowing = columns_width(view.columns.len(), narrowest(view.columns.len())) > middle.width();
    let bar = if is_overflowing { COLUMNS_BAR } else { 0.0 };
    let columns_rect = middle.with_max_y(middle.bottom() - bar);
    let mut columns_room = ui.new_child(UiBuilder::new().id_salt("columns").max_rect(middle));
    // Seen at once where columns stand beyond the edge.
    columns_room.spacing_mut().scroll = egui::style::ScrollStyle::solid();
    ScrollArea::horizontal().id_salt("columns").auto_shrink(false).show(&mut columns_room, |ui| {
        columns_ui(ui, context, view, columns_rect);
    });
    if let Some(left) = pair {
        ui.painter().hline(room.x_range(), middle.bottom(), Stroke::new(1.0, tokens(ui).separator));
        let foot_room =
            Rect::from_min_max(pos2(room.left() + PADDING, middle.bottom() + 2.0), room.max - vec2(PADDING, 0.0));
        let mut foot = ui.new_child(UiBuilder::new().id_salt("lists").max_rect(foot_room));
        let side = |column: usize| view.columns.get(column).map(|column| column.viewport.x_range());
        let sides = side(left).zip(side(left + 1));
        lists::lists_ui(&mut foot, context, left, sides, &mut view.listed);
    }
    ui.advance_cursor_after_rect(room);
}

/// The list of what the active article holds, where it is wanted; gives the room that is left for the columns.
fn beside_contents(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut ReaderView, middle: Rect) -> Rect {
    let active = context.snapshot.reader.active;
    if !view.contents.is_open() {
        return middle;
    }
    let Some(column) = view.columns.get(active) else { return middle };
    let width = (middle.width() * CONTENTS_SHARE).clamp(CONTENTS_WIDTH.min, CONTENTS_WIDTH.max).round();
    let room = middle.with_max_x(middle.left() + width);
    if let Some(span) = contents_ui(ui, room, context.snapshot, column, &mut view.contents) {
        context.request(Action::JumpTo(active, span));
    }
    ui.painter().vline(room.right(), room.y_range(), Stroke::new(1.0, tokens(ui).separator));
    middle.with_min_x(room.right() + 1.0)
}

fn narrowest(count: usize) -> f32 {
    if count == 2 { NARROWEST_OF_TWO } else { NARROWEST_COLUMN }
}

/// Width of so many columns with the gutters between them.
fn columns_width(count: usize, each: f32) -> f32 {
    each * count as f32 + GUTTER * count.saturating_sub(1) as f32
}

fn columns_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut ReaderView, middle: Rect) {
    let snapshot = context.snapshot;
    let count = view.columns.len();
    let width = ((middle.width() - columns_width(count, 0.0)) / count as f32).max(narrowest(count));
    let origin = ui.cursor().min;
    let (_, whole) = ui.allocate_space(vec2(columns_width(count, width), middle.height()));
    let mut wishes = Vec::new();
    let head_height = std::mem::take(&mut view.head_height);
    for index in 0..count {
        let left = origin.x + index as f32 * (width + GUTTER);
        let room = Rect::from_min_max(pos2(left, whole.top()), pos2(left + width, whole.bottom()));
        wishes.extend(column_ui(ui, context, view, index, room, head_height));
        let active = (snapshot.reader.active, count);
        if index == active.0 && view.followed_active != active {
            view.followed_active = active;
            ui.scroll_to_rect(room, None);
        }
    }
    for left in 0..count.saturating_sub(1) {
        let (Some(a), Some(b)) = (view.columns.get(left), view.columns.get(left + 1)) else { continue };
        let top = a.viewport.top().max(b.viewport.top());
        let gutter = Rect::from_min_max(pos2(a.viewport.right(), top), pos2(b.viewport.left(), a.viewport.bottom()));
        let Some(comparison) = snapshot.reader.comparison(left, left + 1) else { continue };
        let shown = (left, comparison.as_ref(), &view.sieve);
        if let Some((link, is_clicked)) = bands_ui(ui, gutter, shown, (a, b), view.lit()) {
            wishes.push(Wish::Light(link));
            if is_clicked {
                view.current_link = Some(link);
                view.align(snapshot, link, None);
            }
        }
    }
    let was_lit = view.lit();
    if view.scrolls_together {
        view.tie(snapshot);
    }
    view.grant(ui, snapshot, wishes);
    if view.lit() != was_lit || view.columns.iter().any(|column| column.pending.is_some()) {
        ui.ctx().request_repaint();
    }
}

/// One column: its head, then its text.
fn column_ui(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    view: &mut ReaderView,
    index: usize,
    room: Rect,
    head_height: f32,
) -> Vec<Wish> {
    let snapshot = context.snapshot;
    let tokens = tokens(ui);
    let Some(column) = snapshot.reader.columns.get(index) else { return Vec::new() };
    let Some(article) = snapshot.article(column.article_id) else { return Vec::new() };
    let is_active = snapshot.reader.active == index && view.columns.len() > 1;
    if is_active {
        ui.painter().hline(room.x_range(), room.top() + 1.0, Stroke::new(2.0, tokens.accent));
    }
    let lines = ColumnView::measure_of(room);
    let head_room = Rect::from_min_max(pos2(lines.left(), room.top() + 10.0), pos2(lines.right(), room.bottom()));
    let mut head = ui.new_child(UiBuilder::new().id_salt(("head", column.article_id)).max_rect(head_room));
    head.set_clip_rect(room.intersect(ui.clip_rect()));
    let hits = view.columns.get(index).map_or((None, 0), |view| (view.current_hit, view.document.hits.len()));
    let shown = HeadShape { column: index, article_id: column.article_id, article: &article, hits };
    if let Some(step) = header_ui(&mut head, context, shown, &mut view.editing) {
        activate(context, index);
        if let Some(column) = view.columns.get_mut(index) {
            column.step_hit(step);
        }
    }
    let used = head.min_rect().height();
    view.head_height = view.head_height.max(used);
    let text_top = head_room.top() + used.max(head_height) + 8.0;
    let separator = Stroke::new(1.0, tokens.separator);
    ui.painter().hline(room.left() + PADDING..=room.right() - PADDING, text_top, separator);
    let text_room = Rect::from_min_max(pos2(room.left(), text_top + 1.0), room.max);
    let lit = view.lit();
    let passages = links::passages(snapshot, index, &view.sieve);
    let lit_ends: Vec<(usize, Span)> = lit
        .and_then(|lit| links::find(snapshot, lit).map(|link| [(lit.left, link.a), (lit.right, link.b)]))
        .into_iter()
        .flatten()
        .collect();
    let marks_changes = view.sieve.marks_changes;
    let ReaderView { columns, events, current_link, .. } = view;
    let Some(column_view) = columns.get_mut(index) else { return Vec::new() };
    let mentions = snapshot.opened.mentions.of(column.article_id);
    let scene = Scene {
        article: &article,
        mentions: &mentions,
        column: index,
        target: column.target,
        passages: &passages,
        lit,
        lit_ends: &lit_ends,
        marks_changes,
        current_link: *current_link,
        events,
    };
    text_ui(ui, text_room, context, &scene, column_view)
}

/// What lies between stretches, which are in order and free of overlaps, and at both ends of a text.
fn between(stretches: &[Span], text_length: usize) -> Vec<Span> {
    let starts = std::iter::once(0).chain(stretches.iter().map(|span| span.end()));
    let ends = stretches.iter().map(|span| span.start()).chain(std::iter::once(text_length));
    starts.zip(ends).map(|(start, end)| Span::new(start, end)).filter(|span| !span.is_empty()).collect()
}

fn empty_ui(ui: &mut Ui, room: Rect) {
    let tokens = tokens(ui);
    let mut child = ui.new_child(UiBuilder::new().id_salt("empty").max_rect(room));
    child.vertical_centered(|ui| {
        ui.add_space((room.height() * 0.4).max(8.0));
        ui.label(RichText::new("Nothing open in the reader").size(size::HEADING).color(tokens.text_strong));
        ui.label(
            RichText::new("Press Enter on a row to read it, or C to add it beside another").color(tokens.text_weak),
        );
    });
}
