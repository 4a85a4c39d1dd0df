//! Numbers in digits and words, made one token each with all that they can be.
//!
//! "1,000", "2 1/2", "3.5", "twenty-five", "two hundred and ten", "nineteen ninety-nine"; and for digits: whether they
//! can be a day, a month, an hour, a year that stands free.

use super::language::{Class, Language, builtin};
use super::tokens::Tokens;

/// Merges and classifies the numbers among `tokens`.
pub(super) fn merge(tokens: &mut Tokens, text: &str, language: &Language) {
    let words = Words {
        number: language.class("number"),
        and: language.class("and"),
        and_tens: language.class("and_tens"),
        scores: language.class("scores"),
        ordinal: language.class("ord"),
    };
    let mut at = 0;
    let mut merged = false;
    while let Some(known) = tokens.next_known(at) {
        at = known;
        let end = if tokens.get(at).is_some_and(|token| token.digits > 0) {
            digits(tokens, at, text, language)
        } else if tokens.is(at, words.number) {
            if language.unspaced { words.read_unspaced(tokens, at) } else { words.read(tokens, at, text) }
        } else {
            at + 1
        };
        if end > at + 1 {
            tokens.merge(at, end);
            merged = true;
        }
        at = end.max(at + 1);
    }
    if merged {
        tokens.drop_merged();
    }
}

fn mark<'a>(tokens: &Tokens, at: usize, text: &'a str) -> Option<&'a str> {
    tokens.get(at).filter(|token| token.digits == 0 && !token.is_word()).map(|token| token.span().slice(text))
}

/// The number in digits at `at`: gives it its classes and says where it ends.
fn digits(tokens: &mut Tokens, at: usize, text: &str, language: &Language) -> usize {
    let Some(token) = tokens.get(at) else { return at + 1 };
    let number =
        |at: usize, glued: bool| tokens.get(at).filter(|token| token.digits > 0 && (!glued || tokens.is_glued(at)));
    let touches = |at: usize, sign: &str| tokens.is_glued(at) && mark(tokens, at, text) == Some(sign);

    let (group, point) = if language.class("decimal_comma").is_some() { (".", ",") } else { (",", ".") };
    // "1,000": groups of three.
    let mut end = at + 1;
    let mut value = f64::from(token.number);
    while token.digits <= 3 && touches(end, group) {
        let Some(three) = number(end + 1, true).filter(|three| three.digits == 3) else { break };
        value = value * 1000.0 + f64::from(three.number);
        end += 2;
    }
    // "3.5", but neither "3.5.2020" nor a price's second dot.
    if touches(end, point)
        && let Some(fraction) = number(end + 1, true)
        && !(touches(end + 2, point) && number(end + 3, true).is_some())
        && !(at > 0 && tokens.is_glued(at) && mark(tokens, at - 1, text) == Some(point))
    {
        value += f64::from(fraction.number) / 10f64.powi(i32::from(fraction.digits));
        end += 2;
    }
    // "2 1/2"
    let half = |at: usize| {
        let (upper, lower) = (number(at, false)?, number(at + 2, true)?);
        let proper = touches(at + 1, "/") && upper.number < lower.number && lower.number <= 10 && lower.digits == 1;
        proper.then(|| f64::from(upper.number) / f64::from(lower.number))
    };
    if end == at + 1
        && !tokens.is_apart(end)
        && let Some(fraction) = half(end).filter(|_| token.digits <= 3)
    {
        value += fraction;
        end += 3;
    }
    if end > at + 1 {
        tokens.set_senses(at, std::iter::once((builtin::NUMBER, thousandths(value))));
    } else {
        let classes = classes(tokens, at, text);
        tokens.set_senses(at, classes.into_iter());
    }
    end
}

fn thousandths(value: f64) -> i32 {
    (value * 1000.0).round().min(f64::from(i32::MAX)) as i32
}

/// All that a plain run of digits can be.
fn classes(tokens: &Tokens, at: usize, text: &str) -> Vec<(Class, i32)> {
    let Some(token) = tokens.get(at) else { return Vec::new() };
    let (number, digits) = (token.number, token.digits);
    let value = number.cast_signed();
    let mut found = vec![(builtin::INT, value), (builtin::NUMBER, thousandths(f64::from(number)))];
    let mut add = |holds: bool, class| {
        if holds {
            found.push((class, value));
        }
    };
    add(digits <= 2 && (1..=31).contains(&number), builtin::DAY);
    add(digits <= 2 && (1..=12).contains(&number), builtin::MONTH);
    add(digits <= 2 && number <= 24, builtin::HOUR);
    add(digits == 2, builtin::SHORT_YEAR);
    add(digits == 2 && number < 60, builtin::MINUTE);
    let year = digits == 4 && (1000..2200).contains(&number);
    add(year, builtin::YEAR);
    add(year && (1500..=2100).contains(&number) && stands_free(tokens, at, text), builtin::FREE_YEAR);
    add(digits == 8 && crate::time::stated::is_compact_day(number), builtin::COMPACT);
    found
}

