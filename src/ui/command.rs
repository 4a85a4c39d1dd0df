//! What a command is, which menus there are, and how a command is done. Which commands there are: [`super::commands`].

use super::ViewContext;
use super::enabled::always;
use super::view::View;
use crate::session::{Action, MiddleView, Snapshot};
use egui::{Key, KeyboardShortcut, Modifiers};

/// A command of the program.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// As menu, palette and accessible names call it. Ends in "…" when it asks for more.
    pub name: &'static str,
    /// Which menu it stands in.
    pub menu: Menu,
    /// Keys, the first being the one that is shown.
    pub shortcuts: &'static [KeyboardShortcut],
    /// What it does, in one sentence without a final period.
    pub tooltip: &'static str,
    /// Whether it can be used now.
    pub is_enabled: fn(&Snapshot) -> bool,
    /// Whether it is a state that is switched on, for a check mark in the menu; nothing for plain commands.
    pub is_on: Option<fn(&Snapshot, &View) -> bool>,
    /// Does it: changes what the window alone knows, and gives what the session shall do.
    pub run: fn(&Snapshot, &mut View) -> Option<Action>,
}

/// A command that is always enabled and has no state; the entries below override what differs.
pub(super) const PLAIN: Command = Command {
    name: "",
    menu: Menu::Help,
    shortcuts: &[],
    tooltip: "",
    is_enabled: always,
    is_on: None,
    run: |_, _| None,
};

/// Shows something in place of the table, or the table again.
pub(super) fn toggled(snapshot: &Snapshot, middle: MiddleView) -> Action {
    Action::ShowInMiddle(if snapshot.settings.middle == middle { MiddleView::Table } else { middle })
}

/// The menus, in the order of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Opening and leaving.
    File,
    /// Changing.
    Edit,
    /// What is shown.
    View,
    /// Walking and comparing.
    Go,
    /// Finding out.
    Help,
}

impl Menu {
    /// All menus, in the order of the bar.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Go, Self::Help];

    /// As the bar calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Go => "Go",
            Self::Help => "Help",
        }
    }
}

/// Does a command, if it is enabled.
pub fn run(command: &Command, context: &mut ViewContext<'_>, view: &mut View) {
    if (command.is_enabled)(context.snapshot)
        && let Some(action) = (command.run)(context.snapshot, view)
    {
        context.request(action);
    }
}

/// The shown shortcut of a command: "Ctrl+O".
pub fn shortcut_text(ctx: &egui::Context, command: &Command) -> Option<String> {
    command.shortcuts.first().map(|shortcut| keys_text(ctx, shortcut))
}

/// A shortcut as it stands on the keys: "Ctrl+." and not "Ctrl+Period".
pub fn keys_text(ctx: &egui::Context, shortcut: &KeyboardShortcut) -> String {
    let named = ctx.format_shortcut(shortcut);
    let symbol = shortcut.logical_key.symbol_or_name();
    match named.strip_suffix(shortcut.logical_key.name()) {
        Some(modifiers) if symbol.is_ascii() => format!("{modifiers}{symbol}"),
        _ => named,
    }
}

pub(super) const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

pub(super) const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

pub(super) const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}
