//! Which words have this part?
//!
//! The words of spaced scripts in full, one a line, so that a part is found at the speed of reading memory.

use super::bytes::u32_at;
use super::letters::letters_of;
use super::tokens::JOINED;
use crate::work::Cancel;
use memchr::{memchr, memchr_iter, memmem, memrchr};
use rayon::prelude::*;
use std::ops::Range;

/// Words from one start that is kept to the next.
const STEP: usize = 16;

/// Stands behind each word.
const END: u8 = b'\n';

/// Hits between two questions whether to stop.
const PATIENCE: usize = 1 << 12;

/// Bytes searched between two questions whether to stop.
const STRETCH: usize = 1 << 20;

/// Writes words while tokens come in ascending order.
#[derive(Debug, Default)]
pub(super) struct WordsWriter {
    bytes: Vec<u8>,
    starts: Vec<u8>,
    letters: Vec<u8>,
    count: usize,
    tokens_before: u32,
}

impl WordsWriter {
    pub(super) fn push(&mut self, token: &[u8]) {
        if token < JOINED.as_bytes() || token == JOINED.as_bytes() {
            self.tokens_before += 1;
            return;
        }
        if self.count.is_multiple_of(STEP) {
            self.starts.extend((self.bytes.len() as u32).to_le_bytes());
        }
        self.bytes.extend_from_slice(token);
        self.bytes.push(END);
        let letters = letters_of(std::str::from_utf8(token).unwrap_or_default().chars());
        self.letters.extend(letters.to_le_bytes());
        self.count += 1;
    }

    /// The tokens before the first word, the words, their starts, their letters.
    pub(super) fn finish(self) -> (u32, [Vec<u8>; 3]) {
        (self.tokens_before, [self.bytes, self.starts, self.letters])
    }
}

/// Reads single words of a list, one behind the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    starts: &'a [u8],
    /// The word that begins at `at`, by its place in the list.
    place: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The word at a place in the list, which is behind the last one asked for; nothing behind the last word and where bytes
    /// are damaged.
    #[inline]
    pub(super) fn to(&mut self, place: u32) -> Option<&'a [u8]> {
        let place = place as usize;
        if place / STEP != self.place / STEP || place < self.place {
            self.at = u32_at(self.starts, place / STEP * 4)? as usize;
            self.place = place - place % STEP;
        }
        while self.place < place {
            self.step()?;
        }
        self.step()
    }

    /// Words are short: their end is found sooner byte by byte than by a search for long stretches.
    #[inline]
    fn step(&mut self) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at..)?;
        let length = rest.iter().position(|&byte| byte == END)?;
        self.at += length + 1;
        self.place += 1;
        rest.get(..length)
    }
}

/// Stored words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    /// The number of the first in the dictionary.
    pub(super) first: u32,
    pub(super) bytes: &'a [u8],
    pub(super) starts: &'a [u8],
    /// What [`letters_of`] says of each.
    pub(super) letters: &'a [u8],
}

impl<'a> Words<'a> {
    /// Reads words in ascending order of their places in the list.
    pub(super) fn cursor(&self) -> Cursor<'a> {
        Cursor { bytes: self.bytes, starts: self.starts, place: 0, at: 0 }
    }

    /// The numbers in the dictionary of the words that have `part` and are to be taken. Nothing when cancelled.
    pub(super) fn with_part(
        &self,
        part: &str,
        is_taken: impl Fn(&[u8]) -> bool + Sync,
        cancel: &Cancel,
    ) -> Option<Vec<u32>> {
        let finder = memmem::Finder::new(part);
        let within = |stretch| self.with_part_within(stretch, &finder, &is_taken, cancel);
        let of_stretches: Option<Vec<Vec<u32>>> = self.stretches().into_par_iter().map(within).collect();
        Some(of_stretches?.concat())
    }

    /// The words in stretches: none further than the word that it ends in, so that no word is looked at twice.
    fn stretches(&self) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        let mut at = 0;
        while at < self.bytes.len() {
            let least = self.bytes.len().min(at + STRETCH);
            let rest = self.bytes.get(least..).unwrap_or_default();
            let end = memchr(END, rest).map_or(self.bytes.len(), |to| least + to);
            stretches.push(at..end);
            at = end + 1;
        }
        stretches
    }

    fn with_part_within(
        &self,
        stretch: Range<usize>,
        finder: &memmem::Finder<'_>,
        is_taken: impl Fn(&[u8]) -> bool,
        cancel: &Cancel,
    ) -> Option<Vec<u32>> {
        let mut found = Vec::new();
        let (mut at, mut bucket, mut hit_count) = (stretch.start, 0, 0_usize);
        if cancel.is_cancelled() {
            return None;
        }
        while let Some(hit) = finder.find(self.bytes.get(at..stretch.end).unwrap_or_default()).map(|offset| at + offset)
        {
            hit_count += 1;
            if hit_count.is_multiple_of(PATIENCE) && cancel.is_cancelled() {
                return None;
            }
            let word = self.word_around(hit);
            at = word.end;
            if self.bytes.get(word.clone()).is_some_and(&is_taken) {
                bucket = self.bucket_of(word.start, bucket);
                let start = u32_at(self.starts, bucket * 4).map_or(0, |start| start as usize);
                let before = memchr_iter(END, self.bytes.get(start..word.start).unwrap_or_default()).count();
                found.push(self.first.saturating_add((bucket * STEP + before) as u32));
            }
        }
        Some(found)
    }

    fn word_around(&self, at: usize) -> Range<usize> {
        let start = memrchr(END, self.bytes.get(..at).unwrap_or_default()).map_or(0, |before| before + 1);
        let end = memchr(END, self.bytes.get(at..).unwrap_or_default()).map_or(self.bytes.len(), |to| at + to);
        start..end
    }

    /// The last start that is kept at or before `at`, not before `from`.
    fn bucket_of(&self, at: usize, from: usize) -> usize {
        let is_before = |bucket: usize| u32_at(self.starts, bucket * 4).is_some_and(|start| start as usize <= at);
        let mut step = 1;
        while is_before(from + step) {
            step *= 2;
        }
        let (mut low, mut high) = (from + step / 2, from + step);
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            if is_before(middle) { low = middle } else { high = middle }
        }
        low
    }
}
