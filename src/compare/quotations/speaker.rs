//! Who says it?
//!
//! The rule, in the sentence around a quotation: a word of speech, and beside it a name or a pronoun.
//!
//! ```text
//! behind   “…,” NAME said | “…,” said [up to 8 words] NAME | “…,” NAME, the minister, said | “…,” according to NAME
//! in front NAME said [up to 14 words] “…” | said NAME, “…” (the quotation goes on)
//! ```
//! A pronoun stands for who spoke last, or for the name with which one of the two sentences before begins. A quotation that
//! follows the words that tell a speaker goes on with that speaker. In every other case nobody is named.

use super::Quotation;
use super::marks::Quoted;
use super::words_said::{Role, role};
use crate::text::sentences::sentence_at;
use crate::text::{Span, fold, sentences, words};

/// Words looked at on each side.
const MOST_WORDS: usize = 24;

/// Words between a quotation and the word of speech in front of it.
const MOST_BEFORE: usize = 14;

/// Words between a word of speech and the name behind it.
const MOST_BETWEEN: usize = 8;

/// Bytes back to whom a pronoun stands for.
const MOST_BACK: usize = 800;

/// Bytes of the longest stretch looked at on one side of a quotation.
const MOST_SIDE: usize = 400;

/// The quotations with their speakers.
pub(super) fn with_speakers(text: &str, quoted: &[Quoted]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::with_capacity(quoted.len());
    let mut line = Line { span: Span::new(0, 0), sentences: Vec::new() };
    let mut last: Option<Told> = None;
    for (index, one) in quoted.iter().enumerate() {
        if line.span != one.line || line.sentences.is_empty() {
            line = Line::new(text, one.line);
        }
        let before_end =
            index.checked_sub(1).and_then(|before| quoted.get(before)).map_or(0, |before| before.outer.end());
        let after_start = quoted.get(index + 1).map_or(text.len(), |after| after.outer.start());
        let told = behind(text, one, after_start)
            .or_else(|| in_front(text, one, &line, before_end))
            .and_then(|told| told.named(text, last))
            .or_else(|| last.filter(|last| goes_on(text, last, one)).map(|last| Told { clause: one.outer, ..last }));
        found.push(Quotation { span: one.outer, inner: one.inner, speaker: told.map(|told| told.who) });
        last = told.or(last);
    }
    found
}

/// A line with its sentences.
struct Line {
    span: Span,
    sentences: Vec<Span>,
}

impl Line {
    fn new(text: &str, span: Span) -> Self {
        let mut cut = sentences(span.slice(text));
        for sentence in &mut cut {
            *sentence = sentence.shifted(span.start());
        }
        Self { span, sentences: cut }
    }
}

/// Words that tell a speaker.
#[derive(Clone, Copy)]
struct Told {
    who: Span,
    is_pronoun: bool,
    /// The stretch that tells it.
    clause: Span,
}

impl Told {
    /// With a name in the place of a pronoun; nothing when it is unsure whose.
    fn named(self, text: &str, last: Option<Self>) -> Option<Self> {
        if !self.is_pronoun {
            return Some(self);
        }
        let at = self.who.start();
        if let Some(last) = last.filter(|last| at - last.clause.end().min(at) <= MOST_BACK) {
            return Some(Self { who: last.who, is_pronoun: false, ..self });
        }
        let start = floor(text, at.saturating_sub(MOST_BACK / 2));
        let back = Span::new(start, at);
        let cut = sentences(back.slice(text));
        // The last is the sentence of the pronoun, and the first may have lost its beginning.
        let whole = cut.get(usize::from(start > 0)..).unwrap_or_default();
        let named = whole.iter().rev().skip(1).take(2).find_map(|sentence| {
            let clause = Clause::new(text, sentence.shifted(start));
            let name = clause.name_at(usize::from(clause.is_article(0)))?;
            name.slice(text).contains(' ').then_some(name)
        });
        named.map(|who| Self { who, is_pronoun: false, ..self })
    }
}

