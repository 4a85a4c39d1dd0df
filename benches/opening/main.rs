//! How long until a corpus is there: as many small files, as JSON Lines, for the first time and again?
//!
//! Beside a plain reading of the same bytes, an index made of the same texts in one go, and SQLite reading date, outlet and
//! title of as many rows. The files are made here and are in the system's cache, as after a copy or a download; before
//! anything is timed the system writes down what it still has to. Times of the clock; the thread of the window must never be
//! held up for long: of its longest hold stands in brackets what it computed itself. A word asked for at once and SQLite's
//! rows, which take milliseconds, are the median of five. Usage: `cargo bench --no-default-features --bench opening --
//! [ARTICLES] [PATH…]`, 10,000 where no number is said; a PATH that is there is
//! opened in place of a corpus made here.

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

use asked::{Asked, SEED};
use corpus_generator::{Generator, write_files, write_json_lines};
use cost::cost_of;
use driving::{Desk, Hold, is_current, is_read};
use parallax::corpus::ArticleId;
use parallax::jobs::workers;
use parallax::search::Catalogue;
use parallax::session::{Action, Snapshot};
use parallax::work::Cancel;
use rusqlite::{Connection, params};
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    workers::announce(env!("CARGO_BIN_EXE_parallax").into());
    let Asked { count, mut paths, .. } = Asked::from_arguments();
    let temporary = tempfile::tempdir().expect("a folder");
    let generator = Generator::new(SEED);
    if paths.is_empty() {
        let (files, lines) = (temporary.path().join("files"), temporary.path().join("corpus.jsonl"));
        write_files(&generator, count as u64, &files).expect("the corpus is written");
        write_json_lines(&generator, count as u64, &lines).expect("the corpus is written");
        paths = vec![files, lines];
    }
    println!(
        "| {count} articles; ms | plain read | index | first rows | all rows | of plain read | of plain read + index | cancel | longest hold |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (number, path) in paths.iter().enumerate() {
        let plain = plain_read(path);
        let home = temporary.path().join(format!("home {number}"));
        let first = Opening::of(path, &home);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        print_opening(&format!("{name}, first time"), plain, &first, Some(cancel(path, &home.join("cancelled"))));
        let (indexed, index) = (all_indexed(path, &home.join("indexed")), first.index);
        let (of_plain, of_both) = (indexed / plain, indexed / (plain + index));
        let indexed = indexed * 1_000.0;
        println!(
            "| … all rows and all indexed | – | – | – | {indexed:.1} | × {of_plain:.1} | × {of_both:.1} | – | – |"
        );
        print_opening(&format!("{name}, again"), plain, &Opening::of(path, &home), None);
        println!(
            "| … a word asked for at once | – | – | {:.1} | – | – | – | – | – |",
            median_of_five(|| first_answer(path, &home)) * 1_000.0
        );
    }
    let (rows, seconds) = sqlite_rows(&generator, count, &temporary.path().join("rows.sqlite"));
    println!("\nSQLite reads date, outlet and title of {rows} rows in {:.1} ms.", seconds * 1_000.0);
}

/// One opening; seconds.
struct Opening {
    /// What the same articles take to be listed and indexed alone, in one go.
    index: f64,
    first_rows: f64,
    all_rows: f64,
    filtered: f64,
    longest_hold: Hold,
}

impl Opening {
    /// Opens a path in a program that has just been started.
    fn of(path: &Path, home: &Path) -> Self {
        write_down();
        let mut desk = Desk::start(home);
        let start = Instant::now();
        desk.apply(Action::Open(vec![path.to_owned()]));
        let first_rows = desk.seconds_until(start, |snapshot| !snapshot.view.rows.is_empty());
        let all_rows = desk.seconds_until(start, |snapshot| {
            is_read(snapshot) && is_current(snapshot) && snapshot.view.rows.len() == snapshot.opened.corpus.len()
        });
        let asked = Instant::now();
        desk.apply(Action::SetQuery("government".to_owned()));
        let filtered = desk.seconds_until(asked, is_current);
        let (snapshot, longest_hold) = (desk.snapshot(), desk.longest_hold);
        desk.wait_until_kept(home, path);
        // What goes on in the background would share the cores.
        drop(desk);
        Self { index: index(&snapshot), first_rows, all_rows, filtered, longest_hold }
    }
}

/// Has the system write down what was written before: it would take its share of what is timed next.
fn write_down() {
    #[cfg(target_os = "linux")]
    rustix::fs::sync();
}

