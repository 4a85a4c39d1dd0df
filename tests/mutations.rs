//! Everything that reads what others may have written is given mutations of good input: readers of every format (with what
//! follows: telling the format, decoding, inferring, reading dates), the grammars of queries, days and times, the store of the
//! user's work, caches, settings. None may panic; the store and the cache give what they hold or say that they are damaged.
//!
//! Deterministic: the same seed gives the same mutations. The suite runs few of each; for long, with other seeds:
//!
//! `PARALLAX_FUZZ_SECONDS=60 PARALLAX_FUZZ_SEED=2 PARALLAX_DATA=… cargo test --test mutations -- --nocapture --test-threads=1`
//!
//! (so many seconds for each target). What fails stands in the temporary folder that the failure names, and becomes a case
//! of the layer's own tests.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot be set up has to stop; it tells counts"
)]

#[path = "mutations/mutator.rs"]
mod mutator;
#[path = "mutations/seeds.rs"]
mod seeds;

use mutator::Mutator;
use parallax::cli;
use parallax::cli::streams::Streams;
use parallax::corpus::{ArticleId, ContentHash};
use parallax::ingest::{self, ColumnMaps};
use parallax::jobs::workers;
use parallax::search::{self, Query};
use parallax::session::cache::contents::Kept;
use parallax::session::cache::{Cache, CachePlace, reading_number};
use parallax::session::change::{Change, Correction, Place};
use parallax::session::{Settings, store};
use parallax::time::{self, Context, stated};
use parallax::work::{Cancel, ProblemKind, Progress};
use std::ffi::OsString;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use std::time::{Duration, Instant};

/// Mutations of each target where no time is given.
const FEW: u64 = 60;

/// Gives `target` mutations of `seeds`, and prints how many there were.
fn run(name: &str, seeds: &[Vec<u8>], mut target: impl FnMut(&[u8])) {
    assert!(!seeds.is_empty(), "{name}: nothing to mutate");
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let longest = number("PARALLAX_FUZZ_SECONDS").map(Duration::from_secs);
    let mut mutator = Mutator::new(number("PARALLAX_FUZZ_SEED").unwrap_or(1), name);
    let start = Instant::now();
    let (mut count, mut slowest) = (0_u64, Duration::ZERO);
    loop {
        // First each seed as it is.
        let input = match seeds.get(count as usize) {
            Some(seed) => seed.clone(),
            None => mutator.mutated(seeds),
        };
        let since = Instant::now();
        if catch_unwind(AssertUnwindSafe(|| target(&input))).is_err() {
            let kept = std::env::temp_dir().join(format!("parallax-failed-{}", name.replace([' ', '/'], "-")));
            fs::write(&kept, &input).expect("kept");
            panic!("{name}: input {count} fails, see {}", kept.display());
        }
        slowest = slowest.max(since.elapsed());
        count += 1;
        let is_done = longest.map_or(count >= FEW + seeds.len() as u64, |longest| start.elapsed() >= longest);
        if is_done && count >= seeds.len() as u64 {
            break;
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{name:24} {count:>9} executions of {:>4} seeds in {seconds:>6.1} s, slowest {slowest:.1?}", seeds.len());
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn readers_survive_mutations_of_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    for (ending, seeds) in seeds::files_by_ending() {
        let path = folder.path().join(format!("document.{ending}"));
        run(&format!("reading .{ending}"), &seeds, |input| {
            fs::write(&path, input).expect("written");
            import(&path);
        });
    }
}

/// Imports a file in this process, readers that workers have otherwise among them.
fn import(path: &Path) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    ingest::read(&[path.to_owned()], &Cancel::new(), &Progress::new(), &mut |batch| {
        articles.extend(batch.articles);
        problems.extend(batch.problems);
    });
    // A panic of a reader is contained; here it counts all the same.
    let panicked = problems.iter().find(|problem| problem.kind == ProblemKind::Crashed);
    assert!(panicked.is_none(), "{panicked:?}");
    assert!(!articles.is_empty() || !problems.is_empty(), "neither an article nor a reason");
    for article in articles.iter().take(4) {
        parallax::events::mentions(ArticleId(0), article);
    }
}

#[test]
fn grammars_survive_mutations() {
    let texts = seeds::texts();
    run("query", &seeds::queries(), |input| {
        let input = text(input);
        let query = Query::parse(&input);
        let _ = (query.looks_in_texts(), query.asks_about(), search::faults(&input));
        for hit in query.hits(&texts[0]) {
            assert!(texts[0].get(hit.start as usize..hit.end as usize).is_some(), "a hit is no stretch of the text");
        }
    });
    run("days", &seeds::days(), |input| drop(search::parse_days(&text(input))));
    run("stated date", &seeds::days(), |input| {
        let _ = stated::parse(&text(input), &Context::default());
    });
    let sentences: Vec<Vec<u8>> = texts.iter().map(|text| text.clone().into_bytes()).collect();
    run("expressions of time", &sentences, |input| {
        let input = text(input);
        for language in [None, Some("de"), Some("fr"), Some("es"), Some("it"), Some("ru"), Some("uk"), Some("zh")] {
            let context = Context { language, ..Context::default() };
            for found in time::read(&input, &context) {
                let span = found.span;
                assert!(input.get(span.start as usize..span.end as usize).is_some(), "{language:?}: {span:?}");
            }
        }
    });
}

fn changes() -> Vec<Change> {
    let change = |number: u32| Change {
        at: chrono::DateTime::UNIX_EPOCH,
        sha256: ContentHash([number as u8; 32]),
        doc: format!("{number}.txt"),
        place: if number.is_multiple_of(2) { Place::Tag(format!("tag {number}").into()) } else { Place::Note(None) },
        old: Correction::AsRead,
        new: Correction::Value(format!("value {number}")),
    };
    (0..120).map(change).collect()
}

#[test]
fn the_users_work_and_settings_survive_mutations() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.db");
    store::append(&path, &changes()).expect("stored");
    let whole = fs::read(&path).expect("read");
    let kept = store::load(&path).expect("whole");
    run("store", std::slice::from_ref(&whole), |input| {
        fs::write(&path, input).expect("written");
        let loaded = store::load(&path);
        if input == whole {
            assert_eq!(loaded.expect("whole"), kept);
        }
        let _ = store::check(&path);
    });
    fs::write(&path, &whole).expect("written");
    store::versions::keep(&path).expect("kept");
    run("restoring a store", &[whole], |input| {
        fs::write(&path, input).expect("written");
        let restored = store::versions::restore(&path, chrono::DateTime::UNIX_EPOCH).expect("restored");
        assert_eq!(restored.kept, 120);
        store::load(&path).expect("whole again");
        for entry in fs::read_dir(folder.path()).expect("the folder") {
            let left = entry.expect("an entry").path();
            if left.to_string_lossy().contains("damaged") {
                fs::remove_file(left).expect("removed");
            }
        }
    });
    let settings = folder.path().join("settings.json");
    let mut habits = Settings::default();
    habits.remember(&["/a".into()]);
    habits.save(&settings).expect("saved");
    let seed = fs::read(&settings).expect("read");
    run("settings", &[seed], |input| {
        fs::write(&settings, input).expect("written");
        let _ = Settings::load_or_set_aside(&settings);
    });
}

