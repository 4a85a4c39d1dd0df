//! The whole text of a piece of HTML that holds nothing but an article: chapters, letters, items of a feed.
//!
//! Nothing is left out and no tree is built. Paragraphs stand apart, lines and cells stay what they are.

use super::html_guard::Tags;
use super::html_strip::unescape;

/// Elements that begin and end a line.
const LINES: &[&str] = &["br", "li", "tr", "dt", "dd", "option", "hr"];

/// Elements that begin and end a paragraph.
const PARAGRAPHS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "address",
    "form",
    "fieldset",
    "center",
    "body",
    "head",
    "html",
    "title",
    "details",
    "summary",
];

/// What stands between two pieces of text, the strongest of what was met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Nothing,
    Space,
    Cell,
    Line,
    Paragraph,
}

impl Gap {
    fn sign(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Space => " ",
            Self::Cell => "\t",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }
}

/// The text of `html`; what stands in its head is no text.
pub(super) fn text_of(html: &str) -> String {
    text_with_marks(html, &|_| None)
}

/// The text of `html` with a paragraph of its own in the place of every tag that `mark` names, which is given the
/// tag as it is written: so that readers of files of one origin find the parts that its classes tell.
pub(super) fn text_with_marks(html: &str, mark: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut gap = Gap::Nothing;
    let mut at = 0;
    let mut is_in_head = false;
    for tag in (Tags { html, at: 0 }) {
        let before = html.get(at..tag.start).unwrap_or_default();
        at = tag.end;
        if !is_in_head {
            push(&mut text, &mut gap, before);
        }
        let marked = mark(html.get(tag.start..tag.end).unwrap_or_default());
        if let Some(marked) = marked {
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
            text.push_str(&marked);
            gap = Gap::Paragraph;
        }
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
        if is(&["head", "title"]) {
            is_in_head = !tag.is_end;
        } else if is(&["body"]) {
            is_in_head = false;
        }
        if is(PARAGRAPHS) {
            gap = Gap::Paragraph;
        } else if is(LINES) {
            // Two breaks in a row are how many letters and feeds write a paragraph.
            let is_second = tag.name.eq_ignore_ascii_case("br") && gap == Gap::Line && before.trim().is_empty();
            gap = gap.max(if is_second { Gap::Paragraph } else { Gap::Line });
        } else if is(&["td", "th"]) && tag.is_end {
            gap = gap.max(Gap::Cell);
        }
    }
    if !is_in_head {
        push(&mut text, &mut gap, html.get(at..).unwrap_or_default());
    }
    text
}

fn push(text: &mut String, gap: &mut Gap, piece: &str) {
    if piece.is_empty() {
        return;
    }
    let piece = without_comments(piece);
    let piece = unescape(&piece);
    let is_space = |c: char| c.is_whitespace() && c != '\u{a0}';
    if piece.starts_with(is_space) {
        *gap = (*gap).max(Gap::Space);
    }
    for (index, word) in piece.split(is_space).filter(|word| !word.is_empty()).enumerate() {
        if index > 0 {
            *gap = Gap::Space;
        }
        if !text.is_empty() {
            text.push_str(gap.sign());
        }
        text.push_str(word);
        *gap = Gap::Nothing;
    }
    if piece.ends_with(is_space) {
        *gap = (*gap).max(Gap::Space);
    }
}

/// `piece` without its comments, its declarations and the marks of CDATA.
fn without_comments(piece: &str) -> String {
    let mut kept = String::new();
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        let end = match after {
            _ if after.starts_with("!--") => "-->",
            _ if after.starts_with('!') || after.starts_with('?') => ">",
            _ => {
                kept.push('<');
                rest = after;
                continue;
            }
        };
        rest = after.split_once(end).map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lines_and_cells_stay_what_they_are() {
        let html = "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body>\n<h1>Head</h1>\n\
                    <p>One <b>two</b>,\nthree.<br/>four<!-- x --></p><ul><li>a</li>\n<li>b</li></ul>\
                    <table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>five<br><br>six &amp; 1 < 2</body>";
        assert_eq!(text_of(html), "Head\n\nOne two, three.\nfour\n\na\nb\n\n1\t2\n3\n\nfive\n\nsix & 1 < 2");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(html in "(<[a-z/!-]{0,4}|&[a-z#0-9;]{0,4}|[ a-zé=\"'>]){0,200}") {
            text_of(&html);
        }
    }
}
