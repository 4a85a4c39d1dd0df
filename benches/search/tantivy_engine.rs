//! tantivy as a peer and as the oracle of counts: positions, nothing stored, one thread, one segment in memory.
//!
//! It is given its fastest ways: portions of the corpus become segments on the calling thread and are merged at the end,
//! facets count over columns of small numbers, and texts for snippets are handed to it.

use super::engine::{Answer, Ask, Engine, NEWEST, NO_DAY, Query, ROWS, month_of, ranked};
use crate::corpus_generator::GeneratedArticle;
use std::collections::HashMap;
use std::ops::Bound;
use tantivy::collector::{Collector, Count, SegmentCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::directory::RamDirectory;
use tantivy::indexer::merge_indices;
use tantivy::query::{
    BooleanQuery, FuzzyTermQuery, PhraseQuery, Query as TantivyQuery, RangeQuery, RegexQuery, TermQuery,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer, TokenizerManager};
use tantivy::{
    DocAddress, DocId, Index, IndexBuilder, Order, Score, Searcher, SegmentOrdinal, SegmentReader,
    SingleSegmentIndexWriter, TantivyDocument, Term,
};

/// Articles of a segment before the merge: about what 400 MB of its writer's memory hold.
const SEGMENT: usize = 65_536;

pub(crate) struct Tantivy {
    schema: Schema,
    fields: Fields,
    outlets: HashMap<String, u64>,
    writer: Option<SingleSegmentIndexWriter>,
    in_segment: usize,
    segments: Vec<Index>,
    whole: Option<(RamDirectory, Searcher)>,
}

#[derive(Clone, Copy)]
struct Fields {
    text: Field,
    id: Field,
    day: Field,
    month: Field,
    outlet: Field,
}

impl Tantivy {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("words")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let column = || NumericOptions::default() | FAST;
        let fields = Fields {
            text: schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing)),
            id: schema.add_u64_field("id", column()),
            day: schema.add_i64_field("day", column()),
            month: schema.add_u64_field("month", column()),
            outlet: schema.add_u64_field("outlet", column() | INDEXED),
        };
        Self {
            schema: schema.build(),
            fields,
            outlets: HashMap::new(),
            writer: None,
            in_segment: 0,
            segments: Vec::new(),
            whole: None,
        }
    }

    fn new_writer(&self) -> SingleSegmentIndexWriter {
        let builder = IndexBuilder::new().schema(self.schema.clone()).tokenizers(tokenizers());
        builder.single_segment_index_writer(RamDirectory::create(), 400_000_000).expect("a writer")
    }

    fn end_segment(&mut self) {
        if let Some(writer) = self.writer.take() {
            self.segments.push(writer.finalize().expect("a segment"));
            self.in_segment = 0;
        }
    }

    fn term(&self, word: &str) -> Term {
        Term::from_field_text(self.fields.text, word)
    }

    fn word(&self, word: &str) -> Box<dyn TantivyQuery> {
        Box::new(TermQuery::new(self.term(word), IndexRecordOption::Basic))
    }

    fn query(&self, query: &Query) -> Option<Box<dyn TantivyQuery>> {
        let text = self.fields.text;
        Some(match query {
            Query::All(words) if words.len() == 1 => self.word(&words[0]),
            Query::All(words) => {
                Box::new(BooleanQuery::intersection(words.iter().map(|word| self.word(word)).collect()))
            }
            Query::Phrase(words) => Box::new(PhraseQuery::new(words.iter().map(|word| self.term(word)).collect())),
            Query::Prefix(prefix) => {
                // Faster than an automaton for `prefix.*`.
                let after = format!("{prefix}{}", char::MAX);
                Box::new(RangeQuery::new(Bound::Included(self.term(prefix)), Bound::Excluded(self.term(&after))))
            }
            Query::Fuzzy(word, distance) => Box::new(FuzzyTermQuery::new(self.term(word), *distance, true)),
            Query::WordRegex(regex) => Box::new(RegexQuery::from_pattern(regex, text).ok()?),
            Query::Substring(part) => Box::new(RegexQuery::from_pattern(&format!(".*{part}.*"), text).ok()?),
            Query::Near(one, other, gap) => {
                let mut phrase = PhraseQuery::new(vec![self.term(one), self.term(other)]);
                phrase.set_slop(*gap);
                Box::new(phrase)
            }
            Query::Regex(_) => return None,
        })
    }
}

fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build();
    manager.register("words", words);
    manager
}

