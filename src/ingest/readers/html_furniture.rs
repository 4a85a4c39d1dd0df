//! Which elements of a page are not its article: menus, share bars, related links, comments, banners.
//!
//! Elements are known by their names and by the words of their class, id and role, in the languages in which sites name
//! them. A page that names everything so ("article-with-comments") is not emptied: an element that holds most of the
//! page's running text, or its headline, stays.

use super::html_blocks::{Block, blocks};
use super::html_names::vocabulary;
use super::html_tree::{Tree, is_inline};
use std::collections::{BTreeMap, BTreeSet};

/// True for an element that calls itself the text of an article.
pub(super) fn is_body(hint: &str) -> bool {
    vocabulary().body.are_in(hint)
}

/// How much of the running text elements may hold and still be furniture, by how surely they name themselves.
const MOST_AROUND: f32 = 0.3;
const MOST_NAMED: f32 = 0.6;
const MOST_WEAKLY_NAMED: f32 = 0.25;
const MOST_TEASER: f32 = 0.25;
const MOST_COMMENTS: f32 = 0.95;

/// Whether elements that are not shown when the page opens are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unshown {
    LeftOut,
    Kept,
}

/// How much running text each stretch of the page holds.
#[derive(Debug)]
pub(super) struct Weights {
    /// Nodes at which blocks begin, in order, with the sum of all weights up to and with each.
    sums: Vec<(usize, f32)>,
}

impl Weights {
    /// The sums of what `weigh` gives each block.
    pub(super) fn new(blocks: &[Block], weigh: impl Fn(&Block) -> f32) -> Self {
        let mut sum = 0.0;
        let sums = blocks.iter().map(|block| {
            sum += weigh(block);
            (block.node, sum)
        });
        Self { sums: sums.collect() }
    }

    /// The weight inside of `element`.
    pub(super) fn inside(&self, tree: &Tree, element: usize) -> f32 {
        let before = |node: usize| {
            let count = self.sums.partition_point(|(start, _)| *start < node);
            count.checked_sub(1).and_then(|last| self.sums.get(last)).map_or(0.0, |(_, sum)| *sum)
        };
        before(tree.end(element)) - before(element)
    }
}

/// How much a block counts as running text.
pub(super) fn prose(block: &Block) -> f32 {
    let own = block.width.saturating_sub(block.link_width);
    if block.width < 50 || block.link_share() > 0.45 || block.kind == super::html_blocks::Kind::Heading {
        return 0.0;
    }
    own.min(1000) as f32
}

/// The elements that are not the article's, the outer ones only. `headline` is the node of the headline, if known.
pub(super) fn left_out(tree: &Tree, headline: Option<usize>, unshown: Unshown) -> BTreeSet<usize> {
    let never = outermost(tree, |at| vocabulary().never.contains(tree.name(at)));
    let weights = Weights::new(&blocks(tree, 0, &never), prose);
    let mut judge = Judge {
        tree,
        headline,
        total: weights.inside(tree, 0).max(1.0),
        weights,
        unshown,
        disbelieved: BTreeSet::new(),
    };
    if unshown == Unshown::LeftOut && judge.unshown_share() > 0.5 {
        judge.unshown = Unshown::Kept;
    }
    judge.disbelieved = judge.overused_words();
    outermost(tree, |at| judge.is_out(at))
}

/// True inside of a menu, a footer, a side column, comments or another article's teaser: no headline, name or date there is
/// the article's.
pub(super) fn is_aside(tree: &Tree, at: usize) -> bool {
    std::iter::once(at).chain(tree.ancestors(at)).any(|around| {
        let hint = tree.hint(around);
        matches!(tree.name(around), "nav" | "footer" | "aside" | "select" | "button" | "dialog")
            || !matches!(tree.name(around), "body" | "html" | "main" | "article")
                && !is_body(hint)
                && vocabulary().aside.are_in(hint)
                // What holds most of the page is no part of it.
                && 2 * (tree.end(around) - around) < tree.len()
    })
}

/// What elements are judged by.
struct Judge<'t> {
    tree: &'t Tree,
    headline: Option<usize>,
    weights: Weights,
    total: f32,
    unshown: Unshown,
    /// Weak words that cover so much of this page that they tell of no furniture.
    disbelieved: BTreeSet<&'static str>,
}

