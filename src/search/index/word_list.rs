//! The words of spaced scripts in full: which have this part, which have nearly these letters?
//!
//! Words of one length stand together, those with the same letters among them one behind the other. So a word is found by its
//! place alone, a search for similar ones passes over most of the list, and a part is found at the speed of reading memory.

use super::coding::u32_at;
use super::letters::{Letters, nearly};
use super::tokens::JOINED;
use crate::work::Cancel;
use memchr::memmem;
use rayon::prelude::*;
use std::ops::Range;

/// Stands behind each word, so that no part is found across two.
const END: u8 = b'\n';

/// Numbers that are kept of each group: characters and bytes of its words, and how many they are.
const FACTS: usize = 3;

/// Hits between two questions whether to stop.
const PATIENCE: usize = 1 << 12;

/// Bytes that are searched on one processor before it asks whether to stop.
const STRETCH: usize = 1 << 18;

/// Takes words while tokens come in ascending order.
#[derive(Debug, Default)]
pub(super) struct WordsWriter {
    bytes: Vec<u8>,
    words: Vec<Written>,
    token_count: u32,
}

/// A word that was taken, in the order in which words are kept.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Written {
    /// Characters, as far as they are told apart.
    length: u32,
    byte_length: u32,
    letters: u32,
    number: u32,
    start: u32,
}

impl WordsWriter {
    pub(super) fn push(&mut self, token: &[u8]) {
        let number = self.token_count;
        self.token_count += 1;
        if token < JOINED.as_bytes() || token == JOINED.as_bytes() {
            return;
        }
        let Letters { length, letters } = Letters::of(std::str::from_utf8(token).unwrap_or_default().chars());
        let (byte_length, start) = (token.len() as u32, self.bytes.len() as u32);
        self.words.push(Written { length, byte_length, letters, number, start });
        self.bytes.extend_from_slice(token);
    }

    /// What [`Words`] reads: groups, words, letters, numbers.
    pub(super) fn finish(mut self) -> [Vec<u8>; 4] {
        self.words.par_sort_unstable();
        let (mut groups, mut words, mut letters, mut numbers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for group in self.words.chunk_by(|a, b| (a.length, a.byte_length) == (b.length, b.byte_length)) {
            let (length, byte_length) = group.first().map_or((0, 0), |word| (word.length, word.byte_length));
            for fact in [length, byte_length, group.len() as u32] {
                groups.extend(fact.to_le_bytes());
            }
            for word in group {
                let start = word.start as usize;
                words.extend_from_slice(self.bytes.get(start..start + byte_length as usize).unwrap_or_default());
                words.push(END);
                letters.extend(word.letters.to_le_bytes());
                numbers.extend(word.number.to_le_bytes());
            }
        }
        [groups, words, letters, numbers]
    }
}

/// Stored words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) groups: &'a [u8],
    pub(super) bytes: &'a [u8],
    /// The letters of each, see [`Letters`].
    pub(super) letters: &'a [u8],
    /// The number of each in the dictionary.
    pub(super) numbers: &'a [u8],
}

/// The words of one length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group<'a> {
    /// Characters of each, as far as they are told apart.
    length: u32,
    byte_length: usize,
    bytes: &'a [u8],
    letters: &'a [u8],
    numbers: &'a [u8],
}

impl<'a> Words<'a> {
    /// The groups in order; those that the bytes do not hold in full are left out, which only damaged ones do.
    fn groups(&self) -> impl Iterator<Item = Group<'a>> {
        let Self { groups, bytes, letters, numbers } = *self;
        let (mut byte, mut word) = (0_usize, 0_usize);
        (0..groups.len() / (FACTS * 4)).filter_map(move |group| {
            let fact = |fact: usize| u32_at(groups, (group * FACTS + fact) * 4);
            let (length, byte_length, count) = (fact(0)?, fact(1)? as usize, fact(2)? as usize);
            let ends = (byte.checked_add(count.checked_mul(byte_length + 1)?)?, word.checked_add(count)?);
            let (of_bytes, of_words) = (byte..ends.0, word * 4..ends.1.checked_mul(4)?);
            (byte, word) = ends;
            Some(Group {
                length,
                byte_length,
                bytes: bytes.get(of_bytes)?,
                letters: letters.get(of_words.clone())?,
                numbers: numbers.get(of_words)?,
            })
        })
    }

    /// The groups of words that so few changes may turn into one of so many characters.
    pub(super) fn groups_near(&self, length: u32, changes: u8) -> Vec<Group<'a>> {
        self.groups().filter(|group| group.length.abs_diff(length) <= u32::from(changes)).collect()
    }

    /// The numbers in the dictionary, ascending, of the words that have `part` and are to be taken. Nothing when cancelled.
    pub(super) fn with_part(
        &self,
        part: &str,
        is_taken: impl Fn(&[u8]) -> bool + Sync,
        cancel: &Cancel,
    ) -> Option<Vec<u32>> {
        let finder = memmem::Finder::new(part);
        let stretches: Vec<(Group<'_>, Range<usize>)> = self
            .groups()
            .filter(|group| group.byte_length >= part.len())
            .flat_map(|group| group.stretches().map(move |stretch| (group, stretch)))
            .collect();
        let within = |(group, stretch)| Group::with_part(&group, stretch, &finder, &is_taken, cancel);
        let of_stretches: Option<Vec<Vec<u32>>> = stretches.into_par_iter().map(within).collect();
        let mut found = of_stretches?.concat();
        found.par_sort_unstable();
        Some(found)
    }
}

impl<'a> Group<'a> {
    /// The places, in order, of the words that have nearly the letters wanted.
    pub(super) fn nearly(&self, letters: u32, changes: u8) -> Vec<u32> {
        nearly(self.letters, letters, changes)
    }

    /// The word at a place of the group.
    #[inline]
    pub(super) fn word(&self, place: u32) -> Option<&'a [u8]> {
        let start = place as usize * (self.byte_length + 1);
        self.bytes.get(start..start + self.byte_length)
    }

    /// Its number in the dictionary.
    pub(super) fn number(&self, place: u32) -> Option<u32> {
        u32_at(self.numbers, place as usize * 4)
    }

    /// Have all words one byte a character?
    pub(super) fn is_ascii(&self) -> bool {
        self.length as usize == self.byte_length
    }

    /// The bytes in stretches of whole words.
    fn stretches(&self) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let (length, step) = (self.bytes.len(), STRETCH.next_multiple_of(self.byte_length + 1));
        (0..length).step_by(step).map(move |start| start..length.min(start + step))
    }

    /// The numbers of the words in a stretch that have a part and are to be taken.
    fn with_part(
        &self,
        stretch: Range<usize>,
        part: &memmem::Finder<'_>,
        is_taken: impl Fn(&[u8]) -> bool,
        cancel: &Cancel,
    ) -> Option<Vec<u32>> {
        let mut found = Vec::new();
        if cancel.is_cancelled() {
            return None;
        }
        let (mut at, mut hit_count) = (stretch.start, 0_usize);
        while let Some(hit) = self.bytes.get(at..stretch.end).and_then(|rest| part.find(rest)) {
            hit_count += 1;
            if hit_count.is_multiple_of(PATIENCE) && cancel.is_cancelled() {
                return None;
            }
            let place = ((at + hit) / (self.byte_length + 1)) as u32;
            if self.word(place).is_some_and(&is_taken) {
                found.extend(self.number(place));
            }
            at = (place as usize + 1) * (self.byte_length + 1);
        }
        Some(found)
    }
}
