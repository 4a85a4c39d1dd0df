//! Links between articles, against pairs that people linked by hand (`PARALLAX_DATA/align`): they do not get worse.
//!
//! A link stands for every judged sentence of which it overlaps half of the shorter one; what was not judged does not
//! count. ECB+ (Cybulska and Vossen 2014) holds short reports of some forty happenings, the passages by hand stand in five
//! long articles on one visit. Floors stand a little below what was measured.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its data must fail; it shows what it counted"
)]

use parallax::compare::{Link, Strength, compare, every_pair};
use parallax::corpus::{Article, ContentHash, Source};
use parallax::text::{CodePoints, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// In code points, the end behind the last.
type Stretch = (usize, usize);

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("PARALLAX_DATA").map(PathBuf::from);
    if data.is_none() {
        assert!(std::env::var_os("CI").is_none(), "CI measures against PARALLAX_DATA");
        println!("ignored: PARALLAX_DATA is not set");
    }
    data
}

fn article(text: &str) -> Article {
    let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a".into(), member: None };
    Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into())
}

/// Do they overlap by half of the shorter one?
fn meet(a: Stretch, b: Stretch) -> bool {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    shared > 0 && shared * 2 >= (a.1 - a.0).min(b.1 - b.0)
}

/// A link in code points.
struct Measured {
    a: Stretch,
    b: Stretch,
    score: f32,
    strength: Strength,
    is_drawn: bool,
}

/// Every two sentences that share anything, and what is drawn without that.
fn measured(a: &Article, b: &Article) -> Vec<Measured> {
    let (points_a, points_b) = (CodePoints::new(&a.text), CodePoints::new(&b.text));
    let drawn = compare(a, b).links;
    let known: BTreeSet<(Span, Span)> = drawn.iter().map(|link| (link.a, link.b)).collect();
    let weak = every_pair(a, b, 0.0).into_iter().filter(|link| !known.contains(&(link.a, link.b)));
    let read = |link: &Link, is_drawn| Measured {
        a: points_a.span(link.a),
        b: points_b.span(link.b),
        score: link.score,
        strength: link.strength(),
        is_drawn,
    };
    let mut found: Vec<Measured> = drawn.iter().map(|link| read(link, true)).collect();
    found.extend(weak.map(|link| read(&link, false)));
    found
}

#[derive(Deserialize)]
struct JudgedPair {
    a: Text,
    b: Text,
    judged_a: Vec<Stretch>,
    judged_b: Vec<Stretch>,
    links: Vec<(usize, usize, usize, usize)>,
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

/// Two judged sentences, with the best of what links them.
struct Judged {
    is_right: bool,
    is_drawn: bool,
    score: f32,
    strength: Option<Strength>,
}

#[derive(Default)]
struct Counts {
    judged: Vec<Judged>,
    /// Sentences that have a counterpart, and how many of them have it as the strongest.
    asked: usize,
    found: usize,
}

impl Counts {
    fn add(&mut self, pair: &JudgedPair) {
        let links = measured(&article(&pair.a.text), &article(&pair.b.text));
        let right: BTreeSet<(usize, usize, usize, usize)> = pair.links.iter().copied().collect();
        for &a in &pair.judged_a {
            let of_a: Vec<&Measured> = links.iter().filter(|link| meet(a, link.a)).collect();
            let row = pair.judged_b.iter().map(|&b| {
                let both = of_a.iter().filter(|link| meet(b, link.b));
                let best = both.clone().max_by(|x, y| x.score.total_cmp(&y.score));
                Judged {
                    is_right: right.contains(&(a.0, a.1, b.0, b.1)),
                    is_drawn: { both }.any(|link| link.is_drawn),
                    score: best.map_or(0.0, |link| link.score),
                    strength: best.map(|link| link.strength),
                }
            });
            let row: Vec<Judged> = row.collect();
            if row.iter().any(|judged| judged.is_right) {
                self.asked += 1;
                // Of equals the first.
                let best = row.iter().rev().max_by(|x, y| x.score.total_cmp(&y.score));
                self.found += usize::from(best.is_some_and(|best| best.is_right && best.score > 0.0));
            }
            self.judged.extend(row);
        }
    }

