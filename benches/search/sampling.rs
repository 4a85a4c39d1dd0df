//! The questions: drawn by lot from the corpus that is asked, the same at every run.

use super::engine::{Ask, Query};
use crate::corpus_generator::{GeneratedArticle, Random};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Queries of a class.
const QUERIES: usize = 24;
/// Articles whose words are counted to tell common words from rare ones.
const SAMPLED: usize = 4_000;

/// Queries of one kind.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) name: &'static str,
    pub(crate) ask: Ask,
    pub(crate) queries: Vec<Query>,
}

/// Draws the queries of every class from the English articles.
pub(crate) fn classes(articles: &[GeneratedArticle]) -> Vec<Class> {
    let sample = Sample::of(articles);
    let mut random = Random::new(7, 7);
    let word = |word: &str| Query::All(vec![word.to_owned()]);
    let mut common = sample.between(0.08, 0.4);
    let mut medium = sample.between(0.005, 0.03);
    shuffle(&mut common, &mut random);
    shuffle(&mut medium, &mut random);
    let both = |one: &[&str], other: &[&str]| -> Vec<Query> {
        let pairs = one.iter().zip(other).take(QUERIES);
        pairs.map(|(one, other)| Query::All(vec![(*one).to_owned(), (*other).to_owned()])).collect()
    };
    let words: Vec<Query> = common.iter().take(QUERIES).map(|common| word(common)).collect();
    let common_and_medium = both(&common, &medium);
    let other_common: Vec<&str> = common.iter().skip(QUERIES).copied().collect();
    let phrases = distinct(|| sample.phrase(&mut random, |stops| stops < 2));
    let stop_phrases = distinct(|| sample.phrase(&mut random, |stops| stops >= 2));
    let prefixes: Vec<Vec<Query>> =
        [5, 3, 2, 1].map(|length| distinct(|| sample.prefix(length, &mut random))).into_iter().collect();
    let rare = distinct(|| sample.rare(&mut random).map(|rare| Query::All(vec![rare])));
    let fuzzy: Vec<Vec<Query>> =
        [1, 2].map(|distance| distinct(|| sample.misspelt(distance, &mut random))).into_iter().collect();
    let regexes = distinct(|| sample.word_regex(&mut random));
    let substrings = distinct(|| sample.substring(&mut random));
    let near = distinct(|| sample.near(&mut random));
    let literal = distinct(|| sample.regex_with_literal(&mut random));
    let mixed = [&words, &common_and_medium, &phrases, &prefixes[1]];
    let keystrokes = mixed.iter().flat_map(|queries| queries.iter().take(QUERIES / 4)).cloned().collect();
    let [prefix_5, prefix_3, prefix_2, prefix_1]: [Vec<Query>; 4] = prefixes.try_into().unwrap_or_default();
    let [fuzzy_1, fuzzy_2]: [Vec<Query>; 2] = fuzzy.try_into().unwrap_or_default();
    let class = |name, ask, queries| Class { name, ask, queries };
    vec![
        class("common word", Ask::Count, words.clone()),
        class("rare word", Ask::Count, rare),
        class("AND common, medium", Ask::Count, common_and_medium),
        class("AND common, common", Ask::Count, both(&common, &other_common)),
        class("phrase", Ask::Count, phrases),
        class("phrase of common words", Ask::Count, stop_phrases),
        class("prefix of 5", Ask::Count, prefix_5),
        class("prefix of 3", Ask::Count, prefix_3),
        class("prefix of 2", Ask::Count, prefix_2),
        class("prefix of 1", Ask::Count, prefix_1),
        class("fuzzy 1", Ask::Count, fuzzy_1),
        class("fuzzy 2", Ask::Count, fuzzy_2),
        class("regex of a word", Ask::Count, regexes),
        class("substring of a word", Ask::Count, substrings),
        class("NEAR/5", Ask::Count, near),
        class("newest 100, count", Ask::Newest, words.clone()),
        class("months", Ask::Months, words.clone()),
        class("outlets", Ask::Outlets, words),
        class("a keystroke", Ask::Keystroke, keystrokes),
        class("regex with a literal word", Ask::Count, literal),
    ]
}

/// Calls `draw` until there are enough different queries, or no more come.
fn distinct(mut draw: impl FnMut() -> Option<Query>) -> Vec<Query> {
    let (mut known, mut queries) = (HashSet::new(), Vec::new());
    for _ in 0..200 * QUERIES {
        if queries.len() == QUERIES {
            break;
        }
        if let Some(query) = draw().filter(|query| known.insert(query.clone())) {
            queries.push(query);
        }
    }
    queries
}

fn shuffle(words: &mut [&str], random: &mut Random) {
    for index in (1..words.len()).rev() {
        words.swap(index, random.below(index + 1));
    }
}

