//! Which articles are ready for being compared already? The last few are kept, so that four columns of a reader, which are six
//! pairs, are made ready four times and not twelve.

use super::prepared::Prepared;
use crate::corpus::{Article, ArticleId};
use crate::text::Span;
use crate::time::Interval;
use std::collections::VecDeque;
use std::sync::Arc;

/// Articles that are kept: those of one full reader, and of the one before.
const MOST_KEPT: usize = 8;

/// The articles that were compared last, made ready.
#[derive(Debug, Default)]
pub struct PreparedMemo {
    /// Newest last.
    kept: VecDeque<Kept>,
}

/// One article, with all of it that [`Prepared`] is made from.
#[derive(Debug)]
struct Kept {
    article_id: ArticleId,
    published: Option<Interval>,
    language: Option<String>,
    boilerplate: Vec<Span>,
    prepared: Arc<Prepared>,
}

impl PreparedMemo {
    /// The article made ready; now, unless it was before and is still the same.
    pub fn prepared(&mut self, article_id: ArticleId, article: &Article) -> Arc<Prepared> {
        self.prepared_by(article_id, article, Prepared::new)
    }

    fn prepared_by(
        &mut self,
        article_id: ArticleId,
        article: &Article,
        make: impl FnOnce(&Article) -> Prepared,
    ) -> Arc<Prepared> {
        let known = self.kept.iter().position(|kept| kept.is_of(article_id, article));
        let kept = known.and_then(|place| self.kept.remove(place)).unwrap_or_else(|| Kept {
            article_id,
            published: article.published(),
            language: article.language().map(str::to_owned),
            boilerplate: article.boilerplate.clone(),
            prepared: Arc::new(make(article)),
        });
        let prepared = kept.prepared.clone();
        // An earlier state of the article is of no use any more.
        self.kept.retain(|kept| kept.article_id != article_id);
        self.kept.push_back(kept);
        if self.kept.len() > MOST_KEPT {
            self.kept.pop_front();
        }
        prepared
    }
}

impl Kept {
    fn is_of(&self, article_id: ArticleId, article: &Article) -> bool {
        self.article_id == article_id
            && self.published == article.published()
            && self.language.as_deref() == article.language()
            && self.boilerplate == article.boilerplate
            && *self.prepared.text == *article.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ContentHash, Source};
    use std::path::PathBuf;

    fn article(number: u32) -> Article {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a".into(), member: None };
        Article::of_text(source, "a".into(), ContentHash([0; 32]), format!("Mayor {number} resigned on Monday.").into())
    }

    /// How many of the asked articles had to be made ready.
    fn made(memo: &mut PreparedMemo, asked: &[(u32, &Article)]) -> usize {
        let mut count = 0;
        for &(number, article) in asked {
            memo.prepared_by(ArticleId(number), article, |article| {
                count += 1;
                Prepared::new(article)
            });
        }
        count
    }

    #[test]
    fn four_columns_are_made_ready_four_times() {
        let columns = [0, 1, 2, 3].map(article);
        let column = |number: u32| (number, &columns[number as usize]);
        let mut memo = PreparedMemo::default();
        let pairs = [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)];
        let asked: Vec<_> = pairs.iter().flat_map(|&(a, b)| [column(a), column(b)]).collect();
        assert_eq!((asked.len(), made(&mut memo, &asked)), (12, 4));
        let prepared = memo.prepared(ArticleId(2), &columns[2]);
        assert_eq!(*prepared.text, *columns[2].text);
    }

    #[test]
    fn an_article_that_has_changed_is_made_ready_anew() {
        let [one, other] = [0, 1].map(article);
        let with_boilerplate = Article { boilerplate: vec![Span::new(0, 5)], ..one.clone() };
        let mut memo = PreparedMemo::default();
        let asked = [(0, &one), (0, &one), (0, &other), (0, &with_boilerplate), (0, &one)];
        assert_eq!(made(&mut memo, &asked), 4);
    }

    #[test]
    fn only_the_last_few_are_kept() {
        let articles: Vec<Article> = (0..=MOST_KEPT as u32).map(article).collect();
        let all: Vec<(u32, &Article)> = (0..).zip(&articles).collect();
        let mut memo = PreparedMemo::default();
        assert_eq!(made(&mut memo, &all), MOST_KEPT + 1);
        assert_eq!(memo.kept.len(), MOST_KEPT);
        assert_eq!(made(&mut memo, &all[1..]), 0);
        assert_eq!(made(&mut memo, &all[..1]), 1);
    }
}
