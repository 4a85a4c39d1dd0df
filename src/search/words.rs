//! What is a word, and in which form are words compared?
//!
//! A word is a run of letters, digits and combining marks, compared without case, accents and compatibility forms. Scripts
//! that set no spaces between words are compared character by character. [`pattern`](super::pattern) asks here while it scans a
//! text, the index while it cuts one into tokens: both find the same.

use crate::text::letters::{is_common_sign, is_letter_or_digit};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

/// Words of one phrase that are looked at; the rest of a longer one is passed over.
pub(super) const MOST_WORDS: usize = 64;

/// Characters of one word that are looked at.
pub(super) const MOST_CHARS: usize = 128;

/// Does `c` belong to a word?
pub(super) fn is_word(c: char) -> bool {
    is_letter_or_digit(c) || !(c.is_ascii() || is_common_sign(c)) && is_combining_mark(c)
}

/// Does `c` belong to a script whose words are not set apart by spaces (or, in Korean, carry particles)? Combining marks
/// belong to what stands before them.
pub(super) fn is_unspaced(c: char) -> bool {
    let is_of_script = matches!(c,
        '\u{0E00}'..='\u{0EFF}'   // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Myanmar
        | '\u{1100}'..='\u{11FF}' // Hangul jamo
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' // kana
        | '\u{3130}'..='\u{319F}'
        | '\u{3280}'..='\u{32B0}'
        | '\u{3400}'..='\u{4DBF}' // Han
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' // Hangul
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FFDC}'
        | '\u{20000}'..='\u{3FFFF}');
    is_of_script && !is_combining_mark(c)
}

/// Is `c` the vowel or the final consonant of the Hangul syllable that `before` begins?
pub(super) fn goes_on_syllable(before: char, c: char) -> bool {
    match c {
        '\u{1161}'..='\u{1175}' => matches!(before, '\u{1100}'..='\u{1112}'),
        '\u{11A8}'..='\u{11C2}' => matches!(before, '\u{1161}'..='\u{1175}') || compose(before, c).is_some(),
        _ => false,
    }
}

/// Does nothing of `c` count when words are compared? Combining marks, and what is only another form of one.
pub(super) fn is_silent(c: char) -> bool {
    fold_char(c, |_| false)
}

/// A word without case, accents and compatibility forms.
pub(super) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        fold_char(c, |c| {
            folded.push(c);
            true
        });
    }
    folded
}

/// Folds one character as [`fold`](crate::text::fold()) does and gives each character of the result to `accept`, until it
/// says no.
#[inline]
pub(super) fn fold_char(c: char, mut accept: impl FnMut(char) -> bool) -> bool {
    if c.is_ascii() {
        return accept(c.to_ascii_lowercase());
    }
    let known = (c as usize).checked_sub(KNOWN.start as usize).and_then(|at| FOLDED.get(at)?.as_ref());
    match known {
        Some(folded) => folded.iter().copied().take_while(|&c| c != NONE).all(accept),
        None => fold_slowly(c, accept),
    }
}

/// Characters whose folding is worked out once: Latin, Greek and Cyrillic letters with all that is put to them.
const KNOWN: Range<u32> = 0x80..0x530;

/// Fills up what a character is folded to.
const NONE: char = '\0';

/// What those of [`KNOWN`] are folded to; nothing where that is longer.
static FOLDED: LazyLock<Vec<Option<[char; 3]>>> = LazyLock::new(|| {
    let folded = |c: char| {
        let (mut folded, mut count) = ([NONE; 3], 0);
        let fits = fold_slowly(c, |part| {
            let Some(slot) = folded.get_mut(count) else { return false };
            *slot = part;
            count += 1;
            true
        });
        fits.then_some(folded)
    };
    KNOWN.map(|code| folded(char::from_u32(code)?)).collect()
});

fn fold_slowly(c: char, mut accept: impl FnMut(char) -> bool) -> bool {
    let mut accepted = true;
    decompose_compatible(c, |part| {
        if accepted && !is_combining_mark(part) {
            let straightened = if matches!(part, '\u{2019}' | '\u{2018}' | '\u{02bc}') { '\'' } else { part };
            // The sigma at the end of a word is a sigma.
            let lower = straightened.to_lowercase();
            accepted = lower.map(|c| if c == 'ς' { 'σ' } else { c }).all(&mut accept);
        }
    });
    accepted
}

