//! Giving tags a colour, and taking it away: each to be undone, and kept with the user's work.

use super::change::{Correction, Place};
use super::effect::Effect;
use super::state::Session;
use crate::corpus::TagColour;
use std::sync::Arc;

impl Session {
    /// Gives a tag a colour, or takes it away.
    pub(super) fn colour_tag(&mut self, tag: &Arc<str>, colour: Option<TagColour>) -> Vec<Effect> {
        let (new, label) = match colour {
            Some(colour) => {
                (Correction::Value(colour.name().to_owned()), format!("colour tag “{tag}” {}", colour.name()))
            }
            None => (Correction::AsRead, format!("take the colour of tag “{tag}” away")),
        };
        self.change_named(Place::TagColour(tag.clone()), new, label)
    }

    /// Shows which colours tags have.
    pub(super) fn list_colours(&mut self) {
        let colours = self.corrections.tag_colours();
        if self.now.view.filter.marks.colours != *colours {
            Arc::make_mut(&mut self.now.view.filter).marks.colours = colours.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleId;
    use crate::session::sample::reading_sample;
    use crate::session::{Action, Session, Task};

    fn colour(session: &mut Session, tag: &str) -> Option<TagColour> {
        session.snapshot().view.filter.marks.colours.get(tag).copied()
    }

    #[test]
    fn a_tag_is_coloured_again_and_not_at_all_and_each_step_can_be_undone() {
        let mut session = reading_sample();
        session.apply(Action::Tag { article_ids: vec![ArticleId(0)], tag: "key".to_owned(), is_on: true });
        let tag: Arc<str> = "key".into();
        let effects = session.apply(Action::ColourTag(tag.clone(), Some(TagColour::Green)));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Task(Task::Store { .. }))));
        assert_eq!(colour(&mut session, "key"), Some(TagColour::Green));
        assert_eq!(session.snapshot().undo_label.as_deref(), Some("colour tag “key” green"));
        session.apply(Action::ColourTag(tag.clone(), Some(TagColour::Sky)));
        session.apply(Action::ColourTag(tag.clone(), None));
        assert_eq!(colour(&mut session, "key"), None);
        assert!(session.apply(Action::ColourTag(tag, None)).is_empty(), "nothing changes");
        session.apply(Action::Undo);
        session.apply(Action::Undo);
        assert_eq!(colour(&mut session, "key"), Some(TagColour::Green));
        session.apply(Action::Redo);
        assert_eq!(colour(&mut session, "key"), Some(TagColour::Sky));
    }
}
