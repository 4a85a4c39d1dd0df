//! Does memory grow while somebody works for long?
//!
//! Opens a made-up corpus once, then searches, filters, tags, takes tags back and exports, round after round, as fast as it
//! goes, and prints how much memory the program has after each tenth of the time. What grows must be what was done: steps that
//! can be undone. Memory is looked at from the end of the first tenth on, when everything has been asked for once. Usage:
//! `cargo bench --no-default-features --bench endurance -- [ARTICLES] [SECONDS]`, 20,000 and 120 where nothing is said.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot be set up"
)]

#[path = "corpus_generator/mod.rs"]
mod corpus_generator;
#[path = "driving/mod.rs"]
mod driving;

use corpus_generator::{Generator, write_json_lines};
use driving::{Desk, is_current, is_read};
use parallax::corpus::ArticleId;
use parallax::export::{Format, Options};
use parallax::jobs::workers;
use parallax::session::export_request::{ExportArticles, ExportRequest};
use parallax::session::{Action, Snapshot};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const QUERIES: [&str; 6] = ["council", "minister OR president", "\"last week\"", "harb* -council", "is:tagged", ""];

/// Articles that are tagged at once.
const TAGGED: u32 = 50;

/// Growth that counts as none: what a program that does nothing new may still put aside, in MiB.
const BOUND_MEBIBYTES: f64 = 48.0;

fn main() {
    workers::announce(env!("CARGO_BIN_EXE_parallax").into());
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let count = numbers.first().copied().unwrap_or(20_000);
    let longest = Duration::from_secs(numbers.get(1).copied().unwrap_or(120));
    let home = tempfile::tempdir().expect("a folder");
    let corpus = home.path().join("corpus.jsonl");
    write_json_lines(&Generator::new(42), count, &corpus).expect("the corpus is written");
    let mut desk = Desk::start(home.path());
    let start = Instant::now();
    desk.apply(Action::Open(vec![corpus]));
    let seconds = desk.seconds_until(start, |snapshot| is_read(snapshot) && is_settled(snapshot));
    println!("{count} articles read in {seconds:.1} s");
    println!("| s | rounds | MiB | longest hold, ms |\n|---|---|---|---|");
    let (start, mut rounds, mut tenths) = (Instant::now(), 0_u32, 0_u32);
    let mut memory = Vec::new();
    while tenths < 10 {
        round(&mut desk, home.path(), rounds);
        rounds += 1;
        if start.elapsed() >= longest * (tenths + 1) / 10 {
            tenths += 1;
            memory.push(resident_mebibytes());
            let (seconds, now) = (start.elapsed().as_secs_f64(), memory.last().copied().unwrap_or_default());
            println!("| {seconds:.0} | {rounds} | {now:.0} | {:.0} |", desk.longest_hold * 1_000.0);
            desk.longest_hold = 0.0;
        }
    }
    let growth = memory.last().copied().unwrap_or_default() - memory.first().copied().unwrap_or_default();
    println!(
        "\n{rounds} rounds: {growth:+.0} MiB from the first tenth to the last; {BOUND_MEBIBYTES:.0} MiB are allowed"
    );
    assert!(growth <= BOUND_MEBIBYTES, "memory grows");
}

/// Once through what somebody does.
fn round(desk: &mut Desk, home: &Path, number: u32) {
    for query in QUERIES {
        act(desk, Action::SetQuery(query.to_owned()));
    }
    let first = desk.snapshot().opened.corpus.iter().next();
    let outlet = first.and_then(|(_, article)| article.outlet().map(Arc::from));
    act(desk, Action::OnlyOutlet(outlet));
    export(desk, home);
    act(desk, Action::ClearFilters);
    let article_ids: Vec<ArticleId> = (0..TAGGED).map(|index| ArticleId(index + number % 7)).collect();
    let tag = format!("tag {}", number % 5);
    for is_on in [true, false] {
        act(desk, Action::Tag { article_ids: article_ids.clone(), tag: tag.clone(), is_on });
    }
}

fn act(desk: &mut Desk, action: Action) {
    desk.apply(action);
    desk.seconds_until(Instant::now(), is_settled);
}

/// Exports what the filters leave, and waits until that is told.
fn export(desk: &mut Desk, home: &Path) {
    let last = |snapshot: &Snapshot| snapshot.notices.last().map_or(0, |notice| notice.notice_id);
    let before = last(&desk.snapshot());
    let path = home.join("out.csv");
    let (articles, options) = (ExportArticles::default(), Options::default());
    desk.apply(Action::Export(ExportRequest { path, format: Format::Csv, articles, options }));
    desk.seconds_until(Instant::now(), |snapshot| last(snapshot) > before);
}

fn is_settled(snapshot: &Snapshot) -> bool {
    is_current(snapshot) && snapshot.view.is_settled()
}

/// Memory that this process has now, in MiB; 0 where the system does not tell.
fn resident_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = resident.and_then(|resident| resident.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kibibytes.unwrap_or_default() / 1024.0
}
