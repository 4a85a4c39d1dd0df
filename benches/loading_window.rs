//! How long do the window's frames take while a folder is being read, and when do the first rows stand?
//!
//! Makes a folder of small text files, opens it as a person would and paints frames of 1440 × 900 points, 60 a second,
//! until everything has been read, sorted and grouped. A frame is taking in reports, layout and tessellation; what the
//! graphics card does comes on top. A folder that is there is opened as it is: hostile files are read by workers while the
//! window goes on. Usage: `cargo bench --bench loading_window -- [FILES] [FOLDER]`.

#![allow(clippy::expect_used, reason = "a measurement that cannot be set up has to stop")]

use egui::{Pos2, RawInput, Rect, Vec2};
use parallax::app::{Folders, Workbench, fonts};
use parallax::jobs::workers;
use parallax::session::{Action, clock};
use parallax::ui::theme;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const OUTLETS: [&str; 12] = [
    "Morning Ledger",
    "Harbour Post",
    "The Meridian",
    "Northern Wire",
    "Capital Review",
    "Daily Compass",
    "River Courier",
    "Evening Standard Bearer",
    "Union Gazette",
    "Coastal Tribune",
    "The Observer of Trade",
    "City Dispatch",
];
const NOUNS: [&str; 24] = [
    "minister",
    "harbour",
    "treaty",
    "pipeline",
    "summit",
    "election",
    "parliament",
    "ceasefire",
    "budget",
    "tariff",
    "strike",
    "railway",
    "hospital",
    "river",
    "border",
    "envoy",
    "court",
    "warrant",
    "drought",
    "satellite",
    "university",
    "union",
    "grain",
    "reactor",
];
const VERBS: [&str; 10] =
    ["met", "signed", "opened", "rejected", "discussed", "closed", "announced", "visited", "delayed", "praised"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A small generator of numbers (xorshift64), so that every run writes the same files.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// About 2.5 KB of text with a headline, a date line and a dozen expressions of time.
fn article(numbers: &mut Numbers) -> String {
    let (year, month, day) = (2015 + numbers.below(10), numbers.below(12), 1 + numbers.below(28));
    let mut text = String::new();
    let headline = (numbers.pick(&NOUNS), numbers.pick(&VERBS), numbers.pick(&NOUNS));
    let _ = writeln!(text, "The {} {} the {} of {}\n", headline.0, headline.1, headline.2, numbers.pick(&NOUNS));
    let _ = writeln!(text, "Published: {day} {} {year}\n", MONTHS[month]);
    for paragraph in 0..6 {
        for _ in 0..4 {
            let when = match numbers.below(5) {
                0 => "on Tuesday".to_owned(),
                1 => "last week".to_owned(),
                2 => format!("on {} {}", 1 + numbers.below(28), MONTHS[numbers.below(12)]),
                3 => format!("in {}", 2000 + numbers.below(24)),
                _ => format!("for {} hours", 2 + numbers.below(20)),
            };
            let words = (numbers.pick(&NOUNS), numbers.pick(&VERBS), numbers.pick(&NOUNS), numbers.pick(&NOUNS));
            let _ = write!(
                text,
                "The {} {} the {} {when}, said the {} of paragraph {paragraph} in {}. ",
                words.0,
                words.1,
                words.2,
                words.3,
                1000 + numbers.below(9000)
            );
        }
        text.push_str("\n\n");
    }
    let _ = writeln!(text, "© {year} {}", OUTLETS[numbers.below(OUTLETS.len())]);
    text
}

fn write_corpus(folder: &Path, file_count: usize) {
    let mut numbers = Numbers(42);
    for index in 0..file_count {
        let place = folder.join(format!("{:03}", index / 500));
        std::fs::create_dir_all(&place).expect("a folder can be made");
        std::fs::write(place.join(format!("{index:06}.txt")), article(&mut numbers)).expect("a file can be written");
    }
}

fn percentile(sorted: &[Duration], share: f64) -> f64 {
    let index = ((sorted.len().saturating_sub(1)) as f64 * share).round() as usize;
    sorted.get(index).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

#[allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() {
    workers::announce(env!("CARGO_BIN_EXE_parallax").into());
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let file_count: usize = words.first().and_then(|word| word.parse().ok()).unwrap_or(10_000);
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = words.get(1).map_or_else(|| temporary.path().join("corpus"), PathBuf::from);
    if !folder.exists() {
        write_corpus(&folder, file_count);
    }
    let home = temporary.path().join("home");
    let folders = Folders { data: home.join("data"), settings: home.join("settings.json") };
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    let mut workbench = Workbench::start(&folders, clock::system, Arc::new(|| {})).expect("threads");
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1440.0, 900.0))),
        ..RawInput::default()
    };
    // Two frames before the clock starts: faces are laid out once per program, not per corpus.
    for _ in 0..2 {
        let _ = ctx.run_ui(input.clone(), |ui| workbench.frame(ui));
    }
    let start = Instant::now();
    workbench.apply(Action::Open(vec![folder]));
    let (mut frames, mut first_rows, mut all_read, mut quiet_frames) = (Vec::new(), None, None, 0);
    while quiet_frames < 30 && start.elapsed() < Duration::from_mins(10) {
        let frame_start = Instant::now();
        let has_more = workbench.absorb();
        let output = ctx.run_ui(input.clone(), |ui| workbench.frame(ui));
        let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(shapes);
        let frame = frame_start.elapsed();
        frames.push(frame);
        let snapshot = workbench.snapshot();
        if first_rows.is_none() && !snapshot.view.rows.is_empty() {
            first_rows = Some(start.elapsed());
        }
        let is_done = snapshot.opened.reading.is_none() && snapshot.opened.import > 0;
        if is_done && all_read.is_none() {
            all_read = Some((start.elapsed(), snapshot.opened.corpus.len()));
        }
        quiet_frames = if is_done && !has_more && !snapshot.view.is_pending { quiet_frames + 1 } else { 0 };
        std::thread::sleep(Duration::from_millis(16).saturating_sub(frame));
    }
    frames.sort();
    let ms = |time: Option<Duration>| time.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0);
    println!("files {file_count}, frames {}", frames.len());
    println!("first rows after {:.0} ms", ms(first_rows));
    if let Some((time, articles)) = all_read {
        println!("{articles} articles read after {:.0} ms", time.as_secs_f64() * 1000.0);
    }
    println!(
        "frame p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, longest {:.2} ms",
        percentile(&frames, 0.5),
        percentile(&frames, 0.95),
        percentile(&frames, 0.99),
        percentile(&frames, 1.0)
    );
    for most_ms in [50, 100] {
        let over = frames.iter().filter(|frame| frame.as_millis() > most_ms).count();
        println!("frames over {most_ms} ms: {over}");
    }
}
