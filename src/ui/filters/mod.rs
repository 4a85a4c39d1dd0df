//! The filters: outlets, languages, kinds and tags with their counts, the two date ranges, the events that most articles mention.
//!
//! [`stories`] (or copies?), [`views`] (saved ones), [`values`] (of a facet), [`days`] (typed and brushed).

pub mod days;
mod stories;
pub mod values;
mod views;

use super::{ViewContext, Wanted, theme};
use crate::events::EventId;
use crate::search::Facets;
use crate::session::Action;
use days::{Days, DaysField, days_ui};
use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Sense, Ui, Vec2};
use std::sync::Arc;
use values::{Counted, Values, ValuesView, facet_ui};

/// Left and right of the filters, in points.
pub const MARGIN: i8 = 12;

/// What the filters alone need to remember.
#[derive(Debug, Default)]
pub struct FiltersView {
    published: DaysField,
    about: DaysField,
    outlets: ValuesView,
    languages: ValuesView,
    kinds: ValuesView,
    tags: ValuesView,
    /// Counts of the whole corpus, as far as it has been read.
    whole: Arc<Facets>,
}

/// Paints the filters, up to the right edge of what is given: their own margin is there.
pub fn filters_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut FiltersView) {
    // The bar stands in the margin, beside the counts and not over them.
    let margin = Margin { right: MARGIN, ..Margin::ZERO };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        Frame::NONE.inner_margin(margin).show(ui, |ui| parts_ui(ui, context, view));
    });
}

fn parts_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut FiltersView) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let filter = context.snapshot.view.filter.clone();
    let facets = context.snapshot.view.facets.clone();
    if !context.snapshot.view.rows_filter.is_set() {
        view.whole.clone_from(&facets);
    }
    let whole = view.whole.clone();
    let counted = Counted { passing: &facets, whole: &whole };
    // What it shows comes and goes: what stands below keeps its ids, and with them the keyboard.
    ui.scope(|ui| stories::stories_ui(ui, context));
    ui.scope(|ui| views::views_ui(ui, context));
    heading(ui, "Outlets");
    let outlets = Values { name: "outlet", of: |facets| &facets.outlets, chosen: &filter.outlets };
    facet_ui(ui, outlets, counted, &mut view.outlets, context, Action::ToggleOutlet);
    heading(ui, "Published");
    let published = Days { name: "Published", current: filter.published, months: &facets.months_published };
    days_ui(ui, published, &facets, &mut view.published, context, Action::SetPublished);
    heading(ui, "Referred to");
    let about = Days { name: "Referred to", current: filter.about, months: &facets.months_about };
    days_ui(ui, about, &facets, &mut view.about, context, Action::SetAbout);
    if whole.languages.len() > 1 || !filter.languages.is_empty() {
        heading(ui, "Languages");
        let languages = Values { name: "language", of: |facets| &facets.languages, chosen: &filter.languages };
        facet_ui(ui, languages, counted, &mut view.languages, context, Action::ToggleLanguage);
    }
    if whole.kinds.len() > 1 || !filter.kinds.is_empty() {
        heading(ui, "Kinds");
        let kinds = Values { name: "kind", of: |facets| &facets.kinds, chosen: &filter.kinds };
        facet_ui(ui, kinds, counted, &mut view.kinds, context, Action::ToggleKind);
    }
    let tags = Values { name: "tag", of: |facets| &facets.tags, chosen: &filter.tags };
    if !whole.tags.is_empty() || !facets.tags.is_empty() || !tags.chosen.is_empty() {
        heading(ui, "Tags");
        facet_ui(ui, tags, counted, &mut view.tags, context, Action::ToggleTag);
    }
    events_ui(ui, context);
    if context.snapshot.view.is_filtered() {
        ui.add_space(10.0);
        if ui.button("Clear All Filters").clicked() {
            context.request(Action::ClearFilters);
        }
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    let label = RichText::new(text).font(theme::strong(theme::size::SMALL)).color(theme::tokens(ui).text_weak);
    ui.label(label);
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
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
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