impl Judge<'_> {
    fn share(&self, at: usize) -> f32 {
        self.weights.inside(self.tree, at) / self.total
    }

    fn holds_headline(&self, at: usize) -> bool {
        self.headline.is_some_and(|headline| (at..self.tree.end(at)).contains(&headline))
    }

    fn is_out(&self, at: usize) -> bool {
        let tree = self.tree;
        let name = tree.name(at);
        if vocabulary().never.contains(name) {
            return true;
        }
        if name.is_empty() || matches!(name, "html" | "body" | "main" | "h1") {
            return false;
        }
        if self.unshown == Unshown::LeftOut && is_unshown(tree, at) && self.share(at) < 0.5 {
            return true;
        }
        if vocabulary().around.contains(name) {
            let share = self.share(at);
            return share < MOST_AROUND && !(self.holds_headline(at) && share > 0.02);
        }
        if name == "article" && self.is_teaser(at) {
            return true;
        }
        let hint = tree.hint(at);
        if hint.is_empty() || is_body(hint) || tree.attribute(at, "itemprop") == Some("articleBody") {
            return false;
        }
        if is_inline(name) && self.is_in_paragraph(at) {
            return false;
        }
        if vocabulary().comments.are_in(hint) {
            return self.share(at) < MOST_COMMENTS && !self.holds_headline(at);
        }
        let most = if vocabulary().furniture.are_in(hint) {
            MOST_NAMED
        } else if vocabulary().weak.word_in(hint).is_some_and(|word| !self.disbelieved.contains(word)) {
            MOST_WEAKLY_NAMED
        } else {
            return false;
        };
        self.share(at) < most && !self.holds_headline(at) && !self.holds_body(at)
    }

    /// A small article beside the one with the headline, whose own heading is a link.
    fn is_teaser(&self, at: usize) -> bool {
        if self.headline.is_none() || self.holds_headline(at) || self.share(at) > MOST_TEASER {
            return false;
        }
        let tree = self.tree;
        let is_heading = |at: usize| matches!(tree.name(at), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let mut headings = (at..tree.end(at)).filter(|&inner| is_heading(inner));
        headings.any(|heading| {
            let inside = (heading..tree.end(heading)).any(|inner| tree.name(inner) == "a");
            inside || tree.ancestors(heading).take_while(|&around| around >= at).any(|around| tree.name(around) == "a")
        })
    }

    fn is_in_paragraph(&self, at: usize) -> bool {
        let block = self.tree.ancestors(at).find(|&around| !is_inline(self.tree.name(around)));
        block.is_some_and(|block| matches!(self.tree.name(block), "p" | "blockquote"))
    }

    /// Does most of the element's text lie in one that calls itself the article's body?
    fn holds_body(&self, at: usize) -> bool {
        let half = 0.5 * self.weights.inside(self.tree, at);
        (at + 1..self.tree.end(at))
            .any(|inner| is_body(self.tree.hint(inner)) && self.weights.inside(self.tree, inner) > half)
    }

    /// Weak words whose elements hold much of the running text together.
    fn overused_words(&self) -> BTreeSet<&'static str> {
        let mut shares: BTreeMap<&'static str, f32> = BTreeMap::new();
        let mut ends: BTreeMap<&'static str, usize> = BTreeMap::new();
        for at in (1..self.tree.len()).filter(|&at| !self.tree.hint(at).is_empty()) {
            let share = self.share(at);
            let Some(word) =
                vocabulary().weak.word_in(self.tree.hint(at)).filter(|_| share > 0.0 && share < MOST_WEAKLY_NAMED)
            else {
                continue;
            };
            // What lies in one of the same word is counted with that.
            if ends.get(word).is_none_or(|&end| at >= end) {
                *shares.entry(word).or_default() += share;
                ends.insert(word, self.tree.end(at));
            }
        }
        shares.into_iter().filter(|(_, share)| *share > MOST_WEAKLY_NAMED).map(|(word, _)| word).collect()
    }

    /// The share of the running text that is not shown when the page opens: some build the page from what they hide.
    fn unshown_share(&self) -> f32 {
        let unshown = outermost(self.tree, |at| is_unshown(self.tree, at));
        unshown.into_iter().map(|at| self.share(at)).sum()
    }
}

fn is_unshown(tree: &Tree, at: usize) -> bool {
    let style = tree.attribute(at, "style").unwrap_or("").to_ascii_lowercase().replace(' ', "");
    tree.attribute(at, "hidden").is_some()
        || tree.attribute(at, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// The elements that `is_out` tells, without those inside of others.
fn outermost(tree: &Tree, is_out: impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut at = 1;
    while at < tree.len() {
        if tree.text_at(at).is_none() && is_out(at) {
            found.insert(at);
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    found
}
