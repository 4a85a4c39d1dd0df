//! Up to 65,536 articles: their columns and, once made, the index of their texts.

use super::columns::Columns;
use super::names::NameLists;
use super::row::{Place, Row, days_of, sort_key};
use crate::corpus::{ArticleId, Corpus};
use crate::events::Mentions;
use crate::search::index::{BLOCK_DOCS, Block, DocSet, Entry};
use crate::work::Cancel;
use std::sync::Arc;

/// Up to [`BLOCK_DOCS`] articles in order of publication. A clone is cheap.
#[derive(Clone, Debug)]
pub(super) struct Shard {
    /// What filters and counts ask of them.
    pub(super) columns: Arc<Columns>,
    /// The index of their texts; nothing while it is not made.
    pub(super) block: Option<Arc<Block>>,
    /// Documents that are still in the corpus as they stand here.
    pub(super) alive: Arc<DocSet>,
}

impl Shard {
    /// The columns of these articles; of at most [`BLOCK_DOCS`].
    pub(super) fn new(article_ids: &[ArticleId], corpus: &Corpus, mentions: &Mentions, names: &mut NameLists) -> Self {
        let mut known: Vec<_> =
            article_ids.iter().filter_map(|&article_id| Some((article_id, corpus.get(article_id)?))).collect();
        known.truncate(BLOCK_DOCS);
        known.sort_by_key(|(article_id, article)| sort_key(*article_id, days_of(article.published())));
        let read: Vec<_> = known.iter().map(|&(article_id, _)| mentions.of(article_id)).collect();
        let rows: Vec<Row<'_>> = known
            .iter()
            .zip(&read)
            .map(|((article_id, article), mentions)| Row { article_id: *article_id, article, mentions })
            .collect();
        let alive = DocSet::all(rows.len() as u32);
        Self { columns: Arc::new(Columns::new(&rows, names)), block: None, alive: Arc::new(alive) }
    }

    /// The documents at `places` of `parts`, or those first ones of them that an index takes, with their texts indexed: up
    /// to [`BLOCK_DOCS`] and about `most_bytes` of text. Nothing when cancelled.
    pub(super) fn indexed(
        parts: &[&Columns],
        places: &[Place],
        corpus: &Corpus,
        most_bytes: usize,
        cancel: &Cancel,
    ) -> Option<Self> {
        let article = |place: &Place| {
            let article_id = parts.get(place.part)?.article_ids.get(usize::from(place.doc))?;
            corpus.get(ArticleId(*article_id))
        };
        let articles: Vec<_> = places.iter().take(BLOCK_DOCS).map(article).collect();
        let mut entries = articles.iter().map(|article| match article {
            Some(article) => Entry {
                title: article.title().unwrap_or_default(),
                byline: article.byline().unwrap_or_default(),
                text: &article.text,
            },
            None => Entry { title: "", byline: "", text: "" },
        });
        let block = Block::build(&mut entries, most_bytes, cancel)?;
        let columns = Columns::joined(parts, places.get(..block.len()).unwrap_or_default());
        let alive = DocSet::all(columns.len() as u32);
        Some(Self { columns: Arc::new(columns), block: Some(Arc::new(block)), alive: Arc::new(alive) })
    }

    /// The same without the articles that `is_gone` tells of.
    pub(super) fn without(&self, is_gone: impl Fn(ArticleId) -> bool) -> Self {
        let ids = (0..).zip(self.columns.article_ids.iter());
        let gone: Vec<u16> =
            ids.filter(|&(_, &article_id)| is_gone(ArticleId(article_id))).map(|(doc, _)| doc).collect();
        let mut shard = self.clone();
        if !gone.is_empty() {
            shard.alive = Arc::new(shard.alive.and_not(&DocSet::from_docs(shard.universe(), gone)));
        }
        shard
    }

    /// Its documents are numbered below this.
    pub(super) fn universe(&self) -> u32 {
        self.columns.len() as u32
    }

    /// How many documents are alive.
    pub(super) fn alive_count(&self) -> usize {
        self.alive.len()
    }

    /// The articles that are alive.
    pub(super) fn alive_ids(&self) -> impl Iterator<Item = ArticleId> {
        let ids = &self.columns.article_ids;
        self.alive.iter().filter_map(|doc| ids.get(usize::from(doc)).map(|&article_id| ArticleId(article_id)))
    }
}
