//! How an article is cited, and how a passage is asked for in a query.

use crate::corpus::Article;
use crate::text::one_line;

/// Words of a passage that a query is made of: a longer phrase is seldom found twice.
const MOST_QUERY_WORDS: usize = 12;

/// `“Title”, Byline, Outlet, 20 Mar 2023, https://…`: what is known of it, in this order.
pub fn citation(article: &Article) -> String {
    let published = article.published().map(|days| days.to_string());
    let url = article.url.as_ref().map(|known| known.value.to_string());
    let parts = [
        Some(format!("“{}”", article.shown_title())),
        article.byline().map(str::to_owned),
        article.outlet().map(str::to_owned),
        published,
        url,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A passage with where it is from.
pub fn quoted(article: &Article, passage: &str) -> String {
    format!("“{}”\n({})", one_line(passage), citation(article))
}

/// A query that finds a passage: its first words as a phrase.
pub fn query_for(passage: &str) -> String {
    let words: Vec<&str> = passage.split_whitespace().take(MOST_QUERY_WORDS).collect();
    let phrase: String = words.join(" ").chars().filter(|c| !matches!(c, '"' | '“' | '”')).collect();
    format!("\"{}\"", phrase.trim())
}
