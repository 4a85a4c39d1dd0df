//! How many articles by month, as small bars that are brushed.
//!
//! A drag keeps the days it covers, a click those of one bar, a click on what is kept lets go. With the keyboard the arrows go
//! from bar to bar, with Shift they extend, Escape lets go. [`bins`] says which bars there are.

pub mod bins;

use super::numbers::counted;
use super::theme::{self, Tokens, size};
use crate::search::Facets;
use crate::time::Interval;
use bins::{Bar, Unit, bars};
use chrono::{Datelike, NaiveDate};
use egui::{
    Align2, Color32, EventFilter, FontId, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Height of the bars, in points.
const BARS_HEIGHT: f32 = 38.0;
/// Height of the line below them, in points.
const ENDS_HEIGHT: f32 = 16.0;
/// A bar with the gap behind it is no narrower, in points.
const NARROWEST: f32 = 3.0;
/// Nor wider.
const WIDEST: f32 = 28.0;

/// What one histogram remembers between frames.
#[derive(Debug, Default)]
pub struct HistogramView {
    unit: Unit,
    bars: Vec<Bar>,
    /// What `bars` were made of: the counts and the room.
    made_for: Option<(Arc<Facets>, usize)>,
    /// The bars under a drag: where it began and where it is.
    dragged: Option<(usize, usize)>,
    /// Where the keyboard began and is, by the first days of their bars, and what it has set.
    walked: Option<(NaiveDate, NaiveDate, Interval)>,
}

/// What a histogram shows.
#[derive(Clone, Copy, Debug)]
pub struct HistogramShape<'a> {
    /// "Published", "Referred to".
    pub name: &'a str,
    /// All counts.
    pub facets: &'a Arc<Facets>,
    /// Those that are shown: by the first day of the month, in order.
    pub months: &'a [(NaiveDate, usize)],
    /// The days that are kept.
    pub current: Option<Interval>,
}

/// The days that shall be kept; nothing: all.
type Kept = Option<Interval>;

/// Paints the bars. Gives what shall be kept, when that was asked for.
pub fn histogram_ui(ui: &mut Ui, shape: HistogramShape<'_>, view: &mut HistogramView) -> Option<Kept> {
    let width = ui.available_width();
    follow(view, shape, (width / NARROWEST) as usize);
    if view.bars.is_empty() {
        return None;
    }
    let tokens = theme::tokens(ui);
    let (whole, _) = ui.allocate_exact_size(Vec2::new(width, BARS_HEIGHT + ENDS_HEIGHT), Sense::hover());
    let rect = Rect::from_min_size(whole.min, Vec2::new(width, BARS_HEIGHT));
    let response = ui.interact(rect, ui.scope_id().with(("histogram", shape.name)), Sense::click_and_drag());
    let step = (rect.width() / view.bars.len() as f32).min(WIDEST);
    let last = view.bars.len() - 1;
    let bar_at = |x: f32| (((x - rect.left()) / step).max(0.0) as usize).min(last);
    let asked =
        brushed(ui, &response, shape.current, view, &bar_at).or_else(|| read_keys(ui, &response, shape.current, view));
    let kept = match view.dragged {
        Some((from, to)) => Some(from.min(to)..=from.max(to)),
        None => shape.current.and_then(|days| covered(&view.bars, days)),
    };
    let pointed = response.hover_pos().map(|at| bar_at(at.x));
    paint(ui, rect, step, view, kept.clone(), pointed);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(2.0), 4.0, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    }
    ends_ui(ui, whole, step, view, tokens);
    let name = format!("{} by {}", shape.name, view.unit.name());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Slider, true, &name));
    let value = match &kept {
        Some(range) => text_of(view.bars.get(range.clone()).unwrap_or_default()),
        None => "all".to_owned(),
    };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(value);
        node.set_description("Arrows go from bar to bar, Shift with arrows extends, Escape keeps all".to_owned());
    });
    let explained = match view.dragged {
        Some(_) => kept.and_then(|range| view.bars.get(range)),
        None => pointed.and_then(|bar| view.bars.get(bar..=bar)),
    };
    if let Some(bars) = explained {
        response.on_hover_text_at_pointer(text_of(bars));
    }
    asked
}

