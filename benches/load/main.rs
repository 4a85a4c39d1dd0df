//! Does the window grow, or hold a person up, when it is worked with for long?
//!
//! The whole window without a screen, as `frames` drives it: a corpus is opened, then filtered, searched, sorted, tagged, undone,
//! its timeline zoomed, its articles read and exported, round after round. Every frame counts, those while it opens among them.
//! Fails when a frame took longer than [`LONGEST_FRAME`], or when more memory is in use at the end than [`MOST_GROWTH`] times
//! that after the first round. What the window's thread waits for a processor while other programs have them is no part of
//! a frame here, and is told beside it: on a machine that does nothing else both are the same. Usage: `cargo bench --bench load -- [MINUTES] [FILE.jsonl] [FOLDER]`, one minute of 10,000 articles
//! where nothing is said. What is read is kept in FOLDER, when one is given, and opened from there the next time.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot be set up"
)]

#[path = "../asked/mod.rs"]
mod asked;
#[path = "../corpus_generator/mod.rs"]
mod corpus_generator;
mod doings;
mod memory;
mod scores;
#[path = "../frames/window.rs"]
mod window;

use asked::Asked;
use doings::DOINGS;
use memory::{Memory, Sampling};
use parallax::jobs::workers;
use parallax::session::Action;
use scores::Scores;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use window::{Window, is_open};

/// What no frame may take.
const LONGEST_FRAME: Duration = Duration::from_millis(100);

/// How many times as much memory may be in use at the end as after the first round.
const MOST_GROWTH: f64 = 1.05;

/// What a round leaves behind whatever the corpus: what the allocator keeps of a worker's thread, the window's galleys.
const SLACK_MEBIBYTES: f64 = 32.0;

fn main() -> ExitCode {
    workers::announce(env!("CARGO_BIN_EXE_parallax").into());
    let words: Vec<String> = std::env::args().skip(1).collect();
    let minutes = words.iter().find_map(|word| word.parse().ok()).unwrap_or(1);
    let mut asked = Asked::from_arguments();
    asked.count = 10_000;
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let cache = asked.paths.get(1).cloned().unwrap_or_else(|| folder.join("cache"));
    let sampling = Sampling::start();
    let mut window = Window::start(&folder.join("home"), Some(cache));
    let mut scores = Scores::default();

    let opening = Instant::now();
    window.act(Action::Open(vec![asked.json_lines(folder)]));
    window.settle_until(is_open);
    let article_count = window.snapshot().opened.corpus.len();
    println!("{article_count} articles open after {:.1} s", opening.elapsed().as_secs_f64());
    scores.take("opening", &mut window.frames);
    window.settle_until(|snapshot| snapshot.opened.copying.is_none());
    window.rest(60);
    scores.take("copies looked for", &mut window.frames);

    let at_start = Memory::now();
    let (begun, lasting) = (Instant::now(), Duration::from_mins(minutes));
    let mut after_first = None;
    let mut round = 0;
    while round < 2 || begun.elapsed() < lasting {
        round += 1;
        for (name, doing) in DOINGS {
            doing(&mut window, folder);
            scores.take(name, &mut window.frames);
        }
        println!("round {round} done after {:.0} s: {}", begun.elapsed().as_secs_f64(), Memory::now());
        after_first.get_or_insert_with(Memory::now);
    }
    let at_end = Memory::now();
    let after_first = after_first.unwrap_or(at_start);

    println!("\n{article_count} articles, {round} rounds in {:.1} min", begun.elapsed().as_secs_f64() / 60.0);
    scores.print();
    println!("\n| memory | in use | of that anonymous | private and written |\n|---|---|---|---|");
    for (name, memory) in [("open", at_start), ("after the first round", after_first), ("at the end", at_end)] {
        println!("| {name} | {memory} |");
    }
    println!("most in a sample each {} s: {} of {}", memory::PAUSE.as_secs(), sampling.most(), sampling.count());
    let bound = after_first.anonymous.max(at_start.anonymous) * MOST_GROWTH + SLACK_MEBIBYTES;
    let is_bounded = at_end.anonymous <= bound;
    println!(
        "anonymous memory at the end: {:.3} times that after the first round; at most {bound:.0} MiB: {}",
        at_end.anonymous / after_first.anonymous,
        if is_bounded { "held" } else { "BROKEN" }
    );
    let (own, clock) = (scores.longest(|frame| frame.own()), scores.longest(|frame| frame.taken));
    let is_quick = own <= LONGEST_FRAME;
    println!(
        "longest frame: {:.1} ms ({:.1} by the clock); at most {} ms: {}",
        own.as_secs_f64() * 1000.0,
        clock.as_secs_f64() * 1000.0,
        LONGEST_FRAME.as_millis(),
        if is_quick { "held" } else { "BROKEN" }
    );
    if is_bounded && is_quick { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
