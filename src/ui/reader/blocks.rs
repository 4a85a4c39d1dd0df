//! Which stretches of a text are laid out one below the other?
//!
//! A block is what is measured and painted as one: a paragraph, a line of a list, a stretch of boilerplate. Blocks are in
//! order, never overlap, lie on character borders, and together hold everything that is not white space: each byte that
//! can be read has its block.

use crate::text::{Span, lines, paragraphs, words};

/// A longer paragraph is cut at a space: no block takes long to lay out, whatever the text.
const MOST_BYTES: usize = 4_000;

/// Widths, in characters, between which the lines of one paragraph count as wrapped by hand and are joined.
const WRAPPED_LINE: std::ops::RangeInclusive<usize> = 40..=100;

/// What is laid out as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where in the text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// True when it goes on with the paragraph of the block before: no room between the two.
    pub is_continued: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Text of the article.
    Body,
    /// A menu, a footer, a form.
    Boilerplate,
    /// What is folded away.
    Folded {
        /// How many words it has.
        word_count: usize,
        /// What it is.
        part: FoldedPart,
    },
}

/// A part of a text that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldedPart {
    /// A menu, a footer, a form.
    Boilerplate,
    /// What has a counterpart in the text beside.
    Shared,
    /// What has none.
    Alone,
}

impl FoldedPart {
    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Boilerplate => "Boilerplate",
            Self::Shared => "Shared passages",
            Self::Alone => "What is not linked",
        }
    }
}

/// What is folded of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folds {
    /// Is boilerplate shown?
    pub shows_boilerplate: bool,
    /// What else is folded: stretches in order, free of overlaps.
    pub folded: Option<(FoldedPart, Vec<Span>)>,
}

/// The blocks of `text`. `boilerplate` is in order and free of overlaps.
pub fn blocks(text: &str, boilerplate: &[Span], folds: &Folds) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for piece in paragraphs(text).into_iter().flat_map(|paragraph| unwrapped(text, paragraph)) {
        for (span, is_boilerplate) in cut_at(piece, boilerplate) {
            if is_boilerplate {
                push_pieces(
                    &mut found,
                    text,
                    span,
                    true,
                    (!folds.shows_boilerplate).then_some(FoldedPart::Boilerplate),
                );
                continue;
            }
            let Some((part, folded)) = &folds.folded else {
                push_pieces(&mut found, text, span, false, None);
                continue;
            };
            for (span, is_folded) in cut_at(span, folded) {
                push_pieces(&mut found, text, span, false, is_folded.then_some(*part));
            }
        }
    }
    found
}

/// The index of the block that holds byte `offset`, or the nearest before it (the first for what stands above it).
pub fn block_at(blocks: &[Block], offset: usize) -> usize {
    blocks.partition_point(|block| block.span.start() <= offset).saturating_sub(1)
}

/// Adds a stretch, in pieces that are not too long, or as folded.
fn push_pieces(found: &mut Vec<Block>, text: &str, span: Span, is_boilerplate: bool, folded: Option<FoldedPart>) {
    for (index, span) in cut_long(text, span).into_iter().enumerate() {
        let Some(part) = folded else {
            let kind = if is_boilerplate { BlockKind::Boilerplate } else { BlockKind::Body };
            found.push(Block { span, kind, is_continued: index > 0 });
            continue;
        };
        let count = words::word_count(span.slice(text));
        match found.last_mut() {
            Some(Block { span: known, kind: BlockKind::Folded { word_count, part: same }, .. }) if *same == part => {
                *known = known.cover(span);
                *word_count += count;
            }
            _ => {
                let kind = BlockKind::Folded { word_count: count, part };
                found.push(Block { span, kind, is_continued: false });
            }
        }
    }
}

/// The whole paragraph where its lines are wrapped by hand, else its lines.
fn unwrapped(text: &str, paragraph: Span) -> Vec<Span> {
    let filled: Vec<Span> = lines(paragraph.slice(text))
        .into_iter()
        .map(|line| line.shifted(paragraph.start()).trimmed(text))
        .filter(|line| !line.is_empty())
        .collect();
    let width = |line: &Span| line.slice(text).chars().count();
    let is_wrapped = filled.split_last().is_some_and(|(last, others)| {
        others.iter().all(|line| WRAPPED_LINE.contains(&width(line))) && width(last) <= *WRAPPED_LINE.end()
    });
    if is_wrapped { vec![paragraph] } else { filled }
}

/// `piece` cut where boilerplate begins and ends.
fn cut_at(piece: Span, boilerplate: &[Span]) -> Vec<(Span, bool)> {
    let mut parts = Vec::new();
    let mut start = piece.start();
    let from = boilerplate.partition_point(|stretch| stretch.end <= piece.start);
    for stretch in boilerplate.iter().skip(from).take_while(|stretch| stretch.start < piece.end) {
        let (inner_start, inner_end) = (stretch.start().max(start), stretch.end().min(piece.end()));
        parts.push((Span::new(start, inner_start), false));
        parts.push((Span::new(inner_start, inner_end), true));
        start = inner_end.max(start);
    }
    parts.push((Span::new(start, piece.end()), false));
    parts
}

