//! A text cut into words, numbers and marks, each with what its language says it can be.
//!
//! Case is folded for the look-up only; every token keeps its place in the text. Words that the language's file does not
//! know have no sense and cost one look-up.

use super::language::{Case, Class, Front, Language};
use crate::text::Span;
use crate::text::letters::is_letter;

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    end: u32,
    first_sense: u32,
    sense_count: u8,
    flags: u8,
    /// How many digits it has; 0 where it is no number in digits.
    pub(super) digits: u8,
    /// Its value when it has digits, at most nine of them.
    pub(super) number: u32,
}

const GLUED: u8 = 1;
const CAPITAL: u8 = 2;
const APART: u8 = 4;
const OPENER: u8 = 8;
const LETTERS: u8 = 16;

impl Token {
    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// It is a word of letters.
    pub(super) fn is_word(&self) -> bool {
        self.flags & LETTERS != 0
    }

    /// It begins with a capital letter.
    pub(super) fn is_capital(self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// It opens a sentence or a paragraph.
    pub(super) fn is_opener(self) -> bool {
        self.flags & OPENER != 0
    }
}

/// The tokens of a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    tokens: Vec<Token>,
    senses: Vec<(Class, i32)>,
}

impl Tokens {
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// The first token from `from` on that is a number in digits or of which the language knows something.
    pub(super) fn next_known(&self, from: usize) -> Option<usize> {
        let is_known = |token: &Token| token.sense_count > 0 || token.digits > 0;
        Some(from + self.tokens.get(from..)?.iter().position(is_known)?)
    }

    /// What the token at `at` can be, with the value of each.
    #[inline]
    pub(super) fn senses(&self, at: usize) -> &[(Class, i32)] {
        let Some(token) = self.tokens.get(at) else { return &[] };
        let first = token.first_sense as usize;
        self.senses.get(first..first + token.sense_count as usize).unwrap_or(&[])
    }

    /// The value of the token at `at` as a word of `class`.
    #[inline]
    pub(super) fn value(&self, at: usize, class: Class) -> Option<i32> {
        self.senses(at).iter().find(|sense| sense.0 == class).map(|sense| sense.1)
    }

    /// True when the token at `at` is of `class`.
    #[inline]
    pub(super) fn is(&self, at: usize, class: Option<Class>) -> bool {
        class.is_some_and(|class| self.value(at, class).is_some())
    }

    /// No white space stands between the token at `at` and the one before.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.flags & GLUED != 0)
    }

    /// A blank line stands between the token at `at` and the one before: no expression goes across.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.flags & APART != 0)
    }

    /// From the start of the token `first` to the end of the token before `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        match (self.get(first), end.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) => first.span().cover(last.span()),
            _ => Span::default(),
        }
    }

    /// The text of the token at `at`.
    pub(super) fn text<'a>(&self, at: usize, text: &'a str) -> &'a str {
        self.get(at).map_or("", |token| token.span().slice(text))
    }

    /// Replaces the senses of the token at `at`.
    pub(super) fn set_senses(&mut self, at: usize, senses: impl Iterator<Item = (Class, i32)>) {
        let first = self.senses.len();
        self.senses.extend(senses);
        let count = self.senses.len() - first;
        if let Some(token) = self.tokens.get_mut(at) {
            token.first_sense = first as u32;
            token.sense_count = count.min(255) as u8;
        }
    }

    /// Makes the tokens `first..end` one, which keeps the place of them all.
    pub(super) fn merge(&mut self, first: usize, end: usize) {
        let Some(last) = end.checked_sub(1).and_then(|last| self.get(last)) else { return };
        if let Some(token) = self.tokens.get_mut(first) {
            token.end = last.end;
            token.digits = 0;
        }
        // Marked for `drop_merged`, so that many merges stay linear.
        for token in self.tokens.get_mut(first + 1..end).into_iter().flatten() {
            token.end = token.start;
        }
    }

    /// Removes what [`Self::merge`] made part of another token.
    pub(super) fn drop_merged(&mut self) {
        self.tokens.retain(|token| token.end > token.start);
    }
}