/// Seconds to list and to index what is open, with nothing beside it.
fn index(snapshot: &Snapshot) -> f64 {
    let (corpus, mentions, cancel) = (&snapshot.opened.corpus, &snapshot.opened.mentions, Cancel::new());
    let all = (0..corpus.slot_count()).map(|slot| ArticleId(slot as u32)).collect();
    let (_, cost) = cost_of(|| {
        let listing = Catalogue::default().listing(corpus, mentions, &all, &cancel).expect("nobody cancels");
        listing.indexed(corpus, &cancel).expect("nobody cancels")
    });
    cost.wall
}

/// Seconds from opening what was kept, with a word asked for at once, to the first rows that answer.
fn first_answer(path: &Path, home: &Path) -> f64 {
    let mut desk = Desk::start(home);
    let start = Instant::now();
    desk.apply(Action::Open(vec![path.to_owned()]));
    desk.apply(Action::SetQuery("government".to_owned()));
    desk.seconds_until(start, |snapshot| {
        !snapshot.view.rows.is_empty() && snapshot.view.rows_filter.query == snapshot.view.filter.query
    })
}

/// Seconds from opening something for the first time until everything is listed and indexed, with no question meanwhile.
fn all_indexed(path: &Path, home: &Path) -> f64 {
    write_down();
    let mut desk = Desk::start(home);
    let start = Instant::now();
    desk.apply(Action::Open(vec![path.to_owned()]));
    desk.seconds_until(start, |snapshot| {
        let catalogue = &snapshot.opened.catalogue;
        is_read(snapshot) && is_current(snapshot) && catalogue.indexed_count() == snapshot.opened.corpus.len()
    })
}

/// Seconds from the wish to stop, a while after the first rows, until the reading has stopped.
fn cancel(path: &Path, home: &Path) -> f64 {
    let mut desk = Desk::start(home);
    let start = Instant::now();
    desk.apply(Action::Open(vec![path.to_owned()]));
    desk.seconds_until(start, |snapshot| !snapshot.view.rows.is_empty() || is_read(snapshot));
    desk.absorb_for(Duration::from_millis(100));
    let asked = Instant::now();
    desk.apply(Action::CancelReading);
    desk.seconds_until(asked, is_read)
}

fn print_opening(name: &str, plain: f64, opening: &Opening, cancel: Option<f64>) {
    let ms = |seconds: f64| format!("{:.1}", seconds * 1_000.0);
    println!(
        "| {name} | {} | {} | {} | {} | × {:.1} | × {:.1} | {} | {} ({}) |",
        ms(plain),
        ms(opening.index),
        ms(opening.first_rows),
        ms(opening.all_rows),
        opening.all_rows / plain,
        opening.all_rows / (plain + opening.index),
        cancel.map_or_else(|| "–".to_owned(), ms),
        ms(opening.longest_hold.taken),
        ms(opening.longest_hold.computed)
    );
    println!("| … then a word | – | – | {} | – | – | – | – | – |", ms(opening.filtered));
}

/// Seconds to read every byte below a path on one thread.
fn plain_read(path: &Path) -> f64 {
    write_down();
    let (bytes, cost) = cost_of(|| {
        let (mut buffer, mut bytes) = (Vec::new(), 0);
        for entry in walkdir::WalkDir::new(path).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
            buffer.clear();
            let mut file = std::fs::File::open(entry.path()).expect("a file that was just written");
            bytes += file.read_to_end(&mut buffer).expect("its bytes");
        }
        bytes
    });
    assert!(bytes > 0, "nothing below {}", path.display());
    cost.wall
}

/// Rows and seconds of SQLite reading what a table of articles shows.
fn sqlite_rows(generator: &Generator, count: usize, path: &Path) -> (usize, f64) {
    let mut connection = Connection::open(path).expect("a database");
    let rows = "CREATE TABLE articles(id INTEGER PRIMARY KEY, published INTEGER, outlet TEXT, title TEXT)";
    connection.execute_batch(rows).expect("a table");
    let transaction = connection.transaction().expect("a transaction");
    for article in generator.articles(count as u64) {
        let row = params![article.id as i64, article.published, article.outlet, article.title];
        transaction
            .prepare_cached("INSERT INTO articles VALUES (?, ?, ?, ?)")
            .expect("SQL")
            .execute(row)
            .expect("a row");
    }
    transaction.commit().expect("rows are kept");
    (select_rows(&connection), median_of_five(|| cost_of(|| select_rows(&connection)).1.wall))
}

fn median_of_five(measure: impl FnMut() -> f64) -> f64 {
    let mut seconds: Vec<f64> = std::iter::repeat_with(measure).take(5).collect();
    seconds.sort_by(f64::total_cmp);
    seconds[2]
}

fn select_rows(connection: &Connection) -> usize {
    let mut select = connection.prepare("SELECT published, outlet, title FROM articles").expect("SQL");
    let rows = select
        .query_map([], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)));
    rows.expect("rows").flatten().collect::<Vec<_>>().len()
}
