//! The text of one column: what pointer and keys do to it, and how it is painted with its marks.

use super::blocks::{BlockKind, block_at};
use super::column::ColumnView;
use super::keys::{self, KeyCommand, stepped};
use super::links::{self, LinkRef, Passage};
use super::marks;
use super::marks::Asked;
use super::menu::menu_ui;
use super::overview::overview_ui;
use super::paint::{mention_ref, mentions_in_view, paint};
use super::scene::{Scene, Wish, activate, text_id};
use super::scrollbar;
use crate::corpus::{Article, Mention};
use crate::session::Action;
use crate::text::{Span, words};
use crate::ui::ViewContext;
use crate::ui::Wanted;
use crate::ui::popover::{self, Anchor};
use crate::ui::theme::{self, Tokens, tokens};
use egui::accesskit::Role;
use egui::{CornerRadius, CursorIcon, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo};

/// Seconds that the pointer rests before a link explains itself: longer than for a date, so as not to cover what is read.
const LINK_DELAY_S: f64 = 0.7;

/// Shows the text of a column in `rect`.
pub fn text_ui(
    ui: &mut Ui,
    rect: Rect,
    context: &mut ViewContext<'_>,
    scene: &Scene<'_>,
    view: &mut ColumnView,
) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let id = text_id(scene.column);
    let area = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::Text);
    let title = scene.article.shown_title();
    area.widget_info(|| WidgetInfo::labeled(Role::Document, true, format!("Article text: {title}")));
    let mut inner =
        ui.new_child(UiBuilder::new().id_salt(("text", scene.column)).max_rect(rect).accessibility_parent(id));
    inner.set_clip_rect(rect.intersect(ui.clip_rect()));
    let tokens = tokens(ui);
    view.was_scrolled = std::mem::take(&mut view.will_scroll);
    scroll_by_wheel(&inner, &area, view, tokens);
    if area.has_focus() {
        follow_keys(&inner, context, scene, view, &mut wishes);
    }
    view.place(rect, inner.painter(), tokens);
    let pointed = select_by_pointer(&inner, &area, view);
    if area.clicked() {
        // The keyboard goes on from the date that was clicked.
        let is_clicked = |mention: &Mention| pointed.is_some_and(|byte| mention.expression.span.contains_offset(byte));
        view.current_mention = scene.mentions.iter().position(is_clicked);
    }
    if area.clicked() || area.drag_started() {
        area.request_focus();
    }
    if area.has_focus() || area.clicked() || area.secondary_clicked() {
        activate(context, scene.column);
    }
    passages_under(&inner, &area, context, scene, view, pointed, &mut wishes);
    paint(&inner, context.snapshot, context.hovered, scene, view);
    label_blocks(&inner, scene.column, view, &mut wishes);
    mentions_ui(&inner, &area, context, scene, view);
    scrollbar::scrollbar_ui(&inner, id.with("bar"), view, tokens);
    wishes.extend(overview_ui(&inner, id.with("overview"), scene, view, tokens));
    copy(&inner, &area, context, scene.article, view);
    menu_ui(&area, context, scene.article, view, pointed);
    if area.has_focus() {
        let ring = Stroke::new(1.0, theme::faded(tokens.accent, 0.7));
        ui.painter().rect_stroke(rect.shrink(0.5), CornerRadius::same(2), ring, StrokeKind::Inside);
    }
    wishes
}

fn scroll_by_wheel(ui: &Ui, area: &Response, view: &mut ColumnView, tokens: &Tokens) {
    if !area.contains_pointer() || view.viewport.height() <= 0.0 {
        return;
    }
    let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
    if delta != 0.0 {
        view.scroll_by(-delta, ui.painter(), tokens);
        view.was_scrolled = true;
    }
}

fn follow_keys(
    ui: &Ui,
    context: &mut ViewContext<'_>,
    scene: &Scene<'_>,
    view: &mut ColumnView,
    wishes: &mut Vec<Wish>,
) {
    let tokens = tokens(ui);
    let height = view.viewport.height();
    for command in keys::commands(ui, text_id(scene.column)) {
        view.was_scrolled |=
            matches!(command, KeyCommand::Scroll(_) | KeyCommand::Page(_) | KeyCommand::Top | KeyCommand::End);
        match command {
            KeyCommand::Scroll(by) => view.scroll_by(by, ui.painter(), tokens),
            KeyCommand::Page(views) => view.scroll_by(views * (height - 50.0).max(50.0), ui.painter(), tokens),
            KeyCommand::Top => view.scroll_to(0.0, ui.painter(), tokens),
            KeyCommand::End => view.scroll_to(view.flow.total(), ui.painter(), tokens),
            KeyCommand::Column(step) => wishes.push(Wish::FocusColumn(scene.column.saturating_add_signed(step))),
            KeyCommand::Date(step) => step_date(scene, view, step),
            KeyCommand::Link(step) => wishes.push(Wish::StepLink(scene.column, step)),
            KeyCommand::Fold => wishes.push(Wish::Fold),
            KeyCommand::ShowEvent => {
                let mention = view.current_mention.map(|index| mention_ref(view, index));
                if let Some(event_id) = mention.and_then(|mention| scene.events.of(mention)) {
                    context.request(Action::ShowEvent(Some(event_id)));
                }
            }
            KeyCommand::CorrectDate => {
                let mention = view.current_mention.map(|index| mention_ref(view, index));
                let pointed = context.hovered.mention.filter(|mention| mention.article_id == view.article_id);
                context.wanted = mention.or(pointed).map(Wanted::Days);
            }
            KeyCommand::Leave => leave(ui, scene, view, wishes),
            KeyCommand::SelectAll => view.selected = Some((0, view.document.text().len())),
        }
    }
}

