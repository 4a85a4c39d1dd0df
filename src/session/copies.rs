//! Copies and rewrites: looked for in the background once everything is read, folded when stories are to count.

use super::cache::reading_number;
use super::effect::{CopiesTask, Effect, MeasureCopiesTask, Stoppable, Task};
use super::pending::{CopiesSearch, QuotationsSearch};
use super::snapshot::{Quotations, WhoElse};
use super::state::Session;
use crate::compare::near_copies::{CopyGroups, WordCounts};
use crate::corpus::{ArticleId, ArticleSet};
use crate::search::Folding;
use crate::work::Progress;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Articles among which finding copies takes so long that what was found is kept: about a second.
const FEWEST_KEPT: usize = 10_000;

impl Session {
    /// Has copies looked for, if articles came, changed or went since, and nothing is being read or laid out any more: they
    /// are looked for once, and not for each batch.
    pub(super) fn look_for_copies(&mut self) -> Option<Effect> {
        let opened = &self.now.opened;
        let is_busy = opened.reading.is_some() || opened.refreshing.is_some() || !self.unlisted.is_done();
        if is_busy || !self.copies_search.is_outdated || opened.corpus.is_empty() {
            return None;
        }
        let request = self.next_number();
        self.copies_search = CopiesSearch { request: Some(request), is_outdated: false };
        let progress = Progress::new();
        self.now.opened.copying = Some(progress.clone());
        let opened = &self.now.opened;
        let (import, corpus) = (opened.import, opened.corpus.clone());
        let place = self.cache_place(&opened.origin).filter(|_| corpus.len() >= FEWEST_KEPT);
        let reading = reading_number(&self.now.settings.column_maps);
        let task =
            CopiesTask { request, import, corpus, place: place.map(|place| place.of_copies()), reading, progress };
        Some(Effect::Task(Task::FindCopies(task)))
    }

    /// Looks for copies now, or stops looking for them; what was known of them stays.
    pub(super) fn toggle_looking_for_copies(&mut self) -> Vec<Effect> {
        if self.now.opened.copying.is_some() {
            self.forget_copies_search();
            return vec![Effect::Task(Task::Stop(Stoppable::Copies))];
        }
        self.copies_search.is_outdated = true;
        self.look_for_copies().into_iter().collect()
    }

    /// Takes in copies. Rows are found anew where they hang on them.
    pub(super) fn take_copies(
        &mut self,
        import: u64,
        request: u64,
        copies: &Arc<CopyGroups>,
        duplicates: Arc<ArticleSet>,
    ) -> Vec<Effect> {
        if import != self.now.opened.import || self.copies_search.request != Some(request) {
            return Vec::new();
        }
        self.copies_search.request = None;
        self.now.opened.copying = None;
        let former = self.now.opened.copies.replace(copies.clone());
        self.leave(former);
        let filter = Arc::make_mut(&mut self.now.view.filter);
        filter.marks.duplicates = duplicates;
        filter.stories = self.now.settings.counts_stories.then(|| Folding::new(copies.clone()));
        let is_asked = crate::search::Query::parse(&filter.query).asks_for_duplicates();
        let hangs_on_them = filter.stories.is_some() || is_asked;
        let mut effects: Vec<Effect> = hangs_on_them.then(|| self.find()).into_iter().collect();
        if self.now.who_else.hides_copies {
            effects.extend(self.ask_again());
        }
        effects.extend(self.measure_copies());
        effects.extend(self.look_for_copies());
        effects
    }

    /// Waits for no copies any more: they are not wanted, or the work has failed.
    pub(super) fn forget_copies_search(&mut self) {
        self.copies_search.request = None;
        self.now.opened.copying = None;
    }

    /// Forgets what was found in a corpus that is no longer open, and stops finding more.
    pub(super) fn forget_answers(&mut self) -> Vec<Effect> {
        let who_else = &self.now.who_else;
        let (hides_copies, is_filtered, generation) =
            (who_else.hides_copies, who_else.is_filtered, who_else.generation + 1);
        self.now.who_else = WhoElse { hides_copies, is_filtered, generation, ..WhoElse::default() };
        self.newest_question = self.next_number();
        let generation = self.now.quotations.generation + 1;
        let former = std::mem::replace(&mut self.now.quotations, Quotations { generation, ..Quotations::default() });
        self.leave(former);
        let is_finding = self.quotations_search.request.is_some();
        self.quotations_search = QuotationsSearch::default();
        let is_looking = self.copies_search.request.is_some();
        self.copies_search = CopiesSearch::default();
        let stop = |is_under_way: bool, what| is_under_way.then_some(Effect::Task(Task::Stop(what)));
        [stop(is_looking, Stoppable::Copies), stop(is_finding, Stoppable::Quotations)].into_iter().flatten().collect()
    }

