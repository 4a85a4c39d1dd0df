//! How much speaks for a line being the headline: what it looks like, where it stands, what stands around it.
//!
//! A conditional logit (`McFadden` 1974) chooses among the lines of a page and the answer that none of them is the headline:
//! each sign of a line adds its weight. The weights were fitted, with a ridge penalty, to 597 texts of saved pages. What was
//! fitted to half of their outlets alone was measured on the other half: of lines with a likelihood of .6 and more, 98 of
//! 100 in whole news pages and 91 of 100 in bare texts were a headline that the page itself gives. Whether it is the one that
//! the outlet gives is another question, and [`super::title`]'s.

use super::headline::{ends_as_sentence, is_caption, is_date_line, is_label, is_trail, word_weight};
use super::page::{Line, Page};
use super::phrases::{Place, phrases};
use super::stems::{Stem, stems};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// How many lines before the running text can be a headline. Between the two stand share bars, captions, teasers.
pub(super) const REACH: usize = 70;
/// So many bytes of running text are compared with the words of a headline.
const SAMPLE_BYTES: usize = 6000;
/// A line this long that ends as a sentence is one.
const SENTENCE_WIDTH: usize = 60;
/// Lines this short and side by side are a menu.
const MENU_WIDTH: usize = 28;

/// What a line weighs of which nothing is known: the logarithm of how likely it is the headline.
const ANY_LINE: f32 = -3.26;

/// A line that can be the headline.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Index of the line.
    pub(super) line: usize,
    /// The logarithm of how much likelier it is than that no line is the headline.
    pub(super) weight: f32,
    /// Another line says the same.
    pub(super) is_twice: bool,
    /// It stands inside a longer line.
    pub(super) is_extended: bool,
}

impl Candidate {
    /// True where the page says it more than once.
    pub(super) fn is_repeated(&self) -> bool {
        self.is_twice || self.is_extended
    }
}

/// What all lines of a page are weighed against. The words of the text are looked at when the first line is weighed: in many
/// texts none can be the headline.
pub(super) struct Weigher<'p, 'a> {
    page: &'p Page<'a>,
    /// How often each line stands in the page.
    counts: HashMap<&'p str, usize>,
    /// The words of the first two paragraphs.
    opening_words: OnceCell<HashSet<Stem>>,
    /// The largest share of a line's words that the text takes up.
    most_shared: OnceCell<f32>,
    /// The words of the running text, in order, each as often as it has lines with it.
    body_words: OnceCell<Vec<Stem>>,
}

