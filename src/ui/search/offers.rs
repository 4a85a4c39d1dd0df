//! What can be typed next, as a list below the search field.
//!
//! It opens by itself where a value is expected or the name of a field has been begun, and anywhere by Ctrl+Space. Down and Up
//! walk through it, Tab takes the current line or the first, Enter the current one, Escape closes. No line is current until one
//! is walked to, so that Enter behind a word is nobody's but the field's.

use crate::search::{Completion, Facets, complete};
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme::{self, size};
use egui::{Align, Id, Key, Layout, Modifiers, Pos2, Rect, Response, RichText, ScrollArea, Sense, Ui, UiBuilder, Vec2};

/// Height of a line, in points.
const LINE: f32 = 24.0;
/// Lines that are seen at once.
const MOST_LINES: f32 = 10.0;
/// Letters of a field's name after which the list opens by itself.
const BEGUN: usize = 2;

/// What the list remembers between frames.
#[derive(Debug, Default)]
pub struct OffersView {
    offers: Vec<Completion>,
    /// The query and the place of the cursor that `offers` are for.
    made_for: Option<(String, usize)>,
    current: Option<usize>,
    is_open: bool,
    /// The current line was moved by a key: it must be visible.
    follows: bool,
    /// Where the list was painted.
    place: Option<Rect>,
}

/// What the keys asked of the list.
#[derive(Clone, Copy, Debug, Default)]
pub struct OffersKeys {
    down: usize,
    up: usize,
    accepts: bool,
    closes: bool,
    opens: bool,
}

/// The list, for assistive technology.
pub(super) fn list_id() -> Id {
    Id::unique("completions")
}

fn line_id(line: usize) -> Id {
    Id::unique(("completion", line))
}

impl OffersView {
    /// True while the list shows.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows the list no longer.
    pub fn close(&mut self) {
        self.is_open = false;
        self.current = None;
        self.place = None;
    }

    /// True when the pointer is over the list.
    pub(super) fn is_under_pointer(&self, ui: &Ui) -> bool {
        let pointer: Option<Pos2> = ui.ctx().pointer_interact_pos();
        self.is_open && self.place.zip(pointer).is_some_and(|(place, at)| place.contains(at))
    }

    pub(super) fn remember_place(&mut self, place: Rect) {
        self.place = Some(place);
    }

    /// Takes the keys that are meant for the list, before the field sees them. Closed, it takes Ctrl+Space alone.
    pub(super) fn take_keys(&self, ui: &Ui) -> OffersKeys {
        let has_focus = ui.memory(|memory| memory.has_focus(Id::unique("search")));
        if !has_focus {
            return OffersKeys::default();
        }
        ui.input_mut(|input| {
            let opens = input.consume_key(Modifiers::COMMAND, Key::Space);
            if !self.is_open {
                return OffersKeys { opens, ..OffersKeys::default() };
            }
            let enters = self.current.is_some() && input.consume_key(Modifiers::NONE, Key::Enter);
            OffersKeys {
                down: input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown),
                up: input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp),
                accepts: input.consume_key(Modifiers::NONE, Key::Tab) || enters,
                closes: input.consume_key(Modifiers::NONE, Key::Escape),
                opens,
            }
        })
    }

    /// Follows what is typed and does what the keys asked. Gives what was chosen.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        field: &Response,
        (query, cursor): (&str, Option<usize>),
        facets: &Facets,
        keys: OffersKeys,
    ) -> Option<Completion> {
        let Some(cursor) = cursor.filter(|_| field.has_focus()) else {
            self.close();
            return None;
        };
        let is_same = self.made_for.as_ref().is_some_and(|(text, at)| text == query && *at == cursor);
        if keys.accepts && is_same {
            let chosen = self.offers.get(self.current.unwrap_or(0)).cloned();
            self.close();
            return chosen;
        }
        if keys.closes {
            self.close();
        }
        let is_typed = self.made_for.as_ref().is_some_and(|(text, _)| text != query);
        if !is_same || keys.opens {
            self.offers = complete(query, cursor, facets);
            self.made_for = Some((query.to_owned(), cursor));
            self.current = None;
            self.is_open = !self.offers.is_empty() && (keys.opens || (is_typed && self.opens_by_itself(query, cursor)));
            // The field has to hold Tab and Escape from the next key on.
            ui.ctx().request_repaint();
        }
        let last = self.offers.len().saturating_sub(1);
        for _ in 0..keys.down {
            self.current = Some(self.current.map_or(0, |current| (current + 1).min(last)));
        }
        for _ in 0..keys.up {
            self.current = self.current.and_then(|current| current.checked_sub(1));
        }
        self.follows = keys.down + keys.up > 0;
        if self.is_open {
            ui.ctx().accesskit_node_builder(field.id, |node| {
                node.set_expanded(true);
                node.set_controls(vec![list_id().accesskit_id()]);
                if let Some(current) = self.current {
                    node.set_active_descendant(line_id(current).accesskit_id());
                }
            });
        }
        None
    }

    /// A list of every field behind each blank would be in the way; so would one that offers what is typed already.
    fn opens_by_itself(&self, query: &str, cursor: usize) -> bool {
        let Some(first) = self.offers.first() else { return false };
        let typed = query.get(first.span.start()..cursor).unwrap_or("");
        let is_whole = self.offers.len() == 1 && query.get(first.span.range()) == Some(first.insert.as_str());
        !is_whole && (!first.is_field || typed.chars().count() >= BEGUN)
    }

    /// Paints the lines. Gives what was clicked.
    pub(super) fn list_ui(&mut self, ui: &mut Ui, field_id: Id) -> Option<Completion> {
        let mut chosen = None;
        let height = LINE * MOST_LINES.min(self.offers.len() as f32);
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width();
        let (place, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
        let list = ui.interact(place, list_id().with("lines"), Sense::hover());
        list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, "What can be typed next"));
        let mut room = ui.new_child(UiBuilder::new().max_rect(place).accessibility_parent(list.id));
        ScrollArea::vertical().id_salt("completions").max_height(height).min_scrolled_height(height).show(
            &mut room,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (line, offer) in self.offers.iter().enumerate() {
                    let response = line_ui(ui, line, offer, self.current == Some(line));
                    if self.follows && self.current == Some(line) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        chosen = Some(offer.clone());
                    }
                }
            },
        );
        if chosen.is_some() {
            self.close();
            ui.memory_mut(|memory| memory.request_focus(field_id));
        }
        chosen
    }
}

fn line_ui(ui: &mut Ui, line: usize, offer: &Completion, is_current: bool) -> Response {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), LINE));
    let response = ui.interact(rect, line_id(line), Sense::CLICK);
    let fill = if is_current { Some(tokens.selected) } else { response.hovered().then_some(tokens.hover) };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let inside = rect.shrink2(Vec2::new(8.0, 0.0));
    let remark = offer.count.map_or_else(|| offer.explanation.to_owned(), grouped);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)));
    inner.add(egui::Label::new(RichText::new(&offer.insert).color(tokens.text)).truncate());
    inner.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let remark = RichText::new(&remark).color(tokens.text_weak).size(size::SMALL);
        ui.add(egui::Label::new(remark).truncate());
    });
    let told = offer.count.map(|count| counted(count, "article", "articles")).unwrap_or_default();
    let meaning = if offer.explanation.is_empty() { told } else { offer.explanation.to_owned() };
    let label = format!("{}, {meaning}", offer.insert);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_current, &label));
    response
}
