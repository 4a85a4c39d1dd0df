//! Texts in, one block out: tokens in the order of reading are turned into documents and places in the order of tokens.
//!
//! The texts are read once: every token becomes a number, and is counted. With the counts known every list has its place
//! in two arrays, and a second pass over the numbers fills them (a counting sort); lists are then packed one after the
//! other in the order of the dictionary.

use super::coding::{join_sections, put_varint};
use super::dictionary::DictionaryWriter;
use super::doc_set::is_dense;
use super::intern::{Interner, Sorted, TokenId, key, key_of};
use super::layout::{DIRECTORY_STEP, FIELDS, KIND};
use super::pairs::{PairWriter, TOP_TOKENS};
use super::postings::{FIRST, List, align_list, put_list};
use super::prefixes::PrefixWriter;
use super::sorted_lists::place_of;
use super::tokens::{JOINED, Sink, Tokenizer};
use super::{BLOCK_DOCS, Entry};
use crate::work::Cancel;
use std::cmp::Ordering;

/// Tokens of which the memory is asked for at once.
const BATCH: usize = 64;

/// No token of the most frequent.
const NOT_TOP: u16 = u16::MAX;

/// The bytes of a block of as many `entries` as it takes, the last of which goes beyond so many bytes of text. Nothing when
/// cancelled.
pub(super) fn build(
    entries: &mut dyn Iterator<Item = Entry<'_>>,
    most_bytes: usize,
    cancel: &Cancel,
) -> Option<Vec<u8>> {
    let mut tokenizer = Tokenizer::default();
    let mut fields: [FieldTokens; FIELDS] = Default::default();
    let (mut doc_count, mut text_bytes) = (0, 0);
    while doc_count < BLOCK_DOCS && text_bytes < most_bytes {
        let Some(entry) = entries.next() else { break };
        if cancel.is_cancelled() {
            return None;
        }
        for (text, field) in [entry.text, entry.title, entry.byline].into_iter().zip(&mut fields) {
            tokenizer.cut(text, field);
            field.end_doc();
            text_bytes += text.len();
        }
        doc_count += 1;
    }
    drop(tokenizer);
    let universe = doc_count as u32;
    let [texts, titles, bylines] = fields;
    let titles = titles.inverted(universe, cancel)?;
    let mut sections = texts.inverted(universe, cancel)?.packed(Some(&titles), cancel)?;
    sections.extend(titles.packed(None, cancel)?);
    sections.extend(bylines.inverted(universe, cancel)?.packed(None, cancel)?);
    Some(join_sections(KIND, doc_count as u32, &sections))
}

/// What was read of one field.
#[derive(Default)]
struct FieldTokens {
    interner: Interner,
    /// Keys of tokens that have no number yet.
    waiting: Vec<u128>,
    tokens: Vec<TokenId>,
    doc_ends: Vec<usize>,
    /// Words of each document.
    lengths: Vec<u32>,
    joined: Option<TokenId>,
    joined_count: u32,
    doc_start: usize,
}

impl Sink for FieldTokens {
    #[inline]
    fn plain(&mut self, lowered: &[u8], start: usize, end: usize) {
        match key(lowered, start, end) {
            Some(key) => self.put(key),
            None => self.put_long(lowered.get(start..end).unwrap_or_default()),
        }
    }

    fn token(&mut self, token: &str) {
        match key_of(token.as_bytes()) {
            Some(key) => self.put(key),
            None => self.put_long(token.as_bytes()),
        }
    }

    fn joined(&mut self) {
        self.intern_waiting();
        let token_id = self.interner.add(JOINED.as_bytes(), self.doc_ends.len() as u32);
        self.joined = Some(token_id);
        self.joined_count += 1;
        self.tokens.push(token_id);
    }
}

/// Where the next document and place of a token go.
#[derive(Clone, Copy)]
struct Cursor {
    place_at: u32,
    doc_at: u32,
    /// The last document that has it, plus one.
    last_doc: u32,
    /// Its number among the most frequent tokens.
    top: u16,
}

/// Documents and places of all tokens, list after list.
struct Lists {
    docs: Vec<u16>,
    places: Vec<u32>,
}

impl Lists {
    /// One place more of a token.
    #[inline]
    fn put(&mut self, cursor: &mut Cursor, doc: u16, position: u32) {
        let mut place = position;
        if cursor.last_doc != u32::from(doc) + 1 {
            cursor.last_doc = u32::from(doc) + 1;
            place |= FIRST;
            if let Some(slot) = self.docs.get_mut(cursor.doc_at as usize) {
                *slot = doc;
            }
            cursor.doc_at += 1;
        }
        if let Some(slot) = self.places.get_mut(cursor.place_at as usize) {
            *slot = place;
        }
        cursor.place_at += 1;
    }
}

