//! Every command, once: name, shortcut, tooltip, when it is enabled, what it does. Menu, palette, shortcuts and the
//! shortcut sheet are all read from [`all`]. One file for each menu.

mod edit;
mod file;
mod go;
mod help;
mod view;

pub use super::command::{Command, Menu, keys_text, run, shortcut_text};

/// The commands of each menu, in the order of the bar.
static MENUS: [&[Command]; 5] = [file::COMMANDS, edit::COMMANDS, view::COMMANDS, go::COMMANDS, help::COMMANDS];

/// Commands before which a menu has a line: what follows is about something else.
pub const GROUPS: [&str; 18] = [
    "Read Again",
    "Restore Your Work",
    "Export…",
    "Quit",
    "Correct…",
    "Event Details…",
    "Copy Rows",
    "Hits in Context",
    "Plane of Both Days",
    "Lanes by Outlet",
    "Columns…",
    "Theme: As the Desktop",
    "High Contrast",
    "Larger",
    "Go to Row…",
    "Pin Reader Column",
    "Find in Article",
    "Go to Table",
];

/// Every command, in the order of its menu.
pub fn all() -> impl Iterator<Item = &'static Command> + Clone {
    MENUS.into_iter().flatten()
}

#[cfg(test)]
mod tests;
