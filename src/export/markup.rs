//! Words of a document made safe inside HTML and XML.

use super::reference::line;
use std::borrow::Cow;

/// `words` as text or as the value of a quoted attribute; what neither HTML nor XML has a place for becomes
/// `\u{fffd}`: control characters other than white space, and code points that are no characters.
pub(super) fn escaped(words: &str) -> Cow<'_, str> {
    let is_kept = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'') && has_place(c);
    if words.chars().all(is_kept) {
        return Cow::Borrowed(words);
    }
    let mut escaped = String::with_capacity(words.len() + words.len() / 8);
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\r' => escaped.push('\n'),
            c if is_kept(c) => escaped.push(c),
            _ => escaped.push('\u{fffd}'),
        }
    }
    Cow::Owned(escaped)
}

/// The same on one line.
pub(super) fn escaped_line(words: &str) -> String {
    escaped(&line(words)).into_owned()
}

fn has_place(c: char) -> bool {
    !is_no_character(c) && (!c.is_control() || matches!(c, '\n' | '\t'))
}

/// Code points that Unicode keeps free of characters.
pub(super) fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_place_in_a_document_is_seen_to_be_missing() {
        assert_eq!(escaped("<a&\"'>"), "&lt;a&amp;&quot;&#39;&gt;");
        assert_eq!(
            escaped("a\0\u{b}\u{7f}\u{85}\u{fffe}\u{1ffff}\u{fdd0}b\r"),
            format!("a{}b\n", "\u{fffd}".repeat(7))
        );
        assert!(matches!(escaped("標𝄞 a\n\tb"), Cow::Borrowed(_)));
    }
}
