//! How long after each letter of a query do the rows stand, and is the thread of the window ever held up?
//!
//! A session without a window, over JSON Lines made here. Every query is typed letter by letter twice: waiting for the
//! rows after each letter, and at the speed of a fast typist, who waits for nothing. Times of the clock. Usage:
//! `cargo bench --no-default-features --bench typing -- [ARTICLES] [FILE.jsonl]`, 10,000 where no number is said.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot be set up"
)]

#[path = "../asked/mod.rs"]
mod asked;
#[path = "../corpus_generator/mod.rs"]
mod corpus_generator;
#[path = "../cost/mod.rs"]
mod cost;
#[path = "../driving/mod.rs"]
mod driving;

use asked::Asked;
use cost::percentile;
use driving::{Desk, Hold, is_current, is_read};
use parallax::jobs::workers;
use parallax::session::Action;
use std::time::{Duration, Instant};

/// Between two letters of a fast typist.
const LETTER: Duration = Duration::from_millis(60);

const QUERIES: [&str; 10] = [
    "government",
    "president election",
    "\"prime minister\"",
    "\"of the\" police",
    "ceasefire OR treaty",
    "talks -oil",
    "minist*",
    "presidant~",
    "title:summit bank",
    "/gas [a-z]+ of/",
];

fn main() {
    workers::announce(env!("CARGO_BIN_EXE_parallax").into());
    let temporary = tempfile::tempdir().expect("a folder");
    let path = Asked::from_arguments().json_lines(temporary.path());
    let mut desk = Desk::start(&temporary.path().join("home"));
    let start = Instant::now();
    desk.apply(Action::Open(vec![path]));
    desk.seconds_until(start, |snapshot| is_read(snapshot) && is_current(snapshot));
    let articles = desk.snapshot().opened.corpus.len();
    println!(
        "| {articles} articles; ms | letters | p50 | p99 | longest | after the last of a fast typist | longest hold |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut all = Vec::new();
    for query in QUERIES {
        desk.longest_hold = Hold::default();
        let mut waits = typed(&mut desk, query);
        let last = typed_fast(&mut desk, query);
        all.extend_from_slice(&waits);
        print_row(query, &mut waits, Some(last), desk.longest_hold.taken);
    }
    print_row("all", &mut all, None, 0.0);
}

/// The query after each letter.
fn letters(query: &str) -> impl Iterator<Item = String> + '_ {
    query.char_indices().map(|(start, letter)| query.get(..start + letter.len_utf8()).unwrap_or_default().to_owned())
}

/// Seconds from each letter to its rows.
fn typed(desk: &mut Desk, query: &str) -> Vec<f64> {
    clear(desk);
    letters(query)
        .map(|typed| {
            let start = Instant::now();
            desk.apply(Action::SetQuery(typed));
            desk.seconds_until(start, is_current)
        })
        .collect()
}

/// Seconds from the last letter to its rows, when nobody waited for those of the others.
fn typed_fast(desk: &mut Desk, query: &str) -> f64 {
    clear(desk);
    let mut last = Instant::now();
    for typed in letters(query) {
        desk.absorb_for(LETTER);
        last = Instant::now();
        desk.apply(Action::SetQuery(typed));
    }
    desk.seconds_until(last, is_current)
}

fn clear(desk: &mut Desk) {
    desk.apply(Action::ClearFilters);
    desk.seconds_until(Instant::now(), is_current);
}

fn print_row(name: &str, waits: &mut [f64], last: Option<f64>, hold: f64) {
    waits.sort_by(f64::total_cmp);
    let ms = |seconds: f64| format!("{:.2}", seconds * 1_000.0);
    println!(
        "| `{name}` | {} | {} | {} | {} | {} | {} |",
        waits.len(),
        ms(percentile(waits, 0.5)),
        ms(percentile(waits, 0.99)),
        ms(percentile(waits, 1.0)),
        last.map_or_else(|| "–".to_owned(), ms),
        ms(hold)
    );
}
