//! One expression of time in one article.

use super::ArticleId;
use crate::text::Span;
use crate::time::{Interval, TimeExpression};

/// One expression of time in one article, with the sentence that holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Which article.
    pub article_id: ArticleId,
    /// What it says.
    pub expression: TimeExpression,
    /// The sentence around it.
    pub sentence: Span,
    /// True when it stands in a footer, a menu or another stretch that is not the article.
    pub is_boilerplate: bool,
}

impl Mention {
    /// The days it is drawn at: the whole range where it is an end of one.
    pub fn interval(&self) -> Option<Interval> {
        self.expression.range.map(|range| range.interval).or(self.expression.interval)
    }
}
