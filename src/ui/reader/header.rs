//! The head of a column: what is known of the article, each value with its reason, and what can be done with the column.

use super::citation;
use super::copy_line;
use super::correct::{Editing, editing_ui};
use super::noted;
use super::scene::activate;
use crate::corpus::{Article, ArticleId, Basis, FieldName};
use crate::session::Action;
use crate::text::Span;
use crate::ui::lines::wrapped;
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme::{self, Tokens, size, tokens};
use crate::ui::{ViewContext, why};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, CornerRadius, CursorIcon, FontId, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Size of an article's title, in points.
const TITLE_SIZE: f32 = 20.0;
/// Room that the values need beside the buttons, in points.
const NARROWEST_VALUES: f32 = 150.0;
/// Room that all values need beside the buttons, in points: with less, only the first stands there.
const NARROWEST_OF_ALL: f32 = 330.0;
/// Side of a button in the corner, in points.
const BUTTON: f32 = 24.0;
/// Rows of a title that are shown.
const MOST_TITLE_ROWS: usize = 3;

/// What the head of a column shows.
#[derive(Clone, Copy, Debug)]
pub struct HeadShape<'a> {
    /// Which column.
    pub column: usize,
    /// Which article.
    pub article_id: ArticleId,
    /// The article.
    pub article: &'a Article,
    /// The hit that the keyboard is at, and how many there are.
    pub hits: (Option<usize>, usize),
}

/// Shows the head of a column. `editing` is the value being changed, of whichever article. Gives how many hits further the
/// text shall go.
pub fn header_ui(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    shape: HeadShape<'_>,
    editing: &mut Option<Editing>,
) -> Option<isize> {
    let HeadShape { column, article_id, article, hits } = shape;
    let mut jump = None;
    let mut step = None;
    ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
    let buttons_width = buttons_ui(ui, context, column, article);
    let beside = ui.available_width() - buttons_width - 8.0;
    // In a narrow column the buttons have a row of their own.
    let is_beside = beside >= NARROWEST_VALUES;
    if !is_beside {
        ui.add_space(BUTTON);
    }
    let all = [FieldName::Outlet, FieldName::Published, FieldName::Byline, FieldName::Language];
    // Where there is room for one value only beside the buttons, the others have the whole width below it.
    let (first, others) = if is_beside && beside < NARROWEST_OF_ALL { all.split_at(1) } else { all.split_at(0) };
    let place = (column, article_id);
    for field in first {
        ui.scope(|ui| {
            ui.set_max_width(beside);
            ui.set_min_height(BUTTON - 4.0);
            jump = jump.or(value_ui(ui, context, place, article, *field, editing));
        });
    }
    let is_whole = !is_beside || !first.is_empty();
    ui.scope(|ui| {
        ui.set_max_width(if is_whole { ui.available_width() } else { beside });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(14.0, 3.0);
            ui.spacing_mut().interact_size.y = size::BODY;
            for &field in others {
                jump = jump.or(value_ui(ui, context, place, article, field, editing));
            }
            let words = if article.word_count == 1 { "word" } else { "words" };
            // Kept on one row: a count without its word says nothing.
            let count = format!("{}\u{a0}{words}", grouped(article.word_count as usize));
            let count = egui::RichText::new(count).small().color(tokens(ui).text_weak);
            ui.add(egui::Label::new(count).wrap_mode(egui::TextWrapMode::Extend));
            if hits.1 > 0 {
                step = hits_ui(ui, hits);
            }
        });
    });
    jump = jump.or(value_ui(ui, context, place, article, FieldName::Title, editing));
    copy_line::copy_ui(ui, context, article_id);
    jump = jump.or(noted::noted_ui(ui, context, article_id));
    if editing.as_ref().is_some_and(|editing| editing.article_id == article_id) {
        editing_ui(ui, context, article, editing);
    }
    if let Some(span) = jump {
        context.request(Action::JumpTo(column, span));
    }
    step
}

/// Width of the two buttons to the neighbours of a hit, with the room beside them, in points.
const HIT_BUTTONS: f32 = 56.0;

