//! Is a character a letter, a digit? The library's tables are walked through for each character that is not ASCII; those of
//! common scripts and signs are told by their range here.

/// What most characters that are not ASCII are; the others are looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Common {
    Letter,
    Sign,
}

#[inline]
fn common(c: char) -> Option<Common> {
    match c {
        // Latin, Greek, Cyrillic; Hebrew, Arabic; kana, Han, Hangul.
        'À'..='Ö'
        | 'Ø'..='ö'
        | 'ø'..='ˁ'
        | 'Ά'
        | 'Έ'..='Ί'
        | 'Ύ'..='Ρ'
        | 'Σ'..='ϵ'
        | 'Ѐ'..='ҁ'
        | 'Ҋ'..='ԯ'
        | 'א'..='ת'
        | 'ؠ'..='ي'
        | 'ぁ'..='ゖ'
        | 'ァ'..='ヺ'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '가'..='힣' => Some(Common::Letter),
        // No-break space to plus-minus sign without ª; dashes, quotes and other general punctuation; punctuation of East Asia.
        '\u{A0}'..='\u{A9}'
        | '\u{AB}'..='\u{B1}'
        | '\u{2000}'..='\u{206F}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' => Some(Common::Sign),
        _ => None,
    }
}

/// As [`char::is_alphabetic`].
#[inline]
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    common(c).map_or_else(|| c.is_alphabetic(), |common| common == Common::Letter)
}

/// As [`char::is_alphanumeric`].
#[inline]
pub fn is_letter_or_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    common(c).map_or_else(|| c.is_alphanumeric(), |common| common == Common::Letter)
}

/// Is `c` a sign that is neither letter, digit nor mark upon one? Not every such sign is known here.
#[inline]
pub fn is_common_sign(c: char) -> bool {
    common(c) == Some(Common::Sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn every_character_is_what_the_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            assert!(!(is_common_sign(c) && (c.is_alphanumeric() || is_combining_mark(c))), "{c:?}");
        }
    }
}
