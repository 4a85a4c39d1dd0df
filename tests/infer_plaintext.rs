//! What is inferred of saved news pages as plain text, against what their publishers state.
//!
//! Needs the collection in `PARALLAX_DATA`. File names there tell outlet and date, so the pages are read from numbered
//! copies. Floors stand a little below what was measured; `PARALLAX_MISSES=1` prints every miss.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement prints its figures and stops where its data is broken"
)]

use parallax::corpus::{Article, Basis};
use parallax::ingest;
use parallax::work::{Cancel, Progress};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("PARALLAX_DATA").map(PathBuf::from);
    if data.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "PARALLAX_DATA must be set in CI");
        println!("ignored: PARALLAX_DATA is not set");
    }
    data
}

fn read(paths: &[PathBuf]) -> Vec<Article> {
    let mut articles = Vec::new();
    ingest::read(paths, &Cancel::new(), &Progress::new(), &mut |batch| articles.extend(batch.articles));
    articles
}

/// Shares of one field: how many have a gold value, were answered, were right; and both by tenths of confidence.
#[derive(Default)]
struct Score {
    gold: usize,
    answered: usize,
    right: usize,
    by_confidence: BTreeMap<u32, (usize, usize)>,
    by_rule: BTreeMap<String, (usize, usize)>,
}

impl Score {
    fn add(&mut self, basis: Option<&Basis>, is_right: bool) {
        self.gold += 1;
        let Some(basis) = basis else { return };
        self.answered += 1;
        self.right += usize::from(is_right);
        let bin = self.by_confidence.entry((basis.confidence() * 10.0) as u32).or_default();
        *bin = (bin.0 + 1, bin.1 + usize::from(is_right));
        let rule = self.by_rule.entry(basis.rule().to_owned()).or_default();
        *rule = (rule.0 + 1, rule.1 + usize::from(is_right));
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.answered.max(1) as f64
    }

    /// Answers with a confidence that is shown as sure: all, right.
    fn sure(&self) -> (usize, usize) {
        let bins = self.by_confidence.iter().filter(|(bin, _)| **bin >= 8);
        bins.fold((0, 0), |sum, (_, (all, right))| (sum.0 + all, sum.1 + right))
    }

    fn print(&self, name: &str) {
        println!(
            "{name:16} gold {:3}  answered {:3}  right {:3}  recall {:.3}  precision {:.3}",
            self.gold,
            self.answered,
            self.right,
            self.recall(),
            self.precision()
        );
        let bins: Vec<String> =
            self.by_confidence.iter().map(|(bin, (all, right))| format!(".{bin}: {right}/{all}")).collect();
        let rules: Vec<String> =
            self.by_rule.iter().map(|(rule, (all, right))| format!("{rule} {right}/{all}")).collect();
        println!("    by confidence {}\n    by rule {}", bins.join(", "), rules.join(", "));
    }
}

/// Letters and digits in small letters: the form in which titles are compared.
fn plain(value: &str) -> String {
    let words: Vec<String> = value
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join(" ")
}

/// An outlet's name without what names differ in.
fn outlet_key(value: &str) -> String {
    let drop = ["the", "news", "online", "die", "der", "das", "com", "org", "net", "de", "co", "uk"];
    let value = value.split('(').next().unwrap_or(value);
    plain(value).split(' ').filter(|word| !drop.contains(word)).collect()
}

fn is_same_outlet(a: &str, b: &str, domain: &str) -> bool {
    let (a, b) = (outlet_key(a), outlet_key(b));
    let stem = outlet_key(domain.split('.').next().unwrap_or(""));
    a == b || a == stem || a.len() > 3 && b.len() > 3 && (a.contains(&b) || b.contains(&a))
}

fn text(value: &Value, keys: &[&str]) -> String {
    let mut value = value;
    for key in keys {
        value = &value[*key];
    }
    value.as_str().unwrap_or("").to_owned()
}

struct Scores {
    title: Score,
    /// Pages that do not hold their title: any answer is wrong.
    lost_title: Score,
    outlet: Score,
    date: Score,
    byline: Score,
}

