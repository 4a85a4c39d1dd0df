//! Having articles and mentions packed that were read: what is open takes little more memory than its texts.

use super::effect::{Effect, PackTask, Task};
use super::report::PackedBlocks;
use super::state::Session;

impl Session {
    /// Has the blocks packed that have become full.
    pub(super) fn pack(&mut self) -> Option<Effect> {
        let opened = &mut self.now.opened;
        let (articles, mentions) = (opened.corpus.give_out(), opened.mentions.give_out());
        let is_some = !articles.is_empty() || !mentions.is_empty();
        is_some.then(|| Effect::Task(Task::Pack(PackTask { import: opened.import, articles, mentions })))
    }

    /// Puts packed blocks in the place of what they were packed from: nothing that is shown changes. That is let go in the
    /// background: it is thousands of texts.
    pub(super) fn take_packed(&mut self, import: u64, packed: PackedBlocks) -> Vec<Effect> {
        let opened = &mut self.now.opened;
        if import == opened.import {
            for (from, block) in &packed.articles {
                opened.corpus.take_packed(from, block.clone());
            }
            for (from, block) in &packed.mentions {
                opened.mentions.take_packed(from, block.clone());
            }
        }
        self.leave(packed);
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::{ImportedBatch, Report};
    use super::super::sample::reading_sample;
    use super::*;
    use crate::corpus::{Article, ArticleId};
    use std::sync::Arc;

    #[test]
    fn what_was_packed_is_let_go_by_others() {
        let mut session = reading_sample();
        let sample = session.now.article(ArticleId(0)).expect("an article");
        let copies: Vec<Arc<Article>> = (0..1_100).map(|_| Arc::new(Article::clone(&sample))).collect();
        let watched = Arc::downgrade(copies.first().expect("an article"));
        let articles = copies.into_iter().map(|article| (article, Arc::default())).collect();
        let mut effects = session.absorb(Report::Batch(1, ImportedBatch { articles, ..ImportedBatch::default() }));
        effects.extend(session.absorb(Report::ImportDone { import: 1, was_cancelled: false }));
        let task = effects.into_iter().find_map(|effect| match effect {
            Effect::Task(Task::Pack(task)) => Some(task),
            _ => None,
        });
        let PackTask { import, articles, .. } = task.expect("a full block");
        let articles = articles.into_iter().map(|from| (from.clone(), Arc::new(from.pack()))).collect();
        let effects = session.absorb(Report::Packed(import, PackedBlocks { articles, mentions: Vec::new() }));
        assert_eq!(watched.strong_count(), 1, "the effect holds it");
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Task(Task::LetGo(_)))));
        drop(effects);
        assert_eq!(watched.strong_count(), 0);
        assert!(session.now.article(ArticleId(5)).is_some_and(|article| article.text == sample.text));
    }
}
