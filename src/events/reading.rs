//! The mentions of one article: every expression of time in it, with its sentence.

use crate::corpus::{Article, ArticleId, Mention};
use crate::text::Span;
use crate::text::sentences::{sentence_at, sentences_of_lines_with};
use crate::time::{self, Anchor, Context, Interval, Precision, TimeExpression};

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
    let sentences = sentences_of_lines_with(&article.text, expressions.iter().map(|expression| expression.span));
    expressions
        .into_iter()
        .map(|expression| Mention {
            article_id,
            sentence: sentence_around(&sentences, expression.span),
            is_boilerplate: article.is_boilerplate(expression.span),
            expression: left_open_if_vague(expression),
        })
        .collect()
}

/// The sentence of an expression. The dot of an ordinal ("22. Oktober") does not end it.
fn sentence_around(sentences: &[Span], expression: Span) -> Span {
    let first = sentence_at(sentences, expression.start()).unwrap_or(expression);
    if first.contains(expression) {
        return first;
    }
    sentence_at(sentences, expression.end().saturating_sub(1)).map_or(first, |last| first.cover(last)).cover(expression)
}

/// What is no calendar unit but for the vagueness of the publication date stays open instead of covering months.
fn left_open_if_vague(expression: TimeExpression) -> TimeExpression {
    let is_vague = |interval: Interval| interval.day_count() > MOST_DAYS_OF_A_DAY;
    match (expression.anchor, expression.interval) {
        (Anchor::Publication(published), Some(interval))
            if is_vague(published) && is_vague(interval) && interval.precision() == Precision::Range =>
        {
            TimeExpression { interval: None, range: None, anchor: Anchor::Open, ..expression }
        }
        _ => expression,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Basis, ContentHash, Known, Source};
    use std::path::PathBuf;
    use std::sync::Arc;

    /// The intervals of the mentions of `text` when it appeared in `published`.
    fn as_of(text: &str, published: Interval) -> Vec<Option<Interval>> {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a.txt".into(), member: None };
        let mut article = Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into());
        article.published = Some(Known::new(published, Basis::stated("test")));
        mentions(ArticleId(0), &article).iter().map(Mention::interval).collect()
    }

    #[test]
    fn the_dot_of_an_ordinal_ends_no_sentence() {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a.txt".into(), member: None };
        let text = "Sie treffen sich am 22. Oktober 2024 in Bern. Dann nicht mehr.";
        let mut article = Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into());
        article.language = Some(Known::new("de".into(), Basis::stated("test")));
        let found = mentions(ArticleId(0), &article);
        let sentence = found.first().map(|mention| mention.sentence.slice(text));
        assert_eq!(sentence, Some("Sie treffen sich am 22. Oktober 2024 in Bern."));
    }

    #[test]
    fn a_weekday_is_a_day_near_a_known_date_and_open_in_an_unknown_year() {
        let text = "The ministers met on Monday.";
        let day = Interval::of_day(2023, 3, 21).expect("a day");
        let year = Interval::of_year(2023).expect("a year");
        assert_eq!(as_of(text, day), [Interval::of_day(2023, 3, 20)]);
        assert_eq!(as_of(text, year), [None]);
        assert_eq!(as_of("They met last year.", year), [Interval::of_year(2022)], "a whole unit is still known");
    }
}
