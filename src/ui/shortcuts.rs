//! Which commands were asked for by their keys?

use super::commands::{self, Command};
use egui::{Key, KeyboardShortcut};

/// The commands whose keys were pressed. While a text is being typed, the keys that belong to it are left to it.
pub fn pressed(ctx: &egui::Context) -> Vec<&'static Command> {
    let is_typing = ctx.text_edit_focused();
    let mut found = Vec::new();
    ctx.input_mut(|input| {
        // Longer shortcuts first: Ctrl+Shift+Z must not be taken for Ctrl+Z.
        for wants_shift in [true, false] {
            for command in commands::all() {
                for shortcut in command.shortcuts.iter().filter(|keys| keys.modifiers.shift == wants_shift) {
                    if !(is_typing && belongs_to_text(*shortcut)) && input.consume_shortcut(shortcut) {
                        found.push(command);
                    }
                }
            }
        }
    });
    found
}

/// True for keys that mean something in a field that is being typed into: letters, and what edits the text itself.
fn belongs_to_text(shortcut: KeyboardShortcut) -> bool {
    let key = shortcut.logical_key;
    let edits = matches!(key, Key::A | Key::Z | Key::Y | Key::Backspace);
    if shortcut.modifiers.command { edits } else { !is_function_key(key) }
}

fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F2 | Key::F3 | Key::F5 | Key::F6 | Key::F11)
}
