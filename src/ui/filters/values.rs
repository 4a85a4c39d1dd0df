//! The values of a facet with their counts, each to be let pass or not; long lists are narrowed by typing.

use crate::corpus::TagColour;
use crate::search::{FacetCount, Facets};
use crate::session::Action;
use crate::text::{fold, visual};
use crate::ui::field::edged;
use crate::ui::numbers::{counted, grouped};
use crate::ui::why::{capitalised, language_name};
use crate::ui::{ViewContext, theme};
use egui::{Align, Layout, RichText, ScrollArea, Sense, TextEdit, Ui, Vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of one line of a list of values, in points.
const LINE: f32 = 22.0;
/// Most lines that a list of values takes before it scrolls.
const MOST_LINES: f32 = 9.0;

/// What a list of values needs to remember.
#[derive(Debug, Default)]
pub struct ValuesView {
    /// What is looked for in a long list.
    typed: String,
    /// Where the values stand that hold what is typed, for these counts.
    found: Option<(Arc<Facets>, String, Vec<usize>)>,
    /// All values, for these counts.
    lines: Option<(Arc<Facets>, Vec<FacetCount>)>,
}

/// A facet: what its values are called, what they are, which of them may pass.
#[derive(Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) name: &'static str,
    /// The values of this facet among all that were counted.
    pub(super) of: fn(&Facets) -> &[FacetCount],
    pub(super) chosen: &'a BTreeSet<Option<Arc<str>>>,
}

/// The counts of what passes, and those of the whole corpus, whose values keep their lines when none of theirs passes: a
/// list that grew and shrank with each filter would move what stands below it away from the pointer.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) passing: &'a Arc<Facets>,
    pub(super) whole: &'a Facets,
}

impl Counted<'_> {
    /// Every value of a facet: those that pass in their order, then those of which nothing passes.
    fn lines(self, shape: Values<'_>) -> Vec<FacetCount> {
        let passing = (shape.of)(self.passing);
        let known: BTreeSet<&Option<Arc<str>>> = passing.iter().map(|line| &line.value).collect();
        let whole = (shape.of)(self.whole).iter().map(|line| &line.value);
        let gone =
            whole.filter(|value| !known.contains(value)).map(|value| FacetCount { value: value.clone(), count: 0 });
        passing.iter().cloned().chain(gone).collect()
    }
}

