//! How long grouping takes as a collection grows. `cargo test --release --test events_scale -- --ignored --nocapture`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a measurement prints its figures")]
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use parallax::corpus::{Article, Basis, ContentHash, Corpus, Known, Source};
use parallax::events::{EventEdits, Mentions, group, mentions};
use parallax::text::Span;
use parallax::time::Interval;
use parallax::work::{Cancel, Progress};
use std::sync::Arc;
use std::time::Instant;

const PEOPLE: [&str; 16] = [
    "Adani", "Borga", "Cermak", "Dolan", "Esposito", "Farah", "Gruber", "Hakim", "Ivanova", "Jansen", "Kovac", "Lindt",
    "Moreau", "Nakata", "Okafor", "Petrov",
];
const PLACES: [&str; 12] =
    ["Aksu", "Brno", "Cadiz", "Dover", "Essen", "Faro", "Graz", "Haifa", "Izmir", "Jena", "Kiel", "Lviv"];
const DEEDS: [&str; 10] = [
    "opened a bridge in",
    "signed a contract with the port of",
    "visited the harbour of",
    "closed the mine near",
    "launched a ferry from",
    "was arrested in",
    "won the election in",
    "inspected the railway to",
    "sold the refinery of",
    "called for talks in",
];

/// Articles of three dated sentences each, on days of two years.
fn articles(count: usize) -> (Corpus, Mentions) {
    let (mut corpus, mut found) = (Corpus::new(), Mentions::default());
    let mut seed = 7_u64;
    let mut below = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    for number in 0..count {
        let mut text = String::new();
        for _ in 0..3 {
            let (who, what, place) = (below(PEOPLE.len()), below(DEEDS.len()), below(PLACES.len()));
            let (year, month, day, ordinal) = (2022 + below(2), 1 + below(12), 1 + below(28), below(5000));
            let (who, what, place) = (PEOPLE[who], DEEDS[what], PLACES[place]);
            let day = format!("{year}-{month:02}-{day:02}");
            text.extend(["Minister ", who, " ", what, " ", place, " on ", &day, " after committee "]);
            text.extend([ordinal.to_string().as_str(), " had met.\n"]);
        }
        let source = Source { path: Arc::default(), shown_path: "a".into(), member: None };
        let mut article = Article::of_text(source, "a".into(), ContentHash([number as u8; 32]), text.into());
        article.published = Interval::of_day(2024, 1, 1).map(|day| Known::new(day, Basis::stated("test")));
        article.boilerplate = vec![Span::new(0, 0)];
        let article_id = corpus.push(Arc::new(article));
        found.set(article_id, mentions(article_id, &corpus.get(article_id).expect("pushed")).into());
    }
    (corpus, found)
}

/// Processor time of all threads, in seconds, and the most memory held so far, in megabytes; zero where the system does
/// not say.
fn spent() -> (f64, u64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks: f64 = fields.iter().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
    (ticks / 100.0, peak.unwrap_or(0_u64) / 1024)
}

/// `EVENTS_SCALE=1000000` measures this many articles.
#[test]
#[ignore = "a measurement"]
fn grouping_grows_with_the_number_of_articles() {
    let asked = std::env::var("EVENTS_SCALE").ok().and_then(|count| count.parse().ok());
    for count in asked.map_or(vec![1_000, 10_000, 100_000], |count| vec![count]) {
        let (corpus, found) = articles(count);
        let (start, before) = (Instant::now(), spent());
        let events = group(&corpus, &found, &EventEdits::default(), &Cancel::new(), &Progress::new());
        let events = events.expect("not cancelled");
        let (took, after) = (start.elapsed(), spent());
        println!(
            "{count} articles: {} events in {took:.1?}, {:.1} s of processor time, {} MB beyond the corpus",
            events.len(),
            after.0 - before.0,
            after.1 - before.1
        );
        assert!(!events.is_empty());
    }
}