/// True when nothing makes four digits an amount, a version or part of a name: "$1995", "v2.2010", "2000km", "#1984".
fn stands_free(tokens: &Tokens, at: usize, text: &str) -> bool {
    let before = at.checked_sub(1);
    if let Some(before) = before {
        let glued = tokens.is_glued(at);
        let sign = mark(tokens, before, text);
        let bound = match sign {
            Some("$" | "£" | "€" | "¥" | "#" | "№") => true,
            Some(
                "(" | "[" | "'" | "\"" | "“" | "-" | "—" | "," | "/" | "`" | ";" | "*" | "«" | ">" | "„" | "）" | "（",
            ) => false,
            Some("." | ":") => glued && before.checked_sub(1).is_some_and(|at| tokens.is_glued(at + 1)),
            None => glued && !tokens.get(before).is_some_and(|token| super::tokens::is_wide(token.span().slice(text))),
            Some(_) => glued,
        };
        if bound || glued && sign == Some("/") && at > 1 && tokens.get(at - 2).is_some_and(|token| token.digits == 0) {
            return false;
        }
        if glued && sign == Some("-") && at > 1 && tokens.is_glued(at - 1) {
            // "B-2000" is a model; "mid-2000" is not.
            let name = tokens.get(at - 2);
            if name.is_some_and(|name| name.is_word() && name.is_capital() && name.span().len() <= 3) {
                return false;
            }
        }
    }
    let next = at + 1;
    if !tokens.is_glued(next) {
        return true;
    }
    let digit_after = tokens.is_glued(next + 1) && tokens.get(next + 1).is_some_and(|token| token.digits > 0);
    match mark(tokens, next, text) {
        Some("%" | "+" | "°" | "€" | "$" | "£" | "_" | "@" | "&" | "=") => false,
        Some("." | "," | ":") => !digit_after,
        Some(_) => true,
        None => {
            !tokens.get(next).is_some_and(|token| token.is_word() && !super::tokens::is_wide(token.span().slice(text)))
        }
    }
}

struct Words {
    number: Option<Class>,
    and: Option<Class>,
    /// What may stand between tens and units: "vingt et un", "treinta y dos".
    and_tens: Option<Class>,
    /// What makes four of them eighty: "quatre-vingts".
    scores: Option<Class>,
    ordinal: Option<Class>,
}

impl Words {
    fn value(&self, tokens: &Tokens, at: usize) -> Option<i32> {
        self.number.and_then(|class| tokens.value(at, class))
    }

    /// The number in Chinese characters at `at`: gives it its classes and says where it ends.
    fn read_unspaced(&self, tokens: &mut Tokens, at: usize) -> usize {
        let mut parts = Vec::new();
        let mut end = at;
        while let Some(value) = self.value(tokens, end).filter(|_| end == at || tokens.is_glued(end)) {
            parts.push(value);
            end += 1;
        }
        let value = chinese(&parts);
        let year = parts.len() == 4 && (1000..2200).contains(&value);
        let senses = [
            (true, builtin::INT, value),
            (true, builtin::NUMBER, thousandths(f64::from(value))),
            ((1..=31).contains(&value), builtin::DAY, value),
            ((1..=12).contains(&value), builtin::MONTH, value),
            (parts.len() == 2 && value < 100, builtin::SHORT_YEAR, value),
            (year, builtin::YEAR, value),
        ];
        let kept: Vec<(Class, i32)> = if end == at + 1 { tokens.senses(at).to_vec() } else { Vec::new() };
        let senses = senses.into_iter().filter(|sense| sense.0).map(|(_, class, value)| (class, value));
        tokens.set_senses(at, kept.into_iter().chain(senses));
        end
    }

