//! The lines of a document and where among them its running text lies.
//!
//! A scraped page is menus, a headline, running text and a footer, one line each. Which stretch is the running text is
//! decided by the maximum-subsequence method (Pasternack and Roth 2009): prose lines count for, others against.

use super::phrases::{Place, phrases};
use crate::text::{Span, fold, lines};

/// Lines longer than this are never compared with others.
const COMPARED_CHARS: usize = 240;
/// A line of at least so many Latin letters' width that ends like a sentence is prose.
const PROSE_WIDTH: usize = 80;
/// A line this wide is prose however it ends.
const LONG_WIDTH: usize = 160;
/// What a prose line counts at most: one endless line must not decide alone.
const PROSE_CAP: i64 = 400;
/// What a line that is no prose counts against the stretch it lies in.
const GAP_COST: i64 = 30;

/// One line that holds something.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Where it stands, trimmed.
    pub(super) span: Span,
    /// What it says.
    pub(super) text: &'a str,
    /// Folded and with single blanks; empty for lines too long to compare.
    pub(super) key: String,
    /// Its length in letters' widths: an ideograph counts for two and a half Latin letters.
    pub(super) width: usize,
    /// True for running text.
    pub(super) is_prose: bool,
}

/// A document as its lines.
#[derive(Clone, Debug)]
pub(super) struct Page<'a> {
    /// The whole document.
    pub(super) text: &'a str,
    /// The lines that hold something, in order; lines of a hard-wrapped paragraph are one.
    pub(super) lines: Vec<Line<'a>>,
    /// Index of the first line of the running text; the number of lines where there is none.
    pub(super) body_start: usize,
    /// One past the last line of the running text.
    pub(super) body_end: usize,
}

impl<'a> Page<'a> {
    /// Reads `text` once.
    pub(super) fn read(text: &'a str) -> Self {
        let lines: Vec<Line<'a>> = unwrapped(text).into_iter().map(|span| Line::read(text, span)).collect();
        let (body_start, body_end) = running_text(&lines);
        Self { text, lines, body_start, body_end }
    }

    /// True for a line before the running text or behind it.
    pub(super) fn is_edge(&self, index: usize) -> bool {
        index < self.body_start || index >= self.body_end
    }

    /// The running text, short lines in it included.
    pub(super) fn body(&self) -> &[Line<'a>] {
        self.lines.get(self.body_start..self.body_end).unwrap_or(&[])
    }

    /// The lines behind the running text.
    pub(super) fn tail(&self) -> &[Line<'a>] {
        self.lines.get(self.body_end..).unwrap_or(&[])
    }
}

impl<'a> Line<'a> {
    fn read(text: &'a str, span: Span) -> Self {
        let content = span.slice(text);
        let chars = content.chars().count();
        // What is written in fewer bytes is narrow, and in most lines all is.
        let has_wide = content.bytes().filter(|&byte| byte >= FIRST_WIDE_BYTE).count() > 0;
        let ideographs = if has_wide { content.chars().filter(|&c| is_wide(c)).count() } else { 0 };
        let key = if chars <= COMPARED_CHARS { line_key(content) } else { String::new() };
        let width = chars + ideographs * 3 / 2;
        let is_prose = is_prose(content, width) && !phrases().matches(&key, Place::Edge);
        Self { span, text: content, key, width, is_prose }
    }
}

/// `line` folded, blanks single, outer marks of lists and headings off: the form in which lines are compared.
pub(super) fn line_key(line: &str) -> String {
    let folded = fold(line);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    let is_outer = |c: char| matches!(c, '#' | '*' | '_' | '>' | '|' | '•' | '·' | '»' | '›' | '-' | ' ');
    key.truncate(key.trim_end_matches(is_outer).len());
    let outer = key.len() - key.trim_start_matches(is_outer).len();
    key.drain(..outer);
    key
}

/// No wide character begins with a lower byte.
const FIRST_WIDE_BYTE: u8 = 0xe2;

/// True for scripts in which a character stands for a syllable or a word.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_prose(content: &str, width: usize) -> bool {
    if width < PROSE_WIDTH {
        return false;
    }
    let has_blanks = content.chars().any(char::is_whitespace);
    let ends = content.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_', ' ']);
    let is_closed = ends.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।']);
    width >= LONG_WIDTH || is_closed && (has_blanks || width > content.chars().count())
}

/// The filled lines, those of a hard-wrapped paragraph joined to one span.
fn unwrapped(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    for line in lines(text) {
        let filled = line.trimmed(text);
        if filled.is_empty() {
            flush(text, &mut block, &mut found);
        } else {
            block.push(filled);
        }
    }
    flush(text, &mut block, &mut found);
    found
}

fn flush(text: &str, block: &mut Vec<Span>, found: &mut Vec<Span>) {
    match (block.first(), block.last()) {
        (Some(first), Some(last)) if is_wrapped(text, block) => found.push(first.cover(*last)),
        _ => found.extend_from_slice(block),
    }
    block.clear();
}

/// Three lines or more, all but the last nearly as long as the longest, and that one no wider than a page.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let Some((_, but_last)) = block.split_last() else { return false };
    let longest = but_last.iter().map(|line| line.len()).max().unwrap_or(0);
    let goes_on = |line: &Span| !line.slice(text).ends_with(['.', ':', '!', '?']);
    but_last.len() >= 2
        && (45..=110).contains(&longest)
        && but_last.iter().all(|line| line.len() + 22 >= longest)
        && but_last.iter().filter(|line| goes_on(line)).count() * 2 > but_last.len()
}

/// First line and one past the last of the stretch in which prose most outweighs the rest.
fn running_text(lines: &[Line<'_>]) -> (usize, usize) {
    let (mut best, mut best_range) = (0, (lines.len(), lines.len()));
    let (mut sum, mut start) = (0_i64, 0);
    for (index, line) in lines.iter().enumerate() {
        let value = if line.is_prose { PROSE_CAP.min(line.width as i64) } else { -GAP_COST };
        if sum <= 0 {
            (sum, start) = (0, index);
        }
        sum += value;
        if sum > best {
            (best, best_range) = (sum, (start, index + 1));
        }
    }
    best_range
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "The council met for three hours behind closed doors and then told the waiting crowd that nothing had been decided.";

    #[test]
    fn the_running_text_lies_between_menu_and_footer() {
        let text =
            format!("Home\n\nSport\n\nCouncil decides nothing\n\n{PARAGRAPH}\n\nA heading\n\n{PARAGRAPH}\n\nContact\n");
        let page = Page::read(&text);
        assert_eq!((page.body_start, page.body_end, page.lines.len()), (3, 6, 7));
        assert_eq!(page.tail().len(), 1);
    }

    #[test]
    fn a_hard_wrapped_paragraph_is_one_line() {
        let text = "A title\n\nThe council met for three hours behind closed doors\nand then told the waiting crowd that nothing at all\nhad been decided by it.\n";
        assert_eq!(Page::read(text).lines.len(), 2);
    }

    #[test]
    fn a_document_without_prose_has_no_running_text() {
        let page = Page::read("One\nTwo\n");
        assert_eq!((page.body_start, page.body_end), (2, 2));
        assert!(Page::read("").lines.is_empty());
    }
}
