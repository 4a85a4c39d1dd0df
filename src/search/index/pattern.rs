//! What can be asked of an index?

use super::super::edit_distance::MOST_LETTERS;
use super::super::words::{MOST_WORDS, Piece, folded, is_word, looked_for, pieces};
use super::tokens::{JOINED, UNIT};
use super::word_pattern::WordPattern;

/// What is looked for in a field.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A word, several in a row, or a part of a run of an unspaced script.
    Phrase(Phrase),
    /// Every phrase, in any order, in a stretch that has at most so many words besides theirs.
    Near(Vec<Phrase>, u32),
    /// A word that so few steps turn into this one, folded: a character put in, left out or put for another, or two
    /// neighbours exchanged (optimal string alignment distance).
    Fuzzy(String, u8),
    /// A word, folded, that matches this as a whole. Unspaced scripts have no such words.
    Matching(WordPattern),
    /// A word, folded, that has this part. Unspaced scripts have no such words.
    ContainsPart(String),
}

impl Pattern {
    /// A word close to the one that was typed, by up to two changes; nothing when it is none or of more than 64 letters.
    pub fn fuzzy(typed: &str, distance: u8) -> Option<Self> {
        let folded = folded(typed);
        (!folded.is_empty() && folded.chars().count() <= MOST_LETTERS && typed.chars().all(is_word))
            .then_some(Self::Fuzzy(folded, distance))
    }
}

/// Words that stand one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub(super) tokens: Vec<Token>,
    /// Positions that the whole takes.
    pub(super) length: u32,
}

/// A token that must stand at a position counted from the start of the phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) offset: u32,
    pub(super) text: String,
    pub(super) reach: Reach,
}

/// What a word of a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Itself.
    Whole,
    /// Any that begins so.
    Beginning,
    /// Any that ends so. Of spaced scripts only.
    End,
}

impl Phrase {
    /// The words in `typed`, of which the last may go on when `is_prefix`; nothing when it holds none. It stands where
    /// `search::term` finds it.
    pub fn new(typed: &str, is_prefix: bool) -> Option<Self> {
        let mut phrase = Self { tokens: Vec::new(), length: 0 };
        let mut word = String::new();
        let runs = typed.split(|c| !is_word(c)).filter(|run| !folded(run).is_empty()).take(MOST_WORDS);
        for run in runs {
            phrase.add_run(run, &mut word);
        }
        if let Some(last) = phrase.tokens.last_mut().filter(|last| is_prefix && !last.text.starts_with(UNIT)) {
            last.reach = Reach::Beginning;
        }
        (!phrase.tokens.is_empty()).then_some(phrase)
    }

    /// Folded words of spaced scripts, each at its position; what stands between them is any word. Nothing without words.
    pub fn of_words(words: impl IntoIterator<Item = (u32, String, Reach)>) -> Option<Self> {
        let tokens: Vec<Token> =
            words.into_iter().take(MOST_WORDS).map(|(offset, text, reach)| Token { offset, text, reach }).collect();
        let length = tokens.iter().map(|token| token.offset + 1).max()?;
        Some(Self { tokens, length })
    }

    /// Words, or pairs of characters of an unspaced script.
    pub fn word_count(&self) -> usize {
        self.tokens.len()
    }

    fn add_run(&mut self, run: &str, word: &mut String) {
        let mut unit: Option<char> = None;
        let start = self.length;
        pieces(looked_for(run), word, |piece| match piece {
            Piece::Unit(next) => match unit.replace(next) {
                Some(unit) => self.push(format!("{UNIT}{unit}{next}"), Reach::Whole),
                None if self.length > start => self.push_joined(),
                None => {}
            },
            Piece::Word(word) => {
                if let Some(unit) = unit.take() {
                    self.push(format!("{UNIT}{unit}"), Reach::Beginning);
                }
                if self.length > start {
                    self.push_joined();
                }
                self.push(word.to_owned(), Reach::Whole);
            }
        });
        match unit {
            // The pair before says that it stands there.
            Some(_) if self.tokens.last().is_some_and(|last| self.length > start && last.text.starts_with(UNIT)) => {
                self.length += 1;
            }
            Some(unit) => self.push(format!("{UNIT}{unit}"), Reach::Beginning),
            None => {}
        }
    }

    fn push(&mut self, text: String, reach: Reach) {
        self.tokens.push(Token { offset: self.length, text, reach });
        self.length += 1;
    }

    fn push_joined(&mut self) {
        self.tokens.push(Token { offset: self.length, text: JOINED.to_owned(), reach: Reach::Whole });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str, is_prefix: bool) -> String {
        let Some(phrase) = Phrase::new(typed, is_prefix) else { return String::new() };
        let shown = phrase.tokens.iter().map(|token| {
            let text = token.text.replace(UNIT, "_").replace(JOINED, "+");
            format!("{}{}{}", token.offset, text, if token.reach == Reach::Beginning { "*" } else { "" })
        });
        format!("{} /{}", shown.collect::<Vec<_>>().join(" "), phrase.length)
    }

    #[test]
    fn phrases_become_tokens_at_positions() {
        assert_eq!(shown("Élysée Xi’s", true), "0elysee 1xi 2s* /3");
        assert_eq!(shown("习近平", false), "0_习近 1_近平 /3");
        assert_eq!(shown("中", true), "0_中* /1");
        assert_eq!(shown("用iPhone手机", true), "0_用* 1+ 1iphone 2+ 2_手机 /4");
        assert_eq!(shown("手iPho", true), "0_手* 1+ 1ipho* /2");
        assert_eq!(shown("手机a 机b", false), "0_手机 1_机* 2+ 2a 3_机* 4+ 4b /5");
        assert_eq!(shown("中 文", false), "0_中* 1_文* /2");
        assert_eq!(shown("— \u{301} !", false), "");
    }
}