fn leave(ui: &Ui, scene: &Scene<'_>, view: &mut ColumnView, wishes: &mut Vec<Wish>) {
    let had_any = view.current_mention.is_some() || view.selection().is_some() || scene.lit.is_some();
    view.current_mention = None;
    view.selected = None;
    wishes.push(Wish::LeaveLink);
    if !had_any {
        ui.memory_mut(|memory| memory.surrender_focus(text_id(scene.column)));
    }
}

fn step_date(scene: &Scene<'_>, view: &mut ColumnView, step: isize) {
    let in_view = view.bytes_in_view();
    // From where one has clicked, as long as that is in view.
    let clicked = view.selected.map(|(_, end)| end).filter(|end| in_view.contains_offset(*end));
    let from = clicked.unwrap_or(in_view.start());
    let start = scene.mentions.partition_point(|mention| mention.expression.span.start() < from);
    view.current_mention = stepped(view.current_mention, start, step, scene.mentions.len());
    if let Some(mention) = view.current_mention.and_then(|index| scene.mentions.get(index)) {
        view.reveal(mention.expression.span);
    }
}

/// Selects by dragging, by double and triple click; gives the byte under the pointer.
fn select_by_pointer(ui: &Ui, area: &Response, view: &mut ColumnView) -> Option<usize> {
    let over = area.contains_pointer().then(|| ui.ctx().pointer_latest_pos()).flatten();
    let at = area.interact_pointer_pos().or(over)?;
    let byte = view.byte_at(at)?;
    let text = view.document.text();
    if area.triple_clicked() {
        let block = view.document.blocks.get(block_at(&view.document.blocks, byte))?.span;
        view.selected = Some((block.start(), block.end()));
    } else if area.double_clicked() {
        let block = view.document.blocks.get(block_at(&view.document.blocks, byte))?.span;
        let word = words(block.slice(text)).map(|word| word.shifted(block.start())).find(|word| word.end() > byte);
        view.selected = word.map(|word| (word.start(), word.end()));
    } else if area.clicked() && ui.input(|input| input.pointer.any_click()) {
        let is_extended = ui.input(|input| input.modifiers.shift);
        view.selected = match view.selected {
            Some((from, _)) if is_extended => Some((from, byte)),
            _ => Some((byte, byte)),
        };
    } else if area.drag_started_by(egui::PointerButton::Primary) {
        let origin = ui.input(|input| input.pointer.press_origin()).and_then(|origin| view.byte_at(origin));
        view.selected = Some((origin.unwrap_or(byte), byte));
    } else if area.dragged_by(egui::PointerButton::Primary) {
        if let Some((_, end)) = &mut view.selected {
            *end = byte;
        }
        let beyond = (at.y - view.viewport.bottom()).max(0.0) - (view.viewport.top() - at.y).max(0.0);
        if beyond != 0.0 {
            view.scroll_by(beyond.clamp(-40.0, 40.0), ui.painter(), tokens(ui));
            ui.ctx().request_repaint();
        }
    }
    Some(byte)
}

