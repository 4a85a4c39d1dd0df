//! What each passage has to say for itself: the words of its sentence, weighed by how rare they are.
//!
//! A word of a passage is held in four bytes, and known by a hash of its stem: no text is kept.

use super::Mentions;
use super::admission::Admission;
use super::passages::{Days, Passage};
use super::wording::{Standing, Unnumbered, of_article};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::text::Span;
use crate::time::Interval;
use crate::work::{Cancel, Progress};
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Articles that are read before the words of their passages are numbered.
const BLOCK: usize = 8192;

/// So many unknown sentences stand beside those of a corpus when the rarity of a word is reckoned: in a small corpus on
/// one story the words of the story are not common words.
const UNSEEN_SENTENCES: f32 = 40.0;

/// In how many of the unknown sentences each word stands.
const UNSEEN_USES: f32 = 2.0;

/// A passage with its words.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) article_id: ArticleId,
    pub(super) passage: Passage,
    /// Square root of the sum of the squares of its words' weights.
    pub(super) length: f32,
    /// Where its words begin among those of all passages, and how many they are.
    first_word: u32,
    word_count: u32,
}

impl Piece {
    /// What tells the piece from all others, in corpus order.
    pub(super) fn place(&self) -> (ArticleId, Span, Option<u32>) {
        (self.article_id, self.passage.sentence, self.passage.mention)
    }

    /// The days, where they are known.
    pub(super) fn known_days(&self) -> Option<Interval> {
        match self.passage.days {
            Days::Known(interval) => Some(interval),
            Days::Within(..) => None,
        }
    }
}

/// The number of a word, in order of first appearance.
pub(super) type WordId = u32;

/// A word in a passage: its number, and in the lowest bits what it is to the passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Use(u32);

impl Use {
    fn new(word_id: WordId, standing: Standing) -> Self {
        Self((word_id << Standing::BITS) | standing as u32)
    }

    fn word_id(self) -> WordId {
        self.0 >> Standing::BITS
    }

    /// Its weight but for the rarity of the word.
    fn weight(self) -> f32 {
        Standing::weight_of(self.0 & ((1 << Standing::BITS) - 1))
    }
}

/// All evidence of a corpus.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// In corpus order.
    pub(super) pieces: Vec<Piece>,
    uses: Vec<Use>,
    numbers: HashMap<u64, WordId, BuildHasherDefault<Mixer>>,
    /// By number.
    words: Vec<Word>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    rarity: f32,
    nature: Nature,
    /// True when more than one passage holds it: by others no event is found.
    is_shared: bool,
}

/// What a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Nature {
    #[default]
    Word,
    /// Written as a name wherever the writing shows it, and most often.
    Name,
    /// Stands for a kind of happening.
    Kind,
}

impl Evidence {
    /// What a word is.
    pub(super) fn nature(&self, word_id: WordId) -> Nature {
        self.words.get(word_id as usize).map(|word| word.nature).unwrap_or_default()
    }

    /// True when more than one passage holds a word.
    pub(super) fn is_shared(&self, word_id: WordId) -> bool {
        self.words.get(word_id as usize).is_some_and(|word| word.is_shared)
    }

    /// The number of a stem, if any piece holds it.
    pub(super) fn number(&self, stem: &str) -> Option<WordId> {
        self.numbers.get(&super::wording::hash(stem)).copied()
    }

    /// The words of a piece with their weights, in order of the words' numbers.
    pub(super) fn words(&self, piece: &Piece) -> impl Iterator<Item = (WordId, f32)> {
        let first = piece.first_word as usize;
        let uses = self.uses.get(first..first + piece.word_count as usize).unwrap_or(&[]);
        uses.iter().filter_map(|one| {
            let word_id = one.word_id();
            Some((word_id, one.weight() * self.words.get(word_id as usize)?.rarity))
        })
    }
}

