//! The main text of a page: which element holds it, and which of its blocks are it.
//!
//! Running text counts for an element, what is short or linked counts against it; the element with the most is the
//! article's, as for lines in [`crate::ingest::infer`] (the maximum-subsequence method of Pasternack and Roth 2009, over a
//! tree). An element that calls itself the article's body is preferred where it holds most of that.

use super::html_blocks::{Block, Kind, blocks};
use super::html_furniture::{Unshown, Weights, is_body, left_out, prose};
use super::html_tree::Tree;

/// What a block that is no running text counts against the element it lies in.
const CLUTTER: f32 = 12.0;
/// The same where it is links.
const LINKED: f32 = 25.0;
/// The share of the best element's text that one which names itself the body must hold.
const NAMED_SHARE: f32 = 0.55;
/// What an element that is marked up as the article's body must hold, by itself and of what the best one has.
const LEAST_STATED: f32 = 300.0;
const LEAST_STATED_SHARE: f32 = 0.25;
/// The share of the text that an inner element must hold for the outer one's rest to be dropped.
const INNER_SHARE: f32 = 0.9;
/// Less than this is no main text while there is more on the page.
const LEAST_CHARS: usize = 250;

/// The main text of the page, paragraphs parted by blank lines; empty where there is none. `headline` is its node.
pub(super) fn main_text(tree: &Tree, headline: Option<usize>) -> String {
    let shown = text_of(tree, headline, Unshown::LeftOut);
    if shown.chars().count() >= LEAST_CHARS {
        return shown;
    }
    let all = text_of(tree, headline, Unshown::Kept);
    if all.chars().count() > 2 * shown.chars().count() { all } else { shown }
}

/// All text of the page outside of its furniture: for a page in which no article is found.
pub(super) fn all_text(tree: &Tree, headline: Option<usize>) -> String {
    let all = blocks(tree, 0, &left_out(tree, headline, Unshown::LeftOut));
    all.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

fn text_of(tree: &Tree, headline: Option<usize>, unshown: Unshown) -> String {
    let out = left_out(tree, headline, unshown);
    let all = blocks(tree, 0, &out);
    let Some(container) = container(tree, &all) else { return String::new() };
    let inside = container..tree.end(container);
    let first = start_behind_headline(tree, &all, headline, &inside);
    let chosen: Vec<&Block> = all.iter().filter(|block| inside.contains(&block.node) && block.node >= first).collect();
    let kept = kept(&chosen);
    kept.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// The element that holds the article.
fn container(tree: &Tree, all: &[Block]) -> Option<usize> {
    let value = |block: &Block| match prose(block) {
        weight if weight > 0.0 => weight,
        _ if matches!(block.kind, Kind::Heading | Kind::Cell) => 0.0,
        _ if block.link_share() > 0.45 => -LINKED,
        _ => -CLUTTER,
    };
    let values = Weights::new(all, value);
    let weights = Weights::new(all, prose);
    let elements = (1..tree.len()).filter(|&at| tree.text_at(at).is_none());
    let (mut best, mut best_value) = (None, 0.0);
    let mut named: Option<(usize, f32)> = None;
    let mut stated: Option<(usize, f32)> = None;
    for at in elements {
        let value = values.inside(tree, at);
        // An inner element of the same value is the better one.
        if value >= best_value && value > 0.0 {
            (best, best_value) = (Some(at), value);
        }
        if tree.attribute(at, "itemprop").is_some_and(|property| property.contains("articleBody")) {
            let weight = weights.inside(tree, at);
            stated = stated.filter(|(_, most)| *most >= weight).or(Some((at, weight)));
        }
        let names_itself = tree.name(at) == "article" || is_body(tree.hint(at));
        if names_itself && value > 0.0 && named.is_none_or(|(_, most)| value > most) {
            named = Some((at, value));
        }
    }
    if let Some((at, weight)) = stated
        && weight > LEAST_STATED
        && weight > LEAST_STATED_SHARE * best_value
    {
        return Some(at);
    }
    let mut best = best?;
    if let Some((at, value)) = named
        && value >= NAMED_SHARE * best_value
    {
        best = at;
    }
    Some(innermost(tree, &weights, &values, best))
}

/// The innermost element that holds nearly all of the text in `outer`.
fn innermost(tree: &Tree, weights: &Weights, values: &Weights, outer: usize) -> usize {
    let least = INNER_SHARE * weights.inside(tree, outer);
    let mut found = outer;
    let mut at = outer + 1;
    while at < tree.end(found) {
        if tree.text_at(at).is_none() && weights.inside(tree, at) >= least && values.inside(tree, at) > 0.0 {
            // A single paragraph of a short text is no container.
            if !matches!(tree.name(at), "p" | "span" | "blockquote" | "li") {
                found = at;
            }
            at += 1;
        } else {
            at = tree.end(at).max(at + 1);
        }
    }
    found
}

/// Where the text begins: behind the headline, if that stands before nearly all of it.
fn start_behind_headline(
    tree: &Tree,
    all: &[Block],
    headline: Option<usize>,
    inside: &std::ops::Range<usize>,
) -> usize {
    let Some(headline) = headline.filter(|headline| inside.contains(headline)) else { return inside.start };
    let weight = |from: usize| {
        let there = all.iter().filter(|block| inside.contains(&block.node) && block.node >= from);
        there.map(prose).sum::<f32>()
    };
    let end = tree.end(headline);
    if weight(end) >= 0.7 * weight(inside.start) { end } else { inside.start }
}

/// The blocks that are the article's.
fn kept<'b>(chosen: &[&'b Block]) -> Vec<&'b Block> {
    let is_text = |block: &Block| prose(block) > 0.0;
    let Some(first) = chosen.iter().position(|block| is_text(block)) else { return chosen.to_vec() };
    let last = chosen.iter().rposition(|block| is_text(block)).unwrap_or(first);
    let mut found: Vec<&Block> = Vec::new();
    for (index, block) in chosen.iter().enumerate() {
        let is_edge = index < first || index > last;
        let is_linked = block.link_share() > 0.6 && (block.kind != Kind::Paragraph || block.width < 160);
        let stays = match block.kind {
            _ if is_linked => false,
            Kind::Heading => index > first && index < last || index + 1 == first,
            Kind::Paragraph => !is_edge || index > last && block.width > 20 && index <= last + 2,
            Kind::Item | Kind::Cell => !is_edge || index > last && index <= last + 12,
            Kind::Loose => !is_edge && block.width > 20,
        };
        if stays && found.last().is_none_or(|before| before.text != block.text) {
            found.push(block);
        }
    }
    found
}
