//! Everything that can be typed in the search field, with what it finds.

use super::{Stay, close_ui, title_ui};
use crate::ui::theme;
use egui::{FontId, Label, RichText, ScrollArea, Ui, Vec2};

/// Width of what is typed, in points.
const TYPED_WIDTH: f32 = 250.0;
/// Width of what it finds, in points.
const FOUND_WIDTH: f32 = 370.0;

/// What is typed, and the articles that it finds. A line without anything typed is a heading.
const LINES: &[(&str, &str)] = &[
    ("", "Words"),
    ("grain deal", "both words, wherever they stand; case and accents do not count"),
    ("grain OR wheat", "one of them; binds weaker than words side by side"),
    ("grain -deal   grain NOT deal", "the first and not the second"),
    ("(grain OR wheat) export", "brackets: what belongs together"),
    ("\"grain deal\"", "the words one behind the other"),
    ("grain NEAR/5 turkey", "both at most 5 words apart, in either order; NEAR alone is NEAR/10"),
    ("sanction*", "words that begin so"),
    ("zelensky~   putin~1", "words that differ by a letter or two"),
    ("=US   =\"The Hague\"", "with exactly this case and these accents"),
    ("/sanction(s|ed) on \\w+/", "what the regular expression matches; /…/c with case and accents"),
    ("Chinese, Japanese and the like", "any stretch of characters, as such scripts have no spaces"),
    ("", "Where"),
    ("title:grain   text:(grain OR wheat)", "words of the headline, or of the text alone"),
    ("outlet:\"daily planet\"   byline:smith", "words of the outlet, the byline"),
    ("tag:key", "words of a tag that you gave"),
    ("", "When"),
    ("published:2023-03..2023-04", "a date of publication that overlaps these days"),
    ("about:2023-03-20   about:2022..", "a day referred to that overlaps these days"),
    ("", "What"),
    ("lang:en   lang:(en OR fr)", "this language"),
    ("kind:pdf   kind:\"web page\"", "what sort of document it is, as the filters name it"),
    ("words:>500   words:300..800", "so many words"),
    ("is:undated   is:untitled   is:unsigned", "no date of publication, no headline, no byline"),
    (
        "is:duplicate   is:edited   is:reviewed",
        "nearly the same as an earlier one; corrected by hand; marked as reviewed",
    ),
    ("is:tagged   is:noted", "with a tag, with a note of yours"),
];

/// Paints the sheet.
pub fn how_to_search_ui(ui: &mut Ui) -> Stay {
    let room = ui.ctx().content_rect().size() - Vec2::new(80.0, 220.0);
    let found_width = FOUND_WIDTH.min(room.x - TYPED_WIDTH);
    ui.set_width(TYPED_WIDTH + found_width);
    title_ui(ui, "How to search");
    let tokens = theme::tokens(ui);
    let small = |text: &str| RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak);
    ui.add(Label::new(small("What cannot be understood is underlined and left out; the rest still counts.")).wrap());
    ScrollArea::vertical().max_height(room.y.max(160.0)).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (typed, found) in LINES {
            if typed.is_empty() {
                ui.add_space(6.0);
                ui.label(RichText::new(*found).font(theme::strong(theme::size::SMALL)).color(tokens.text_weak));
                continue;
            }
            ui.horizontal_top(|ui| {
                let typed =
                    RichText::new(*typed).font(FontId::proportional(theme::size::BODY)).color(tokens.text_strong);
                ui.allocate_ui(Vec2::new(TYPED_WIDTH - 12.0, 0.0), |ui| {
                    ui.set_min_width(TYPED_WIDTH - 12.0);
                    ui.add(Label::new(typed).wrap());
                });
                ui.add(Label::new(*found).wrap());
            });
        }
    });
    close_ui(ui)
}
