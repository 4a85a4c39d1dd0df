//! Words as typed, each with the mark that says which words it stands for.
//!
//! ```text
//! words = { word [ "*" | "~" [ "1" | "2" ] ] }       a mark stands right behind its word and before none
//! ```

use crate::search::pattern::needle::usual_reach;
use crate::search::pattern::{Reach, Term};
use crate::search::words::{is_unspaced, is_word};

/// What was read, and what of it could not be.
#[derive(Debug)]
pub(super) struct Typed {
    /// Nothing when no word stands there.
    pub(super) term: Option<Term>,
    /// What is wrong with its marks.
    pub(super) fault: Option<&'static str>,
}

/// The words in `typed`; `is_exact`: case and accents count. The last of what is not complete may be half a word.
pub(super) fn words(typed: &str, is_exact: bool, is_complete: bool) -> Typed {
    let mut fault = None;
    let mut words = Vec::new();
    let mut rest = typed;
    while let Some(start) = rest.find(is_word) {
        let from = rest.get(start..).unwrap_or("");
        let length = from.find(|c| !is_word(c)).unwrap_or(from.len());
        let (word, behind) = from.split_at_checked(length).unwrap_or((from, ""));
        let (reach, mark_length) = mark(word, behind, &mut fault);
        if matches!(reach, Reach::Fuzzy(_)) {
            if is_exact {
                fault = Some("a word behind = is searched as it is written: the ~ is left out");
            } else if word.chars().any(is_unspaced) {
                fault = Some("~ works in scripts that set spaces between words: it is left out here");
            }
        }
        words.push((word, reach));
        rest = behind.get(mark_length..).unwrap_or("");
    }
    if let Some((_, reach @ Reach::Whole)) = words.last_mut().filter(|_| !is_complete) {
        *reach = Reach::Prefix;
    }
    Typed { term: Term::new(words.into_iter(), is_exact), fault }
}

/// The mark behind a word and its length.
fn mark(word: &str, behind: &str, fault: &mut Option<&'static str>) -> (Reach, usize) {
    let stars = behind.bytes().take_while(|&byte| byte == b'*').count();
    let ends = |length: usize| !behind.get(length..).is_some_and(|rest| rest.starts_with(is_word));
    if stars > 0 && ends(stars) {
        return (Reach::Prefix, stars);
    }
    if !behind.starts_with('~') {
        return (Reach::Whole, 0);
    }
    let digits = behind.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    if !ends(1 + digits) {
        return (Reach::Whole, 0);
    }
    let reach = match behind.get(1..=digits) {
        Some("1") => Reach::Fuzzy(1),
        Some("2") => Reach::Fuzzy(2),
        Some("") => usual_reach(word),
        _ => {
            *fault = Some("~ takes 1 or 2: so many letters may differ");
            Reach::Fuzzy(2)
        }
    };
    (reach, 1 + digits)
}
