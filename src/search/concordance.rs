//! Every place where a query is met, with the words before and behind: keyword in context.
//!
//! Rows are an article and a stretch of its text; what surrounds it is read when a row is shown. Sorting compares the
//! first words around each row, folded, up to a bound; rows that are equal that far stay in the order of the articles.

use super::pattern::words::positions;
use super::query::Query;
use super::words::folded;
use crate::corpus::{ArticleId, Corpus};
use crate::text::Span;
use crate::work::Cancel;
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Articles of the first batch; each batch is twice the one before, up to [`LARGEST_BATCH`].
const FIRST_BATCH: usize = 64;

/// Articles of a batch at most.
const LARGEST_BATCH: usize = 8192;

/// Words that a row is sorted by.
const KEY_WORDS: usize = 3;

/// Bytes of them that are compared.
const KEY_BYTES: usize = 32;

/// Bytes before a hit in which its words to the left are looked for.
const LEFT_BYTES: usize = 160;

/// Rows that one thread takes at a time.
const CHUNK: usize = 4096;

/// A place where the query is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Occurrence {
    /// In which article.
    pub article_id: ArticleId,
    /// Where in its text.
    pub span: Span,
}

/// What a concordance is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConcordanceOrder {
    /// By the articles, and within one by the text.
    #[default]
    Article,
    /// By what was met.
    Hit,
    /// By the words behind.
    Right,
    /// By the words before, the nearest first.
    Left,
}

/// A row as it is shown: on one line, white space folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InContext {
    /// What stands before.
    pub left: String,
    /// What was met.
    pub hit: String,
    /// What stands behind.
    pub right: String,
}

/// Gives every place where `query` is met in the texts of `article_ids` to `take`, in batches, in the order of the articles,
/// until it has enough or `cancel` is raised. Titles and boilerplate marks play no part.
pub fn occurrences(
    corpus: &Corpus,
    query: &Query,
    article_ids: &[ArticleId],
    cancel: &Cancel,
    mut take: impl FnMut(Vec<Occurrence>) -> ControlFlow<()>,
) {
    let mut rest = article_ids;
    let mut size = FIRST_BATCH;
    while !rest.is_empty() && !cancel.is_cancelled() {
        let (batch, behind) = rest.split_at(size.min(rest.len()));
        let rows: Vec<Occurrence> = batch
            .par_iter()
            .flat_map_iter(|&article_id| {
                let article = corpus.get(article_id).filter(|_| !cancel.is_cancelled());
                let spans = article.map(|article| query.hits(&article.text)).unwrap_or_default();
                spans.into_iter().map(move |span| Occurrence { article_id, span })
            })
            .collect();
        if cancel.is_cancelled() || take(rows).is_break() {
            return;
        }
        rest = behind;
        size = (size * 2).min(LARGEST_BATCH);
    }
}

/// Rows by what they are sorted by, with their numbers.
type Keyed = Vec<([u8; KEY_BYTES], u32)>;

/// The numbers of `rows` in another order; nothing when cancelled.
pub fn sorted(corpus: &Corpus, rows: &[Occurrence], order: ConcordanceOrder, cancel: &Cancel) -> Option<Vec<u32>> {
    if order == ConcordanceOrder::Article {
        return Some((0..rows.len() as u32).collect());
    }
    let keyed = |(number, row): (usize, &Occurrence)| {
        let article = corpus.get(row.article_id);
        let text = article.as_ref().map_or("", |article| &article.text);
        (key(text, row.span, order), number as u32)
    };
    let chunks: Option<Vec<Keyed>> = rows
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(chunk, rows)| {
            let numbered = rows.iter().enumerate().map(|(number, row)| (chunk * CHUNK + number, row));
            (!cancel.is_cancelled()).then(|| numbered.map(keyed).collect())
        })
        .collect();
    let mut keys = chunks?.concat();
    keys.par_sort_unstable();
    (!cancel.is_cancelled()).then(|| keys.into_iter().map(|(_, number)| number).collect())
}

/// A row as it is shown, with at most `char_count` characters before and behind.
pub fn in_context(text: &str, span: Span, char_count: usize) -> InContext {
    let before = text.get(..span.start()).unwrap_or("");
    let behind = text.get(span.end()..).unwrap_or("");
    let mut left: Vec<char> = on_one_line(before.chars().rev()).take(char_count).collect();
    left.reverse();
    InContext {
        left: left.into_iter().collect(),
        hit: on_one_line(span.slice(text).chars()).collect(),
        right: on_one_line(behind.chars()).take(char_count).collect(),
    }
}

fn on_one_line(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut is_blank = false;
    chars.filter_map(move |c| {
        let was_blank = std::mem::replace(&mut is_blank, c.is_whitespace());
        if is_blank { (!was_blank).then_some(' ') } else { Some(c) }
    })
}

