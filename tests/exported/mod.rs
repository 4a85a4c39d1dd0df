//! Articles to export, and what they leave as.

#![allow(clippy::expect_used, dead_code, reason = "a test ends where it cannot go on; every test uses its part")]

use parallax::corpus::{Article, ArticleId, Basis, ContentHash, Corpus, Field, Known, Mention, Source};
use parallax::events::Mentions;
use parallax::export::{self, Format, Options, Scope, Selection};
use parallax::search::{Marks, SavedView};
use parallax::text::Span;
use parallax::time::{Anchor, Interval, Precision, TimeExpression, TimexKind};
use parallax::work::{Cancel, Progress};
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) fn stated<T>(value: Option<T>) -> Field<T> {
    value.map(|value| Known::new(value, Basis::stated("metadata.csv")))
}

pub(crate) fn article(id: &str, title: Option<&str>, text: &str) -> Article {
    let shown_path = format!("{id}.txt").into();
    let source = Source { path: Arc::new(PathBuf::from("x")), shown_path, member: None };
    let title = stated(title.map(Arc::from));
    Article { title, ..Article::of_text(source, id.into(), ContentHash([7; 32]), text.into()) }
}

/// A corpus with its mentions, everything selected.
pub(crate) struct Everything {
    pub(crate) corpus: Corpus,
    pub(crate) mentions: Mentions,
    pub(crate) marks: Marks,
    pub(crate) article_ids: Vec<ArticleId>,
}

impl Everything {
    pub(crate) fn of(articles: impl IntoIterator<Item = Article>) -> Self {
        let mut corpus = Corpus::new();
        let article_ids = articles.into_iter().map(|article| corpus.push(Arc::new(article))).collect();
        Self { corpus, mentions: Mentions::default(), marks: Marks::default(), article_ids }
    }

    pub(crate) fn selection(&self) -> Selection<'_> {
        Selection {
            corpus: &self.corpus,
            mentions: &self.mentions,
            marks: &self.marks,
            article_ids: &self.article_ids,
            events: &[],
            comparisons: &[],
            scope: Scope::new(self.article_ids.len(), self.corpus.len()),
            options: Options::default(),
            cancel: Cancel::new(),
            progress: Progress::new(),
        }
    }

    pub(crate) fn rendered(&self, format: Format) -> String {
        rendered(format, &self.selection())
    }
}

/// The scope of one article that a query asked for.
pub(crate) fn asked(query: &str) -> Scope {
    Scope { view: SavedView { query: query.to_owned(), ..SavedView::default() }, ..Scope::new(1, 1) }
}

pub(crate) fn bytes(format: Format, selection: &Selection<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::render(format, selection, &mut bytes).expect("memory takes everything");
    bytes
}

pub(crate) fn rendered(format: Format, selection: &Selection<'_>) -> String {
    String::from_utf8(bytes(format, selection)).expect("UTF-8")
}

/// A dated article with one expression of time in its second sentence.
pub(crate) fn visit() -> Everything {
    let text = "The visit\n\nThey came. They left on 22 March 2023 by train.\n\nRead more";
    let start = text.find("22 March").expect("it is there");
    let (span, day) = (Span::new(start, start + 13), Interval::of_day(2023, 3, 22).expect("a day"));
    let sentence = Span::new(start - 13, start + 23);
    let mut article = article("visit", Some("The visit"), text);
    article.outlet = stated(Some(Arc::from("Morning Post")));
    article.published =
        Some(Known::new(Interval::of_month(2023, 3).expect("a month"), Basis::inferred("latest-cited-day", span, 0.6)));
    article.boilerplate = vec![Span::new(text.len() - 9, text.len())];
    let expression = TimeExpression {
        span,
        kind: TimexKind::Date,
        value: "2023-03-22".to_owned(),
        modifier: None,
        interval: Some(day),
        precision: Precision::Day,
        anchor: Anchor::Explicit,
        rule: "day-month-year".into(),
        confidence: 0.95,
        range: None,
    };
    let mut everything = Everything::of([article]);
    let mention = Mention { article_id: ArticleId(0), expression, sentence, is_boilerplate: false };
    everything.mentions.set(ArticleId(0), Arc::from([mention]));
    everything
}