/// Articles as the words that they hold, and how many of them hold each word.
struct Sample<'a> {
    /// Runs of words with one space between them, each of lower-case ASCII letters.
    runs: Vec<Vec<&'a str>>,
    frequency: HashMap<&'a str, u32>,
    size: f64,
}

impl<'a> Sample<'a> {
    fn of(articles: &'a [GeneratedArticle]) -> Self {
        let english: Vec<_> = articles.iter().filter(|article| article.language == "en").collect();
        let step = english.len().div_ceil(SAMPLED).max(1);
        let (mut runs, mut frequency, mut size) = (Vec::new(), HashMap::new(), 0.0);
        for article in english.into_iter().step_by(step) {
            let mut words = BTreeSet::new();
            for line in article.text.lines() {
                let mut run = Vec::new();
                for word in line.split(' ') {
                    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                        run.push(word);
                        words.insert(word);
                    } else if !run.is_empty() {
                        runs.push(std::mem::take(&mut run));
                    }
                }
                runs.push(run);
            }
            for word in words {
                *frequency.entry(word).or_insert(0) += 1;
            }
            size += 1.0;
        }
        runs.retain(|run| run.len() > 3);
        Self { runs, frequency, size }
    }

    fn share(&self, word: &str) -> f64 {
        f64::from(self.frequency.get(word).copied().unwrap_or(0)) / self.size
    }

    /// The words that such shares of the articles hold, in the order of the alphabet.
    fn between(&self, least: f64, most: f64) -> Vec<&'a str> {
        let is_within = |word: &&str| (least..most).contains(&self.share(word)) && word.len() > 2;
        let mut words: Vec<&str> = self.frequency.keys().copied().filter(is_within).collect();
        words.sort_unstable();
        words
    }

    /// A place in a run, and the run.
    fn place(&self, length: usize, random: &mut Random) -> Option<&[&'a str]> {
        let run = &self.runs[random.below(self.runs.len())];
        let start = random.below(run.len());
        run.get(start..start + length)
    }

    /// A word that carries meaning, as often as it occurs.
    fn word(&self, least_letters: usize, random: &mut Random) -> Option<&'a str> {
        let word = self.place(1, random)?[0];
        (word.len() >= least_letters && self.share(word) < 0.3).then_some(word)
    }

    fn rare(&self, random: &mut Random) -> Option<String> {
        let word = self.word(5, random)?;
        (self.frequency.get(word) == Some(&1)).then(|| word.to_owned())
    }

    /// Two to four words one after the other; `is_wanted` is told how many of them stand in half of all articles.
    fn phrase(&self, random: &mut Random, is_wanted: impl Fn(usize) -> bool) -> Option<Query> {
        let words = self.place(2 + random.below(3), random)?;
        let stops = words.iter().filter(|word| self.share(word) > 0.5).count();
        let has_only_stops = stops == words.len();
        (is_wanted(stops) && (stops < 2 || has_only_stops))
            .then(|| Query::Phrase(words.iter().map(|&word| word.to_owned()).collect()))
    }

    fn prefix(&self, length: usize, random: &mut Random) -> Option<Query> {
        let word = self.word(length + 1, random)?;
        word.get(..length).map(|prefix| Query::Prefix(prefix.to_owned()))
    }

    fn misspelt(&self, distance: u8, random: &mut Random) -> Option<Query> {
        let mut letters = self.word(6, random)?.as_bytes().to_vec();
        for _ in 0..distance {
            let place = 1 + random.below(letters.len() - 1);
            letters[place] = b'a' + random.below(26) as u8;
        }
        String::from_utf8(letters).ok().map(|word| Query::Fuzzy(word, distance))
    }

    fn word_regex(&self, random: &mut Random) -> Option<Query> {
        let word = self.word(7, random)?;
        let (start, end) = (word.get(..2)?, word.get(word.len() - 3..)?);
        let middle = random.pick(&[".*", ".+", "[a-m]+", "[^e]*"]);
        Some(Query::WordRegex(format!("{start}{middle}{end}")))
    }

    fn substring(&self, random: &mut Random) -> Option<Query> {
        let word = self.word(7, random)?;
        word.get(2..6).map(|part| Query::Substring(part.to_owned()))
    }

    fn near(&self, random: &mut Random) -> Option<Query> {
        let words = self.place(2 + random.below(3), random)?;
        let (&first, &last) = (words.first()?, words.last()?);
        let is_content = |word: &str| self.share(word) < 0.3;
        (first != last && is_content(first) && is_content(last))
            .then(|| Query::Near(first.to_owned(), last.to_owned(), 5))
    }

    /// A word that must be there, any word, and how the next one starts.
    fn regex_with_literal(&self, random: &mut Random) -> Option<Query> {
        let words = self.place(3, random)?;
        let start = words[2].get(..2)?;
        (0.0005..0.3).contains(&self.share(words[0])).then(|| Query::Regex(format!("{} [a-z]+ {start}", words[0])))
    }
}
