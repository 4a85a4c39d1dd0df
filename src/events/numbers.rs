//! Which number is written here, and how is it meant?
//!
//! ```text
//! number = [sign] digits [inline scale] [scale] [unit] | word [scale] [unit] | han [unit]
//! digits = "3,500.5" | where a comma parts the fraction: "3.500,5" "3 500,5" "3'500"
//! han    = digits or numerals with 十 百 千 万 亿, "12.5亿", "三千八百万"
//! unit   = currency, before or behind, by sign or word | percent, by sign or word, or 百分之 before
//! ```
//!
//! What could be read in two ways ("1,200" where a comma parts the fraction) is no number.

use super::figure_words::{FigureWords, Role};
use super::quantity::{Bound, Quantity};
use crate::text::terms::is_unspaced;
use crate::text::{Span, fold, words};
use crate::time::{has_decimal_comma, number_word};

/// Bytes of a sentence that are read.
const MOST_BYTES: usize = 2000;

/// What hundredths are called, whatever the language.
pub(super) const PERCENT: &str = "percent";

/// Bytes of a word without digits that can be a number in words.
const LONGEST_NUMBER_WORD: usize = 40;

/// One word of a sentence.
pub(super) struct Word<'a> {
    pub(super) span: Span,
    pub(super) folded: String,
    /// As it is written.
    pub(super) text: &'a str,
    /// What stands before it.
    pub(super) gap: &'a str,
}

/// The words of a sentence, in a language.
pub(super) struct Sentence<'a> {
    pub(super) words: Vec<Word<'a>>,
    pub(super) language: Option<&'a str>,
    pub(super) known: &'static FigureWords,
    /// What stands behind the last word.
    rest: &'a str,
}

/// A number as it is written.
pub(super) struct Numbered {
    pub(super) quantity: Quantity,
    /// What it is a number of, where that stands beside it: a currency, or [`PERCENT`].
    pub(super) unit: Option<&'static str>,
    pub(super) span: Span,
    /// The word after the number, its scale and its unit.
    pub(super) next: usize,
}

/// Digits, or a word, or several, without what they are multiplied by.
struct Plain {
    value: f64,
    step: f64,
    round_step: f64,
    next: usize,
    /// True where the scale is written on it ("81.3B").
    is_scaled: bool,
}

/// True for a word, as it is written, with which a number can begin.
pub(crate) fn is_number(word: &str, language: Option<&str>) -> bool {
    word.starts_with(char::is_numeric) || in_words(word, language).is_some()
}

/// The value of a word that is a number from 2 on. Accents count in the files of the languages.
fn in_words(word: &str, language: Option<&str>) -> Option<f64> {
    let short = Some(word).filter(|word| word.len() <= LONGEST_NUMBER_WORD)?;
    let is_as_listed = !short.contains(|c: char| c.is_uppercase() || c == '\u{2019}');
    let value = if is_as_listed {
        number_word(short, language)
    } else {
        number_word(&short.to_lowercase().replace('\u{2019}', "'"), language)
    };
    value.filter(|value| *value > 1).map(f64::from)
}

impl<'a> Sentence<'a> {
    pub(super) fn read(text: &'a str, sentence: Span, language: Option<&'a str>) -> Self {
        let end = text.floor_char_boundary(sentence.start() + MOST_BYTES).min(sentence.end());
        let content = Span::new(sentence.start(), end).slice(text);
        let mut before = sentence.start();
        let words = words(content).map(|span| {
            let span = span.shifted(sentence.start());
            let gap = Span::new(before, span.start()).slice(text);
            before = span.end();
            Word { span, folded: fold(span.slice(text)), text: span.slice(text), gap }
        });
        let words = words.collect();
        Self { words, language, known: FigureWords::of(language), rest: Span::new(before, end).slice(text) }
    }