/// Which hit of how many, and the way to its neighbours.
fn hits_ui(ui: &mut Ui, (current, count): (Option<usize>, usize)) -> Option<isize> {
    let mut step = None;
    let text = match current {
        Some(current) => format!("hit {} of {}", grouped(current + 1), grouped(count)),
        None => counted(count, "hit", "hits"),
    };
    let text = text.replace(' ', "\u{a0}");
    // Kept together on one row: on the next one where it does not fit.
    let font = egui::TextStyle::Small.resolve(ui.style());
    let width = ui.painter().layout_no_wrap(text.clone(), font, tokens(ui).text).size().x + HIT_BUTTONS;
    if ui.available_size_before_wrap().x < width {
        ui.end_row();
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(egui::RichText::new(&text).small().color(tokens(ui).text));
        let ways = [("‹", "Previous hit", "Previous hit (Shift+F3)", -1), ("›", "Next hit", "Next hit (F3)", 1)];
        for (sign, name, tooltip, by) in ways {
            let button = egui::Button::new(sign).small().frame_when_inactive(false);
            if ui.add(button).on_hover_text(tooltip).accessible_name(name).clicked() {
                step = Some(by);
            }
        }
    });
    step
}

fn head_id(column: usize) -> egui::Id {
    egui::Id::unique(("parallax-reader-head", column))
}

/// The buttons in the upper right corner; gives the width they take.
fn buttons_ui(ui: &mut Ui, context: &mut ViewContext<'_>, column: usize, article: &Article) -> f32 {
    let column_count = context.snapshot.reader.columns.len();
    let has_next = column + 1 < column_count;
    let can_pin = column_count > 1;
    let count = 2.0 + f32::from(u8::from(has_next)) + f32::from(u8::from(can_pin));
    let (side, gap) = (BUTTON, 2.0);
    let width = count * (side + gap);
    let corner = ui.max_rect().right_top() - vec2(width, 2.0);
    let title = article.shown_title();
    let mut x = corner.x;
    let mut button = |ui: &Ui, icon: Icon, name: String| {
        let rect = egui::Rect::from_min_size(pos2(x, corner.y), vec2(side, side));
        x += side + gap;
        icon_button(ui, rect, head_id(column).with(("button", icon as usize)), icon, &name).clicked()
    };
    let is_pinned = context.snapshot.reader.columns.get(column).is_some_and(|column| column.is_pinned);
    let (icon, verb) = if is_pinned { (Icon::Pinned, "Unpin") } else { (Icon::Pin, "Pin") };
    if can_pin && button(ui, icon, format!("{verb}: {title}")) {
        context.request(Action::PinColumn(column));
    }
    if has_next && button(ui, Icon::Swap, format!("Swap with next: {title}")) {
        context.request(Action::SwapColumns(column));
    }
    if button(ui, Icon::Cite, format!("Copy citation: {title}")) {
        context.request(Action::Copy(citation::citation(article)));
    }
    if button(ui, Icon::Close, format!("Close: {title}")) {
        context.request(Action::CloseColumn(column));
    }
    width
}

/// What a small button shows: drawn, so that no face needs to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Icon {
    Pin,
    Pinned,
    Swap,
    Cite,
    Close,
}

fn icon_button(ui: &Ui, rect: egui::Rect, id: egui::Id, icon: Icon, name: &str) -> Response {
    let tokens = tokens(ui);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() || response.is_pointer_button_down_on() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), tokens.hover);
    }
    focus_ring(ui, &response, tokens);
    let stroke = Stroke::new(1.4, if response.hovered() { tokens.text_strong } else { tokens.text_weak });
    let at = |x: f32, y: f32| rect.center() + vec2(x, y);
    let lines: &[[(f32, f32); 2]] = match icon {
        Icon::Close => &[[(-4.0, -4.0), (4.0, 4.0)], [(-4.0, 4.0), (4.0, -4.0)]],
        Icon::Swap => &[
            [(-6.0, -3.0), (6.0, -3.0)],
            [(6.0, -3.0), (3.0, -6.0)],
            [(-6.0, 3.0), (6.0, 3.0)],
            [(-6.0, 3.0), (-3.0, 6.0)],
        ],
        Icon::Pin | Icon::Pinned => &[
            [(-4.0, -6.0), (4.0, -6.0)],
            [(-2.5, -6.0), (-2.5, -0.5)],
            [(2.5, -6.0), (2.5, -0.5)],
            [(-5.0, -0.5), (5.0, -0.5)],
            [(0.0, -0.5), (0.0, 6.0)],
        ],
        Icon::Cite => &[
            [(-5.0, -2.0), (-5.0, 3.0)],
            [(-5.0, -2.0), (-2.5, -5.0)],
            [(-5.0, 3.0), (-2.0, 3.0)],
            [(2.0, -2.0), (2.0, 3.0)],
            [(2.0, -2.0), (4.5, -5.0)],
            [(2.0, 3.0), (5.0, 3.0)],
        ],
    };
    if icon == Icon::Pinned {
        let body = egui::Rect::from_min_max(at(-2.5, -6.0), at(2.5, -0.5));
        ui.painter().rect_filled(body, CornerRadius::ZERO, tokens.accent);
    }
    ui.painter().extend(lines.iter().map(|&[a, b]| Shape::line_segment([at(a.0, a.1), at(b.0, b.1)], stroke)));
    let tip = name.split(':').next().unwrap_or(name).to_owned();
    response.on_hover_text(tip).on_hover_cursor(CursorIcon::PointingHand)
}

