//! Stories instead of copies: one article stands for each group, whatever was selected.

use super::CopyGroups;
use crate::corpus::ArticleId;

/// A selection with its copies folded. What was folded away is still in the selection that it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    /// The articles that stand for a group or for themselves, in the order of the selection.
    pub article_ids: Vec<ArticleId>,
    /// For how many articles of the selection each stands, itself among them.
    pub counts: Vec<u32>,
}

impl Stories {
    /// How many articles were folded away.
    pub fn folded_count(&self) -> usize {
        self.counts.iter().map(|&count| count as usize - 1).sum()
    }
}

impl CopyGroups {
    /// Folds a selection: of each group the earliest of the selected members stands for all of them. Linear, some
    /// nanoseconds an article.
    pub fn stories(&self, selection: &[ArticleId]) -> Stories {
        // By group: how many are selected, and the earliest place among them.
        let mut seen = vec![(0_u32, u32::MAX); self.len()];
        for &article_id in selection {
            if let Some((group, place)) = self.place(article_id)
                && let Some((count, first)) = seen.get_mut(group as usize)
            {
                *count += 1;
                *first = place.min(*first);
            }
        }
        let mut stories = Stories::default();
        for &article_id in selection {
            let count = match self.place(article_id) {
                None => 1,
                Some((group, place)) => match seen.get(group as usize) {
                    Some(&(count, first)) if first == place => count,
                    _ => continue,
                },
            };
            stories.article_ids.push(article_id);
            stories.counts.push(count);
        }
        stories
    }

    /// The selected articles for which `article_id` stands, itself among them, in the order of publication.
    pub fn folded_under(&self, article_id: ArticleId, is_selected: impl Fn(ArticleId) -> bool) -> Vec<ArticleId> {
        let copies = self.copies_of(article_id);
        if copies.is_empty() {
            return vec![article_id];
        }
        copies.iter().map(|member| member.article_id).filter(|&article_id| is_selected(article_id)).collect()
    }
}
