//! What does a regular expression ask of an index?
//!
//! Stretches of it that are told character by character are cut into words as a text is: a word between two signs is that
//! word, one at an end of a stretch may go on there. Letters that are only told by their kind (`[a-z]+`) are some word, or
//! the rest of one. What follows one another so must stand in a text as a phrase with gaps; the expression itself then
//! looks only at texts in which it does.

use super::wanted::Wanted;
use crate::search::index::{self, Phrase, Reach};
use crate::search::pattern::Expression;
use crate::search::words::{folded, is_unspaced, is_word};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Letters of a part of a word that is looked up; fewer stand in nearly every text.
const LEAST_PART: usize = 2;

/// The words and parts of words without which an expression matches nowhere.
pub(super) fn of_expression(expression: &Expression) -> Wanted {
    let parsed = ParserBuilder::new().multi_line(true).build().parse(expression.source());
    parsed.map_or(Wanted::Unknown, |hir| of_hir(&hir).at_most())
}

fn of_hir(hir: &Hir) -> Wanted {
    match hir.kind() {
        HirKind::Literal(_) => of_sequence(std::slice::from_ref(hir)),
        HirKind::Concat(parts) => of_sequence(parts),
        HirKind::Repetition(repetition) if repetition.min > 0 => of_hir(&repetition.sub),
        HirKind::Capture(capture) => of_hir(&capture.sub),
        HirKind::Alternation(parts) => Wanted::any(parts.iter().map(of_hir).collect()),
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => Wanted::Unknown,
    }
}

/// A piece of a stretch that is told character by character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Char(char),
    /// One or more letters or digits of ASCII.
    Letters,
}

/// Parts that follow one another.
fn of_sequence(parts: &[Hir]) -> Wanted {
    let (mut found, mut stretch) = (Vec::new(), Vec::new());
    for part in parts {
        if let HirKind::Literal(literal) = part.kind()
            && let Ok(literal) = std::str::from_utf8(&literal.0)
        {
            stretch.extend(literal.chars().map(Piece::Char));
        } else if is_letters(part) {
            stretch.push(Piece::Letters);
        } else {
            found.push(of_stretch(&std::mem::take(&mut stretch)));
            found.push(of_hir(part));
        }
    }
    found.push(of_stretch(&stretch));
    Wanted::all(found)
}

/// Is it one or more characters, each a letter or digit of ASCII?
fn is_letters(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repetition) => repetition.min > 0 && is_letters(&repetition.sub),
        HirKind::Class(Class::Unicode(class)) => {
            let is_within = |start: char, end: char| {
                [('0', '9'), ('A', 'Z'), ('a', 'z')].iter().any(|&(first, last)| first <= start && end <= last)
            };
            !class.ranges().is_empty() && class.iter().all(|range| is_within(range.start(), range.end()))
        }
        _ => false,
    }
}

/// A word, as far as it is told.
#[derive(Clone, Debug, Default)]
struct Word {
    text: String,
    /// More letters may stand before it, or behind it.
    goes_on: [bool; 2],
    /// Its letters are not told without a gap.
    is_unknown: bool,
}

impl Word {
    fn read(pieces: &[Piece]) -> Self {
        let mut word = Self::default();
        for piece in pieces {
            match piece {
                Piece::Char(c) if word.goes_on[1] => {
                    word.is_unknown |= !word.text.is_empty();
                    word.goes_on = [true, false];
                    word.text.push(*c);
                }
                Piece::Char(c) => word.text.push(*c),
                Piece::Letters => word.goes_on[1] = true,
            }
        }
        word
    }

    /// The word as a part of a phrase; nothing when any word will do.
    fn told(&self) -> Option<(String, Reach)> {
        let reach = match self.goes_on {
            [false, false] => Reach::Whole,
            [false, true] => Reach::Beginning,
            [true, false] => Reach::End,
            [true, true] => return None,
        };
        let text = folded(&self.text);
        let is_short = reach != Reach::Whole && text.chars().count() < LEAST_PART;
        (!self.is_unknown && !text.is_empty() && !is_short).then_some((text, reach))
    }
}

/// A stretch whose ends may lie within words.
fn of_stretch(pieces: &[Piece]) -> Wanted {
    let is_of_word = |piece: &Piece| match piece {
        Piece::Char(c) => is_word(*c),
        Piece::Letters => true,
    };
    let runs: Vec<&[Piece]> = pieces.split(|piece| !is_of_word(piece)).collect();
    let last = runs.len() - 1;
    let mut words = Vec::new();
    for (at, run) in runs.into_iter().enumerate().filter(|(_, run)| !run.is_empty()) {
        let mut word = Word::read(run);
        word.goes_on[0] |= at == 0;
        word.goes_on[1] |= at == last;
        words.push(word);
    }
    // Characters of unspaced scripts and what folds to nothing take other places than words.
    let is_usual =
        |word: &Word| word.text.chars().all(|c| !is_unspaced(c) && !folded(c.encode_utf8(&mut [0; 4])).is_empty());
    if !words.iter().all(is_usual) {
        return Wanted::all(words.iter().map(of_part).collect());
    }
    let mut told: Vec<(u32, String, Reach)> = Vec::new();
    for (at, word) in (0..).zip(&words) {
        told.extend(word.told().map(|(text, reach)| (at, text, reach)));
    }
    match Phrase::of_words(told) {
        Some(phrase) if phrase.word_count() > 1 => Wanted::phrase(Some(phrase)),
        _ => Wanted::all(words.iter().map(of_part).collect()),
    }
}

/// A word by itself, wherever it stands.
fn of_part(word: &Word) -> Wanted {
    if word.is_unknown {
        return Wanted::Unknown;
    }
    let is_unspaced_only = word.text.chars().all(is_unspaced);
    if is_unspaced_only || (word.goes_on == [false; 2] && !word.text.chars().any(is_unspaced)) {
        return Wanted::phrase(Phrase::new(&word.text, false));
    }
    let part = folded(&word.text);
    if word.text.chars().any(is_unspaced) || part.chars().count() < LEAST_PART {
        return Wanted::Unknown;
    }
    Wanted::Exactly(index::Pattern::ContainsPart(part))
}