fn follow(view: &mut HistogramView, shape: HistogramShape<'_>, most: usize) {
    let is_same =
        view.made_for.as_ref().is_some_and(|(facets, room)| Arc::ptr_eq(facets, shape.facets) && *room == most);
    if !is_same {
        (view.unit, view.bars) = bars(shape.months, most);
        view.made_for = Some((shape.facets.clone(), most));
        view.dragged = None;
    }
}

/// The bars that share a day with `days`.
fn covered(bars: &[Bar], days: Interval) -> Option<RangeInclusive<usize>> {
    let first = bars.iter().position(|bar| bar.days.overlaps(days))?;
    let last = bars.iter().rposition(|bar| bar.days.overlaps(days))?;
    Some(first..=last)
}

fn days_of(bars: &[Bar]) -> Option<Interval> {
    Some(bars.first()?.days.cover(bars.last()?.days))
}

fn brushed(
    ui: &Ui,
    response: &Response,
    current: Option<Interval>,
    view: &mut HistogramView,
    bar_at: &dyn Fn(f32) -> usize,
) -> Option<Kept> {
    let pointer = response.interact_pointer_pos();
    if response.drag_started()
        && let Some(origin) = ui.input(|input| input.pointer.press_origin())
    {
        view.dragged = Some((bar_at(origin.x), bar_at(origin.x)));
        response.request_focus();
    }
    if let (Some((_, to)), Some(at)) =
        (&mut view.dragged, pointer.filter(|_| response.dragged() || response.drag_stopped()))
    {
        *to = bar_at(at.x);
    }
    if response.drag_stopped() {
        let (from, to) = view.dragged.take()?;
        return days_of(view.bars.get(from.min(to)..=from.max(to))?).map(Some);
    }
    let at = pointer.filter(|_| response.clicked())?;
    response.request_focus();
    let bar = view.bars.get(bar_at(at.x))?;
    Some((current != Some(bar.days)).then_some(bar.days))
}

/// Moves what is kept by the keys.
fn read_keys(ui: &Ui, response: &Response, current: Option<Interval>, view: &mut HistogramView) -> Option<Kept> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, escape: current.is_some(), ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if current.is_some() && pressed(Modifiers::NONE, Key::Escape) {
        view.walked = None;
        return Some(None);
    }
    let last = view.bars.len().checked_sub(1)?;
    let index_of = |day: NaiveDate| view.bars.iter().position(|bar| bar.days.first() <= day && day <= bar.days.last());
    let walked = view.walked.filter(|(.., set)| Some(*set) == current);
    let (anchor, cursor) = match (walked, current.and_then(|days| covered(&view.bars, days))) {
        (Some((anchor, cursor, _)), Some(range)) => {
            (index_of(anchor).unwrap_or(*range.start()), index_of(cursor).unwrap_or(*range.end()))
        }
        (_, Some(range)) => (*range.start(), *range.end()),
        (_, None) => (usize::MAX, usize::MAX),
    };
    let is_counted = |index: &usize| view.bars.get(*index).is_some_and(|bar| bar.count > 0);
    let next = |forward: bool, skips: bool| match (cursor, forward) {
        (usize::MAX, true) => (0..=last).find(is_counted).unwrap_or(0),
        (usize::MAX, false) => (0..=last).rev().find(is_counted).unwrap_or(last),
        (at, true) if skips => (at + 1..=last).find(is_counted).unwrap_or(at),
        (at, false) if skips => (0..at).rev().find(is_counted).unwrap_or(at),
        (at, true) => (at + 1).min(last),
        (at, false) => at.saturating_sub(1),
    };
    let moves = [(Key::ArrowRight, true), (Key::ArrowLeft, false)];
    for (key, forward) in moves {
        let (from, to) = if pressed(Modifiers::SHIFT, key) {
            let to = next(forward, false);
            (if anchor == usize::MAX { to } else { anchor }, to)
        } else if pressed(Modifiers::NONE, key) {
            let to = next(forward, true);
            (to, to)
        } else {
            continue;
        };
        let days = days_of(view.bars.get(from.min(to)..=from.max(to))?)?;
        view.walked = Some((view.bars.get(from)?.days.first(), view.bars.get(to)?.days.first(), days));
        return Some(Some(days));
    }
    None
}

