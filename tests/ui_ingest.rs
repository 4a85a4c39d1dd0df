//! What a user sees of an import, driven by accessible names: the import report, the columns of tables, a folder that
//! changes.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use parallax::session::{Action, DesktopRequest};
use std::fs;
use std::path::Path;
use std::time::Duration;

const LONGEST: Duration = Duration::from_mins(1);

/// Opens the window on a folder with these files and waits until it has been read.
fn open(files: &[(&str, &str)]) -> Window {
    let mut window = Window::start(Limits { size: [1024.0, 640.0], max_steps: 40, longest: LONGEST }, |folder| {
        let corpus = folder.join("corpus");
        for (name, contents) in files {
            write(&corpus.join(name), contents);
        }
        Action::Open(vec![corpus])
    });
    window.wait(|snapshot| snapshot.opened.reading.is_none());
    window
}

fn write(path: &Path, contents: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, contents).expect("written");
}

impl Window {
    /// Clicks what the dialog, which stands above the panels, calls so.
    fn click(&mut self, label: &str) {
        let found = self.harness.query_all_by_label(label).last();
        found.unwrap_or_else(|| panic!("nothing is called {label}")).click();
        self.harness.run_ok();
    }

    /// Waits until the report shows so many lines.
    fn wait_for_lines(&mut self, count: usize) {
        self.wait(|snapshot| !snapshot.report.is_pending && snapshot.report.shown.len() == count);
    }
}

const BUDGET: &str = "The budget passes\n\nParliament adopted the budget for 2024 after nine hours of debate.\n";

#[test]
fn the_report_accounts_for_every_file_and_leads_to_its_folder_from_the_keyboard() {
    let mut window = open(&[
        ("wire/budget.txt", BUDGET),
        ("wire/copy.txt", BUDGET),
        ("wire/picture.png", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR\0\0"),
        ("empty.txt", ""),
    ]);
    window.press(Modifiers::COMMAND, Key::R);
    window.wait_for_lines(4);
    window.harness.get_by_label("Files, 4 lines");
    assert!(window.harness.query_by_label_contains("State: duplicate, Path: wire/copy.txt").is_some());
    window.press(Modifiers::NONE, Key::End);
    assert!(
        window.harness.query_by_label_contains("unknown format: ").is_some(),
        "the reason of the last file is told"
    );
    window.click("Copy Path");
    let requests = window.harness.state_mut().take_requests();
    let is_picture = |path: &str| Path::new(path).ends_with("corpus/wire/picture.png");
    assert!(matches!(requests.as_slice(), [DesktopRequest::Copy(path)] if is_picture(path)), "{requests:?}");
    window.click("Duplicates");
    window.wait_for_lines(1);
    window.click("All");
    window.click("Folders");
    window.wait_for_lines(2);
    assert!(window.harness.query_by_label_contains("Path: wire, Files: 3, Not read: 1, Articles: 1").is_some());
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("Folders, 2 lines").is_none(), "the dialog is closed");
}

#[test]
fn lines_of_the_report_are_filtered_sorted_and_exported_as_they_are_shown() {
    let mut window =
        open(&[("a.txt", BUDGET), ("b.txt", "Rain\n\nRain fell on the town.\n"), ("c.jsonl", "{\"text\": \n")]);
    window.press(Modifiers::COMMAND, Key::R);
    window.wait_for_lines(3);
    window.click("Sort the report by path, sorted ascending");
    window.wait(|snapshot| snapshot.report.shown.first() == Some(&2));
    window.harness.get_by_label("Filter the report").focus();
    window.harness.run_ok();
    window.harness.get_by_label("Filter the report").type_text(".TXT");
    window.harness.run_ok();
    window.wait_for_lines(2);
    let path = window.folder.path().join("report.jsonl");
    window.harness.get_by_label("File for the report").focus();
    window.harness.run_ok();
    window.press(Modifiers::COMMAND, Key::A);
    window.harness.get_by_label("File for the report").type_text(&path.display().to_string());
    window.harness.run_ok();
    window.click("Export 2 lines");
    window.wait(|snapshot| !snapshot.notices.is_empty());
    let notices = window.snapshot().notices.clone();
    assert!(notices.iter().any(|notice| notice.text.starts_with("Exported 2 lines")), "{notices:?}");
    let written = fs::read_to_string(path).expect("the file is there");
    let names: Vec<&str> = written.lines().filter_map(|line| line.get(..16)).collect();
    assert_eq!(names, ["{\"file\":\"b.txt\",", "{\"file\":\"a.txt\","]);
}