/// The evidence of all dated mentions outside boilerplate, in corpus order; of a corpus with more than can be held, that
/// of the most exact ones. Adds the articles to `progress`. Nothing when cancelled.
pub(super) fn gather(corpus: &Corpus, mentions: &Mentions, cancel: &Cancel, progress: &Progress) -> Option<Evidence> {
    let admission = Admission::of(mentions, corpus.slot_count(), cancel)?;
    let mut gathering = Gathering::default();
    let slots = corpus.slot_count();
    for start in (0..slots).step_by(BLOCK) {
        let end = (start + BLOCK).min(slots);
        let read = |index: usize| {
            let article_id = ArticleId(index as u32);
            let article = (!cancel.is_cancelled()).then(|| corpus.get(article_id))?;
            let passages = |article: &Article| of_article(article_id, article, &mentions.of(article_id), admission);
            Some(article.as_deref().map_or_else(Vec::new, passages))
        };
        let block: Option<Vec<Vec<Unnumbered>>> = (start..end).into_par_iter().map(read).collect();
        for piece in block?.into_iter().flatten() {
            if cancel.is_cancelled() {
                return None;
            }
            gathering.add(&piece);
        }
        progress.add_done(end - start);
    }
    Some(gathering.weighed())
}

/// Passages whose words are numbered and counted, and not yet weighed.
#[derive(Default)]
struct Gathering {
    evidence: Evidence,
    /// By number of the word.
    counts: Vec<Count>,
    sentence_count: usize,
}

/// In how many passages a word stands.
#[derive(Clone, Copy, Default)]
struct Count {
    sentences: u32,
    passages: u32,
    as_name: u32,
    is_kind: bool,
}

impl Gathering {
    fn add(&mut self, piece: &Unnumbered) {
        let Evidence { pieces, uses, numbers, .. } = &mut self.evidence;
        let first = uses.len();
        self.sentence_count += usize::from(piece.is_first_of_sentence);
        for &(hash, standing) in &piece.words {
            let next = numbers.len() as WordId;
            let word_id = *numbers.entry(hash).or_insert(next);
            if word_id == next {
                self.counts.push(Count::default());
            }
            if let Some(count) = self.counts.get_mut(word_id as usize) {
                count.sentences += u32::from(piece.is_first_of_sentence);
                count.passages += 1;
                count.as_name += u32::from(standing.is_name());
                count.is_kind |= standing.is_kind();
            }
            uses.push(Use::new(word_id, standing));
        }
        if let Some(of_piece) = uses.get_mut(first..) {
            of_piece.sort_unstable();
        }
        pieces.push(Piece {
            article_id: piece.article_id,
            passage: piece.passage,
            length: 0.0,
            first_word: first as u32,
            word_count: piece.words.len() as u32,
        });
    }

    fn weighed(self) -> Evidence {
        let mut evidence = self.evidence;
        let all = self.sentence_count as f32 + UNSEEN_SENTENCES;
        let word = |count: &Count| Word {
            rarity: (1.0 + all / (count.sentences as f32 + UNSEEN_USES)).ln(),
            nature: match count {
                Count { is_kind: true, .. } => Nature::Kind,
                Count { as_name, passages, .. } if as_name * 2 > *passages => Nature::Name,
                _ => Nature::Word,
            },
            is_shared: count.passages > 1,
        };
        evidence.words = self.counts.iter().map(word).collect();
        let mut pieces = std::mem::take(&mut evidence.pieces);
        pieces.par_iter_mut().for_each(|piece| {
            let squares: f32 = evidence.words(piece).map(|(_, weight)| weight * weight).sum();
            piece.length = squares.sqrt().max(f32::MIN_POSITIVE);
        });
        evidence.pieces = pieces;
        evidence
    }
}

/// Spreads numbers that are keys of a table; the keys come from the program itself, not from who would harm it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // Fibonacci hashing (Knuth, volume 3, 6.4): the golden ratio of 2^64.
        let mixed = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
