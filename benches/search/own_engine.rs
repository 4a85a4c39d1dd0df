//! The program's own index and catalogue, asked as the window asks them.

use super::engine::{Answer, Ask, Engine, NEWEST, NO_DAY, Query, ROWS, ranked};
use crate::corpus_generator::GeneratedArticle;
use parallax::corpus::{Article, ArticleId, Basis, ContentHash, Corpus, Known, Source};
use parallax::events::Mentions;
use parallax::events::lanes::{day_number, day_of};
use parallax::search::index::{BLOCK_BYTES, BLOCK_DOCS, Block, Entry, Field, Index, Pattern, Vocabulary, WordPattern};
use parallax::search::sorting::Sort;
use parallax::search::{Catalogue, Filter, Holdings, Query as Asked, lookup, snippet};
use parallax::time::Interval;
use parallax::work::Cancel;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Characters of a snippet.
const SNIPPET: usize = 160;

/// What is indexed is timed alone; the catalogue that answers is laid out from the same articles afterwards.
#[derive(Default)]
pub(crate) struct Own {
    /// Title and text of what has been taken in and not indexed yet.
    waiting: Vec<[String; 2]>,
    blocks: Vec<Arc<Block>>,
    index: Index,
    corpus: Corpus,
    mentions: Mentions,
    catalogue: Catalogue,
    /// The day of each article, for its answers to be held against those of others.
    days: Vec<i32>,
}

impl Own {
    fn build_block(&mut self) {
        let mut entries = self.waiting.iter().map(|[title, text]| Entry { title, byline: "", text });
        self.blocks.push(Arc::new(Block::build(&mut entries, BLOCK_BYTES, &Cancel::new()).expect("a block")));
        self.waiting.clear();
    }

    /// Cuts the snippets of the first rows.
    fn show_snippets(&self, query: &str, rows: &[ArticleId]) -> Option<()> {
        let asked = Asked::parse(query);
        for article_id in rows.iter().take(ROWS) {
            let article = self.corpus.get(*article_id)?;
            let hits = asked.term_hits(&article.text);
            std::hint::black_box(snippet(&article.text, &hits, &article.boilerplate, SNIPPET));
        }
        Some(())
    }

    fn holdings(&self) -> Holdings<'_> {
        Holdings { catalogue: &self.catalogue, corpus: &self.corpus, mentions: &self.mentions }
    }
}

fn read(article: &GeneratedArticle, source: &Source) -> Article {
    let text = article.text.as_str().into();
    let mut read = Article::of_text(source.clone(), "made".into(), ContentHash([0; 32]), text);
    let stated = |value: &str| Some(Known::new(value.into(), Basis::stated("made")));
    read.title = stated(&article.title);
    read.outlet = stated(&article.outlet);
    read.language = stated(article.language);
    let epoch = day_number(chrono::NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day"));
    let day = article.published.map(|day| Interval::day(day_of(epoch + day)));
    read.published = day.map(|day| Known::new(day, Basis::stated("made")));
    read
}

/// The query as it is typed.
fn typed(query: &Query) -> String {
    match query {
        Query::All(words) => words.join(" "),
        Query::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Query::Prefix(prefix) => format!("{prefix}*"),
        Query::Fuzzy(word, distance) => format!("{word}~{distance}"),
        Query::Near(one, other, between) => format!("{one} NEAR/{} {other}", between + 1),
        Query::Regex(expression) => format!("/{expression}/"),
        Query::WordRegex(_) | Query::Substring(_) => String::new(),
    }
}

/// What only the index can be asked.
fn pattern(query: &Query) -> Option<Pattern> {
    match query {
        Query::WordRegex(expression) => WordPattern::new(expression).ok().map(Pattern::Matching),
        Query::Substring(part) => Some(Pattern::ContainsPart(part.clone())),
        _ => None,
    }
}

impl Engine for Own {
    fn name(&self) -> &'static str {
        "Parallax"
    }

    fn add(&mut self, articles: &[GeneratedArticle]) {
        for article in articles {
            self.waiting.push([article.title.clone(), article.text.clone()]);
            if self.waiting.len() == BLOCK_DOCS {
                self.build_block();
            }
        }
    }

    fn finish(&mut self) {
        if !self.waiting.is_empty() {
            self.build_block();
        }
        let blocks = std::mem::take(&mut self.blocks);
        let merged = (blocks.len() > 1).then(|| Vocabulary::merge(&blocks, &Cancel::new()).expect("a vocabulary"));
        self.index = Index::new(blocks, merged.map(Arc::new)).expect("an index");
    }

    /// Lays everything out for being asked.
    fn prepare(&mut self, articles: &[GeneratedArticle]) {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: "made".into(), member: None };
        for article in articles {
            self.corpus.push(Arc::new(read(article, &source)));
            self.days.push(article.published.unwrap_or(NO_DAY as i32));
        }
        let all: BTreeSet<ArticleId> = (0..articles.len() as u32).map(ArticleId).collect();
        let cancel = Cancel::new();
        let listing = self.catalogue.listing(&self.corpus, &self.mentions, &all, &cancel).expect("a listing");
        self.catalogue = listing.indexed(&self.corpus, &cancel).expect("an index");
    }

    fn index_bytes(&self) -> u64 {
        self.index.size_bytes() as u64
    }

    fn ask(&mut self, _articles: &[GeneratedArticle], ask: Ask, query: &Query) -> Option<Answer> {
        let cancel = Cancel::new();
        if let (Ask::Count, Some(pattern)) = (ask, pattern(query)) {
            let texts = self.index.docs(Field::Text, &pattern, &cancel)?;
            let titles = self.index.docs(Field::Title, &pattern, &cancel)?;
            let count: usize = texts.iter().zip(&titles).map(|(text, title)| text.or(title).len()).sum();
            return Some(Answer { count: count as u64, list: Vec::new() });
        }
        let filter = Filter { query: typed(query), ..Filter::default() };
        let day_of = |article_id: &ArticleId| self.days.get(article_id.index()).copied().map_or(NO_DAY, i64::from);
        if ask == Ask::Keystroke || matches!(query, Query::Regex(_)) {
            let found = lookup(self.holdings(), &filter, Sort::default(), &cancel, &mut |_| {})?;
            let mut list = Vec::new();
            if ask == Ask::Keystroke {
                self.show_snippets(&filter.query, &found.rows)?;
                list.extend(found.rows.iter().take(ROWS).map(day_of));
            }
            return Some(Answer { count: found.rows.len() as u64, list });
        }
        let matches = self.catalogue.matches(&filter, &cancel)?;
        let (mut count, mut list) = (0, Vec::new());
        match ask {
            Ask::Months => list = ranked(matches.months_published().into_iter().map(|(_, count)| count as u64)),
            Ask::Outlets => list = ranked(matches.outlets().into_iter().map(|outlet| outlet.count as u64)),
            Ask::Newest => {
                count = matches.count() as u64;
                list.extend(matches.first(self.holdings(), Sort::default(), NEWEST, &cancel)?.iter().map(day_of));
            }
            Ask::Count | Ask::Keystroke => count = matches.count() as u64,
        }
        Some(Answer { count, list })
    }
}
