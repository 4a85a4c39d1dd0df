//! Inference takes time in proportion to the text. `cargo test --release -- --ignored --nocapture` prints how much.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement prints its figures and stops where its data is broken"
)]
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use parallax::corpus::{Article, ContentHash, Source};
use parallax::ingest::infer::{Hints, fill};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

fn article(text: &str) -> Article {
    let source = Source { path: Arc::new(PathBuf::from("a.txt")), shown_path: "a.txt".into(), member: None };
    Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into())
}

const PARAGRAPH: &str = "The council of the valley met behind closed doors for three hours on Tuesday, and those who had waited in \
    the rain since March 3 were told by The New York Times that the old mill would be neither sold nor repaired in 2022.";

/// Milliseconds for a text of `paragraphs` paragraphs with menu lines before and behind.
fn milliseconds(paragraphs: usize) -> f64 {
    let menu = "Home\n\nValley Sport News\n\nSign up to our newsletter\n\n".repeat(paragraphs / 4 + 1);
    let text =
        format!("{menu}Council finds no money for the mill\n\n{}{menu}", format!("{PARAGRAPH}\n\n").repeat(paragraphs));
    let article = article(&text);
    let started = Instant::now();
    for _ in 0..5 {
        fill(&mut article.clone(), &Hints::default());
    }
    started.elapsed().as_secs_f64() * 200.0
}

#[test]
fn a_text_sixteen_times_as_long_takes_no_more_than_its_share() {
    milliseconds(20);
    let (short, long) = (milliseconds(100), milliseconds(1600));
    println!("{short:.2} ms for 23 KB, {long:.2} ms for 370 KB");
    assert!(long < short * 16.0 * 4.0 + 50.0, "{short} ms and {long} ms");
}

#[test]
#[ignore = "prints figures that only an optimised build makes meaningful"]
fn five_kilobytes_take_less_than_a_millisecond() {
    milliseconds(20);
    println!("{:.3} ms for 5 KB", milliseconds(21));
}

proptest::proptest! {
    #[test]
    fn any_text_is_inferred_without_harm(
        text in "(.|\\n|\\n\\n|By Jane Doe\\n|Leave a Reply\\n|© 2024 |March 3, 2023|The Guardian| \\| |https://a.b/|[A-Z][a-z]{2,9} |。|한국|:){0,60}",
        file_name in "\\PC{0,20}",
    ) {
        let mut article = article(&text);
        fill(&mut article, &Hints { file_name, ..Hints::default() });
        let mut at = 0;
        for span in &article.boilerplate {
            assert!(span.start() >= at && !span.slice(&text).is_empty());
            at = span.end();
        }
        let bases = [
            article.title.map(|known| known.basis),
            article.outlet.map(|known| known.basis),
            article.byline.map(|known| known.basis),
            article.published.map(|known| known.basis),
        ];
        for basis in bases.into_iter().flatten() {
            assert!((0.0..=1.0).contains(&basis.confidence()));
            if let Some(span) = basis.evidence_span() {
                assert!(!span.slice(&text).is_empty(), "{basis:?}");
            }
        }
    }
}