/// The tokens of the part of `text` under `part`.
pub(super) fn tokenize(text: &str, part: Span, language: &Language) -> Tokens {
    let mut cutter =
        Cutter { text, at: part.start(), end: part.end(), language, gap: Gap::default(), tokens: Tokens::default() };
    cutter.tokens.tokens.reserve(part.len() / 5);
    cutter.tokens.senses.reserve(part.len() / 10);
    cutter.gap.newlines = 2;
    while cutter.at < cutter.end {
        cutter.step();
    }
    cutter.tokens
}

/// What stands between two tokens.
#[derive(Default)]
struct Gap {
    any: bool,
    newlines: u8,
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    language: &'a Language,
    gap: Gap,
    tokens: Tokens,
}

impl Cutter<'_> {
    fn step(&mut self) {
        let Some(&byte) = self.text.as_bytes().get(self.at) else {
            self.at = self.end;
            return;
        };
        match byte {
            b' ' | b'\t' | b'\r' => self.space(1, false),
            b'\n' => self.space(1, true),
            b'0'..=b'9' => self.digits(),
            b'A'..=b'Z' | b'a'..=b'z' => self.word(),
            _ if byte.is_ascii() => self.mark(1),
            _ => self.wide(),
        }
    }

    fn wide(&mut self) {
        let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
            self.at += 1;
            return;
        };
        if c.is_whitespace() {
            self.space(c.len_utf8(), false);
        } else if wide_digit(c).is_some() {
            self.digits();
        } else if self.language.unspaced && is_ideograph(c) {
            self.ideographs();
        } else if is_letter(c) {
            self.word();
        } else {
            self.mark(c.len_utf8());
        }
    }

    fn space(&mut self, bytes: usize, newline: bool) {
        self.gap.any = true;
        self.gap.newlines = self.gap.newlines.saturating_add(u8::from(newline));
        self.at += bytes;
    }

    fn digits(&mut self) {
        let start = self.at;
        let (mut number, mut digits) = (0u32, 0u8);
        while let Some(&byte) = self.text.as_bytes().get(self.at).filter(|_| self.at < self.end) {
            let (digit, bytes) = if byte.is_ascii_digit() {
                (u32::from(byte - b'0'), 1)
            } else if byte.is_ascii() {
                break;
            } else {
                let wide = self.text.get(self.at..).and_then(|rest| rest.chars().next());
                let Some(digit) = wide.and_then(wide_digit) else { break };
                (digit, 3)
            };
            if digits < 9 {
                number = number * 10 + digit;
            }
            digits = digits.saturating_add(1);
            self.at += bytes;
        }
        self.push(start, None, 0, (number, digits));
    }

    fn word(&mut self) {
        let start = self.at;
        let front = Front::of_letters(self.text.as_bytes().get(start..self.end).unwrap_or_default());
        self.at += front.len();
        let is_plain = self.take_other_letters();
        let word = self.text.get(start..self.at).unwrap_or("");
        let entry = if is_plain {
            self.language.entry_of_letters(word, front)
        } else {
            let lower = word.to_lowercase();
            let has_apostrophe = self.language.inner_apostrophe && lower.contains(['’', 'ʼ']);
            self.language.entry(&if has_apostrophe { lower.replace(['’', 'ʼ'], "'") } else { lower })
        };
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        self.push(start, entry, LETTERS | if capital { CAPITAL } else { 0 }, (0, 0));
    }

    /// Goes on to the end of a word behind its first ASCII letters; true where they are all of it.
    fn take_other_letters(&mut self) -> bool {
        let start = self.at;
        while let Some(&byte) = self.text.as_bytes().get(self.at).filter(|_| self.at < self.end) {
            if byte.is_ascii_alphabetic() {
                self.at += 1;
                continue;
            }
            if byte.is_ascii() && byte != b'\'' {
                break;
            }
            let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { break };
            let belongs = if matches!(c, '\'' | '’') {
                self.language.inner_apostrophe && self.letter_follows(c.len_utf8())
            } else {
                let goes_on = is_letter(c) || ('\u{300}'..='\u{36f}').contains(&c);
                goes_on && !(self.language.unspaced && is_ideograph(c))
            };
            if !belongs {
                break;
            }
            self.at += c.len_utf8();
        }
        self.at == start
    }

    fn letter_follows(&self, bytes: usize) -> bool {
        let after = self.text.get(self.at + bytes..self.end).and_then(|rest| rest.chars().next());
        after.is_some_and(is_letter)
    }

    /// The longest word of the language that begins here, or one character.
    fn ideographs(&mut self) {
        /// No word of a language file is longer.
        const LONGEST_CHARS: usize = 6;
        let start = self.at;
        let rest = self.text.get(start..self.end).unwrap_or("");
        let ends: Vec<usize> = rest.char_indices().take(LONGEST_CHARS).map(|(at, c)| at + c.len_utf8()).collect();
        for &end in ends.iter().rev() {
            if let Some(entry) = rest.get(..end).and_then(|word| self.language.entry(word)) {
                self.at = start + end;
                self.push(start, Some(entry), LETTERS, (0, 0));
                return;
            }
        }
        self.at = start + ends.first().copied().unwrap_or(1);
        self.push(start, None, LETTERS, (0, 0));
    }

    fn mark(&mut self, bytes: usize) {
        let start = self.at;
        self.at += bytes;
        let mark = match self.text.get(start..self.at).unwrap_or("") {
            "’" | "‘" | "ʼ" => "'",
            "–" | "‐" | "‑" => "-",
            "，" => ",",
            mark => mark,
        };
        let entry = self.language.entry(mark);
        self.push(start, entry, 0, (0, 0));
    }

    fn push(&mut self, start: usize, entry: Option<u32>, mut flags: u8, (number, digits): (u32, u8)) {
        if !self.gap.any {
            flags |= GLUED;
        }
        if self.gap.newlines > 1 {
            flags |= APART | OPENER;
        }
        if self.gap.newlines > 0 && flags & CAPITAL != 0 {
            flags |= OPENER;
        }
        if let Some(before) = self.tokens.tokens.last() {
            let is_mark = before.digits == 0 && before.flags & LETTERS == 0;
            let ends = || matches!(before.span().slice(self.text), "." | "!" | "?" | "。");
            if is_mark && (before.flags & OPENER != 0 || ends()) {
                flags |= OPENER;
            }
        } else {
            flags |= APART | OPENER;
        }
        let first_sense = self.tokens.senses.len() as u32;
        if let Some(entry) = entry {
            let (capital, opener) = (flags & CAPITAL != 0, flags & OPENER != 0);
            let senses = self.language.senses(entry).iter().filter(|sense| match sense.case {
                Case::Any => true,
                Case::Capital => capital,
                Case::Lower => !capital || opener,
            });
            self.tokens.senses.extend(senses.map(|sense| (sense.class, sense.value)));
        }
        let sense_count = (self.tokens.senses.len() - first_sense as usize).min(255) as u8;
        let (start, end) = (start as u32, self.at as u32);
        self.tokens.tokens.push(Token { start, end, first_sense, sense_count, flags, digits, number });
        self.gap = Gap::default();
    }
}

fn wide_digit(c: char) -> Option<u32> {
    let digit = (c as u32).checked_sub('０' as u32)?;
    (digit < 10).then_some(digit)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{3040}'..='\u{30ff}' | '〇')
}

/// True for a word in a script that sets no spaces, which may touch a number: 2023年.
pub(super) fn is_wide(word: &str) -> bool {
    word.chars().next().is_some_and(is_ideograph)
}
