//! A corpus that was open once is there at once: its rows from the cache, and only what changed since is read.
//!
//! Session and jobs alone, without a window, and the command line in this process. Nothing here sleeps.

#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

use chrono::{DateTime, Utc};
use parallax::cli::streams::Streams;
use parallax::cli::{self, Outcome};
use parallax::corpus::FieldName;
use parallax::jobs::Jobs;
use parallax::session::cache::CacheWriter;
use parallax::session::change::Correction;
use parallax::session::{Action, Effect, Report, Session, Settings, Snapshot, Task};
use parallax::work::Cancel;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const LONGEST: Duration = Duration::from_mins(1);
const BUDGET: &str = "The budget passes\n\nParliament adopted the budget for 2024 after nine hours of debate.\n";
const RAIN: &str = "Rain on the town\n\nRain fell on the town for three days, and the river rose by a metre.\n";
const BRIDGE: &str = "The bridge is closed\n\nThe bridge over the river was closed on 5 March 2024 for repairs.\n";

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).expect("a time")
}

/// A folder that was written long before anything is read: what is newer than the reading is read twice.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join("corpus")).expect("made");
    for (name, contents) in files {
        write(home.path(), name, contents);
    }
    home
}

fn write(home: &Path, name: &str, contents: &str) {
    let path = home.join("corpus").join(name);
    fs::write(&path, contents).expect("written");
    let file = fs::File::options().append(true).open(&path).expect("opened");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000)).expect("set back");
}

/// The only file in the folder of caches.
fn cache(home: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(home.join("caches")).ok()?;
    entries.flatten().map(|entry| entry.path()).find(|path| path.extension().is_some_and(|kind| kind == "cache"))
}

struct Desk {
    session: Session,
    jobs: Jobs,
    /// How many batches were read, and how often a corpus came from the cache.
    batch_count: usize,
    restored_count: usize,
    /// Rows that were shown when the corpus had just come from the cache.
    rows_at_once: usize,
    /// Has what was read been kept?
    is_kept: bool,
}

impl Desk {
    /// Opens the folder and waits until it has been read and looked through.
    fn open(home: &Path) -> Self {
        let mut session =
            Session::new(Settings { watches_folder: false, ..Settings::default() }, home.join("data"), noon);
        session.keep_caches_in(Some(home.join("caches")));
        let jobs = Jobs::start(Arc::new(|| {}), home.join("settings.json")).expect("threads");
        let mut desk = Self { session, jobs, batch_count: 0, restored_count: 0, rows_at_once: 0, is_kept: false };
        desk.apply(Action::Open(vec![home.join("corpus")]));
        desk.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.opened.refreshing.is_none());
        desk
    }

    fn apply(&mut self, action: Action) {
        let effects = self.session.apply(action);
        self.carry_out(effects);
    }

    /// Keeping is done here and now: the next opening finds it.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Task(Task::Keep(task)) => match CacheWriter::begin(&task.place) {
                    Ok(mut writer) => {
                        assert!(task.contents.write(&mut writer, &Cancel::new()).expect("written"));
                        writer.finish().expect("in its place");
                        self.is_kept = true;
                    }
                    Err(_) => self.jobs.run(Task::Keep(task)),
                },
                Effect::Task(task) => self.jobs.run(task),
                Effect::Desktop(_) => {}
            }
        }
    }

    /// Takes in reports until what was read is kept.
    fn wait_until_kept(&mut self) {
        while !self.is_kept {
            self.take_report();
        }
    }

    fn take_report(&mut self) {
        let report = self.jobs.wait_for_report(LONGEST).expect("the wanted state is not reached");
        self.batch_count += usize::from(matches!(report, Report::Batch(..)));
        let is_restored = matches!(report, Report::Restored(..));
        let effects = self.session.absorb(report);
        if is_restored {
            self.restored_count += 1;
            self.rows_at_once = self.session.snapshot().view.rows.len();
        }
        self.carry_out(effects);
    }

    fn wait(&mut self, is_reached: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
        loop {
            let snapshot = self.session.snapshot();
            if snapshot.view.is_settled() && is_reached(&snapshot) {
                return snapshot;
            }
            self.take_report();
        }
    }

    /// Ends as the program does: what is being written is finished.
    fn close(self) {
        drop(self.jobs);
    }
}

