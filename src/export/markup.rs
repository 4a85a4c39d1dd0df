//! Words of a document made safe inside HTML.

use std::borrow::Cow;

/// `words` as text or as the value of a quoted attribute; control characters other than white space become `\u{fffd}`.
pub(super) fn escaped(words: &str) -> Cow<'_, str> {
    let is_kept = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'') && (!c.is_control() || matches!(c, '\n' | '\t'));
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
