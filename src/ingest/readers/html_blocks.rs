//! A page's text cut into blocks: paragraphs, headings, items of lists, cells, with how much of each is links.

use super::html_tree::{Tree, is_inline};
use std::collections::BTreeSet;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Item,
    Cell,
    /// Text that stands in no element of text of its own.
    Loose,
}

/// A stretch of text that stands apart.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// The words, runs of white space made one blank.
    pub(super) text: String,
    /// Its length in letters' widths: an ideograph counts for two and a half.
    pub(super) width: usize,
    /// Of these, in links.
    pub(super) link_width: usize,
    /// The node that its text begins at.
    pub(super) node: usize,
    /// The nearest element around it that is no part of a line.
    pub(super) element: usize,
}

impl Block {
    /// The share of the block that is links.
    pub(super) fn link_share(&self) -> f32 {
        self.link_width as f32 / self.width.max(1) as f32
    }
}

/// The blocks of the page outside of the elements in `left_out`, in order.
pub(super) fn blocks(tree: &Tree, from: usize, left_out: &BTreeSet<usize>) -> Vec<Block> {
    let mut walk =
        Walk { tree, found: Vec::new(), text: String::new(), link_width: 0, width: 0, start: from, element: from };
    let mut ends: Vec<usize> = Vec::new();
    let mut link_end = 0;
    let mut at = from;
    while at < tree.end(from) {
        while ends.last().is_some_and(|&end| end <= at) {
            ends.pop();
            walk.flush();
        }
        if left_out.contains(&at) {
            if !is_inline(tree.name(at)) {
                walk.flush();
            }
            at = tree.end(at);
            continue;
        }
        if let Some(text) = tree.text_at(at) {
            walk.push(text, at, at < link_end);
        } else {
            let name = tree.name(at);
            if name == "a" {
                link_end = tree.end(at);
            } else if name == "br" {
                walk.line_break();
            } else if !is_inline(name) {
                walk.flush();
                ends.push(tree.end(at));
            }
        }
        at += 1;
    }
    walk.flush();
    walk.found
}

struct Walk<'t> {
    tree: &'t Tree,
    found: Vec<Block>,
    text: String,
    width: usize,
    link_width: usize,
    start: usize,
    element: usize,
}

impl Walk<'_> {
    fn push(&mut self, text: &str, at: usize, is_link: bool) {
        if self.text.is_empty() && text.trim().is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.start = at;
            self.element =
                self.tree.ancestors(at).find(|&around| !is_inline(self.tree.name(around))).unwrap_or_default();
        }
        let mut width = 0;
        for c in text.chars() {
            if c.is_whitespace() {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                    width += 2;
                }
            } else if !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                self.text.push(c);
                width += if is_wide(c) { 5 } else { 2 };
            }
        }
        self.width += width;
        self.link_width += if is_link { width } else { 0 };
    }

    /// Two line breaks part paragraphs, one parts lines.
    fn line_break(&mut self) {
        if self.text.trim_end_matches(' ').ends_with('\n') {
            self.flush();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn flush(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            let kind = self.kind();
            self.found.push(Block {
                kind,
                text: text.to_owned(),
                width: self.width / 2,
                link_width: self.link_width / 2,
                node: self.start,
                element: self.element,
            });
        }
        self.text.clear();
        (self.width, self.link_width) = (0, 0);
    }

    fn kind(&self) -> Kind {
        let kind = |name: &str| match name {
            "p" | "blockquote" | "pre" | "q" => Some(Kind::Paragraph),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Kind::Heading),
            "li" | "dd" | "dt" => Some(Kind::Item),
            "td" | "th" => Some(Kind::Cell),
            "article" | "section" | "main" | "body" => Some(Kind::Loose),
            _ => None,
        };
        let around = std::iter::once(self.element).chain(self.tree.ancestors(self.element));
        around.take(3).find_map(|at| kind(self.tree.name(at))).unwrap_or(Kind::Loose)
    }
}

/// True for scripts in which a character stands for a syllable or a word.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart_and_know_their_links() {
        let tree = Tree::read(
            "<div>One <b>two</b><p>three <a>fo<i>ur</i></a><br>five<br><br>six</p>seven<ul><li><span>eight</span></ul></div>",
        );
        let found = blocks(&tree, 0, &BTreeSet::new());
        let texts: Vec<(&str, Kind)> = found.iter().map(|block| (block.text.as_str(), block.kind)).collect();
        assert_eq!(
            texts,
            [
                ("One two", Kind::Loose),
                ("three four\nfive", Kind::Paragraph),
                ("six", Kind::Paragraph),
                ("seven", Kind::Loose),
                ("eight", Kind::Item)
            ]
        );
        assert_eq!(found.iter().map(|block| block.link_width).collect::<Vec<_>>(), [0, 4, 0, 0, 0]);
    }
}
