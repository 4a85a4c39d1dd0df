//! What stands in the window when it cannot be painted as usual: what has happened, and how to go on.
//!
//! It asks for nothing but the text that it is given: whatever made the rest of the window fail cannot make this fail too.

use super::theme;
use egui::{Align, CentralPanel, Frame, Layout, RichText, Ui};
use std::path::Path;

/// How a person wants to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoOn {
    /// Paint the window once more, with nothing open in the reader and no filter set.
    TryAgain,
    /// Leave what is open, and open the sample corpus.
    OpenSample,
    /// Close the window.
    Quit,
}

/// Paints the screen. `unsaved_count` changes are not on the disk; the report of the last failure is the file `report`.
pub fn failed_ui(ui: &mut Ui, unsaved_count: usize, report: Option<&Path>) -> Option<GoOn> {
    let tokens = theme::tokens(ui);
    let mut answer = None;
    CentralPanel::no_frame().frame(Frame::NONE.fill(tokens.content).inner_margin(32.0)).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.set_max_width(640.0);
            ui.heading("The window cannot be shown");
            ui.add_space(8.0);
            ui.label("Something in Parallax failed several times in a row, so that it is not tried any more.");
            ui.label(saved(unsaved_count));
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                for (name, go_on) in [
                    ("Try Again", GoOn::TryAgain),
                    ("Open the Sample Corpus", GoOn::OpenSample),
                    ("Close Parallax", GoOn::Quit),
                ] {
                    if ui.button(name).clicked() {
                        answer = Some(go_on);
                    }
                }
            });
            if let Some(report) = report {
                ui.add_space(12.0);
                let text = format!("A report without any of your texts is in {}", report.display());
                ui.label(RichText::new(text).color(tokens.text_weak));
            }
        });
    });
    answer
}

fn saved(unsaved_count: usize) -> String {
    match unsaved_count {
        0 => "Your tags, notes and corrections are saved.".to_owned(),
        1 => "1 change of yours is not saved yet; it is tried again and again.".to_owned(),
        count => format!("{count} changes of yours are not saved yet; they are tried again and again."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_disk_is_said() {
        assert!(saved(0).contains("are saved"));
        assert!(saved(1).starts_with("1 change of"));
        assert!(saved(3).starts_with("3 changes of"));
    }
}
