//! The layer as a whole: links a person would draw, what must always hold, and links that annotators drew.

use super::*;
use crate::corpus::{Article, ContentHash, Source};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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
        prop_assert!(comparison.links.iter().all(|link| link.kind == LinkKind::Identical));
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

/// The folder of the measuring data, or nothing where there is none to be had.
fn measuring_data() -> Option<PathBuf> {
    let folder = std::env::var_os("PARALLAX_DATA").map(PathBuf::from);
    assert!(
        folder.is_some() || std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "PARALLAX_DATA must be set in CI"
    );
    if folder.is_none() {
        println!("ignored: PARALLAX_DATA is not set");
    }
    folder
}

/// Code points to a byte span.
fn span(text: &str, start: &serde_json::Value, end: &serde_json::Value) -> Span {
    let byte = |offset: &serde_json::Value| {
        let count = offset.as_u64().expect("an offset") as usize;
        text.char_indices().nth(count).map_or(text.len(), |(byte, _)| byte)
    };
    Span::new(byte(start), byte(end))
}

/// Do two spans share at least half of the shorter?
fn overlap(x: Span, y: Span) -> bool {
    let shared = x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize;
    shared > 0 && shared * 2 >= x.len().min(y.len())
}

/// Sentence pairs with the score they were given, whether drawn, and whether annotators linked them.
#[derive(Default)]
struct Scored {
    pairs: Vec<(f32, bool, bool)>,
    asked: usize,
    hit: usize,
    total: usize,
}

impl Scored {
    fn add(&mut self, a: &Article, b: &Article, rows: &[Span], columns: &[Span], is_gold: impl Fn(Span, Span) -> bool) {
        let drawn = compare(a, b).links;
        let every = every_pair(a, b, 0.0);
        for &row in rows {
            let here: Vec<&Link> = every.iter().filter(|link| overlap(row, link.a)).collect();
            let drawn_here: Vec<&Link> = drawn.iter().filter(|link| overlap(row, link.a)).collect();
            let mut best = (0.0, false);
            let mut has_gold = false;
            for &column in columns {
                let scores = here.iter().filter(|link| overlap(column, link.b)).map(|link| link.score);
                let score = scores.fold(0.0, f32::max);
                let is_right = is_gold(row, column);
                has_gold |= is_right;
                if score > best.0 {
                    best = (score, is_right);
                }
                self.total += usize::from(is_right);
                self.pairs.push((score, drawn_here.iter().any(|link| overlap(column, link.b)), is_right));
            }
            self.asked += usize::from(has_gold);
            self.hit += usize::from(has_gold && best.1);
        }
    }

    /// Precision, recall and F1 of what is drawn.
    fn drawn(&self) -> [f64; 3] {
        let count = |test: fn(&(f32, bool, bool)) -> bool| self.pairs.iter().filter(|pair| test(pair)).count() as f64;
        let right = count(|&(_, drawn, right)| drawn && right);
        let precision = right / count(|&(_, drawn, _)| drawn).max(1.0);
        let recall = right / (self.total.max(1) as f64);
        [precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9)]
    }

    /// Average precision, and the best F1 over all thresholds with its threshold.
    fn ranked(&mut self) -> [f64; 3] {
        self.pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
        let (mut right, mut sum, mut best) = (0.0, 0.0, [0.0, 0.0]);
        for (rank, &(score, _, is_right)) in self.pairs.iter().enumerate() {
            if is_right && score > 0.0 {
                right += 1.0;
                sum += right / (rank + 1) as f64;
            }
            let f1 = 2.0 * right / ((rank + 1) as f64 + self.total as f64);
            if f1 > best[0] {
                best = [f1, f64::from(score)];
            }
        }
        [sum / (self.total.max(1) as f64), best[0], best[1]]
    }

    fn report(&mut self, name: &str) -> [f64; 2] {
        let ([p, r, f], hit) = (self.drawn(), self.hit as f64 / self.asked.max(1) as f64);
        let [ap, best_f, at] = self.ranked();
        println!(
            "{name}: drawn P {p:.3} R {r:.3} F1 {f:.3}, AP {ap:.4}, best F1 {best_f:.3} at {at:.3}, hit@1 {hit:.3}"
        );
        [f, ap]
    }
}

