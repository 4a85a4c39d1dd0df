//! One line in the order in which it is seen: for screens that lay words out from left to right whatever their script.
//!
//! After the Unicode bidirectional algorithm (UAX 9), for whole lines only. Within a word the letters stay in the order in
//! which they are read, because fonts join and turn them; words, marks and brackets change places.

use std::borrow::Cow;
use unicode_bidi::{BidiInfo, Level};

/// `line` with its words in the order in which they stand on the screen from left to right. A line without a letter that
/// is written from right to left is given back as it is.
pub fn visual(line: &str) -> Cow<'_, str> {
    if !line.chars().any(is_right_to_left) {
        return Cow::Borrowed(line);
    }
    let bidi = BidiInfo::new(line, None);
    let Some(paragraph) = bidi.paragraphs.first() else { return Cow::Borrowed(line) };
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut seen = String::with_capacity(line.len());
    for run in runs {
        let level = levels.get(run.start).copied().unwrap_or(Level::ltr());
        let words = line.get(run).unwrap_or_default();
        if level.is_rtl() { push_turned(words, &mut seen) } else { seen.push_str(words) }
    }
    Cow::Owned(seen)
}

/// True when a line is to be read from the right: its first letter decides.
pub fn reads_from_right(line: &str) -> bool {
    line.chars().find(|c| c.is_alphabetic()).is_some_and(is_right_to_left)
}

/// Adds words from the last to the first, each in its own order, brackets turned round.
fn push_turned(words: &str, seen: &mut String) {
    let mut pieces: Vec<(usize, usize, bool)> = Vec::new();
    for (start, c) in words.char_indices() {
        let is_joined = is_right_to_left(c) || is_mark(c);
        let end = start + c.len_utf8();
        match pieces.last_mut() {
            Some((_, last, true)) if is_joined => *last = end,
            _ => pieces.push((start, end, is_joined)),
        }
    }
    for (start, end, _) in pieces.into_iter().rev() {
        let piece = words.get(start..end).unwrap_or_default();
        seen.extend(piece.chars().map(turned));
    }
}

/// A bracket as it stands among words that are read from the right.
fn turned(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// Letters of Hebrew, Arabic and their kin, with what is written above and below them.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Marks that belong to the letter before them, and those that join letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_places_and_letters_do_not() {
        let cases = [
            ("plain words", "plain words"),
            ("שלום עולם", "עולם שלום"),
            ("שלום (עולם).", ".(עולם) שלום"),
            ("ב-20 במרץ 2023", "2023 במרץ 20-ב"),
            ("Haaretz: שלום עולם!", "Haaretz: עולם שלום!"),
            ("قال London أمس", "أمس London قال"),
        ];
        for (line, seen) in cases {
            assert_eq!(visual(line), seen, "{line}");
        }
        assert!(reads_from_right("«שלום» world") && !reads_from_right("2023 world שלום"));
    }

    proptest::proptest! {
        #[test]
        fn no_character_is_lost(line in "[a-z0-9 ().שלוםקא\u{200f}\n]{0,40}") {
            let mut before: Vec<char> = line.chars().map(turned).chain(line.chars()).collect();
            let mut after: Vec<char> = visual(&line).chars().map(turned).chain(visual(&line).chars()).collect();
            before.sort_unstable();
            after.sort_unstable();
            proptest::prop_assert_eq!(before.len() >= after.len(), true);
            if !line.contains('\n') {
                proptest::prop_assert_eq!(before, after);
            }
        }
    }
}
