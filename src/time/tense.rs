//! Does the clause around an expression speak of the past or of the future?
//!
//! A small lexicon of verb forms (the classes `past`, `present` and `future` of a language file, and its past endings),
//! looked up nearest to the expression: leftwards first, for the verb that governs a time mostly stands before it.

use super::language::{Class, Language};
use super::tokens::{Token, Tokens};

/// What the verb nearest to an expression says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    #[default]
    Unknown,
}

/// The classes that tell tenses in one language.
pub(super) struct Tenses {
    past: Option<Class>,
    present: Option<Class>,
    future: Option<Class>,
    stop: Option<Class>,
    endings: &'static [String],
}

impl Tenses {
    pub(super) fn of(language: &'static Language) -> Self {
        let class = |name| language.class(name);
        Self {
            past: class("past"),
            present: class("present"),
            future: class("future"),
            stop: class("clause"),
            endings: &language.past_endings,
        }
    }

    /// The tense around the tokens `first..end`.
    pub(super) fn around(&self, tokens: &Tokens, text: &str, first: usize, end: usize) -> Tense {
        const LEFT: usize = 14;
        const RIGHT: usize = 10;
        for at in (first.saturating_sub(LEFT)..first).rev() {
            if let Some(tense) = self.at(tokens, text, at) {
                return tense;
            }
            if tokens.get(at).is_none_or(Token::is_opener) || tokens.is(at, self.stop) {
                break;
            }
        }
        for at in end..end + RIGHT {
            if tokens.get(at).is_none_or(Token::is_opener) {
                break;
            }
            if let Some(tense) = self.at(tokens, text, at) {
                return tense;
            }
        }
        Tense::Unknown
    }

    fn at(&self, tokens: &Tokens, text: &str, at: usize) -> Option<Tense> {
        let token = tokens.get(at).filter(|token| token.is_word())?;
        if tokens.is(at, self.future) {
            return Some(Tense::Future);
        }
        if tokens.is(at, self.past) {
            return Some(Tense::Past);
        }
        if tokens.is(at, self.present) {
            return Some(Tense::Present);
        }
        let word = token.span().slice(text);
        let ended =
            !token.is_capital() && word.len() > 4 && self.endings.iter().any(|ending| word.ends_with(ending.as_str()));
        ended.then_some(Tense::Past)
    }
}
