//! The words of spaced scripts in full: which have this part, which have nearly these letters?
//!
//! Words of one length stand together, those with the same letters among them one behind the other. So a word is found by its
//! place alone, a search for similar ones passes over most of the list, and a part is found at the speed of reading memory.

use super::coding::u32_at;
use super::letters::{ENDS, LetterList, Letters, put_ends};
use super::tokens::JOINED;
use crate::work::Cancel;
use memchr::memmem;
use rayon::prelude::*;
use std::ops::Range;

/// Stands behind each word, so that no part is found across two.
const END: u8 = b'\n';

/// Bytes that are kept of each group: characters and bytes of its words, how many they are, and [`LetterList::ends`].
const FACTS: usize = 3 * 4 + ENDS;

/// Numbers are sorted when they are at most one of so many: more are put in order sooner by marking them.
const FAR_APART: usize = 256;

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
            put_ends(&mut groups, group.iter().map(|word| word.letters));
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
    letters: LetterList<'a>,
    numbers: &'a [u8],
}

impl<'a> Words<'a> {
    /// The groups in order; those that the bytes do not hold in full are left out, which only damaged ones do.
    fn groups(&self) -> impl Iterator<Item = Group<'a>> {
        let Self { groups, bytes, letters, numbers } = *self;
        let (mut byte, mut word) = (0_usize, 0_usize);
        groups.chunks_exact(FACTS).filter_map(move |facts| {
            let fact = |fact: usize| u32_at(facts, fact * 4);
            let (length, byte_length, count) = (fact(0)?, fact(1)? as usize, fact(2)? as usize);
            let ends = (byte.checked_add(count.checked_mul(byte_length + 1)?)?, word.checked_add(count)?);
            let (of_bytes, of_words) = (byte..ends.0, word * 4..ends.1.checked_mul(4)?);
            (byte, word) = ends;
            Some(Group {
                length,
                byte_length,
                bytes: bytes.get(of_bytes)?,
                letters: LetterList { letters: letters.get(of_words.clone())?, ends: facts.get(FACTS - ENDS..)? },
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
        let letters = Letters::of(part.chars()).letters;
        let groups: Vec<Group<'_>> = self.groups().filter(|group| group.byte_length >= part.len()).collect();
        let of_group =
            |group: &Group<'a>| group.stretches(letters).map(|stretch| (*group, stretch)).collect::<Vec<_>>();
        let stretches: Vec<(Group<'_>, Range<usize>)> = groups.iter().flat_map(of_group).collect();
        let within = |(group, stretch)| Group::with_part(&group, stretch, &finder, &is_taken, cancel);
        let of_stretches: Option<Vec<Vec<u32>>> = stretches.into_par_iter().map(within).collect();
        Some(ascending(&of_stretches?))
    }
}

/// All of these numbers in order; each is there once.
fn ascending(lists: &[Vec<u32>]) -> Vec<u32> {
    let bound = lists.iter().flatten().max().map_or(0, |&last| last as usize + 1);
    if bound / FAR_APART > lists.iter().map(Vec::len).sum() {
        let mut numbers = lists.concat();
        numbers.sort_unstable();
        return numbers;
    }
    // One bit for each, then all that are set.
    let mut bits = vec![0_u64; bound.div_ceil(64)];
    for &number in lists.iter().flatten() {
        if let Some(word) = bits.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }
    let mut numbers = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    for (first, mut word) in (0..).step_by(64).zip(bits) {
        while word != 0 {
            numbers.push(first + word.trailing_zeros());
            word &= word - 1;
        }
    }
    numbers
}

impl<'a> Group<'a> {
    /// The places, in order, of the words that have nearly the letters wanted.
    pub(super) fn nearly(&self, letters: u32, changes: u8) -> Vec<u32> {
        self.letters.nearly(letters, changes)
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

    /// The bytes of all words that have these letters, and of some that have not, in stretches of whole words.
    fn stretches(&self, letters: u32) -> impl Iterator<Item = Range<usize>> {
        let size = self.byte_length + 1;
        let bytes =
            self.letters.stretches_with(letters).into_iter().map(move |places| places.start * size..places.end * size);
        let step = STRETCH.next_multiple_of(size);
        bytes.flat_map(move |bytes| bytes.clone().step_by(step).map(move |start| start..bytes.end.min(start + step)))
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
