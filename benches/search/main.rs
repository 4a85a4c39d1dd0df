//! How fast is search, beside tantivy, SQLite FTS5 and, where they are installed, ripgrep and recoll?
//!
//! All engines index the same made-up corpus in turns of a few articles, and answer the same questions in turns, in one
//! run: time of the processor, the median of three rounds a question, then p50 and p99 over the questions of a class. What a
//! question means is in `sampling.rs`. Usage: `cargo bench --no-default-features --bench search -- [ARTICLES…] [--only NAME,…]
//! [--class CLASS;…]`, 10,000 articles and all classes where none is said; names are parallax, tantivy, fts5, ripgrep and
//! recoll. recoll takes part only where it is named, or up to 10,000 articles: it indexes some 170 a second.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot be set up"
)]

#[path = "../corpus_generator/mod.rs"]
mod corpus_generator;
#[path = "../cost/mod.rs"]
mod cost;
mod engine;
mod fts5_engine;
mod measuring;
mod own_engine;
mod programs;
mod sampling;
mod table;
mod tantivy_engine;

use corpus_generator::{GeneratedArticle, Generator};
use engine::Engine;
use std::path::Path;

const SEED: u64 = 42;
/// The largest corpus that recoll indexes without being named.
const RECOLL_LIMIT: usize = 10_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let list_of = |option: &str| words.iter().position(|word| word == option).and_then(|place| words.get(place + 1));
    // Names of classes have commas in them.
    let is_among = |names: Option<&String>, between: char, name: &str| {
        names.is_none_or(|names| names.split(between).any(|wanted| wanted == name))
    };
    let (named, asked) = (list_of("--only"), list_of("--class"));
    let is_wanted = |name: &str| is_among(named, ',', name);
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes.push(10_000);
    }
    let generator = Generator::new(SEED);
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        let is_recoll_wanted = is_wanted("recoll") && (named.is_some() || size <= RECOLL_LIMIT);
        let mut engines = engines(&generator, size, folder.path(), &|name| match name {
            "recoll" => is_recoll_wanted,
            _ => is_wanted(name),
        });
        measure(&generator, size, &mut engines, &|class| is_among(asked, ';', class));
    }
}

fn engines(
    generator: &Generator,
    size: usize,
    folder: &Path,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<Box<dyn Engine>> {
    let mut engines: Vec<Box<dyn Engine>> = Vec::new();
    if is_wanted("parallax") {
        engines.push(Box::new(own_engine::Own::default()));
    }
    if is_wanted("tantivy") {
        engines.push(Box::new(tantivy_engine::Tantivy::new()));
    }
    if is_wanted("fts5") {
        engines.push(Box::new(fts5_engine::Fts5::new()));
    }
    for (name, program) in [("ripgrep", "rg"), ("recoll", "recollindex")] {
        if !is_wanted(name) {
            continue;
        }
        if !programs::is_installed(program) {
            println!("{name}: not installed");
        } else if name == "ripgrep" {
            engines.push(Box::new(programs::Ripgrep::new(generator, size, folder)));
        } else {
            engines.push(Box::new(programs::Recoll::new(generator, size, folder)));
        }
    }
    engines
}

fn measure(
    generator: &Generator,
    size: usize,
    engines: &mut [Box<dyn Engine>],
    is_class_wanted: &dyn Fn(&str) -> bool,
) {
    let articles: Vec<GeneratedArticle> = generator.articles(size as u64).collect();
    let text_bytes: usize = articles.iter().map(|article| article.text.len() + article.title.len()).sum();
    println!("\n## {size} articles, {:.1} MB of text\n", text_bytes as f64 / 1e6);
    let builds = measuring::build(engines, &articles);
    table::print_builds(engines, &builds, size, text_bytes);
    table::print_heading(engines);
    for class in sampling::classes(&articles).into_iter().filter(|class| is_class_wanted(class.name)) {
        let asked = measuring::ask(engines, &articles, &class);
        table::print_class(&class, &asked);
    }
}
