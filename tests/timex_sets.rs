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

/// Set, language, and the F1 that must be reached: strict, relaxed, value, calendar. A little under what was measured.
const FLOORS: [(&str, &str, [f64; 4]); 8] = [
    ("timebank", "en", [89.7, 93.8, 82.0, 87.0]),
    ("aquaint", "en", [82.3, 93.2, 74.8, 86.5]),
    ("meantime_en_airbus30", "en", [85.5, 92.5, 83.5, 90.2]),
    ("wikiwars_en_dev16", "en", [88.0, 93.2, 84.0, 90.0]),
    ("wikiwars_de_dev16", "de", [89.8, 95.2, 82.3, 84.3]),
    ("krauts_dolomiten100", "de", [75.2, 86.5, 73.5, 81.8]),
    ("french_timebank_dev72", "fr", [85.0, 91.0, 77.5, 84.0]),
    ("es_timebank_train", "es", [78.3, 87.2, 78.4, 86.8]),
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
    println!("{:24} {:>7} {:>7} {:>7} {:>7}", "set", "strict", "relaxed", "value", "cal");
    for (set, language, floors) in FLOORS {
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
        println!("{set:24} {:7.1} {:7.1} {:7.1} {:7.1}", scores[0], scores[1], scores[2], scores[3]);
        if scores.iter().zip(floors).any(|(score, floor)| *score < floor) {
            short.push(format!("{set}: {scores:.1?} under {floors:?}"));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
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
