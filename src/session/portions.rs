//! Steps on very many articles: made portion by portion, so that the window paints in between. Each is one step to undo.
//!
//! A job names the changes; the session makes them as they come. Everything else can be done meanwhile, but for another step
//! of this kind, undoing and doing again.

use super::change::{Change, Correction, Place};
use super::correcting::is_mark;
use super::corrections::Step;
use super::effect::{Effect, PortionTask, Task};
use super::pending::{LargeStep, StepKind};
use super::portioned::{Portion, Portioned};
use super::snapshot::NoticeLevel;
use super::state::Session;
use crate::corpus::ArticleId;

/// Steps on more articles than this are made in portions: so many are made within a frame.
const AT_ONCE: usize = 2_000;

impl Session {
    /// Whether a step on so many articles is made in portions.
    pub(super) fn is_large(count: usize) -> bool {
        count > AT_ONCE
    }

    /// Whether a step that was made is taken back, and made again, in portions.
    pub(super) fn is_large_step(step: &Step) -> bool {
        let is_of_articles = |place: &Place| is_mark(place) || matches!(place, Place::Field(_));
        Self::is_large(step.changes.len()) && step.changes.iter().all(|(_, change)| is_of_articles(&change.place))
    }

    /// Sets one place of very many articles.
    pub(super) fn set_many(
        &mut self,
        article_ids: &[ArticleId],
        place: &Place,
        new: &Correction,
        label: String,
    ) -> Vec<Effect> {
        let what = Portioned::Place {
            corpus: self.now.opened.corpus.clone(),
            article_ids: article_ids.to_vec(),
            place: place.clone(),
            new: new.clone(),
            at: (self.clock)(),
        };
        self.begin_large_step(StepKind::New, label, what)
    }

    /// Takes a large step back, or makes it again.
    pub(super) fn remake(&mut self, step: Step, kind: StepKind) -> Vec<Effect> {
        let Step { label, changes } = step;
        let what = match kind {
            StepKind::Undone => Portioned::Undone { changes, at: (self.clock)() },
            StepKind::New | StepKind::Redone => Portioned::Redone { changes },
        };
        self.begin_large_step(kind, label, what)
    }

    /// Says so when a large step is being made. Nothing that has to wait for it is begun then.
    pub(super) fn is_making_large_step(&mut self) -> bool {
        let Some(step) = &self.large_step else { return false };
        let text = format!("One moment: still at “{}”", step.label);
        self.notice(NoticeLevel::Failed, text);
        true
    }

    fn begin_large_step(&mut self, kind: StepKind, label: String, what: Portioned) -> Vec<Effect> {
        let number = self.next_number();
        self.large_step = Some(LargeStep { number, kind, label, changes: Vec::new() });
        self.now.view.is_pending = true;
        vec![Effect::Task(Task::Portion(PortionTask { import: self.now.opened.import, number, what }))]
    }

    /// Makes the next changes of a large step.
    pub(super) fn take_portion(&mut self, import: u64, number: u64, portion: Portion) -> Vec<Effect> {
        let is_its = import == self.now.opened.import;
        let Some(mut step) = self.large_step.take_if(|step| is_its && step.number == number) else {
            return Vec::new();
        };
        let Portion { mut changes, of_step, is_last } = portion;
        if step.kind == StepKind::New {
            for (_, change) in &mut changes {
                change.old = self.corrections.at(change.sha256, &change.place);
            }
            changes.retain(|(_, change): &(ArticleId, Change)| change.old != change.new);
        }
        let mut effects = if changes.is_empty() { Vec::new() } else { self.make(&changes) };
        step.changes.extend(if step.kind == StepKind::New { changes } else { of_step });
        if is_last {
            self.end_large_step(step);
            effects.push(self.find());
        } else {
            self.large_step = Some(step);
        }
        effects
    }

    /// What has been made of a large step stays, and can be undone.
    pub(super) fn large_step_failed(&mut self) -> Option<Effect> {
        let step = self.large_step.take()?;
        self.end_large_step(step);
        Some(self.find())
    }