/// Nothing but white space, on one line, between the words that told a speaker and this quotation.
fn goes_on(text: &str, last: &Told, one: &Quoted) -> bool {
    let gap = text.get(last.clause.end()..one.outer.start());
    gap.is_some_and(|gap| !gap.contains('\n') && gap.trim_matches([' ', '.', '\t']).is_empty())
}

/// What is told behind a quotation: only where a comma, a dash or a question says that the sentence goes on.
fn behind(text: &str, one: &Quoted, limit: usize) -> Option<Told> {
    let end = one.outer.end();
    let rest = text.get(end..limit.min(ceil(text, end + MOST_SIDE)))?;
    let rest = rest.split('\n').next().unwrap_or_default();
    let first = words(rest).next()?;
    let gap = rest.get(..first.start()).unwrap_or_default();
    let inner = one.inner.slice(text).trim_end();
    let goes_on =
        gap.contains([',', '，', '—', '–']) || gap.trim() == "-" || inner.ends_with([',', '，', '!', '?', '—', '…']);
    if !goes_on || gap.contains(['.', ';', ':']) {
        return None;
    }
    let sentence = sentences(rest).first().copied()?.shifted(end);
    Clause::new(text, sentence).told_behind()
}

/// What is told in front of a quotation, in its sentence and behind the quotation before it.
fn in_front(text: &str, one: &Quoted, line: &Line, before_end: usize) -> Option<Told> {
    let start = one.outer.start();
    let sentence = sentence_at(&line.sentences, start)?;
    let mut from = sentence.start().max(before_end).max(floor(text, start.saturating_sub(MOST_SIDE)));
    // The sentence may have been cut at the mark itself: what stands in front ends in a colon or comma then.
    if from >= start {
        let before = sentence_at(&line.sentences, start.checked_sub(1)?)?;
        let is_led = before.slice(text).ends_with([':', ',', '：', '，']);
        if !is_led || before.start() < before_end {
            return None;
        }
        from = before.start();
    }
    let clause = Clause::new(text, Span::new(from, start).trimmed(text));
    let goes_on = before_end > 0 && from == before_end;
    clause.told_in_front(goes_on)
}

/// The words of a stretch of a sentence.
struct Clause<'a> {
    text: &'a str,
    span: Span,
    words: Vec<Word>,
}

struct Word {
    span: Span,
    role: Role,
    is_capital: bool,
    /// A comma stands in front.
    is_set_off: bool,
    /// Nothing but what names hold stands between it and the word before.
    is_joined: bool,
}

impl<'a> Clause<'a> {
    fn new(text: &'a str, span: Span) -> Self {
        let content = span.slice(text);
        let mut clause = Self { text, span, words: Vec::new() };
        let mut end = 0;
        for word in words(content).take(4 * MOST_WORDS) {
            let gap = content.get(end..word.start()).unwrap_or_default();
            let written = word.slice(content);
            let before = clause.words.last().map_or("", |before| before.span.slice(text));
            let is_short = before.chars().count() <= 4;
            let joint = gap.trim_matches([' ', '\u{a0}']);
            clause.words.push(Word {
                span: word.shifted(span.start()),
                role: role(&fold(written)),
                is_capital: written.starts_with(char::is_uppercase),
                is_set_off: gap.contains([',', '，', '—', '–', '(', ')']),
                is_joined: joint.is_empty() || joint == "-" || (joint == "." && is_short),
            });
            end = word.end();
        }
        clause
    }

    fn told_behind(&self) -> Option<Told> {
        let verb = self.words.iter().take(MOST_WORDS).position(|word| word.role.is_verb || word.role.is_source)?;
        self.subject_before(verb).or_else(|| if self.opens_with(verb) { self.subject_behind(verb) } else { None })
    }

    fn told_in_front(&self, goes_on: bool) -> Option<Told> {
        let from = self.words.len().saturating_sub(MOST_BEFORE);
        let is_said = |word: &Word| word.role.is_verb || word.role.is_source;
        let verb = self.words.iter().skip(from).rposition(is_said)? + from;
        let behind = || if goes_on || self.words.get(verb)?.role.is_source { self.subject_behind(verb) } else { None };
        self.subject_before(verb).or_else(behind)
    }

