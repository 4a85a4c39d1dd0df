//! What stands in the middle of the window: the table, every hit of the query in its surroundings, quotations, or who else says a
//! passage; above it the line with which one goes from one to the other.

use super::concordance::concordance_ui;
use super::lines::line;
use super::numbers::{counted, grouped};
use super::quotations::quotations_ui;
use super::table::table_ui;
use super::view::View;
use super::who_else::who_else_ui;
use super::{ViewContext, theme};
use crate::session::{Action, MiddleView};
use egui::{Align, Layout, Rect, RichText, Sense, Stroke, Ui, UiBuilder, Vec2};

/// Height of the line above, in points.
const HEIGHT: f32 = 32.0;

/// Paints the middle into the room that `ui` has.
pub fn middle_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    let middle = context.snapshot.settings.middle;
    tabs_ui(ui, context, middle);
    if middle == MiddleView::Table {
        table_ui(ui, context, &mut view.table);
        return;
    }
    let takes_focus = std::mem::take(&mut view.table.wants_focus);
    match middle {
        MiddleView::Table => {}
        MiddleView::Hits => concordance_ui(ui, context, &mut view.concordance, takes_focus),
        MiddleView::Quotations => quotations_ui(ui, context, &mut view.quotations, takes_focus),
        MiddleView::WhoElse => who_else_ui(ui, context, &mut view.who_else, takes_focus),
    }
}

fn tabs_ui(ui: &mut Ui, context: &mut ViewContext<'_>, middle: MiddleView) {
    let tokens = theme::tokens(ui);
    let room = ui.available_rect_before_wrap();
    let rect = Rect::from_min_size(room.min, Vec2::new(room.width(), HEIGHT));
    ui.advance_cursor_after_rect(rect);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.separator));
    let inside = rect.shrink2(Vec2::new(4.0, 0.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = 2.0;
    // Where there is no room for all names, those of the others are cut.
    let tabs = MiddleView::ALL.map(|one| (one, natural_width(&row, one)));
    let width_of = |is_chosen: bool| tabs.iter().filter(|tab| (tab.0 == middle) == is_chosen).map(|tab| tab.1).sum();
    let (chosen, others): (f32, f32) = (width_of(true), width_of(false));
    let gaps = row.spacing().item_spacing.x * tabs.len() as f32;
    let share = ((inside.width() - gaps - chosen) / others).clamp(0.1, 1.0);
    for (one, natural) in tabs {
        let width = if one == middle { natural } else { natural * share };
        if tab_ui(&mut row, one, one == middle, width.floor()) {
            context.request(Action::ShowInMiddle(one));
        }
    }
    row.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if let Some(text) = count_text(context).filter(|_| middle == MiddleView::Hits) {
            ui.add_space(6.0);
            ui.add(egui::Label::new(RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak)).truncate());
        }
    });
    // Without the room that lies between two widgets.
    ui.add_space(-ui.spacing().item_spacing.y);
}

fn natural_width(ui: &Ui, one: MiddleView) -> f32 {
    let font = theme::strong(theme::size::SMALL);
    ui.painter().layout_no_wrap(one.name().to_owned(), font, theme::tokens(ui).text).size().x + 17.0
}

/// True when it was clicked.
fn tab_ui(ui: &mut Ui, one: MiddleView, is_chosen: bool, width: f32) -> bool {
    let tokens = theme::tokens(ui);
    let color = if is_chosen { tokens.text_strong } else { tokens.text_weak };
    let galley = line(ui, one.name(), &theme::strong(theme::size::SMALL), color, width - 16.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, HEIGHT), Sense::click());
    let ground = rect.shrink2(Vec2::new(1.0, 4.0));
    if response.hovered() {
        ui.painter().rect_filled(ground, 5.0, tokens.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(ground, 5.0, Stroke::new(1.5, tokens.accent), egui::StrokeKind::Inside);
    }
    let is_cut = galley.elided;
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    if is_chosen {
        let x = rect.x_range().shrink(8.0);
        ui.painter().hline(x, rect.bottom() - 1.5, Stroke::new(2.0, tokens.accent));
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, is_chosen, one.name()));
    let response = if is_cut { response.on_hover_text(one.name()) } else { response };
    response.clicked()
}

/// How many hits there are, as far as that is known.
fn count_text(context: &ViewContext<'_>) -> Option<String> {
    let shown = &context.snapshot.concordance;
    let count = shown.occurrences.len();
    if shown.is_pending {
        return Some(format!("{} hits so far…", grouped(count)));
    }
    if shown.is_cut {
        return Some(format!("The first {} hits: narrow the search for the others", grouped(count)));
    }
    (count > 0).then(|| counted(count, "hit", "hits"))
}