    fn end_large_step(&mut self, step: LargeStep) {
        let LargeStep { kind, label, changes, .. } = step;
        let (told, step) = (label.clone(), Step { label, changes });
        match kind {
            StepKind::New if step.changes.is_empty() => {}
            StepKind::New => {
                self.history.done.push(step);
                let former = std::mem::take(&mut self.history.undone);
                self.leave(former);
            }
            StepKind::Undone => {
                self.notice(NoticeLevel::Done, format!("Undone: {told}"));
                self.history.undone.push(step);
            }
            StepKind::Redone => {
                self.notice(NoticeLevel::Done, format!("Done again: {told}"));
                self.history.done.push(step);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::{ImportedBatch, Report};
    use super::super::sample::reading_sample;
    use super::*;
    use crate::corpus::{Article, FieldName};
    use crate::session::Action;
    use std::sync::Arc;

    /// More than are marked at once.
    const MANY: u32 = 2_100;

    fn session() -> Session {
        let mut session = reading_sample();
        let sample = session.now.article(ArticleId(0)).expect("an article");
        let copy = |number: u32| {
            let mut article = Article::clone(&sample);
            article.sha256.0[..4].copy_from_slice(&number.to_le_bytes());
            (Arc::new(article), Arc::default())
        };
        let articles = (5..MANY).map(copy).collect();
        session.absorb(Report::Batch(1, ImportedBatch { articles, ..ImportedBatch::default() }));
        session
    }

    /// Does what the job does, with portions of 500. How many changes were handed over to be stored.
    fn carry_out(session: &mut Session, effects: Vec<Effect>) -> usize {
        let mut stored = 0;
        for effect in effects {
            match effect {
                Effect::Task(Task::Store { changes, .. }) => stored += changes.len(),
                Effect::Task(Task::Portion(task)) => {
                    let PortionTask { import, number, what } = task;
                    let mut portions = Vec::new();
                    what.portions(500, &mut |portion| portions.push(portion));
                    assert!(portions.len() > 3, "{}", portions.len());
                    for portion in portions {
                        let effects = session.absorb(Report::Portion { import, number, portion });
                        stored += carry_out(session, effects);
                    }
                }
                _ => {}
            }
        }
        stored
    }

    fn tagged(session: &mut Session) -> usize {
        session.snapshot().view.filter.marks.tagged.get("many").map_or(0, crate::corpus::ArticleSet::len)
    }

    fn tag(is_on: bool) -> Action {
        Action::Tag { article_ids: (0..MANY).map(ArticleId).collect(), tag: "many".to_owned(), is_on }
    }

    #[test]
    fn very_many_are_tagged_in_portions_as_one_step_that_is_undone_and_done_again() {
        let mut session = session();
        let one = Action::Tag { article_ids: vec![ArticleId(7)], tag: "many".to_owned(), is_on: true };
        session.apply(one);
        let effects = session.apply(tag(true));
        assert!(session.snapshot().view.is_pending);
        let refused = session.apply(Action::Undo);
        assert!(refused.is_empty(), "not before it is made");
        assert_eq!(carry_out(&mut session, effects), MANY as usize - 1, "one has it");
        assert_eq!(tagged(&mut session), MANY as usize);
        let label = format!("tag {MANY} articles: many");
        assert_eq!(session.snapshot().undo_label, Some(label.clone()));
        let effects = session.apply(Action::Undo);
        assert_eq!(carry_out(&mut session, effects), MANY as usize - 1);
        assert_eq!(tagged(&mut session), 1, "that one keeps it");
        let effects = session.apply(Action::Redo);
        carry_out(&mut session, effects);
        assert_eq!((tagged(&mut session), session.snapshot().undo_label.clone()), (MANY as usize, Some(label)));
        let effects = session.apply(tag(false));
        carry_out(&mut session, effects);
        assert_eq!(tagged(&mut session), 0);
    }

    #[test]
    fn a_field_of_very_many_is_set_in_portions_as_one_step() {
        let mut session = session();
        let outlet_of = |session: &Session| {
            session.now.article(ArticleId(7)).and_then(|article| Some(article.outlet.as_ref()?.value.clone()))
        };
        let before = outlet_of(&session);
        let effects = session.apply(Action::Correct {
            article_ids: (0..MANY).map(ArticleId).collect(),
            field: FieldName::Outlet,
            correction: Correction::Value("The Same".to_owned()),
        });
        assert_eq!(carry_out(&mut session, effects), MANY as usize);
        assert_eq!(outlet_of(&session).as_deref(), Some("The Same"));
        assert_eq!(session.snapshot().undo_label, Some(format!("set outlet of {MANY} articles")));
        let effects = session.apply(Action::Undo);
        assert_eq!(carry_out(&mut session, effects), MANY as usize);
        assert_eq!(outlet_of(&session), before);
        let effects = session.apply(Action::Redo);
        carry_out(&mut session, effects);
        assert_eq!(outlet_of(&session).as_deref(), Some("The Same"));
    }

    #[test]
    fn a_large_step_ends_with_its_corpus() {
        let mut session = session();
        let effects = session.apply(tag(true));
        session.apply(Action::OpenSample);
        assert_eq!(carry_out(&mut session, effects), 0);
        assert_eq!((tagged(&mut session), session.snapshot().undo_label.clone()), (0, None));
    }
}
