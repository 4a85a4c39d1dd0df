//! The words of several passages as one, and what a passage shares with them.

use super::evidence::{Evidence, Nature, Piece, WordId};

/// Passages whose words are added up: those of more say nothing new.
const MOST_ADDED: u32 = 256;

/// Words of passages, each passage scaled to length 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    /// In order of the words' numbers.
    words: Vec<(WordId, f32)>,
    /// Square of the length of the sum.
    length_squared: f32,
    added: u32,
}

impl Bag {
    pub(super) fn of<'a>(pieces: impl IntoIterator<Item = &'a Piece>, evidence: &Evidence) -> Self {
        let mut bag = Self::default();
        for piece in pieces {
            bag.add(piece, evidence);
        }
        bag
    }

    pub(super) fn add(&mut self, piece: &Piece, evidence: &Evidence) {
        if self.added == MOST_ADDED {
            return;
        }
        self.added += 1;
        for (word_id, weight) in evidence.words(piece) {
            let more = weight / piece.length;
            match self.words.binary_search_by_key(&word_id, |&(known, _)| known) {
                Ok(place) => {
                    if let Some((_, sum)) = self.words.get_mut(place) {
                        self.length_squared += (*sum + more) * (*sum + more) - *sum * *sum;
                        *sum += more;
                    }
                }
                Err(place) => {
                    self.words.insert(place, (word_id, more));
                    self.length_squared += more * more;
                }
            }
        }
    }

    /// How much a word says of the passages, on average.
    pub(super) fn weight(&self, word_id: WordId) -> f32 {
        self.get(word_id).map_or(0.0, |weight| weight / self.added.max(1) as f32)
    }

    fn get(&self, word_id: WordId) -> Option<f32> {
        let place = self.words.binary_search_by_key(&word_id, |&(known, _)| known).ok()?;
        self.words.get(place).map(|(_, weight)| *weight)
    }

    /// What a passage shares with the others, with the cosine of its words and theirs.
    pub(super) fn shared(&self, piece: &Piece, evidence: &Evidence) -> Shared {
        let words = evidence.words(piece).filter_map(|(word_id, weight)| Some((word_id, weight, self.get(word_id)?)));
        let length = piece.length * self.length_squared.max(f32::MIN_POSITIVE).sqrt();
        Shared::of(words, length, evidence)
    }
}

/// What a passage and others share.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shared {
    pub(super) names: usize,
    kinds: usize,
    pub(super) words: usize,
    /// Cosine, from 0 to 1.
    pub(super) likeness: f32,
}

impl Shared {
    /// What two passages share.
    pub(super) fn between(a: &Piece, b: &Piece, evidence: &Evidence) -> Self {
        let mut others = evidence.words(b).peekable();
        let words = evidence.words(a).filter_map(|(word_id, weight)| {
            while others.next_if(|(other, _)| *other < word_id).is_some() {}
            let (_, other_weight) = others.next_if(|(other, _)| *other == word_id)?;
            Some((word_id, weight, other_weight))
        });
        Self::of(words, a.length * b.length, evidence)
    }

    fn of(words: impl Iterator<Item = (WordId, f32, f32)>, length: f32, evidence: &Evidence) -> Self {
        let mut shared = Self::default();
        for (word_id, a, b) in words {
            shared.likeness += a * b;
            match evidence.nature(word_id) {
                Nature::Name => shared.names += 1,
                Nature::Kind => shared.kinds += 1,
                Nature::Word => shared.words += 1,
            }
        }
        shared.likeness /= length;
        shared
    }

    /// Names and the kind of what happened: who visited where.
    pub(super) fn name_it(self) -> bool {
        self.names >= 2 && self.kinds >= 1
    }
}
