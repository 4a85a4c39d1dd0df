//! The command palette: every command, outlet and event, found by typing a few letters of it.

use super::{Stay, named_field};
use crate::events::{Event, EventId};
use crate::search::SavedView;
use crate::session::{Action, Snapshot};
use crate::text::fold;
use crate::ui::commands::{self, Command};
use crate::ui::dialog::Palette;
use crate::ui::field::is_entered;
use crate::ui::numbers::counted;
use crate::ui::view::View;
use crate::ui::{ViewContext, theme};
use egui::{Align, Key, Layout, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, Vec2};
use std::borrow::Cow;
use std::sync::Arc;

/// Most entries that are listed.
const MOST_ENTRIES: usize = 60;
/// Most outlets and events that are looked through in a frame, the weightiest first.
const MOST_SEARCHED: usize = 2000;
/// Height of an entry, in points.
const LINE: f32 = 28.0;

#[derive(Clone)]
enum Target {
    Command(&'static Command),
    Action(Action),
}

struct Entry {
    label: String,
    remark: String,
    is_enabled: bool,
    target: Target,
}

/// Paints the palette.
pub fn palette_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View, state: &mut Palette) -> Stay {
    ui.set_width(560.0);
    let (down, up) = ui.input_mut(|input| {
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        (down, input.consume_key(Modifiers::NONE, Key::ArrowUp))
    });
    let field =
        named_field(ui, "Find a command", &mut state.typed, "Type a command, an outlet or an event", f32::INFINITY);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
    }
    if field.changed() {
        state.current = 0;
    }
    let entries = entries(ui, context, &state.typed);
    let last = entries.len().saturating_sub(1);
    state.current = match (down, up) {
        (true, _) => (state.current + 1).min(last),
        (_, true) => state.current.saturating_sub(1),
        _ => state.current.min(last),
    };
    let mut chosen = None;
    if is_entered(ui, &field) {
        chosen = Some(state.current);
    }
    ui.add_space(4.0);
    if entries.is_empty() {
        ui.label(RichText::new("Nothing has this name").color(theme::tokens(ui).text_weak));
    }
    let height = LINE * entries.len().min(11) as f32;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show_rows(
        ui,
        LINE,
        entries.len(),
        |ui, visible| {
            if down || up {
                let below_first = LINE * (state.current as f32 - visible.start as f32);
                let top = ui.max_rect().left_top() + Vec2::new(0.0, below_first);
                ui.scroll_to_rect(Rect::from_min_size(top, Vec2::new(1.0, LINE)), None);
            }
            for index in visible {
                let Some(entry) = entries.get(index) else { break };
                if entry_ui(ui, entry, index == state.current).clicked() {
                    chosen = Some(index);
                }
            }
        },
    );
    let Some(entry) = chosen.and_then(|index| entries.get(index)).filter(|entry| entry.is_enabled) else {
        if chosen.is_some() {
            field.request_focus();
        }
        return Stay::Open;
    };
    match entry.target.clone() {
        Target::Command(command) => context.actions.extend((command.run)(context.snapshot, view)),
        Target::Action(action) => context.request(action),
    }
    Stay::Close
}

fn entry_ui(ui: &mut Ui, entry: &Entry, is_current: bool) -> egui::Response {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), LINE), Sense::CLICK);
    let fill = if is_current { Some(tokens.selected) } else { response.hovered().then_some(tokens.hover) };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 5.0, fill);
    }
    let mut inner = ui.new_child(
        egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(8.0, 0.0))).layout(Layout::left_to_right(Align::Center)),
    );
    inner.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(&entry.remark).color(tokens.text_weak).size(theme::size::SMALL));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let color = if entry.is_enabled { tokens.text } else { tokens.text_weak };
            ui.add(egui::Label::new(RichText::new(&entry.label).color(color)).truncate());
        });
    });
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, entry.is_enabled, is_current, &entry.label)
    });
    response
}

