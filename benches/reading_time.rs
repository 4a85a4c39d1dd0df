//! How fast is time read, beside a plain scan of the same bytes, and is hostile text read in proportion to its length?
//!
//! One core, best of five. News is `PARALLAX_DATA/timex` (newswire) where that is set, else the sample corpus. A row
//! gives megabytes a second and what part of `memchr`'s speed that is; for hostile texts, the time of 10 MB over that of
//! 1 MB, which is 10 where reading is linear. HeidelTime reads 5 to 13 KB/s and chrono-node about 1 MB/s on such text.
//! Usage: `cargo bench --no-default-features --bench reading_time`.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot be set up"
)]

use parallax::corpus::{Article, ArticleId};
use parallax::time::{self, Context, Interval};
use std::time::Instant;

fn main() {
    let sample = sample();
    let mut news =
        newswire().unwrap_or_else(|| sample.iter().map(|article| &*article.text).collect::<Vec<_>>().join("\n\n"));
    while news.len() < 4_000_000 {
        news = format!("{news}\n\n{news}");
    }
    let scan = best(|| memchr::memchr_iter(b'\n', news.as_bytes()).count());
    let scan_rate = news.len() as f64 / scan / 1e6;
    println!("{:28} {:>10} {:>12}", "news", "MB/s", "of memchr");
    println!("{:28} {scan_rate:10.1} {:>12}", "memchr, one byte", "1");
    let row = |name: &str, bytes: usize, seconds: f64| {
        let rate = bytes as f64 / seconds / 1e6;
        println!("{name:28} {rate:10.1} {:>12}", format!("1/{:.0}", scan_rate / rate));
    };
    for language in ["en", "de", "fr", "es", "ru", "uk", "zh"] {
        row(&format!("time::read as {language}"), news.len(), seconds_of(&news, language));
    }
    let bytes: usize = sample.iter().map(|article| article.text.len()).sum();
    let mentions = best(|| {
        (0..100).flat_map(|_| &sample).map(|article| parallax::events::mentions(ArticleId(0), article).len()).sum()
    });
    row("events::mentions", bytes * 100, mentions);
    println!("\n{:28} {:>10} {:>12}", "hostile", "MB/s", "10 MB : 1 MB");
    for (name, unit, language) in HOSTILE {
        let text = |bytes: usize| unit.repeat(bytes / unit.len());
        let (small, large) = (text(1_000_000), text(10_000_000));
        let (one, ten) = (seconds_of(&small, language), seconds_of(&large, language));
        println!("{name:28} {:10.1} {:12.1}", large.len() as f64 / ten / 1e6, ten / one);
    }
}

const HOSTILE: [(&str, &str, &str); 13] = [
    ("digits", "7", "en"),
    ("one line of words", "lorem ipsum dolor sit amet ", "en"),
    ("one word", "a", "en"),
    ("March", "March ", "en"),
    ("dates", "March 20, 2023 - ", "en"),
    ("2 2 2", "2 ", "en"),
    ("on on on", "on ", "en"),
    ("last last last", "last ", "en"),
    ("last the end of the", "last the end of the ", "en"),
    ("the first Monday of", "the first Monday of ", "en"),
    ("brackets", "[(", "en"),
    ("CJK run", "三月二十年", "zh"),
    ("CJK without time", "會議讨论", "zh"),
];

fn sample() -> Vec<Article> {
    parallax::ingest::read_sample().articles
}

/// The articles of the development sets, where they are at hand.
fn newswire() -> Option<String> {
    let folder = std::path::Path::new(&std::env::var_os("PARALLAX_DATA")?).join("timex");
    let mut news = String::new();
    for set in ["timebank", "aquaint", "meantime_en_airbus30"] {
        let lines = std::fs::read_to_string(folder.join(set).with_extension("jsonl")).expect("the set");
        for line in lines.lines() {
            let document: serde_json::Value = serde_json::from_str(line).expect("JSON");
            news.push_str(document["text"].as_str().expect("text"));
            news.push_str("\n\n");
        }
    }
    Some(news)
}

fn seconds_of(text: &str, language: &str) -> f64 {
    let context = Context { published: Interval::of_day(2023, 3, 24), language: Some(language), country: None };
    best(|| time::read(text, &context).len())
}

/// The shortest of five runs, in seconds.
fn best(mut run: impl FnMut() -> usize) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        std::hint::black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}
