//! An open folder that changes: what is added, changed, removed and moved is read, and nothing else; numbers stay.
//!
//! Session and jobs alone, without a window. Nothing here sleeps: a test waits for a report, or asks for a look.

#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

use chrono::{DateTime, Utc};
use parallax::corpus::{ArticleId, FieldName};
use parallax::jobs::Jobs;
use parallax::session::change::Correction;
use parallax::session::{Action, Effect, SelectMode, Session, Settings, Snapshot};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const LONGEST: Duration = Duration::from_mins(1);
const BUDGET: &str = "The budget passes\n\nParliament adopted the budget for 2024 after nine hours of debate.\n";
const RAIN: &str = "Rain on the town\n\nRain fell on the town for three days, and the river rose by a metre.\n";
const BRIDGE: &str = "The bridge is closed\n\nThe bridge over the river was closed on 5 March 2024 for repairs.\n";

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).expect("a time")
}

struct Desk {
    session: Session,
    jobs: Jobs,
    folder: TempDir,
}

impl Desk {
    /// Opens a folder with these files and waits until it has been read.
    fn open(files: &[(&str, &str)], watches_folder: bool) -> Self {
        let mut desk = Self::begin_to_open(files, watches_folder);
        desk.wait(|snapshot| snapshot.opened.reading.is_none());
        desk
    }

    /// Begins to open a folder with these files.
    fn begin_to_open(files: &[(&str, &str)], watches_folder: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = Settings { watches_folder, ..Settings::default() };
        let session = Session::new(settings, folder.path().join("data"), noon);
        let jobs = Jobs::start(Arc::new(|| {}), folder.path().join("settings.json")).expect("threads");
        let mut desk = Self { session, jobs, folder };
        fs::create_dir(desk.path("")).expect("made");
        for (name, contents) in files {
            desk.write(name, contents);
        }
        desk.apply(Action::Open(vec![desk.path("")]));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("corpus").join(name)
    }

    fn write(&self, name: &str, contents: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, contents).expect("written");
    }

    fn apply(&mut self, action: Action) {
        let effects = self.session.apply(action);
        self.carry_out(effects);
    }

    fn carry_out(&self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Task(task) = effect {
                self.jobs.run(task);
            }
        }
    }

    /// Takes in reports until what is shown is as wanted.
    fn wait(&mut self, is_reached: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
        loop {
            let snapshot = self.session.snapshot();
            if snapshot.view.is_settled() && is_reached(&snapshot) {
                return snapshot;
            }
            let report = self.jobs.wait_for_report(LONGEST).expect("the wanted state is not reached");
            let effects = self.session.absorb(report);
            self.carry_out(effects);
        }
    }

    /// Looks for changes, and waits until they are shown.
    fn look(&mut self) -> Arc<Snapshot> {
        self.apply(Action::LookForChanges);
        self.wait(|snapshot| snapshot.opened.refreshing.is_none())
    }
}

/// What stands where, by number.
fn docs(snapshot: &Snapshot) -> Vec<(u32, String)> {
    snapshot.opened.corpus.iter().map(|(article_id, article)| (article_id.0, article.source.doc())).collect()
}

fn outlet(snapshot: &Snapshot, article_id: ArticleId) -> Option<String> {
    snapshot.article(article_id)?.outlet().map(str::to_owned)
}

fn notice(snapshot: &Snapshot) -> &str {
    snapshot.notices.last().map_or("", |notice| &notice.text)
}

