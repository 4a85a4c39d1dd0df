//! The filters: outlets and languages with their counts, the two date ranges, the events that most articles mention.

use super::histogram::{HistogramShape, HistogramView, histogram_ui};
use super::numbers::grouped;
use super::why::language_name;
use super::{ViewContext, Wanted, theme};
use crate::events::EventId;
use crate::search::{FacetCount, Facets, parse_days, show_days};
use crate::session::Action;
use crate::text::{fold, visual};
use crate::time::Interval;
use chrono::NaiveDate;
use egui::{Align, Layout, RichText, ScrollArea, Sense, TextEdit, Ui, Vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of one line of a list of values, in points.
const LINE: f32 = 22.0;
/// Most lines that a list of values takes before it scrolls.
const MOST_LINES: f32 = 9.0;

/// Longer than this is a range with an open end, which reads best as it was typed.
const MOST_DAYS_SHOWN: i64 = 4_000_000;

/// What the filters alone need to remember.
#[derive(Debug, Default)]
pub struct FiltersView {
    published: DaysField,
    about: DaysField,
    outlets: ValuesView,
    languages: ValuesView,
}

/// What is looked for in a long list of values.
#[derive(Debug, Default)]
struct ValuesView {
    typed: String,
    /// Where the values stand that hold what is typed, for these counts.
    found: Option<(Arc<Facets>, String, Vec<usize>)>,
}

/// A field in which days are typed.
#[derive(Debug, Default)]
struct DaysField {
    typed: String,
    /// The filter that `typed` stands for.
    shown: Option<Interval>,
    fault: Option<String>,
    months: HistogramView,
}

/// Paints the filters.
pub fn filters_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut FiltersView) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let filter = context.snapshot.view.filter.clone();
        let facets = context.snapshot.view.facets.clone();
        heading(ui, "Outlets");
        let outlets = Values { name: "outlet", values: &facets.outlets, chosen: &filter.outlets };
        facet_ui(ui, outlets, &facets, &mut view.outlets, context, Action::ToggleOutlet);
        heading(ui, "Published");
        let published = Days { name: "Published", current: filter.published, months: &facets.months_published };
        days_ui(ui, published, &facets, &mut view.published, context, Action::SetPublished);
        heading(ui, "Referred to");
        let about = Days { name: "Referred to", current: filter.about, months: &facets.months_about };
        days_ui(ui, about, &facets, &mut view.about, context, Action::SetAbout);
        if facets.languages.len() > 1 || !filter.languages.is_empty() {
            heading(ui, "Languages");
            let languages = Values { name: "language", values: &facets.languages, chosen: &filter.languages };
            facet_ui(ui, languages, &facets, &mut view.languages, context, Action::ToggleLanguage);
        }
        events_ui(ui, context);
        if context.snapshot.view.is_filtered() {
            ui.add_space(10.0);
            if ui.button("Clear all filters").clicked() {
                context.request(Action::ClearFilters);
            }
        }
    });
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    let label = RichText::new(text).font(theme::strong(theme::size::SMALL)).color(theme::tokens(ui).text_weak);
    ui.label(label);
}

/// A facet: what its values are called, what they are, which of them may pass.
#[derive(Clone, Copy)]
struct Values<'a> {
    name: &'static str,
    values: &'a [FacetCount],
    chosen: &'a BTreeSet<Option<Arc<str>>>,
}

