//! Giving tags to one or many articles, and taking them away.

use super::{Stay, close_ui, named_field, title_ui};
use crate::corpus::{ArticleId, ArticleSet, TagColour};
use crate::session::Action;
use crate::text::fold;
use crate::ui::check::check_box_ui;
use crate::ui::dialog::TagsDialog;
use crate::ui::field::is_entered;
use crate::ui::numbers::{counted, grouped};
use crate::ui::why::capitalised;
use crate::ui::{ViewContext, theme};
use egui::{CursorIcon, Pos2, RichText, ScrollArea, Stroke, Ui, vec2};
use std::sync::Arc;

/// Height of the list of tags, in points.
const LIST: f32 = 240.0;

/// Paints the dialog. Every click counts at once; the dialog stays for more.
pub fn tags_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut TagsDialog) -> Stay {
    ui.set_width(360.0);
    title_ui(ui, "Tags");
    let tokens = theme::tokens(ui);
    let snapshot = context.snapshot;
    let whose = match state.article_ids.as_slice() {
        [article_id] => snapshot.article(*article_id).map(|article| article.shown_title()).unwrap_or_default(),
        many => format!("{} articles", grouped(many.len())),
    };
    ui.add(egui::Label::new(RichText::new(whose).color(tokens.text_weak)).truncate());
    ui.add_space(6.0);
    let hint = "Find a tag, or name a new one and press Enter";
    let field = named_field(ui, "Tag", &mut state.typed, hint, f32::INFINITY);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
    }
    let typed = state.typed.trim().to_owned();
    if is_entered(ui, &field) {
        if typed.is_empty() {
            return Stay::Close;
        }
        request(context, state, typed.clone(), true);
        state.typed.clear();
        field.request_focus();
    }
    ui.add_space(6.0);
    let tagged = snapshot.view.filter.marks.tagged.clone();
    if tagged.is_empty() {
        let text = "No tags yet. A tag follows the content of an article: it stays when files are moved or renamed.";
        ui.add(egui::Label::new(RichText::new(text).color(tokens.text_weak)).wrap());
    }
    let wanted = fold(&typed);
    let is_new = !typed.is_empty() && !tagged.keys().any(|tag| **tag == *typed);
    if is_new && ui.button(format!("New tag “{typed}”")).on_hover_text("Enter").clicked() {
        request(context, state, typed.clone(), true);
        state.typed.clear();
        field.request_focus();
    }
    ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]).show(ui, |ui| {
        for (tag, articles) in tagged.iter().filter(|(tag, _)| fold(tag).contains(&wanted)) {
            let carried = carried(articles, &state.article_ids);
            let mut is_on = carried == state.article_ids.len();
            let is_some = carried > 0 && !is_on;
            ui.horizontal(|ui| {
                let words = RichText::new(&**tag).color(tokens.text);
                let check = egui::Checkbox::new(&mut is_on, words).indeterminate(is_some);
                if check_box_ui(ui, true, check).changed() {
                    request(context, state, tag.to_string(), is_on || is_some);
                }
                colour_ui(ui, context, tag);
                let count = counted(articles.len(), "article", "articles");
                ui.label(RichText::new(count).size(theme::size::SMALL).color(tokens.text_weak));
            });
        }
    });
    close_ui(ui)
}

/// The colour of a tag, and the choice of another.
fn colour_ui(ui: &mut Ui, context: &mut ViewContext<'_>, tag: &Arc<str>) {
    let colour = context.snapshot.view.filter.marks.colours.get(tag).copied();
    let name = format!("Colour of tag {tag}: {}", colour.map_or("none", TagColour::name));
    let mut chosen = None;
    let button = ui.menu_button("    ", |ui| {
        let all = TagColour::ALL.into_iter().map(Some).chain([None]);
        for (other, label) in all.map(|other| (other, capitalised(other.map_or("no colour", TagColour::name)))) {
            // Room at the left of the words for the dot.
            let row = ui.selectable_label(other == colour, format!("      {label}"));
            dot(ui, row.rect.left_center() + vec2(12.0, 0.0), other);
            if row.clicked() {
                chosen = Some(other);
                ui.close();
            }
        }
    });
    dot(ui, button.response.rect.center(), colour);
    button.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    button
        .response
        .on_hover_text("Give the tag a colour, in rows, filters, reader and lanes")
        .on_hover_cursor(CursorIcon::PointingHand);
    if let Some(colour) = chosen {
        context.request(Action::ColourTag(tag.clone(), colour));
    }
}

/// A dot of a colour, hollow where there is none.
fn dot(ui: &Ui, center: Pos2, colour: Option<TagColour>) {
    let tokens = theme::tokens(ui);
    match colour {
        Some(_) => ui.painter().circle_filled(center, 5.0, theme::tag_color(tokens, colour)),
        None => ui.painter().circle_stroke(center, 4.5, Stroke::new(1.2, tokens.text_weak)),
    };
}

fn request(context: &mut ViewContext<'_>, state: &TagsDialog, tag: String, is_on: bool) {
    context.request(Action::Tag { article_ids: state.article_ids.clone(), tag, is_on });
}

/// How many of the articles carry a tag.
fn carried(articles: &ArticleSet, article_ids: &[ArticleId]) -> usize {
    article_ids.iter().filter(|article_id| articles.contains(**article_id)).count()
}