/// Reads the cursors of tokens once, none waiting for another, so that those far away in memory come at the same time.
fn touch(cursors: &[Cursor], tokens: &[TokenId]) {
    let touched = tokens
        .iter()
        .fold(0, |touched, &token_id| touched ^ cursors.get(token_id as usize).map_or(0, |cursor| cursor.place_at));
    std::hint::black_box(touched);
}

impl FieldTokens {
    /// The next token, which gets its number together with others.
    #[inline]
    fn put(&mut self, key: u128) {
        self.waiting.push(key);
        if self.waiting.len() == BATCH {
            self.intern_waiting();
        }
    }

    /// The next token, of more bytes than a key has.
    fn put_long(&mut self, token: &[u8]) {
        self.intern_waiting();
        self.tokens.push(self.interner.add(token, self.doc_ends.len() as u32));
    }

    fn intern_waiting(&mut self) {
        self.interner.add_keys(&self.waiting, self.doc_ends.len() as u32, &mut self.tokens);
        self.waiting.clear();
    }

    fn end_doc(&mut self) {
        self.intern_waiting();
        let all = self.tokens.len() - self.doc_start;
        let length = all as u32 - std::mem::take(&mut self.joined_count);
        self.lengths.push(length);
        self.doc_start = self.tokens.len();
        self.doc_ends.push(self.doc_start);
    }

    /// The same by tokens. Nothing when cancelled.
    fn inverted(mut self, universe: u32, cancel: &Cancel) -> Option<Inverted> {
        let sorted = std::mem::take(&mut self.interner).sorted();
        let tops = top_tokens(&sorted, self.joined, universe);
        let mut cursors = cursors(&sorted, &tops);
        let mut pairs = PairWriter::default();
        let lists = self.invert(&mut cursors, &mut pairs, cancel)?;
        Some(Inverted { universe, sorted, lists, tops, pairs, lengths: self.lengths })
    }

    fn invert(&self, cursors: &mut [Cursor], pairs: &mut PairWriter, cancel: &Cancel) -> Option<Lists> {
        let (mut place_count, mut doc_count) = (0, 0);
        if let Some(end) = cursors.last() {
            (place_count, doc_count) = (end.place_at as usize, end.doc_at as usize);
        }
        let mut lists = Lists { docs: vec![0; doc_count], places: vec![0; place_count] };
        let mut start = 0;
        for (doc, &end) in self.doc_ends.iter().enumerate() {
            if cancel.is_cancelled() {
                return None;
            }
            let (mut position, mut top_before) = (0, NOT_TOP);
            for tokens in self.tokens.get(start..end).unwrap_or_default().chunks(BATCH) {
                touch(cursors, tokens);
                for &token_id in tokens {
                    let Some(cursor) = cursors.get_mut(token_id as usize) else {
                        position += 1;
                        top_before = NOT_TOP;
                        continue;
                    };
                    lists.put(cursor, doc as u16, position);
                    if Some(token_id) == self.joined {
                        continue;
                    }
                    if top_before != NOT_TOP && cursor.top != NOT_TOP {
                        pairs.add(top_before, cursor.top, doc as u16);
                    }
                    top_before = cursor.top;
                    position += 1;
                }
            }
            start = end;
        }
        Some(lists)
    }
}

/// The documents and places of every token of a field.
struct Inverted {
    /// Documents of the block.
    universe: u32,
    sorted: Sorted,
    lists: Lists,
    /// The most frequent tokens, by their numbers in the dictionary, ascending.
    tops: Vec<u32>,
    pairs: PairWriter,
    /// Words of each document.
    lengths: Vec<u32>,
}

impl Inverted {
    /// The sections of the field, in the order of [`layout`](super::layout); beside the documents of a token those that have it
    /// in `other` alone. Nothing when cancelled.
    fn packed(self, other: Option<&Self>, cancel: &Cancel) -> Option<Vec<Vec<u8>>> {
        let mut facts = (self.sorted.iter().len() as u32).to_le_bytes().to_vec();
        let word_count: u64 = self.lengths.iter().map(|&length| u64::from(length)).sum();
        facts.extend(word_count.to_le_bytes());
        let mut sections = vec![facts];
        sections.extend(self.pack(other, cancel)?);
        sections.push(self.lengths.iter().flat_map(|length| length.to_le_bytes()).collect());
        sections.push(self.tops.iter().flat_map(|top| top.to_le_bytes()).collect());
        sections.extend(self.pairs.finish(self.universe));
        Some(sections)
    }