const PRESS: &str = "Nr;Datum;Zeitung;Schlagzeile;Inhalt\n\
    1;2024-03-05;Kurier;Eine Sperre;Die Brücke über den Fluss ist seit gestern gesperrt.\n\
    2;2024-03-06;Tagblatt;Eine Wahl;Der Rat stimmt am Freitag über den Haushalt ab.\n";

#[test]
fn a_table_with_unknown_columns_is_asked_about_and_read_as_the_user_says_until_that_is_forgotten() {
    let mut window = open(&[("presse.csv", PRESS), ("more/presse.csv", &PRESS.replace("5;Kurier", "7;Kurier"))]);
    assert_eq!(window.snapshot().opened.unmapped.len(), 2);
    window.wait(|snapshot| snapshot.table.is_some());
    window.harness.get_by_label("First rows: Nr, Datum, Zeitung, Schlagzeile, Inhalt");
    window.press(Modifiers::NONE, Key::Escape);
    window.click("Say Which Column Is What…");
    window.wait(|snapshot| snapshot.table.is_some());
    window.harness.get_by_label("First rows: Nr, Datum, Zeitung, Schlagzeile, Inhalt");
    assert!(window.harness.query_by_label_contains("Kurier · ").is_none(), "no outlet is chosen yet");
    for (field, column) in [("Title", "Schlagzeile"), ("Published", "Datum"), ("Outlet", "Zeitung")] {
        window.click(&format!("Column of {field}"));
        window.click(column);
    }
    let shown = window.harness.query_all_by_label_contains("Kurier · ").count();
    assert_eq!(shown, 1, "the article is shown as it will be read");
    window.click("Read with These Columns");
    window.wait(|snapshot| snapshot.opened.corpus.len() == 3 && snapshot.opened.refreshing.is_none());
    let snapshot = window.snapshot();
    let articles: Vec<_> = snapshot.opened.corpus.iter().map(|(_, article)| article).collect();
    let outlets: Vec<_> = articles.iter().filter_map(|article| article.outlet()).collect();
    assert_eq!(outlets, ["Kurier", "Tagblatt", "Kurier"], "one row is in both tables");
    assert!(snapshot.opened.unmapped.is_empty());
    window.press(Modifiers::COMMAND, Key::R);
    window.wait_for_lines(2);
    window.click("Map Columns…");
    window.wait(|snapshot| snapshot.table.is_some());
    window.click("Forget These Columns");
    window.wait(|snapshot| snapshot.opened.corpus.is_empty() && snapshot.opened.unmapped.len() == 2);
}

#[test]
fn a_file_added_to_an_open_folder_is_shown_and_said() {
    let mut window = open(&[("a.txt", BUDGET)]);
    write(&window.folder.path().join("corpus/b.txt"), "Rain\n\nRain fell on the town.\n");
    window.wait(|snapshot| snapshot.opened.corpus.len() == 2 && snapshot.view.rows.len() == 2);
    window.harness.get_by_label("In the folder: 1 article added");
    fs::remove_file(window.folder.path().join("corpus/a.txt")).expect("removed");
    window.wait(|snapshot| snapshot.opened.corpus.len() == 1 && snapshot.view.rows.len() == 1);
    window.click("File");
    window.click("Watch Folder");
    assert!(!window.snapshot().settings.watches_folder);
}
