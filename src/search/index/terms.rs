//! Tokens that mean the same to a pattern: in a dictionary, and in one block.

use super::bits::word_count;
use super::doc_set::{DocSet, add_stored};
use super::layout::{Part, each_list};
use super::postings::Postings;
use super::vocabulary::Lexicon;
use rayon::prelude::*;
use std::ops::Range;

/// Lists from which on it is worth waking other processors to read them.
const WORTH_SHARING: usize = 1 << 12;

/// Tokens of a dictionary that mean the same to a pattern.
#[derive(Clone, Debug)]
pub(super) enum Terms {
    /// One, if it is there.
    One(Option<u32>),
    /// All that begin alike.
    Prefix(Vec<u8>, Range<u32>),
    /// These, ascending.
    Many(Vec<u32>),
}

/// A phrase with the tokens of a dictionary.
#[derive(Clone, Debug)]
pub(super) struct AskedPhrase {
    /// At which position of the phrase, and which.
    pub(super) tokens: Vec<(u32, Terms)>,
    /// Positions that the whole takes.
    pub(super) length: u32,
}

/// Tokens that mean the same, in one block.
#[derive(Clone, Debug)]
pub(super) enum LocalTerms<'a> {
    /// One, by its number in the block, and its list.
    One(u32, Postings<'a>),
    /// All that begin alike.
    Prefix(&'a [u8], Range<u32>),
    /// These, ascending.
    Many(Vec<u32>),
}

impl<'a> LocalTerms<'a> {
    /// Looks the terms up in a block; nothing when it has none of them.
    pub(super) fn new(part: Part<'a>, lexicon: Lexicon<'_>, number: usize, terms: &'a Terms) -> Option<Self> {
        match terms {
            Terms::One(token) => {
                let token = lexicon.local(number, (*token)?)?;
                Some(Self::One(token, part.list(token)?))
            }
            Terms::Prefix(prefix, tokens) => {
                let range = lexicon.local_range(number, tokens);
                (!range.is_empty()).then_some(Self::Prefix(prefix, range))
            }
            Terms::Many(tokens) => {
                let tokens = lexicon.locals(number, tokens);
                (!tokens.is_empty()).then_some(Self::Many(tokens))
            }
        }
    }

    /// The documents of any of them.
    pub(super) fn docs(&self, part: Part<'a>) -> DocSet {
        let universe = part.universe;
        if let Self::One(_, list) = self {
            return part.docs_of(list);
        }
        if let Self::Prefix(prefix, _) = self
            && let Some(docs) = part.prefixes.docs(prefix, universe)
        {
            return part.set_of(docs, None);
        }
        let bits_of = |terms: &Self| {
            let mut bits = vec![0; word_count(universe)];
            terms.each_list(part, |list| add_stored(&mut bits, list.docs()));
            bits
        };
        if self.len() < WORTH_SHARING {
            return DocSet::from_bits(universe, bits_of(self));
        }
        let either = |mut bits: Vec<u64>, others: Vec<u64>| {
            bits.iter_mut().zip(others).for_each(|(word, other)| *word |= other);
            bits
        };
        let parts = self.parts(rayon::current_num_threads());
        let bits = parts.par_iter().map(bits_of).reduce_with(either);
        DocSet::from_bits(universe, bits.unwrap_or_default())
    }

    /// The documents of any of them; only those of `among`, when given.
    pub(super) fn docs_among(&self, part: Part<'a>, among: Option<&DocSet>) -> DocSet {
        match (self, among) {
            (_, None) => self.docs(part),
            (Self::One(_, list), Some(among)) => among.and_stored(list.docs()),
            (_, Some(among)) => among.and(&self.docs(part)),
        }
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::One(..) => 1,
            Self::Prefix(_, range) => range.len(),
            Self::Many(tokens) => tokens.len(),
        }
    }

    /// All of them in so many parts of about as many each.
    pub(super) fn parts(&self, count: usize) -> Vec<Self> {
        let size = self.len().div_ceil(count.max(1)).max(1);
        match self {
            Self::One(..) => vec![self.clone()],
            Self::Prefix(_, range) => {
                let parts = range.clone().step_by(size);
                parts.map(|start| Self::Many((start..range.end).take(size).collect())).collect()
            }
            Self::Many(tokens) => tokens.chunks(size).map(|part| Self::Many(part.to_vec())).collect(),
        }
    }

    /// The list of every one of them.
    pub(super) fn each_list(&self, part: Part<'a>, mut found: impl FnMut(Postings<'a>)) {
        match self {
            Self::One(_, list) => found(*list),
            Self::Prefix(_, range) => part.lists(range.clone()).for_each(found),
            Self::Many(tokens) => {
                each_list(tokens.iter().map(|&token| (&part, token)), |list| list.into_iter().for_each(&mut found));
            }
        }
    }
}
