//! The patterns of a language laid over tokens.

use super::language::{Trie, builtin};
use super::tokens::Tokens;

/// Which way a pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Rightwards,
    Leftwards,
}

/// Every pattern that fits the tokens from `start` on: its rule and how many tokens it takes. `open` is scratch.
///
/// Linear in practice: patterns are a dozen tokens long at most, and a token has a handful of classes.
pub(super) fn matches(
    patterns: &Trie,
    tokens: &Tokens,
    start: usize,
    way: Way,
    open: &mut Vec<(u32, u32)>,
    found: &mut Vec<(u32, usize)>,
) {
    open.clear();
    open.push((0, 0));
    while let Some((depth, node)) = open.pop() {
        found.extend(patterns.rules(node).iter().map(|&rule| (rule, depth as usize)));
        let at = match way {
            Way::Rightwards => Some(start + depth as usize),
            Way::Leftwards => start.checked_sub(depth as usize),
        };
        let Some(at) = at.filter(|&at| !patterns.is_leaf(node) && at <= tokens.len()) else { continue };
        // Read leftwards, a token touches the one read before it when that one is glued to it.
        let touching = if way == Way::Rightwards { at } else { at + 1 };
        let glued = tokens.is_glued(touching);
        if depth > 0 && tokens.is_apart(touching) {
            if way == Way::Rightwards {
                open.extend(patterns.step(node, builtin::END, false).map(|next| (depth + 1, next)));
            }
            continue;
        }
        for &(class, _) in tokens.senses(at) {
            for asks_glue in [false, true].into_iter().take(1 + usize::from(glued)) {
                open.extend(patterns.step(node, class, asks_glue).map(|next| (depth + 1, next)));
            }
        }
    }
}
