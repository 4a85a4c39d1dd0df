//! Words from documents, made safe for a terminal.

use std::borrow::Cow;

/// `words` on one line, without control characters, escape sequences and marks that turn the direction of writing.
///
/// White space of any kind becomes one space; escape sequences lose their escape, which makes them harmless.
pub fn plain(words: &str) -> Cow<'_, str> {
    if !words.contains(is_unfit) && !words.contains("  ") {
        return Cow::Borrowed(words);
    }
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_whitespace() {
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !is_unfit(c) {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// Control characters, and the invisible ones that reorder or hide what stands beside them.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || (c != ' ' && c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_taken_out() {
        assert_eq!(plain("a\u{1b}[31mred\u{7}\u{9b}2J"), "a[31mred2J");
        assert_eq!(plain("one\r\n\ttwo  three"), "one two three");
        assert_eq!(plain("\u{202e}txt.exe\u{2066}"), "txt.exe");
        assert_eq!(plain("Ünïcode 標題"), "Ünïcode 標題");
    }
}
