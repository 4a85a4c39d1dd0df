//! Passages that were put together, and the days that most of them say.

use super::evidence::Piece;
use super::passages::Days;
use crate::corpus::ArticleId;
use crate::time::Interval;
use std::collections::{BTreeMap, BTreeSet};

/// Longest interval that counts as naming days: a month.
const MONTH_DAYS: i64 = 31;

/// Passages that speak of one happening.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// At least one, in corpus order.
    pub(super) pieces: Vec<&'a Piece>,
    /// True when the user has joined or parted it.
    pub(super) is_edited: bool,
}

impl<'a> Group<'a> {
    /// A group of these passages; nothing of none.
    pub(super) fn of(mut pieces: Vec<&'a Piece>, is_edited: bool) -> Option<Self> {
        pieces.sort_by_key(|piece| piece.place());
        (!pieces.is_empty()).then_some(Self { pieces, is_edited })
    }

    /// Articles that tell of it.
    pub(super) fn article_count(&self) -> usize {
        self.pieces.chunk_by(|a, b| a.article_id == b.article_id).count()
    }

    /// Among its most exact intervals the one that most mentions give, the earliest of equals.
    pub(super) fn usual_interval(&self) -> Option<Interval> {
        let stated = |piece: &&&Piece| piece.passage.mention.is_some() && !piece.passage.is_aside;
        let mut days: Vec<(&Piece, Interval)> =
            self.pieces.iter().filter(stated).filter_map(|piece| Some((*piece, piece.known_days()?))).collect();
        if days.is_empty() {
            days = self.pieces.iter().filter_map(|piece| Some((*piece, piece.known_days()?))).collect();
        }
        if let [(_, days)] = days.as_slice() {
            return Some(*days);
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
        usual.map(|(interval, _)| interval).or_else(|| self.pieces.first().map(|piece| possible_days(piece)))
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
