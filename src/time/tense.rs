//! Does the clause around an expression speak of the past or of the future?
//!
//! A small lexicon of verb forms (the classes `past`, `present` and `future` of a language file, and its past endings),
//! looked up nearest to the expression: a verb right behind it first, then leftwards, for the verb that governs a time
//! mostly stands before it, then rightwards.

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
    /// Forms after which a past form is a participle that tells nothing: "be published", "to cut".
    infinitive: Option<Class>,
    /// "had", before which even a plan is past.
    pluperfect: Option<Class>,
    /// "is to", "are to".
    be: Option<Class>,
    to: Option<Class>,
    /// "by", "until": ahead unless a verb says otherwise.
    deadline: Option<Class>,
    /// "until": ahead whatever the verb, but at the opening of a sentence.
    onward: Option<Class>,
    /// "set" and what follows it in "set to", "set for".
    poised: Option<Class>,
    purpose: Option<Class>,
    possessive: Option<Class>,
    past_endings: &'static [String],
    future_endings: &'static [String],
}

impl Tenses {
    pub(super) fn of(language: &'static Language) -> Self {
        let class = |name| language.class(name);
        Self {
            past: class("past"),
            present: class("present"),
            future: class("future"),
            infinitive: class("infinitive"),
            pluperfect: class("pluperfect"),
            be: class("be"),
            to: class("toward"),
            deadline: class("deadline"),
            onward: class("onward"),
            poised: class("poised"),
            purpose: class("purpose"),
            possessive: class("possessive"),
            past_endings: &language.past_endings,
            future_endings: &language.future_endings,
        }
    }

    /// The tense around the tokens `first..end`.
    pub(super) fn around(&self, tokens: &Tokens, text: &str, first: usize, end: usize) -> Tense {
        const LEFT: usize = 14;
        /// "Wednesday's ruling" is a thing of its own; a verb must stand near to reach it.
        const LEFT_OF_POSSESSIVE: usize = 6;
        const RIGHT: usize = 10;
        let opens = |at: usize| tokens.get(at).is_none_or(Token::is_opener);
        let onward = |at: usize| tokens.is(at, self.onward) && !opens(at);
        if first.checked_sub(1).is_some_and(onward) {
            return Tense::Future;
        }
        let due = first.checked_sub(1).is_some_and(|before| {
            tokens.is(before, self.deadline) && !(opens(before) && tokens.is(before, self.onward))
        });
        if !opens(end)
            && !due
            && let Some(tense) = self.at(tokens, text, end)
        {
            return tense;
        }
        let left = if tokens.is(end, self.possessive) { LEFT_OF_POSSESSIVE } else { LEFT };
        for at in (first.saturating_sub(left)..first).rev() {
            if opens(at + 1) {
                break;
            }
            match self.at(tokens, text, at) {
                Some(Tense::Present) | None => {}
                Some(tense) => return tense,
            }
        }
        if due {
            return Tense::Future;
        }
        for at in end..end + RIGHT {
            if opens(at) {
                break;
            }
            if let Some(tense) = self.at(tokens, text, at) {
                return tense;
            }
        }
        Tense::Unknown
    }

    fn at(&self, tokens: &Tokens, text: &str, at: usize) -> Option<Tense> {
        let token = tokens.get(at).filter(Token::is_word)?;
        let before = |class| at.checked_sub(1).is_some_and(|before| tokens.is(before, class));
        if tokens.is(at, self.future) || tokens.is(at, self.be) && tokens.is(at + 1, self.to) {
            let plan_was = (1..=2).any(|back| at.checked_sub(back).is_some_and(|at| tokens.is(at, self.pluperfect)));
            return Some(if plan_was { Tense::Past } else { Tense::Future });
        }
        if tokens.is(at, self.poised) && tokens.is(at + 1, self.purpose) {
            return Some(Tense::Future);
        }
        if tokens.is(at, self.past) && before(self.be) {
            // "is set for Monday", "are held on Monday"
            return Some(Tense::Future);
        }
        if tokens.is(at, self.past) {
            return (!before(self.infinitive)).then_some(Tense::Past);
        }
        if tokens.is(at, self.present) {
            return Some(Tense::Present);
        }
        let word = token.span().slice(text);
        let ends = |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        if token.is_capital() || word.len() <= 4 {
            None
        } else if ends(self.future_endings) {
            Some(Tense::Future)
        } else {
            (ends(self.past_endings) && !before(self.infinitive)).then_some(Tense::Past)
        }
    }
}