/// The values of a facet, each with its count; a click lets it pass or no longer.
fn facet_ui(
    ui: &mut Ui,
    shape: Values<'_>,
    facets: &Arc<Facets>,
    view: &mut ValuesView,
    context: &mut ViewContext<'_>,
    action: fn(Option<Arc<str>>) -> Action,
) {
    let Values { name, values, chosen } = shape;
    // A chosen value stays in the list when no article has it any more: it must be possible to take it back.
    let gone: Vec<FacetCount> = chosen
        .iter()
        .filter(|value| !values.iter().any(|known| known.value == **value))
        .map(|value| FacetCount { value: value.clone(), count: 0 })
        .collect();
    let count = values.len() + gone.len();
    if count == 0 {
        let is_filtered = context.snapshot.view.is_filtered();
        let text = if is_filtered { "None passes the other filters" } else { "None yet" };
        ui.label(RichText::new(text).color(theme::tokens(ui).text_weak));
        return;
    }
    let line = |place: usize| values.get(place).or_else(|| gone.get(place - values.len()));
    let is_long = count as f32 > MOST_LINES || !view.typed.is_empty();
    let found = if is_long { find_ui(ui, shape, facets, view) } else { None };
    let shown_count = found.map_or(count, <[usize]>::len);
    if shown_count == 0 {
        ui.label(RichText::new("No name has this").color(theme::tokens(ui).text_weak));
        return;
    }
    let height = LINE * MOST_LINES.min(shown_count as f32);
    let area = ScrollArea::vertical().id_salt(name).max_height(height).auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, LINE, shown_count, |ui, range| {
        for place in range {
            let place = found.map_or(Some(place), |found| found.get(place).copied());
            if let Some(line) = place.and_then(line)
                && value_ui(ui, name, line, chosen.contains(&line.value))
            {
                context.request(action(line.value.clone()));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 4.0;
}

/// A field that narrows a long list. Gives where the values stand that hold what is typed, once anything is.
fn find_ui<'v>(ui: &mut Ui, shape: Values<'_>, facets: &Arc<Facets>, view: &'v mut ValuesView) -> Option<&'v [usize]> {
    let hint = format!("Find among {}", grouped(shape.values.len()));
    let field = TextEdit::singleline(&mut view.typed).hint_text(&hint).desired_width(ui.available_width() - 8.0);
    let response = ui.add(field);
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", view.typed.as_str(), &hint);
        info.label = Some(format!("Find an {}", shape.name));
        info
    });
    let typed = fold(view.typed.trim());
    if typed.is_empty() {
        view.found = None;
        return None;
    }
    let is_known = |(known, of, _): &(Arc<Facets>, String, Vec<usize>)| Arc::ptr_eq(known, facets) && *of == typed;
    if !view.found.as_ref().is_some_and(is_known) {
        let holds = |facet: &FacetCount| fold(&shown_value(shape.name, facet)).contains(&typed);
        let places = (0..shape.values.len()).filter(|&place| shape.values.get(place).is_some_and(holds)).collect();
        view.found = Some((facets.clone(), typed, places));
    }
    view.found.as_ref().map(|(.., places)| places.as_slice())
}

/// A value as a person reads it.
fn shown_value(facet: &str, line: &FacetCount) -> String {
    match line.value.as_deref() {
        None => format!("Unknown {facet}"),
        Some(code) if facet == "language" => language_name(code),
        Some(name) => name.to_owned(),
    }
}

/// One value: a check box, its name, its count at the right. True when it was clicked.
fn value_ui(ui: &mut Ui, facet: &str, line: &FacetCount, is_chosen: bool) -> bool {
    let tokens = theme::tokens(ui);
    let shown = shown_value(facet, line);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), LINE), Sense::CLICK);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), 4.0, tokens.hover);
    }
    let mut checked = is_chosen;
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    inner.spacing_mut().item_spacing.x = 6.0;
    paint_check(&mut inner, checked);
    inner.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let count = RichText::new(grouped(line.count)).size(theme::size::SMALL).color(tokens.text_weak);
        ui.add(egui::Label::new(count));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let color = if line.value.is_some() { tokens.text } else { tokens.text_weak };
            ui.add(egui::Label::new(RichText::new(visual(&shown)).color(color)).truncate());
        });
    });
    let label = format!("{shown}, {} articles", line.count);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, checked, &label));
    if response.clicked() {
        checked = !checked;
    }
    response.on_hover_text(format!("{shown}: {} articles", line.count));
    checked != is_chosen
}

fn paint_check(ui: &mut Ui, is_checked: bool) {
    let tokens = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
    let painter = ui.painter();
    if is_checked {
        painter.rect_filled(rect, 3.0, tokens.accent);
        let points = [(0.22, 0.52), (0.42, 0.72), (0.78, 0.3)];
        let at = |(x, y): (f32, f32)| rect.min + Vec2::new(x * rect.width(), y * rect.height());
        painter.line(points.map(at).to_vec(), egui::Stroke::new(1.8, tokens.on_accent));
    } else {
        painter.rect_stroke(rect, 3.0, egui::Stroke::new(1.2, tokens.text_weak), egui::StrokeKind::Inside);
    }
}

/// Days that are filtered by: how they are called, what is set, how articles count by month.
#[derive(Clone, Copy)]
struct Days<'a> {
    name: &'static str,
    current: Option<Interval>,
    months: &'a [(NaiveDate, usize)],
}