#[test]
fn links_of_article_pairs_are_those_that_annotators_drew() {
    let Some(folder) = measuring_data() else { return };
    let records = std::fs::read_to_string(folder.join("align/ecbplus_pairs_dev.jsonl")).expect("the pairs");
    let mut scored = Scored::default();
    for line in records.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record");
        let text = |side: &str| record[side]["text"].as_str().expect("a text").to_owned();
        let (text_a, text_b) = (text("a"), text("b"));
        let spans = |key: &str, text: &str| -> Vec<Span> {
            record[key].as_array().expect("spans").iter().map(|pair| span(text, &pair[0], &pair[1])).collect()
        };
        let links: Vec<(Span, Span)> = record["links"]
            .as_array()
            .expect("links")
            .iter()
            .map(|link| (span(&text_a, &link[0], &link[1]), span(&text_b, &link[2], &link[3])))
            .collect();
        let (rows, columns) = (spans("judged_a", &text_a), spans("judged_b", &text_b));
        scored.add(&article(&text_a), &article(&text_b), &rows, &columns, |a, b| links.contains(&(a, b)));
    }
    let [f1, ap] = scored.report("ECB+");
    assert!(scored.pairs.len() > 3000, "only {} pairs were read", scored.pairs.len());
    assert!(f1 > 0.66 && ap > 0.80, "F1 {f1:.3}, AP {ap:.3}");
}

fn hand_made(folder: &Path) -> (Scored, [usize; 4]) {
    let gold = std::fs::read_to_string(folder.join("align/seeds_gold_dev.json")).expect("the links");
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("a record");
    let mut pairs: BTreeMap<[String; 2], Vec<(Span, Span, bool)>> = BTreeMap::new();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (kind, is_positive) in [("positives", true), ("negatives", false)] {
        for item in gold[kind].as_array().expect("items") {
            let mut side = |key: &str| {
                let name = item[key]["doc"].as_str().expect("a document").to_owned();
                let text = texts
                    .entry(name.clone())
                    .or_insert_with(|| std::fs::read_to_string(folder.join("seeds").join(&name)).expect("a document"));
                (name, span(text, &item[key]["start"], &item[key]["end"]))
            };
            let ((name_a, span_a), (name_b, span_b)) = (side("a"), side("b"));
            let (names, spans) = if name_a <= name_b {
                ([name_a, name_b], (span_a, span_b))
            } else {
                ([name_b, name_a], (span_b, span_a))
            };
            pairs.entry(names).or_default().push((spans.0, spans.1, is_positive));
        }
    }
    pairs.retain(|[name_a, name_b], _| name_a != name_b);
    let boilerplate = std::fs::read_to_string(folder.join("seeds/gold.json")).expect("what is known of the documents");
    let boilerplate: serde_json::Value = serde_json::from_str(&boilerplate).expect("a record");
    let read = |name: &str| {
        let mut article = article(&texts[name]);
        let known = boilerplate.as_array().expect("documents").iter().find(|known| known["file"] == name);
        let lines = known.and_then(|known| known["boilerplate"].as_array()).expect("lines");
        let lines: Vec<&str> = lines.iter().filter_map(serde_json::Value::as_str).collect();
        article.boilerplate = crate::text::lines(&article.text)
            .into_iter()
            .filter(|line| lines.contains(&line.slice(&article.text).trim()))
            .collect();
        article
    };
    let mut scored = Scored::default();
    let [mut found, mut wanted, mut look_alikes, mut drawn_count] = [0; 4];
    for ([name_a, name_b], passages) in &pairs {
        let (a, b) = (read(name_a), read(name_b));
        let links = compare(&a, &b).links;
        drawn_count += links.len();
        if std::env::var_os("PARALLAX_SHOW").is_some() {
            for link in &links {
                println!(
                    "{:.3} {}\n   {}\n   {}",
                    link.score,
                    link.why(),
                    link.a.slice(&a.text),
                    link.b.slice(&b.text)
                );
            }
        }
        for &(passage_a, passage_b, is_positive) in passages {
            let is_linked = links.iter().any(|link| overlap(passage_a, link.a) && overlap(passage_b, link.b));
            wanted += usize::from(is_positive);
            found += usize::from(is_positive && is_linked);
            look_alikes += usize::from(!is_positive && is_linked);
        }
        let (rows, columns) = (crate::text::sentences(&a.text), crate::text::sentences(&b.text));
        scored.add(&a, &b, &rows, &columns, |x, y| {
            passages.iter().any(|&(a, b, is_positive)| is_positive && overlap(x, a) && overlap(y, b))
        });
    }
    (scored, [found, wanted, look_alikes, drawn_count])
}

#[test]
fn links_of_long_articles_are_those_that_a_person_drew() {
    let Some(folder) = measuring_data() else { return };
    let (mut scored, [found, wanted, look_alikes, drawn_count]) = hand_made(&folder);
    println!(
        "hand-made: {found} of {wanted} passages found, {look_alikes} look-alikes linked, {drawn_count} links drawn"
    );
    let [_, ap] = scored.report("hand-made");
    assert!(ap > 0.23 && wanted > 20 && look_alikes == 0, "AP {ap:.3} over {wanted} passages");
}
