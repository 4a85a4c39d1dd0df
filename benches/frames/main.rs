//! Is any frame of the window too long, whatever a person does in it?
//!
//! The whole window without a screen: the real panels on JSON Lines, driven by wheel, pointer and keys as a person drives them, at
//! 1440 × 900 points. A frame is taking in reports, doing what was asked for, layout and tessellation; what the graphics card
//! does comes on top. The clock's times, the longest of all frames among them; "computed" is the most that the thread of the
//! window computed in one. Usage: `cargo bench --bench frames -- [ARTICLES] [FILE.jsonl [FOLDER]] [--only zoom,read]`, 10,000 where
//! no number is said, everything that is done where no parts of its names are. What is read is kept in FOLDER, when one is given.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot be set up"
)]

#[path = "../asked/mod.rs"]
mod asked;
#[path = "../corpus_generator/mod.rs"]
mod corpus_generator;
mod window;

use asked::Asked;
use egui::{Key, Modifiers, Vec2, pos2};
use parallax::corpus::ArticleId;
use parallax::events::LanesBy;
use parallax::jobs::workers;
use parallax::session::{Action, Habit, SelectMode};
use std::time::Duration;
use window::{Frame, READER, TABLE, TIMELINE, Window};

/// Frames of a movement.
const FRAMES: usize = 90;

/// What a person does, and its name in the table.
type Doing = (&'static str, fn(&mut Window));

const DOINGS: [Doing; 19] = [
    ("nothing", |window| window.rest(FRAMES)),
    ("scroll the table by the wheel", |window| window.wheel(TABLE, Vec2::new(0.0, -160.0), FRAMES)),
    ("drag the table's scroll bar from end to end", |window| {
        window.drag(pos2(800.0, 130.0), pos2(800.0, 480.0), FRAMES);
    }),
    ("hold the key for the next row", |window| {
        window.act(Action::Select(ArticleId(0), SelectMode::Only));
        window.click(TABLE);
        window.keys(Key::ArrowDown, Modifiers::NONE, FRAMES);
    }),
    ("sort by each column", |window| {
        window.sort_by_each_column();
    }),
    ("type a query and delete it", |window| {
        window.type_and_delete_query();
    }),
    ("tick and clear outlets", |window| {
        for y in [142.0, 164.0, 186.0] {
            window.click(pos2(60.0, y));
            window.settle();
        }
        window.act(Action::ClearFilters);
        window.settle();
    }),
    ("select all rows and none", |window| {
        window.act(Action::SelectAll);
        window.rest(3);
        window.act(Action::ClearSelection);
        window.rest(3);
    }),
    ("tag a row, mark it reviewed, undo both", |window| {
        window.act(Action::Tag { article_ids: vec![ArticleId(7)], tag: "key".to_owned(), is_on: true });
        window.settle();
        window.act(Action::MarkReviewed(vec![ArticleId(7)], true));
        window.settle();
        window.act(Action::Undo);
        window.act(Action::Undo);
        window.settle();
    }),
    ("zoom the timeline in and out", |window| {
        window.wheel(TIMELINE, Vec2::new(0.0, 30.0), FRAMES);
        window.wheel(TIMELINE, Vec2::new(0.0, -30.0), FRAMES);
    }),
    ("pan the timeline", |window| window.wheel(TIMELINE, Vec2::new(40.0, 0.0), FRAMES)),
    ("move the pointer over the timeline", |window| {
        window.glide(TIMELINE - Vec2::new(150.0, 60.0), TIMELINE + Vec2::new(150.0, 60.0), FRAMES);
    }),
    ("brush the timeline and clear it", |window| {
        window.drag(TIMELINE, TIMELINE + Vec2::new(120.0, 0.0), 20);
        window.settle();
        window.act(Action::ClearFilters);
        window.settle();
    }),
    ("lanes by event, language and outlet", |window| {
        for by in [LanesBy::Event, LanesBy::Language, LanesBy::Outlet] {
            window.act(Action::SetLanes(by));
            window.settle();
        }
    }),
    ("the plane: zoom in, out, pan", |window| {
        window.act(Action::SetHabit(Habit::Plane(true)));
        window.rest(3);
        window.wheel(TIMELINE, Vec2::new(0.0, 30.0), FRAMES);
        window.wheel(TIMELINE, Vec2::new(0.0, -30.0), FRAMES);
        window.wheel(TIMELINE, Vec2::new(40.0, 0.0), FRAMES);
        window.act(Action::SetHabit(Habit::Plane(false)));
        window.rest(3);
    }),
    ("read one article after another", |window| {
        window.click(TABLE);
        for _ in 0..12 {
            window.keys(Key::ArrowDown, Modifiers::NONE, 1);
            window.keys(Key::Enter, Modifiers::NONE, 1);
            window.settle();
        }
    }),
    ("compare four", |window| {
        window.act(Action::Compare((0..4).map(ArticleId).collect()));
        window.settle();
    }),
    ("scroll the reader", |window| {
        window.wheel(READER, Vec2::new(0.0, -60.0), FRAMES);
        window.wheel(READER, Vec2::new(0.0, 60.0), FRAMES);
    }),
    ("the palette: open, type, close", |window| {
        window.keys(Key::K, Modifiers::COMMAND, 1);
        for letter in ["o", "u", "t"] {
            window.type_text(letter);
            window.rest(3);
        }
        window.keys(Key::Escape, Modifiers::NONE, 2);
    }),
];

fn main() {
    workers::announce(env!("CARGO_BIN_EXE_parallax").into());
    let temporary = tempfile::tempdir().expect("a folder");
    let asked = Asked::from_arguments();
    let path = asked.json_lines(temporary.path());
    let mut window = Window::open(&temporary.path().join("home"), path, asked.paths.get(1).cloned());
    println!(
        "| {} articles; ms | frames | p50 | p99 | longest | computed | over 16 | over 33 |",
        window.snapshot().opened.corpus.len()
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut all = Vec::new();
    for (name, doing) in DOINGS.into_iter().filter(|(name, _)| asked.is_wanted(name)) {
        window.frames.clear();
        doing(&mut window);
        for frame in window.frames.iter().filter(|frame| frame.taken > Duration::from_millis(33)) {
            eprintln!("{name}: {frame:?}");
        }
        all.append(&mut window.frames.clone());
        print_row(name, &mut window.frames);
    }
    print_row("all", &mut all);
    println!("repaints asked for while nothing happens: {}", window.idle_repaints(Duration::from_secs(2)));
}

fn print_row(name: &str, frames: &mut [Frame]) {
    frames.sort();
    let ms = |share: f64| {
        let index = ((frames.len().saturating_sub(1)) as f64 * share).round() as usize;
        frames.get(index).map_or(0.0, |frame| frame.taken.as_secs_f64() * 1000.0)
    };
    let computed = frames.iter().map(|frame| frame.computed).max().unwrap_or_default().as_secs_f64() * 1000.0;
    let over = |most: u64| frames.iter().filter(|frame| frame.taken > Duration::from_millis(most)).count();
    println!(
        "| {name} | {} | {:.1} | {:.1} | {:.1} | {computed:.1} | {} | {} |",
        frames.len(),
        ms(0.5),
        ms(0.99),
        ms(1.0),
        over(16),
        over(33)
    );
}
