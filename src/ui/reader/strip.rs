//! The bar above the columns: what two of them share, walking from link to link, and how the texts are shown.

use super::links;
use crate::compare::Comparison;
use crate::session::Snapshot;
use crate::ui::check::check_ui;
use crate::ui::theme::tokens;
use egui::{RichText, Ui};

/// What was asked for in the bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StripAnswer {
    /// Go so many links further.
    pub step: Option<isize>,
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
    shows_boilerplate: &mut bool,
    scrolls_together: &mut bool,
) -> StripAnswer {
    let mut answer = StripAnswer::default();
    let tokens = tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if let Some(left) = shown_pair(snapshot) {
            match snapshot.reader.comparison(left) {
                None => {
                    ui.label(RichText::new("Looking for linked passages…").color(tokens.text_weak));
                }
                Some(comparison) => answer.step = pair_ui(ui, snapshot, left, comparison),
            }
            ui.separator();
            check_ui(ui, scrolls_together, "Scroll together")
                .on_hover_text("Keep linked passages at the same height while one text is scrolled");
        }
        check_ui(ui, shows_boilerplate, "Show boilerplate")
            .on_hover_text("Menus, footers and forms: marked in grey, or folded to a line");
    });
    answer
}

fn pair_ui(ui: &mut Ui, snapshot: &Snapshot, left: usize, comparison: &Comparison) -> Option<isize> {
    let tokens = tokens(ui);
    let which =
        if snapshot.reader.columns.len() > 2 { format!(" of {} and {}", left + 1, left + 2) } else { String::new() };
    let summary = format!("Linked passages{which}: {}", links::counts(comparison));
    ui.label(RichText::new(summary).color(tokens.text));
    if comparison.links.is_empty() {
        return None;
    }
    let mut step = None;
    ui.spacing_mut().item_spacing.x = 2.0;
    if ui.button("‹").on_hover_text("Previous linked passage (,)").accessible_name("Previous linked passage").clicked()
    {
        step = Some(-1);
    }
    if ui.button("›").on_hover_text("Next linked passage (.)").accessible_name("Next linked passage").clicked() {
        step = Some(1);
    }
    ui.spacing_mut().item_spacing.x = 8.0;
    step
}
