//! Finding a wording in the articles that the reader shows: the bar to type it in, and the way from place to place.

use super::column::ColumnView;
use super::strip::steps_ui;
use crate::ui::field::named_field;
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme::tokens;
use egui::{Key, Modifiers, RichText, Ui};

/// Width of the field, in points.
const FIELD_WIDTH: f32 = 200.0;

/// What is looked for in the texts.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    is_open: bool,
    wanted: String,
    wants_focus: bool,
}

/// What was asked for in the bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FindAnswer {
    /// Nothing.
    #[default]
    Nothing,
    /// Something else was typed: to the first place from where one reads.
    Typed,
    /// So many places further.
    Step(isize),
    /// Back to the text.
    Close,
}

impl Finding {
    /// Opens the bar, and puts the keyboard into it.
    pub fn open(&mut self) {
        (self.is_open, self.wants_focus) = (true, true);
    }

    /// Is the bar open?
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// What is looked for; nothing while the bar is closed.
    pub(super) fn wanted(&self) -> &str {
        if self.is_open { &self.wanted } else { "" }
    }

    pub(super) fn close(&mut self) {
        self.is_open = false;
    }
}

/// Paints the bar. The places are those of the active one of the columns.
pub(super) fn find_ui(ui: &mut Ui, finding: &mut Finding, columns: &[ColumnView], active: usize) -> FindAnswer {
    let tokens = tokens(ui);
    let mut answer = FindAnswer::Nothing;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let field = named_field(ui, "Find in article", &mut finding.wanted, "Find in article", FIELD_WIDTH);
        if std::mem::take(&mut finding.wants_focus) {
            field.request_focus();
        }
        if field.changed() {
            answer = FindAnswer::Typed;
        }
        if field.lost_focus() {
            // Taken here: the text, which gets the keyboard back, would leave something at the same key.
            let (enters, is_back, escapes) = ui.input_mut(|input| {
                let is_back = input.modifiers.shift;
                (input.key_pressed(Key::Enter), is_back, input.consume_key(Modifiers::NONE, Key::Escape))
            });
            if enters {
                finding.wants_focus = true;
                answer = FindAnswer::Step(if is_back { -1 } else { 1 });
            } else if escapes {
                answer = FindAnswer::Close;
            }
        }
        if !finding.wanted.trim().is_empty() {
            let (text, is_found) = told(columns, active);
            let color = if is_found { tokens.text } else { tokens.doubtful };
            ui.label(RichText::new(text).small().color(color));
            ui.add_enabled_ui(is_found, |ui| {
                if let Some(by) = steps_ui(ui, ("‹", "›"), "place", ("Shift+Enter", "Enter")) {
                    answer = FindAnswer::Step(by);
                }
            });
        }
        if ui.button("Close").on_hover_text("Back to the text (Esc)").accessible_name("Close find in article").clicked()
        {
            answer = FindAnswer::Close;
        }
    });
    answer
}

/// "3 of 17", and how many in all columns; false where the active one has none.
fn told(columns: &[ColumnView], active: usize) -> (String, bool) {
    let Some(column) = columns.get(active) else { return (String::new(), false) };
    let (count, all) = (column.found.len(), columns.iter().map(|column| column.found.len()).sum::<usize>());
    let here = match column.current_found {
        _ if count == 0 => "not in this article".to_owned(),
        Some(current) => format!("{} of {}", grouped(current + 1), grouped(count)),
        None => counted(count, "place", "places"),
    };
    let beside = if all > count { format!(", {} in all columns", grouped(all)) } else { String::new() };
    (here + &beside, count > 0)
}
