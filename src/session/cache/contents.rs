//! An opened corpus as sections, and back.
//!
//! Sections: `head`, `files`, `problems`, `rows` (the order of the table), `contents` (which content has which number), and
//! for each block `articles/N`, `texts/N` and `mentions/N`. The catalogue's begin
//! with `search/`; `corrected` says what was laid out in it as the user has corrected it. Others belong to whoever adds them.

use super::files::{files_of, files_to_bytes, problems_of, problems_to_bytes};
use super::{Cache, CacheError, CacheWriter};
use crate::corpus::packed::{ArticleBlock, Block, Bytes, MentionBlock, PackedList};
use crate::corpus::{Article, ArticleId, ContentHash, Corpus, Mention, Segments};
use crate::events::{self, Mentions};
use crate::ingest::infer::own_outlets_number;
use crate::ingest::{ColumnMaps, FileAccount};
use crate::search::Catalogue;
use crate::session::Sort;
use crate::work::{Cancel, Problem};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::SystemTime;

/// Bytes of one entry of the section `contents`: the front of a content hash, and the number of its article.
const ENTRY_BYTES: usize = 12;

/// How the names of the catalogue's sections begin.
const CATALOGUE: &str = "search/";

/// What is kept of an opened corpus: all as it was read.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What the reading was done with: see [`reading_number`].
    pub reading: u64,
    /// When the reading began.
    pub since: SystemTime,
    /// The articles.
    pub corpus: Corpus,
    /// Their mentions; nothing where they were not read.
    pub mentions: Option<Mentions>,
    /// Every file.
    pub files: Segments<FileAccount>,
    /// What could not be read as intended.
    pub problems: Segments<Problem>,
    /// All rows of the table in an order of it.
    pub rows: Option<(Sort, Arc<[ArticleId]>)>,
    /// What makes the articles searchable; nothing where that was not made.
    pub catalogue: Option<Catalogue>,
    /// Corrected articles as they were read.
    pub as_read: BTreeMap<ArticleId, Arc<Article>>,
    /// Contents of which the user has corrected something.
    pub corrected: BTreeSet<ContentHash>,
}

/// A corpus as it was kept. Nothing of it is read before somebody asks for it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The articles.
    pub corpus: Corpus,
    /// Their mentions; nothing where they were not kept.
    pub mentions: Option<Mentions>,
    /// All rows of the table in an order of it.
    pub rows: Option<(Sort, Arc<[ArticleId]>)>,
    /// Articles without a publication date.
    pub undated_count: usize,
    /// Which content has which number.
    contents: Bytes,
}

#[derive(Serialize, Deserialize)]
struct Head {
    reading: u64,
    slot_count: usize,
    gone_count: usize,
    undated_count: usize,
    has_mentions: bool,
    /// In JSON: what lists its fields by name cannot be written otherwise.
    sort: Option<String>,
}

/// A number of all that decides how files are read beside the files themselves and the build of the program.
pub fn reading_number(columns: &ColumnMaps) -> u64 {
    let mut hasher = DefaultHasher::new();
    (format!("{columns:?}"), own_outlets_number()).hash(&mut hasher);
    hasher.finish()
}

