//! Saving views by a name, showing them again, forgetting them: each to be undone, and kept with the user's work.

use super::change::{Change, Correction, Place};
use super::effect::Effect;
use super::snapshot::NoticeLevel;
use super::state::Session;
use crate::corpus::{ArticleId, ContentHash};
use crate::search::SavedView;
use crate::text::one_line;
use std::sync::Arc;

impl Session {
    /// Saves what is filtered by and the order under a name, in place of what had that name.
    pub(super) fn save_view(&mut self, typed: &str) -> Vec<Effect> {
        let name = one_line(typed);
        let view = SavedView::of(&self.now.view.filter, self.now.view.sort);
        let Some(json) = view.to_json().filter(|_| !name.is_empty()) else {
            self.notice(NoticeLevel::Failed, "A view needs a name to be saved by");
            return Vec::new();
        };
        let label = format!("save view “{name}”");
        self.change_named(Place::View(name.into()), Correction::Value(json), label)
    }

    /// Forgets a saved view.
    pub(super) fn forget_view(&mut self, name: &Arc<str>) -> Vec<Effect> {
        self.change_named(Place::View(name.clone()), Correction::AsRead, format!("forget view “{name}”"))
    }

    /// Changes what is of no article, a saved view or the colour of a tag.
    pub(super) fn change_named(&mut self, place: Place, new: Correction, label: String) -> Vec<Effect> {
        let sha256 = ContentHash([0; 32]);
        let old = self.corrections.at(sha256, &place);
        if old == new {
            return Vec::new();
        }
        let change = Change { at: (self.clock)(), sha256, doc: String::new(), place, old, new };
        self.take_step(label, vec![(ArticleId::default(), change)])
    }

    /// Filters and sorts as a saved view says.
    pub(super) fn show_view(&mut self, name: &str) -> Vec<Effect> {
        let Some(view) = self.now.views.get(name).cloned() else { return Vec::new() };
        self.now.view.event_id = None;
        self.now.view.copies_of = None;
        self.now.view.sort = view.sort;
        let effects = self.refilter(|filter| view.put_into(filter));
        self.refresh_faults();
        effects
    }

    /// Shows which views are saved.
    pub(super) fn list_views(&mut self) {
        self.now.views = self.corrections.views().clone();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::sample::reading_sample;
    use crate::session::{Action, Column, Sort, Task};

    #[test]
    fn a_view_is_saved_shown_overwritten_forgotten_and_brought_back() {
        let mut session = reading_sample();
        session.apply(Action::SetQuery("grain".to_owned()));
        session.apply(Action::SortBy(Sort::by(Column::Words, true)));
        let effects = session.apply(Action::SaveView("  my  grain ".to_owned()));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Task(Task::Store { .. }))));
        session.apply(Action::ClearFilters);
        session.apply(Action::SortBy(Sort::default()));
        session.apply(Action::ShowView("my grain".into()));
        let view = session.snapshot().view.clone();
        assert_eq!((view.filter.query.as_str(), view.sort), ("grain", Sort::by(Column::Words, true)));
        session.apply(Action::SetQuery("wheat".to_owned()));
        session.apply(Action::SaveView("my grain".to_owned()));
        session.apply(Action::ForgetView("my grain".into()));
        assert!(session.snapshot().views.is_empty());
        session.apply(Action::Undo);
        session.apply(Action::Undo);
        let snapshot = session.snapshot();
        assert_eq!(snapshot.views.get("my grain").map(|view| view.query.as_str()), Some("grain"));
        assert_eq!(snapshot.undo_label.as_deref(), Some("save view “my grain”"));
        assert!(session.apply(Action::SaveView(" ".to_owned())).is_empty());
        assert!(session.apply(Action::ShowView("nothing".into())).is_empty());
    }
}
