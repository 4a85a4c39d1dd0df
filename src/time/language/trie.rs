//! Patterns over word classes as one automaton.

use super::Class;

/// All patterns of a kind, sharing their beginnings.
#[derive(Debug)]
pub(in crate::time) struct Trie {
    nodes: Vec<Node>,
    /// Where each key leads from the first node, which has most of the edges and is asked for nearly every token; 0 where
    /// it leads nowhere.
    starts: Vec<u32>,
}

#[derive(Debug, Default)]
struct Node {
    /// A bit for the lowest six bits of each key: most keys that are asked for are told by it to lead nowhere.
    keys: u64,
    /// Sorted by key.
    edges: Vec<(u32, u32)>,
    /// Patterns that end here.
    rules: Vec<u32>,
}

/// What an edge asks of a token: its class, and whether it must touch the token read before it.
fn key(class: Class, glued: bool) -> u32 {
    u32::from(class) << 1 | u32::from(glued)
}

/// Where a key stands in [`Node::keys`].
fn bit(key: u32) -> u64 {
    1 << (key % u64::BITS)
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], starts: Vec::new() }
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
                    node.keys |= bit(key);
                    self.nodes.push(Node::default());
                    if at == 0 {
                        self.starts.resize(self.starts.len().max(key as usize + 1), 0);
                        if let Some(start) = self.starts.get_mut(key as usize) {
                            *start = next;
                        }
                    }
                    next as usize
                }
            };
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.rules.push(rule);
        }
    }

    /// The patterns that end at a node; the first node is 0.
    pub(in crate::time) fn rules(&self, node: u32) -> &[u32] {
        self.nodes.get(node as usize).map_or(&[], |node| &node.rules)
    }

    /// True when no pattern goes on from a node.
    pub(in crate::time) fn is_leaf(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_none_or(|node| node.edges.is_empty())
    }

    /// True when a pattern can begin with a token of this class.
    pub(in crate::time) fn begins_with(&self, class: Class) -> bool {
        self.step(0, class, false).or_else(|| self.step(0, class, true)).is_some()
    }

    /// The node that a token of this class leads to; `glued` asks that it touch the token read before it.
    pub(in crate::time) fn step(&self, node: u32, class: Class, glued: bool) -> Option<u32> {
        let key = key(class, glued);
        if node == 0 {
            return self.starts.get(key as usize).copied().filter(|&next| next != 0);
        }
        let node = self.nodes.get(node as usize).filter(|node| node.keys & bit(key) != 0)?;
        let index = node.edges.binary_search_by_key(&key, |edge| edge.0).ok()?;
        node.edges.get(index).map(|edge| edge.1)
    }
}
