//! A short string cut into numbers, words and marks.

use crate::text::fold;

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A run of at most nine digits and how many they are.
    Number(u32, usize),
    /// A run of letters, folded.
    Word(String),
    /// Any other character that is no white space.
    Mark(char),
    /// White space.
    Space,
}

/// The pieces of `field`, or nothing where it is too long to be a date or holds a number that is none.
pub(super) fn pieces(field: &str) -> Option<Vec<Piece>> {
    /// Long enough for "Wednesday, the 20th of September 2023, at 10:30:00 in the morning (Central European Summer Time)".
    const LONGEST_BYTES: usize = 120;
    if field.len() > LONGEST_BYTES {
        return None;
    }
    let mut found: Vec<Piece> = Vec::new();
    let mut chars = field.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            let mut run = String::from(c);
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                run.push(digit);
            }
            if run.len() > 9 {
                return None;
            }
            found.push(Piece::Number(run.parse().ok()?, run.len()));
        } else if matches!(c, '年' | '月' | '日' | '号') {
            found.push(Piece::Word(c.to_string()));
        } else if c.is_alphabetic() {
            let mut run = String::from(c);
            while let Some(letter) = chars.next_if(|&c| c.is_alphabetic() || is_combining(c)) {
                run.push(letter);
            }
            found.push(Piece::Word(fold(&run)));
        } else if c.is_whitespace() {
            if found.last() != Some(&Piece::Space) {
                found.push(Piece::Space);
            }
        } else {
            found.push(Piece::Mark(c));
        }
    }
    Some(found)
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}