/// What is shown, in an order of its own.
fn shown(snapshot: &Snapshot) -> Vec<(String, Option<String>, String)> {
    let of = |(id, article): (_, Arc<parallax::corpus::Article>)| {
        let dates: Vec<String> =
            snapshot.opened.mentions.of(id).iter().filter_map(|m| Some(m.interval()?.to_string())).collect();
        (article.source.doc(), article.outlet().map(str::to_owned), dates.join(", "))
    };
    let mut shown: Vec<_> = snapshot.opened.corpus.iter().map(of).collect();
    shown.sort();
    shown
}

#[test]
fn a_corpus_opens_from_its_cache_with_corrections_over_it_and_reads_only_what_changed() {
    let home = folder(&[("a.txt", BUDGET), ("b.txt", RAIN), ("c.txt", BRIDGE)]);
    let mut desk = Desk::open(home.path());
    assert_eq!((desk.restored_count, desk.batch_count > 0), (0, true));
    desk.wait_until_kept();
    let first = desk.session.snapshot();
    let rain = first.opened.corpus.iter().find(|(_, a)| a.source.doc() == "b.txt").expect("an article").0;
    let correction = Correction::Value("Evening Star".to_owned());
    desk.apply(Action::Correct { article_ids: vec![rain], field: FieldName::Outlet, correction });
    let before = shown(&desk.wait(|_| true));
    desk.close();
    assert!(cache(home.path()).is_some());

    let mut desk = Desk::open(home.path());
    assert_eq!((desk.restored_count, desk.batch_count, desk.rows_at_once), (1, 0, 3), "nothing was read");
    assert_eq!(shown(&desk.session.snapshot()), before);
    let snapshot = desk.session.snapshot();
    assert_eq!((snapshot.opened.files.len(), snapshot.view.rows.len()), (3, 3));
    let undated = snapshot.opened.corpus.iter().filter(|(_, article)| article.published.is_none()).count();
    assert_eq!(snapshot.opened.undated_count, undated);
    desk.apply(Action::Undo);
    desk.close();

    write(home.path(), "a.txt", "The budget fails\n\nParliament did not adopt the budget on 7 March 2024.\n");
    write(home.path(), "d.txt", "The ferry\n\nThe ferry goes again.\n");
    fs::remove_file(home.path().join("corpus/c.txt")).expect("removed");
    let desk = Desk::open(home.path());
    assert_eq!((desk.restored_count, desk.batch_count, desk.rows_at_once), (1, 0, 3), "first as it was");
    let docs: Vec<String> = shown(&{ desk }.session.snapshot()).into_iter().map(|(doc, ..)| doc).collect();
    assert_eq!(docs, ["a.txt", "b.txt", "d.txt"]);
}

/// A folder of two articles that was open once; its cache, and what that holds.
fn kept() -> (TempDir, PathBuf, Vec<u8>) {
    let home = folder(&[("a.txt", BUDGET), ("b.txt", RAIN)]);
    let mut desk = Desk::open(home.path());
    desk.wait_until_kept();
    desk.close();
    let path = cache(home.path()).expect("kept");
    let whole = fs::read(&path).expect("read");
    (home, path, whole)
}

/// Opens the folder with one byte of its cache changed.
fn open_damaged(home: &Path, path: &Path, whole: &[u8], at: usize) -> Desk {
    let mut bytes = whole.to_vec();
    bytes[at] ^= 0x10;
    fs::write(path, &bytes).expect("written");
    Desk::open(home)
}

fn remove_caches(home: &Path) {
    for path in fs::read_dir(home.join("caches")).expect("a folder").flatten() {
        fs::remove_file(path.path()).expect("removed");
    }
}

#[test]
fn a_damaged_cache_is_told_and_the_files_are_read() {
    let (home, path, whole) = kept();
    for at in [20, whole.len() / 3, whole.len() / 2, whole.len() - 9] {
        let mut desk = open_damaged(home.path(), &path, &whole, at);
        let snapshot = desk.wait(|snapshot| snapshot.opened.corpus.len() == 2);
        let texts: Vec<String> = snapshot.opened.corpus.iter().map(|(_, article)| article.text.to_string()).collect();
        // What a search has come upon is told at the next occasion.
        desk.apply(Action::ClearSelection);
        let snapshot = desk.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.opened.refreshing.is_none());
        let told = snapshot.notices.iter().any(|notice| notice.text.contains("cache"));
        let read: Vec<String> = snapshot.opened.corpus.iter().map(|(_, article)| article.text.to_string()).collect();
        assert!(told || texts == [BUDGET, RAIN], "{at}");
        assert_eq!(read, [BUDGET, RAIN], "{at}");
        desk.close();
        remove_caches(home.path());
        fs::write(&path, &whole).expect("written");
    }
}