#[test]
fn very_many_changes_are_taken_in_piece_by_piece_and_told_of_once() {
    let name = |number: usize| format!("{number:04}.txt");
    let text =
        |number: usize, what: &str| format!("Report {number}\n\nThe {what} of {number} was told on 5 March 2024.\n");
    let files: Vec<(String, String)> = (0..1_400).map(|number| (name(number), text(number, "first"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut desk = Desk::open(&files, false);
    let picked = ArticleId(1_399);
    desk.apply(Action::Select(ArticleId(3), SelectMode::Only));
    desk.apply(Action::Select(picked, SelectMode::Toggle));
    for number in 0..700 {
        fs::remove_file(desk.path(&name(number))).expect("removed");
    }
    for number in 700..1_300 {
        desk.write(&name(number), &text(number, "second report, which is longer than the first,"));
    }
    desk.apply(Action::LookForChanges);
    let mut most_at_once = 0;
    while desk.session.snapshot().opened.refreshing.is_some() {
        let report = desk.jobs.wait_for_report(LONGEST).expect("the changes");
        let count = |snapshot: &Snapshot| {
            let corpus = &snapshot.opened.corpus;
            corpus.len() + corpus.iter().filter(|(_, article)| !article.text.contains("second report")).count()
        };
        let before = count(&desk.session.snapshot());
        let effects = desk.session.absorb(report);
        desk.carry_out(effects);
        most_at_once = most_at_once.max(before - count(&desk.session.snapshot()));
    }
    // An article that goes counts twice here, one that changes once.
    assert!((1..=1_024).contains(&most_at_once), "{most_at_once}");
    let snapshot = desk.wait(|_| true);
    assert_eq!(snapshot.opened.corpus.len(), 700);
    assert_eq!(snapshot.view.rows.len(), 700);
    assert_eq!(notice(&snapshot), "In the folder: 700 articles removed, 600 changed");
    assert!(snapshot.selection.article_ids.iter().eq([picked]));
    let changed = snapshot.opened.corpus.get(ArticleId(700)).expect("it is there");
    assert!(changed.text.contains("second report"));
}

#[test]
fn what_is_added_changed_and_removed_is_read_and_the_rest_keeps_its_number() {
    let mut desk = Desk::open(&[("a.txt", BUDGET), ("b.txt", RAIN), ("sub/c.txt", BRIDGE)], false);
    let before = desk.session.snapshot();
    desk.write("0.txt", "A new one\n\nIt came before all the others.\n");
    desk.write("b.txt", "Rain on the town\n\nThe rain has stopped.\n");
    fs::remove_dir_all(desk.path("sub")).expect("removed");
    let after = desk.look();
    let expected = [(0, "a.txt"), (1, "b.txt"), (3, "0.txt")].map(|(number, doc)| (number, doc.to_owned()));
    assert_eq!(docs(&after), expected);
    assert_eq!(notice(&after), "In the folder: 1 article added, 1 removed, 1 changed");
    let article = |snapshot: &Snapshot, number| snapshot.article(ArticleId(number)).expect("an article");
    assert!(Arc::ptr_eq(&article(&before, 0), &article(&after, 0)), "what has not changed was not read again");
    assert!(article(&after, 1).text.contains("has stopped"));
    assert_eq!((after.opened.files.len(), after.opened.corpus.len(), after.view.rows.len()), (3, 3, 3));
    let undated = after.opened.corpus.iter().filter(|(_, article)| article.published.is_none()).count();
    assert_eq!(after.opened.undated_count, undated);
    assert_eq!(docs(&desk.look()), expected, "looking again changes nothing");
    assert_eq!(desk.session.snapshot().notices.len(), 1);
}

#[test]
fn a_renamed_file_keeps_its_number_its_correction_and_its_place_in_the_reader() {
    let mut desk = Desk::open(&[("a.txt", BUDGET), ("b.txt", RAIN)], false);
    let rain = ArticleId(1);
    let correction = Correction::Value("Evening Star".to_owned());
    desk.apply(Action::Correct { article_ids: vec![rain], field: FieldName::Outlet, correction });
    desk.apply(Action::Select(rain, SelectMode::Only));
    desk.apply(Action::OpenInReader(rain, None));
    fs::create_dir(desk.path("kept")).expect("made");
    fs::rename(desk.path("b.txt"), desk.path("kept/rain.txt")).expect("renamed");
    let after = desk.look();
    assert_eq!(docs(&after).last(), Some(&(1, "kept/rain.txt".to_owned())));
    assert_eq!(notice(&after), "In the folder: 1 article moved");
    assert_eq!(outlet(&after, rain).as_deref(), Some("Evening Star"));
    assert!(after.selection.article_ids.contains(rain) && after.reader.columns[0].article_id == rain);
    desk.apply(Action::Undo);
    assert_ne!(outlet(&desk.session.snapshot(), rain).as_deref(), Some("Evening Star"));
}

#[test]
fn what_leads_to_a_removed_article_goes_with_it_and_a_correction_waits_for_its_return() {
    let mut desk = Desk::open(&[("a.txt", BUDGET), ("b.txt", RAIN), ("c.txt", BRIDGE)], false);
    let rain = ArticleId(1);
    let correction = Correction::Value("Evening Star".to_owned());
    desk.apply(Action::Correct { article_ids: vec![rain], field: FieldName::Outlet, correction });
    desk.apply(Action::Compare(vec![ArticleId(0), rain, ArticleId(2)]));
    desk.apply(Action::SelectAll);
    desk.apply(Action::Select(rain, SelectMode::CursorOnly));
    fs::remove_file(desk.path("b.txt")).expect("removed");
    let after = desk.look();
    let shown: Vec<u32> = after.reader.columns.iter().map(|column| column.article_id.0).collect();
    assert_eq!(shown, [0, 2]);
    assert!(!after.selection.article_ids.contains(rain));
    assert!(after.selection.cursor.is_some_and(|cursor| cursor != rain && after.article(cursor).is_some()));
    desk.wait(|snapshot| snapshot.reader.comparison(0, 1).is_some());
    desk.write("again.txt", RAIN);
    let after = desk.look();
    let outlets: Vec<_> = after.opened.corpus.iter().filter_map(|(article_id, _)| outlet(&after, article_id)).collect();
    assert_eq!(outlets, ["Evening Star"], "it is kept by content");
}

#[test]
fn a_copy_becomes_the_article_when_the_first_is_removed() {
    let mut desk = Desk::open(&[("a.txt", BUDGET), ("copy.txt", BUDGET), ("d.txt", RAIN)], false);
    let before = desk.session.snapshot();
    assert_eq!((before.opened.corpus.len(), before.opened.problems.len()), (2, 1));
    fs::remove_file(desk.path("a.txt")).expect("removed");
    let after = desk.look();
    assert_eq!(docs(&after), [(0, "copy.txt".to_owned()), (1, "d.txt".to_owned())]);
    assert_eq!((after.opened.problems.len(), notice(&after)), (0, "In the folder: 1 article moved"));
    desk.write("e.txt", BUDGET);
    let after = desk.look();
    assert_eq!((after.opened.corpus.len(), after.opened.problems.len()), (2, 1), "the new one is a copy now");
}

#[test]
fn records_of_a_table_and_what_is_stated_of_a_file_are_followed() {
    let mut desk =
        Desk::open(&[("t.csv", "id,title,text\n1,One,First text\n2,Two,Second text\n"), ("a.txt", RAIN)], false);
    desk.write("t.csv", "id,title,text\n2,Two,Second text\n3,Three,Third text\n");
    desk.write("metadata.csv", "file,outlet\na.txt,Morning Post\nnobody.txt,Nobody\n");
    let after = desk.look();
    let expected = [(0, "a.txt"), (2, "t.csv#2"), (3, "t.csv#3")].map(|(number, doc)| (number, doc.to_owned()));
    assert_eq!(docs(&after), expected);
    assert_eq!(outlet(&after, ArticleId(0)).as_deref(), Some("Morning Post"));
    assert_eq!(after.opened.problems.len(), 1, "a row names no file");
    fs::remove_file(desk.path("metadata.csv")).expect("removed");
    let after = desk.look();
    assert_ne!(outlet(&after, ArticleId(0)).as_deref(), Some("Morning Post"));
    assert_eq!((after.opened.problems.len(), after.opened.files.len()), (0, 2));
}

#[test]
fn a_folder_that_is_gone_leaves_what_was_read_of_it() {
    let mut desk = Desk::open(&[("a.txt", BUDGET)], false);
    fs::rename(desk.path(""), desk.folder.path().join("elsewhere")).expect("renamed");
    let after = desk.look();
    assert_eq!(after.opened.corpus.len(), 1);
    assert!(notice(&after).contains("no longer there"), "{}", notice(&after));
}

#[test]
fn what_changes_while_the_folder_is_read_is_found_at_the_end() {
    let mut desk = Desk::begin_to_open(&[("a.txt", BUDGET), ("b.txt", RAIN)], true);
    while desk.session.snapshot().opened.corpus.len() < 2 {
        let report = desk.jobs.wait_for_report(LONGEST).expect("the articles are not read");
        let effects = desk.session.absorb(report);
        desk.carry_out(effects);
    }
    desk.write("b.txt", "Rain on the town\n\nThe rain has stopped.\n");
    desk.write("c.txt", BRIDGE);
    let is_looked_through =
        |snapshot: &Snapshot| snapshot.opened.reading.is_none() && snapshot.opened.refreshing.is_none();
    let after = desk.wait(is_looked_through);
    assert_eq!(docs(&after), [(0, "a.txt".to_owned()), (1, "b.txt".to_owned()), (2, "c.txt".to_owned())]);
    assert!(after.article(ArticleId(1)).is_some_and(|article| article.text.contains("has stopped")));
}

#[test]
fn a_watched_folder_tells_of_changes_by_itself() {
    let mut desk = Desk::open(&[("a.txt", BUDGET)], true);
    for index in 0..500 {
        desk.write(&format!("new/{index}.txt"), &format!("Report {index}\n\nThis is the report of day {index}.\n"));
    }
    let has =
        |snapshot: &Snapshot, count| snapshot.opened.refreshing.is_none() && snapshot.opened.corpus.len() == count;
    let after = desk.wait(|snapshot| has(snapshot, 501));
    assert!(notice(&after).starts_with("In the folder: "), "{}", notice(&after));
    fs::remove_dir_all(desk.path("new")).expect("removed");
    let after = desk.wait(|snapshot| has(snapshot, 1));
    assert_eq!(after.opened.files.len(), 1);
    desk.apply(Action::ToggleWatching);
    assert!(!desk.session.snapshot().settings.watches_folder);
}
