//! Opening and leaving.

use crate::session::Action;
use crate::ui::command::{Command, Menu, PLAIN, ctrl, ctrl_shift, plain};
use crate::ui::dialog::Dialog;
use crate::ui::enabled::{has_articles, has_restored, has_rows, is_folder, is_reading};
use egui::Key;

/// In the order of the menu.
pub(super) const COMMANDS: &[Command] = &[
    Command {
        name: "Open Folder…",
        menu: Menu::File,
        shortcuts: &[ctrl(Key::O)],
        tooltip: "Read every document in a folder and below",
        run: |_, _| Some(Action::AskForFolder),
        ..PLAIN
    },
    Command {
        name: "Open Files…",
        menu: Menu::File,
        shortcuts: &[ctrl_shift(Key::O)],
        tooltip: "Read single files, or open an export again by its manifest",
        run: |_, _| Some(Action::AskForFiles),
        ..PLAIN
    },
    Command {
        name: "Open Path…",
        menu: Menu::File,
        shortcuts: &[ctrl(Key::L)],
        tooltip: "Type or paste the path of a folder or file, or choose a recent one",
        run: |_, view| view.open(Dialog::open_path()),
        ..PLAIN
    },
    Command {
        name: "Open Sample Corpus",
        menu: Menu::File,
        tooltip: "Five articles about one visit, built into the program",
        run: |_, _| Some(Action::OpenSample),
        ..PLAIN
    },
    Command {
        name: "Read Again",
        menu: Menu::File,
        shortcuts: &[plain(Key::F5)],
        tooltip: "Read what is open once more, with the same filters",
        run: |_, _| Some(Action::Reload),
        ..PLAIN
    },
    Command {
        name: "Look for Changes",
        menu: Menu::File,
        shortcuts: &[ctrl_shift(Key::R)],
        tooltip: "Read what was added, changed or removed in the open folder, and nothing else",
        is_enabled: is_folder,
        run: |_, _| Some(Action::LookForChanges),
        ..PLAIN
    },
    Command {
        name: "Watch Folder",
        menu: Menu::File,
        tooltip: "Notice by itself what is added, changed or removed in the open folder",
        is_on: Some(|snapshot, _| snapshot.settings.watches_folder),
        run: |_, _| Some(Action::ToggleWatching),
        ..PLAIN
    },
    Command {
        name: "Stop Reading",
        menu: Menu::File,
        shortcuts: &[ctrl(Key::Period)],
        tooltip: "Stop reading; what has been read stays",
        is_enabled: is_reading,
        run: |_, _| Some(Action::CancelReading),
        ..PLAIN
    },
    Command {
        name: "Restore Your Work",
        menu: Menu::File,
        tooltip: "Put the version kept of your corrections, tags and notes in the place of their damaged file, which is kept",
        is_enabled: |snapshot| snapshot.work.restorable.is_some(),
        run: |_, _| Some(Action::RestoreWork),
        ..PLAIN
    },
    Command {
        name: "Save Work as File…",
        menu: Menu::File,
        tooltip: "Write your corrections, tags, notes and views of what is open to one file, for another machine",
        is_enabled: has_articles,
        run: |_, view| view.open(Dialog::work(false)),
        ..PLAIN
    },
    Command {
        name: "Merge Work…",
        menu: Menu::File,
        tooltip: "Take over corrections, tags, notes and views from such a file",
        is_enabled: has_articles,
        run: |_, view| view.open(Dialog::work(true)),
        ..PLAIN
    },
    Command {
        name: "Export…",
        menu: Menu::File,
        shortcuts: &[ctrl(Key::E)],
        tooltip: "Write articles to a file: what is filtered, picked, tagged, of one event, compared, or all",
        is_enabled: has_rows,
        run: |snapshot, view| view.open(Dialog::export(snapshot)),
        ..PLAIN
    },
    Command {
        name: "Changes Since Export…",
        menu: Menu::File,
        tooltip: "What is otherwise than when the export was written whose manifest was opened",
        is_enabled: has_restored,
        run: |_, view| view.open(Dialog::Restored),
        ..PLAIN
    },
    Command {
        name: "Import Report…",
        menu: Menu::File,
        shortcuts: &[ctrl(Key::R)],
        tooltip: "What every file and folder gave, and the reason where something is missing",
        run: |_, view| view.open(Dialog::report()),
        ..PLAIN
    },
    Command {
        name: "Quit",
        menu: Menu::File,
        shortcuts: &[ctrl(Key::Q)],
        tooltip: "Close the window; your corrections are saved already",
        run: |_, _| Some(Action::Quit),
        ..PLAIN
    },
];