impl Contents {
    /// Writes all of it. Stops between blocks when cancelled: true when it was written to its end.
    ///
    /// # Errors
    /// Those of writing.
    pub fn write(&self, writer: &mut CacheWriter, cancel: &Cancel) -> Result<bool, CacheError> {
        let mut entries: Vec<(u64, u32)> = Vec::new();
        let (mut undated_count, mut corrected) = (0, Vec::new());
        for block in 0..self.corpus.packed().block_count() {
            if cancel.is_cancelled() {
                return Ok(false);
            }
            let articles = self.articles(block);
            for article in articles.iter().enumerate().filter_map(|(index, article)| Some((index, article.as_ref()?))) {
                let (index, article) = article;
                let slot = self.corpus.packed().slots_of_block(block).start + index;
                entries.push((front_of(article.sha256), slot as u32));
                undated_count += usize::from(article.published.is_none());
                if self.corrected.contains(&article.sha256) {
                    corrected.extend((slot as u32).to_le_bytes());
                }
            }
            let is_corrected = articles.iter().flatten().any(|article| self.corrected.contains(&article.sha256));
            self.write_block(writer, block, &articles, is_corrected)?;
        }
        entries.sort_unstable();
        let entries = entries.iter().flat_map(|(front, slot)| [&front.to_le_bytes()[..], &slot.to_le_bytes()].concat());
        writer.section("contents", &entries.collect::<Vec<u8>>())?;
        let rows = self.rows.iter().flat_map(|(_, rows)| rows.iter().flat_map(|row| row.0.to_le_bytes()));
        writer.section("rows", &rows.collect::<Vec<u8>>())?;
        writer.section("corrected", &corrected)?;
        for section in self.catalogue.iter().flat_map(Catalogue::sections) {
            writer.section(format!("{CATALOGUE}{}", section.name), &section.bytes)?;
        }
        writer.section("files", &encoded(files_to_bytes(&self.files, self.since))?)?;
        writer.section("problems", &encoded(problems_to_bytes(&self.problems))?)?;
        let head = Head {
            reading: self.reading,
            slot_count: self.corpus.slot_count(),
            gone_count: self.corpus.slot_count() - self.corpus.len(),
            undated_count,
            has_mentions: self.mentions.is_some(),
            sort: self.rows.as_ref().and_then(|(sort, _)| serde_json::to_string(sort).ok()),
        };
        writer.section("head", &encoded(postcard::to_allocvec(&head))?)?;
        Ok(true)
    }

    /// The articles of a block as they were read.
    fn articles(&self, block: usize) -> Vec<Option<Arc<Article>>> {
        let slots = self.corpus.packed().slots_of_block(block);
        slots
            .map(|slot| {
                let article_id = ArticleId(slot as u32);
                let shown = self.corpus.get(article_id)?;
                Some(self.as_read.get(&article_id).cloned().unwrap_or(shown))
            })
            .collect()
    }

    fn write_block(
        &self,
        writer: &mut CacheWriter,
        block: usize,
        articles: &[Option<Arc<Article>>],
        is_corrected: bool,
    ) -> Result<(), CacheError> {
        let packed = self.corpus.packed().whole_block(block).filter(|_| !is_corrected);
        let packed = packed.filter(|packed| packed.parts().is_some()).cloned();
        let packed = packed.unwrap_or_else(|| Arc::new(ArticleBlock::whole(articles)));
        if let Some((records, texts)) = packed.parts() {
            writer.section(format!("articles/{block}"), records)?;
            writer.section(format!("texts/{block}"), texts)?;
        }
        let Some(mentions) = &self.mentions else { return Ok(()) };
        let whole = mentions.packed().whole_block(block).filter(|_| !is_corrected).cloned();
        let packed = whole.unwrap_or_else(|| {
            let first = self.corpus.packed().slots_of_block(block).start;
            let of = |(index, article): (usize, &Option<Arc<Article>>)| -> Option<Arc<[Mention]>> {
                let (article, article_id) = (article.as_ref()?, ArticleId((first + index) as u32));
                let found = if self.corrected.contains(&article.sha256) {
                    events::mentions(article_id, article).into()
                } else {
                    mentions.of(article_id)
                };
                (!found.is_empty()).then_some(found)
            };
            Arc::new(<MentionBlock as Block>::pack(&articles.iter().enumerate().map(of).collect::<Vec<_>>()))
        });
        writer.section(format!("mentions/{block}"), packed.bytes())
    }
}

