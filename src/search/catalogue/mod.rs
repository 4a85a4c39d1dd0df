//! Every article of a corpus, laid out for being searched: which match, and how do they count, within a frame?
//!
//! A [`Catalogue`] is an immutable picture, cheap to clone, made and brought up to date in the background
//! ([`Catalogue::listing`], [`Catalogue::index_waiting`]). It is a list of shards of at most 65,536 articles each, in order of publication. A shard has
//! columns from the start; the index of its texts comes when enough articles have gathered. Until then its texts are
//! scanned, so that everything read so far is always found.
//!
//! `sets` (sets of documents), `names` (numbers for names), `numbers` (numbers as bytes), `columns` (values by document, made of `row`s; `about`: the days they refer to),
//! `shard`, `update` (what came, changed and went), `wanted` (what can be asked of an index), `patterns` and `expressions`
//! (what they ask of it), `leaves` (what a part of a query holds of; `looked_up`: of words already found in the dictionaries), `evaluate` (a whole filter), `counts`, `totals` and `month_table` (facets), `stories` (copies folded), `tags` (of the user's),
//! `order` (documents sorted), `relevance` (how well they answer), `resembling` (which hold the words of a passage), `stored` (as bytes), `matches` (what passes, piece by
//! piece), `lookup` (a filter's rows with their counts).

mod about;
mod columns;
mod counts;
mod evaluate;
mod expressions;
mod leaves;
mod looked_up;
mod lookup;
mod matches;
mod month_table;
mod names;
mod numbers;
mod order;
mod patterns;
mod relevance;
pub(super) mod resembling;
mod row;
mod sets;
mod shard;
mod stored;
mod stories;
mod tags;
#[cfg(test)]
mod tests;
mod totals;
mod update;
mod wanted;

pub use lookup::{Holdings, Lookup, lookup};
pub use matches::Matches;
pub use stored::Section;
pub use update::Indexed;

use crate::corpus::{ArticleId, Corpus};
use crate::search::index::{Index, Vocabulary};
use crate::search::sorting::Sort;
use crate::work::Cancel;
use month_table::MonthTable;
use names::NameLists;
use order::Order;
use shard::Shard;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Stands for no document.
const NO_DOC: u32 = u32::MAX;

/// Orders that are kept: those of the last sorts asked for.
const MOST_ORDERS: usize = 3;

/// Orders by what they are for, the last one asked for first.
type Orders = Vec<(Sort, Arc<Order>)>;

/// What is worked out of the shards when it is first asked for.
#[derive(Debug, Default)]
struct WorkedOut {
    /// The document of each article, by its number.
    docs_by_article: OnceLock<Vec<u32>>,
    /// Where months begin; nothing where no table holds them.
    month_table: OnceLock<Option<MonthTable>>,
}

/// Every article of a corpus, laid out for being searched. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    shards: Arc<[Shard]>,
    /// Where each shard's numbers start, and behind the last where they end: multiples of 64.
    bases: Arc<[usize]>,
    names: NameLists,
    /// The texts of those shards that have a block, in their order.
    index: Index,
    worked_out: Arc<WorkedOut>,
    orders: Arc<Mutex<Orders>>,
}

impl Catalogue {
    fn new(shards: Vec<Shard>, names: NameLists, vocabulary: Option<Arc<Vocabulary>>) -> Self {
        let mut bases = Vec::with_capacity(shards.len() + 1);
        let mut base = 0;
        for shard in &shards {
            bases.push(base);
            base += shard.columns.len().next_multiple_of(sets::WORD);
        }
        bases.push(base);
        let blocks: Vec<_> = shards.iter().filter_map(|shard| shard.block.clone()).collect();
        let vocabulary = vocabulary
            .filter(|vocabulary| blocks.get(..vocabulary.block_count()).is_some_and(|merged| vocabulary.fits(merged)));
        let index = Index::new(blocks, vocabulary).unwrap_or_default();
        Self {
            shards: shards.into(),
            bases: bases.into(),
            names,
            index,
            worked_out: Arc::default(),
            orders: Arc::default(),
        }
    }

    /// How many articles.
    pub fn len(&self) -> usize {
        self.shards.iter().map(Shard::alive_count).sum()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many articles have their texts indexed; the others are scanned.
    pub fn indexed_count(&self) -> usize {
        self.shards.iter().filter(|shard| shard.block.is_some()).map(Shard::alive_count).sum()
    }

    /// Bytes in memory: columns, indexes and orders.
    pub fn size_bytes(&self) -> usize {
        let columns: usize = self.shards.iter().map(|shard| shard.columns.size_bytes()).sum();
        let orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let docs = self.worked_out.docs_by_article.get().map_or(0, |docs| docs.len() * 4);
        columns + docs + self.index.size_bytes() + orders.iter().map(|(_, order)| order.size_bytes()).sum::<usize>()
    }

    /// Every document's number is below this.
    fn bound(&self) -> usize {
        self.bases.last().copied().unwrap_or_default()
    }

    /// Every shard with the number of its first document.
    fn based_shards(&self) -> impl Iterator<Item = (usize, &Shard)> {
        self.bases.iter().copied().zip(self.shards.iter())
    }

    /// Every document that is alive, with its article.
    fn docs(&self) -> impl Iterator<Item = (u32, ArticleId)> {
        self.based_shards().flat_map(|(base, shard)| {
            let ids = &shard.columns.article_ids;
            shard
                .alive
                .iter()
                .filter_map(move |doc| Some((base as u32 + u32::from(doc), ArticleId(*ids.get(usize::from(doc))?))))
        })
    }

    /// The article of a document.
    fn article_id(&self, doc: u32) -> Option<ArticleId> {
        let (shard, doc) = self.place(doc)?;
        self.shards.get(shard)?.columns.article_ids.get(usize::from(doc)).map(|&article_id| ArticleId(article_id))
    }

    /// The document of an article, where it has one.
    fn doc_of(&self, article_id: ArticleId) -> Option<u32> {
        let docs = self.worked_out.docs_by_article.get_or_init(|| {
            let mut docs = Vec::new();
            for (doc, article_id) in self.docs() {
                if docs.len() <= article_id.index() {
                    docs.resize(article_id.index() + 1, NO_DOC);
                }
                if let Some(slot) = docs.get_mut(article_id.index()) {
                    *slot = doc;
                }
            }
            docs
        });
        docs.get(article_id.index()).copied().filter(|&doc| doc != NO_DOC)
    }

    /// Where the months of publication begin, where a table holds them.
    fn month_table(&self) -> Option<&MonthTable> {
        self.worked_out.month_table.get_or_init(|| MonthTable::new(&self.shards)).as_ref()
    }

    /// All documents in the order of `sort`, worked out where it is not known yet. Nothing when cancelled.
    fn order(&self, corpus: &Corpus, sort: Sort, cancel: &Cancel) -> Option<Arc<Order>> {
        if let Some(order) = self.known_order(sort) {
            return Some(order);
        }
        let order = Arc::new(Order::new(self, corpus, sort, cancel)?);
        self.keep_order(sort, order.clone());
        Some(order)
    }

    fn known_order(&self, sort: Sort) -> Option<Arc<Order>> {
        let orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.iter().find(|(known, _)| *known == sort).map(|(_, order)| order.clone())
    }

    fn keep_order(&self, sort: Sort, order: Arc<Order>) {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.truncate(MOST_ORDERS - 1);
        orders.insert(0, (sort, order));
    }
}
