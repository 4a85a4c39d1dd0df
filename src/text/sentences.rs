//! Sentences of a news text.
//!
//! A sentence ends at a line break, or at `.`, `!`, `?`, `…` (with closing quotes and brackets) before white space and
//! something that can open a sentence, or at `。！？` anywhere. A dot does not end a sentence after an initial, a known
//! abbreviation, or inside a number. Abbreviations that also stand last in a sentence ("U.S.", "p.m.") end it when the
//! next word opens with a capital and is a common sentence opener.

use super::{Span, lines};

/// Titles and short forms after which a sentence goes on.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "capt", "cmdr", "adm", "rep", "sen", "gov", "rev",
    "hon", "st", "sr", "jr", "vs", "no", "nos", "vol", "art", "sec", "dept", "est", "approx", "fig", "al", "cf", "e.g",
    "i.e", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mt", "ft", "maj",
    "brig", "messrs", "mme", "mlle", "ca", "bzw", "z.b", "d.h", "nr", "hr", "fr", "sra", "dra", "ud", "uds", "т.е",
    "г", "ул", "им",
];

/// Short forms that may end a sentence: they do so before one of [`OPENERS`].
const ENDING_ABBREVIATIONS: &[&str] =
    &["u.s", "u.k", "u.n", "e.u", "u.s.a", "d.c", "a.m", "p.m", "inc", "corp", "ltd", "co", "etc", "bros", "u.s.s.r"];

/// Words that open a sentence and seldom continue one after "U.S." and its like.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "in",
    "on",
    "at",
    "but",
    "and",
    "this",
    "that",
    "these",
    "those",
    "there",
    "his",
    "her",
    "their",
    "its",
    "if",
    "when",
    "while",
    "as",
    "for",
    "after",
    "before",
    "since",
    "what",
    "who",
    "how",
    "why",
    "however",
    "meanwhile",
    "according",
    "still",
    "yet",
    "some",
    "many",
    "most",
    "one",
    "both",
];

/// Every sentence of `text` in order, trimmed, never crossing a line break, together covering all that is not white space.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for line in lines(text) {
        split_line(text, line, &mut found);
    }
    found
}

/// The sentence of `text` (as cut by [`sentences`]) that holds byte `offset`, or the nearest before it.
pub fn sentence_at(sentences: &[Span], offset: usize) -> Option<Span> {
    let index = sentences.partition_point(|sentence| sentence.start() <= offset);
    sentences.get(index.saturating_sub(1)).copied()
}

fn split_line(text: &str, line: Span, found: &mut Vec<Span>) {
    let content = line.slice(text);
    let mut start = 0;
    let mut chars = content.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            continue;
        }
        let wide = matches!(c, '。' | '！' | '？');
        let mut end = at + c.len_utf8();
        while let Some(&(next_at, next)) = chars.peek() {
            if !is_closing(next) {
                break;
            }
            end = next_at + next.len_utf8();
            chars.next();
        }
        let before = content.get(start..at).unwrap_or("");
        let after = content.get(end..).unwrap_or("");
        if wide || ends_here(c, before, after) {
            push(text, line.start() + start, line.start() + end, found);
            start = end;
        }
    }
    push(text, line.start() + start, line.end(), found);
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let span = Span::new(start, end).trimmed(text);
    if !span.is_empty() {
        found.push(span);
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '.' | '!' | '?' | '…' | '」' | '』' | '）' | '*' | '_')
}

/// Does a mark `c` between `before` (the sentence so far) and `after` (the rest of the line) end the sentence?
fn ends_here(c: char, before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let rest = after.trim_start();
    let opener = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = opener.chars().next() else { return true };
    if first.is_lowercase() {
        return false;
    }
    if c != '.' {
        return true;
    }
    let last_word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '[' | '—')).next().unwrap_or("");
    let folded = last_word.to_lowercase();
    let next_word = opener.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    if is_initial(last_word) || ABBREVIATIONS.contains(&folded.as_str()) {
        // "No. 5" and "Jan. 5" go on; so do names after titles.
        return false;
    }
    if ENDING_ABBREVIATIONS.contains(&folded.as_str()) || is_dotted(&folded) {
        return OPENERS.contains(&next_word.as_str()) || !opener_is_adjacent(rest);
    }
    true
}

/// A quotation mark between the dot and the next word means that a new sentence opens.
fn opener_is_adjacent(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// One capital letter: "Vladimir V. Putin".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

/// Letters with dots between: "u.s", "p.l.c".
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let cut: Vec<&str> = sentences(text).iter().map(|span| span.slice(text)).collect();
        assert_eq!(cut, expected, "in {text:?}");
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check("Mr. Xi met Vladimir V. Putin. They talked.", &["Mr. Xi met Vladimir V. Putin.", "They talked."]);
        check("U.S. President Biden spoke at 5 p.m. on Monday.", &["U.S. President Biden spoke at 5 p.m. on Monday."]);
        check("He left the U.S. The talks ended.", &["He left the U.S.", "The talks ended."]);
        check("It cost $81.3B in 2022. Trade grew.", &["It cost $81.3B in 2022.", "Trade grew."]);
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        check("“That is so.” He left.", &["“That is so.”", "He left."]);
        check("“Is it?” she asked. Yes!", &["“Is it?” she asked.", "Yes!"]);
    }

    #[test]
    fn lines_and_wide_stops_end_sentences() {
        check("Headline\nBody text.", &["Headline", "Body text."]);
        check("他来了。我走了！", &["他来了。", "我走了！"]);
    }

    proptest::proptest! {
        #[test]
        fn sentences_are_ordered_and_cover_all_that_is_not_blank(text in "(.|\\n|[.!?] [A-Z]){0,200}") {
            let mut at = 0;
            for span in sentences(&text) {
                assert!(text.get(at..span.start()).is_some_and(|gap| gap.trim().is_empty()));
                assert!(!span.slice(&text).is_empty());
                at = span.end();
            }
            assert!(text.get(at..).is_some_and(|gap| gap.trim().is_empty()));
        }
    }
}
