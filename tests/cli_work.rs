//! What the user has corrected, tagged and noted, as the command line sees it.

#![allow(clippy::expect_used, reason = "a test ends where it cannot go on")]

use parallax::session::change::{Change, Correction, Place};
use parallax::session::{Origin, store};
use serde_json::Value;
use std::fs;
use std::process::{Command, Output};

#[test]
fn the_users_work_counts_unless_it_is_left_aside() {
    let (folder, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a home"));
    for (name, outlet, text) in [
        ("budget.txt", "Morning Post", "The budget passes. Parliament adopted the budget after nine hours of debate."),
        ("moscow.txt", "Morning Post", "A visit. The president came to Moscow and left it two days later by train."),
        (
            "moscow_copy.txt",
            "Evening Star",
            "Another visit. The minister came to Moscow and stayed for a week in a hotel.",
        ),
    ] {
        let text = format!("---\noutlet: {outlet}\nlanguage: en\n---\n{text}\n");
        fs::write(folder.path().join(name), text).expect("written");
    }
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments).arg("--no-cache").current_dir(folder.path());
        command.env("HOME", home.path()).env("XDG_DATA_HOME", home.path().join("data"));
        command.output().expect("the binary runs")
    };
    let ids = |arguments: &[&str]| -> Vec<String> {
        let output = run(&[&["list", ".", "--format", "jsonl"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        let parsed = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object"));
        parsed
            .map(|line| format!("{} {}", line["doc"].as_str().unwrap_or(""), line["outlet"].as_str().unwrap_or("")))
            .collect()
    };
    let (budget, copy) = ("budget.txt Morning Post", "moscow_copy.txt Evening Star");
    assert_eq!(ids(&["--tag", "key"]), [""; 0]);
    let folder_of_work = home.path().join("data/parallax/corrections");
    let path = store::path_for(&folder_of_work, &Origin::Paths(vec![folder.path().to_owned()]));
    let hash = |name: &str| {
        let line = hash_in(&run(&["list", ".", "--format", "jsonl"]), name);
        <[u8; 32]>::try_from(line).expect("32 bytes")
    };
    let change = |name: &str, place: Place, new: &str| Change {
        at: chrono::DateTime::UNIX_EPOCH,
        sha256: parallax::corpus::ContentHash(hash(name)),
        doc: name.to_owned(),
        place,
        old: Correction::AsRead,
        new: Correction::Value(new.to_owned()),
    };
    let outlet = Place::Field(parallax::corpus::FieldName::Outlet);
    let changes = [
        change("budget.txt", Place::Tag("key".into()), "yes"),
        change("budget.txt", Place::Reviewed, "yes"),
        change("moscow.txt", outlet, "Gazette"),
        change("moscow.txt", Place::Note(None), "ask"),
    ];
    store::append(&path, &changes).expect("stored");
    assert_eq!(ids(&["--tag", "key"]), [budget]);
    assert_eq!(ids(&["--query", "is:reviewed OR is:noted"]), [budget, "moscow.txt Gazette"]);
    assert_eq!(ids(&["--query=-is:tagged"]), ["moscow.txt Gazette", copy]);
    assert_eq!(ids(&["--as-read"]), [budget, "moscow.txt Morning Post", copy]);
    fs::write(&path, "no database, but a text of some length").expect("damaged");
    let refused = run(&["list", "."]);
    let reason = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1));
    assert!(reason.contains("--as-read") && reason.contains(".db"), "{reason}");
}

/// The content hash of a document in what `list` has written.
fn hash_in(output: &Output, doc: &str) -> Vec<u8> {
    let lines = String::from_utf8_lossy(&output.stdout);
    let mut objects = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let object = objects.find(|object| object["doc"] == doc).expect("the document is listed");
    let digits = object["sha256"].as_str().expect("a hash");
    let value = |digit: u8| char::from(digit).to_digit(16).expect("hex") as u8;
    digits.as_bytes().chunks(2).map(|pair| pair.iter().fold(0, |byte, &digit| byte << 4 | value(digit))).collect()
}
