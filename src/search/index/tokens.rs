//! Which tokens does a text have, and at which positions?
//!
//! A word of a spaced script is one token, folded. In a run of an unspaced script every character takes a position, with
//! the pair that it begins as the token, or itself alone when it ends the run: a search for a part of the run is then a
//! phrase of pairs. Where a run of word characters goes on in another script, [`JOINED`] stands at the position behind the
//! border.
//!
//! Runs are found in masks of 64 bytes a step, in a form that the compiler turns into vector code.

use super::super::words::{Piece, is_word, pieces};

/// Opens the token of a pair, or of the last one, of characters of an unspaced script.
pub(super) const UNIT: char = '\u{1}';

/// Stands at the first position behind a border between scripts within a run.
pub(super) const JOINED: &str = "\u{2}";

/// Receives what a text is made of, in order.
pub(super) trait Sink {
    /// The next token: the word at `range` of [`Masks::lowered`], ASCII.
    fn plain(&mut self, lowered: &[u8], start: usize, end: usize);
    /// The next token, in any script.
    fn token(&mut self, token: &str);
    /// The next token stands behind a border between scripts.
    fn joined(&mut self);
}

/// Bytes that may be read past the last of a text in its lowered form.
pub(super) const PADDING: usize = 64;

/// Scratch space for cutting texts.
#[derive(Debug, Default)]
pub(super) struct Tokenizer {
    /// The text with ASCII in lower case, padded.
    lowered: Vec<u8>,
    /// One bit for each byte that is an ASCII letter or digit or no ASCII.
    word_bits: Vec<u64>,
    /// Does the step hold more than ASCII?
    is_mixed: Vec<bool>,
    word: String,
    pair: String,
}

impl Tokenizer {
    /// Cuts `text` and gives its tokens to `sink`.
    pub(super) fn cut(&mut self, text: &str, sink: &mut impl Sink) {
        self.classify(text.as_bytes());
        let mut at = 0;
        loop {
            let start = next_bit(&self.word_bits, at, 0);
            if start >= text.len() {
                break;
            }
            let end = next_bit(&self.word_bits, start, u64::MAX).min(text.len());
            at = end;
            let is_mixed = self.is_mixed.get(start / 64..=(end - 1) / 64).is_some_and(|steps| steps.contains(&true));
            if is_mixed && !text.as_bytes().get(start..end).is_some_and(<[u8]>::is_ascii) {
                self.cut_mixed(text, start, end, sink);
                continue;
            }
            if end - start > super::super::words::MOST_CHARS {
                self.cut_run(text.get(start..end).unwrap_or_default(), sink);
            } else {
                sink.plain(&self.lowered, start, end);
            }
        }
    }

    fn classify(&mut self, text: &[u8]) {
        self.lowered.clear();
        self.lowered.reserve(text.len() + 2 * PADDING);
        self.word_bits.clear();
        self.is_mixed.clear();
        let (steps, rest) = text.as_chunks::<64>();
        let mut last = [0; 64];
        if let Some(part) = last.get_mut(..rest.len()) {
            part.copy_from_slice(rest);
        }
        for step in steps.iter().chain([&last]) {
            let mut lowered = [0; 64];
            let mut is_word = [0; 64];
            let mut any = 0;
            for ((&byte, lower), word) in step.iter().zip(&mut lowered).zip(&mut is_word) {
                let is_upper = byte.wrapping_sub(b'A') < 26;
                *lower = byte | u8::from(is_upper) << 5;
                let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
                let is_digit = byte.wrapping_sub(b'0') < 10;
                *word = u8::from(is_letter | is_digit || (byte >= 0x80));
                any |= byte;
            }
            self.lowered.extend_from_slice(&lowered);
            self.word_bits.push(gather(&is_word));
            self.is_mixed.push(any >= 0x80);
        }
        self.lowered.extend_from_slice(&[0; PADDING]);
    }

