//! The user's work laid over a corpus as a whole, where there is no session: for the command line.

use super::change::Correction;
use super::correcting::moves_days;
use super::corrections::Corrections;
use crate::corpus::{ArticleId, ContentHash, Corpus};
use crate::events::{self, Mentions};
use crate::export::Corrected;
use crate::search::Marks;
use crate::text::CodePoints;
use std::sync::Arc;

/// Puts corrections over articles, and over mentions where those are known. Gives what else the user notes.
pub fn lay_over(corpus: &mut Corpus, mut mentions: Option<&mut Mentions>, corrections: &Corrections) -> Marks {
    let mut marks = Marks::default();
    let corrected = corrections.articles();
    let articles: Vec<(ArticleId, ContentHash)> = corpus.iter().map(|(id, article)| (id, article.sha256)).collect();
    for (article_id, sha256) in articles {
        if let Some(of) = corrections.marked().of(sha256) {
            marks.set(article_id, of.clone());
        }
        let Some(as_read) = corpus.get(article_id).filter(|_| corrected.contains(&sha256)) else { continue };
        let mut article = (*as_read).clone();
        corrections.apply_to(&mut article);
        if let Some(mentions) = mentions.as_deref_mut() {
            let is_reread = moves_days(corrections, sha256);
            let found = if is_reread { events::mentions(article_id, &article).into() } else { mentions.of(article_id) };
            mentions.set(article_id, corrections.apply_to_mentions(sha256, found));
        }
        corpus.replace(article_id, Arc::new(article));
    }
    marks
}

/// What the user has set by hand in these articles, in their order.
pub fn set_by_hand(corrections: &Corrections, corpus: &Corpus, article_ids: &[ArticleId]) -> Vec<Corrected> {
    if *corrections == Corrections::default() {
        return Vec::new();
    }
    let mut set = Vec::new();
    for article in article_ids.iter().filter_map(|&article_id| corpus.get(article_id)) {
        let of_article = corrections.set_in(article.sha256);
        if of_article.is_empty() {
            continue;
        }
        let points = CodePoints::new(&article.text);
        set.extend(of_article.into_iter().map(|(place, correction)| {
            let (start, end) = place.span().map(|span| points.span(span)).unzip();
            let value = match correction {
                Correction::Value(value) => Some(value),
                Correction::Unknown | Correction::AsRead => None,
            };
            let (doc, sha256) = (article.source.doc(), article.sha256.to_string());
            Corrected { doc, sha256, what: place.name().into_owned(), start, end, value }
        }));
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::FieldName;
    use crate::session::change::{Change, Correction, Place};

    #[test]
    fn a_corrected_date_moves_what_is_reckoned_from_it_and_marks_follow_the_content() {
        let mut corpus = Corpus::new();
        let articles: Vec<_> = crate::ingest::read_sample().articles.into_iter().map(Arc::new).collect();
        let mut mentions = Mentions::default();
        for article in &articles {
            let article_id = corpus.push(article.clone());
            mentions.set(article_id, events::mentions(article_id, article).into());
        }
        let mut corrections = Corrections::default();
        let sha256 = articles[1].sha256;
        let yes = Correction::Value("yes".to_owned());
        let mut say = |place: Place, new: Correction| {
            let (at, doc) = (chrono::DateTime::UNIX_EPOCH, String::new());
            corrections.record(&Change { at, sha256, doc, place, old: Correction::AsRead, new });
        };
        say(Place::Field(FieldName::Published), Correction::Value("1999-05-05".to_owned()));
        say(Place::Tag("old".into()), yes.clone());
        say(Place::Reviewed, yes);
        let set = set_by_hand(&corrections, &corpus, &[ArticleId(0), ArticleId(1)]);
        let told: Vec<_> = set.iter().map(|of| (of.what.as_str(), of.value.as_deref(), of.start)).collect();
        assert_eq!(told, [("published", Some("1999-05-05"), None)], "tags are no corrections");
        let before = mentions.of(ArticleId(1));
        let marks = lay_over(&mut corpus, Some(&mut mentions), &corrections);
        let published = corpus.get(ArticleId(1)).and_then(|article| article.published()).map(|days| days.to_string());
        assert_eq!(published.as_deref(), Some("5 May 1999"));
        assert_ne!(mentions.of(ArticleId(1)), before, "relative days are reckoned from the new date");
        assert_eq!(marks.tags_of(ArticleId(1)).count(), 1);
        assert!(marks.reviewed.contains(ArticleId(1)) && marks.reviewed.len() == 1);
        assert_eq!(corpus.get(ArticleId(0)).as_ref(), Some(&articles[0]), "the others stay as they are");
    }
}
