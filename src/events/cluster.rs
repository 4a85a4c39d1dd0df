//! Passages that were put together: their words as one, and the days that most of them say.

use super::evidence::{Evidence, Nature, Piece, WordId};
use super::passages::Days;
use crate::corpus::ArticleId;
use crate::time::Interval;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Longest interval that counts as naming days: a month.
const MONTH_DAYS: i64 = 31;

/// Passages that speak of one happening.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The most exact first while the group grows, then in corpus order.
    pub(super) pieces: Vec<&'a Piece>,
    /// The interval of its most exact passage.
    pub(super) interval: Interval,
    /// Sum of the words of its passages, each scaled to length 1.
    words: HashMap<WordId, f32>,
    /// Square of the length of that sum.
    length_squared: f32,
    /// True when the user has joined or parted it.
    pub(super) is_edited: bool,
}

impl<'a> Group<'a> {
    pub(super) fn of(pieces: &[&'a Piece]) -> Option<Self> {
        let days = pieces.iter().filter_map(|piece| piece.known_days());
        let interval = days
            .min_by_key(|days| (days.day_count(), *days))
            .or_else(|| pieces.first().map(|piece| possible_days(piece)))?;
        let mut group =
            Self { pieces: Vec::new(), interval, words: HashMap::new(), length_squared: 0.0, is_edited: false };
        for piece in pieces {
            group.add(piece);
        }
        Some(group)
    }

    pub(super) fn add(&mut self, piece: &'a Piece) {
        let length = piece.length;
        for &(word_id, weight) in &piece.words {
            let slot = self.words.entry(word_id).or_default();
            let before = *slot;
            *slot += weight / length;
            self.length_squared += *slot * *slot - before * before;
        }
        self.pieces.push(piece);
    }

    /// Cosine of a passage's words and the group's.
    pub(super) fn likeness(&self, piece: &Piece) -> f32 {
        let shared = piece.words.iter().filter_map(|(word_id, weight)| Some(weight * self.words.get(word_id)?));
        shared.sum::<f32>() / (piece.length * self.length_squared.max(f32::MIN_POSITIVE).sqrt())
    }

    /// How many names, kinds of happening and other words a passage shares with the group.
    pub(super) fn shared(&self, piece: &Piece, evidence: &Evidence) -> Shared {
        let mut shared = Shared::default();
        for (word_id, _) in piece.words.iter().filter(|(word_id, _)| self.words.contains_key(word_id)) {
            match evidence.nature(*word_id) {
                Nature::Name => shared.names += 1,
                Nature::Kind => shared.kinds += 1,
                Nature::Word => shared.words += 1,
            }
        }
        shared
    }

    /// How much a word says of this group, on average over its mentions.
    pub(super) fn weight(&self, word_id: WordId) -> f32 {
        self.words.get(&word_id).map_or(0.0, |weight| weight / self.pieces.len().max(1) as f32)
    }

    /// Among its most exact intervals the one that most mentions give, the earliest of equals.
    pub(super) fn usual_interval(&self) -> Interval {
        let stated = |piece: &&&Piece| piece.passage.mention.is_some() && !piece.passage.is_aside;
        let mut days: Vec<(&Piece, Interval)> =
            self.pieces.iter().filter(stated).filter_map(|piece| Some((*piece, piece.known_days()?))).collect();
        if days.is_empty() {
            days = self.pieces.iter().filter_map(|piece| Some((*piece, piece.known_days()?))).collect();
        }
        let grain = |(piece, days): &(&Piece, Interval)| if piece.passage.is_range { 0 } else { grain(*days) };
        let finest = days.iter().map(grain).min();
        days.retain(|one| Some(grain(one)) == finest);
        let mut counts: BTreeMap<Interval, BTreeSet<ArticleId>> = BTreeMap::new();
        for (piece, days) in days {
            counts.entry(days).or_default().insert(piece.article_id);
        }
        // Of equals the longest: a visit from Monday to Wednesday ends on Wednesday.
        let usual = counts.into_iter().rev().max_by_key(|(days, articles)| (articles.len(), days.day_count()));
        usual.map_or(self.interval, |(interval, _)| interval)
    }
}

/// What a passage and a group share.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shared {
    pub(super) names: usize,
    kinds: usize,
    pub(super) words: usize,
}

impl Shared {
    /// Names and the kind of what happened: who visited where.
    pub(super) fn name_it(self) -> bool {
        self.names >= 2 && self.kinds >= 1
    }
}

/// Days, spans of days, months, years: among them the finer wins over the more frequent.
fn grain(interval: Interval) -> u8 {
    match interval.day_count() {
        1 => 0,
        2..=14 => 1,
        15..=MONTH_DAYS => 2,
        _ => 3,
    }
}

/// The days among which a passage puts a happening.
fn possible_days(piece: &Piece) -> Interval {
    match piece.passage.days {
        Days::Known(interval) | Days::Within(interval, _) => interval,
    }
}
