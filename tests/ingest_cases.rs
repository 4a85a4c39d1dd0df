//! Runs `tests/cases/ingest/*.txt`: what a file holds, and below it what is stated of its articles and what is told.
//!
//! A case: `=== its name`, `--- file NAME`, the content, `--- expected`, and the lines to come. In the content `\xNN`
//! stands for a byte. An article is `doc: text` with ` | field = value (place)` for each field that is stated; only the
//! first words of a long text are compared. `DEEP` stands for 2,000 elements that are not ended.

#![allow(clippy::expect_used, reason = "a test that cannot make its folder must fail")]

use parallax::corpus::{Article, Known};
use parallax::ingest;
use parallax::work::{Cancel, Progress};
use std::fmt::Write;
use std::fs;

fn bytes_of(content: &str) -> Vec<u8> {
    let mut parts = content.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).expect("two hex digits");
        bytes.push(u8::from_str_radix(digits, 16).expect("hex digits"));
        bytes.extend(rest.as_bytes());
    }
    bytes
}

fn described(article: &Article) -> String {
    let text: String = article.text.chars().take(60).flat_map(char::escape_debug).collect();
    let mut line = format!("{}: {}", article.source.doc(), text.replace("\\'", "'").replace("\\\"", "\""));
    let mut field = |name: &str, known: Option<Known<String>>| {
        if let Some(known) = known.filter(|known| known.basis.kind_name() == "stated") {
            let _ = write!(line, " | {name} = {} ({})", known.value, known.basis.rule());
        }
    };
    let plain = |known: &Option<Known<std::sync::Arc<str>>>| {
        known.as_ref().map(|known| Known::new(known.value.to_string(), known.basis.clone()))
    };
    field("title", plain(&article.title));
    field("outlet", plain(&article.outlet));
    field("byline", plain(&article.byline));
    let published = article.published.as_ref();
    field("published", published.map(|known| Known::new(known.value.to_string(), known.basis.clone())));
    field("language", plain(&article.language));
    field("url", plain(&article.url));
    line
}

fn outcome_of(name: &str, content: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let content = content.replace("DEEP", &"<div>".repeat(2000));
    fs::write(folder.path().join(name), bytes_of(&content)).expect("written");
    let mut lines = Vec::new();
    ingest::read(&[folder.path().to_path_buf()], &Cancel::new(), &Progress::new(), &mut |batch| {
        lines.extend(batch.articles.iter().map(described));
        lines.extend(batch.problems.iter().map(|problem| format!("! {problem}")));
    });
    lines.join("\n")
}

#[test]
fn every_case_reads_as_expected() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ingest");
    let mut count = 0;
    let mut wrong = String::new();
    for entry in fs::read_dir(folder).expect("cases") {
        let path = entry.expect("an entry").path();
        let cases = fs::read_to_string(&path).expect("a file of cases");
        for case in cases.split("=== ").skip(1) {
            let (name, rest) = case.split_once("\n--- file ").expect("a file");
            let (file, rest) = rest.split_once('\n').expect("a content");
            let (content, expected) = rest.split_once("--- expected\n").expect("what is expected");
            let outcome = outcome_of(file, content);
            if outcome != expected.trim_end() {
                let _ = writeln!(wrong, "=== {name}\n{outcome}\n--- expected\n{expected}");
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 20, "only {count} cases were found");
}
