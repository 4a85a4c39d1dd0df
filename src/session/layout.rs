//! The timeline of what a filter left: asked for once the rows are known, so that the table waits for no timeline.

use super::effect::{Effect, LayOutTask, Task};
use super::pending::Layout;
use super::settings::TimelineHabits;
use super::state::Session;
use crate::events::{Lanes, LanesBy};
use std::sync::Arc;

/// While articles are being read, the timeline is laid out anew when there are so many times as many rows: it takes long
/// enough to keep a core from reading.
const GROWTH: usize = 2;

impl Session {
    /// Has the timeline of the rows laid out. The former one is shown until the new one comes.
    ///
    /// One under way for the same filter is let finish first: while articles are being read, rows are replaced faster
    /// than the timeline of many is laid out. What came since waits for more, or for the end of the reading.
    pub(super) fn lay_out(&mut self) -> Option<Effect> {
        let filter = self.now.view.rows_filter.clone();
        let by = self.now.settings.timeline.lanes_by;
        self.now.view.is_timeline_pending = true;
        if let Some(layout) = self.layout.as_mut().filter(|layout| layout.filter == filter && layout.by == by) {
            layout.is_outdated = true;
            return None;
        }
        let view = &self.now.view;
        let is_same = view.lanes_filter == filter && view.lanes.by == by;
        if self.now.opened.reading.is_some() && is_same && !self.has_grown() {
            return None;
        }
        let number = self.next_number();
        self.layout = Some(Layout { number, filter, by, is_outdated: false });
        let opened = &self.now.opened;
        Some(Effect::Task(Task::LayOut(LayOutTask {
            layout: number,
            import: opened.import,
            corpus: opened.corpus.clone(),
            mentions: opened.mentions.clone(),
            events: opened.events.clone(),
            rows: self.now.view.rows.clone(),
            tagged: self.now.view.rows_filter.marks.tagged.clone(),
            tag_colours: self.corrections.tag_colours().clone(),
            by,
        })))
    }

    /// Are there so many more rows than the timeline shows that it is worth another?
    fn has_grown(&self) -> bool {
        let view = &self.now.view;
        let laid_out = view.lanes.article_count;
        view.rows.len() >= laid_out * GROWTH
    }

    pub(super) fn take_lanes(&mut self, import: u64, number: u64, lanes: Arc<Lanes>) -> Vec<Effect> {
        let is_newest = self.layout.as_ref().is_some_and(|layout| layout.number == number);
        if import != self.now.opened.import || !is_newest {
            return Vec::new();
        }
        let Some(layout) = self.layout.take() else { return Vec::new() };
        let former = std::mem::replace(&mut self.now.view.lanes, lanes);
        self.leave(former);
        let view = &mut self.now.view;
        view.lanes_filter = layout.filter;
        view.lanes_generation += 1;
        view.is_timeline_pending = false;
        if layout.is_outdated { self.lay_out().into_iter().collect() } else { Vec::new() }
    }

    /// Has lanes stand for something else, and shows them.
    pub(super) fn set_lanes(&mut self, by: LanesBy) -> Vec<Effect> {
        let timeline = TimelineHabits { lanes_by: by, shows_plane: false };
        let mut effects = self.set_habit(|settings| settings.timeline = timeline);
        effects.extend(self.lay_out());
        effects
    }