    /// Nothing but helpers stand in front of the word.
    fn opens_with(&self, verb: usize) -> bool {
        self.words.iter().take(verb).all(|word| word.role.is_helper || word.role.is_pronoun)
    }

    fn subject_before(&self, verb: usize) -> Option<Told> {
        let word = self.words.get(verb)?;
        if word.role.is_source {
            return None;
        }
        let mut at = verb;
        let mut is_set_off = word.is_set_off;
        while at > 0
            && verb - at < 3
            && self.words.get(at - 1).is_some_and(|word| word.role.is_helper && !word.is_capital)
        {
            at -= 1;
            is_set_off = self.words.get(at)?.is_set_off;
        }
        if is_set_off {
            // NAME, the minister, said
            at = (1..at).rev().find(|&index| self.words.get(index).is_some_and(|word| word.is_set_off))?;
        }
        let before = at.checked_sub(1)?;
        let subject = self.words.get(before)?;
        if subject.role.is_pronoun {
            return Some(self.told(subject.span, true));
        }
        let mut start = before;
        while start > 0 && self.words.get(start)?.is_joined && self.is_name(start - 1) {
            start -= 1;
        }
        self.name_at(start + usize::from(self.is_article(start))).map(|name| self.told(name, false))
    }

    fn subject_behind(&self, verb: usize) -> Option<Told> {
        let mut is_source = self.words.get(verb)?.role.is_source;
        for index in verb + 1..(verb + 2 + MOST_BETWEEN).min(self.words.len()) {
            let word = self.words.get(index)?;
            if word.role.is_pronoun && !word.is_capital && index <= verb + 2 {
                return Some(self.told(word.span, true));
            }
            if is_source && word.role.is_helper {
                is_source = false;
                continue;
            }
            if self.is_name(index) {
                let name = self.name_at(index + usize::from(self.is_article(index)));
                return name.map(|name| self.told(name, false));
            }
            if word.role.is_stop || word.role.is_verb {
                return None;
            }
        }
        None
    }

    fn told(&self, who: Span, is_pronoun: bool) -> Told {
        Told { who, is_pronoun, clause: self.span }
    }

    fn is_name(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.is_capital && !word.role.is_pronoun && !word.role.is_verb)
    }

    /// A word that opens a sentence and no name: "The", "But".
    fn is_article(&self, index: usize) -> bool {
        self.words
            .get(index)
            .is_some_and(|word| crate::text::terms::is_function_word(&fold(word.span.slice(self.text))))
    }

    /// The name that begins at a word: capitals in a row, with the small words that names hold between them.
    fn name_at(&self, index: usize) -> Option<Span> {
        let first = self.words.get(index).filter(|_| self.is_name(index) && !self.is_article(index))?;
        let mut name = first.span;
        let mut at = index + 1;
        while let Some(word) = self.words.get(at).filter(|word| word.is_joined && !word.is_set_off) {
            let is_particle = || {
                let written = word.span.slice(self.text);
                matches!(
                    written,
                    "de" | "del"
                        | "der"
                        | "van"
                        | "von"
                        | "al"
                        | "bin"
                        | "la"
                        | "di"
                        | "da"
                        | "el"
                        | "ibn"
                        | "du"
                        | "of"
                )
            };
            if self.is_name(at) {
                name = name.cover(word.span);
                at += 1;
            } else if is_particle() && self.is_name(at + 1) && self.words.get(at + 1).is_some_and(|word| word.is_joined)
            {
                at += 1;
            } else {
                break;
            }
        }
        // "Putin’s spokesman" is not Putin.
        let is_owner = ["'s", "’s"].iter().any(|ending| name.slice(self.text).ends_with(ending));
        (!is_owner).then_some(name)
    }
}

/// The border of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The border of a character at or behind `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
