//! The layer as a whole: links a person would draw, and what must always hold. Links that people drew: `tests/compare_links.rs`.

use super::*;
use crate::corpus::{Article, ContentHash, Source};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

fn article(text: &str) -> Article {
    let source = Source { path: Arc::new(PathBuf::from("test")), shown_path: "test".into(), member: None };
    Article::of_text(source, "test".into(), ContentHash([0; 32]), text.into())
}

#[test]
fn every_linking_case_gives_the_named_links() {
    let cases = include_str!("../../tests/cases/compare/links.txt");
    let mut case_count = 0;
    let mut wrong = Vec::new();
    for case in cases.split("\n== ").skip(1) {
        let (name, body) = case.split_once('\n').expect("a name and a body");
        let of = |key: &str| -> Vec<&str> { body.lines().filter_map(|line| line.strip_prefix(key)).collect() };
        let (lines_a, lines_b) = (of("a: "), of("b: "));
        let (a, b) = (article(&lines_a.join("\n")), article(&lines_b.join("\n")));
        let comparison = compare(&a, &b);
        let number = |lines: &[&str], text: &str, span: Span| {
            1 + lines.iter().position(|line| *line == span.slice(text)).expect("one of the sentences")
        };
        let in_a = |span: Span| number(&lines_a, &a.text, span);
        let in_b = |span: Span| number(&lines_b, &b.text, span);
        let mut shown: Vec<String> = Vec::new();
        for link in &comparison.links {
            shown.push(format!("{} {} {}: {}", in_a(link.a), in_b(link.b), link.kind.name(), link.why()));
            let told = link.conflicts.iter().map(|conflict| (conflict.matter.name(), conflict.a, conflict.b));
            let quoted = link.quote.filter(|quote| quote.is_altered).map(|quote| ("altered", quote.a, quote.b));
            for (what, x, y) in told.chain(quoted) {
                shown.push(format!("  {what}: {} / {}", x.slice(&a.text), y.slice(&b.text)));
            }
        }
        shown.extend(comparison.only_a.iter().map(|&span| format!("{} -", in_a(span))));
        shown.extend(comparison.only_b.iter().map(|&span| format!("- {}", in_b(span))));
        for (side, facts) in [("a", &comparison.facts_a), ("b", &comparison.facts_b)] {
            shown.extend(facts.iter().map(|fact| format!("{side} {}: {}", fact.kind.name(), fact.wording)));
        }
        if shown != of("link: ") {
            wrong.push(format!("{name}:\n  {}", shown.join("\n  ")));
        }
        case_count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(case_count >= 12, "only {case_count} cases were read");
}

#[test]
fn boilerplate_is_not_compared() {
    let text = "Sign up for our newsletter today.\nXi landed in Moscow on Monday.";
    let (mut a, b) = (article(text), article(text));
    a.boilerplate = vec![Span::new(0, 33)];
    let comparison = compare(&a, &b);
    assert_eq!(
        comparison.links.iter().map(|link| link.a.slice(text)).collect::<Vec<_>>(),
        ["Xi landed in Moscow on Monday."]
    );
    assert_eq!(
        comparison.only_b.iter().map(|span| span.slice(text)).collect::<Vec<_>>(),
        ["Sign up for our newsletter today."]
    );
}

proptest! {
    #[test]
    fn links_fit_their_texts_and_what_is_alone_has_none(
        a in "([A-E][a-d]{1,3}( [a-d]{1,3}){0,8}[.?] ?|\\PC|\n){0,12}", b in "([A-E][a-d]{1,3}( [a-d]{1,3}){0,8}[.?] ?|\\PC|\n){0,12}"
    ) {
        let (a, b) = (article(&a), article(&b));
        let comparison = compare(&a, &b);
        for link in &comparison.links {
            prop_assert!(!link.a.slice(&a.text).is_empty() && !link.b.slice(&b.text).is_empty());
            prop_assert!((0.0..=1.0).contains(&link.score), "{}", link.score);
            prop_assert!(!comparison.only_a.contains(&link.a) && !comparison.only_b.contains(&link.b));
            prop_assert!(!link.why().is_empty());
        }
        prop_assert!(comparison.links.is_sorted_by_key(|link| (link.a, link.b)));
    }

    #[test]
    fn an_article_is_linked_to_itself_sentence_by_sentence(text in "([A-Z][a-z]{3,9}( [a-z]{3,9}){4,9}[.]\n){1,8}") {
        let (a, b) = (article(&text), article(&text));
        let comparison = compare(&a, &b);
        for sentence in crate::text::sentences(&text) {
            let itself = comparison.links.iter().find(|link| link.a == sentence && link.b == sentence);
            prop_assert_eq!(itself.map(|link| link.kind), Some(LinkKind::Identical));
        }
        // What it tells twice is linked too.
        prop_assert!(comparison.links.iter().all(|link| link.a != link.b || link.kind == LinkKind::Identical));
        prop_assert!(comparison.only_a.is_empty() && comparison.only_b.is_empty());
        prop_assert!(comparison.facts_a.is_empty() && comparison.facts_b.is_empty());
    }

    #[test]
    fn the_other_way_round_the_links_are_mirrored(a in NEWS, b in NEWS) {
        let (a, b) = (article(&a), article(&b));
        let (one, other) = (compare(&a, &b), compare(&b, &a));
        let pairs = |links: &[Link], swaps: bool| -> BTreeMap<(Span, Span), (LinkKind, u32)> {
            let ends = |link: &Link| if swaps { (link.b, link.a) } else { (link.a, link.b) };
            links.iter().map(|link| (ends(link), (link.kind, link.score.to_bits()))).collect()
        };
        prop_assert_eq!(pairs(&one.links, false), pairs(&other.links, true));
        prop_assert_eq!(&one.only_a, &other.only_b);
        prop_assert_eq!(&one.facts_a, &other.facts_b);
    }

    #[test]
    fn the_order_of_sentences_changes_no_link(
        lines in proptest::collection::vec(SENTENCE, 4..10), turned in 1..4_usize, b in NEWS
    ) {
        // The first sentence stays: what stands where a headline does is told apart.
        let mut other = lines.clone();
        other.get_mut(1..).unwrap().rotate_left(turned % (lines.len() - 1));
        let b = article(&b);
        let told = |lines: &[String]| -> std::collections::BTreeSet<(String, Span)> {
            let a = article(&lines.join("\n"));
            let strong = every_pair(&a, &b, 0.0).into_iter().filter(|link| link.shared != Shared::default());
            strong.map(|link| (link.a.slice(&a.text).to_owned(), link.b)).collect()
        };
        prop_assert_eq!(told(&lines), told(&other));
    }
}

/// Sentences that share words, figures and quotations now and then.
const SENTENCE: &str = "(The|At least|On Monday) [0-9]{0,2} (people|minister|court|Xi) (killed|signed|met|left) (in|the) (Moscow|deal|“dear old friends”) [a-c]{1,3}[.]";
const NEWS: &str = "((The|At least|On Monday) [0-9]{0,2} (people|minister|court|Xi) (killed|signed|met|left) (in|the) (Moscow|deal|“dear old friends”) [a-c]{1,3}[.]\n){0,9}";