/// The values of a facet, each with its count; a click lets it pass or no longer.
pub(super) fn facet_ui(
    ui: &mut Ui,
    shape: Values<'_>,
    counted: Counted<'_>,
    view: &mut ValuesView,
    context: &mut ViewContext<'_>,
    action: fn(Option<Arc<str>>) -> Action,
) {
    let Values { name, chosen, .. } = shape;
    let of = view.lines.take().filter(|(of, _)| Arc::ptr_eq(of, counted.passing));
    let (of, lines) = of.unwrap_or_else(|| (counted.passing.clone(), counted.lines(shape)));
    // A chosen value stays in the list when no article has it any more: it must be possible to take it back.
    let gone: Vec<FacetCount> = chosen
        .iter()
        .filter(|value| !lines.iter().any(|known| known.value == **value))
        .map(|value| FacetCount { value: value.clone(), count: 0 })
        .collect();
    let count = lines.len() + gone.len();
    if count == 0 {
        ui.label(RichText::new("None yet").color(theme::tokens(ui).text_weak));
        return;
    }
    let line = |place: usize| lines.get(place).or_else(|| gone.get(place - lines.len()));
    let is_long = count as f32 > MOST_LINES || !view.typed.is_empty();
    let found = if is_long { find_ui(ui, name, &of, &lines, view) } else { None };
    let shown_count = found.map_or(count, <[usize]>::len);
    if shown_count == 0 {
        ui.label(RichText::new("No name has this").color(theme::tokens(ui).text_weak));
    }
    let height = LINE * MOST_LINES.min(shown_count as f32);
    let area = ScrollArea::vertical().id_salt(name).max_height(height).auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, LINE, shown_count, |ui, range| {
        for place in range {
            let place = found.map_or(Some(place), |found| found.get(place).copied());
            if let Some(line) = place.and_then(line)
                && value_ui(ui, name, line, chosen.contains(&line.value), dot_of(context, name, line))
            {
                context.request(action(line.value.clone()));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 4.0;
    view.lines = Some((of, lines));
}

/// A field that narrows a long list. Gives where the values stand that hold what is typed, once anything is.
fn find_ui<'v>(
    ui: &mut Ui,
    name: &str,
    facets: &Arc<Facets>,
    lines: &[FacetCount],
    view: &'v mut ValuesView,
) -> Option<&'v [usize]> {
    let hint = format!("Find among {}", grouped(lines.len()));
    let field = TextEdit::singleline(&mut view.typed).hint_text(&hint).desired_width(f32::INFINITY);
    let response = edged(ui, |ui| ui.add(field));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", view.typed.as_str(), &hint);
        let article = if name.starts_with('o') { "an" } else { "a" };
        info.label = Some(format!("Find {article} {name}"));
        info
    });
    let typed = fold(view.typed.trim());
    if typed.is_empty() {
        view.found = None;
        return None;
    }
    let is_known = |(known, of, _): &(Arc<Facets>, String, Vec<usize>)| Arc::ptr_eq(known, facets) && *of == typed;
    if !view.found.as_ref().is_some_and(is_known) {
        let holds = |facet: &FacetCount| fold(&shown_value(name, facet)).contains(&typed);
        let places = (0..lines.len()).filter(|&place| lines.get(place).is_some_and(holds)).collect();
        view.found = Some((facets.clone(), typed, places));
    }
    view.found.as_ref().map(|(.., places)| places.as_slice())
}

/// A value as a person reads it.
fn shown_value(facet: &str, line: &FacetCount) -> String {
    match line.value.as_deref() {
        None if facet == "tag" => "No tag".to_owned(),
        None => format!("Unknown {facet}"),
        Some(code) if facet == "language" => language_name(code),
        Some(kind) if facet == "kind" => capitalised(kind),
        Some(name) => name.to_owned(),
    }
}

/// The colour of a tag.
fn dot_of(context: &ViewContext<'_>, facet: &str, line: &FacetCount) -> Option<TagColour> {
    let tag = line.value.as_ref().filter(|_| facet == "tag")?;
    context.snapshot.view.filter.marks.colours.get(tag).copied()
}

/// One value: a check box, its name, its count at the right. True when it was clicked.
fn value_ui(ui: &mut Ui, facet: &str, line: &FacetCount, is_chosen: bool, dot: Option<TagColour>) -> bool {
    let tokens = theme::tokens(ui);
    let shown = shown_value(facet, line);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), LINE), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), 4.0, tokens.hover);
    }
    let mut checked = is_chosen;
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    inner.spacing_mut().item_spacing.x = 6.0;
    paint_check(&mut inner, checked);
    if let Some(colour) = dot {
        let (place, _) = inner.allocate_exact_size(Vec2::splat(9.0), Sense::hover());
        inner.painter().circle_filled(place.center(), 4.0, theme::tag_color(tokens, Some(colour)));
    }
    inner.with_layout(Layout::right_to_left(Align::Center), |ui| {
        // Where the bar of a list that scrolls stands.
        ui.add_space(ui.spacing().scroll.bar_width);
        let count = RichText::new(grouped(line.count)).size(theme::size::SMALL).color(tokens.text_weak);
        ui.add(egui::Label::new(count));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let is_plain = line.value.is_some() && (line.count > 0 || is_chosen);
            let color = if is_plain { tokens.text } else { tokens.text_weak };
            ui.add(egui::Label::new(RichText::new(visual(&shown)).color(color)).truncate());
        });
    });
    let label = format!("{shown}, {}", counted(line.count, "article", "articles"));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, checked, &label));
    if response.clicked() {
        checked = !checked;
    }
    response.on_hover_text(format!("{shown}: {}", counted(line.count, "article", "articles")));
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