impl<'p, 'a> Weigher<'p, 'a> {
    pub(super) fn new(page: &'p Page<'a>) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for line in page.lines.iter().filter(|line| !line.key.is_empty()) {
            *counts.entry(line.key.as_str()).or_default() += 1;
        }
        let (opening_words, most_shared, body_words) = Default::default();
        Self { page, counts, opening_words, most_shared, body_words }
    }

    fn opening_words(&self) -> &HashSet<Stem> {
        self.opening_words.get_or_init(|| {
            let opening = self.page.body().iter().filter(|line| line.is_prose).take(2);
            opening.flat_map(|line| stems(line.text)).collect()
        })
    }

    fn most_shared(&self) -> f32 {
        *self.most_shared.get_or_init(|| {
            let start = self.page.body_start;
            let head = self.page.lines.get(start.saturating_sub(REACH)..start).unwrap_or(&[]);
            let shares = head.iter().filter(|line| is_headline_shaped(line)).map(|line| self.shared_words(line));
            shares.fold(0.0, f32::max)
        })
    }

    fn body_words(&self) -> &[Stem] {
        self.body_words.get_or_init(|| {
            let mut all: Vec<Stem> = Vec::new();
            let mut taken = 0;
            for line in self.page.body().iter().filter(|line| line.is_prose) {
                let mut own: Vec<Stem> = stems(line.text).collect();
                own.sort_unstable();
                own.dedup();
                all.extend(own);
                taken += line.text.len();
                if taken > SAMPLE_BYTES {
                    break;
                }
            }
            all.sort_unstable();
            all
        })
    }

    /// True when so many lines of the running text hold the word.
    fn is_in_body(&self, stem: Stem, least: usize) -> bool {
        let words = self.body_words();
        let first = words.partition_point(|word| *word < stem);
        words.get(first + least - 1) == Some(&stem)
    }

    /// The weight of a line as headline; nothing for lines that cannot be one.
    pub(super) fn weigh(&self, index: usize) -> Option<Candidate> {
        let line = self.page.lines.get(index)?;
        let list = phrases();
        let is_shaped = (12..=220).contains(&line.width) && word_weight(line) >= 2;
        // A sentence of some length is the article's first, not its headline.
        let is_sentence = ends_as_sentence(line.text);
        if !is_shaped
            || is_sentence && line.is_prose
            || list.matches_any(&line.key, &[Place::Edge, Place::Head, Place::Tail])
            || is_label(line)
            || is_caption(line)
            || is_date_line(line.text)
            || super::byline::read(line.text).is_some()
            || line.text.contains("://")
            || line.text.starts_with(['©', '@', '<', '{', ':', '|', '/'])
            || is_glued(line.text)
            || self.is_trail_to_another(index)
        {
            return None;
        }
        let is_twice = self.counts.get(line.key.as_str()).is_some_and(|&count| count > 1);
        let is_extended = self.is_extended(index);
        if is_sentence && !is_twice && !is_extended && line.width >= SENTENCE_WIDTH {
            return None;
        }
        let is_repeated = is_twice || is_extended;
        let weight = ANY_LINE
            + shape_weight(line)
            + self.words_weight(line, is_extended, is_repeated)
            + self.place_weight(index)
            + self.weight_of_before(index, line)
            + self.weight_of_behind(index, line);
        Some(Candidate { line: index, weight, is_twice, is_extended })
    }

    /// What page and text take up of a line.
    fn words_weight(&self, line: &Line<'_>, is_extended: bool, is_repeated: bool) -> f32 {
        let shared = self.shared_words(line);
        let own: HashSet<Stem> = stems(line.text).collect();
        let opening = own.iter().filter(|stem| self.opening_words().contains(*stem)).count() as f32;
        sum(&[(is_extended, 0.49), (shared >= self.most_shared() - 0.01, 0.90)])
            + if is_repeated { 2.75 } else { 1.42 } * shared
            // One word of one or two is chance.
            + 1.84 * opening / own.len().max(3) as f32
    }

    /// How far a line stands from where the running text begins.
    fn place_weight(&self, index: usize) -> f32 {
        let start = self.page.body_start;
        let has_short_head = start <= 12;
        let of_head = sum(&[(has_short_head, -1.25), (index == 0 && start <= 3, 0.49)]);
        of_head
            + match start.checked_sub(index) {
                None => -0.81 - 1.11 * ((index - start) as f32 / 10.0).min(1.4),
                Some(0) if start > 0 => -0.81,
                Some(0 | 1) => 1.50,
                Some(2..=3) => 1.83,
                Some(4..=8) => 0.93,
                Some(9..=20) => 0.67,
                Some(_) => 0.0,
            }
    }

    /// Headlines are seldom preceded by a byline, a sentence or another headline.
    fn weight_of_before(&self, index: usize, line: &Line<'_>) -> f32 {
        let before = || (index.saturating_sub(5)..index).filter_map(|at| self.page.lines.get(at));
        let previous = index.checked_sub(1).and_then(|at| self.page.lines.get(at));
        // Captions and teasers stand between headline and text: the first line that the text takes up is the headline.
        let shared = self.shared_words(line);
        let mut rivals = (index.saturating_sub(12)..index).filter_map(|at| self.page.lines.get(at));
        let is_rival =
            |line: &Line<'_>| is_headline_shaped(line) && self.shared_words(line) >= (shared - 0.25).max(0.5);
        let is_sentence = |line: &Line<'_>| line.width >= 45 && ends_as_sentence(line.text) && !is_known_phrase(line);
        sum(&[
            (before().any(is_byline), -0.40),
            (before().any(|line| is_date_line(line.text)), -0.40),
            (before().any(is_sentence), -1.15),
            (previous.is_some_and(|line| is_headline_shaped(line) && self.shared_words(line) >= 0.3), -0.89),
            (previous.is_some_and(is_known_phrase), 0.45),
            (rivals.any(is_rival), -1.08),
        ])
    }

    /// A headline is followed by a standfirst, a byline or a date; what stands among its like is of a menu or a list.
    fn weight_of_behind(&self, index: usize, line: &Line<'_>) -> f32 {
        let at = |index: usize| self.page.lines.get(index);
        let behind = |count: usize| (index + 1..=index + count).filter_map(at);
        let before = || (index.saturating_sub(5)..index).filter_map(at);
        let next = at(index + 1);
        let is_standfirst = |next: &Line<'_>| next.width > line.width + 15 && next.width > 70;
        let is_short = |line: &Line<'_>| line.width < MENU_WIDTH && !is_byline(line) && !is_date_line(line.text);
        let previous = index.checked_sub(1).and_then(at);
        let similar = before().chain(behind(5)).filter(|line| is_headline_shaped(line)).count();
        sum(&[
            (behind(5).any(is_byline), 1.72),
            (behind(5).any(|line| is_date_line(line.text)), 1.90),
            (behind(2).any(|line| is_date_line(line.text)), 0.63),
            (index + 1 < self.page.body_start && next.is_some_and(is_standfirst), 0.66),
            (behind(4).any(is_known_phrase), 0.42),
            (previous.is_some_and(is_short) && next.is_some_and(is_short), -0.86),
        ]) - 0.22 * similar as f32
    }

    /// Did the line lose what stood between its parts: "The town hallCouncil leaves", "At last.Council leaves"? A joint inside of
    /// a word is a name's (`YouTube`) unless the text has the latter part alone.
    pub(super) fn is_run_together(&self, index: usize) -> bool {
        let Some(line) = self.page.lines.get(index) else { return false };
        let letters: Vec<char> = line.text.chars().collect();
        let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
        (2..letters.len()).any(|begin| {
            if !at(begin).is_uppercase() || !at(begin + 1).is_lowercase() {
                return false;
            }
            let (mark, last) = (at(begin - 1), at(begin - 2));
            let is_marked = matches!(mark, '.' | '!' | '?' | ':')
                && (last.is_lowercase() && begin.checked_sub(3).is_some_and(|before| at(before).is_lowercase())
                    || mark == ':');
            let word: String = letters.iter().skip(begin).take_while(|c| c.is_alphanumeric()).collect();
            is_marked || mark.is_lowercase() && stems(&word).any(|stem| self.is_in_body(stem, 1))
        })
    }

    /// Is this the way to a headline that stands nearby alone: "Home » Politics » Headline"?
    fn is_trail_to_another(&self, index: usize) -> bool {
        let Some(line) = self.page.lines.get(index) else { return false };
        let near = self.page.lines.iter().skip(index.saturating_sub(25)).take(40);
        near.filter(|other| other.width >= 14).any(|other| {
            let before = line.key.strip_suffix(other.key.as_str()).unwrap_or("").trim_end();
            !before.is_empty() && word_weight(other) >= 3 && is_trail(before)
        })
    }

    /// Which part of its words the line most like this one among the twelve before it shares with it: headlines of other
    /// articles, or this one's in other words. Lines that hold the same words in the same order are left out.
    pub(super) fn shared_with_rival(&self, index: usize) -> f32 {
        let Some(line) = self.page.lines.get(index) else { return 0.0 };
        let own: HashSet<Stem> = stems(line.text).collect();
        let before = (index.saturating_sub(12)..index).filter_map(|at| self.page.lines.get(at));
        let rivals = before.filter(|other| {
            (25..=160).contains(&other.width) && !other.key.contains(&line.key) && !line.key.contains(&other.key)
        });
        let shares = rivals.map(|other| {
            let words: HashSet<Stem> = stems(other.text).collect();
            let shared = words.intersection(&own).count();
            // One word in common of one or two is chance.
            shared as f32 / words.len().min(own.len()).max(3) as f32
        });
        shares.fold(0.0, f32::max)
    }

    /// Does a line nearby hold this one with more around it: "Headline | Outlet", "Home » Politics » Headline"?
    fn is_extended(&self, index: usize) -> bool {
        let Some(line) = self.page.lines.get(index).filter(|line| line.width >= 24 && !line.key.is_empty()) else {
            return false;
        };
        let from = index.saturating_sub(25);
        let near = self.page.lines.iter().enumerate().skip(from).take(40);
        near.filter(|(other, _)| *other != index).any(|(_, other)| {
            other.key.len() > line.key.len() && other.key.len() < line.key.len() + 70 && other.key.contains(&line.key)
        })
    }

    /// Which part of the line's longer words the running text takes up.
    fn shared_words(&self, line: &Line<'_>) -> f32 {
        let (mut all, mut shared) = (0, 0);
        // A line of the running text is not compared with itself.
        let least = if line.is_prose { 2 } else { 1 };
        for stem in stems(line.text) {
            all += 1;
            shared += usize::from(self.is_in_body(stem, least));
        }
        // One word in common of one or two is chance.
        shared as f32 / all.max(3) as f32
    }
}