    /// Dictionary, directory, postings and prefixes.
    fn pack(&self, other: Option<&Self>, cancel: &Cancel) -> Option<Vec<Vec<u8>>> {
        let Self { universe, sorted, lists, .. } = self;
        let mut dictionary = DictionaryWriter::default();
        let mut prefixes = PrefixWriter::new(*universe);
        let (mut samples, mut directory, mut postings) = (Vec::new(), Vec::new(), Vec::new());
        let (mut docs, mut places) = (lists.docs.as_slice(), lists.places.as_slice());
        let (mut token, mut start) = (Vec::new(), 0);
        let mut other = other.map(DocsInOrder::new);
        let mut others = Vec::new();
        for (index, (_, tally)) in sorted.iter().enumerate() {
            let (own_docs, other_docs) = docs.split_at(docs.len().min(tally.doc_count as usize));
            let (own_places, other_places) = places.split_at(places.len().min(tally.token_count as usize));
            (docs, places) = (other_docs, other_places);
            sorted.read(index, &mut token);
            others.clear();
            if is_dense(own_docs.len(), *universe)
                && let Some(other) = &mut other
            {
                add_missing(own_docs, other.docs_of(&token), &mut others);
            }
            let list = List { docs: own_docs, places: own_places, others: &others };
            align_list(&mut postings, *universe, &list);
            if index > 0 {
                put_varint(&mut directory, (postings.len() - start) as u64);
            }
            if index.is_multiple_of(DIRECTORY_STEP) {
                if cancel.is_cancelled() {
                    return None;
                }
                samples.extend((postings.len() as u64).to_le_bytes());
                samples.extend((directory.len() as u32).to_le_bytes());
            }
            start = postings.len();
            put_list(&mut postings, *universe, &list);
            dictionary.push(&token);
            prefixes.add(&token, own_docs);
        }
        let mut sections = Vec::from(dictionary.finish());
        sections.extend([samples, directory, postings]);
        sections.extend(prefixes.finish());
        Some(sections)
    }
}

/// The documents of tokens that are asked for in ascending order.
struct DocsInOrder<'a> {
    field: &'a Inverted,
    /// The token that comes next, by its number, and where its documents begin.
    index: usize,
    token: Vec<u8>,
    start: usize,
}

impl<'a> DocsInOrder<'a> {
    fn new(field: &'a Inverted) -> Self {
        let mut token = Vec::new();
        field.sorted.read(0, &mut token);
        Self { field, index: 0, token, start: 0 }
    }

    /// The documents that have a token; none when the field has it not.
    fn docs_of(&mut self, token: &[u8]) -> &'a [u16] {
        loop {
            let Some(tally) = self.field.sorted.tally(self.index) else { return &[] };
            let end = self.start + tally.doc_count as usize;
            match self.token.as_slice().cmp(token) {
                Ordering::Less => {}
                Ordering::Equal => return self.field.lists.docs.get(self.start..end).unwrap_or_default(),
                Ordering::Greater => return &[],
            }
            (self.index, self.start) = (self.index + 1, end);
            self.field.sorted.read(self.index, &mut self.token);
        }
    }
}

/// Adds those of `docs` that are not in `list`; both ascend.
fn add_missing(list: &[u16], docs: &[u16], missing: &mut Vec<u16>) {
    let mut from = 0;
    missing.extend(docs.iter().filter(|&&doc| {
        from = place_of(list, from, doc);
        list.get(from) != Some(&doc)
    }));
}

/// The most frequent tokens, by their numbers in the dictionary, ascending.
fn top_tokens(sorted: &Sorted, joined: Option<TokenId>, universe: u32) -> Vec<u32> {
    let mut frequent: Vec<(u32, u32)> = sorted
        .iter()
        .enumerate()
        .filter(|(_, (token_id, tally))| Some(*token_id) != joined && is_dense(tally.doc_count as usize, universe))
        .map(|(index, (_, tally))| (tally.token_count, index as u32))
        .collect();
    frequent.sort_unstable_by(|a, b| b.cmp(a));
    let mut tops: Vec<u32> = frequent.into_iter().take(TOP_TOKENS).map(|(_, index)| index).collect();
    tops.sort_unstable();
    tops
}

/// One cursor for each token, by its first number; behind them one at the ends.
fn cursors(sorted: &Sorted, tops: &[u32]) -> Vec<Cursor> {
    let mut next = Cursor { place_at: 0, doc_at: 0, last_doc: 0, top: NOT_TOP };
    let mut cursors = vec![next; sorted.iter().len() + 1];
    let mut rest = tops.iter().enumerate().peekable();
    for (index, (token_id, tally)) in sorted.iter().enumerate() {
        let top = rest.next_if(|&(_, &top)| top as usize == index).map_or(NOT_TOP, |(number, _)| number as u16);
        if let Some(cursor) = cursors.get_mut(token_id as usize) {
            *cursor = Cursor { top, ..next };
        }
        next.place_at += tally.token_count;
        next.doc_at += tally.doc_count;
    }
    if let Some(end) = cursors.last_mut() {
        *end = next;
    }
    cursors
}