    /// The number in words at `at`: gives it its classes and says where it ends.
    fn read(&self, tokens: &mut Tokens, at: usize, text: &str) -> usize {
        let mut parts: Vec<i32> = Vec::new();
        let mut end = at;
        while let Some(value) = self.value(tokens, end) {
            parts.push(value);
            end += 1;
            if tokens.is_apart(end) {
                break;
            }
            let hyphen = tokens.is_glued(end) && mark(tokens, end, text) == Some("-") && tokens.is_glued(end + 1);
            let joined = value < 100 && hyphen
                || value >= 100 && tokens.is(end, self.and)
                || is_tens(value) && tokens.is(end, self.and_tens);
            let next = if joined { end + 1 } else { end };
            if let Some(units) = self.ordinal.and_then(|class| tokens.value(next, class)).filter(|units| *units < 10)
                && is_tens(value)
                && (joined || self.value(tokens, next).is_none())
            {
                // "twenty-first"
                let ordinal = sum(&parts) + units;
                let senses = self.ordinal.map(|class| (class, ordinal)).into_iter();
                tokens.set_senses(at, senses);
                return next + 1;
            }
            let scores = value == 4 && tokens.is(next, self.scores);
            match self.value(tokens, next) {
                Some(_) if scores => {
                    parts.pop();
                    parts.push(80);
                    end = next + 1;
                    let ten = if hyphen && mark(tokens, end, text) == Some("-") { end + 1 } else { end };
                    match self.value(tokens, ten) {
                        Some(following) if following < 20 => end = ten,
                        _ => break,
                    }
                }
                Some(following)
                    if follows(value, following)
                        || hyphen && value == 10 && (7..10).contains(&following)
                        || value == 60 && (10..17).contains(&following)
                        || is_century(&parts, following) =>
                {
                    end = next;
                }
                _ => break,
            }
        }
        let century = year_in_words(&parts);
        let total = sum(&parts);
        let year = century.or_else(|| {
            let dated = parts.contains(&1000) && (1700..2100).contains(&total) && total != 2000;
            dated.then_some(total)
        });
        let value = century.unwrap_or(total);
        let small = (1..=31).contains(&value) && parts.len() <= 2;
        let senses = [
            Some((builtin::NUMBER, thousandths(f64::from(value)))),
            year.map(|year| (builtin::YEAR, year)),
            century.map(|year| (builtin::FREE_YEAR, year)),
            small.then_some((builtin::WORD_DAY, value)),
        ];
        // What else the word can be stays: "one", "second".
        let kept: Vec<(Class, i32)> = if end == at + 1 { tokens.senses(at).to_vec() } else { Vec::new() };
        tokens.set_senses(at, kept.into_iter().chain(senses.into_iter().flatten()));
        end
    }
}

/// The value of a number in Chinese characters: "二〇二三" by its digits, "二十三" by its powers of ten.
fn chinese(parts: &[i32]) -> i32 {
    if parts.iter().all(|&part| part < 10) {
        return parts.iter().fold(0i32, |value, &digit| value.saturating_mul(10).saturating_add(digit));
    }
    let (mut total, mut digit) = (0i32, 0i32);
    for &part in parts {
        if part < 10 {
            digit = part;
        } else if part >= 10_000 {
            total = total.saturating_add(digit).max(1).saturating_mul(part);
            digit = 0;
        } else {
            total = total.saturating_add(digit.max(1).saturating_mul(part));
            digit = 0;
        }
    }
    total.saturating_add(digit)
}

/// Does a number word go on another: "twenty five", "two hundred", "hundred five"?
fn follows(value: i32, next: i32) -> bool {
    next >= 100 && value < next || is_tens(value) && next < 10 || value >= 100 && next < value
}

fn is_tens(value: i32) -> bool {
    (20..100).contains(&value) && value % 10 == 0
}

/// "nineteen ninety-nine": a century and what is left of a year.
fn is_century(parts: &[i32], next: i32) -> bool {
    matches!(parts, [13..=20]) && (10..100).contains(&next)
        || matches!(parts, [13..=20, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90]) && next < 10
}

fn year_in_words(parts: &[i32]) -> Option<i32> {
    match *parts {
        [century @ 13..=20, rest @ 10..=99] => Some(century * 100 + rest),
        [century @ 13..=20, tens @ 20..=90, units @ 1..=9] => Some(century * 100 + tens + units),
        [century @ 13..=19, 100] => Some(century * 100),
        _ => None,
    }
}

fn sum(parts: &[i32]) -> i32 {
    let (mut total, mut current) = (0i32, 0i32);
    for &part in parts {
        if part >= 1000 {
            total = total.saturating_add(current.max(1).saturating_mul(part));
            current = 0;
        } else if part == 100 {
            current = current.max(1).saturating_mul(100);
        } else {
            current = current.saturating_add(part);
        }
    }
    total.saturating_add(current)
}