    pub(super) fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    /// What stands before the word at a place, or behind the last.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        self.words.get(at).map_or(self.rest, |word| word.gap)
    }

    /// The number that begins at a word.
    pub(super) fn numbered(&self, at: usize) -> Option<Numbered> {
        let first = self.words.get(at)?;
        let plain = if first.text.starts_with(is_unspaced) || self.words.get(at + 1).is_some_and(is_han_unit) {
            self.han(at)?
        } else {
            self.plain(at)?
        };
        let mut next = plain.next;
        let mut factor = 1.0;
        let may_scale = !plain.is_scaled && (self.gap(next).trim().is_empty() || self.gap(next) == "-");
        if let Some(scale) = self.known.scale(self.folded(next)).filter(|_| may_scale) {
            factor = scale;
            next += 1;
        }
        let mut span = first.span.cover(self.words.get(next.saturating_sub(1))?.span);
        let before = first.gap.trim_end().chars().next_back().and_then(|sign| Some((sign, sign_of(sign)?)));
        let mut unit = before.map(|(_, unit)| unit);
        if let Some((sign, _)) = before {
            let gap_space = first.gap.len() - first.gap.trim_end().len();
            span = Span::new(span.start().saturating_sub(sign.len_utf8() + gap_space), span.end());
        }
        if unit.is_none() && self.is_percent_before(at) {
            unit = Some(PERCENT);
        }
        if unit.is_none() {
            (unit, next, span) = self.unit_behind(next, span);
        }
        let scaled = |step: f64| step * factor;
        let has_fraction = plain.step < 1.0;
        let quantity = Quantity {
            value: scaled(plain.value),
            bound: self.bound(at, next),
            step: scaled(plain.step),
            round_step: scaled(plain.round_step),
            has_fraction,
        };
        Some(Numbered { quantity, unit, span, next })
    }

    /// Percent or a currency behind a number.
    fn unit_behind(&self, next: usize, span: Span) -> (Option<&'static str>, usize, Span) {
        let gap = self.gap(next).trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}']);
        let sign = gap.chars().next();
        // "40 €" and "40%", not what stands before the next number: "40 ($35)".
        let is_of_next =
            sign.is_some_and(|sign| sign == '$') && self.folded(next).starts_with(|c: char| c.is_ascii_digit());
        if let Some(unit) = sign.filter(|_| !is_of_next).and_then(sign_behind) {
            return (Some(unit), next, span);
        }
        let is_beside = |at: usize| self.gap(at).chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '.'));
        if !is_beside(next) {
            return (None, next, span);
        }
        let upto = |end: usize| self.words.get(end.saturating_sub(1)).map_or(span, |last| span.cover(last.span));
        for count in 1..=2 {
            if self.known.is(&self.phrase(next, count), Role::Percent) {
                return (Some(PERCENT), next + count, upto(next + count));
            }
        }
        // A word of two or three signs is cut into them.
        for count in (1..=3).rev() {
            let name: String = self.words.iter().skip(next).take(count).map(|word| word.folded.as_str()).collect();
            if let Some(unit) = self.known.currency(&name).filter(|_| count == 1 || name.starts_with(is_unspaced)) {
                return (Some(unit), next + count, upto(next + count));
            }
        }
        // "2,5 millones de euros"
        if let Some(unit) =
            self.known.currency(self.folded(next + 1)).filter(|_| matches!(self.folded(next), "de" | "di"))
        {
            return (Some(unit), next + 2, upto(next + 2));
        }
        (None, next, span)
    }

    /// So many words from a place, joined.
    fn phrase(&self, from: usize, count: usize) -> String {
        let words = self.words.iter().skip(from).take(count).map(|word| word.folded.as_str());
        words.collect::<Vec<&str>>().join("_")
    }

    fn plain(&self, at: usize) -> Option<Plain> {
        let word = self.words.get(at)?;
        if !word.folded.starts_with(|c: char| c.is_ascii_digit()) {
            let value = in_words(word.text, self.language)?;
            let is_scale = self.known.scale(&word.folded).is_some();
            return (!is_scale).then_some(Plain { value, step: 1.0, round_step: 1.0, next: at + 1, is_scaled: false });
        }
        let has_comma = has_decimal_comma(self.language);
        let digits = word.folded.trim_end_matches(char::is_alphabetic);
        let suffix = word.folded.strip_prefix(digits)?;
        let mut written = digits.to_owned();
        let mut next = at + 1;
        // "3 500 000", where a comma parts the fraction.
        if has_comma && suffix.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            while let Some(group) = self.words.get(next).filter(|word| is_group(word)) {
                written.push_str(&group.folded);
                next += 1;
                if group.folded.len() > 3 {
                    break;
                }
            }
        }
        let (value, places) = decimal(&written, has_comma, self.language)?;
        let factor = if suffix.is_empty() { 1.0 } else { self.known.scale(suffix)? };
        let step = 10f64.powi(-(places as i32));
        let zeros = written.bytes().rev().take_while(|byte| *byte == b'0').count();
        let round_step = if places > 0 { step } else { 10f64.powi(zeros as i32) };
        Some(Plain {
            value: value * factor,
            step: step * factor,
            round_step: round_step * factor,
            next,
            is_scaled: !suffix.is_empty(),
        })
        .filter(|plain| plain.value.is_finite())
    }

    /// Chinese numerals, or digits multiplied by them.
    fn han(&self, at: usize) -> Option<Plain> {
        let (mut total, mut section, mut digit) = (0.0, 0.0, None);
        let (mut step, mut next, mut has_digits) = (1.0, at, false);
        while let Some(word) = self.words.get(next).filter(|word| next == at || word.gap.is_empty()) {
            if word.folded.starts_with(|c: char| c.is_ascii_digit()) {
                let (value, places) = decimal(&word.folded, false, None).filter(|_| digit.is_none())?;
                (digit, step, has_digits) = (Some(value), 10f64.powi(-(places as i32)), true);
            } else if let Some(value) = number_word(word.text, Some("zh")).map(f64::from) {
                if value < 10.0 {
                    // Digits in a row are a year, or a number to call.
                    if digit.is_some_and(|digit: f64| digit > 0.0) {
                        return None;
                    }
                    (digit, step) = (Some(value), 1.0);
                } else if value < 10_000.0 {
                    section += digit.take().unwrap_or(1.0) * value;
                    step *= value;
                } else {
                    total = (total + section + digit.take().unwrap_or(0.0)) * value;
                    section = 0.0;
                    step *= value;
                }
            } else {
                break;
            }
            next += 1;
        }
        let value: f64 = total + section + digit.unwrap_or(0.0);
        // One numeral alone is part of many words.
        let is_number = value > 1.0 && (has_digits || next > at + 1);
        is_number.then_some(Plain { value, step, round_step: step, next, is_scaled: true })
    }

    /// "百分之" before a number.
    fn is_percent_before(&self, at: usize) -> bool {
        let before = at.checked_sub(3).map(|from| self.words.iter().skip(from).take(3).map(|word| word.text));
        before.is_some_and(|words| words.collect::<String>() == "百分之")
    }

    /// How the number from a word to another is meant.
    fn bound(&self, at: usize, next: usize) -> Bound {
        if self.is_in_range(at, next) {
            return Bound::InRange;
        }
        if self.gap(next).starts_with('+') {
            return Bound::AtLeast;
        }
        let before = (1..=self.known.longest.min(at)).rev().find_map(|count| {
            let spaced = self.known.before(&self.phrase(at - count, count));
            spaced.or_else(|| self.known.before(&self.phrase(at - count, count).replace('_', "")))
        });
        let behind = || {
            // "80多人": what is said stands inside.
            (1..=2).find_map(|count| {
                let spaced = self.known.behind(&self.phrase(next, count));
                spaced.or_else(|| self.known.behind(&self.phrase(next, count).replace('_', "")))
            })
        };
        before.or_else(behind).unwrap_or(Bound::Exact)
    }

    /// Is it one end of a range: "40-50", "40 to 50", "between 40 and 50"?
    fn is_in_range(&self, at: usize, next: usize) -> bool {
        let starts = |at: usize| {
            let is_digit = self.folded(at).starts_with(|c: char| c.is_ascii_digit());
            is_digit || self.words.get(at).is_some_and(|word| in_words(word.text, self.language).is_some())
        };
        let is_dash = |gap: &str| matches!(gap.trim(), "-" | "–" | "—" | "~" | "−");
        let opens =
            |from: usize| (from.saturating_sub(4)..from).any(|at| self.known.is(self.folded(at), Role::Between));
        let joins = |joint: usize, first: usize| {
            let word = self.folded(joint);
            self.known.is(word, Role::To) || self.known.is(word, Role::And) && opens(first)
        };
        let goes_on = starts(next) && is_dash(self.gap(next)) || joins(next, at) && starts(next + 1);
        let came = at.checked_sub(1).is_some_and(|before| {
            // "40 million to 50": the number before may be of two words.
            let is_number = |at: usize| starts(at) || self.known.scale(self.folded(at)).is_some();
            is_number(before) && is_dash(self.gap(at))
                || before.checked_sub(1).is_some_and(|earlier| joins(before, earlier) && is_number(earlier))
        });
        goes_on || came
    }
}

