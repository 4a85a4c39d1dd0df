//! Walking and comparing.

use crate::session::{Action, Snapshot};
use crate::ui::command::{Command, Menu, PLAIN, ctrl, ctrl_shift, plain};
use crate::ui::dialog::{Dialog, GoToRow};
use crate::ui::enabled::{self, has_articles, has_columns, has_rows};
use crate::ui::reader::sieve::LinkStep;
use crate::ui::view::View;
use egui::{Key, KeyboardShortcut, Modifiers};

fn has_pair(snapshot: &Snapshot) -> bool {
    snapshot.reader.columns.len() > 1
}

fn step_link(view: &mut View, by: isize, among_differences: bool) -> Option<Action> {
    view.reader.wants_link = Some(LinkStep { by, among_differences });
    None
}

/// In the order of the menu.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Search",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::F), plain(Key::Slash)],
        tooltip: "Go to the search field",
        run: |_, view| {
            view.search.wants_focus = true;
            None
        },
        ..PLAIN
    },
    Command {
        name: "Save View…",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::S)],
        tooltip: "Keep filters and order by a name, to come back to; everything else is saved by itself",
        is_enabled: has_articles,
        run: |_, view| view.open(Dialog::save_view()),
        ..PLAIN
    },
    Command {
        name: "Clear All Filters",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::Backspace)],
        tooltip: "Show every article again",
        is_enabled: |snapshot| snapshot.view.is_filtered(),
        run: |_, _| Some(Action::ClearFilters),
        ..PLAIN
    },
    Command {
        name: "Go to Row…",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::G)],
        tooltip: "Go to the row that begins as typed, by the column that rows are sorted by",
        is_enabled: has_rows,
        run: |_, view| view.open(Dialog::GoToRow(GoToRow::default())),
        ..PLAIN
    },
    Command {
        name: "Open in Reader",
        menu: Menu::Go,
        shortcuts: &[],
        tooltip: "Show the article under the cursor in the reader (Enter in the table)",
        is_enabled: |snapshot| snapshot.selection.cursor.is_some(),
        run: |snapshot, _| Some(Action::OpenInReader(snapshot.selection.cursor?, None)),
        ..PLAIN
    },
    Command {
        name: "Add to Comparison",
        menu: Menu::Go,
        shortcuts: &[plain(Key::C)],
        tooltip: "Show the article under the cursor beside what the reader shows",
        is_enabled: |snapshot| snapshot.selection.cursor.is_some(),
        run: |snapshot, _| Some(Action::AddToComparison(snapshot.selection.cursor?)),
        ..PLAIN
    },
    Command {
        name: "Compare Selected",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::D)],
        tooltip: "Show the selected articles side by side, at most four",
        is_enabled: |snapshot| snapshot.selection.article_ids.len() > 1,
        run: |snapshot, _| Some(Action::Compare(snapshot.acted_on())),
        ..PLAIN
    },
    Command {
        name: "Pin Reader Column",
        menu: Menu::Go,
        shortcuts: &[ctrl_shift(Key::D)],
        tooltip: "Keep the article of the active column where others are opened, or no longer",
        is_enabled: has_columns,
        run: |snapshot, _| Some(Action::PinColumn(snapshot.reader.active)),
        ..PLAIN
    },
    Command {
        name: "Swap Reader Columns",
        menu: Menu::Go,
        shortcuts: &[ctrl_shift(Key::X)],
        tooltip: "Swap the active column of the reader with the next one",
        is_enabled: has_pair,
        run: |snapshot, _| {
            let last_left = snapshot.reader.columns.len().checked_sub(2)?;
            Some(Action::SwapColumns(snapshot.reader.active.min(last_left)))
        },
        ..PLAIN
    },
    Command {
        name: "Compare with the Earliest",
        menu: Menu::Go,
        shortcuts: &[ctrl_shift(Key::E)],
        tooltip: "Show the copy under the cursor beside the earliest of its group",
        is_enabled: |snapshot| enabled::copy(snapshot).is_some(),
        run: |snapshot, _| enabled::copy(snapshot).map(Action::CompareWithEarliest),
        ..PLAIN
    },
    Command {
        name: "Show Its Copies",
        menu: Menu::Go,
        shortcuts: &[ctrl_shift(Key::K)],
        tooltip: "Keep the article under the cursor and its copies, one by one",
        is_enabled: |snapshot| enabled::with_copies(snapshot).is_some(),
        run: |snapshot, _| enabled::with_copies(snapshot).map(Action::ShowCopies),
        ..PLAIN
    },
    Command {
        name: "Who Else Says This?",
        menu: Menu::Go,
        shortcuts: &[plain(Key::W)],
        tooltip: "Find the passages most like the one selected in the reader, or the one it is at",
        is_enabled: has_columns,
        run: |snapshot, view| {
            let (article_id, span) = view.reader.passage(snapshot)?;
            Some(Action::AskWhoElse(article_id, span))
        },
        ..PLAIN
    },
    Command {
        name: "Close Reader Column",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::W)],
        tooltip: "Close the active column of the reader",
        is_enabled: has_columns,
        run: |snapshot, _| Some(Action::CloseColumn(snapshot.reader.active)),
        ..PLAIN
    },
    Command {
        name: "Find in Article",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::H)],
        tooltip: "Find a wording in the articles that the reader shows",
        is_enabled: has_columns,
        run: |_, view| {
            view.reader.finding.open();
            None
        },
        ..PLAIN
    },
    Command {
        name: "Contents of the Article",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::J)],
        tooltip: "List the dates, notes and hits of the article in the reader, to go to them",
        is_enabled: has_columns,
        run: |_, view| {
            view.reader.contents.toggle();
            None
        },
        ..PLAIN
    },
    Command {
        name: "Next Hit",
        menu: Menu::Go,
        shortcuts: &[plain(Key::F3)],
        tooltip: "Go to the next place in the reader where the query is met, or what is looked for in the article",
        is_enabled: has_columns,
        run: |_, view| {
            view.reader.wants_hit = Some(1);
            None
        },
        ..PLAIN
    },
    Command {
        name: "Previous Hit",
        menu: Menu::Go,
        shortcuts: &[KeyboardShortcut::new(Modifiers::SHIFT, Key::F3)],
        tooltip: "Go to the previous place in the reader where the query is met, or what is looked for in the article",
        is_enabled: has_columns,
        run: |_, view| {
            view.reader.wants_hit = Some(-1);
            None
        },
        ..PLAIN
    },
    Command {
        name: "Next Linked Passage",
        menu: Menu::Go,
        shortcuts: &[],
        tooltip: "Go to the next passage that two columns of the reader share (. in a text)",
        is_enabled: has_pair,
        run: |_, view| step_link(view, 1, false),
        ..PLAIN
    },
    Command {
        name: "Previous Linked Passage",
        menu: Menu::Go,
        shortcuts: &[],
        tooltip: "Go to the previous passage that two columns of the reader share (, in a text)",
        is_enabled: has_pair,
        run: |_, view| step_link(view, -1, false),
        ..PLAIN
    },
    Command {
        name: "Next Difference",
        menu: Menu::Go,
        shortcuts: &[],
        tooltip: "Go to the next passage that two columns tell with a difference (J in a text)",
        is_enabled: has_pair,
        run: |_, view| step_link(view, 1, true),
        ..PLAIN
    },
    Command {
        name: "Previous Difference",
        menu: Menu::Go,
        shortcuts: &[],
        tooltip: "Go to the previous passage that two columns tell with a difference (K in a text)",
        is_enabled: has_pair,
        run: |_, view| step_link(view, -1, true),
        ..PLAIN
    },
    Command {
        name: "Go to Table",
        menu: Menu::Go,
        shortcuts: &[plain(Key::F6)],
        tooltip: "Put the keyboard focus on the table",
        run: |_, view| {
            view.table.wants_focus = true;
            None
        },
        ..PLAIN
    },
];