fn score(part: &str, data: &Path) -> Scores {
    let folder = data.join("pages/plaintext");
    let manifest = std::fs::read_to_string(folder.join("manifest.jsonl")).expect("the manifest");
    let entries: Vec<Value> = manifest.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let numbered = tempfile::tempdir().expect("a folder");
    let mut scores = Scores {
        title: Score::default(),
        lost_title: Score::default(),
        outlet: Score::default(),
        date: Score::default(),
        byline: Score::default(),
    };
    let shows_misses = std::env::var_os("PARALLAX_MISSES").is_some();
    for (number, entry) in entries.iter().enumerate() {
        let copy = numbered.path().join(format!("a{number:03}b.txt"));
        std::fs::copy(folder.join(part).join(text(entry, &["id"])), &copy).expect("a copy");
        let articles = read(std::slice::from_ref(&copy));
        let Some(article) = articles.first() else { continue };
        let miss = |field: &str, gold: &str, got: &str, basis: Option<&Basis>| {
            if shows_misses {
                let rule = basis.map_or("", Basis::rule);
                println!("{part} {field}: {} expected {gold:?}, got {got:?} {rule}", text(entry, &["id"]));
            }
        };
        let gold_title = text(entry, &["gold", "title"]);
        let flag = if part == "page" { "title_in_page" } else { "title_in_main" };
        let title = article.title().unwrap_or("");
        let basis = article.title.as_ref().map(|known| &known.basis);
        if entry["clues"][flag] == true {
            let is_right = plain(title) == plain(&gold_title);
            scores.title.add(basis, is_right);
            if !is_right {
                miss("title", &gold_title, title, basis);
            }
        } else {
            scores.lost_title.add(basis, plain(title) == plain(&gold_title));
            if basis.is_some() && plain(title) != plain(&gold_title) {
                miss("lost title", &gold_title, title, basis);
            }
        }
        let gold_outlet = text(entry, &["gold", "sitename"]);
        let basis = article.outlet.as_ref().map(|known| &known.basis);
        let is_right =
            article.outlet().is_some_and(|outlet| is_same_outlet(outlet, &gold_outlet, &text(entry, &["domain"])));
        scores.outlet.add(basis, is_right);
        if !is_right {
            miss("outlet", &gold_outlet, article.outlet().unwrap_or(""), basis);
        }
        let gold_date = text(entry, &["gold", "date"]);
        let basis = article.published.as_ref().map(|known| &known.basis);
        let day: Option<chrono::NaiveDate> = gold_date.get(..10).and_then(|day| day.parse().ok());
        let is_right = article.published().zip(day).is_some_and(|(got, day)| got.first() <= day && day <= got.last());
        scores.date.add(basis, is_right);
        if !is_right {
            let got = article.published().map(|got| got.to_string()).unwrap_or_default();
            miss("date", &gold_date, &got, basis);
        }
        let gold_author = text(entry, &["gold", "author"]);
        let basis = article.byline.as_ref().map(|known| &known.basis);
        let is_right = article.byline().is_some_and(|name| {
            plain(&gold_author).contains(&plain(name))
                || plain(name).contains(plain(&gold_author).split(' ').next_back().unwrap_or("?"))
        });
        scores.byline.add(basis, is_right);
        if !is_right && basis.is_some() {
            miss("byline", &gold_author, article.byline().unwrap_or(""), basis);
        }
    }
    println!("== {part}");
    scores.title.print("title");
    scores.lost_title.print("title not there");
    scores.outlet.print("outlet");
    scores.date.print("date");
    scores.byline.print("byline");
    scores
}

/// The share of right titles among all that are shown, and among those shown as sure; whether the text holds its title or not.
fn title_precision(scores: &Scores) -> (f64, f64) {
    let both = [&scores.title, &scores.lost_title];
    let sum = |of: fn(&Score) -> usize| both.into_iter().map(of).sum::<usize>() as f64;
    let shown = sum(|score| score.right) / sum(|score| score.answered).max(1.0);
    (shown, sum(|score| score.sure().1) / sum(|score| score.sure().0).max(1.0))
}

#[test]
fn whole_pages_give_their_fields_away() {
    let Some(data) = data() else { return };
    let scores = score("page", &data);
    let (shown, sure) = title_precision(&scores);
    println!("titles shown {shown:.3} right, as sure {sure:.3}");
    assert!(scores.title.recall() > 0.40, "title recall {}", scores.title.recall());
    assert!(shown >= 0.90 && sure >= 0.97, "titles shown {shown}, sure {sure}");
    assert!(scores.outlet.precision() > 0.93, "outlet precision {}", scores.outlet.precision());
    assert!(scores.outlet.recall() > 0.64, "outlet recall {}", scores.outlet.recall());
    assert!(scores.date.precision() > 0.94, "date precision {}", scores.date.precision());
    assert!(scores.date.recall() > 0.70, "date recall {}", scores.date.recall());
    assert!(scores.byline.precision() > 0.88, "byline precision {}", scores.byline.precision());
}

#[test]
fn main_text_alone_gives_little_away_and_nothing_wrong() {
    let Some(data) = data() else { return };
    let scores = score("main", &data);
    let (shown, sure) = title_precision(&scores);
    println!("titles shown {shown:.3} right, as sure {sure:.3}");
    assert!(scores.title.recall() > 0.78, "title recall {}", scores.title.recall());
    assert!(shown >= 0.90 && sure >= 0.97, "titles shown {shown}, sure {sure}");
    assert!(scores.outlet.answered - scores.outlet.right <= 2, "wrong outlets");
    assert!(scores.date.answered - scores.date.right <= 4, "wrong dates");
}
