//! Runs `tests/cases/infer/*.txt`: a document, and below it what must be inferred of it.
//!
//! A case: `=== its name`, `--- text` (or `--- text PATH`, its path below the opened folder), the document, `--- expected`,
//! and lines `field: value` or `field: value by rule`; `none` for a field that must stay unknown; `marked: line` for a
//! line that is no part of the article and `kept: line` for one that is. `PROSE` stands for a paragraph.

#![allow(clippy::expect_used, clippy::panic, reason = "a case that does not fit its format must fail")]

use parallax::corpus::{Article, Basis, Known};
use parallax::ingest;
use parallax::text::Span;
use parallax::work::{Cancel, Progress};
use std::fs;

const PROSE: &str = "The council of the valley met behind closed doors for three hours, and those who had waited in the rain \
    were told that the old mill would be neither sold nor repaired before the snow was gone.";

fn article_of(path: &str, text: &str) -> Article {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
    fs::write(&file, text.replace("PROSE", PROSE)).expect("written");
    let mut articles = Vec::new();
    ingest::read(&[folder.path().to_path_buf()], &Cancel::new(), &Progress::new(), &mut |batch| {
        articles.extend(batch.articles);
    });
    articles.into_iter().next().expect("an article")
}

fn shown<T>(field: Option<&Known<T>>, value: impl Fn(&T) -> String) -> (String, String) {
    match field {
        Some(known) => (value(&known.value), known.basis.rule().to_owned()),
        None => ("none".to_owned(), String::new()),
    }
}

fn check(name: &str, article: &Article, expected: &str) {
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let (field, value) = line.split_once(": ").unwrap_or_else(|| panic!("{name}: {line}"));
        let got = match field {
            "title" => shown(article.title.as_ref(), ToString::to_string),
            "outlet" => shown(article.outlet.as_ref(), ToString::to_string),
            "byline" => shown(article.byline.as_ref(), ToString::to_string),
            "published" => shown(article.published.as_ref(), ToString::to_string),
            "marked" | "kept" => {
                let at = article.text.rfind(value).unwrap_or_else(|| panic!("{name}: no line {value}"));
                let is_marked = article.is_boilerplate(Span::new(at, at + value.len()));
                assert_eq!(is_marked, field == "marked", "{name}: {value}");
                continue;
            }
            "rejected" => {
                let bases = [
                    article.outlet.as_ref().map(|known| &known.basis),
                    article.title.as_ref().map(|known| &known.basis),
                ];
                let is_listed = bases.into_iter().flatten().any(|basis| {
                    matches!(basis, Basis::Inferred { alternatives, .. }
                        if alternatives.iter().any(|other| format!("{} ({})", other.value, other.reason) == value))
                });
                assert!(is_listed, "{name}: {value} is not among the rejected: {bases:?}");
                continue;
            }
            _ => panic!("{name}: no field {field}"),
        };
        match value.rsplit_once(" by ").filter(|_| field != "byline" || !value.starts_with("by ")) {
            Some((value, rule)) => assert_eq!((got.0.as_str(), got.1.as_str()), (value, rule), "{name}: {field}"),
            None => assert_eq!(got.0, value, "{name}: {field}"),
        }
    }
}

#[test]
fn every_case_is_inferred_as_expected() {
    let mut count = 0;
    for entry in fs::read_dir("tests/cases/infer").expect("the cases").flatten() {
        let cases = fs::read_to_string(entry.path()).expect("a text");
        for case in cases.split("\n=== ").skip(1) {
            let (name, rest) = case.split_once('\n').expect("a name");
            let (head, rest) = rest.split_once('\n').expect("a head");
            let path = head.strip_prefix("--- text").expect("a text").trim();
            let (text, expected) = rest.split_once("\n--- expected\n").expect("what is expected");
            check(name, &article_of(if path.is_empty() { "a.txt" } else { path }, text), expected);
            count += 1;
        }
    }
    assert!(count >= 20, "only {count} cases");
}
