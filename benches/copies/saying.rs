//! "Who else says this?", asked with sentences of the corpus.

use super::corpus_generator::Random;
use super::cost::{cost_of, memory, percentile};
use super::planting::Shelf;
use parallax::corpus::ArticleId;
use parallax::events::Mentions;
use parallax::search::{AlikeQuestion, Catalogue, Holdings, alike};
use parallax::text::{Span, sentences};
use parallax::work::Cancel;
use std::collections::BTreeSet;

/// Questions asked.
const QUESTIONS: usize = 300;

/// Passages told of each.
const MOST: usize = 50;

pub(crate) fn measure(shelf: &Shelf) {
    let before = memory();
    let all: BTreeSet<ArticleId> = shelf.corpus.iter().map(|(article_id, _)| article_id).collect();
    let (mentions, never) = (Mentions::default(), Cancel::new());
    let listing = Catalogue::default().listing(&shelf.corpus, &mentions, &all, &never).expect("not cancelled");
    let (catalogue, cost) = cost_of(|| listing.indexed(&shelf.corpus, &never).expect("not cancelled"));
    println!("\nindexed in {:.1} s, {:.0} MB more", cost.cpu, memory().saturating_sub(before) as f64 / 1e6);
    ask("asked of the index", shelf, &catalogue, &mentions, QUESTIONS);
    ask("asked without an index", shelf, &listing, &mentions, 5);
}

fn ask(what: &str, shelf: &Shelf, catalogue: &Catalogue, mentions: &Mentions, count: usize) {
    let mut random = Random::new(42, 0x5a1d);
    let mut times = Vec::with_capacity(count);
    let (mut with_copy, mut found) = (0, 0);
    for turn in 0..count {
        // Half of the questions are sentences of articles with a rewritten copy.
        let &(copy, original) = &shelf.copies_of[random.below(shelf.copies_of.len())];
        let asked = if turn % 2 == 0 { original } else { ArticleId(random.below(shelf.corpus.slot_count()) as u32) };
        let Some(article) = shelf.corpus.get(asked) else { continue };
        let long: Vec<Span> = sentences(&article.text).into_iter().filter(|span| span.len() > 60).collect();
        let Some(passage) = long.get(random.below(long.len().max(1))) else { continue };
        let passage = passage.slice(&article.text);
        let question = AlikeQuestion { passage, from: Some(asked), copies: None, most: MOST };
        let holdings = Holdings { catalogue, corpus: &shelf.corpus, mentions };
        let (told, cost) = cost_of(|| alike(holdings, question, &|_| true, &Cancel::new()).expect("not cancelled"));
        times.push(cost.cpu * 1_000.0);
        // The copy may have left the sentence out: one in eight.
        if turn % 2 == 0 {
            with_copy += 1;
            found += usize::from(told.first().is_some_and(|first| shelf.root(first.article_id) == shelf.root(copy)));
        }
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{what}: p50 {:.1} ms, p99 {:.1} ms of the processor over {} sentences; a copy told first for {found} of {with_copy}",
        percentile(&times, 0.5),
        percentile(&times, 0.99),
        times.len()
    );
}