    /// Folds copies, so that stories count, or unfolds them. Remembered.
    pub(super) fn toggle_stories(&mut self) -> Vec<Effect> {
        let mut effects = self.set_habit(|settings| settings.counts_stories = !settings.counts_stories);
        let copies = self.now.opened.copies.clone().filter(|_| self.now.settings.counts_stories);
        effects.extend(self.refilter(|filter| filter.stories = copies.map(Folding::new)));
        effects
    }

    /// Keeps an article and its copies, unfolded. Everything else that is filtered by would hide some of them, and is dropped.
    pub(super) fn show_copies(&mut self, article_id: ArticleId) -> Vec<Effect> {
        let Some(copies) = self.now.opened.copies.clone() else { return Vec::new() };
        let members: BTreeSet<ArticleId> =
            copies.copies_of(article_id).iter().map(|member| member.article_id).collect();
        if members.is_empty() {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if self.now.settings.counts_stories {
            effects.extend(self.set_habit(|settings| settings.counts_stories = false));
        }
        self.now.view.event_id = None;
        self.now.view.copies_of = Some(article_id);
        effects.extend(self.refilter(|filter| {
            *filter = filter.cleared();
            (filter.within, filter.stories) = (Some(Arc::new(members)), None);
        }));
        self.refresh_faults();
        effects.extend(self.measure_copies());
        effects
    }

    /// Has the copies that are shown measured beside the earliest of them.
    fn measure_copies(&mut self) -> Option<Effect> {
        self.now.view.copy_counts = Arc::default();
        let copies_of = self.now.view.copies_of?;
        let opened = &self.now.opened;
        let group = opened.copies.as_ref()?.copies_of(copies_of);
        let members: Vec<ArticleId> = group.iter().map(|member| member.article_id).collect();
        let (import, corpus) = (opened.import, opened.corpus.clone());
        let task = MeasureCopiesTask { import, copies_of, corpus, members };
        (!task.members.is_empty()).then_some(Effect::Task(Task::MeasureCopies(task)))
    }

    /// Takes in what was measured of the copies that are shown.
    pub(super) fn take_measured_copies(
        &mut self,
        import: u64,
        copies_of: ArticleId,
        counts: Arc<BTreeMap<ArticleId, WordCounts>>,
    ) -> Vec<Effect> {
        if import == self.now.opened.import && self.now.view.copies_of == Some(copies_of) {
            self.now.view.copy_counts = counts;
        }
        Vec::new()
    }

    /// Shows a copy in the reader beside the earliest of its group.
    pub(super) fn compare_with_earliest(&mut self, article_id: ArticleId) -> Vec<Effect> {
        let Some(copies) = &self.now.opened.copies else { return Vec::new() };
        let origin = copies.origin(article_id);
        if origin == article_id { Vec::new() } else { self.compare(&[origin, article_id]) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::super::report::Report;
    use super::super::sample::reading_sample;
    use super::*;
    use crate::search::Catalogue;

    fn requests(effects: &[Effect]) -> Vec<u64> {
        let number = |effect: &Effect| match effect {
            Effect::Task(Task::FindCopies(task)) => Some(task.request),
            _ => None,
        };
        effects.iter().filter_map(number).collect()
    }

    fn finds(effects: &[Effect]) -> usize {
        effects.iter().filter(|effect| matches!(effect, Effect::Task(Task::Find(_)))).count()
    }

    fn listed(session: &mut Session) -> Vec<Effect> {
        session.absorb(Report::Listed(1, Catalogue::default()))
    }

    /// Three of the articles are told to be copies.
    fn found(session: &mut Session, request: u64) -> Vec<Effect> {
        let copies = Arc::new(CopyGroups::of_members(std::iter::once((0..3).map(ArticleId).collect())));
        let duplicates = Arc::new(copies.copies().collect());
        session.absorb(Report::CopiesFound { import: 1, request, copies, duplicates })
    }

    /// Read, laid out, and with its copies known.
    fn known() -> Session {
        let mut session = reading_sample();
        session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        let request = requests(&listed(&mut session));
        found(&mut session, request[0]);
        session
    }

    #[test]
    fn copies_are_looked_for_once_everything_is_read_and_laid_out() {
        let mut session = reading_sample();
        assert!(requests(&listed(&mut session)).is_empty(), "not while reading");
        let done = session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        let request = requests(&done).first().copied().expect("looked for when reading is done");
        assert!(session.snapshot().opened.copying.is_some());
        assert!(requests(&listed(&mut session)).is_empty(), "not twice for the same articles");
        assert_eq!(finds(&found(&mut session, request + 1)), 0);
        assert!(session.snapshot().opened.copies.is_none(), "an answer to another question is none");
        assert_eq!(finds(&found(&mut session, request)), 0, "no row hangs on it");
        let snapshot = session.snapshot();
        assert!(snapshot.opened.copying.is_none() && snapshot.opened.copies.is_some());
        let duplicates = snapshot.view.filter.marks.duplicates.iter().collect::<Vec<_>>();
        assert_eq!(duplicates, [ArticleId(1), ArticleId(2)], "all but the earliest");
        assert!(!snapshot.view.is_filtered());
    }

    #[test]
    fn looking_for_copies_is_stopped_and_begun_again() {
        let mut session = reading_sample();
        listed(&mut session);
        let done = session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        let request = requests(&done)[0];
        let stopped = session.apply(Action::ToggleLookingForCopies);
        assert!(matches!(stopped.as_slice(), [Effect::Task(Task::Stop(Stoppable::Copies))]));
        found(&mut session, request);
        let snapshot = session.snapshot();
        assert!(snapshot.opened.copying.is_none() && snapshot.opened.copies.is_none());
        assert_eq!(requests(&session.apply(Action::ToggleLookingForCopies)).len(), 1);
    }

    #[test]
    fn stories_are_counted_and_no_longer_and_that_is_remembered() {
        let mut session = known();
        let effects = session.apply(Action::ToggleStories);
        assert_eq!(finds(&effects), 1);
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Task(Task::SaveSettings(_)))));
        let snapshot = session.snapshot();
        assert!(snapshot.view.filter.stories.is_some() && snapshot.settings.counts_stories);
        session.apply(Action::ClearFilters);
        assert!(session.snapshot().view.filter.stories.is_some(), "it is no filter");
        session.apply(Action::ToggleStories);
        assert!(session.snapshot().view.filter.stories.is_none());
    }