    /// Waits for no timeline any more: what was read is no longer open, or the work has failed.
    pub(super) fn forget_layout(&mut self) {
        self.layout = None;
        self.now.view.is_timeline_pending = false;
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::{FoundRows, Report};
    use super::super::settings::Settings;
    use super::*;
    use crate::corpus::ArticleId;
    use crate::search::Filter;

    fn session() -> Session {
        Session::new(Settings::default(), std::path::PathBuf::new(), super::super::clock::system)
    }

    /// The numbers of the layouts asked for once a filter has left so many rows.
    fn found(session: &mut Session, query: &str, count: u32) -> Vec<u64> {
        let filter = Arc::new(Filter { query: query.to_owned(), ..Filter::default() });
        let rows = (0..count).map(ArticleId).collect();
        let found = FoundRows { filter, rows, ..FoundRows::default() };
        numbers(&session.absorb(Report::Found(0, found)))
    }

    fn laid_out(session: &mut Session, layout: u64, mark_count: usize) -> Vec<u64> {
        let lanes = Arc::new(Lanes { mark_count, ..Lanes::default() });
        numbers(&session.absorb(Report::LaidOut { import: 0, layout, lanes }))
    }

    fn numbers(effects: &[Effect]) -> Vec<u64> {
        let number = |effect: &Effect| match effect {
            Effect::Task(Task::LayOut(task)) => Some(task.layout),
            _ => None,
        };
        effects.iter().filter_map(number).collect()
    }

    #[test]
    fn the_former_timeline_stays_until_the_newest_comes() {
        let mut session = session();
        let first = found(&mut session, "", 3);
        assert_eq!((first.len(), laid_out(&mut session, first[0], 30).len()), (1, 0));
        let second = found(&mut session, "a", 2);
        let third = found(&mut session, "ab", 1);
        assert_eq!((second.len(), third.len()), (1, 1), "another filter does not wait");
        let view = session.snapshot().view.clone();
        assert_eq!((view.rows.len(), view.lanes.mark_count, view.is_timeline_pending), (1, 30, true));
        laid_out(&mut session, second[0], 20);
        assert_eq!(session.snapshot().view.lanes.mark_count, 30, "an older answer is no answer");
        laid_out(&mut session, third[0], 10);
        let view = session.snapshot().view.clone();
        assert_eq!((view.lanes.mark_count, view.is_timeline_pending, view.lanes_generation), (10, false, 2));
        assert_eq!(view.lanes_filter.query, "ab");
    }

    #[test]
    fn rows_that_grow_under_one_filter_do_not_stop_their_timeline() {
        let mut session = session();
        let first = found(&mut session, "", 3);
        assert!(found(&mut session, "", 4).is_empty(), "the one under way is let finish");
        assert!(found(&mut session, "", 5).is_empty());
        let second = laid_out(&mut session, first[0], 30);
        assert_eq!(second.len(), 1, "and done once more");
        assert_eq!(session.snapshot().view.lanes.mark_count, 30);
        assert!(laid_out(&mut session, second[0], 50).is_empty());
        assert!(!session.snapshot().view.is_timeline_pending);
    }

    #[test]
    fn while_articles_are_read_a_timeline_waits_for_twice_as_many_rows_or_the_end() {
        let mut session = super::super::sample::reading_sample();
        let rows = |session: &mut Session, count: u32| {
            let found = FoundRows { rows: (0..count).map(ArticleId).collect(), ..FoundRows::default() };
            numbers(&session.absorb(Report::Found(1, found)))
        };
        let lay_out = |session: &mut Session, layout: u64, article_count: usize| {
            let lanes = Arc::new(Lanes { article_count, ..Lanes::default() });
            numbers(&session.absorb(Report::LaidOut { import: 1, layout, lanes }))
        };
        let first = rows(&mut session, 4);
        assert_eq!(first.len(), 1);
        assert!(rows(&mut session, 5).is_empty(), "one is under way");
        assert!(lay_out(&mut session, first[0], 4).is_empty(), "one row more is too few");
        assert!(session.snapshot().view.is_timeline_pending);
        assert!(rows(&mut session, 7).is_empty(), "and so are three");
        let second = rows(&mut session, 8);
        assert_eq!(second.len(), 1, "twice as many");
        assert!(lay_out(&mut session, second[0], 8).is_empty());
        assert!(rows(&mut session, 9).is_empty());
        session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        assert_eq!(rows(&mut session, 9).len(), 1, "at the end all rows are laid out");
    }

    #[test]
    fn work_that_fails_is_waited_for_no_longer() {
        let mut session = session();
        found(&mut session, "", 3);
        session.absorb(Report::JobFailed { job: "laying out the timeline", reason: String::new() });
        assert!(!session.snapshot().view.is_timeline_pending);
        assert_eq!(found(&mut session, "", 4).len(), 1);
    }
}
