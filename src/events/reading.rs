//! The mentions of one article: every expression of time in it, with its sentence.

use crate::corpus::{Article, ArticleId, Mention};
use crate::text::sentences::{sentence_at, sentences};
use crate::time::{self, Context};

/// Every expression of time in `article`, in order, with its sentence.
pub fn mentions(article_id: ArticleId, article: &Article) -> Vec<Mention> {
    let context = Context { published: article.published(), language: article.language(), country: None };
    let expressions = time::read(&article.text, &context);
    if expressions.is_empty() {
        return Vec::new();
    }
    let sentences = sentences(&article.text);
    expressions
        .into_iter()
        .map(|expression| Mention {
            article_id,
            sentence: sentence_at(&sentences, expression.span.start()).unwrap_or(expression.span),
            is_boilerplate: article.is_boilerplate(expression.span),
            expression,
        })
        .collect()
}
