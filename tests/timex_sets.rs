//! The engine against annotated collections, by the definition of the TempEval-3 scorer: strict and relaxed spans, value
//! and calendar interval, F1 in percent.
//!
//! Reads `PARALLAX_DATA/timex/*.jsonl`. With `TIMEX_OUT` set, writes the predictions there, one file a set.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its cases must fail; it prints a table"
)]

mod timex_score;

use parallax::text::CodePoints;
use parallax::time::{self, Context, Interval};
use std::io::Write;
use std::path::{Path, PathBuf};
use timex_score::{Item, Tally};

/// An annotated set, what must be reached on it, and what HeidelTime with its tagger reaches on the same texts: F1 of
/// strict and relaxed spans, values, calendar intervals.
struct Set {
    name: &'static str,
    language: &'static str,
    /// A little under what was measured.
    floors: [f64; 4],
    heideltime: Option<[f64; 4]>,
}

const fn set(name: &'static str, language: &'static str, floors: [f64; 4], heideltime: Option<[f64; 4]>) -> Set {
    Set { name, language, floors, heideltime }
}

const SETS: [Set; 9] = [
    set("timebank", "en", [90.2, 94.0, 83.0, 88.0], Some([85.3, 91.9, 79.4, 83.8])),
    set("aquaint", "en", [83.2, 93.8, 76.2, 87.8], Some([81.3, 92.5, 72.9, 83.8])),
    set("meantime_en_airbus30", "en", [86.4, 93.2, 84.1, 90.9], Some([83.0, 90.9, 84.1, 90.1])),
    set("wikiwars_en_dev16", "en", [90.2, 95.8, 87.6, 93.0], Some([85.4, 91.9, 83.9, 89.1])),
    // HeidelTime's figures for tweets are those of the other part of that collection.
    set("tweets_train", "en", [80.5, 85.5, 63.8, 75.0], None),
    set("wikiwars_de_dev16", "de", [90.3, 95.6, 89.2, 92.6], Some([88.0, 94.0, 82.3, 83.9])),
    set("krauts_dolomiten100", "de", [75.7, 87.0, 74.0, 82.5], Some([71.5, 81.4, 66.6, 71.8])),
    set("french_timebank_dev72", "fr", [85.5, 91.5, 77.5, 84.0], Some([84.6, 90.1, 70.4, 75.1])),
    set("es_timebank_train", "es", [78.8, 87.5, 79.0, 87.8], None),
];

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("PARALLAX_DATA").map(PathBuf::from);
    if data.is_none() {
        assert!(std::env::var_os("CI").is_none(), "PARALLAX_DATA is not set");
        println!("ignored: PARALLAX_DATA is not set");
    }
    data
}

fn documents(data: &Path, set: &str) -> Vec<serde_json::Value> {
    let lines = std::fs::read_to_string(data.join("timex").join(format!("{set}.jsonl"))).expect("the set");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn gold(document: &serde_json::Value) -> Vec<Item> {
    let spans = document["spans"].as_array().expect("spans");
    let number = |span: &serde_json::Value, key: &str| span[key].as_u64().expect("an offset") as usize;
    spans
        .iter()
        .map(|span| Item {
            start: number(span, "start"),
            end: number(span, "end"),
            value: span["value"].as_str().unwrap_or("").to_owned(),
        })
        .collect()
}

#[test]
fn annotated_sets_are_read_at_least_as_well_as_measured() {
    let Some(data) = data() else { return };
    let mut short = Vec::new();
    println!("{:22} {:^13} {:^13} {:^13} {:^13}", "F1 (HeidelTime)", "strict", "relaxed", "value", "cal");
    for Set { name: set, language, floors, heideltime } in SETS {
        let mut out = std::env::var_os("TIMEX_OUT")
            .map(|out| std::fs::File::create(Path::new(&out).join(format!("{set}.jsonl"))).expect("a file to write"));
        let mut tally = Tally::default();
        for document in documents(&data, set) {
            let text = document["text"].as_str().expect("text");
            let published = document["dct"].as_str().and_then(|dct| time::stated::parse(dct, &Context::default()));
            let points = CodePoints::new(text);
            let found: Vec<Item> = time::read(text, &Context { published, language: Some(language), country: None })
                .into_iter()
                .map(|one| {
                    let (start, end) = points.span(one.span);
                    Item { start, end, value: one.value }
                })
                .collect();
            if let Some(out) = &mut out {
                let spans: Vec<_> = found
                    .iter()
                    .map(|one| serde_json::json!({"start": one.start, "end": one.end, "value": one.value}))
                    .collect();
                writeln!(out, "{}", serde_json::json!({"doc": document["doc"], "spans": spans})).expect("written");
            }
            tally.add(&gold(&document), &found);
        }
        let scores = tally.scores();
        println!("{set:22} {}", row(scores, heideltime));
        if scores.iter().zip(floors).any(|(score, floor)| *score < floor) {
            short.push(format!("{set}: {scores:.1?} under {floors:?}"));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}

/// `90.6 (85.3)` four times.
fn row(scores: [f64; 4], heideltime: Option<[f64; 4]>) -> String {
    let cells = scores.iter().enumerate().map(|(index, score)| {
        let other = heideltime.and_then(|figures| figures.get(index).copied());
        let other = other.map_or_else(String::new, |figure| format!("({figure:.1})"));
        format!("{score:6.1} {other:6}")
    });
    cells.collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "measures; run alone and with optimisation"]
fn text_is_read_at_megabytes_a_second() {
    let Some(data) = data() else { return };
    let mut news = String::new();
    for set in ["timebank", "aquaint", "meantime_en_airbus30"] {
        for document in documents(&data, set) {
            news.push_str(document["text"].as_str().expect("text"));
            news.push_str("\n\n");
        }
    }
    let context = Context { published: Interval::of_day(1998, 3, 4), language: Some("en"), country: None };
    let rate = |name: &str, text: &str| {
        let mut best = f64::MAX;
        for _ in 0..5 {
            let start = std::time::Instant::now();
            let found = time::read(text, &context).len();
            best = best.min(start.elapsed().as_secs_f64());
            assert!(found < text.len());
        }
        let rate = text.len() as f64 / 1e6 / best;
        println!("{name}: {rate:.1} MB/s ({} bytes)", text.len());
        rate
    };
    let news_rate = rate("news", &news.repeat(4));
    let hostile = [
        ("digits", "7".repeat(4_000_000)),
        ("numbers", "12 ".repeat(1_000_000)),
        ("March", "March ".repeat(700_000)),
        ("dates", "March 20, 2023 - ".repeat(200_000)),
        ("last the", "last the end of the ".repeat(200_000)),
        ("words", "lorem ipsum ".repeat(300_000)),
    ];
    for (name, text) in &hostile {
        assert!(rate(name, text) * 40.0 > news_rate, "{name} is read out of proportion");
    }
}
