//! Every command has a name, keys and an explanation of its own.

use super::*;
use std::collections::BTreeSet;

#[test]
fn names_and_shortcuts_are_unique_and_every_command_explains_itself() {
    let names: BTreeSet<&str> = all().map(|command| command.name).collect();
    assert_eq!(names.len(), all().count());
    let mut keys = Vec::new();
    for command in all() {
        assert!(!command.tooltip.is_empty() && !command.tooltip.ends_with('.'), "{}", command.name);
        for shortcut in command.shortcuts {
            assert!(!keys.contains(shortcut), "{} has a key of another command", command.name);
            keys.push(*shortcut);
        }
    }
}

#[test]
fn every_group_of_a_menu_begins_with_a_command() {
    for name in GROUPS {
        assert!(all().any(|command| command.name == name), "nothing is called {name}");
    }
}
