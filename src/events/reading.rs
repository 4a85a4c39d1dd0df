//! The mentions of one article: every expression of time in it, with its sentence.

use crate::corpus::{Article, ArticleId, Mention};
use crate::text::sentences::{sentence_at, sentences};
use crate::time::{self, Anchor, Context, Precision, TimeExpression};

/// "Monday", reckoned from a publication date that is only known to the year, may be any Monday of it. Beyond so many
/// days such a reading says when the article appeared, and not when something happened.
const MOST_DAYS_OF_A_DAY: i64 = 31;

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
            expression: left_open_if_vague(expression),
        })
        .collect()
}

/// A day or week that is reckoned from a vague publication date stays open instead of covering months.
fn left_open_if_vague(expression: TimeExpression) -> TimeExpression {
    let is_fine =
        matches!(expression.precision, Precision::Time | Precision::Day | Precision::Weekend | Precision::Week);
    let is_reckoned = matches!(expression.anchor, Anchor::Publication(_));
    match expression.interval {
        Some(interval) if is_fine && is_reckoned && interval.day_count() > MOST_DAYS_OF_A_DAY => {
            TimeExpression { interval: None, range: None, anchor: Anchor::Open, ..expression }
        }
        _ => expression,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Basis, ContentHash, Known, Source};
    use crate::time::Interval;
    use std::path::PathBuf;
    use std::sync::Arc;

    /// The intervals of the mentions of "The ministers met on Monday." when it appeared in `published`.
    fn monday_as_of(published: Interval) -> Vec<Option<Interval>> {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a.txt".into(), member: None };
        let text = "The ministers met on Monday.";
        let mut article = Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into());
        article.published = Some(Known::new(published, Basis::stated("test")));
        mentions(ArticleId(0), &article).iter().map(Mention::interval).collect()
    }

    #[test]
    fn a_weekday_is_a_day_near_a_known_date_and_open_in_an_unknown_year() {
        let day = Interval::of_day(2023, 3, 21).expect("a day");
        assert_eq!(monday_as_of(day), [Interval::of_day(2023, 3, 20)]);
        assert_eq!(monday_as_of(Interval::of_year(2023).expect("a year")), [None]);
    }
}
