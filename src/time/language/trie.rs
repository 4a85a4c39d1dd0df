//! Patterns over word classes as one automaton.

use super::Class;
use crate::time::tokens::Tokens;

/// All patterns of a kind, sharing their beginnings.
#[derive(Debug)]
pub(in crate::time) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by key.
    edges: Vec<(u32, u32)>,
    /// Patterns that end here.
    rules: Vec<u32>,
}

/// Which way a pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::time) enum Way {
    Rightwards,
    Leftwards,
}

/// What an edge asks of a token: its class, and whether it must touch the token read before it.
fn key(class: Class, glued: bool) -> u32 {
    u32::from(class) << 1 | u32::from(glued)
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Trie {
    /// Adds a pattern: its classes in the order of reading, each with whether it is glued to the one before.
    pub(super) fn add(&mut self, pattern: impl Iterator<Item = (Class, bool)>, rule: u32) {
        let mut at = 0usize;
        for (class, glued) in pattern {
            let key = key(class, glued);
            let next = self.nodes.len() as u32;
            let Some(node) = self.nodes.get_mut(at) else { return };
            at = match node.edges.binary_search_by_key(&key, |edge| edge.0) {
                Ok(index) => node.edges.get(index).map_or(0, |edge| edge.1 as usize),
                Err(index) => {
                    node.edges.insert(index, (key, next));
                    self.nodes.push(Node::default());
                    next as usize
                }
            };
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.rules.push(rule);
        }
    }

    /// Every pattern that fits the tokens from `start` on: its rule and how many tokens it takes. `open` is scratch.
    ///
    /// Linear in practice: patterns are a dozen tokens long at most, and a token has a handful of classes.
    pub(in crate::time) fn matches(
        &self,
        tokens: &Tokens,
        start: usize,
        way: Way,
        open: &mut Vec<(u32, u32)>,
        found: &mut Vec<(u32, usize)>,
    ) {
        open.clear();
        open.push((0, 0));
        while let Some((depth, node)) = open.pop() {
            let Some(node) = self.nodes.get(node as usize) else { continue };
            found.extend(node.rules.iter().map(|&rule| (rule, depth as usize)));
            let at = match way {
                Way::Rightwards => Some(start + depth as usize),
                Way::Leftwards => start.checked_sub(depth as usize),
            };
            let Some(at) = at.filter(|&at| !node.edges.is_empty() && at < tokens.len()) else { continue };
            // Read leftwards, a token touches the one read before it when that one is glued to it.
            let touching = if way == Way::Rightwards { at } else { at + 1 };
            let glued = tokens.is_glued(touching);
            if depth > 0 && tokens.is_apart(touching) {
                continue;
            }
            for &(class, _) in tokens.senses(at) {
                for key in [key(class, false), key(class, true)].into_iter().take(1 + usize::from(glued)) {
                    if let Ok(index) = node.edges.binary_search_by_key(&key, |edge| edge.0) {
                        open.extend(node.edges.get(index).map(|edge| (depth + 1, edge.1)));
                    }
                }
            }
        }
    }
}