/// Lights the linked passage under the pointer, explains it, and follows a click on it.
fn passages_under(
    ui: &Ui,
    area: &Response,
    context: &mut ViewContext<'_>,
    scene: &Scene<'_>,
    view: &ColumnView,
    pointed: Option<usize>,
    wishes: &mut Vec<Wish>,
) {
    if area.contains_pointer() {
        context.next_hover.article_id = Some(view.article_id);
    }
    let over = area.hover_pos().filter(|_| !area.dragged());
    let is_at = |span: Span, at: Pos2| view.rects(span).iter().any(|rect| rect.expand(3.0).contains(at));
    let is_under = |passage: &&Passage| {
        pointed.is_some_and(|byte| passage.span.contains_offset(byte)) && over.is_some_and(|at| is_at(passage.span, at))
    };
    let under = Passage::foremost(scene.passages.iter().filter(is_under));
    // A date inside a linked passage explains itself first.
    let is_on_date =
        over.is_some_and(|at| mentions_in_view(scene, view).any(|(_, mention)| is_at(mention.expression.span, at)));
    for passage in scene.passages.iter().filter(|passage| passage.span.overlaps(view.bytes_in_view())) {
        let is_hovered = !is_on_date && under.is_some_and(|under| under.link == passage.link);
        let is_focused = area.has_focus() && scene.current_link == Some(passage.link);
        let is_mine = scene.lit == Some(passage.link);
        if !is_hovered && !is_mine {
            continue;
        }
        let Some(rect) = view.rects(passage.span).into_iter().reduce(Rect::union) else { continue };
        let id = text_id(scene.column).with(("link", passage.link.left, passage.link.right, passage.link.index));
        let anchor = Anchor { id, rect, layer_id: area.layer_id, is_hovered, is_focused, delay_s: LINK_DELAY_S };
        let snapshot = context.snapshot;
        let others: Vec<LinkRef> = scene
            .passages
            .iter()
            .filter(|other| other.span == passage.span && other.link != passage.link)
            .map(|other| other.link)
            .collect();
        let explain = |ui: &mut Ui| links::link_ui(ui, snapshot, passage.link, &others);
        popover::show(ui.ctx(), anchor, "Why these passages are linked", explain);
    }
    if let Some(passage) = under {
        wishes.push(Wish::Light(passage.link));
        if area.clicked() && view.selection().is_none() {
            let (top, _) = view.y_of(passage.span);
            wishes.push(Wish::Align(passage.link, scene.column, top - view.viewport.top()));
        }
    }
}

/// A node for each mark, and the explanation of the one that the pointer or the keyboard is at.
fn mentions_ui(ui: &Ui, area: &Response, context: &mut ViewContext<'_>, scene: &Scene<'_>, view: &ColumnView) {
    for (index, mention) in mentions_in_view(scene, view) {
        let rects = view.rects(mention.expression.span);
        let Some(rect) = rects.iter().copied().reduce(Rect::union) else { continue };
        let id = text_id(scene.column).with(("date", index));
        let node = ui.interact(rects.first().copied().unwrap_or(rect), id, Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(Role::Mark, true, marks::spoken(mention, view.document.text())));
        let is_over = |at: Pos2| rects.iter().any(|rect| rect.expand2(egui::vec2(1.0, 3.0)).contains(at));
        let is_hovered = area.contains_pointer() && !area.dragged() && area.hover_pos().is_some_and(is_over);
        let is_focused = view.current_mention == Some(index) && area.has_focus();
        let event_id = scene.events.of(mention_ref(view, index));
        if is_hovered || is_focused {
            let hover = &mut context.next_hover;
            (hover.mention, hover.event_id) = (Some(mention_ref(view, index)), event_id);
            hover.article_id = Some(view.article_id);
        }
        let anchor = Anchor { id, rect, layer_id: area.layer_id, is_hovered, is_focused, delay_s: popover::DELAY_S };
        let snapshot = context.snapshot;
        let name = "Why this date?";
        let asked = popover::show(ui.ctx(), anchor, name, |ui| marks::mention_ui(ui, snapshot, mention, event_id));
        match asked.flatten() {
            Some(Asked::Articles(event_id)) => context.request(Action::ShowEvent(Some(event_id))),
            Some(Asked::Details(event_id)) => context.wanted = Some(Wanted::Event(event_id)),
            Some(Asked::Correction) => context.wanted = Some(Wanted::Days(mention_ref(view, index))),
            None => {}
        }
    }
}

/// A node for each block, so that the text can be read aloud; folded boilerplate opens at a click.
fn label_blocks(ui: &Ui, column: usize, view: &ColumnView, wishes: &mut Vec<Wish>) {
    for placed in &view.placed {
        let id = text_id(column).with(("block", placed.index));
        let rect = placed.rect();
        if let BlockKind::Folded { part, .. } = placed.block.kind {
            let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
            let name = format!("{}, show", placed.galley.text());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.clicked() {
                wishes.push(Wish::Unfold(part));
            }
        } else {
            let response = ui.interact(rect, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, placed.galley.text()));
        }
    }
}

fn copy(ui: &Ui, area: &Response, context: &mut ViewContext<'_>, article: &Article, view: &ColumnView) {
    let is_asked = area.has_focus() && ui.input(|input| input.events.contains(&egui::Event::Copy));
    if let Some(selection) = view.selection().filter(|_| is_asked) {
        context.request(Action::Copy(selection.slice(&article.text).to_owned()));
    }
}
