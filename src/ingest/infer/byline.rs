//! Who wrote it: "By NAME" lines between headline and text.

use super::page::{Page, line_key};
use super::phrases::{Place, phrases};
use crate::corpus::{Basis, Known};
use crate::text::{Span, fold};
use std::sync::Arc;

/// Words before a name, folded; longer ones first where one begins another.
const MARKS: &[&str] = &[
    "written by",
    "reported by",
    "posted by",
    "story by",
    "words by",
    "authored by",
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "przez",
    "автор",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "autore",
    "text",
];
/// Marks that are no byline unless a colon follows: "Author: ...".
const COLON_ONLY: &[&str] = &["author", "authors", "autor", "autorin", "autoren", "auteur", "autore", "text", "автор"];
/// Small words inside a name.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "der", "den", "van", "von", "da", "di", "dos", "la", "le", "bin", "al", "el", "und", "and",
    "y", "et", "ten", "ter", "zu", "af", "av", "e",
];
/// How many lines into the running text a byline can stand.
const DEPTH: usize = 3;
/// How many lines before the running text, where no title says where to begin.
const REACH: usize = 12;

/// The byline of `page`, looked for from behind line `title` to the first lines of the text.
pub(super) fn infer(page: &Page<'_>, title: Option<usize>) -> Option<Known<Arc<str>>> {
    let first = title.map_or(page.body_start.saturating_sub(REACH), |title| title.saturating_sub(3));
    let last = (page.body_start.max(first + 4) + DEPTH).min(page.lines.len());
    for index in first..last {
        let Some(line) = page.lines.get(index) else { break };
        if let Some((start, name)) = read(line.text) {
            let span = Span::new(line.span.start() + start, line.span.start() + start + name.len());
            return Some(Known::new(name.into(), Basis::inferred("byline", span, 0.85)));
        }
        if is_mark(line.text)
            && let Some(next) = page.lines.get(index + 1)
            && let Some(name) = names(next.text)
        {
            let start = next.span.start() + next.text.find(name).unwrap_or(0);
            let span = Span::new(start, start + name.len());
            return Some(Known::new(name.into(), Basis::inferred("byline-on-two-lines", span, 0.8)));
        }
    }
    None
}

/// True for a line that only announces a name.
pub(super) fn is_mark(line: &str) -> bool {
    MARKS.contains(&line_key(line).trim_end_matches(':'))
}

/// The names in a "By NAME" line with their offset in it, or nothing.
pub(super) fn read(line: &str) -> Option<(usize, &str)> {
    if line.len() > 160 {
        return None;
    }
    let line_start = line.len() - line.trim_start_matches(['-', '–', '—', '*', '_', ' ', '(', '✍']).len();
    let rest = line.get(line_start..)?;
    // Compared letter by letter: folding could change lengths.
    let mark = MARKS.iter().find(|mark| starts_with_mark(rest, mark))?;
    let after = rest.get(mark.len()..)?;
    let has_colon = after.trim_start().starts_with(':');
    if COLON_ONLY.contains(mark) && !has_colon {
        return None;
    }
    let first = mark.chars().next()?;
    let begins_large = rest.starts_with(|c: char| c.is_uppercase() && c.to_lowercase().eq(first.to_lowercase()));
    if !begins_large && *mark != "by" && *mark != "von" && *mark != "par" && *mark != "por" {
        return None;
    }
    let after = after.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    Some((line.len() - after.len(), names(after)?))
}

fn starts_with_mark(line: &str, mark: &str) -> bool {
    let Some(head) = line.get(..mark.len()) else { return false };
    let follows = line.get(mark.len()..).and_then(|rest| rest.chars().next());
    head.to_lowercase() == mark && follows.is_some_and(|c| c.is_whitespace() || c == ':')
}

/// The leading part of `text` that is names: capitalised words joined by commas, "and" and particles.
fn names(text: &str) -> Option<&str> {
    let cut = text.find(['|', '•', '·', '(', '[', '/', '\t', '—', '–', '@', '<']).unwrap_or(text.len());
    let text = text.get(..cut)?.trim().trim_end_matches([',', '.', ';', '-', '*', '_']).trim_end();
    let mut end = 0;
    let mut count = 0;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim().trim_matches(|c: char| matches!(c, ',' | ';' | '*' | '_'));
        let is_name = bare.starts_with(|c: char| c.is_uppercase() || is_unicased(c))
            && !bare.contains(|c: char| c.is_ascii_digit());
        let is_particle = PARTICLES.contains(&bare) || bare == "&";
        if !is_name && !is_particle || is_name && is_date_word(bare) {
            break;
        }
        at += word.len();
        if is_name {
            end = at;
            count += 1;
        }
    }
    let names = text.get(..end)?.trim_end().trim_end_matches([',', '.', ';']);
    let rest = text.get(end..).unwrap_or("").trim();
    let is_sentence = rest.split_whitespace().count() > 6 || count == 1 && !rest.is_empty();
    let fits = (1..=14).contains(&count) && (4..=120).contains(&names.len()) && !is_sentence;
    (fits && !phrases().matches(&fold(names), Place::Edge)).then_some(names)
}

/// Scripts without capitals.
fn is_unicased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// A word that follows a name in one line: "By Jane Doe Published March 3".
fn is_date_word(word: &str) -> bool {
    let folded = fold(word);
    let folded = folded.trim_end_matches(['.', ':']);
    let cue = ["published", "updated", "posted", "last", "on", "stand", "aktualisiert", "publie", "publicado", "for"];
    cue.contains(&folded)
        || [
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
        .contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_a_mark_and_names() {
        let cases = [
            ("By Jane Doe", Some("Jane Doe")),
            ("BY JANE DOE", Some("JANE DOE")),
            ("By Jane Doe and Juan de la Cruz", Some("Jane Doe and Juan de la Cruz")),
            ("By Jane Doe | The Daily Bell", Some("Jane Doe")),
            ("By Jane Doe, March 3, 2024", Some("Jane Doe")),
            ("Von Anna-Lena Müller", Some("Anna-Lena Müller")),
            ("Por Luna García", Some("Luna García")),
            ("Author: Jane Doe", Some("Jane Doe")),
            ("By the end of the year the council will have left the hall", None),
            ("By 2030 Europe will be free of it", None),
            ("Par exemple, le conseil a quitté la salle", None),
            ("Text of the treaty", None),
            ("Bystanders saw it", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(read(line).map(|(_, name)| name), expected, "{line}");
        }
    }

    #[test]
    fn the_offset_of_a_name_is_where_it_stands() {
        let line = "  — By Jane Doe";
        let (start, name) = read(line).expect("a byline");
        assert_eq!(line.get(start..start + name.len()), Some("Jane Doe"));
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read_without_harm(line in "(By |Von |\\PC){0,40}") {
            if let Some((start, name)) = read(&line) {
                assert_eq!(line.get(start..start + name.len()), Some(name));
            }
        }
    }
}
