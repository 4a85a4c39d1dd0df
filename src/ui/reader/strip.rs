//! The bar above the columns: what two of them share, which of it is shown, walking from link to link, and how the texts are
//! shown.

use super::links::{self, styled_line};
use super::matrix::matrix_ui;
use super::sieve::{Folding, LinkStep, Sieve, is_difference};
use crate::compare::{Comparison, Strength};
use crate::session::Snapshot;
use crate::ui::check::check_ui;
use crate::ui::theme::tokens;
use egui::{Color32, ComboBox, Response, RichText, Sense, Stroke, TextStyle, Ui, pos2, vec2};

/// Width of the box of a switch with what stands around it, in points.
const BOX: f32 = 28.0;

/// What was asked for in the bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StripAnswer {
    /// Go so many links further.
    pub step: Option<LinkStep>,
}

/// The left column of the pair that the bar speaks of: the active one and its right neighbour, or the last two.
pub fn shown_pair(snapshot: &Snapshot) -> Option<usize> {
    let last_left = snapshot.reader.columns.len().checked_sub(2)?;
    Some(snapshot.reader.active.min(last_left))
}

/// Shows the bar.
pub fn strip_ui(
    ui: &mut Ui,
    snapshot: &Snapshot,
    sieve: &mut Sieve,
    shows_boilerplate: &mut bool,
    scrolls_together: &mut bool,
) -> StripAnswer {
    let mut answer = StripAnswer::default();
    let tokens = tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        // What does not fit goes to the next row as a whole.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        if let Some(left) = shown_pair(snapshot) {
            match snapshot.reader.comparison(left, left + 1) {
                None => {
                    ui.label(RichText::new("Looking for linked passages…").color(tokens.text_weak));
                }
                Some(comparison) => pair_ui(ui, snapshot, (left, comparison), sieve, &mut answer),
            }
            // No line: it would stand alone where the next row begins.
            ui.add_space(8.0);
            if snapshot.reader.columns.len() > 2 {
                ui.menu_button("Who shares what", |ui| matrix_ui(ui, snapshot, sieve))
                    .response
                    .on_hover_text("How much each two of the articles share");
            }
            switch_ui(ui, scrolls_together, "Scroll together")
                .on_hover_text("Keep linked passages at the same height while one text is scrolled");
        }
        switch_ui(ui, shows_boilerplate, "Show boilerplate")
            .on_hover_text("Menus, footers and forms: marked in grey, or folded to a line");
    });
    answer
}

fn pair_ui(
    ui: &mut Ui,
    snapshot: &Snapshot,
    (left, comparison): (usize, &Comparison),
    sieve: &mut Sieve,
    answer: &mut StripAnswer,
) {
    let tokens = tokens(ui);
    let counts = links::counts(comparison, sieve.least);
    let which =
        if snapshot.reader.columns.len() > 2 { format!(" of {} and {}", left + 1, left + 2) } else { String::new() };
    if counts.is_empty() {
        ui.label(RichText::new(format!("Linked passages{which}: none")).color(tokens.text));
        return;
    }
    ui.label(RichText::new(format!("Linked passages{which}:")).color(tokens.text));
    for (kind, count) in counts {
        let (sample, _) = ui.allocate_exact_size(vec2(20.0, 14.0), Sense::hover());
        let line = [pos2(sample.left(), sample.center().y), pos2(sample.right(), sample.center().y)];
        ui.painter().extend(styled_line(&line, kind, Stroke::new(2.5, links::color(tokens, kind))));
        let mut is_shown = sieve.shows(kind);
        let name = links::kind_name(kind);
        let tooltip = format!("Show or hide {name} passages");
        if switch_ui(ui, &mut is_shown, format!("{count} {name}")).on_hover_text(tooltip).changed() {
            sieve.show(kind, is_shown);
        }
    }
    least_ui(ui, sieve);
    let step = |among_differences: bool| move |by: isize| LinkStep { by, among_differences };
    answer.step = steps_ui(ui, ("‹", "›"), "linked passage", (",", ".")).map(step(false));
    if comparison.links.iter().any(is_difference) {
        let difference = steps_ui(ui, ("‹ ≠", "≠ ›"), "difference", ("K", "J")).map(step(true));
        answer.step = answer.step.or(difference);
        switch_ui(ui, &mut sieve.marks_changes, "Mark changes")
            .on_hover_text("Mark the words that differ in every linked passage, not only where the pointer is");
    }
    folding_ui(ui, sieve);
}

/// A box to check, in the next row when there is no room for it in this one.
fn switch_ui(ui: &mut Ui, is_on: &mut bool, words: impl Into<String>) -> Response {
    let words = words.into();
    let galley =
        ui.painter().layout_no_wrap(words.clone(), TextStyle::Button.resolve(ui.style()), Color32::PLACEHOLDER);
    if ui.available_size_before_wrap().x < galley.size().x + BOX {
        ui.end_row();
    }
    check_ui(ui, is_on, words)
}

fn least_ui(ui: &mut Ui, sieve: &mut Sieve) {
    let name = |least: Strength| match least {
        Strength::Weak => "All links",
        Strength::Likely => "Likely links",
        Strength::Strong => "Strong links",
    };
    let chosen = ComboBox::from_id_salt("least strength").selected_text(name(sieve.least)).width(96.0);
    let shown = chosen.show_ui(ui, |ui| {
        for least in [Strength::Weak, Strength::Likely, Strength::Strong] {
            ui.selectable_value(&mut sieve.least, least, name(least));
        }
    });
    shown.response.on_hover_text("From which strength on links are shown");
}

fn folding_ui(ui: &mut Ui, sieve: &mut Sieve) {
    let name = |folding: Folding| match folding {
        Folding::Nothing => "Whole texts",
        Folding::Shared => "Fold what is shared",
        Folding::Alone => "Fold what is not shared",
    };
    let chosen = ComboBox::from_id_salt("folding").selected_text(name(sieve.folding)).width(150.0);
    let shown = chosen.show_ui(ui, |ui| {
        for folding in [Folding::Nothing, Folding::Shared, Folding::Alone] {
            ui.selectable_value(&mut sieve.folding, folding, name(folding));
        }
    });
    shown.response.on_hover_text("What of the texts is folded to a line (F)");
}

/// Two buttons to the previous and the next of something.
pub(super) fn steps_ui(ui: &mut Ui, signs: (&str, &str), what: &str, keys: (&str, &str)) -> Option<isize> {
    let mut step = None;
    ui.spacing_mut().item_spacing.x = 2.0;
    for (sign, order, key, by) in [(signs.0, "Previous", keys.0, -1), (signs.1, "Next", keys.1, 1)] {
        let name = format!("{order} {what}");
        if ui.button(sign).on_hover_text(format!("{name} ({key})")).accessible_name(name).clicked() {
            step = Some(by);
        }
    }
    ui.spacing_mut().item_spacing.x = 8.0;
    ui.add_space(6.0);
    step
}
