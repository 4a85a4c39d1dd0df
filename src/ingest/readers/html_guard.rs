//! May this page be parsed? One cheap look at its tags before a parser builds a tree.
//!
//! Parsers of HTML take a time that grows with the square of the depth, and of the attributes of one tag; some run out of
//! stack (html5ever #788, measured on pages of 50 kB). A page over these limits is read by stripping its tags.

/// Elements that may lie in one another. Real pages stay below 100.
const DEPTH: usize = 256;

/// Attributes of one tag. Real pages stay below 60.
const ATTRIBUTES: usize = 1000;

/// Elements of one page.
const ELEMENTS: usize = 200_000;

/// Elements that never hold others.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "path",
];

/// Elements that a following one of their kind ends by itself: left open they do not lie in one another.
const SELF_ENDING: &[&str] =
    &["p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot"];

/// Elements that the parser opens again in every following block until they are ended.
const REOPENED: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Why the page is not to be parsed, or nothing when it may be.
pub(super) fn objection(html: &str) -> Option<&'static str> {
    let mut open: Vec<&str> = Vec::new();
    let mut reopened = 0_usize;
    let mut element_count = 0;
    for tag in (Tags { html, at: 0 }) {
        if tag.attribute_count > ATTRIBUTES {
            return Some("one of its tags has too many attributes");
        }
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
        if tag.is_end {
            if is(REOPENED) {
                reopened = reopened.saturating_sub(1);
            } else if let Some(index) = open.iter().rposition(|name| name.eq_ignore_ascii_case(tag.name)) {
                open.truncate(index);
            }
            continue;
        }
        element_count += 1;
        if is(REOPENED) {
            reopened += 1;
        } else if !tag.is_closed && !is(VOID) && !is(SELF_ENDING) {
            open.push(tag.name);
        }
        if open.len() + reopened > DEPTH {
            return Some("its elements lie too deep in one another");
        }
        if element_count > ELEMENTS {
            return Some("it has too many elements");
        }
    }
    None
}

/// One tag of a page.
pub(super) struct Tag<'a> {
    /// As written.
    pub(super) name: &'a str,
    pub(super) is_end: bool,
    /// `<name/>`.
    is_closed: bool,
    attribute_count: usize,
    /// Byte of its `<`.
    pub(super) start: usize,
    /// Byte behind its `>`.
    pub(super) end: usize,
}

/// The tags of a page in order; comments and what scripts and styles hold are passed over.
pub(super) struct Tags<'a> {
    pub(super) html: &'a str,
    pub(super) at: usize,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at + memchr::memchr(b'<', bytes.get(self.at..)?)?;
            let rest = self.html.get(start + 1..)?;
            if let Some(comment) = rest.strip_prefix("!--") {
                self.at = comment.find("-->").map_or(bytes.len(), |length| start + 4 + length + 3);
                continue;
            }
            let is_end = rest.starts_with('/');
            let name_text = rest.strip_prefix('/').unwrap_or(rest);
            let name_len = name_text
                .bytes()
                .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b':'))
                .unwrap_or(name_text.len());
            let name = name_text.get(..name_len)?;
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.at = start + 1;
                continue;
            }
            let inside = start + 1 + usize::from(is_end) + name_len;
            let (end, attribute_count) = end_of_tag(bytes, inside);
            self.at = end;
            let is_closed = bytes.get(end.saturating_sub(2)) == Some(&b'/');
            if !is_end && ["script", "style", "template"].iter().any(|raw| raw.eq_ignore_ascii_case(name)) && !is_closed
            {
                self.at = end_of_raw(self.html, name, end);
            }
            return Some(Tag { name, is_end, is_closed, attribute_count, start, end: self.at });
        }
    }
}

/// The byte behind the `>` that ends a tag, and the attributes before it; quoted values may hold a `>`.
fn end_of_tag(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut attribute_count = 0;
    let mut is_between = true;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, attribute_count),
            b'"' | b'\'' if bytes.get(at.saturating_sub(1)) == Some(&b'=') => {
                let length = memchr::memchr(byte, bytes.get(at + 1..).unwrap_or_default());
                at = length.map_or(bytes.len(), |length| at + 1 + length);
                is_between = true;
            }
            _ if byte.is_ascii_whitespace() || byte == b'/' => is_between = true,
            _ if is_between => {
                attribute_count += 1;
                is_between = false;
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), attribute_count)
}

/// The byte behind the end tag of an element whose content is no markup.
fn end_of_raw(html: &str, name: &str, from: usize) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(bytes.get(at..).unwrap_or_default(), b"</") {
        at += found + 2;
        let is_name = bytes.get(at..at + name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name.as_bytes()));
        if is_name {
            return end_of_tag(bytes, at).0;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_extreme_pages_are_objected_to() {
        let cases = [
            ("a usual page", "<html><body><p>One<p>Two<br><div class='a>b'>Three</div></body>".to_owned(), false),
            ("many open paragraphs", "<p>x<li>y<tr><td>".repeat(5000), false),
            ("a deep page", "<div>".repeat(300), true),
            ("a deep page in a comment", format!("<!--{}-->", "<div>".repeat(300)), false),
            ("a deep page in a script", format!("<script>{}</script>", "<div>".repeat(300)), false),
            ("fonts that are never ended", "<p><font size=1>".repeat(300), true),
            ("side by side", "<div><b>x</b></div>".repeat(10_000), false),
            ("a tag of attributes", format!("<a {}>", "x=1 ".repeat(2000)), true),
            ("too many elements", "<br>".repeat(200_001), true),
        ];
        for (name, html, is_objected) in cases {
            assert_eq!(objection(&html).is_some(), is_objected, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_at(html in "(<[a-z/!-]{0,4}|[ a-z=\"'>é]){0,200}") {
            objection(&html);
        }
    }
}