fn focus_ring(ui: &Ui, response: &Response, tokens: &Tokens) {
    if response.has_focus() {
        let ring = Stroke::new(1.5, tokens.accent);
        ui.painter().rect_stroke(response.rect.expand(1.0), CornerRadius::same(4), ring, StrokeKind::Outside);
    }
}

/// One value: a dotted line below where it is inferred; its reason on hover and focus; a click changes it. Gives the
/// stretch of the text that was clicked in its reason.
fn value_ui(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    (column, article_id): (usize, ArticleId),
    article: &Article,
    field: FieldName,
    editing: &mut Option<Editing>,
) -> Option<Span> {
    let tokens = tokens(ui);
    let value = why::value(article, field);
    let is_inferred = matches!(why::basis(article, field), Some(Basis::Inferred { .. }));
    let shown = match (&value, field) {
        (Some(value), _) => value.clone(),
        (None, FieldName::Title) => article.shown_title(),
        (None, field) => format!("{} unknown", field.name()),
    };
    let font =
        if field == FieldName::Title { theme::reading_strong(TITLE_SIZE) } else { FontId::proportional(size::BODY) };
    let seen = wrapped(ui, &shown, &font, ui.available_width());
    let galley = ui.painter().layout_job(value_job(&seen, field, value.is_some(), tokens, ui.available_width()));
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let id = head_id(column).with(("value", field));
    let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    let reason = why::text(article, field);
    if field == FieldName::Title {
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &shown));
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(format!("Title, {reason}")));
    } else {
        let name = match &value {
            Some(value) => {
                format!("{}: {value}, {}", field.name(), why::basis(article, field).map_or("", Basis::kind_name))
            }
            None => shown.clone(),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(reason.clone()));
    }
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(3.0, 1.0)), CornerRadius::same(4), tokens.hover);
    }
    focus_ring(ui, &response, tokens);
    if is_inferred {
        for row in &galley.rows {
            let (left, right, y) =
                (rect.left() + row.pos.x, rect.left() + row.pos.x + row.size.x, rect.top() + row.max_y());
            let stroke = Stroke::new(1.0, tokens.text_weak);
            ui.painter().extend(Shape::dotted_line(&[pos2(left, y), pos2(right, y)], stroke.color, 3.0, 0.7));
        }
    }
    ui.painter().galley(rect.min, galley, tokens.text);
    if response.has_focus() || response.clicked() {
        activate(context, column);
    }
    if response.clicked() {
        *editing = Some(Editing::begin(article_id, article, field));
    }
    if editing.as_ref().is_some_and(|editing| editing.article_id == article_id && editing.field == field) {
        return None;
    }
    why::explain(&response, article, field)
}

fn value_job(shown: &str, field: FieldName, is_known: bool, tokens: &Tokens, width: f32) -> LayoutJob {
    let is_title = field == FieldName::Title;
    let font = if is_title { theme::reading_strong(TITLE_SIZE) } else { FontId::proportional(size::BODY) };
    let color = match field {
        _ if !is_known => tokens.text_weak,
        FieldName::Title => tokens.text_strong,
        FieldName::Outlet | FieldName::Published => tokens.text,
        FieldName::Byline | FieldName::Language => tokens.text_weak,
    };
    let line_height = is_title.then_some(26.0);
    let format = TextFormat { line_height, valign: Align::Center, ..TextFormat::simple(font, color) };
    let mut job =
        LayoutJob::single_section(shown.split('\n').map(super::blocks::painted).collect::<Vec<_>>().join("\n"), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = if is_title { MOST_TITLE_ROWS } else { 1 };
    job
}