    #[test]
    fn copies_that_come_late_are_folded_where_stories_count() {
        let mut session = reading_sample();
        listed(&mut session);
        session.apply(Action::ToggleStories);
        let done = session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        assert_eq!(finds(&found(&mut session, requests(&done)[0])), 1);
        assert!(session.snapshot().view.filter.stories.is_some());
    }

    #[test]
    fn a_query_for_copies_is_answered_once_they_are_known() {
        let mut session = reading_sample();
        listed(&mut session);
        session.apply(Action::SetQuery("kishida -is:duplicate".to_owned()));
        let done = session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        assert_eq!(finds(&found(&mut session, requests(&done)[0])), 1);
    }

    #[test]
    fn an_article_leads_to_its_copies_and_a_copy_to_the_earliest() {
        let mut session = known();
        session.apply(Action::ToggleStories);
        session.apply(Action::ShowCopies(ArticleId(1)));
        let snapshot = session.snapshot();
        assert_eq!(snapshot.view.filter.within.as_deref().map(BTreeSet::len), Some(3));
        assert!(snapshot.view.filter.stories.is_none(), "they are seen one by one");
        assert_eq!(snapshot.view.copies_of, Some(ArticleId(1)));
        session.apply(Action::CompareWithEarliest(ArticleId(2)));
        let columns = session.snapshot().reader.columns.clone();
        assert_eq!(columns.iter().map(|column| column.article_id.0).collect::<Vec<_>>(), [0, 2]);
        session.apply(Action::ClearFilters);
        let view = session.snapshot().view.clone();
        assert!(view.copies_of.is_none() && view.filter.within.is_none());
        assert!(session.apply(Action::ShowCopies(ArticleId(4))).is_empty(), "it has none");
    }

    #[test]
    fn copies_that_are_shown_are_measured_and_no_others() {
        let mut session = known();
        let effects = session.apply(Action::ShowCopies(ArticleId(1)));
        let mut asked = effects.iter().filter_map(|effect| match effect {
            Effect::Task(Task::MeasureCopies(task)) => Some((task.copies_of, task.members.clone())),
            _ => None,
        });
        let members = (0..3).map(ArticleId).collect::<Vec<_>>();
        assert_eq!((asked.next(), asked.next()), (Some((ArticleId(1), members)), None));
        let words = WordCounts { kept: 9, cut: 2, ..WordCounts::default() };
        let told = |session: &mut Session, copies_of: u32| {
            let counts = Arc::new(BTreeMap::from([(ArticleId(2), words)]));
            session.absorb(Report::CopiesMeasured { import: 1, copies_of: ArticleId(copies_of), counts });
            session.snapshot().view.copy_counts.get(&ArticleId(2)).copied()
        };
        assert_eq!(told(&mut session, 0), None, "an answer to another question is none");
        assert_eq!(told(&mut session, 1), Some(words));
        session.apply(Action::ClearFilters);
        assert_eq!(told(&mut session, 1), Some(words), "what is shown no more does no harm");
        assert!(session.snapshot().view.copies_of.is_none());
    }

    #[test]
    fn what_was_known_of_copies_ends_with_the_corpus() {
        let mut session = known();
        session.apply(Action::ToggleStories);
        session.apply(Action::Reload);
        let snapshot = session.snapshot();
        assert!(snapshot.opened.copies.is_none() && snapshot.view.filter.stories.is_none());
        assert!(snapshot.view.filter.marks.duplicates.is_empty());
    }
}