    /// The share of right ones among those that `is_meant` chooses.
    fn precision(&self, is_meant: impl Fn(&Judged) -> bool) -> f64 {
        let meant: Vec<&Judged> = self.judged.iter().filter(|judged| is_meant(judged)).collect();
        share(meant.iter().filter(|judged| judged.is_right).count(), meant.len())
    }

    fn recall(&self) -> f64 {
        let right = || self.judged.iter().filter(|judged| judged.is_right);
        share(right().filter(|judged| judged.is_drawn).count(), right().count())
    }

    /// The mean of the precisions at every right one, the strongest first.
    fn average_precision(&mut self) -> f64 {
        self.judged.sort_by(|x, y| y.score.total_cmp(&x.score));
        let (mut right_count, mut sum) = (0, 0.0);
        for (rank, judged) in (1_usize..).zip(&self.judged) {
            if judged.is_right && judged.score > 0.0 {
                right_count += 1;
                sum += share(right_count, rank);
            }
        }
        sum / self.judged.iter().filter(|judged| judged.is_right).count().max(1) as f64
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[test]
fn short_reports_are_linked_no_worse_than_before() {
    let Some(data) = data() else { return };
    let lines = fs::read_to_string(data.join("align/ecbplus_pairs_dev.jsonl")).expect("the pairs");
    let mut counts = Counts::default();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        counts.add(&serde_json::from_str(line).expect("a pair"));
    }
    let (precision, recall) = (counts.precision(|judged| judged.is_drawn), counts.recall());
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let at_first = share(counts.found, counts.asked);
    let drawn_as = |strength| counts.precision(|judged| judged.is_drawn && judged.strength == Some(strength));
    let [strong, likely, weak] = [Strength::Strong, Strength::Likely, Strength::Weak].map(drawn_as);
    let ap = counts.average_precision();
    println!("precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}, AP {ap:.4}, first {at_first:.4}");
    println!("right of strong {strong:.3}, of likely {likely:.3}, of weak {weak:.3}");
    assert!(counts.judged.len() > 3000, "only {} were judged", counts.judged.len());
    assert!(f1 >= 0.65 && ap >= 0.78 && at_first >= 0.938, "F1 {f1:.4}, AP {ap:.4}, first {at_first:.4}");
}

#[derive(Deserialize)]
struct Passages {
    positives: Vec<Passage>,
    negatives: Vec<Passage>,
}

#[derive(Deserialize)]
struct Passage {
    #[serde(default)]
    grade: u8,
    a: Place,
    b: Place,
}

#[derive(Deserialize)]
struct Place {
    doc: String,
    start: usize,
    end: usize,
}

#[test]
fn long_articles_on_one_story_are_linked_no_worse_than_before() {
    let Some(data) = data() else { return };
    let gold = fs::read_to_string(data.join("align/seeds_gold_dev.json")).expect("the passages");
    let gold: Passages = serde_json::from_str(&gold).expect("passages");
    let read = |doc: &String| article(&fs::read_to_string(data.join("seeds").join(doc)).expect("an article"));
    let mut pairs: BTreeMap<(String, String), Vec<Measured>> = BTreeMap::new();
    let mut is_linked = |passage: &Passage| {
        let (a, b) = (&passage.a, &passage.b);
        let links =
            pairs.entry((a.doc.clone(), b.doc.clone())).or_insert_with(|| measured(&read(&a.doc), &read(&b.doc)));
        let within = |link: &&Measured| meet((a.start, a.end), link.a) && meet((b.start, b.end), link.b);
        links.iter().filter(|link| link.is_drawn).any(|link| within(&link))
    };
    // What one article says twice is not asked.
    let is_asked = |passage: &&Passage| passage.grade == 2 && passage.a.doc != passage.b.doc;
    let plain: Vec<&Passage> = gold.positives.iter().filter(is_asked).collect();
    let found = plain.iter().filter(|passage| is_linked(passage)).count();
    let wrong = gold.negatives.iter().filter(|passage| is_linked(passage)).count();
    println!("plain ones linked: {found} of {}; look-alikes: {wrong} of {}", plain.len(), gold.negatives.len());
    assert!(found >= 8 && wrong <= 1, "{found} of {} linked, {wrong} look-alikes", plain.len());
}
