//! Every command has a name, keys and an explanation of its own.

use super::*;
use std::collections::BTreeSet;

#[test]
fn names_and_shortcuts_are_unique_and_every_command_explains_itself() {
    let names: BTreeSet<&str> = COMMANDS.iter().map(|command| command.name).collect();
    assert_eq!(names.len(), COMMANDS.len());
    let mut keys = Vec::new();
    for command in COMMANDS {
        assert!(!command.tooltip.is_empty() && !command.tooltip.ends_with('.'), "{}", command.name);
        for shortcut in command.shortcuts {
            assert!(!keys.contains(shortcut), "{} has a key of another command", command.name);
            keys.push(*shortcut);
        }
    }
}