#[test]
fn caches_survive_mutations() {
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds");
    // Written by this very program: a cache of another build is none.
    workers::announce(env!("CARGO_BIN_EXE_parallax").into());
    let (mut out, mut error) = (std::io::sink(), std::io::sink());
    let words = ["parallax", "mentions", "--quiet", "--as-read", "--offline-cache"].map(OsString::from);
    let paths = [folder.path().as_os_str().to_owned(), seeds.as_os_str().to_owned()];
    let listed = cli::run(words.into_iter().chain(paths), &mut Streams::new(&mut out, &mut error, false));
    assert!(matches!(listed, cli::Outcome::Exit(0)));
    let place = CachePlace::new(folder.path(), std::slice::from_ref(&seeds));
    let path = place.newest().expect("a cache");
    let whole = fs::read(&path).expect("read");
    let reading = reading_number(&ColumnMaps::default());
    // A cache is mapped: one that is in use is not written over, as the program does not either.
    let mut number = 1;
    let mut last = path;
    run("cache", std::slice::from_ref(&whole), |input| {
        number += 1;
        let next = last.with_file_name(format!("{}-{number}.cache", key(&last)));
        fs::remove_file(&last).expect("removed");
        fs::write(&next, input).expect("written");
        last = next;
        let never = Cancel::new();
        let Ok(Some(cache)) = Cache::open(&place) else {
            assert!(input != whole, "the cache as it was written is not opened");
            return;
        };
        let kept = Kept::of(&cache, reading);
        assert!(kept.is_some() || input != whole, "the cache as it was written gives nothing");
        if let Some(kept) = kept {
            for (article_id, article) in kept.corpus.iter().take(16) {
                let _ = (article.text.len(), kept.mentions.as_ref().map(|mentions| mentions.of(article_id)));
            }
        }
        let _ = (Kept::files(&cache), Kept::verify(&cache, true, &never));
    });
}

/// What the name of a cache begins with.
fn key(path: &Path) -> String {
    let stem = path.file_stem().expect("a stem").to_string_lossy().into_owned();
    stem.rsplit_once('-').map_or(stem.clone(), |(key, _)| key.to_owned())
}
