//! Saved news pages of `PARALLAX_DATA/pages`: what is read of them does not get worse.
//!
//! Writes one JSON line a page to `target/tmp/pages-SET.jsonl`, in the form that `list` writes, to be scored apart.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its data must fail; it shows what it counted"
)]

use parallax::corpus::Article;
use parallax::ingest;
use parallax::work::{Cancel, Progress};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn read(folder: &Path) -> BTreeMap<String, Article> {
    let mut found = BTreeMap::new();
    ingest::read(&[folder.join("html")], &Cancel::new(), &Progress::new(), &mut |batch| {
        found.extend(batch.articles.into_iter().map(|article| (article.source.shown_path.to_string(), article)));
    });
    found
}

fn write_down(set: &str, articles: &BTreeMap<String, Article>) {
    let lines: Vec<String> = articles
        .iter()
        .map(|(doc, article)| {
            let published = article.published().and_then(parallax::time::Interval::iso);
            json!({"doc": doc, "title": article.title(), "outlet": article.outlet(), "byline": article.byline(),
                "published": published, "text": &*article.text,
                "rule": article.published.as_ref().map(|known| known.basis.rule())})
            .to_string()
        })
        .collect();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pages-{set}.jsonl"));
    fs::write(path, lines.join("\n") + "\n").expect("written");
}

/// Words of a title in small letters, marks and blanks left out. A soft hyphen parts words, as it does where others count.
fn words(title: &str) -> Vec<String> {
    let lower = title.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Shares of pages whose day and title are as the gold has them.
fn shares(folder: &Path, articles: &BTreeMap<String, Article>) -> [f64; 2] {
    let manifest = fs::read_to_string(folder.join("manifest.jsonl")).expect("a manifest");
    let mut right = [0.0; 2];
    let mut total = [0.0; 2];
    for line in manifest.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let name = row["file"].as_str().unwrap_or_default().trim_start_matches("html/");
        let article = articles.get(name);
        if let Some(day) = row["gold"]["date"].as_str() {
            let read = article.and_then(Article::published).and_then(parallax::time::Interval::iso);
            total[0] += 1.0;
            right[0] += f64::from(u8::from(
                day.starts_with(read.as_deref().unwrap_or("none")) && read.is_some_and(|day| day.len() == 10),
            ));
        }
        if let Some(title) = row["gold"]["title"].as_str() {
            total[1] += 1.0;
            right[1] += f64::from(u8::from(article.and_then(Article::title).map(words) == Some(words(title))));
        }
    }
    [right[0] / f64::max(1.0, total[0]), right[1] / f64::max(1.0, total[1])]
}

#[test]
fn news_pages_are_read_no_worse_than_before() {
    let Some(data) = std::env::var_os("PARALLAX_DATA") else {
        assert!(std::env::var_os("CI").is_none(), "CI measures against PARALLAX_DATA");
        println!("ignored: PARALLAX_DATA is not set");
        return;
    };
    let pages = PathBuf::from(data).join("pages");
    for (set, least_dates, least_titles) in
        [("fundus", 0.985, 0.90), ("htmldate", 0.94, 0.0), ("wcxb", 0.88, 0.88), ("scrapinghub", 0.0, 0.0)]
    {
        let folder = pages.join(set);
        let articles = read(&folder);
        write_down(set, &articles);
        let [dates, titles] = shares(&folder, &articles);
        println!("{set}: {} pages, dates {dates:.3}, titles {titles:.3}", articles.len());
        assert!(dates >= least_dates && titles >= least_titles, "{set}: dates {dates:.3}, titles {titles:.3}");
    }
}
