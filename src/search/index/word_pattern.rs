//! A regular expression over folded words: what must a word have to match at all?

use crate::text::fold;
use regex::Regex;
use regex_syntax::hir::{Hir, HirKind};

/// A regular expression that has to match the whole of a folded word.
#[derive(Clone, Debug)]
pub struct WordPattern {
    regex: Regex,
    /// Every match begins so.
    pub(super) beginning: String,
    /// Every match has this part: the longest that is known.
    pub(super) part: String,
}

impl WordPattern {
    /// Reads an expression as typed: its letters are folded, those behind a backslash left as they are.
    ///
    /// # Errors
    /// What is wrong with it, in the words of the regular expression parser.
    pub fn new(typed: &str) -> Result<Self, String> {
        let mut folded = String::with_capacity(typed.len());
        let mut chars = typed.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                folded.push(c);
                folded.extend(chars.next());
            } else {
                folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
            }
        }
        let hir = regex_syntax::parse(&folded).map_err(|fault| fault.to_string())?;
        let regex = Regex::new(&format!("^(?:{folded})$")).map_err(|fault| fault.to_string())?;
        Ok(Self { regex, beginning: beginning(&hir), part: part(&hir) })
    }

    pub(super) fn is_match(&self, word: &str) -> bool {
        self.regex.is_match(word)
    }
}

fn literal(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).unwrap_or_default().to_owned()
}

fn beginning(hir: &Hir) -> String {
    match hir.kind() {
        HirKind::Literal(found) => literal(&found.0),
        HirKind::Capture(group) => beginning(&group.sub),
        HirKind::Concat(parts) => parts.first().map(beginning).unwrap_or_default(),
        _ => String::new(),
    }
}

fn part(hir: &Hir) -> String {
    match hir.kind() {
        HirKind::Literal(found) => literal(&found.0),
        HirKind::Capture(group) => part(&group.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => part(&repeated.sub),
        HirKind::Concat(parts) => parts.iter().map(part).max_by_key(String::len).unwrap_or_default(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_match_has_is_known() {
        let known = |typed: &str| WordPattern::new(typed).map(|pattern| (pattern.beginning, pattern.part)).unwrap();
        assert_eq!(known("Über.*ung"), ("uber".to_owned(), "uber".to_owned()));
        assert_eq!(known("a?.*(tion)+"), (String::new(), "tion".to_owned()));
        assert_eq!(known("(war|peace)s?"), (String::new(), String::new()));
        assert_eq!(known(r"\d+th"), (String::new(), "th".to_owned()));
        assert!(WordPattern::new("(").is_err());
    }

    #[test]
    fn the_whole_folded_word_matches() {
        let pattern = WordPattern::new("Élys[ée]+s?").unwrap();
        assert!(pattern.is_match("elysees") && !pattern.is_match("elyseesx"));
        assert!(WordPattern::new(r"a|b").unwrap().is_match("b"));
    }
}
