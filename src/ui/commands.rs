//! Every command, once: name, shortcut, tooltip, when it is enabled, what it does. Menu, palette, shortcuts and the
//! shortcut sheet are all read from [`all`]. One file for each menu.

mod edit;
mod file;
mod go;
mod help;
mod view;

pub use super::command::{Command, Menu, run, shortcut_text};

/// The commands of each menu, in the order of the bar.
static MENUS: [&[Command]; 5] = [file::COMMANDS, edit::COMMANDS, view::COMMANDS, go::COMMANDS, help::COMMANDS];

/// Every command, in the order of its menu.
pub fn all() -> impl Iterator<Item = &'static Command> + Clone {
    MENUS.into_iter().flatten()
}

#[cfg(test)]
mod tests;
