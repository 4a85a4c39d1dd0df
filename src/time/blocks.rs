//! Stretches of a text that are read by themselves, so that memory stays small whatever the text.

use crate::text::Span;

/// A block ends at the first blank line after this many bytes.
const SOFT_BYTES: usize = 32 * 1024;
/// A block without a blank line ends at the next white space after this many bytes, or at once after twice as many.
const HARD_BYTES: usize = 256 * 1024;

/// The blocks of `text` in order; together they cover it.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = end(text, start);
        found.push(Span::new(start, end));
        start = end;
    }
    found
}

fn end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let soft = start + SOFT_BYTES;
    if soft >= bytes.len() {
        return bytes.len();
    }
    let hard = (start + HARD_BYTES).min(bytes.len());
    let within = |from: usize, to: usize| bytes.get(from..to).unwrap_or(&[]);
    if let Some(at) = memchr::memmem::find(within(soft, hard), b"\n\n") {
        return soft + at + 1;
    }
    if hard == bytes.len() {
        return hard;
    }
    let last = (hard + HARD_BYTES).min(bytes.len());
    if let Some(at) = within(hard, last).iter().position(u8::is_ascii_whitespace) {
        return hard + at;
    }
    (last..bytes.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(bytes.len())
}
