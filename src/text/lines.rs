//! Lines and paragraphs of a text.

use super::Span;

/// Every line of `text` without its line ending (`\n`, `\r\n` or `\r`), empty ones included, in order.
pub fn lines(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if end < start {
            continue; // the `\n` of a `\r\n` already taken
        }
        found.push(Span::new(start, end));
        start = if bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 };
    }
    if start < text.len() {
        found.push(Span::new(start, text.len()));
    }
    found
}

/// Blocks of text between blank lines, trimmed, in order.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for line in lines(text) {
        let filled = line.trimmed(text);
        if filled.is_empty() {
            found.extend(open.take());
        } else {
            open = Some(open.map_or(filled, |block| block.cover(filled)));
        }
    }
    found.extend(open);
    found
}

/// White space of any kind to single spaces, none at the ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, spans: &[Span]) -> Vec<String> {
        spans.iter().map(|span| span.slice(text).to_owned()).collect()
    }

    #[test]
    fn every_kind_of_line_ending_ends_one_line() {
        let text = "a\r\nb\rc\n\nd";
        assert_eq!(texts(text, &lines(text)), ["a", "b", "c", "", "d"]);
    }

    #[test]
    fn paragraphs_join_wrapped_lines_and_split_at_blank_ones() {
        let text = "one\ntwo\n \nthree  \n";
        assert_eq!(texts(text, &paragraphs(text)), ["one\ntwo", "three"]);
    }
}