/// The beginning of a run of word characters that is looked for: up to [`MOST_CHARS`] folded ones.
pub(super) fn looked_for(run: &str) -> &str {
    let mut count = 0;
    let is_within = |c: char| {
        fold_char(c, |_| {
            count += 1;
            true
        });
        count <= MOST_CHARS
    };
    let end = run.char_indices().scan(is_within, |is_within, (at, c)| is_within(c).then_some(at + c.len_utf8())).last();
    run.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// What a run of word characters is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Folded letters and digits between characters of an unspaced script, or all of the run. What is longer than
    /// [`MOST_CHARS`] ends with [`OVERLONG`] after so many.
    Word(&'a str),
    /// One folded character of an unspaced script; a Hangul syllable is one.
    Unit(char),
}

/// Ends a word of which only the beginning is kept.
pub(super) const OVERLONG: char = '\u{1f}';

/// Cuts a run of word characters at the borders between spaced and unspaced scripts. `word` is scratch space.
pub(super) fn pieces(run: &str, word: &mut String, mut found: impl FnMut(Piece<'_>)) {
    word.clear();
    let mut word_chars = 0;
    let mut pending: Option<char> = None;
    for c in run.chars() {
        if is_combining_mark(c) {
            continue;
        }
        if is_unspaced(c) {
            if !word.is_empty() {
                found(Piece::Word(word));
                word.clear();
                word_chars = 0;
            }
            if let Some(whole) = pending.and_then(|before| compose(before, c)) {
                pending = Some(whole);
                continue;
            }
            let mut unit = |unit: char| {
                if let Some(before) = pending.replace(unit) {
                    found(Piece::Unit(before));
                }
                true
            };
            if matches!(c, '\u{AC00}'..='\u{D7A3}') {
                unit(c);
            } else {
                fold_char(c, unit);
            }
        } else {
            if let Some(before) = pending.take() {
                found(Piece::Unit(before));
            }
            fold_char(c, |folded| {
                match word_chars.cmp(&MOST_CHARS) {
                    std::cmp::Ordering::Less => word.push(folded),
                    std::cmp::Ordering::Equal => word.push(OVERLONG),
                    std::cmp::Ordering::Greater => {}
                }
                word_chars += 1;
                true
            });
        }
    }
    if let Some(before) = pending {
        found(Piece::Unit(before));
    }
    if !word.is_empty() {
        found(Piece::Word(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(run: &str) -> Vec<String> {
        let mut found = Vec::new();
        pieces(run, &mut String::new(), |piece| {
            found.push(match piece {
                Piece::Word(word) => word.to_owned(),
                Piece::Unit(unit) => format!("[{unit}]"),
            });
        });
        found
    }

    #[test]
    fn a_run_is_cut_at_the_borders_of_scripts() {
        assert_eq!(cut("Élysée"), ["elysee"]);
        assert_eq!(cut("使用iPhone手机"), ["[使]", "[用]", "iphone", "[手]", "[机]"]);
        assert_eq!(cut("\u{301}"), [""; 0]);
        assert_eq!(cut("中\u{301}b\u{301}"), ["[中]", "b"]);
    }

    #[test]
    fn what_is_worked_out_once_is_what_is_worked_out_anew() {
        for c in '\u{80}'..='\u{1000}' {
            let (mut known, mut anew) = (String::new(), String::new());
            let put = |folded: &mut String, c| {
                folded.push(c);
                true
            };
            assert!(fold_char(c, |c| put(&mut known, c)) && fold_slowly(c, |c| put(&mut anew, c)));
            assert_eq!(known, anew, "{c:?}");
        }
        assert!(!fold_char('é', |_| false) && !fold_char('ß', |_| false) && fold_char('\u{301}', |_| false));
    }

    #[test]
    fn words_fold() {
        for (word, wanted) in [("Élysée", "elysee"), ("ΟΔΟΣ", "οδοσ"), ("οδός", "οδοσ"), ("ﬁ²", "fi2"), ("Й", "и")]
        {
            assert_eq!(folded(word), wanted);
        }
    }

    #[test]
    fn hangul_is_cut_into_syllables_however_it_is_encoded() {
        assert_eq!(cut("서울"), ["[서]", "[울]"]);
        assert_eq!(cut("\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}"), ["[서]", "[울]"]);
    }

    #[test]
    fn an_overlong_word_is_cut_and_marked() {
        let long = cut(&"x".repeat(300));
        assert_eq!(long, [format!("{}{OVERLONG}", "x".repeat(MOST_CHARS))]);
        assert_eq!(cut(&"x".repeat(128)), ["x".repeat(128)]);
    }
}
