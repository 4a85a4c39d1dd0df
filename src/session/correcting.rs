//! Correcting a field by hand, undoing it and doing it again.

use super::change::{Change, Correction, Place};
use super::corrections::{Corrections, Step, parse_published};
use super::effect::{Effect, Task};
use super::pending::StepKind;
use super::report::RereadArticle;
use super::snapshot::NoticeLevel;
use super::state::Session;
use super::work_file::ABSENT;
use crate::corpus::{ArticleId, ContentHash, FieldName};
use crate::events::LanesBy;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// Sets a field of articles by hand.
    pub(super) fn correct(
        &mut self,
        article_ids: &[ArticleId],
        field: FieldName,
        correction: &Correction,
    ) -> Vec<Effect> {
        let correction = match correction {
            Correction::Value(value) if value.trim().is_empty() => Correction::Unknown,
            Correction::Value(value) => Correction::Value(value.trim().to_owned()),
            other => other.clone(),
        };
        if let (FieldName::Published, Correction::Value(value)) = (field, &correction)
            && let Err(reason) = parse_published(value)
        {
            self.notice(NoticeLevel::Failed, reason);
            return Vec::new();
        }
        if Self::is_large(article_ids.len()) {
            if self.is_making_large_step() {
                return Vec::new();
            }
            let label = format!("set {} of {} articles", field.name(), article_ids.len());
            return self.set_many(article_ids, &Place::Field(field), &correction, label);
        }
        let changes: Vec<(ArticleId, Change)> = article_ids
            .iter()
            .filter_map(|&article_id| self.change(article_id, Place::Field(field), &correction))
            .collect();
        if changes.is_empty() {
            return Vec::new();
        }
        let label = format!("set {} of {}", field.name(), self.whose(&changes));
        self.take_step(label, changes)
    }

    /// Which articles changes are of: the title of one, or how many.
    pub(super) fn whose(&self, changes: &[(ArticleId, Change)]) -> String {
        match changes {
            [(article_id, _)] => {
                self.now.article(*article_id).map_or_else(String::new, |article| format!("“{}”", article.shown_title()))
            }
            many => format!("{} articles", many.len()),
        }
    }

    /// Makes changes as a step that can be undone.
    pub(super) fn take_step(&mut self, label: String, changes: Vec<(ArticleId, Change)>) -> Vec<Effect> {
        let step = Step { label, changes };
        let effects = self.carry_out(&step.changes);
        self.history.done.push(step);
        self.history.undone.clear();
        effects
    }

    /// Takes back the last step.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if self.is_making_large_step() {
            return Vec::new();
        }
        let Some(step) = self.history.done.pop() else { return Vec::new() };
        if Self::is_large_step(&step) {
            return self.remake(step, StepKind::Undone);
        }
        let at = (self.clock)();
        let inverse = step.changes.iter().rev().map(|(article_id, change)| (*article_id, change.inverse(at)));
        let inverse: Vec<(ArticleId, Change)> = inverse.collect();
        let effects = self.carry_out(&inverse);
        self.notice(NoticeLevel::Done, format!("Undone: {}", step.label));
        self.history.undone.push(step);
        effects
    }

    /// Makes the last undone step again.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        if self.is_making_large_step() {
            return Vec::new();
        }
        let Some(step) = self.history.undone.pop() else { return Vec::new() };
        if Self::is_large_step(&step) {
            return self.remake(step, StepKind::Redone);
        }
        let effects = self.carry_out(&step.changes);
        self.notice(NoticeLevel::Done, format!("Done again: {}", step.label));
        self.history.done.push(step);
        effects
    }

    /// Makes changes visible, has them stored, and filters by what is noted now.
    fn carry_out(&mut self, changes: &[(ArticleId, Change)]) -> Vec<Effect> {
        let mut effects = self.make(changes);
        if changes.iter().any(|(_, change)| is_mark(&change.place)) {
            effects.push(self.find());
        }
        effects
    }

    /// Makes changes visible and has them stored.
    pub(super) fn make(&mut self, changes: &[(ArticleId, Change)]) -> Vec<Effect> {
        let corrections = Arc::make_mut(&mut self.corrections);
        for (_, change) in changes {
            corrections.record(change);
        }
        // Who is the earliest hangs on the dates.
        self.copies_search.is_outdated |=
            changes.iter().any(|(_, change)| change.place == Place::Field(FieldName::Published));
        let corrections = self.corrections.clone();
        let fields = changes.iter().filter(|(_, change)| matches!(change.place, Place::Field(_)));
        for (article_id, _) in fields.clone() {
            self.refresh_article(*article_id, &corrections);
        }
        self.list_views();
        self.list_colours();
        self.changed();
        let mut effects = Vec::new();
        if fields.count() > 0 {
            effects.extend(self.list());
        }
        let marked = changes.iter().filter(|(_, change)| is_mark(&change.place));
        for (article_id, change) in marked.filter(|(article_id, _)| *article_id != ABSENT) {
            self.show_marks(*article_id, change.sha256);
        }
        let is_coloured = changes.iter().any(|(_, change)| matches!(change.place, Place::TagColour(_)));
        if is_coloured && self.now.settings.timeline.lanes_by == LanesBy::Tag {
            effects.extend(self.lay_out());
        }
        let reckoned = changes.iter().filter(|(_, change)| is_reckoned_from(&change.place));
        let reckoned: BTreeSet<ArticleId> = reckoned.map(|(article_id, _)| *article_id).collect();
        effects.extend(self.reread(reckoned.into_iter()));
        if changes.iter().any(|(_, change)| matches!(change.place, Place::Parted(_) | Place::Joined(_))) {
            effects.push(self.group());
        }
        effects.push(Effect::Task(Task::Store {
            path: self.store_path(),
            changes: changes.iter().map(|(_, change)| change.clone()).collect(),
        }));
        effects
    }

    /// Rebuilds what is shown of an article from what was read and what the user says.
    fn refresh_article(&mut self, article_id: ArticleId, corrections: &Corrections) {
        let as_read = self.as_read.get(&article_id).cloned().or_else(|| self.now.opened.corpus.get(article_id));
        let Some(as_read) = as_read else { return };
        self.as_read.entry(article_id).or_insert_with(|| as_read.clone());
        let mut article = (*as_read).clone();
        corrections.apply_to(&mut article);
        let opened = &mut self.now.opened;
        let was_undated = opened.corpus.get(article_id).is_some_and(|shown| shown.published.is_none());
        opened.undated_count =
            opened.undated_count - usize::from(was_undated) + usize::from(article.published.is_none());
        opened.corpus.replace(article_id, Arc::new(article));
        opened.change += 1;
        self.mark_changed([article_id]);
    }

    /// Has the mentions of these articles read anew.
    pub(super) fn reread(&self, article_ids: impl Iterator<Item = ArticleId>) -> Option<Effect> {
        let corpus = &self.now.opened.corpus;
        let articles: Vec<_> =
            article_ids.filter_map(|article_id| Some((article_id, corpus.get(article_id)?))).collect();
        let import = self.now.opened.import;
        (!articles.is_empty()).then_some(Effect::Task(Task::Reread { import, articles }))
    }

    /// Takes in mentions that were read anew, unless the article has been corrected once more since.
    pub(super) fn take_reread(&mut self, import: u64, articles: Vec<RereadArticle>) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        for RereadArticle { article_id, article, mentions } in articles {
            if self.now.article(article_id).is_some_and(|shown| shown == article) {
                let mentions = self.corrections.apply_to_mentions(article.sha256, mentions);
                self.now.opened.mentions.set(article_id, mentions);
                self.mark_changed([article_id]);
            }
        }
        let mut effects = self.list();
        effects.push(self.group());
        effects
    }
}

/// True for what expressions of time are reckoned from, and for their own days.
fn is_reckoned_from(place: &Place) -> bool {
    matches!(place, Place::Field(FieldName::Published | FieldName::Language) | Place::Days(_))
}

/// True where a field is corrected that expressions of time are reckoned from: mentions have to be read anew then.
pub(super) fn moves_days(corrections: &Corrections, sha256: ContentHash) -> bool {
    let is_corrected = |field| corrections.of(sha256, field) != Correction::AsRead;
    FieldName::ALL.into_iter().any(|field| is_reckoned_from(&Place::Field(field)) && is_corrected(field))
}

/// True for what the user notes of an article and does not say better of it.
pub(super) fn is_mark(place: &Place) -> bool {
    matches!(place, Place::Tag(_) | Place::Reviewed | Place::Note(_))
}

impl Session {
    /// Puts corrections of earlier runs over an article that has just been read. True when its mentions have to be read
    /// anew.
    pub(super) fn restore_corrections(&mut self, article_id: ArticleId, sha256: ContentHash) -> bool {
        let corrections = self.corrections.clone();
        self.refresh_article(article_id, &corrections);
        moves_days(&corrections, sha256)
    }
}
