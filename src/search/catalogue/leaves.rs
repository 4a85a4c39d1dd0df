//! What one part of a query holds of, asked of columns and of the index of texts.

use super::evaluate::{Answer, Evaluation};
use super::looked_up::LookedUp;
use super::patterns::wanted;
use super::row::NO_DAY;
use super::sets::Sets;
use super::wanted::Wanted;
use crate::search::index::{self, DocSet, Field, Resolved};
use crate::search::pattern::{Haystack, Pattern};
use crate::search::query::{Node, Place, State};

/// The fields of the index that a place stands for.
fn fields(place: Place) -> &'static [Field] {
    match place {
        Place::Anywhere => &[Field::Text, Field::Title],
        Place::Text => &[Field::Text],
        Place::Title => &[Field::Title],
        Place::Byline => &[Field::Byline],
        Place::Outlet | Place::Tag | Place::Kind => &[],
    }
}

impl Evaluation<'_> {
    /// The documents of which a part of a query without parts of its own holds; only those of `within` need to be told, when
    /// given. Nothing when cancelled.
    pub(super) fn leaf(&self, node: &Node, within: Option<&Sets>) -> Option<Answer> {
        let catalogue = self.catalogue;
        let sets = match node {
            Node::Text(place, pattern) => return self.text(*place, pattern, within),
            Node::Language(code) => {
                catalogue.with_language(|name| name.is_some_and(|name| name.eq_ignore_ascii_case(code)))
            }
            Node::Published(days) => catalogue.published_in(*days),
            Node::About(days) => catalogue.about(*days),
            Node::Words(least, most) => catalogue.where_column(|shard, doc| {
                shard.columns.words.get(doc).is_some_and(|count| (*least..=*most).contains(count))
            }),
            Node::Is(state) => self.state(*state),
            // Their parts are asked for one by one.
            Node::All(_) | Node::Any(_) | Node::Not(_) => catalogue.no_docs(),
        };
        Some(Answer::exact(sets))
    }

    fn state(&self, state: State) -> Sets {
        let (catalogue, marks) = (self.catalogue, &self.filter.marks);
        match state {
            State::Undated => catalogue
                .where_column(|shard, doc| shard.columns.published.get(doc).is_some_and(|&[first, _]| first == NO_DAY)),
            State::Untitled => catalogue.sets_of(|shard| shard.columns.untitled.clone()),
            State::Unsigned => catalogue.sets_of(|shard| shard.columns.unsigned.clone()),
            State::Edited => catalogue.sets_of(|shard| shard.columns.edited.clone()),
            State::Duplicate => catalogue.of_articles(&marks.duplicates),
            State::Reviewed => catalogue.of_articles(&marks.reviewed),
            State::Noted => catalogue.of_articles(&marks.notes.keys().copied().collect()),
            State::Tagged => catalogue.tagged(marks, |_| true),
        }
    }

    fn text(&self, place: Place, pattern: &Pattern, within: Option<&Sets>) -> Option<Answer> {
        let answers = |name: &str| pattern.is_in(&Haystack::new(name));
        match place {
            Place::Anywhere | Place::Text | Place::Title | Place::Byline => {
                let wanted = wanted(pattern);
                if let Some(looked_up) = self.looked_up_in(fields(place), &wanted) {
                    return self.docs_of(&looked_up, within);
                }
                let mut fields = fields(place).iter();
                let first = self.ask(*fields.next()?, &wanted, within)?;
                fields.try_fold(first, |sum, field| Some(sum.or(&self.ask(*field, &wanted, within)?)))
            }
            Place::Outlet => {
                Some(Answer::exact(self.catalogue.with_outlet(|name| name.is_some_and(|name| answers(name)))))
            }
            Place::Kind => Some(Answer::exact(self.catalogue.with_kind(|name| name.is_some_and(|name| answers(name))))),
            Place::Tag => Some(Answer::exact(self.catalogue.tagged(&self.filter.marks, answers))),
        }
    }

    /// Looks a phrase of a query up in the dictionaries; nothing where the node is something else, or when cancelled.
    pub(super) fn looked_up(&self, node: &Node) -> Option<LookedUp<'_>> {
        let Node::Text(place, pattern) = node else { return None };
        self.looked_up_in(fields(*place), &wanted(pattern))
    }

    /// The same of what is wanted in these fields.
    fn looked_up_in(&self, fields: &[Field], wanted: &Wanted) -> Option<LookedUp<'_>> {
        let Wanted::Exactly(pattern @ index::Pattern::Phrase(_)) = wanted else { return None };
        let of_field = |field: &Field| self.catalogue.index.resolved(*field, pattern, self.cancel);
        let of_fields: Vec<Resolved<'_>> = fields.iter().map(of_field).collect::<Option<_>>()?;
        (!of_fields.is_empty()).then_some(LookedUp { of_fields })
    }

    /// The documents of which a phrase that was looked up holds; only those of `within`, when given. Nothing when cancelled.
    pub(super) fn docs_of(&self, looked_up: &LookedUp<'_>, within: Option<&Sets>) -> Option<Answer> {
        if let ([texts, titles], None) = (looked_up.of_fields.as_slice(), within) {
            return Some(self.placed(texts.docs_with_titles(titles, self.cancel)?));
        }
        let within = within.map(|within| self.of_blocks(within));
        let mut found: Option<Vec<DocSet>> = None;
        for of_field in &looked_up.of_fields {
            let sets = of_field.docs(within.as_deref(), self.cancel)?;
            found = Some(match found {
                Some(found) => found.into_iter().zip(&sets).map(|(set, other)| set.with(other)).collect(),
                None => sets,
            });
        }
        Some(self.placed(found?))
    }

    /// The sets of those shards that have a block.
    fn of_blocks<'s>(&self, sets: &'s Sets) -> Vec<&'s DocSet> {
        let shards = self.catalogue.shards.iter().zip(sets.iter());
        shards.filter(|(shard, _)| shard.block.is_some()).map(|(_, set)| set).collect()
    }

    /// The documents whose `field` holds what is wanted, as far as the index knows. Nothing when cancelled.
    fn ask(&self, field: Field, wanted: &Wanted, within: Option<&Sets>) -> Option<Answer> {
        match wanted {
            Wanted::Exactly(pattern) => {
                let within = within.map(|within| self.of_blocks(within));
                let resolved = self.catalogue.index.resolved(field, pattern, self.cancel)?;
                let found = resolved.docs(within.as_deref(), self.cancel)?;
                Some(self.placed(found))
            }
            Wanted::AtMost(more) => {
                let answer = self.ask(field, more, within)?;
                Some(Answer { must: Some(self.catalogue.no_docs()), ..answer })
            }
            Wanted::All(parts) => self.each(field, parts, within, Answer::and),
            Wanted::Any(parts) => self.each(field, parts, within, Answer::or),
            Wanted::Unknown => Some(Answer { may: self.catalogue.alive(), must: Some(self.catalogue.no_docs()) }),
        }
    }

    fn each(
        &self,
        field: Field,
        parts: &[Wanted],
        within: Option<&Sets>,
        join: fn(Answer, &Answer) -> Answer,
    ) -> Option<Answer> {
        let mut answers = parts.iter().map(|part| self.ask(field, part, within));
        let Some(first) = answers.next() else { return self.ask(field, &Wanted::Unknown, within) };
        answers.try_fold(first?, |sum, answer| Some(join(sum, &answer?)))
    }

    /// What the blocks of the index gave, for each shard; documents without a block may be among them.
    fn placed(&self, found: Vec<DocSet>) -> Answer {
        let shards = &self.catalogue.shards;
        if found.len() == shards.len() {
            return Answer::exact(found.into_iter().collect());
        }
        let mut found = found.into_iter();
        let (mut may, mut must) = (Vec::with_capacity(shards.len()), Vec::with_capacity(shards.len()));
        for shard in shards.iter() {
            let none = || DocSet::none(shard.universe());
            if shard.block.is_some() {
                let set = found.next().unwrap_or_else(none);
                may.push(set.clone());
                must.push(set);
            } else {
                may.push(shard.alive.as_ref().clone());
                must.push(none());
            }
        }
        Answer { may: may.into_iter().collect(), must: Some(must.into_iter().collect()) }
    }
}