impl Kept {
    /// The corpus in `cache`; nothing when it was read otherwise than `reading` says, or is not whole, which is told then.
    pub fn of(cache: &Cache, reading: u64) -> Option<Self> {
        let head: Head = postcard::from_bytes(&cache.section("head")?).ok()?;
        if head.reading != reading {
            return None;
        }
        let block_count = head.slot_count.div_ceil(PackedList::<ArticleBlock>::BLOCK_LEN);
        let damage = cache.damage();
        let part = |what: &str, block: usize| {
            let part = cache.unchecked(&format!("{what}/{block}"));
            if part.is_none() {
                damage.raise();
            }
            part
        };
        let articles = |block| {
            let ((records, check), (texts, _)) = (part("articles", block)?, part("texts", block)?);
            Some(Arc::new(ArticleBlock::of_parts(records, check as u32, texts, damage)))
        };
        let mentions = |block| {
            let (records, check) = part("mentions", block)?;
            Some(Arc::new(MentionBlock::of_parts(records, check as u32, damage)))
        };
        let mention_block_count = if head.has_mentions { block_count } else { 0 };
        let rows = || {
            let rows = cache.section("rows")?;
            Some(rows.as_chunks::<4>().0.iter().map(|row| ArticleId(u32::from_le_bytes(*row))).collect())
        };
        // Of a million articles these are thousands of sections, and as many rows: side by side.
        let blocks = || (0..block_count).map(articles).collect::<Option<Vec<_>>>();
        let blocks_of_mentions = || (0..mention_block_count).map(mentions).collect::<Option<Vec<_>>>();
        let (rows, (articles, mentions)): (Option<Arc<[ArticleId]>>, _) =
            rayon::join(rows, || rayon::join(blocks, blocks_of_mentions));
        let rows = rows?;
        Some(Self {
            corpus: Corpus::of_packed(PackedList::of_blocks(articles?, head.slot_count), head.gone_count),
            mentions: head
                .has_mentions
                .then_some(Mentions::of_packed(PackedList::of_blocks(mentions?, head.slot_count))),
            rows: head.sort.and_then(|sort| Some((serde_json::from_str(&sort).ok()?, rows))),
            undated_count: head.undated_count,
            contents: cache.unchecked("contents")?.0,
        })
    }

    /// Every file and every problem; nothing when they are not as they were written, which is told then.
    pub fn files(cache: &Cache) -> Option<(Segments<FileAccount>, Segments<Problem>)> {
        let kept = || Some((files_of(&cache.section("files")?)?, problems_of(&cache.section("problems")?)?));
        let kept = kept();
        if kept.is_none() {
            cache.damage().raise();
        }
        kept
    }

    /// The catalogue, and which articles were corrected when it was kept; nothing where there is none.
    pub fn catalogue(cache: &Cache) -> Option<(Catalogue, Vec<ArticleId>)> {
        // Not checked here, which would read all of it: whoever restores it verifies the cache as a whole behind.
        let section = |name: &str| Some(cache.unchecked(&format!("{CATALOGUE}{name}"))?.0);
        let corrected = cache.section("corrected")?;
        let corrected = corrected.as_chunks::<4>().0.iter().map(|number| ArticleId(u32::from_le_bytes(*number)));
        Some((Catalogue::from_sections(section)?, corrected.collect()))
    }

    /// Looks at all that no checksum of its own guards when it is read: records now, texts only with `has_texts`. Stops
    /// when cancelled. True when all is as it was written.
    pub fn verify(cache: &Cache, has_texts: bool, cancel: &Cancel) -> bool {
        let mut names: Vec<&str> = cache.names().filter(|name| has_texts || !name.starts_with("texts/")).collect();
        names.sort_unstable();
        for name in names {
            if cancel.is_cancelled() {
                break;
            }
            let _ = cache.section(name);
        }
        !cache.damage().is_raised()
    }

    /// The articles with this content.
    pub fn with_content(&self, sha256: ContentHash) -> Vec<ArticleId> {
        let (entries, _) = self.contents.as_chunks::<ENTRY_BYTES>();
        let front = front_of(sha256);
        let first = entries.partition_point(|entry| front_in(entry) < front);
        let found = entries.iter().skip(first).take_while(|entry| front_in(entry) == front);
        let numbers = found.filter_map(|entry| Some(ArticleId(u32::from_le_bytes(*entry.last_chunk()?))));
        numbers.filter(|id| self.corpus.get(*id).is_some_and(|article| article.sha256 == sha256)).collect()
    }
}

fn front_of(sha256: ContentHash) -> u64 {
    sha256.0.first_chunk().map_or(0, |front| u64::from_be_bytes(*front))
}

fn front_in(entry: &[u8; ENTRY_BYTES]) -> u64 {
    entry.first_chunk().map_or(0, |front| u64::from_le_bytes(*front))
}

pub(super) fn encoded(bytes: postcard::Result<Vec<u8>>) -> Result<Vec<u8>, CacheError> {
    bytes.map_err(|error| CacheError::File {
        what: "written",
        path: std::path::PathBuf::new(),
        source: std::io::Error::other(error.to_string()),
    })
}
