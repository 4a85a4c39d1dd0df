//! Finding out.

use crate::ui::command::{Command, Menu, PLAIN, ctrl, ctrl_shift, plain};
use crate::ui::dialog::Dialog;
use crate::ui::tour::Tour;
use egui::Key;

/// In the order of the menu.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Command Palette…",
        menu: Menu::Help,
        shortcuts: &[ctrl(Key::K), ctrl_shift(Key::P)],
        tooltip: "Find any command, outlet or event by typing",
        run: |_, view| view.open(Dialog::palette()),
        ..PLAIN
    },
    Command {
        name: "Keyboard Shortcuts…",
        menu: Menu::Help,
        shortcuts: &[plain(Key::F1)],
        tooltip: "Every command with its keys",
        run: |_, view| view.open(Dialog::Shortcuts),
        ..PLAIN
    },
    Command {
        name: "How to Search…",
        menu: Menu::Help,
        tooltip: "Everything that can be typed in the search field",
        run: |_, view| view.open(Dialog::HowToSearch),
        ..PLAIN
    },
    Command {
        name: "Take the Tour",
        menu: Menu::Help,
        tooltip: "What one can do here, in four steps",
        run: |_, view| {
            view.tour = Some(Tour::default());
            None
        },
        ..PLAIN
    },
    Command {
        name: "About Parallax…",
        menu: Menu::Help,
        tooltip: "Version and licences",
        run: |_, view| view.open(Dialog::About),
        ..PLAIN
    },
];