/// What can be found by its name.
enum Named<'a> {
    Command(&'static Command),
    View(&'a Arc<str>, &'a SavedView),
    Outlet(&'a Arc<str>, usize),
    Tag(&'a Arc<str>, usize),
    Event(EventId, &'a Event),
}

impl Named<'_> {
    fn label(&self) -> Cow<'_, str> {
        match self {
            Self::Command(command) => Cow::Borrowed(command.name),
            Self::View(name, _) => format!("View: {name}").into(),
            Self::Outlet(outlet, _) => format!("Only outlet: {outlet}").into(),
            Self::Tag(tag, _) => format!("Tag: {tag}").into(),
            Self::Event(_, event) => format!("Event: {}", event.label).into(),
        }
    }

    fn entry(&self, ui: &Ui, snapshot: &Snapshot) -> Entry {
        let (remark, target) = match *self {
            Self::Command(command) => {
                (commands::shortcut_text(ui.ctx(), command).unwrap_or_default(), Target::Command(command))
            }
            Self::View(name, view) => (view.remark(), Target::Action(Action::ShowView(name.clone()))),
            Self::Outlet(outlet, count) => {
                (counted(count, "article", "articles"), Target::Action(Action::OnlyOutlet(Some(outlet.clone()))))
            }
            Self::Tag(tag, count) => {
                (counted(count, "article", "articles"), Target::Action(Action::ToggleTag(Some(tag.clone()))))
            }
            Self::Event(event_id, event) => {
                (event.interval.to_string(), Target::Action(Action::ShowEvent(Some(event_id))))
            }
        };
        let is_enabled = match self {
            Self::Command(command) => (command.is_enabled)(snapshot),
            _ => true,
        };
        let remark = if is_enabled { remark } else { "not possible now".to_owned() };
        Entry { label: self.label().into_owned(), remark, is_enabled, target }
    }
}

/// Everything that has a name, commands first.
fn named(snapshot: &Snapshot) -> impl Iterator<Item = Named<'_>> {
    let views = snapshot.views.iter().map(|(name, view)| Named::View(name, view));
    let outlets = snapshot.view.facets.outlets.iter().take(MOST_SEARCHED);
    let outlets = outlets.filter_map(|facet| Some(Named::Outlet(facet.value.as_ref()?, facet.count)));
    let tags = snapshot.view.filter.marks.tagged.iter().map(|(tag, articles)| Named::Tag(tag, articles.len()));
    let events = snapshot.opened.main_events.iter().take(MOST_SEARCHED);
    let events = events.filter_map(|&event_id| Some(Named::Event(event_id, snapshot.event(event_id)?)));
    commands::all().map(Named::Command).chain(views).chain(outlets).chain(tags).chain(events)
}

/// What fits the typed letters, the nearest first.
fn entries(ui: &Ui, context: &ViewContext<'_>, typed: &str) -> Vec<Entry> {
    let snapshot = context.snapshot;
    let wanted: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
    if wanted.is_empty() {
        return named(snapshot).take(MOST_ENTRIES).map(|named| named.entry(ui, snapshot)).collect();
    }
    let typed = wanted.join(" ");
    let fitting = named(snapshot).filter_map(|named| {
        let name = fold(&named.label());
        wanted.iter().all(|word| name.contains(word)).then(|| (nearness(&name, &typed), named))
    });
    let mut found: Vec<(u8, Named<'_>)> = fitting.collect();
    found.sort_by_key(|&(nearness, _)| nearness);
    found.truncate(MOST_ENTRIES);
    found.iter().map(|(_, named)| named.entry(ui, snapshot)).collect()
}

/// How near a name is to what was typed: the same, begun so, with a word that begins so, with the letters somewhere.
fn nearness(name: &str, typed: &str) -> u8 {
    let name = name.trim_end_matches('…');
    match name.find(typed) {
        _ if name == typed => 0,
        Some(0) => 1,
        Some(_) if name.contains(&format!(" {typed}")) => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_a_name_the_earlier_it_stands() {
        let places = ["reader", "reader fills the window", "swap reader columns", "unreadered", "show"];
        assert_eq!(places.map(|name| nearness(name, "reader")), [0, 1, 2, 3, 3]);
        assert_eq!(nearness("export…", "export"), 0);
    }
}
