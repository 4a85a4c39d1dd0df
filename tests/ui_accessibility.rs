//! What assistive technology is told of the main window: its whole tree, as a snapshot; and that nothing in it lacks a name.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::corpus::ArticleId;
use parallax::session::Action;
use std::fmt::Write as _;
use std::time::Duration;

fn open() -> Window {
    let limits = Limits { size: [1440.0, 900.0], max_steps: 60, longest: Duration::from_mins(1) };
    let mut window = Window::start(limits, |_| Action::OpenSample);
    window.wait(|snapshot| snapshot.opened.corpus.len() == 5 && snapshot.opened.reading.is_none());
    window.wait(|snapshot| {
        let opened = &snapshot.opened;
        let is_whole = opened.catalogue.indexed_count() == 5 && !opened.main_events.is_empty();
        is_whole && opened.copies.is_some() && opened.copying.is_none()
    });
    window.harness.state_mut().apply(Action::Compare(vec![ArticleId(0), ArticleId(1)]));
    window.wait(|snapshot| snapshot.reader.columns.len() == 2);
    window
}

/// The tree as lines: role, name, value and state, a node a line, indented by depth; the texts of articles are left out.
fn tree(window: &Window) -> String {
    let mut lines = String::new();
    let mut stack = vec![(window.harness.root(), 0)];
    while let Some((node, depth)) = stack.pop() {
        let known = node.accesskit_node();
        let role = known.role();
        let is_plain = matches!(role, Role::GenericContainer | Role::TextRun | Role::Unknown);
        let inner = if is_plain { depth } else { depth + 1 };
        if !is_plain {
            let mut line = format!("{}{role:?}", "  ".repeat(depth));
            let label = known.label().unwrap_or_default();
            let shown: String = label.chars().take(60).collect();
            if !label.is_empty() {
                let _ =
                    write!(line, " “{}{}”", shown.replace('\n', " "), if shown.len() < label.len() { "…" } else { "" });
            }
            if let Some(value) = known.value().filter(|value| !value.is_empty()) {
                let _ = write!(line, " = {:.40}", value.replace('\n', " "));
            }
            if let Some(description) = known.description().filter(|description| !description.is_empty()) {
                let _ = write!(line, " ({:.60})", description.replace('\n', " "));
            }
            if let Some(toggled) = known.toggled() {
                let _ = write!(line, " [{toggled:?}]");
            }
            if known.is_selected() == Some(true) {
                line.push_str(" [selected]");
            }
            if known.is_disabled() {
                line.push_str(" [disabled]");
            }
            lines.push_str(line.trim_end());
            lines.push('\n');
        }
        let children: Vec<_> = if role == Role::Document { Vec::new() } else { node.children().collect() };
        stack.extend(children.into_iter().rev().map(|child| (child, inner)));
    }
    lines
}

#[test]
fn the_tree_of_the_main_window_is_as_it_was() {
    let window = open();
    insta::assert_snapshot!("main_window", tree(&window));
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    let window = open();
    let is_used = |role: Role| {
        matches!(
            role,
            Role::Button
                | Role::CheckBox
                | Role::ComboBox
                | Role::Link
                | Role::ListBox
                | Role::ListBoxOption
                | Role::RadioButton
                | Role::ScrollBar
                | Role::Slider
                | Role::Splitter
                | Role::Tab
                | Role::TextInput
                | Role::MultilineTextInput
        )
    };
    let nameless: Vec<String> = window
        .harness
        .query_all(egui_kittest::kittest::By::new())
        .filter(|node| is_used(node.accesskit_node().role()))
        .filter(|node| node.accesskit_node().label().is_none_or(|label| label.trim().is_empty()))
        .map(|node| format!("{:?} at {:?}", node.accesskit_node().role(), node.rect()))
        .collect();
    assert!(nameless.is_empty(), "{nameless:#?}");
}
