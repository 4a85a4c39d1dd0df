//! A regular expression over the text as it stands.
//!
//! Case and accents do not count unless it is exact: then both the text and the expression are as written. `^` and `$` are
//! ends of lines. Matching is linear in the text (the `regex` crate: no backreferences, no looking around), the size of
//! what an expression compiles to is bounded, and an empty match is none.

use super::haystack::Haystack;
use super::unaccented::unaccented;
use crate::text::Span;
use regex::{Regex, RegexBuilder};

/// Bytes that a compiled expression may take; `\w{3,20}` takes a fifth of it.
const LARGEST: usize = 1 << 20;

/// Brackets within brackets of an expression.
const DEEPEST: u32 = 50;

/// A regular expression.
#[derive(Clone, Debug)]
pub(in crate::search) struct Expression {
    regex: Regex,
    is_exact: bool,
}

impl Expression {
    /// Reads an expression as typed between its slashes; `is_exact`: case and accents count.
    ///
    /// # Errors
    /// What is wrong with it, in one sentence without a final period.
    pub(in crate::search) fn new(typed: &str, is_exact: bool) -> Result<Self, String> {
        let source = if is_exact { typed.to_owned() } else { unaccented(typed) };
        let built = RegexBuilder::new(&source)
            .case_insensitive(!is_exact)
            .multi_line(true)
            .size_limit(LARGEST)
            .dfa_size_limit(LARGEST * 2)
            .nest_limit(DEEPEST)
            .build();
        match built {
            Ok(regex) => Ok(Self { regex, is_exact }),
            Err(regex::Error::CompiledTooBig(_)) => {
                Err("this regular expression is too large to be searched".to_owned())
            }
            Err(fault) => {
                // The crate draws the expression over several lines; its last one says why.
                let drawn = fault.to_string();
                let reason = drawn.lines().last().unwrap_or("").trim().trim_start_matches("error: ");
                Err(format!("this regular expression cannot be read: {reason}"))
            }
        }
    }

    /// The expression as it is matched: without accents unless exact.
    pub(in crate::search) fn source(&self) -> &str {
        self.regex.as_str()
    }

    pub(in crate::search) fn is_in(&self, text: &Haystack<'_>) -> bool {
        let searched = self.searched(text);
        self.regex.find_iter(searched).any(|found| !found.is_empty())
    }

    pub(in crate::search) fn places(&self, text: &Haystack<'_>) -> Vec<Span> {
        let found = self.regex.find_iter(self.searched(text)).filter(|found| !found.is_empty());
        let spans = found.map(|found| Span::from(found.range()));
        match text.unaccented().filter(|_| !self.is_exact) {
            Some(unaccented) => spans.map(|span| unaccented.original(span)).collect(),
            None => spans.collect(),
        }
    }

    fn searched<'a>(&self, text: &'a Haystack<'_>) -> &'a str {
        if self.is_exact { text.text() } else { text.unaccented().map_or(text.text(), |unaccented| unaccented.text()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(typed: &str, is_exact: bool, text: &str) -> Vec<String> {
        let expression = Expression::new(typed, is_exact).expect("an expression");
        let spans = expression.places(&Haystack::new(text));
        assert_eq!(expression.is_in(&Haystack::new(text)), !spans.is_empty());
        spans.iter().map(|span| span.slice(text).to_owned()).collect()
    }

    #[test]
    fn case_and_accents_count_when_asked() {
        let text = "L’Élysée, l’ELYSEE, e\u{301}lysée\nline";
        assert_eq!(marked("elys[eé]e", false, text), ["Élysée", "ELYSEE", "e\u{301}lysée"]);
        assert_eq!(marked("Élysée", true, text), ["Élysée"]);
        assert_eq!(marked("^line$", false, text), ["line"]);
        assert_eq!(marked("\\d* *x?", false, "12 x"), ["12 x"]);
    }

    #[test]
    fn what_cannot_be_searched_is_refused_with_a_reason() {
        for (typed, reason) in [("(", "unclosed group"), ("a{1000}{1000}", "too large"), ("(?=a)", "not supported")] {
            let refused = Expression::new(typed, false).expect_err(typed);
            assert!(refused.contains(reason), "{refused}");
        }
        assert!(Expression::new("\\w{3,20}", false).is_ok());
    }
}