    /// A stretch that holds more than ASCII, in which there may be several runs or none.
    fn cut_mixed(&mut self, text: &str, start: usize, end: usize, sink: &mut impl Sink) {
        let mut run_start = None;
        let stretch = text.get(start..end).unwrap_or_default();
        for (offset, c) in stretch.char_indices() {
            if is_word(c) {
                run_start = run_start.or(Some(offset));
                continue;
            }
            if let Some(run_start) = run_start.take() {
                self.cut_found(text, start + run_start, start + offset, sink);
            }
        }
        if let Some(run_start) = run_start {
            self.cut_found(text, start + run_start, end, sink);
        }
    }

    fn cut_found(&mut self, text: &str, start: usize, end: usize, sink: &mut impl Sink) {
        let run = text.get(start..end).unwrap_or_default();
        if run.is_ascii() && run.len() <= super::super::words::MOST_CHARS {
            sink.plain(&self.lowered, start, end);
        } else {
            self.cut_run(run, sink);
        }
    }

    fn cut_run(&mut self, run: &str, sink: &mut impl Sink) {
        let Self { word, pair, .. } = self;
        let mut unit: Option<char> = None;
        let mut is_first = true;
        let mut put_unit = |sink: &mut _, unit: char, next: Option<char>| {
            pair.clear();
            pair.extend([UNIT, unit]);
            pair.extend(next);
            Sink::token(sink, pair);
        };
        pieces(run, word, |piece| {
            match piece {
                Piece::Unit(next) => match unit.replace(next) {
                    Some(unit) => put_unit(sink, unit, Some(next)),
                    None if !is_first => sink.joined(),
                    None => {}
                },
                Piece::Word(word) => {
                    if let Some(unit) = unit.take() {
                        put_unit(sink, unit, None);
                    }
                    if !is_first {
                        sink.joined();
                    }
                    sink.token(word);
                }
            }
            is_first = false;
        });
        if let Some(unit) = unit {
            put_unit(sink, unit, None);
        }
    }
}

/// One bit for each of 64 bytes that are 0 or 1.
fn gather(bytes: &[u8; 64]) -> u64 {
    bytes.as_chunks().0.iter().enumerate().fold(0, |bits, (index, &chunk)| {
        let gathered = u64::from_le_bytes(chunk).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits | gathered << (index * 8)
    })
}

/// The first bit at or after `from` that is set in `bits ^ flip`; the number of bits when there is none.
#[inline]
fn next_bit(bits: &[u64], from: usize, flip: u64) -> usize {
    let mut index = from / 64;
    let Some(&word) = bits.get(index) else { return bits.len() * 64 };
    let mut word = (word ^ flip) & u64::MAX << (from % 64);
    while word == 0 {
        index += 1;
        let Some(&next) = bits.get(index) else { return bits.len() * 64 };
        word = next ^ flip;
    }
    index * 64 + word.trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Listed(Vec<String>);

    impl Sink for Listed {
        fn plain(&mut self, lowered: &[u8], start: usize, end: usize) {
            self.token(std::str::from_utf8(&lowered[start..end]).unwrap());
        }

        fn token(&mut self, token: &str) {
            self.0.push(token.replace(UNIT, "_"));
        }

        fn joined(&mut self) {
            self.0.push("+".to_owned());
        }
    }

    fn cut(text: &str) -> String {
        let mut listed = Listed::default();
        Tokenizer::default().cut(text, &mut listed);
        listed.0.join(" ")
    }

    #[test]
    fn words_are_folded_whatever_stands_between_them() {
        assert_eq!(cut("“Xi’s” Plan—50 ÉLYSÉES, in2026"), "xi s plan 50 elysees in2026");
        assert_eq!(cut(""), "");
        let long = "The quick-brown FOX. ".repeat(40);
        assert_eq!(cut(&long), "the quick brown fox ".repeat(40).trim_end());
    }

    #[test]
    fn what_is_no_word_takes_no_position() {
        assert_eq!(cut("a ———————————————————— b"), "a b");
        assert_eq!(cut("a \u{301} b"), "a b");
    }

    #[test]
    fn unspaced_scripts_become_pairs_and_borders_are_told() {
        assert_eq!(cut("主席习"), "_主席 _席习 _习");
        assert_eq!(cut("用iPhone手机"), "_用 + iphone + _手机 _机");
        assert_eq!(cut("中 文"), "_中 _文");
    }
}
