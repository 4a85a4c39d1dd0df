//! Copies, parts and "who else says this?" over a made-up corpus: what they cost and what they find.
//!
//! Into the corpus are planted, for 1, 3, 6 and 10 % of words changed: copies of whole articles, and paragraphs of articles
//! within other, new ones. Time of the processor and memory of the process. Usage:
//! `cargo bench --no-default-features --bench copies -- [ARTICLES…] [--from FILE] [--copies | --says]`, 10,000 where no
//! number is said; FILE is a corpus that `generate_corpus` wrote with seed 42, which takes less time than making it.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot be set up"
)]

#[path = "../corpus_generator/mod.rs"]
mod corpus_generator;
#[path = "../cost/mod.rs"]
mod cost;
mod planting;
mod saying;

use corpus_generator::Generator;
use cost::{Cost, cost_of, memory};
use parallax::compare::near_copies::{CopyGroups, near_copies};
use parallax::compare::quotations::quotation_groups;
use parallax::corpus::ArticleId;
use parallax::work::{Cancel, Progress};
use planting::{NOISES, Planted, Shelf};

const SEED: u64 = 42;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let is_asked = |name: &str| words.iter().any(|word| word == name);
    let from = words.iter().position(|word| word == "--from").and_then(|place| words.get(place + 1)).cloned();
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes.push(10_000);
    }
    let generator = Generator::new(SEED);
    for size in sizes {
        println!("\n## {size} articles\n");
        let shelf = Shelf::new(&generator, size, from.as_deref());
        println!("{:.0} MB of memory before", memory() as f64 / 1e6);
        if !is_asked("--says") {
            measure_copies(&shelf);
        }
        if !is_asked("--copies") {
            saying::measure(&shelf);
        }
    }
}

fn measure_copies(shelf: &Shelf) {
    let article_ids: Vec<ArticleId> = shelf.corpus.iter().map(|(article_id, _)| article_id).collect();
    let before = memory();
    let peak = cost::Peak::begin();
    let (groups, cost) =
        cost_of(|| near_copies(&shelf.corpus, &article_ids, &Cancel::new(), &Progress::new()).expect("not cancelled"));
    print_cost("copies and parts", cost, peak.bytes().saturating_sub(before));
    println!(
        "{} groups, {} parts, answer of {:.1} MB",
        groups.len(),
        groups.parts().len(),
        groups.size_bytes() as f64 / 1e6
    );
    let rewritten = shelf.copies_of.iter().filter(|&&(copy, original)| is_found(&groups, copy, original)).count();
    println!("rewritten by the generator: {rewritten} of {} found", shelf.copies_of.len());
    println!("\n| words changed | copies found | paragraphs found |\n|---|---|---|");
    for (noise, percent) in NOISES.into_iter().enumerate() {
        let share = |planted: &[Planted]| {
            let all: Vec<&Planted> = planted.iter().filter(|planted| planted.noise == noise).collect();
            let found = all.iter().filter(|planted| is_found(&groups, planted.copy, planted.original)).count();
            format!("{:.4} of {}", found as f64 / all.len().max(1) as f64, all.len())
        };
        println!("| {percent} % | {} | {} |", share(&shelf.wholes), share(&shelf.parts));
    }
    let strangers = groups.groups().filter(|group| group.len() > 1).flatten();
    let wrong =
        strangers.filter(|member| shelf.root(member.article_id) != shelf.root(groups.origin(member.article_id)));
    println!("in a group with no relative: {}", wrong.count());
    let wrong = groups.parts().iter().filter(|part| !shelf.are_related(part.earlier, part.later)).count();
    println!("parts between no relatives: {wrong}");
    let (quotations, cost) = cost_of(|| {
        quotation_groups(&shelf.corpus, &article_ids, &Cancel::new(), &Progress::new()).expect("not cancelled")
    });
    print_cost("quotations", cost, 0);
    println!("{} quotations in several articles", quotations.len());
}

fn is_found(groups: &CopyGroups, copy: ArticleId, original: ArticleId) -> bool {
    let is_original = |article_id: ArticleId| groups.origin(article_id) == groups.origin(original);
    is_original(copy) || groups.parts_of(copy).iter().any(|part| is_original(part.earlier) || is_original(part.later))
}

fn print_cost(what: &str, cost: Cost, bytes: u64) {
    println!(
        "{what}: {:.1} s of the processor, {:.1} s passed, {:.0} MB more at most",
        cost.cpu,
        cost.wall,
        bytes as f64 / 1e6
    );
}
