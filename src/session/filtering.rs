//! Filters, facets and order: what passes, and how it is asked for.

use super::effect::{Effect, FindTask, Task};
use super::report::FoundRows;
use super::state::Session;
use crate::events::EventId;
use crate::search::sorting::Sort;
use crate::search::{Filter, faults};
use crate::time::Interval;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// Has the filter evaluated on the corpus as it is now.
    pub(super) fn find(&mut self) -> Effect {
        self.now.view.is_pending = true;
        self.newest_find = self.next_number();
        Effect::Task(Task::Find(FindTask {
            find: self.newest_find,
            import: self.now.opened.import,
            catalogue: self.now.opened.catalogue.clone(),
            corpus: self.now.opened.corpus.clone(),
            mentions: self.now.opened.mentions.clone(),
            filter: self.now.view.filter.clone(),
            sort: self.now.view.sort,
        }))
    }

    pub(super) fn take_found(&mut self, import: u64, found: FoundRows) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let view = &mut self.now.view;
        view.is_pending = found.find != self.newest_find
            || found.unsure_count > 0
            || self.unlisted.is_waited_for()
            || self.large_step.is_some();
        view.unsure_count = found.unsure_count;
        view.rows_filter = found.filter;
        view.rows_generation += 1;
        let former = (
            std::mem::replace(&mut view.rows, found.rows),
            std::mem::replace(&mut view.facets, found.facets),
            std::mem::replace(&mut view.folded, found.folded),
        );
        self.leave(former);
        let effects = [self.lay_out(), self.list_hits(), self.find_quotations(), self.keep(), self.restore()];
        let mut effects: Vec<Effect> = effects.into_iter().flatten().collect();
        effects.extend(self.begin_due_rest());
        if self.now.who_else.is_filtered {
            effects.extend(self.ask_again());
        }
        effects
    }

    pub(super) fn refilter(&mut self, change: impl FnOnce(&mut Filter)) -> Vec<Effect> {
        change(Arc::make_mut(&mut self.now.view.filter));
        vec![self.find()]
    }

    pub(super) fn set_query(&mut self, query: String) -> Vec<Effect> {
        if self.now.view.filter.query == query {
            return Vec::new();
        }
        let effects = self.refilter(|filter| filter.query = query);
        self.refresh_faults();
        effects
    }

    pub(super) fn refresh_faults(&mut self) {
        self.now.view.faults = faults(&self.now.view.filter.query).into();
    }

    pub(super) fn toggle_outlet(&mut self, outlet: Option<Arc<str>>) -> Vec<Effect> {
        self.refilter(|filter| toggle(&mut filter.outlets, outlet))
    }

    pub(super) fn only_outlet(&mut self, outlet: Option<Arc<str>>) -> Vec<Effect> {
        self.refilter(|filter| filter.outlets = BTreeSet::from([outlet]))
    }

    pub(super) fn toggle_language(&mut self, language: Option<Arc<str>>) -> Vec<Effect> {
        self.refilter(|filter| toggle(&mut filter.languages, language))
    }

    pub(super) fn toggle_kind(&mut self, kind: Option<Arc<str>>) -> Vec<Effect> {
        self.refilter(|filter| toggle(&mut filter.kinds, kind))
    }

    /// Lets articles with a tag pass, or no longer; nothing stands for "no tag".
    pub(super) fn toggle_tag(&mut self, tag: Option<Arc<str>>) -> Vec<Effect> {
        self.refilter(|filter| toggle(&mut filter.tags, tag))
    }

    pub(super) fn set_published(&mut self, interval: Option<Interval>) -> Vec<Effect> {
        self.refilter(|filter| filter.published = interval)
    }

    pub(super) fn set_about(&mut self, interval: Option<Interval>) -> Vec<Effect> {
        self.refilter(|filter| filter.about = interval)
    }

    /// Keeps the articles that mention an event.
    pub(super) fn show_event(&mut self, event_id: Option<EventId>) -> Vec<Effect> {
        let event = event_id.and_then(|event_id| self.now.event(event_id));
        let within = event.map(|event| Arc::new(event.article_ids()));
        self.now.view.event_id = event.map(|event| event.event_id);
        self.now.view.copies_of = None;
        self.refilter(|filter| filter.within = within)
    }

    pub(super) fn clear_filters(&mut self) -> Vec<Effect> {
        self.now.view.event_id = None;
        self.now.view.copies_of = None;
        let effects = self.refilter(|filter| *filter = filter.cleared());
        self.refresh_faults();
        effects
    }

    /// Sorts rows in another way.
    pub(super) fn sort_by(&mut self, sort: Sort) -> Vec<Effect> {
        self.now.view.sort = sort;
        let mut effects = self.set_habit(|settings| settings.sort = sort);
        effects.push(self.find());
        effects
    }
}

fn toggle(set: &mut BTreeSet<Option<Arc<str>>>, value: Option<Arc<str>>) {
    if !set.remove(&value) {
        set.insert(value);
    }
}
