//! Malformed and hostile files of `PARALLAX_DATA`: nothing panics, nothing hangs, every file is accounted for.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its data must fail; it shows what it counted"
)]

use parallax::ingest;
use parallax::work::{Cancel, Progress};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files below `folder`, as reports name them, hidden ones left out.
fn files(folder: &Path) -> BTreeSet<String> {
    let is_hidden =
        |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| !is_hidden(entry))
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned())
        .collect()
}

fn check(folder: &Path) {
    let mut told = BTreeSet::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut article_count = 0;
    let file_of = |doc: &str| doc.split('#').next().unwrap_or_default().to_owned();
    ingest::read(&[folder.to_path_buf()], &Cancel::new(), &Progress::new(), &mut |batch| {
        article_count += batch.articles.len();
        for article in &batch.articles {
            told.insert(article.source.shown_path.to_string());
            assert!(
                article.boilerplate.iter().all(|span| span.end() <= article.text.len()),
                "{}",
                article.source.doc()
            );
        }
        for problem in &batch.problems {
            *kinds.entry(problem.kind.name()).or_default() += 1;
            assert!(!problem.reason.contains("failed"), "a reader panicked: {problem}");
            told.insert(file_of(&problem.doc));
        }
    });
    let files: BTreeSet<String> = files(folder).iter().map(|file| file_of(file)).collect();
    // Shown with --nocapture: how many became what.
    println!("{}: {} files, {article_count} articles, problems {kinds:?}", folder.display(), files.len());
    let missing: Vec<&String> = files.iter().filter(|file| !told.contains(*file)).collect();
    assert!(missing.is_empty(), "not accounted for: {missing:?}");
}

#[test]
fn every_hostile_file_is_accounted_for() {
    let Some(data) = std::env::var_os("PARALLAX_DATA").map(PathBuf::from) else {
        assert!(std::env::var_os("CI").is_none(), "CI measures against PARALLAX_DATA");
        println!("ignored: PARALLAX_DATA is not set");
        return;
    };
    for folder in ["hostile", "files"] {
        check(&data.join(folder));
    }
}