/// A currency by the sign before an amount.
fn sign_of(sign: char) -> Option<&'static str> {
    Some(match sign {
        '$' | '＄' => "$",
        '€' => "€",
        '£' => "£",
        '¥' | '￥' => "¥",
        '₽' => "ruble",
        '₴' => "hryvnia",
        '₹' => "rupee",
        '₩' => "won",
        _ => return None,
    })
}

fn sign_behind(sign: char) -> Option<&'static str> {
    if matches!(sign, '%' | '％') { Some(PERCENT) } else { sign_of(sign) }
}

fn is_han_unit(word: &Word<'_>) -> bool {
    word.gap.is_empty() && number_word(word.text, Some("zh")).is_some_and(|value| value >= 10)
}

/// Three digits behind one space, as between the thousands of "3 500"; with a fraction they are the last: "500,5".
fn is_group(word: &Word<'_>) -> bool {
    let digits = word.folded.split(',').next().unwrap_or_default();
    matches!(word.gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
        && digits.len() == 3
        && word.folded.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

/// The value of digits with marks between them, and how many places its fraction has.
fn decimal(digits: &str, has_comma: bool, language: Option<&str>) -> Option<(f64, usize)> {
    let (group, point) = if has_comma { ('.', ',') } else { (',', '.') };
    // A thin space keeps a number together, and folds to a space.
    let digits = digits.replace(['\'', ' ', '\u{a0}'], "");
    let groups: Vec<&str> = digits.split(group).collect();
    let in_threes = |groups: &[&str]| {
        groups.iter().skip(1).all(|group| group.split(point).next().is_some_and(|three| three.len() == 3))
    };
    let written = if in_threes(&groups) {
        digits.replace(group, "").replace(point, ".")
    } else if has_comma && !digits.contains(',') && groups.len() == 2 {
        // "3.5" where "3,5" is usual.
        digits.clone()
    } else {
        return None;
    };
    let places = written.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if has_comma && places == 3 && digits.contains(',') && groups.len() == 1 {
        // Spanish is written both ways, and thousands are more frequent than thousandths.
        let is_spanish = language.is_some_and(|language| language.starts_with("es"));
        return is_spanish.then(|| Some((digits.replace(',', "").parse().ok()?, 0)))?;
    }
    Some((written.parse().ok()?, places))
}
