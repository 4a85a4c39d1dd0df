//! The engine against annotated collections, by the definition of the public TempEval-3 scorer.
//!
//! Reads `PARALLAX_DATA/timex/*.jsonl`. With `TIMEX_OUT` set, writes the predictions there, one file a set.

use parallax::text::CodePoints;
use parallax::time::{self, Context};
use std::io::Write;

#[test]
#[ignore = "reads data from outside the project"]
fn annotated_sets_are_read_at_least_as_well_as_measured() {
    let Some(data) = std::env::var_os("PARALLAX_DATA") else {
        assert!(std::env::var_os("CI").is_none(), "PARALLAX_DATA is not set");
        println!("ignored: PARALLAX_DATA is not set");
        return;
    };
    let sets = [
        ("timebank", "en"),
        ("aquaint", "en"),
        ("meantime_en_airbus30", "en"),
        ("wikiwars_en_dev16", "en"),
        ("tweets_train", "en"),
        ("wikiwars_de_dev16", "de"),
        ("krauts_dolomiten100", "de"),
        ("french_timebank_dev72", "fr"),
        ("es_timebank_train", "es"),
    ];
    for (set, language) in sets {
        let path = std::path::Path::new(&data).join("timex").join(format!("{set}.jsonl"));
        let lines = std::fs::read_to_string(&path).expect("the set");
        let out = std::env::var_os("TIMEX_OUT").map(|out| {
            std::fs::File::create(std::path::Path::new(&out).join(format!("{set}.jsonl"))).expect("a file to write")
        });
        let mut out = out.map(std::io::BufWriter::new);
        for line in lines.lines() {
            let doc: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = doc["text"].as_str().expect("text");
            let published = doc["dct"].as_str().and_then(|dct| time::stated::parse(dct, &Context::default()));
            let context = Context { published, language: Some(language), country: None };
            let points = CodePoints::new(text);
            let spans: Vec<serde_json::Value> = time::read(text, &context)
                .into_iter()
                .map(|one| {
                    serde_json::json!({"start": points.at(one.span.start()), "end": points.at(one.span.end()),
                        "value": one.value, "type": one.kind.name(), "rule": one.rule})
                })
                .collect();
            if let Some(out) = &mut out {
                writeln!(out, "{}", serde_json::json!({"doc": doc["doc"], "spans": spans})).expect("written");
            }
        }
    }
}

#[test]
#[ignore = "measures; run alone and with optimisation"]
fn text_is_read_at_megabytes_a_second() {
    let Some(data) = std::env::var_os("PARALLAX_DATA") else {
        assert!(std::env::var_os("CI").is_none(), "PARALLAX_DATA is not set");
        println!("ignored: PARALLAX_DATA is not set");
        return;
    };
    let mut news = String::new();
    for set in ["timebank", "aquaint", "meantime_en_airbus30"] {
        let path = std::path::Path::new(&data).join("timex").join(format!("{set}.jsonl"));
        for line in std::fs::read_to_string(&path).expect("the set").lines() {
            let doc: serde_json::Value = serde_json::from_str(line).expect("JSON");
            news.push_str(doc["text"].as_str().expect("text"));
            news.push_str("\n\n");
        }
    }
    let context = Context { published: time::Interval::of_day(1998, 3, 4), language: Some("en"), country: None };
    let rate = |name: &str, text: &str| {
        let _ = time::read(text.get(..1000).unwrap_or(text), &context);
        let mut best = f64::MAX;
        for _ in 0..5 {
            let start = std::time::Instant::now();
            let found = time::read(text, &context).len();
            let seconds = start.elapsed().as_secs_f64();
            best = best.min(seconds);
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
