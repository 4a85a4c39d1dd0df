//! Changing what is known of articles and events, and selecting them.

use crate::corpus::FieldName;
use crate::session::Action;
use crate::ui::command::{Command, Menu, PLAIN, ctrl, ctrl_shift, plain};
use crate::ui::dialog::Dialog;
use crate::ui::enabled::{has_columns, has_cursor, has_event, has_rows, is_reviewed};
use crate::ui::reader::citation;
use crate::ui::table::copying::rows_text;
use egui::Key;

/// In the order of the menu.
pub(super) const COMMANDS: &[Command] = &[
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
        tooltip: "Set title, outlet, byline, date or language of the selected articles, or of the one in the reader, by hand",
        is_enabled: has_cursor,
        run: |snapshot, view| view.open(Dialog::correct(snapshot, view.acted_on(snapshot), FieldName::Outlet)),
        ..PLAIN
    },
    Command {
        name: "Tags…",
        menu: Menu::Edit,
        shortcuts: &[plain(Key::T)],
        tooltip: "Give tags to the selected articles, or to the one in the reader, or take them away",
        is_enabled: has_cursor,
        run: |snapshot, view| view.open(Dialog::tags_of(view.acted_on(snapshot))),
        ..PLAIN
    },
    Command {
        name: "Reviewed",
        menu: Menu::Edit,
        shortcuts: &[plain(Key::R)],
        tooltip: "Mark the selected articles as reviewed, or as not reviewed",
        is_enabled: has_cursor,
        is_on: Some(is_reviewed),
        run: |snapshot, view| Some(Action::MarkReviewed(view.acted_on(snapshot), !is_reviewed(snapshot, view))),
    },
    Command {
        name: "Note…",
        menu: Menu::Edit,
        shortcuts: &[plain(Key::N)],
        tooltip: "Write a note on the article, or on the passage that is selected in the reader",
        is_enabled: has_cursor,
        run: |snapshot, view| {
            let selected = view.reader.selection(snapshot);
            let (article_id, span) = match selected {
                Some((article_id, span)) => (article_id, Some(span)),
                None => (view.read_article(snapshot).or(snapshot.selection.cursor)?, None),
            };
            view.open(Dialog::note(snapshot, article_id, span))
        },
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
        run: |snapshot, view| Dialog::chosen_event(snapshot, view.hover).and_then(|dialog| view.open(dialog.merging())),
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
        name: "Copy Rows",
        menu: Menu::Edit,
        shortcuts: &[ctrl_shift(Key::C)],
        tooltip: "Put the selected rows on the clipboard, a line each with tabs between the columns",
        is_enabled: has_cursor,
        run: |snapshot, view| {
            let text = rows_text(snapshot);
            text.map(Action::Copy).or_else(|| view.open(Dialog::export(snapshot)))
        },
        ..PLAIN
    },
    Command {
        name: "Copy with Citation",
        menu: Menu::Edit,
        shortcuts: &[ctrl_shift(Key::I)],
        tooltip: "Copy the passage selected in the reader, or the one it is at, with where it is from",
        is_enabled: has_columns,
        run: |snapshot, view| {
            let (article_id, span) = view.reader.passage(snapshot)?;
            let article = snapshot.article(article_id)?;
            Some(Action::Copy(citation::quoted(&article, span.slice(&article.text))))
        },
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
];
