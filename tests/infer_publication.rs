//! Publication intervals inferred from running text alone, against newswire texts whose day is known.
//!
//! Needs the collection in `PARALLAX_DATA`. The texts are of the years 1989 to 2013; their datelines are left in.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement prints its figures and stops where its data is broken"
)]

use parallax::time::{Context, publication, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[test]
fn running_text_alone_gives_intervals_that_hold_the_day() {
    let Some(data) = std::env::var_os("PARALLAX_DATA").map(PathBuf::from) else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "PARALLAX_DATA must be set in CI");
        println!("ignored: PARALLAX_DATA is not set");
        return;
    };
    let mut tally = Tally::default();
    for set in ["timebank", "aquaint", "meantime_en_airbus30"] {
        let lines = std::fs::read_to_string(data.join(format!("timex/{set}.jsonl"))).expect("the set");
        for line in lines.lines() {
            let document: Value = serde_json::from_str(line).expect("JSON");
            tally.add(&document["doc"], &document["text"], &document["dct"]);
        }
    }
    for set in ["fundus", "wcxb"] {
        let lines = std::fs::read_to_string(data.join(format!("pages/{set}/manifest.jsonl"))).expect("the set");
        for line in lines.lines() {
            let document: Value = serde_json::from_str(line).expect("JSON");
            tally.add(&document["id"], &document["gold"]["text"], &document["gold"]["date"]);
        }
    }
    println!("{tally:?}");
    // The words of such texts tell nearly nothing of their day: what is shown all the same must not be wrong.
    assert!(tally.documents > 400 && tally.answered - tally.right <= 2, "{tally:?}");
}

#[derive(Debug, Default)]
struct Tally {
    documents: usize,
    answered: usize,
    right: usize,
    by_rule: BTreeMap<&'static str, (usize, usize)>,
}

impl Tally {
    fn add(&mut self, name: &Value, text: &Value, day: &Value) {
        let (Some(text), Some(day)) = (text.as_str(), day.as_str()) else { return };
        let Some(day) = day.get(..10).and_then(|day| day.parse::<chrono::NaiveDate>().ok()) else { return };
        self.documents += 1;
        let Some(found) = publication::infer(text, &read(text, &Context::default()), &[]) else { return };
        let holds = found.interval.first() <= day && day <= found.interval.last();
        self.answered += 1;
        self.right += usize::from(holds);
        let entry = self.by_rule.entry(found.rule).or_default();
        *entry = (entry.0 + 1, entry.1 + usize::from(holds));
        if std::env::var_os("PARALLAX_MISSES").is_some() && !holds {
            let evidence: Vec<&str> = found.evidence.iter().map(|span| span.slice(text)).collect();
            println!("{name}: {day} not in {} by {} {evidence:?}", found.interval, found.rule);
        }
    }
}
