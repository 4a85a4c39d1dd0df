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
use parallax::text::{CodePoints, Span, lines, sentences};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
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
    fn add(
        &mut self,
        links: &[Measured],
        [judged_a, judged_b]: [&[Stretch]; 2],
        is_right: impl Fn(Stretch, Stretch) -> bool,
    ) {
        for &a in judged_a {
            let of_a: Vec<&Measured> = links.iter().filter(|link| meet(a, link.a)).collect();
            let row = judged_b.iter().map(|&b| {
                let both = of_a.iter().filter(|link| meet(b, link.b));
                let best = both.clone().max_by(|x, y| x.score.total_cmp(&y.score));
                Judged {
                    is_right: is_right(a, b),
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
    let records = fs::read_to_string(data.join("align/ecbplus_pairs_dev.jsonl")).expect("the pairs");
    let mut counts = Counts::default();
    for record in records.lines().filter(|record| !record.trim().is_empty()) {
        let pair: JudgedPair = serde_json::from_str(record).expect("a pair");
        let links = measured(&article(&pair.a.text), &article(&pair.b.text));
        counts.add(&links, [&pair.judged_a, &pair.judged_b], |a, b| pair.links.contains(&(a.0, a.1, b.0, b.1)));
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
    assert!(f1 >= 0.70 && ap >= 0.82 && at_first >= 0.95, "F1 {f1:.4}, AP {ap:.4}, first {at_first:.4}");
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

#[derive(Deserialize)]
struct Known {
    file: String,
    boilerplate: Vec<String>,
}

impl Passage {
    /// With the articles in the order of their names, so that a pair of them is one.
    fn in_order(self) -> Self {
        if self.a.doc <= self.b.doc { self } else { Self { a: self.b, b: self.a, ..self } }
    }

    fn holds(&self, a: Stretch, b: Stretch) -> bool {
        meet((self.a.start, self.a.end), a) && meet((self.b.start, self.b.end), b)
    }
}

/// The articles by name, with the lines that are known to be no part of them.
fn long_articles(data: &Path) -> BTreeMap<String, Article> {
    let known = fs::read_to_string(data.join("seeds/gold.json")).expect("what is known of the articles");
    let known: Vec<Known> = serde_json::from_str(&known).expect("articles");
    let read = |known: Known| {
        let mut article = article(&fs::read_to_string(data.join("seeds").join(&known.file)).expect("an article"));
        let is_known = |line: &Span| known.boilerplate.iter().any(|known| known == line.slice(&article.text).trim());
        article.boilerplate = lines(&article.text).into_iter().filter(is_known).collect();
        (known.file, article)
    };
    known.into_iter().map(read).collect()
}

#[test]
fn long_articles_on_one_story_are_linked_no_worse_than_before() {
    let Some(data) = data() else { return };
    let gold = fs::read_to_string(data.join("align/seeds_gold_dev.json")).expect("the passages");
    let Passages { positives, negatives } = serde_json::from_str(&gold).expect("passages");
    let [positives, negatives] =
        [positives, negatives].map(|passages| passages.into_iter().map(Passage::in_order).collect::<Vec<Passage>>());
    let articles = long_articles(&data);
    let mut pairs: BTreeMap<[&str; 2], Vec<(&Passage, bool)>> = BTreeMap::new();
    let judged =
        positives.iter().map(|passage| (passage, true)).chain(negatives.iter().map(|passage| (passage, false)));
    // What one article says twice is not asked.
    for (passage, is_positive) in judged.filter(|(passage, _)| passage.a.doc != passage.b.doc) {
        pairs.entry([&passage.a.doc, &passage.b.doc]).or_default().push((passage, is_positive));
    }
    let mut counts = Counts::default();
    let [mut plain, mut found, mut look_alikes] = [0; 3];
    for ([name_a, name_b], passages) in pairs {
        let (a, b) = (&articles[name_a], &articles[name_b]);
        let links = measured(a, b);
        for &(passage, is_positive) in &passages {
            let is_linked = links.iter().any(|link| link.is_drawn && passage.holds(link.a, link.b));
            plain += usize::from(passage.grade == 2);
            found += usize::from(passage.grade == 2 && is_linked);
            look_alikes += usize::from(!is_positive && is_linked);
        }
        let judged = [a, b].map(|article| {
            let points = CodePoints::new(&article.text);
            sentences(&article.text).into_iter().map(|span| points.span(span)).collect::<Vec<Stretch>>()
        });
        let [judged_a, judged_b] = &judged;
        counts.add(&links, [judged_a, judged_b], |a, b| {
            passages.iter().any(|(passage, is_positive)| *is_positive && passage.holds(a, b))
        });
    }
    let ap = counts.average_precision();
    println!("AP {ap:.4}; plain ones linked: {found} of {plain}; look-alikes: {look_alikes} of {}", negatives.len());
    assert!(ap > 0.25 && found >= 9 && look_alikes == 0, "AP {ap:.3}, {found} of {plain}, {look_alikes} look-alikes");
}
