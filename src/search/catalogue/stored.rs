//! A catalogue as byte strings with names, and back: what a cache keeps.
//!
//! Numbers are little-endian, and lists of them are read where they stand. What is read is not trusted: lengths are looked at, and what does not fit gives nothing.
//!
//! ```text
//! catalogue = u32 shards; names of outlets, languages, kinds      names = u32 count, for each u32 length and its bytes
//! columns N = u32 documents; article ids; outlets; languages; kinds; first and last days; words; dated mentions (4 bytes each);
//!             from a multiple of 8 on, bits without a title, without a byline, edited, dated, alive; u32 months, for each number,
//!             start, end; days referred to: per class u32 count, for each first, last, document; u32 months, months;
//!             starts; u32 count, places of months; totals
//! totals    = of outlets, languages and kinds u32 0, u32 count, bits of each, or u32 1, u32 count, counts; of months referred to
//!             and where months of publication begin, u32 count, numbers
//! block N, vocabulary                                                see `index`
//! order, order of articles, places = documents and articles in the order of the default sort, and the place of each document
//! ```

use super::Catalogue;
use super::about::About;
use super::columns::Columns;
use super::names::NameLists;
use super::numbers::{Reader, Writer};
use super::order::Order;
use super::shard::Shard;
use super::totals::Totals;
use crate::search::index::{BLOCK_DOCS, Block, Numbers, Vocabulary};
use crate::search::sorting::Sort;
use bytes::Bytes;
use rayon::prelude::*;
use std::sync::{Arc, OnceLock};

/// Name of the section that says what others there are.
const HEAD: &str = "catalogue";
const VOCABULARY: &str = "vocabulary";
/// The lists of an [`Order`].
const ORDER: [&str; 3] = ["order", "order of articles", "places"];

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
        }
        if let Some(order) = self.known_order(Sort::default()) {
            for (name, numbers) in ORDER.into_iter().zip(order.lists()) {
                let mut writer = Writer::default();
                writer.u32s(numbers);
                add(name.to_owned(), writer.finish());
            }
        }
        for (number, shard) in self.shards.iter().enumerate() {
            if let Some(block) = &shard.block {
                add(block_name(number), block.bytes().clone());
            }
        }
        if let Some(vocabulary) = self.index.vocabulary() {
            add(VOCABULARY.to_owned(), vocabulary.bytes().clone());
        }
        sections
    }

    /// The catalogue that [`sections`](Self::sections) gave; `section` finds one by its name. Nothing when one is missing
    /// or is not as it was.
    pub fn from_sections(section: impl Fn(&str) -> Option<Bytes> + Sync) -> Option<Self> {
        let head = section(HEAD)?;
        let mut head = Reader::new(&head);
        let shard_count = head.u32()? as usize;
        let mut names = || Some(Arc::new(head.names()?));
        let names = NameLists { outlets: names()?, languages: names()?, kinds: names()? };
        let read = |number: usize| {
            let bytes = section(&columns_name(number))?;
            let mut shard = shard(&bytes, &names)?;
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
        if let [Some(docs), Some(article_ids), Some(places)] = ORDER.map(section) {
            let lists = [docs, article_ids, places].map(|bytes| Numbers::stored(&bytes));
            catalogue.keep_order(Sort::default(), Arc::new(Order::of_lists(&catalogue, lists)?));
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
    columns.published.iter().flatten().for_each(|&day| writer.i32(day));
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
    columns.totals().write(&mut writer);
    writer.finish()
}

fn shard(bytes: &Bytes, names: &NameLists) -> Option<Shard> {
    let mut reader = Reader::new(bytes);
    let count = reader.u32()? as usize;
    if count > BLOCK_DOCS {
        return None;
    }
    let mut columns = Columns { article_ids: reader.numbers(count)?, ..Columns::default() };
    columns.outlets = reader.numbers(count)?;
    columns.languages = reader.numbers(count)?;
    columns.kinds = reader.numbers(count)?;
    columns.code_bounds = [names.outlets.len(), names.languages.len(), names.kinds.len()];
    columns.words = reader.numbers(count)?;
    columns.dated_counts = reader.numbers(count)?;
    columns.published = reader.numbers(count)?;
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
    columns.totals = OnceLock::from(Totals::read(&mut reader, count)?);
    reader.is_empty().then(|| Shard { columns: Arc::new(columns), block: None, alive: Arc::new(alive) })
}