/// The weights of those signs that hold.
fn sum(signs: &[(bool, f32)]) -> f32 {
    signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}

/// Headlines have 30 to 115 letters and four words or more, and do not end as a sentence.
fn shape_weight(line: &Line<'_>) -> f32 {
    let words = word_weight(line);
    sum(&[
        ((30..=115).contains(&line.width), 1.36),
        ((116..=140).contains(&line.width), -0.39),
        (words <= 2, -1.57),
        (words == 3, -1.05),
        (ends_as_sentence(line.text), -1.66),
        (line.text.contains(": ") || line.text.contains('：'), 1.40),
        (line.text.contains(['"', '“', '„', '«', '‘', '”']), 0.66),
    ])
}

fn is_byline(line: &Line<'_>) -> bool {
    super::byline::read(line.text).is_some() || super::byline::is_mark(line.text)
}

/// A line of menus or a caption.
fn is_known_phrase(line: &Line<'_>) -> bool {
    phrases().matches_any(&line.key, &[Place::Edge, Place::Head, Place::Credit])
}

/// Long enough to be a headline and no known phrase, label or caption.
fn is_headline_shaped(line: &Line<'_>) -> bool {
    (28..=150).contains(&line.width)
        && word_weight(line) >= 4
        && !phrases().matches_any(&line.key, &[Place::Edge, Place::Head])
        && !is_label(line)
        && !is_caption(line)
        && !is_date_line(line.text)
}

/// Menu entries that lost the blanks between them: "News` `Sport".
fn is_glued(line: &str) -> bool {
    let mut last = ' ';
    let mut joints = 0;
    for c in line.chars() {
        joints += usize::from(last.is_lowercase() && c.is_uppercase());
        last = c;
    }
    joints >= 3
}