fn key(text: &str, span: Span, order: ConcordanceOrder) -> [u8; KEY_BYTES] {
    let mut key = Key { bytes: [0; KEY_BYTES], length: 0 };
    match order {
        ConcordanceOrder::Right => key.push_words(text.get(span.end()..).unwrap_or("")),
        ConcordanceOrder::Left => {
            let from = (0..=span.start().saturating_sub(LEFT_BYTES)).rev().find(|&from| text.is_char_boundary(from));
            let before = Span::new(from.unwrap_or(0), span.start()).slice(text);
            let words: Vec<Span> = positions(before).collect();
            for word in words.iter().rev().take(KEY_WORDS) {
                key.push(word.slice(before));
            }
        }
        ConcordanceOrder::Hit | ConcordanceOrder::Article => key.push_words(span.slice(text)),
    }
    key.bytes
}

/// Folded words with a blank behind each, cut off where the room ends.
struct Key {
    bytes: [u8; KEY_BYTES],
    length: usize,
}

impl Key {
    fn push_words(&mut self, text: &str) {
        for word in positions(text).take(KEY_WORDS) {
            self.push(word.slice(text));
        }
    }

    fn push(&mut self, word: &str) {
        let word = folded(word);
        let room = self.bytes.get_mut(self.length..).unwrap_or_default();
        let mut length = 0;
        for (slot, byte) in room.iter_mut().zip(word.bytes().chain([b' '])) {
            *slot = byte;
            length += 1;
        }
        self.length += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Article, ContentHash, Source};
    use std::path::PathBuf;
    use std::sync::Arc;

    fn corpus(texts: &[&str]) -> (Corpus, Vec<ArticleId>) {
        let mut corpus = Corpus::new();
        let ids = texts.iter().map(|text| {
            let source = Source { path: Arc::new(PathBuf::from("test")), shown_path: "test".into(), member: None };
            corpus.push(Arc::new(Article::of_text(source, "a".into(), ContentHash([0; 32]), (*text).into())))
        });
        let ids = ids.collect();
        (corpus, ids)
    }

    fn all(corpus: &Corpus, query: &str, article_ids: &[ArticleId]) -> Vec<Occurrence> {
        let mut rows = Vec::new();
        occurrences(corpus, &Query::parse(query), article_ids, &Cancel::new(), |batch| {
            rows.extend(batch);
            ControlFlow::Continue(())
        });
        rows
    }

    #[test]
    fn rows_are_sorted_by_the_words_around_them() {
        let texts = ["The grain deal\n\nholds.", "a Grain boat; old grain", "Ein\u{fc} GRÀIN Deal fails"];
        let (corpus, ids) = corpus(&texts);
        let rows = all(&corpus, "grain", &ids);
        let shown = |order| -> Vec<String> {
            let numbers = sorted(&corpus, &rows, order, &Cancel::new()).expect("not cancelled");
            let rows = numbers.iter().map(|&number| rows[number as usize]);
            let context = |row: Occurrence| in_context(texts[row.article_id.index()], row.span, 10);
            rows.map(context).map(|row| format!("{}[{}]{}", row.left, row.hit, row.right)).collect()
        };
        let article =
            ["The [grain] deal hold", "a [Grain] boat; old", "boat; old [grain]", "Ein\u{fc} [GRÀIN] Deal fail"];
        assert_eq!(shown(ConcordanceOrder::Article), article);
        let in_order = |numbers: [usize; 4]| numbers.map(|number| article[number]);
        assert_eq!(shown(ConcordanceOrder::Right), in_order([2, 1, 3, 0]), "nothing, boat, deal fails, deal holds");
        assert_eq!(shown(ConcordanceOrder::Left), in_order([1, 3, 2, 0]), "a, einu, old boat, the");
        assert_eq!(shown(ConcordanceOrder::Hit), article, "all fold to the same");
    }

    #[test]
    fn words_to_the_left_are_compared_outward() {
        let (corpus, ids) = corpus(&["z a x", "a b x", "b a x"]);
        let rows = all(&corpus, "x", &ids);
        assert_eq!(sorted(&corpus, &rows, ConcordanceOrder::Left, &Cancel::new()), Some(vec![2, 0, 1]));
    }

    #[test]
    fn batches_come_in_order_until_it_is_enough() {
        let texts = vec!["x x"; 200];
        let (corpus, ids) = corpus(&texts);
        let mut sizes = Vec::new();
        occurrences(&corpus, &Query::parse("x"), &ids, &Cancel::new(), |batch| {
            sizes.push(batch.len());
            if sizes.len() < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!(sizes, [2 * FIRST_BATCH, 4 * FIRST_BATCH]);
        let rows = all(&corpus, "x", &ids);
        assert_eq!(rows.len(), 400);
        assert!(rows.is_sorted_by_key(|row| (row.article_id, row.span)));
        let cancel = Cancel::new();
        cancel.cancel();
        assert_eq!(sorted(&corpus, &rows, ConcordanceOrder::Right, &cancel), None);
        occurrences(&corpus, &Query::parse("x"), &ids, &cancel, |_| panic!("cancelled"));
    }
}