fn paint(
    ui: &Ui,
    rect: Rect,
    step: f32,
    view: &HistogramView,
    kept: Option<RangeInclusive<usize>>,
    pointed: Option<usize>,
) {
    let tokens = theme::tokens(ui);
    let highest = view.bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1) as f32;
    let gap = if step >= 5.0 { 2.0 } else { 1.0 };
    let used = Rect::from_min_size(rect.min, Vec2::new(step * view.bars.len() as f32, rect.height()));
    ui.painter().hline(used.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.separator));
    for (index, bar) in view.bars.iter().enumerate() {
        let is_kept = kept.as_ref().is_none_or(|kept| kept.contains(&index));
        let left = rect.left() + index as f32 * step;
        if pointed == Some(index) {
            let column =
                Rect::from_min_size(rect.min + Vec2::new(left - rect.left(), 0.0), Vec2::new(step, rect.height()));
            ui.painter().rect_filled(column, 0.0, tokens.hover);
        }
        if bar.count == 0 {
            continue;
        }
        let height = (bar.count as f32 / highest * (rect.height() - 2.0)).max(1.5);
        let size = Vec2::new((step - gap).max(1.0), height);
        let place = Rect::from_min_size(egui::pos2(left, rect.bottom() - height), size);
        let color: Color32 = match (is_kept, kept.is_some()) {
            (true, true) => tokens.accent,
            (true, false) => theme::faded(tokens.accent, if bar.is_beyond { 0.35 } else { 0.7 }),
            (false, _) => theme::faded(tokens.text_weak, 0.45),
        };
        ui.painter().rect_filled(place, 1.0, color);
    }
    if let Some(kept) = kept {
        let left = rect.left() + *kept.start() as f32 * step;
        let right = rect.left() + (*kept.end() + 1) as f32 * step - gap;
        ui.painter().hline(left..=right.max(left + 1.0), rect.bottom(), Stroke::new(2.0, tokens.accent));
    }
}

/// What the first and the last bar stand for.
fn ends_ui(ui: &Ui, whole: Rect, step: f32, view: &HistogramView, tokens: &Tokens) {
    let mut named = view.bars.iter().filter(|bar| !bar.is_beyond);
    let (first, last) = (named.next(), named.next_back());
    let font = FontId::proportional(size::SMALL - 1.0);
    let y = whole.bottom() - ENDS_HEIGHT / 2.0 + 1.0;
    let right = (whole.left() + step * view.bars.len() as f32).max(whole.left() + 130.0).min(whole.right());
    let mut room = right - whole.left();
    if let Some(bar) = first {
        let text = bar.days.to_string();
        let drawn =
            ui.painter().text(egui::pos2(whole.left(), y), Align2::LEFT_CENTER, text, font.clone(), tokens.text_weak);
        room -= drawn.width() + 8.0;
    }
    if let Some(bar) = last {
        let galley = ui.painter().layout_no_wrap(bar.days.to_string(), font, tokens.text_weak);
        if galley.size().x <= room {
            let at = Align2::RIGHT_CENTER.anchor_size(egui::pos2(right, y), galley.size()).min;
            ui.painter().galley(at, galley, tokens.text_weak);
        }
    }
}

/// `Mar 2023: 12 articles`; of several bars the counts are summed.
fn text_of(bars: &[Bar]) -> String {
    let Some(days) = days_of(bars) else { return String::new() };
    let count = bars.iter().map(|bar| bar.count).sum();
    let counted = counted(count, "article", "articles");
    let is_one_month = bars.len() == 1 && Interval::of_month(days.first().year(), days.first().month()) == Some(days);
    let how = if is_one_month { "" } else { ", summed by month" };
    match (days.first() == NaiveDate::MIN, days.last() == NaiveDate::MAX) {
        (true, true) => format!("All: {counted}{how}"),
        (true, false) => format!("Until {}: {counted}{how}", Interval::day(days.last())),
        (false, true) => format!("From {}: {counted}{how}", Interval::day(days.first())),
        (false, false) => format!("{days}: {counted}{how}"),
    }
}
