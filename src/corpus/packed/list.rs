//! A list in packed blocks. What is new or was changed since its block was packed lies beside the block as it is.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

/// How items are packed.
pub trait Block: Debug + Send + Sync + Sized + 'static {
    /// What is packed. A clone is cheap.
    type Item: Clone + Debug + Send + Sync;

    /// Packs items; an empty place stays empty.
    fn pack(items: &[Option<Self::Item>]) -> Self;

    /// The item at a place of this block, which is the place `slot` of the whole list.
    fn get(&self, index: usize, slot: usize) -> Option<Self::Item>;

    /// True when there is an item at a place of this block.
    fn has(&self, index: usize) -> bool;

    /// True when the two are one and the same object.
    fn is_same(a: &Self::Item, b: &Self::Item) -> bool;
}

/// A list with places that may be empty, in blocks of [`PackedList::BLOCK_LEN`]. A clone shares everything: it copies one
/// pointer a block.
#[derive(Debug)]
pub struct PackedList<B: Block> {
    shelves: Vec<Shelf<B>>,
    len: usize,
    /// Shelves that were given out to be packed.
    given_out: usize,
}

#[derive(Debug)]
enum Shelf<B: Block> {
    Open(Arc<Vec<Option<B::Item>>>),
    Packed { block: Arc<B>, beside: Arc<BTreeMap<usize, Option<B::Item>>> },
}

/// A full block's worth of items that wait for being packed.
#[derive(Clone, Debug)]
pub struct Unpacked<T> {
    shelf: usize,
    items: Arc<Vec<Option<T>>>,
}

impl<T> Unpacked<T> {
    /// Packs them. Takes some milliseconds.
    pub fn pack<B: Block<Item = T>>(&self) -> B {
        B::pack(&self.items)
    }
}

impl<B: Block> Clone for Shelf<B> {
    fn clone(&self) -> Self {
        match self {
            Self::Open(items) => Self::Open(Arc::clone(items)),
            Self::Packed { block, beside } => Self::Packed { block: Arc::clone(block), beside: Arc::clone(beside) },
        }
    }
}

impl<B: Block> Clone for PackedList<B> {
    fn clone(&self) -> Self {
        Self { shelves: self.shelves.clone(), len: self.len, given_out: self.given_out }
    }
}

impl<B: Block> Default for PackedList<B> {
    fn default() -> Self {
        Self { shelves: Vec::new(), len: 0, given_out: 0 }
    }
}

impl<B: Block> PackedList<B> {
    /// Places in one block: 5 MB of news, packed within a few milliseconds.
    pub const BLOCK_LEN: usize = 1024;

    /// A list of blocks that were packed before. All but the last hold [`PackedList::BLOCK_LEN`] places; `len` is the
    /// number of places in all.
    pub fn of_blocks(blocks: impl IntoIterator<Item = Arc<B>>, len: usize) -> Self {
        let shelves: Vec<Shelf<B>> =
            blocks.into_iter().map(|block| Shelf::Packed { block, beside: Arc::default() }).collect();
        let given_out = shelves.len();
        Self { shelves, len, given_out }
    }

    /// How many places, empty ones among them.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an item, or an empty place, behind the last.
    pub fn push(&mut self, item: Option<B::Item>) {
        let index = self.len % Self::BLOCK_LEN;
        if index == 0 {
            self.shelves.push(Shelf::Open(Arc::new(Vec::new())));
        }
        match self.shelves.last_mut() {
            Some(Shelf::Open(items)) => Arc::make_mut(items).push(item),
            Some(Shelf::Packed { beside, .. }) => {
                Arc::make_mut(beside).insert(index, item);
            }
            None => {}
        }
        self.len += 1;
    }

    /// The item at a place; nothing when it is empty.
    pub fn get(&self, slot: usize) -> Option<B::Item> {
        if slot >= self.len {
            return None;
        }
        let index = slot % Self::BLOCK_LEN;
        match self.shelves.get(slot / Self::BLOCK_LEN)? {
            Shelf::Open(items) => items.get(index)?.clone(),
            Shelf::Packed { block, beside } => match beside.get(&index) {
                Some(item) => item.clone(),
                None => block.get(index, slot),
            },
        }
    }

    /// True when there is an item at a place.
    pub fn has(&self, slot: usize) -> bool {
        let index = slot % Self::BLOCK_LEN;
        match self.shelves.get(slot / Self::BLOCK_LEN).filter(|_| slot < self.len) {
            Some(Shelf::Open(items)) => items.get(index).is_some_and(Option::is_some),
            Some(Shelf::Packed { block, beside }) => {
                beside.get(&index).map_or_else(|| block.has(index), Option::is_some)
            }
            None => false,
        }
    }

    /// Puts an item, or nothing, at a place that there is.
    pub fn set(&mut self, slot: usize, item: Option<B::Item>) {
        let index = slot % Self::BLOCK_LEN;
        match self.shelves.get_mut(slot / Self::BLOCK_LEN) {
            Some(Shelf::Open(items)) => {
                if let Some(place) = Arc::make_mut(items).get_mut(index) {
                    *place = item;
                }
            }
            Some(Shelf::Packed { beside, .. }) if slot < self.len => {
                Arc::make_mut(beside).insert(index, item);
            }
            _ => {}
        }
    }

    /// The block that holds a place, where it is packed and nothing lies beside it.
    pub fn whole_block(&self, block: usize) -> Option<&Arc<B>> {
        match self.shelves.get(block)? {
            Shelf::Packed { block, beside } if beside.is_empty() => Some(block),
            _ => None,
        }
    }

    /// How many blocks, packed or not.
    pub fn block_count(&self) -> usize {
        self.shelves.len()
    }

    /// The places of one block.
    pub fn slots_of_block(&self, block: usize) -> std::ops::Range<usize> {
        let start = (block * Self::BLOCK_LEN).min(self.len);
        start..(start + Self::BLOCK_LEN).min(self.len)
    }

    /// Full blocks that were not given out before, for somebody to pack them and [`PackedList::take_packed`].
    pub fn give_out(&mut self) -> Vec<Unpacked<B::Item>> {
        let full = self.len / Self::BLOCK_LEN;
        let waiting = self.given_out..full.max(self.given_out);
        self.given_out = waiting.end;
        waiting
            .filter_map(|shelf| match self.shelves.get(shelf)? {
                Shelf::Open(items) => Some(Unpacked { shelf, items: Arc::clone(items) }),
                Shelf::Packed { .. } => None,
            })
            .collect()
    }

    /// Puts a block in the place of the items it was packed from. What was changed in the meantime stays as it is now.
    pub fn take_packed(&mut self, from: &Unpacked<B::Item>, block: Arc<B>) {
        let Some(place) = self.shelves.get_mut(from.shelf) else { return };
        let Shelf::Open(items) = place else { return };
        let mut beside = BTreeMap::new();
        for (index, (now, packed)) in items.iter().zip(from.items.iter()).enumerate() {
            let is_same = match (now, packed) {
                (Some(now), Some(packed)) => B::is_same(now, packed),
                (None, None) => true,
                _ => false,
            };
            if !is_same {
                beside.insert(index, now.clone());
            }
        }
        *place = Shelf::Packed { block, beside: Arc::new(beside) };
    }

    /// Every item with its place, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, B::Item)> {
        (0..self.len).filter_map(|slot| Some((slot, self.get(slot)?)))
    }
}
