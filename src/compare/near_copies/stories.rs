//! Stories instead of copies: one article stands for each group, whatever was selected.

use super::CopyGroups;
use crate::corpus::ArticleId;

/// The articles of a selection that are folded away, each under the one that stands for its group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Who stands and who is folded under it, by the former, then in the order of publication.
    pairs: Vec<(ArticleId, ArticleId)>,
}

impl Folded {
    /// How many articles are folded away.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// True when every article stands for itself alone.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Those that are folded away.
    pub fn article_ids(&self) -> impl Iterator<Item = ArticleId> {
        self.pairs.iter().map(|&(_, folded)| folded)
    }

    /// Those for which `article_id` stands, without itself, in the order of publication. Found by bisection.
    pub fn under(&self, article_id: ArticleId) -> impl ExactSizeIterator<Item = ArticleId> {
        let start = self.pairs.partition_point(|&(stands, _)| stands < article_id);
        let rest = self.pairs.get(start..).unwrap_or_default();
        let count = rest.partition_point(|&(stands, _)| stands == article_id);
        rest.get(..count).unwrap_or_default().iter().map(|&(_, folded)| folded)
    }
}

impl CopyGroups {
    /// What folding a selection leaves away: of each group the earliest of the selected members stands for the others.
    /// Linear, and as much again for each that is folded.
    pub fn folded(&self, selection: impl Iterator<Item = ArticleId> + Clone) -> Folded {
        let mut firsts = vec![(u32::MAX, ArticleId(0)); self.len()];
        let placed = selection.filter_map(|article_id| Some((self.place(article_id)?, article_id)));
        for ((group, place), article_id) in placed.clone() {
            if let Some(first) = firsts.get_mut(group as usize).filter(|first| place < first.0) {
                *first = (place, article_id);
            }
        }
        let under = |((group, place), article_id): ((u32, u32), ArticleId)| {
            let &(first, stands) = firsts.get(group as usize)?;
            (place > first).then_some((stands, place, article_id))
        };
        let mut folded: Vec<(ArticleId, u32, ArticleId)> = placed.filter_map(under).collect();
        folded.sort_unstable();
        Folded { pairs: folded.into_iter().map(|(stands, _, article_id)| (stands, article_id)).collect() }
    }

    /// Every article that is a copy of an earlier one.
    pub fn copies(&self) -> impl Iterator<Item = ArticleId> {
        self.groups().flat_map(|group| group.iter().skip(1)).map(|member| member.article_id)
    }
}
