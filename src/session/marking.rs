//! Tagging, marking as reviewed, writing notes: each of one or many articles at once, each to be undone.

use super::change::{Correction, Place};
use super::effect::Effect;
use super::marked::IS_SO;
use super::snapshot::NoticeLevel;
use super::state::Session;
use crate::corpus::{ArticleId, ContentHash};
use crate::search::ArticleMarks;
use crate::text::{Span, one_line};
use std::sync::Arc;

/// Letters of the longest tag.
const LONGEST_TAG: usize = 80;

impl Session {
    /// Gives articles a tag, or takes it from them.
    pub(super) fn set_tag(&mut self, article_ids: &[ArticleId], typed: &str, is_on: bool) -> Vec<Effect> {
        let tag = match tag_of(typed) {
            Ok(tag) => tag,
            Err(reason) => {
                self.notice(NoticeLevel::Failed, reason);
                return Vec::new();
            }
        };
        let verb = if is_on { "tag" } else { "untag" };
        let place = Place::Tag(tag.clone());
        self.set_marks(article_ids, &place, &so_or_not(is_on), |whose| format!("{verb} {whose}: {tag}"))
    }

    /// Marks articles as reviewed, or no longer.
    pub(super) fn mark_reviewed(&mut self, article_ids: &[ArticleId], is_on: bool) -> Vec<Effect> {
        let how = if is_on { "as reviewed" } else { "as not reviewed" };
        self.set_marks(article_ids, &Place::Reviewed, &so_or_not(is_on), |whose| format!("mark {whose} {how}"))
    }

    /// Writes a note on a passage of an article, or on all of it; an empty one takes it away.
    pub(super) fn write_note(&mut self, article_id: ArticleId, span: Option<Span>, text: &str) -> Vec<Effect> {
        let text = text.trim();
        let new = if text.is_empty() { Correction::AsRead } else { Correction::Value(text.to_owned()) };
        let verb = if text.is_empty() { "remove the note on" } else { "note on" };
        self.set_marks(&[article_id], &Place::Note(span), &new, |whose| format!("{verb} {whose}"))
    }

    fn set_marks(
        &mut self,
        article_ids: &[ArticleId],
        place: &Place,
        new: &Correction,
        label: impl FnOnce(String) -> String,
    ) -> Vec<Effect> {
        if Self::is_large(article_ids.len()) {
            if self.is_making_large_step() {
                return Vec::new();
            }
            return self.set_many(article_ids, place, new, label(format!("{} articles", article_ids.len())));
        }
        let changes = article_ids.iter().filter_map(|&article_id| self.change(article_id, place.clone(), new));
        let changes: Vec<_> = changes.collect();
        if changes.is_empty() {
            return Vec::new();
        }
        let label = label(self.whose(&changes));
        self.take_step(label, changes)
    }

    /// Shows what the user notes of an article.
    pub(super) fn show_marks(&mut self, article_id: ArticleId, sha256: ContentHash) {
        let of = self.corrections.marked().of(sha256).cloned().unwrap_or_default();
        Arc::make_mut(&mut self.now.view.filter).marks.set(article_id, of);
    }

    /// Shows nothing any more of an article that has gone.
    pub(super) fn hide_marks(&mut self, article_id: ArticleId) {
        Arc::make_mut(&mut self.now.view.filter).marks.set(article_id, ArticleMarks::default());
    }
}

fn so_or_not(is_so: bool) -> Correction {
    if is_so { Correction::Value(IS_SO.to_owned()) } else { Correction::AsRead }
}

/// A tag as typed, without white space around it and with single spaces within.
///
/// # Errors
/// One sentence for the user when it is none.
pub fn tag_of(typed: &str) -> Result<Arc<str>, String> {
    let tag = one_line(typed);
    if tag.is_empty() {
        return Err("A tag needs at least one letter".to_owned());
    }
    if tag.chars().count() > LONGEST_TAG {
        return Err(format!("A tag has at most {LONGEST_TAG} letters: write a note instead"));
    }
    Ok(tag.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleSet;
    use crate::session::sample::reading_sample;
    use crate::session::{Action, Effect, Task};

    fn ids(set: &ArticleSet) -> Vec<u32> {
        set.iter().map(|article_id| article_id.0).collect()
    }

    fn tag(article_ids: &[u32], tag: &str, is_on: bool) -> Action {
        let article_ids = article_ids.iter().copied().map(ArticleId).collect();
        Action::Tag { article_ids, tag: tag.to_owned(), is_on }
    }

    #[test]
    fn a_tag_is_trimmed_and_has_letters_but_not_too_many() {
        assert_eq!(tag_of("  to \n check "), Ok(Arc::from("to check")));
        assert!(tag_of(" ").is_err() && tag_of(&"x".repeat(81)).is_err());
    }

    #[test]
    fn tags_are_given_in_bulk_undone_with_their_name_and_stored() {
        let mut session = reading_sample();
        let effects = session.apply(tag(&[0, 2], " key  source", true));
        let stored = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Task(Task::Store { changes, .. }) if changes.len() == 2));
        assert!(stored, "{effects:?}");
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Task(Task::Find(_)))), "counts are taken anew");
        session.apply(tag(&[2], "later", true));
        let marks = session.snapshot().view.filter.marks.clone();
        assert_eq!(marks.tags_of(ArticleId(2)).map(|tag| &**tag).collect::<Vec<_>>(), ["key source", "later"]);
        session.apply(Action::Undo);
        let snapshot = session.snapshot();
        assert_eq!(snapshot.undo_label.as_deref(), Some("tag 2 articles: key source"));
        assert_eq!(snapshot.view.filter.marks.tagged.keys().map(|tag| &**tag).collect::<Vec<_>>(), ["key source"]);
        session.apply(tag(&[0], "key source", false));
        let marks = session.snapshot().view.filter.marks.clone();
        assert_eq!(marks.tagged.values().map(ids).collect::<Vec<_>>(), [[2]]);
        assert!(session.apply(tag(&[0], "key source", false)).is_empty(), "nothing changes");
        assert!(session.apply(tag(&[0], " ", true)).is_empty());
        assert_eq!(session.snapshot().notices.len(), 2, "undone, and why a blank is no tag");
    }

    #[test]
    fn reviewed_and_notes_come_and_go_with_undo_and_redo() {
        let mut session = reading_sample();
        let span = Some(Span::new(3, 9));
        session.apply(Action::MarkReviewed(vec![ArticleId(1), ArticleId(3)], true));
        session.apply(Action::WriteNote(ArticleId(1), None, "ask the desk".to_owned()));
        session.apply(Action::WriteNote(ArticleId(1), span, " who? ".to_owned()));
        let snapshot = session.snapshot();
        assert_eq!(ids(&snapshot.view.filter.marks.reviewed), [1, 3]);
        let notes = snapshot.view.filter.marks.notes_on(ArticleId(1)).map(|(span, text)| (span, &**text));
        assert_eq!(notes.collect::<Vec<_>>(), [(None, "ask the desk"), (span, "who?")]);
        session.apply(Action::WriteNote(ArticleId(1), None, String::new()));
        session.apply(Action::Undo);
        session.apply(Action::Undo);
        session.apply(Action::Undo);
        assert!(session.snapshot().view.filter.marks.notes.is_empty());
        session.apply(Action::Redo);
        assert!(session.snapshot().view.filter.marks.notes.contains_key(&ArticleId(1)));
        session.apply(Action::MarkReviewed(vec![ArticleId(1)], false));
        assert_eq!(ids(&session.snapshot().view.filter.marks.reviewed), [3]);
    }
}
