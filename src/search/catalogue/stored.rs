//! A catalogue as byte strings with names, and back: what a cache keeps.
//!
//! Numbers are little-endian. What is read is not trusted: lengths are looked at, and what does not fit gives nothing.
//!
//! ```text
//! catalogue = u32 shards; names of outlets, languages, kinds      names = u32 count, for each u32 length and its bytes
//! columns N = u32 documents; article ids; outlets; languages; kinds; first and last days; words; dated mentions (4 bytes each);
//!             bits without a title, without a byline, edited, dated, alive; u32 months, for each number, start, end;
//!             days referred to: per class u32 count, for each first, last, document; starts; u32 months; months
//! block N, vocabulary                                                see `index`
//! order     = document numbers in the order of the default sort
//! ```

use super::Catalogue;
use super::columns::{About, Columns};
use super::names::{NameLists, Names};
use super::numbers::{Reader, Writer};
use super::order::Order;
use super::shard::Shard;
use crate::search::index::{BLOCK_DOCS, Block, Bytes, Vocabulary};
use crate::search::sorting::Sort;
use rayon::prelude::*;
use std::sync::Arc;

/// Name of the section that says what others there are.
const HEAD: &str = "catalogue";
const VOCABULARY: &str = "vocabulary";
const ORDER: &str = "order";

/// A byte string with its name.
#[derive(Clone, Debug)]
pub struct Section {
    /// Unique within a catalogue.
    pub name: String,
    /// What it holds.
    pub bytes: Bytes,
}

impl Catalogue {
    /// The catalogue as byte strings. Texts that are not indexed yet stay so.
    pub fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        let mut add = |name: String, bytes: Bytes| sections.push(Section { name, bytes });
        let mut head = Writer::default();
        head.u32(self.shards.len() as u32);
        head.names(&self.names.outlets);
        head.names(&self.names.languages);
        head.names(&self.names.kinds);
        add(HEAD.to_owned(), head.finish());
        for (number, shard) in self.shards.iter().enumerate() {
            add(columns_name(number), columns(shard));
            if let Some(block) = &shard.block {
                add(block_name(number), block.bytes().clone());
            }
        }
        if let Some(vocabulary) = self.index.vocabulary() {
            add(VOCABULARY.to_owned(), vocabulary.bytes().clone());
        }
        if let Some(order) = self.known_order(Sort::default()) {
            let mut writer = Writer::default();
            writer.u32s(order.docs());
            add(ORDER.to_owned(), writer.finish());
        }
        sections
    }

    /// The catalogue that [`sections`](Self::sections) gave; `section` finds one by its name. Nothing when one is missing
    /// or is not as it was.
    pub fn from_sections(section: impl Fn(&str) -> Option<Bytes> + Sync) -> Option<Self> {
        let head = section(HEAD)?;
        let mut head = Reader::new(head.as_slice());
        let shard_count = head.u32()? as usize;
        let mut names = || Some(Arc::new(head.names()?));
        let names = NameLists { outlets: names()?, languages: names()?, kinds: names()? };
        let read = |number: usize| {
            let bytes = section(&columns_name(number))?;
            let mut shard = shard(bytes.as_slice(), &names)?;
            if let Some(bytes) = section(&block_name(number)) {
                let block = Block::open(bytes).ok().filter(|block| block.len() == shard.columns.len());
                shard.block = Some(Arc::new(block?));
            }
            Some(shard)
        };
        let shards: Vec<Shard> = (0..shard_count).into_par_iter().map(read).collect::<Option<_>>()?;
        let vocabulary = match section(VOCABULARY) {
            Some(bytes) => Some(Arc::new(Vocabulary::open(bytes).ok()?)),
            None => None,
        };
        let catalogue = Self::new(shards, names, vocabulary);
        if let Some(bytes) = section(ORDER) {
            let docs = Reader::new(bytes.as_slice()).rest_u32s();
            catalogue.keep_order(Sort::default(), Arc::new(Order::of_docs(&catalogue, docs)?));
        }
        Some(catalogue)
    }
}

fn columns_name(number: usize) -> String {
    format!("columns {number}")
}

fn block_name(number: usize) -> String {
    format!("block {number}")
}

fn columns(shard: &Shard) -> Bytes {
    let columns = &shard.columns;
    let mut writer = Writer::default();
    writer.u32(columns.len() as u32);
    let codes = [&columns.outlets, &columns.languages, &columns.kinds];
    let numbers = [&columns.words, &columns.dated_counts];
    for list in [&columns.article_ids].into_iter().chain(codes).chain(numbers) {
        writer.u32s(list);
    }
    for &(first, last) in &columns.published {
        writer.i32(first);
        writer.i32(last);
    }
    for bits in [&columns.untitled, &columns.unsigned, &columns.edited, &columns.dated, &shard.alive] {
        writer.bits(bits);
    }
    writer.u32(columns.months.len() as u32);
    for (month, range) in &columns.months {
        writer.i32(*month);
        writer.u32(range.start);
        writer.u32(range.end);
    }
    columns.about.write(&mut writer);
    writer.finish()
}

fn shard(bytes: &[u8], names: &NameLists) -> Option<Shard> {
    let mut reader = Reader::new(bytes);
    let count = reader.u32()? as usize;
    if count > BLOCK_DOCS {
        return None;
    }
    let mut columns = Columns { article_ids: reader.u32s(count)?, ..Columns::default() };
    let within =
        |codes: Vec<u32>, names: &Names| codes.iter().all(|&code| (code as usize) < names.len()).then_some(codes);
    columns.outlets = within(reader.u32s(count)?, &names.outlets)?;
    columns.languages = within(reader.u32s(count)?, &names.languages)?;
    columns.kinds = within(reader.u32s(count)?, &names.kinds)?;
    columns.words = reader.u32s(count)?;
    columns.dated_counts = reader.u32s(count)?;
    let days = reader.i32s(count * 2)?;
    columns.published = days.as_chunks::<2>().0.iter().map(|&[first, last]| (first, last)).collect();
    columns.untitled = reader.bits(count)?;
    columns.unsigned = reader.bits(count)?;
    columns.edited = reader.bits(count)?;
    columns.dated = reader.bits(count)?;
    let alive = reader.bits(count)?;
    for _ in 0..reader.u32()? {
        let (month, start, end) = (reader.i32()?, reader.u32()?, reader.u32()?);
        columns.months.push((month, start..end));
    }
    columns.about = About::read(&mut reader, count)?;
    reader.is_empty().then(|| Shard { columns: Arc::new(columns), block: None, alive: Arc::new(alive) })
}
