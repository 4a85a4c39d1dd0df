//! The changes of a step on very many articles, taken apart into portions.

use super::change::{Change, Correction, Place};
use crate::corpus::{ArticleId, Corpus};
use chrono::{DateTime, Utc};

/// A step on very many articles.
#[derive(Debug)]
pub enum Portioned {
    /// The same place of all of them is to be set.
    Place {
        /// Where they are.
        corpus: Corpus,
        /// Which.
        article_ids: Vec<ArticleId>,
        /// What of each.
        place: Place,
        /// What it shall be.
        new: Correction,
        /// When.
        at: DateTime<Utc>,
    },
    /// What a step changed is to be taken back.
    Undone {
        /// What it changed.
        changes: Vec<(ArticleId, Change)>,
        /// When.
        at: DateTime<Utc>,
    },
    /// What a step changed is to be made again.
    Redone {
        /// What it changed.
        changes: Vec<(ArticleId, Change)>,
    },
}

/// Some changes of a step.
#[derive(Clone, Debug, Default)]
pub struct Portion {
    /// What is to be made. Of a place that is to be set, what it was before is still to be looked up.
    pub changes: Vec<(ArticleId, Change)>,
    /// What of the step that was made before they are; nothing where it is new.
    pub of_step: Vec<(ArticleId, Change)>,
    /// None follow.
    pub is_last: bool,
}

impl Portioned {
    /// Hands on portions of at most `size` changes, in order; the last one is called so.
    pub fn portions(self, size: usize, hand_on: &mut dyn FnMut(Portion)) {
        match self {
            Self::Place { corpus, article_ids, place, new, at } => {
                let change = |article_id: ArticleId| {
                    let article = corpus.get(article_id)?;
                    let (sha256, doc) = (article.sha256, article.source.doc());
                    let (place, old, new) = (place.clone(), Correction::AsRead, new.clone());
                    Some((article_id, Change { at, sha256, doc, place, old, new }))
                };
                in_portions(article_ids.into_iter(), size, |article_ids, is_last| {
                    let changes = article_ids.into_iter().filter_map(change).collect();
                    hand_on(Portion { changes, of_step: Vec::new(), is_last });
                });
            }
            Self::Undone { changes, at } => in_portions(changes.into_iter().rev(), size, |of_step, is_last| {
                let changes = of_step.iter().map(|(article_id, change)| (*article_id, change.inverse(at))).collect();
                hand_on(Portion { changes, of_step, is_last });
            }),
            Self::Redone { changes } => in_portions(changes.into_iter(), size, |of_step, is_last| {
                hand_on(Portion { changes: of_step.clone(), of_step, is_last });
            }),
        }
    }
}

fn in_portions<T>(mut all: impl ExactSizeIterator<Item = T>, size: usize, mut hand_on: impl FnMut(Vec<T>, bool)) {
    loop {
        let portion: Vec<T> = all.by_ref().take(size).collect();
        let is_last = all.len() == 0;
        hand_on(portion, is_last);
        if is_last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_hold_everything_once_in_order_and_the_last_is_known() {
        for (count, expected) in [(0, vec![0]), (3, vec![3]), (4, vec![4]), (9, vec![4, 4, 1])] {
            let (mut all, mut sizes, mut ends) = (Vec::new(), Vec::new(), 0);
            in_portions(0..count, 4, |portion, is_last| {
                sizes.push(portion.len());
                all.extend(portion);
                ends += usize::from(is_last);
            });
            assert_eq!((sizes, ends), (expected, 1));
            assert!(all.into_iter().eq(0..count));
        }
    }
}
