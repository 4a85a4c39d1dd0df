//! The command palette: every command, outlet and event, found by typing a few letters of it.

use super::{Stay, named_field};
use crate::session::Action;
use crate::text::fold;
use crate::ui::commands::{self, Command};
use crate::ui::dialog::Palette;
use crate::ui::numbers::counted;
use crate::ui::view::View;
use crate::ui::{ViewContext, theme};
use egui::{Align, Key, Layout, Modifiers, RichText, ScrollArea, Sense, Ui, Vec2};
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
    let field = named_field(ui, "Find a command", &mut state.typed, "Type a command, an outlet or an event", 544.0);
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
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        chosen = Some(state.current);
    }
    ui.add_space(4.0);
    if entries.is_empty() {
        ui.label(RichText::new("Nothing has this name").color(theme::tokens(ui).text_weak));
    }
    let height = LINE * entries.len().min(11) as f32;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, entry) in entries.iter().enumerate() {
            let response = entry_ui(ui, entry, index == state.current);
            if index == state.current && (down || up) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(index);
            }
        }
    });
    let Some(entry) = chosen.and_then(|index| entries.get(index)).filter(|entry| entry.is_enabled) else {
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

/// What fits the typed letters, commands first.
fn entries(ui: &Ui, context: &ViewContext<'_>, typed: &str) -> Vec<Entry> {
    let wanted: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
    let fits = |label: &str| {
        let folded = fold(label);
        wanted.iter().all(|word| folded.contains(word))
    };
    let snapshot = context.snapshot;
    let commands = commands::all().filter(|command| fits(command.name)).map(|command| Entry {
        label: command.name.to_owned(),
        remark: commands::shortcut_text(ui.ctx(), command).unwrap_or_default(),
        is_enabled: (command.is_enabled)(snapshot),
        target: Target::Command(command),
    });
    let outlets = snapshot.view.facets.outlets.iter().take(MOST_SEARCHED).filter_map(|facet| {
        let outlet: &Arc<str> = facet.value.as_ref()?;
        let label = format!("Only outlet: {outlet}");
        fits(&label).then(|| Entry {
            label,
            remark: counted(facet.count, "article", "articles"),
            is_enabled: true,
            target: Target::Action(Action::OnlyOutlet(Some(outlet.clone()))),
        })
    });
    let tags = snapshot.view.filter.marks.tagged.iter().filter_map(|(tag, articles)| {
        let label = format!("Tag: {tag}");
        fits(&label).then(|| Entry {
            label,
            remark: counted(articles.len(), "article", "articles"),
            is_enabled: true,
            target: Target::Action(Action::ToggleTag(Some(tag.clone()))),
        })
    });
    let views = snapshot.views.iter().filter_map(|(name, view)| {
        let label = format!("View: {name}");
        fits(&label).then(|| Entry {
            label,
            remark: view.remark(),
            is_enabled: true,
            target: Target::Action(Action::ShowView(name.clone())),
        })
    });
    let events = snapshot.opened.main_events.iter().take(MOST_SEARCHED).filter_map(|&event_id| {
        let event = snapshot.event(event_id)?;
        let label = format!("Event: {}", event.label);
        fits(&label).then(|| Entry {
            label,
            remark: event.interval.to_string(),
            is_enabled: true,
            target: Target::Action(Action::ShowEvent(Some(event_id))),
        })
    });
    let mut found: Vec<Entry> = commands.chain(views).chain(outlets).chain(tags).chain(events).collect();
    let typed = wanted.join(" ");
    found.sort_by_cached_key(|entry| nearness(&fold(&entry.label), &typed));
    found.truncate(MOST_ENTRIES);
    found
}

/// How near a name is to what was typed: the same, begun so, with a word that begins so, with the letters somewhere.
fn nearness(name: &str, typed: &str) -> u8 {
    let name = name.trim_end_matches('…');
    match name.find(typed) {
        _ if typed.is_empty() => 0,
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