#[test]
fn damage_that_no_row_and_no_answer_comes_upon_is_found_all_the_same() {
    let (home, path, whole) = kept();
    let index = whole.windows(8).rposition(|bytes| bytes == b"plxblock").expect("an index");
    for at in [index + 300, index + 600] {
        let mut desk = open_damaged(home.path(), &path, &whole, at);
        let snapshot = desk.wait(|snapshot| snapshot.notices.iter().any(|notice| notice.text.contains("cache")));
        assert!(snapshot.notices.iter().any(|notice| notice.text.contains("damaged")), "{:?}", snapshot.notices);
        desk.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.opened.corpus.len() == 2);
        assert!(desk.batch_count > 0, "the files were read");
        desk.close();
        remove_caches(home.path());
    }
}

#[test]
fn a_folder_for_caches_that_cannot_be_written_costs_a_message_and_no_more() {
    let home = folder(&[("a.txt", BUDGET)]);
    fs::write(home.path().join("caches"), "no folder").expect("written");
    let mut desk = Desk::open(home.path());
    let snapshot = desk.wait(|snapshot| !snapshot.notices.is_empty());
    assert!(snapshot.notices[0].text.contains("could not be written"), "{:?}", snapshot.notices);
    assert_eq!(snapshot.opened.corpus.len(), 1);
}

/// What the command line answers and says.
fn run(home: &Path, arguments: &[&str]) -> (String, String) {
    let (mut out, mut error) = (Vec::new(), Vec::new());
    let mut streams = Streams::new(&mut out, &mut error, false);
    let (corpus, caches) = (home.join("corpus").into_os_string(), home.join("caches").into_os_string());
    let words = ["parallax"].into_iter().chain(arguments.iter().copied()).map(OsString::from);
    let words = words.chain([corpus, "--offline-cache".into(), caches]);
    assert_eq!(cli::run(words, &mut streams), Outcome::Exit(0));
    (String::from_utf8(out).expect("UTF-8"), String::from_utf8(error).expect("UTF-8"))
}

#[test]
fn the_command_line_answers_the_same_with_and_without_a_cache() {
    let home = folder(&[("b.txt", RAIN), ("c.txt", BRIDGE), ("d.txt", BUDGET)]);
    for command in [&["list", "--format", "jsonl"][..], &["mentions", "--format", "jsonl"], &["check"]] {
        let without = run(home.path(), &[command, &["--no-cache"]].concat());
        let writing = run(home.path(), command);
        let reading = run(home.path(), command);
        assert_eq!((&writing, &reading), (&without, &without), "{command:?}");
    }
    let (path, before) = (cache(home.path()).expect("kept"), run(home.path(), &["list"]).0);
    // A copy that comes first is the article from now on.
    write(home.path(), "a.txt", BUDGET);
    let after = run(home.path(), &["list"]);
    assert_eq!(after, run(home.path(), &["list", "--no-cache"]));
    assert_ne!(after.0, before);
    let path = cache(home.path()).filter(|newer| *newer != path).expect("kept anew");
    let mut bytes = fs::read(&path).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).expect("written");
    let damaged = run(home.path(), &["list"]);
    assert_eq!(damaged.0, after.0);
    assert!(damaged.1.contains("cache"), "{}", damaged.1);
}

#[test]
fn reading_anew_leaves_the_cache_aside_and_writes_another() {
    let home = folder(&[("a.txt", BUDGET)]);
    let mut desk = Desk::open(home.path());
    desk.apply(Action::Reload);
    let is_read = |snapshot: &Snapshot| snapshot.opened.import == 2 && snapshot.opened.reading.is_none();
    desk.wait(is_read);
    assert_eq!(desk.restored_count, 0);
    let effects = desk.session.apply(Action::Open(vec![home.path().join("corpus")]));
    let has_cache = |effect: &Effect| matches!(effect, Effect::Task(Task::Import { cache: Some(_), .. }));
    assert!(effects.iter().any(has_cache));
}
