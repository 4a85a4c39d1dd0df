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

    /// Puts packed blocks in the place of what they were packed from: nothing that is shown changes.
    pub(super) fn take_packed(&mut self, import: u64, packed: PackedBlocks) -> Vec<Effect> {
        let opened = &mut self.now.opened;
        if import == opened.import {
            packed.articles.into_iter().for_each(|(from, block)| opened.corpus.take_packed(&from, block));
            packed.mentions.into_iter().for_each(|(from, block)| opened.mentions.take_packed(&from, block));
        }
        Vec::new()
    }
}