/// `span` trimmed and cut at spaces into parts of at most [`MOST_BYTES`]; nothing when there is nothing to read.
fn cut_long(text: &str, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut rest = span.trimmed(text);
    while rest.len() > MOST_BYTES {
        let border = text.floor_char_boundary(rest.start() + MOST_BYTES);
        let head = Span::new(rest.start(), border);
        let end = head.slice(text).rfind(char::is_whitespace).filter(|&at| at > MOST_BYTES / 2);
        let end = end.map_or(border, |at| rest.start() + at);
        parts.push(Span::new(rest.start(), end).trimmed(text));
        rest = Span::new(end, rest.end()).trimmed(text);
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// What is painted for a stretch of text: character for character the same number, line breaks and characters that
/// would not show (or would turn the direction of the line) as spaces.
pub fn painted(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { ' ' } else { c }).collect()
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boilerplate_only(shows_boilerplate: bool) -> Folds {
        Folds { shows_boilerplate, folded: None }
    }

    #[test]
    fn shared_passages_fold_to_a_count_within_their_paragraphs() {
        let text = "Alone first. Shared here. Alone last.\n\nShared too.";
        let folded = Some((FoldedPart::Shared, vec![Span::new(13, 25), Span::new(39, 50)]));
        let found = blocks(text, &[], &Folds { shows_boilerplate: true, folded });
        let kinds: Vec<(BlockKind, &str)> = found.iter().map(|block| (block.kind, block.span.slice(text))).collect();
        let fold = BlockKind::Folded { word_count: 2, part: FoldedPart::Shared };
        assert_eq!(
            kinds,
            [
                (BlockKind::Body, "Alone first."),
                (fold, "Shared here."),
                (BlockKind::Body, "Alone last."),
                (fold, "Shared too."),
            ]
        );
    }

    fn shown(text: &str, boilerplate: &[Span], shows: bool) -> Vec<String> {
        let describe = |block: Block| match block.kind {
            BlockKind::Body => block.span.slice(text).replace('\n', "/"),
            BlockKind::Boilerplate => format!("~{}", block.span.slice(text)),
            BlockKind::Folded { word_count, .. } => format!("~{word_count} words"),
        };
        blocks(text, boilerplate, &boilerplate_only(shows)).into_iter().map(describe).collect()
    }

    #[test]
    fn lines_of_even_width_are_one_paragraph_and_others_stand_alone() {
        let wrapped = "The first line of this paragraph is wrapped by hand\nand so is the second one, as mail programs do\nuntil the end.";
        assert_eq!(shown(wrapped, &[], true).len(), 1);
        assert_eq!(shown("A title\nA line of text\n\nMore", &[], true), ["A title", "A line of text", "More"]);
    }

    #[test]
    fn boilerplate_is_cut_out_of_its_paragraph_and_folds_to_a_count() {
        let text = "Story here. Share this\n\nNewsletter sign up\n\nThe end";
        let boilerplate = [Span::new(12, 22), Span::new(24, 42)];
        assert_eq!(shown(text, &boilerplate, true), ["Story here.", "~Share this", "~Newsletter sign up", "The end"]);
        assert_eq!(shown(text, &boilerplate, false), ["Story here.", "~5 words", "The end"]);
    }

    #[test]
    fn a_paragraph_without_end_is_cut_at_spaces() {
        let text = "word ".repeat(5_000);
        let found = blocks(&text, &[], &boilerplate_only(true));
        assert!(found.len() > 5 && found.iter().all(|block| block.span.len() <= MOST_BYTES));
        assert!(found.iter().skip(1).all(|block| block.is_continued));
        let endless = "x".repeat(10_000);
        assert_eq!(blocks(&endless, &[], &boilerplate_only(true)).len(), 3);
    }

    proptest! {
        #[test]
        fn every_byte_that_can_be_read_has_exactly_one_block(
            text in "([a-zé。 .]{0,90}[\\n\\r ]{0,3}){0,12}",
            cuts in proptest::collection::vec(0usize..600, 0..6),
            shows in any::<bool>(),
        ) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|at| text.floor_char_boundary(at)).collect();
            cuts.sort_unstable();
            let boilerplate: Vec<Span> =
                cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).filter(|span| !span.is_empty()).collect();
            let found = blocks(&text, &boilerplate, &boilerplate_only(shows));
            let mut end = 0;
            for (index, block) in found.iter().enumerate() {
                prop_assert!(end <= block.span.start() && !block.span.slice(&text).is_empty());
                prop_assert!(Span::new(end, block.span.start()).slice(&text).trim().is_empty());
                prop_assert_eq!(block_at(&found, block.span.start()), index);
                prop_assert_eq!(block_at(&found, block.span.end() - 1), index);
                prop_assert_eq!(painted(block.span.slice(&text)).chars().count(), block.span.slice(&text).chars().count());
                end = block.span.end();
            }
            prop_assert!(Span::new(end, text.len()).slice(&text).trim().is_empty());
        }
    }
}
