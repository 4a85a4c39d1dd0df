//! The stretch of each visible article that answers the query best, with its hits, kept between frames.
//!
//! A frame looks through so many bytes of text at most and asks for another frame for the rest: what is seen is never waited
//! for. Of a text that is longer than that the beginning is looked through.

use crate::corpus::{Article, ArticleId};
use crate::search::{Query, Snippet, snippet};
use crate::session::Snapshot;
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of text that are looked through in one frame: half a millisecond for words, two for expressions.
const BYTES_A_FRAME: usize = 128 * 1024;
/// Characters of a snippet at most.
const MOST_CHARS: usize = 240;
/// Width of a character on average, in points: a little more than it is, so that the hits of a full snippet are seen.
const CHAR_WIDTH: f32 = 6.4;
/// A snippet is made anew when there is room for so many characters more or less.
const CHAR_STEP: usize = 12;
/// Whole articles that are kept: those of a few screens.
const MOST_ARTICLES: usize = 200;
/// Articles of which is kept what the query meets in them.
const MOST_KEPT: usize = 2_000;

/// What the query meets in one article.
#[derive(Debug, Default)]
pub struct Met {
    /// The stretch that answers best.
    pub snippet: Snippet,
    /// How many hits the text has, as far as it was looked through.
    pub hit_count: usize,
    /// True when the text goes on behind what was looked through.
    pub is_cut: bool,
    /// Where the hits stand in the headline.
    pub title_hits: Vec<Span>,
}

/// What the query meets in the articles that were seen last.
#[derive(Debug, Default)]
pub struct SnippetsView {
    query_text: String,
    query: Query,
    looks_in_texts: bool,
    /// Which state of the corpus the articles are of.
    state: (u64, u64),
    articles_state: (u64, u64),
    /// Characters that there is room for.
    char_count: usize,
    met: HashMap<ArticleId, Arc<Met>>,
    /// The articles themselves: to unpack those of a screen in every frame costs more than the frame.
    articles: HashMap<ArticleId, Arc<Article>>,
    /// Bytes that may still be looked through in this frame.
    budget: usize,
    /// The budget was not enough.
    is_short: bool,
}

impl SnippetsView {
    /// Follows the query that the rows passed.
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let query = &snapshot.view.rows_filter.query;
        if *query != self.query_text {
            self.query_text.clone_from(query);
            self.query = Query::parse(query);
            self.looks_in_texts = self.query.looks_in_texts();
            self.met.clear();
        }
    }

    /// Follows the query and the width of a row. At the beginning of each frame.
    pub fn begin_frame(&mut self, snapshot: &Snapshot, width: f32) {
        self.follow(snapshot);
        let state = (snapshot.opened.import, snapshot.opened.change);
        let char_count = ((width / CHAR_WIDTH) as usize / CHAR_STEP * CHAR_STEP).clamp(CHAR_STEP, MOST_CHARS);
        if (state, char_count) != (self.state, self.char_count) || self.met.len() > MOST_KEPT {
            (self.state, self.char_count) = (state, char_count);
            self.met.clear();
        }
        if state != self.articles_state || self.articles.len() > MOST_ARTICLES {
            self.articles_state = state;
            self.articles.clear();
        }
        self.budget = BYTES_A_FRAME;
        self.is_short = false;
    }

    /// An article of a visible row.
    pub fn article(&mut self, snapshot: &Snapshot, article_id: ArticleId) -> Option<Arc<Article>> {
        if let Some(known) = self.articles.get(&article_id) {
            return Some(known.clone());
        }
        let article = snapshot.article(article_id)?;
        self.articles.insert(article_id, article.clone());
        Some(article)
    }

    /// True when rows have snippets.
    pub fn is_shown(&self) -> bool {
        self.looks_in_texts
    }

    /// True when some of the snippets asked for have to wait for another frame.
    pub fn is_short(&self) -> bool {
        self.is_short
    }

    /// What the query meets in an article; nothing where there is none or it has to wait.
    pub fn of(&mut self, article_id: ArticleId, article: &Article) -> Option<Arc<Met>> {
        if !self.looks_in_texts {
            return None;
        }
        if let Some(known) = self.met.get(&article_id) {
            return Some(known.clone());
        }
        let text: &str = &article.text;
        let end = (0..=BYTES_A_FRAME.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        // The first of a frame always fits.
        if end > self.budget {
            self.is_short = true;
            return None;
        }
        self.budget -= end;
        let seen = text.get(..end).unwrap_or("");
        let hits = self.query.term_hits(seen);
        let boilerplate: Vec<Span> = article.boilerplate.iter().copied().filter(|span| span.end() <= end).collect();
        let met = Arc::new(Met {
            snippet: snippet(seen, &hits, &boilerplate, self.char_count),
            hit_count: hits.len(),
            is_cut: end < text.len(),
            title_hits: article.title().map(|title| self.query.title_hits(title)).unwrap_or_default(),
        });
        self.met.insert(article_id, met.clone());
        Some(met)
    }
}
