//! Joining and parting events by hand: done, undone, done again, kept over a restart and over added articles.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

use chrono::{DateTime, Utc};
use parallax::app::{Folders, Workbench};
use parallax::events::{Event, EventId, EventPassage, MentionRef};
use parallax::session::change::Correction;
use parallax::session::{Action, Snapshot};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const LONGEST: Duration = Duration::from_mins(1);

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).expect("a time")
}

const TEXTS: [(&str, &str); 3] = [
    ("a.txt", "The court in Aksu issued a warrant against Minister Dolan on 17 March 2023. He denied it at once."),
    ("b.txt", "A warrant against Minister Dolan was issued by the court in Aksu on 17 March 2023, papers show."),
    ("c.txt", "Grain ships left the port of Odesa on 2 April 2023 after months of talks about the sea route."),
];

fn write(folder: &Path, texts: &[(&str, &str)]) {
    for (name, text) in texts {
        std::fs::write(folder.join(name), text).expect("written");
    }
}

/// Opens the folder with a new session, as after a restart.
fn open(corpus: &Path, home: &Path) -> Workbench {
    let folders = Folders { data: home.join("data"), settings: home.join("settings.json") };
    let mut workbench = Workbench::start(&folders, noon, Arc::new(|| {})).expect("threads");
    workbench.apply(Action::Open(vec![corpus.to_owned()]));
    settle(&mut workbench);
    workbench
}

fn settle(workbench: &mut Workbench) {
    let is_settled = |snapshot: &Snapshot| {
        let opened = &snapshot.opened;
        opened.reading.is_none() && !opened.corpus.is_empty() && !opened.events.is_empty() && snapshot.view.is_settled()
    };
    assert!(workbench.wait_until(is_settled, LONGEST), "it is not read");
}

/// The documents of each event of several passages or articles of interest, in order.
fn shape(workbench: &mut Workbench) -> Vec<String> {
    let snapshot = workbench.snapshot();
    let name = |event: &Event| {
        let docs = event.article_ids().into_iter().filter_map(|id| snapshot.article(id).map(|a| a.source.doc()));
        docs.map(|doc| doc.replace(".txt", "")).collect::<String>()
    };
    snapshot.opened.events.iter().map(name).collect()
}

/// Does something and waits until the events stand as expected.
fn until(workbench: &mut Workbench, action: Action, expected: &[&str]) {
    workbench.apply(action);
    let names = |snapshot: &Snapshot| -> Vec<String> {
        let name = |event: &Event| {
            let docs = event.article_ids().into_iter().filter_map(|id| snapshot.article(id).map(|a| a.source.doc()));
            docs.map(|doc| doc.replace(".txt", "")).collect::<String>()
        };
        snapshot.opened.events.iter().map(name).collect()
    };
    let is_reached = workbench.wait_until(|snapshot| names(snapshot) == expected, Duration::from_secs(10));
    assert!(is_reached, "{:?} instead of {expected:?}", shape(workbench));
}

fn passage_of(workbench: &mut Workbench, event: usize, doc: &str) -> EventPassage {
    let snapshot = workbench.snapshot();
    let passages = snapshot.opened.events[event].passages(&snapshot.opened.mentions);
    let is_of = |passage: &EventPassage| snapshot.article(passage.article_id).is_some_and(|a| a.source.doc() == doc);
    passages.into_iter().find(is_of).expect("a passage of the document")
}

#[test]
fn events_are_merged_undone_redone_and_stay_merged_after_a_restart_and_with_added_articles() {
    let (corpus, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(corpus.path(), &TEXTS);
    let mut workbench = open(corpus.path(), home.path());
    assert_eq!(shape(&mut workbench), ["ab", "c"]);
    until(&mut workbench, Action::MergeEvents(vec![EventId(0), EventId(1)]), &["abc"]);
    assert_eq!(workbench.snapshot().undo_label.as_deref(), Some("merge 2 events"));
    until(&mut workbench, Action::Undo, &["ab", "c"]);
    until(&mut workbench, Action::Redo, &["abc"]);
    drop(workbench);
    let mut workbench = open(corpus.path(), home.path());
    assert_eq!(shape(&mut workbench), ["abc"], "after a restart");
    let added =
        ("d.txt", "Papers show that the court in Aksu issued the warrant against Minister Dolan on 17 March 2023.");
    write(corpus.path(), &[added]);
    until(&mut workbench, Action::Reload, &["abcd"]);
}

#[test]
fn a_passage_split_off_can_be_merged_elsewhere_and_both_survive_a_restart() {
    let (corpus, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(corpus.path(), &TEXTS);
    let mut workbench = open(corpus.path(), home.path());
    let passage = passage_of(&mut workbench, 0, "b.txt");
    until(&mut workbench, Action::SplitEvent(EventId(0), vec![passage]), &["a", "b", "c"]);
    let label = workbench.snapshot().undo_label.clone().expect("a step");
    assert!(label.starts_with("split 1 passage from “"), "{label}");
    until(&mut workbench, Action::MergeEvents(vec![EventId(1), EventId(2)]), &["a", "bc"]);
    drop(workbench);
    let mut workbench = open(corpus.path(), home.path());
    assert_eq!(shape(&mut workbench), ["a", "bc"], "after a restart");
    let passage = passage_of(&mut workbench, 1, "b.txt");
    until(&mut workbench, Action::SplitEvent(EventId(1), vec![passage]), &["a", "b", "c"]);
    until(&mut workbench, Action::Undo, &["a", "bc"]);
    workbench.apply(Action::SplitEvent(EventId(0), vec![passage]));
    assert_eq!(shape(&mut workbench), ["a", "bc"], "what is not of the event is not split off it");
}

#[test]
fn the_days_of_a_mention_are_corrected_undone_and_kept() {
    let (corpus, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(corpus.path(), &TEXTS);
    let mut workbench = open(corpus.path(), home.path());
    let snapshot = workbench.snapshot();
    let (article_id, _) = snapshot.opened.corpus.iter().find(|(_, a)| a.source.doc() == "c.txt").expect("an article");
    let mention = MentionRef { article_id, index: 0 };
    let days = |snapshot: &Snapshot| snapshot.opened.mentions.get(mention)?.interval().map(|days| days.to_string());
    let set = Action::CorrectDays(mention, Correction::Value("2023-05-04".to_owned()));
    workbench.apply(set);
    assert!(workbench.wait_until(|snapshot| days(snapshot).as_deref() == Some("4 May 2023"), LONGEST));
    workbench.apply(Action::Undo);
    assert!(workbench.wait_until(|snapshot| days(snapshot).as_deref() == Some("2 Apr 2023"), LONGEST));
    workbench.apply(Action::CorrectDays(mention, Correction::Unknown));
    assert!(workbench.wait_until(|snapshot| days(snapshot).is_none(), LONGEST));
    drop(workbench);
    let mut workbench = open(corpus.path(), home.path());
    assert_eq!(days(&workbench.snapshot()), None, "after a restart");
    workbench.apply(Action::CorrectDays(mention, Correction::AsRead));
    assert!(workbench.wait_until(|snapshot| days(snapshot).as_deref() == Some("2 Apr 2023"), LONGEST));
    workbench.apply(Action::CorrectDays(mention, Correction::Value("soon".to_owned())));
    assert!(workbench.snapshot().notices.iter().any(|notice| notice.text.contains("is not a date")));
}
