//! How long does it take to link two articles of 2,000 words, and are hostile ones compared in bounded time?
//!
//! One core, best of 50, made-up articles from a seed: a third of the sentences of the second are the first's, copied, edited or
//! told in part. Usage: `cargo bench --no-default-features --bench compare`.

#![allow(
    clippy::print_stdout,
    clippy::format_collect,
    clippy::assigning_clones,
    reason = "a measurement prints; its texts are made once"
)]

use parallax::compare::{Prepared, compare, compare_prepared};
use parallax::corpus::{Article, ContentHash, Source};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Words of one article.
const WORDS: usize = 2_000;

/// Sentences have so many words.
const SENTENCE: usize = 20;

fn main() {
    let mut dice = Dice(42);
    let first = sentences(&mut dice);
    let second = retold(&first, &mut dice);
    let (a, b) = (article(&first.join("\n")), article(&second.join("\n")));
    let (of_a, of_b) = (Prepared::new(&a), Prepared::new(&b));
    let links = compare_prepared(&of_a, &of_b).links.len();
    println!("two articles of {WORDS} words, {links} links");
    println!("prepared and linked  {:7.2} ms", best(50, || compare(&a, &b).links.len()));
    println!("prepared             {:7.2} ms", best(50, || size_of_val(&(Prepared::new(&a), Prepared::new(&b)))));
    println!("linked               {:7.2} ms", best(50, || compare_prepared(&of_a, &of_b).links.len()));
    let many =
        |word: &str| (0..100_000).map(|number| format!("The {word} {} came.\n", number % 977)).collect::<String>();
    for (name, a, b) in [
        ("100,000 sentences", many("letter"), many("train")),
        ("100,000 times the same", "The same line again.\n".repeat(100_000), "The same line again.\n".repeat(100_000)),
        ("one line of 10 MB", "lorem ipsum dolor ".repeat(555_555), "lorem dolor amet ".repeat(588_235)),
        ("10 MB of marks", ". ".repeat(5_000_000), "“ ".repeat(2_500_000)),
    ] {
        let (a, b) = (article(&a), article(&b));
        println!("{name:22} {:7.0} ms", best(1, || compare(&a, &b).links.len()));
    }
}

/// Milliseconds of the quickest of several runs.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    let times = (0..runs).map(|_| {
        let started = Instant::now();
        std::hint::black_box(run());
        started.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

fn article(text: &str) -> Article {
    let source = Source { path: Arc::new(PathBuf::new()), shown_path: "made up".into(), member: None };
    Article::of_text(source, "made up".into(), ContentHash([0; 32]), text.into())
}

/// Numbers without pattern from a seed (xorshift; Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// A made-up word; few of them are frequent.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 12] = ["ba", "der", "lin", "mo", "tas", "ver", "ci", "nor", "pel", "su", "gra", "ton"];
        let rank = self.below(120) * self.below(120);
        let parts = [rank % 12, rank / 12 % 12, rank / 144 % 12, rank / 1728];
        parts.iter().take(2 + rank % 3).filter_map(|&part| SYLLABLES.get(part)).copied().collect()
    }
}

/// The sentences of one article: words, names, figures, days, now and then a quotation.
fn sentences(dice: &mut Dice) -> Vec<String> {
    let mut found = Vec::new();
    for number in 0..WORDS / SENTENCE {
        let mut words: Vec<String> = (0..SENTENCE).map(|_| dice.word()).collect();
        for word in words.iter_mut().skip(1) {
            match dice.below(12) {
                0 => *word = capitalised(word),
                1 => *word = "the".to_owned(),
                2 if dice.below(4) == 0 => *word = format!("{} people", dice.below(500)),
                3 if dice.below(8) == 0 => *word = format!("on {} March 2023", 1 + dice.below(28)),
                _ => {}
            }
        }
        let text = words.join(" ");
        let told = if number % 6 == 0 { format!("“{text},” he said.") } else { format!("{text}.") };
        found.push(capitalised(&told));
    }
    found
}

/// Another article, of which a third is the first one's, in another order.
fn retold(first: &[String], dice: &mut Dice) -> Vec<String> {
    let mut second = sentences(dice);
    for (number, sentence) in second.iter_mut().enumerate().filter(|(number, _)| number % 3 == 0) {
        let Some(source) = first.get(first.len() - 1 - number) else { continue };
        let words =
            source.split(' ').map(|word| if dice.below(10) < number % 6 { dice.word() } else { word.to_owned() });
        *sentence = words.collect::<Vec<String>>().join(" ");
    }
    second
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
