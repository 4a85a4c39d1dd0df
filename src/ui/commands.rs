//! Every command, once: name, shortcut, tooltip, when it is enabled, what it does. Menu, palette, shortcuts and the
//! shortcut sheet are all read from [`COMMANDS`].

pub use super::command::{Command, Menu, run, shortcut_text};

use super::command::{PLAIN, ctrl, ctrl_shift, plain, toggled};

use super::dialog::Dialog;
use super::enabled::{self, has_articles, has_columns, has_cursor, has_event, has_rows, is_folder, is_reading};
use crate::corpus::FieldName;
use crate::session::settings::PanelName;
use crate::session::{Action, MiddleView, Theme};
use egui::{Key, KeyboardShortcut, Modifiers};

/// Every command, in the order of its menu.
pub static COMMANDS: &[Command] = &[
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
        tooltip: "Read single files",
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
        is_on: Some(|snapshot| snapshot.settings.watches_folder),
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
        name: "Export…",
        menu: Menu::File,
        shortcuts: &[ctrl(Key::E)],
        tooltip: "Write what is filtered or picked to a file",
        is_enabled: has_rows,
        run: |snapshot, view| view.open(Dialog::export(snapshot)),
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
    Command {
        name: "Undo",
        menu: Menu::Edit,
        shortcuts: &[ctrl(Key::Z)],
        tooltip: "Take back the last change",
        is_enabled: |snapshot| snapshot.undo_label.is_some(),
        run: |_, _| Some(Action::Undo),
        ..PLAIN
    },
    Command {
        name: "Redo",
        menu: Menu::Edit,
        shortcuts: &[ctrl_shift(Key::Z), ctrl(Key::Y)],
        tooltip: "Make the last undone change again",
        is_enabled: |snapshot| snapshot.redo_label.is_some(),
        run: |_, _| Some(Action::Redo),
        ..PLAIN
    },
    Command {
        name: "Correct…",
        menu: Menu::Edit,
        shortcuts: &[plain(Key::F2)],
        tooltip: "Set title, outlet, byline, date or language of the selected articles by hand",
        is_enabled: has_cursor,
        run: |snapshot, view| view.open(Dialog::correct(snapshot, FieldName::Outlet)),
        ..PLAIN
    },
    Command {
        name: "Event Details…",
        menu: Menu::Edit,
        shortcuts: &[plain(Key::E)],
        tooltip: "Show who tells of the event pointed at or chosen, and where the accounts differ",
        is_enabled: has_event,
        run: |snapshot, view| Dialog::chosen_event(snapshot, view.hover).and_then(|dialog| view.open(dialog)),
        ..PLAIN
    },
    Command {
        name: "Merge Events…",
        menu: Menu::Edit,
        shortcuts: &[ctrl_shift(Key::M)],
        tooltip: "Make one event of the chosen one and others",
        is_enabled: has_event,
        run: |snapshot, view| Dialog::chosen_event(snapshot, view.hover).and_then(|dialog| view.open(dialog)),
        ..PLAIN
    },
    Command {
        name: "Split Event…",
        menu: Menu::Edit,
        shortcuts: &[ctrl_shift(Key::S)],
        tooltip: "Put passages of the chosen event into an event of their own",
        is_enabled: has_event,
        run: |snapshot, view| Dialog::chosen_event(snapshot, view.hover).and_then(|dialog| view.open(dialog)),
        ..PLAIN
    },
    Command {
        name: "Select All Rows",
        menu: Menu::Edit,
        shortcuts: &[ctrl(Key::A)],
        tooltip: "Select every article that the filters leave",
        is_enabled: has_rows,
        run: |_, _| Some(Action::SelectAll),
        ..PLAIN
    },
    Command {
        name: "Clear Selection",
        menu: Menu::Edit,
        shortcuts: &[ctrl_shift(Key::A)],
        tooltip: "Select nothing",
        is_enabled: |snapshot| !snapshot.selection.article_ids.is_empty(),
        run: |_, _| Some(Action::ClearSelection),
        ..PLAIN
    },
    Command {
        name: "Filters",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num1)],
        tooltip: "Show or hide the filters",
        is_on: Some(|snapshot| snapshot.settings.shows(PanelName::Filters)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Filters)),
        ..PLAIN
    },
    Command {
        name: "Timeline",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num2)],
        tooltip: "Show or hide the timeline",
        is_on: Some(|snapshot| snapshot.settings.shows(PanelName::Timeline)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Timeline)),
        ..PLAIN
    },
    Command {
        name: "Reader",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num3)],
        tooltip: "Show or hide the reader",
        is_on: Some(|snapshot| snapshot.settings.shows(PanelName::Reader)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Reader)),
        ..PLAIN
    },
    Command {
        name: "Hits in Context",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num4)],
        tooltip: "List every place where the query is met, in its surroundings, in place of the table",
        is_on: Some(|snapshot| snapshot.settings.middle == MiddleView::Hits),
        run: |snapshot, _| Some(toggled(snapshot, MiddleView::Hits)),
        ..PLAIN
    },
    Command {
        name: "Quotations",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num5)],
        tooltip: "List who is quoted saying what in several of the articles, in place of the table",
        is_on: Some(|snapshot| snapshot.settings.middle == MiddleView::Quotations),
        run: |snapshot, _| Some(toggled(snapshot, MiddleView::Quotations)),
        ..PLAIN
    },
    Command {
        name: "Who Else: Answers",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num6)],
        tooltip: "Show who else says the passage that was last asked for, in place of the table",
        is_on: Some(|snapshot| snapshot.settings.middle == MiddleView::WhoElse),
        run: |snapshot, _| Some(toggled(snapshot, MiddleView::WhoElse)),
        ..PLAIN
    },
    Command {
        name: "Count Stories, Not Copies",
        menu: Menu::View,
        shortcuts: &[ctrl_shift(Key::F)],
        tooltip: "Let the earliest of the copies and rewrites of an article stand for all of them",
        is_on: Some(|snapshot| snapshot.settings.counts_stories),
        run: |_, _| Some(Action::ToggleStories),
        ..PLAIN
    },
    Command {
        name: "Look for Copies",
        menu: Menu::View,
        tooltip: "Find copies and rewrites across all articles, or stop looking for them",
        is_enabled: has_articles,
        is_on: Some(|snapshot| snapshot.opened.copying.is_some()),
        run: |_, _| Some(Action::ToggleLookingForCopies),
        ..PLAIN
    },
    Command {
        name: "Reader Fills the Window",
        menu: Menu::View,
        shortcuts: &[plain(Key::F11)],
        tooltip: "Give the whole window to the reader, or take it back",
        is_on: Some(|snapshot| !snapshot.settings.shows(PanelName::Table)),
        run: |_, _| Some(Action::TogglePanel(PanelName::Table)),
        ..PLAIN
    },
    Command {
        name: "Theme: As the Desktop",
        menu: Menu::View,
        tooltip: "Light or dark as the desktop says",
        is_on: Some(|snapshot| snapshot.settings.theme == Theme::System),
        run: |_, _| Some(Action::SetTheme(Theme::System)),
        ..PLAIN
    },
    Command {
        name: "Theme: Light",
        menu: Menu::View,
        tooltip: "Dark text on light ground",
        is_on: Some(|snapshot| snapshot.settings.theme == Theme::Light),
        run: |_, _| Some(Action::SetTheme(Theme::Light)),
        ..PLAIN
    },
    Command {
        name: "Theme: Dark",
        menu: Menu::View,
        tooltip: "Light text on dark ground",
        is_on: Some(|snapshot| snapshot.settings.theme == Theme::Dark),
        run: |_, _| Some(Action::SetTheme(Theme::Dark)),
        ..PLAIN
    },
    Command {
        name: "Larger",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Plus), ctrl(Key::Equals)],
        tooltip: "Scale everything up",
        run: |snapshot, _| Some(Action::SetZoom(snapshot.settings.zoom + 0.1)),
        ..PLAIN
    },
    Command {
        name: "Smaller",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Minus)],
        tooltip: "Scale everything down",
        run: |snapshot, _| Some(Action::SetZoom(snapshot.settings.zoom - 0.1)),
        ..PLAIN
    },
    Command {
        name: "Original Size",
        menu: Menu::View,
        shortcuts: &[ctrl(Key::Num0)],
        tooltip: "Back to the original size",
        run: |_, _| Some(Action::SetZoom(1.0)),
        ..PLAIN
    },
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
        name: "Clear All Filters",
        menu: Menu::Go,
        shortcuts: &[ctrl(Key::Backspace)],
        tooltip: "Show every article again",
        is_enabled: |snapshot| snapshot.view.is_filtered(),
        run: |_, _| Some(Action::ClearFilters),
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
        is_enabled: |snapshot| snapshot.reader.columns.len() > 1,
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
        name: "Next Hit",
        menu: Menu::Go,
        shortcuts: &[plain(Key::F3)],
        tooltip: "Go to the next place in the reader where the query is met",
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
        tooltip: "Go to the previous place in the reader where the query is met",
        is_enabled: has_columns,
        run: |_, view| {
            view.reader.wants_hit = Some(-1);
            None
        },
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
        name: "About Parallax…",
        menu: Menu::Help,
        tooltip: "Version and licences",
        run: |_, view| view.open(Dialog::About),
        ..PLAIN
    },
];

#[cfg(test)]
mod tests;
