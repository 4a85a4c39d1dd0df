//! What is shown no more is let go in the background: to give back hundreds of megabytes takes longer than a frame.

use super::effect::{Effect, Task};
use super::snapshot::Snapshot;
use super::state::Session;
use std::fmt::Debug;
use std::sync::Arc;

/// Articles of a snapshot that is let go by others.
const LARGE: usize = 1 << 16;

impl Session {
    /// Has something let go that may be large.
    pub(super) fn leave(&mut self, thing: impl Debug + Send + 'static) {
        self.left.push(Box::new(thing));
    }

    /// The same of a snapshot, where it is one of many articles: it has a share in each part of the corpus, and what it gives
    /// back may have to wait for threads that read.
    pub(super) fn leave_snapshot(&mut self, snapshot: Option<Arc<Snapshot>>) {
        if let Some(snapshot) = snapshot.filter(|snapshot| snapshot.opened.corpus.slot_count() >= LARGE) {
            self.leave(snapshot);
        }
    }

    /// Hands over what has been left since the last call.
    pub(super) fn let_go(&mut self) -> Option<Effect> {
        (!self.left.is_empty()).then(|| Effect::Task(Task::LetGo(std::mem::take(&mut self.left))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Report;
    use super::super::sample::reading_sample;
    use super::*;
    use crate::events::Lanes;
    use crate::session::Action;

    /// How many other than the session's own hold what is let go.
    fn left(effects: &[Effect]) -> usize {
        let things = effects.iter().filter_map(|effect| match effect {
            Effect::Task(Task::LetGo(things)) => Some(things.len()),
            _ => None,
        });
        things.sum()
    }

    #[test]
    fn a_timeline_that_is_replaced_and_a_corpus_that_is_closed_are_let_go_by_others() {
        let mut session = reading_sample();
        let lanes = Arc::new(Lanes::default());
        session.now.view.lanes = lanes.clone();
        session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        session.absorb(Report::Found(
            1,
            super::super::report::FoundRows { find: session.newest_find, ..Default::default() },
        ));
        let layout = session.layout.as_ref().expect("a timeline is laid out").number;
        let effects = session.absorb(Report::LaidOut { import: 1, layout, lanes: Arc::default() });
        assert_eq!((left(&effects), Arc::strong_count(&lanes)), (1, 2), "the effect holds it");
        drop(effects);
        assert_eq!(Arc::strong_count(&lanes), 1);
        assert!(left(&session.apply(Action::OpenSample)) > 0);
    }

    #[test]
    fn a_snapshot_of_many_articles_is_let_go_by_others() {
        let mut session = reading_sample();
        session.snapshot();
        assert_eq!(left(&session.apply(Action::ClearSelection)), 0);
        let (_, article) = session.now.opened.corpus.iter().next().expect("an article");
        for _ in 0..LARGE {
            session.now.opened.corpus.push(article.clone());
        }
        session.snapshot();
        assert_eq!(left(&session.apply(Action::ClearSelection)), 1);
        assert_eq!(left(&session.apply(Action::ClearSelection)), 0, "nobody has asked for another");
    }
}