impl Engine for Tantivy {
    fn name(&self) -> &'static str {
        "tantivy"
    }

    fn add(&mut self, articles: &[GeneratedArticle]) {
        for article in articles {
            let next = self.outlets.len() as u64;
            let outlet = *self.outlets.entry(article.outlet.clone()).or_insert(next);
            let mut document = TantivyDocument::default();
            // Two values: a phrase does not run from the title into the text.
            document.add_text(self.fields.text, &article.title);
            document.add_text(self.fields.text, &article.text);
            document.add_u64(self.fields.id, article.id);
            document.add_u64(self.fields.outlet, outlet);
            if let (Some(day), Some(month)) = (article.published, month_of(article)) {
                document.add_i64(self.fields.day, day.into());
                document.add_u64(self.fields.month, month.into());
            }
            if self.writer.is_none() {
                self.writer = Some(self.new_writer());
            }
            if let Some(writer) = &mut self.writer {
                writer.add_document(document).expect("a document is added");
            }
            self.in_segment += 1;
            if self.in_segment == SEGMENT {
                self.end_segment();
            }
        }
    }

    fn finish(&mut self) {
        self.end_segment();
        let directory = RamDirectory::create();
        let segments = std::mem::take(&mut self.segments);
        let mut index = merge_indices(&segments, directory.clone()).expect("segments are merged");
        index.set_tokenizers(tokenizers());
        let searcher = index.reader().expect("a reader").searcher();
        assert_eq!(searcher.segment_readers().len(), 1, "merged to one segment");
        self.whole = Some((directory, searcher));
    }

    fn index_bytes(&self) -> u64 {
        self.whole.as_ref().map_or(0, |(directory, _)| directory.total_mem_usage() as u64)
    }

    fn ask(&mut self, articles: &[GeneratedArticle], ask: Ask, query: &Query) -> Option<Answer> {
        let (_, searcher) = self.whole.as_ref()?;
        let query = self.query(query)?;
        let newest = |limit| TopDocs::with_limit(limit).order_by_fast_field::<i64>("day", Order::Desc);
        let days = |hits: &[(Option<i64>, DocAddress)]| hits.iter().map(|hit| hit.0.unwrap_or(NO_DAY)).collect();
        let outlets = || Counts { column: "outlet", size: self.outlets.len() };
        let months = || Counts { column: "month", size: 16 * 12 };
        Some(match ask {
            Ask::Count => Answer { count: searcher.search(&query, &Count).ok()? as u64, list: Vec::new() },
            Ask::Newest => {
                let (count, hits) = searcher.search(&query, &(Count, newest(NEWEST))).ok()?;
                Answer { count: count as u64, list: days(&hits) }
            }
            Ask::Months => Answer { count: 0, list: ranked(searcher.search(&query, &months()).ok()?) },
            Ask::Outlets => Answer { count: 0, list: ranked(searcher.search(&query, &outlets()).ok()?) },
            Ask::Keystroke => {
                let all = (Count, newest(ROWS), months(), outlets());
                let (count, hits, ..) = searcher.search(&query, &all).ok()?;
                let mut snippets = SnippetGenerator::create(searcher, &*query, self.fields.text).ok()?;
                snippets.set_max_num_chars(160);
                for (_, address) in &hits {
                    let ids = searcher.segment_reader(address.segment_ord).fast_fields().u64("id").ok()?;
                    let article = &articles[ids.first(address.doc_id)? as usize];
                    std::hint::black_box(snippets.snippet(&article.text));
                }
                Answer { count: count as u64, list: days(&hits) }
            }
        })
    }
}

/// Counts the values of a column of small numbers.
struct Counts {
    column: &'static str,
    size: usize,
}

struct SegmentCounts {
    column: Column<u64>,
    values: Vec<Option<u64>>,
    counts: Vec<u64>,
}

impl Collector for Counts {
    type Fruit = Vec<u64>;
    type Child = SegmentCounts;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let column = segment.fast_fields().u64(self.column)?;
        Ok(SegmentCounts { column, values: Vec::new(), counts: vec![0; self.size] })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<u64>>) -> tantivy::Result<Vec<u64>> {
        Ok((0..self.size).map(|place| segments.iter().map(|counts| counts[place]).sum()).collect())
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = Vec<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.collect_block(&[doc]);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.values.clear();
        self.values.resize(docs.len(), None);
        self.column.first_vals(docs, &mut self.values);
        for value in self.values.iter().flatten() {
            self.counts[*value as usize] += 1;
        }
    }

    fn harvest(self) -> Vec<u64> {
        self.counts
    }
}
