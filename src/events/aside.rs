//! Passages that speak of a day and tell of no happening of their own: picture captions, citations of other articles.

use crate::text::{Span, fold};

/// Agencies whose name behind a stroke or dash credits a picture.
const AGENCIES: [&str; 12] = [
    "getty images",
    "afp",
    "reuters",
    "ap photo",
    "epa",
    "shutterstock",
    "associated press",
    "tass",
    "xinhua",
    "bloomberg",
    "alamy",
    "sputnik",
];

/// Words that open or close a caption.
const CAPTION_WORDS: [&str; 9] =
    ["file -", "file –", "file photo", "photo:", "image:", "picture:", "photograph by", "(photo", "photo by"];

/// How far behind a sentence its picture credit can stand, in bytes.
const CREDIT_BYTES: usize = 120;

/// True when the expression in `sentence` belongs to a caption or cites another article.
pub(super) fn is_aside(text: &str, sentence: Span, expression: Span) -> bool {
    is_caption(text, sentence) || is_citation(text, sentence, expression)
}

/// A picture's text ends in, or is followed on its line by, the picture's credit.
fn is_caption(text: &str, sentence: Span) -> bool {
    let end = text.floor_char_boundary((sentence.end() + CREDIT_BYTES).min(text.len()));
    let behind = Span::new(sentence.end(), end).slice(text);
    let behind = behind.lines().next().unwrap_or("");
    let own = sentence.slice(text);
    let is_short = own.len() <= 400;
    is_short && (is_credit(&fold(behind)) || is_credit_at_end(&fold(own)))
}

/// "Name Surname / AFP – Getty Images": an agency with a stroke or dash, and little else.
fn is_credit(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > 100 {
        return false;
    }
    let holds_agency = AGENCIES.iter().any(|agency| line.contains(agency));
    (holds_agency && line.contains(['/', '|', '©']) || CAPTION_WORDS.iter().any(|words| line.starts_with(words)))
        && line.split_whitespace().count() <= 12
}

fn is_credit_at_end(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches(['.', ')', ']']);
    let tail_at = sentence.floor_char_boundary(sentence.len().saturating_sub(60));
    let tail = sentence.get(tail_at..).unwrap_or("");
    let ends_in_agency = AGENCIES.iter().any(|agency| {
        tail.strip_suffix(agency).is_some_and(|before| before.trim_end().ends_with(['/', '|', '©', '(', '[', '–', '—']))
    });
    ends_in_agency || CAPTION_WORDS.iter().any(|words| sentence.starts_with(words) || tail.contains(words))
}

/// “TITLE” (17 Oct 2023), “TITLE,” 17 Oct 2023: a full date right behind a quotation, in brackets also behind capitals, and
/// with nothing behind it that goes on, names when something was published.
fn is_citation(text: &str, sentence: Span, expression: Span) -> bool {
    let before = Span::new(sentence.start(), expression.start()).slice(text).trim_end();
    let behind = text.get(expression.end()..).unwrap_or("").trim_start();
    let ends_quoted = |before: &str| before.ends_with(['”', '"', '’', '»', '\'']);
    if let Some(before) = before.strip_suffix(['(', '[']) {
        let before = before.trim_end();
        let is_shout = |word: &str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
        let shouts = before.rsplit(' ').take(3).all(is_shout);
        return behind.starts_with([')', ']']) && (ends_quoted(before) || shouts);
    }
    let words: Vec<&str> = expression.slice(text).split_whitespace().take(4).collect();
    let is_full = words.len() == 3;
    let goes_on =
        !(behind.is_empty() || behind.starts_with(['.', ',', ';', ')', '\n', '“', '"']) || behind.starts_with("and “"));
    is_full && !goes_on && ends_quoted(before.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_citations_are_told_from_news() {
        let check = |text: &str, date: &str| {
            let sentences = crate::text::sentences(text);
            let start = text.find(date).expect("the date");
            let sentence = crate::text::sentences::sentence_at(&sentences, start).expect("a sentence");
            is_aside(text, sentence, Span::new(start, start + date.len()))
        };
        assert!(check("The minister at the harbour on Tuesday. Jo Doe / AFP – Getty Images\nMore.", "Tuesday"));
        assert!(check("The minister at the harbour on Tuesday. [Jo Doe/Reuters]", "Tuesday"));
        assert!(check("See “HARBOUR CLOSED FOR A MONTH” (17 Oct 2023).", "17 Oct 2023"));
        assert!(check("As we wrote, “The harbour is closed” (17 Oct 2023), the strike goes on.", "17 Oct 2023"));
        assert!(check("See “HARBOUR CLOSED,” 17 Oct 2023.", "17 Oct 2023"));
        assert!(check("FILE - The minister at the harbour, Tuesday.", "Tuesday"));
        assert!(!check("He said “no” 17 Oct 2023 at the port.", "17 Oct 2023"));
        assert!(!check("The minister came to the harbour on Tuesday, Reuters reported.", "Tuesday"));
        assert!(!check("The harbour closed (17 Oct 2023) and opened again.", "17 Oct 2023"));
    }
}