/// A field for days: "2023-03", "2023-03-20..2023-04", "..2022"; below it the counts by month.
fn days_ui(
    ui: &mut Ui,
    shape: Days<'_>,
    facets: &Arc<Facets>,
    field: &mut DaysField,
    context: &mut ViewContext<'_>,
    action: fn(Option<Interval>) -> Action,
) {
    let Days { name, current, months } = shape;
    let tokens = theme::tokens(ui);
    if field.shown != current {
        // Set elsewhere: by a brush, or cleared.
        field.typed = current.map_or_else(String::new, show_days);
        field.shown = current;
        field.fault = None;
    }
    let mut is_cleared = false;
    let response = ui
        .horizontal(|ui| {
            let button_width = if current.is_some() { 34.0 } else { 0.0 };
            let edit = TextEdit::singleline(&mut field.typed)
                .hint_text("e.g. 2023-03 or 2022..2023")
                .desired_width(ui.available_width() - button_width - 8.0);
            let response = ui.add(edit);
            if current.is_some() {
                is_cleared = ui.small_button("×").on_hover_text(format!("Clear “{name}”")).clicked();
            }
            response
        })
        .inner;
    let label = format!("{name}: days from and to");
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", field.typed.as_str(), "e.g. 2023-03 or 2022..2023");
        info.label = Some(label.clone());
        info
    });
    if is_cleared {
        field.typed.clear();
        context.request(action(None));
    } else if response.changed() {
        read_days(field, current, context, action);
    }
    if let Some(fault) = &field.fault {
        ui.add(egui::Label::new(RichText::new(fault).size(theme::size::SMALL).color(tokens.failed)).wrap());
    } else if let Some(interval) = current.filter(|interval| interval.day_count() < MOST_DAYS_SHOWN) {
        ui.label(RichText::new(interval.to_string()).size(theme::size::SMALL).color(tokens.text_weak));
    }
    let shape = HistogramShape { name, facets, months, current };
    if let Some(interval) = histogram_ui(ui, shape, &mut field.months) {
        context.request(action(interval));
    }
}

fn read_days(
    field: &mut DaysField,
    current: Option<Interval>,
    context: &mut ViewContext<'_>,
    action: fn(Option<Interval>) -> Action,
) {
    let read = if field.typed.trim().is_empty() { Ok(None) } else { parse_days(&field.typed).map(Some) };
    match read {
        Ok(interval) => {
            field.fault = None;
            field.shown = interval;
            if interval != current {
                context.request(action(interval));
            }
        }
        Err(reason) => field.fault = Some(reason),
    }
}

/// The events that most articles mention; a click keeps the articles that do.
fn events_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let snapshot = context.snapshot;
    let main: &[EventId] = &snapshot.opened.main_events;
    if main.is_empty() {
        return;
    }
    heading(ui, "Events (of the whole collection)");
    let height = ui.spacing().interact_size.y + 16.0;
    ui.spacing_mut().item_spacing.y = 2.0;
    let area = ScrollArea::vertical().id_salt("events").max_height(height * 7.0).auto_shrink([false, true]);
    area.show_rows(ui, height, main.len(), |ui, range| {
        for &event_id in main.get(range).unwrap_or_default() {
            event_ui(ui, context, event_id, height);
        }
    });
}

fn event_ui(ui: &mut Ui, context: &mut ViewContext<'_>, event_id: EventId, height: f32) {
    let tokens = theme::tokens(ui);
    let Some(event) = context.snapshot.event(event_id) else { return };
    let article_count = event.article_ids().len();
    let is_chosen = context.snapshot.view.event_id == Some(event_id);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::CLICK);
    let fill = if is_chosen { Some(tokens.selected) } else { response.hovered().then_some(tokens.hover) };
    let is_lit = context.hovered.event_id == Some(event_id);
    if let Some(fill) = fill.or(is_lit.then_some(tokens.hover)) {
        ui.painter().rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), 4.0, fill);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, tokens.accent);
        ui.painter().rect_stroke(rect.expand2(Vec2::new(4.0, 0.0)), 4.0, stroke, egui::StrokeKind::Inside);
    }
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    inner.spacing_mut().item_spacing.y = 0.0;
    let ahead = if event.outlook.is_ahead() { " · announced" } else { "" };
    let differ = if event.disagreements.is_empty() { "" } else { " · accounts differ" };
    let remark = format!("{} · {article_count} articles{ahead}{differ}", event.interval);
    inner.add(egui::Label::new(RichText::new(&event.label).color(tokens.text)).truncate());
    let remark_text = RichText::new(&remark).size(theme::size::SMALL).color(tokens.text_weak);
    inner.add(egui::Label::new(remark_text).truncate());
    let label = format!("{}, {remark}", event.label);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, &label));
    if response.hovered() {
        context.next_hover.event_id = Some(event_id);
    }
    if response.clicked() {
        context.request(Action::ShowEvent((!is_chosen).then_some(event_id)));
    }
    if response.secondary_clicked() || response.double_clicked() {
        context.wanted = Some(Wanted::Event(event_id));
    }
    let hint = format!("{}\n{remark}: click to see only these, twice (or E) for who says what", event.label);
    response.on_hover_text(hint);
}
