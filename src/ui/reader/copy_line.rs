//! What an article copies, or who copies it: one line in the head of its column.

use crate::corpus::ArticleId;
use crate::session::{Action, Snapshot};
use crate::ui::ViewContext;
use crate::ui::numbers::counted;
use crate::ui::theme::{size, tokens};
use egui::{Align, Label, Layout, RichText, Ui, vec2};

/// What is said of an article that has copies, and what can be done about it.
struct CopyLine {
    text: String,
    button: &'static str,
    action: Action,
}

/// Paints the line, where there is something to say.
pub(super) fn copy_ui(ui: &mut Ui, context: &mut ViewContext<'_>, article_id: ArticleId) {
    let Some(line) = copy_line(context.snapshot, article_id) else { return };
    let room = vec2(ui.available_width(), 22.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        let button = ui.small_button(RichText::new(line.button).size(size::SMALL));
        if button.clicked() {
            context.request(line.action);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let text = RichText::new(&line.text).size(size::SMALL).color(tokens(ui).text_weak);
            ui.add(Label::new(text).truncate()).on_hover_text(&line.text);
        });
    });
}

fn copy_line(snapshot: &Snapshot, article_id: ArticleId) -> Option<CopyLine> {
    let members = snapshot.opened.copies.as_ref()?.copies_of(article_id);
    let origin = members.first()?.article_id;
    if origin == article_id {
        let text = format!("The earliest, with {}", counted(members.len() - 1, "copy", "copies"));
        return Some(CopyLine { text, button: "Show its copies", action: Action::ShowCopies(article_id) });
    }
    let earliest = snapshot.article(origin)?;
    let resemblance = members.iter().find(|member| member.article_id == article_id)?.to_origin;
    let published = earliest.published().map_or_else(|| "undated".to_owned(), |days| days.to_string());
    let outlet = earliest.outlet().unwrap_or("unknown outlet");
    let (kept, own) = (resemblance.of_a * 100.0, (1.0 - resemblance.of_b) * 100.0);
    let text = format!(
        "Copy of “{}”, {outlet}, {published}: keeps {kept:.0} %, {own:.0} % is its own",
        earliest.shown_title()
    );
    Some(CopyLine { text, button: "Compare with the earliest", action: Action::CompareWithEarliest(article_id) })
}
