//! What one part of a query holds of, asked of columns and of the index of texts.

use super::bits::{Bits, WORD};
use super::columns::NO_DAY;
use super::evaluate::{Answer, Evaluation};
use super::patterns::wanted;
use super::wanted::Wanted;
use crate::corpus::ArticleId;
use crate::search::index::{DocSet, Field};
use crate::search::pattern::{Haystack, Pattern};
use crate::search::query::{Node, Place, State};

impl Evaluation<'_> {
    /// The documents of which a part of a query without parts of its own holds. Nothing when cancelled.
    pub(super) fn leaf(&self, node: &Node) -> Option<Answer> {
        let catalogue = self.catalogue;
        let bits = match node {
            Node::Text(place, pattern) => return self.text(*place, pattern),
            Node::Language(code) => {
                let names = catalogue.names.languages.iter();
                let is_it = |name: &str| name.eq_ignore_ascii_case(code);
                let wanted: Vec<bool> = names.map(|(_, name)| name.is_some_and(|name| is_it(name))).collect();
                catalogue.with_code(|shard| &shard.columns.languages, &wanted)
            }
            Node::Published(days) => catalogue.published_in(*days),
            Node::About(days) => catalogue.about(*days),
            Node::Words(least, most) => catalogue.where_column(|shard, doc| {
                shard.columns.words.get(doc).is_some_and(|count| (*least..=*most).contains(count))
            }),
            Node::Is(state) => self.state(*state),
            // Their parts are asked for one by one.
            Node::All(_) | Node::Any(_) | Node::Not(_) => Bits::none(catalogue.bound()),
        };
        Some(Answer::exact(bits))
    }

    fn state(&self, state: State) -> Bits {
        let catalogue = self.catalogue;
        match state {
            State::Undated => catalogue
                .where_column(|shard, doc| shard.columns.published.get(doc).is_some_and(|&(first, _)| first == NO_DAY)),
            State::Untitled => catalogue.of_shards(|shard| &shard.columns.untitled),
            State::Unsigned => catalogue.of_shards(|shard| &shard.columns.unsigned),
            State::Edited => catalogue.of_shards(|shard| &shard.columns.edited),
            State::Duplicate => catalogue.of_articles(self.filter.marks.duplicates.iter().copied()),
            State::Reviewed => catalogue.of_articles(self.filter.marks.reviewed.iter().copied()),
        }
    }

    fn text(&self, place: Place, pattern: &Pattern) -> Option<Answer> {
        let in_field = |field| self.ask(field, &wanted(pattern));
        match place {
            Place::Anywhere => Some(in_field(Field::Text)?.or(&in_field(Field::Title)?)),
            Place::Text => in_field(Field::Text),
            Place::Title => in_field(Field::Title),
            Place::Byline => in_field(Field::Byline),
            Place::Outlet => Some(Answer::exact(self.with_outlet(pattern))),
            Place::Tag => Some(Answer::exact(self.with_tag(pattern))),
        }
    }

    /// The documents whose outlet's name answers.
    fn with_outlet(&self, pattern: &Pattern) -> Bits {
        let answers = |name: &str| pattern.is_in(&Haystack::new(name));
        let names = self.catalogue.names.outlets.iter();
        let wanted: Vec<bool> = names.map(|(_, name)| name.is_some_and(|name| answers(name))).collect();
        self.catalogue.with_code(|shard| &shard.columns.outlets, &wanted)
    }

    /// The documents of which a tag answers.
    fn with_tag(&self, pattern: &Pattern) -> Bits {
        let answers = |tag: &str| pattern.is_in(&Haystack::new(tag));
        let tagged = self.filter.tagged.iter().filter(|(_, tags)| tags.iter().any(|tag| answers(tag)));
        let article_ids: Vec<ArticleId> = tagged.map(|(&article_id, _)| article_id).collect();
        self.catalogue.of_articles(article_ids.into_iter())
    }

    /// The documents whose `field` holds what is wanted, as far as the index knows. Nothing when cancelled.
    fn ask(&self, field: Field, wanted: &Wanted) -> Option<Answer> {
        match wanted {
            Wanted::Exactly(pattern) => {
                let found = self.catalogue.index.docs(field, pattern, self.cancel)?;
                Some(self.placed(&found))
            }
            Wanted::AtMost(more) => {
                let answer = self.ask(field, more)?;
                Some(Answer { must: Some(Bits::none(self.catalogue.bound())), ..answer })
            }
            Wanted::All(parts) => self.each(field, parts, Answer::and),
            Wanted::Any(parts) => self.each(field, parts, Answer::or),
            Wanted::Unknown => {
                Some(Answer { may: self.catalogue.alive(), must: Some(Bits::none(self.catalogue.bound())) })
            }
        }
    }

    fn each(&self, field: Field, parts: &[Wanted], join: fn(Answer, &Answer) -> Answer) -> Option<Answer> {
        let mut answers = parts.iter().map(|part| self.ask(field, part));
        let Some(first) = answers.next() else { return self.ask(field, &Wanted::Unknown) };
        answers.try_fold(first?, |sum, answer| Some(join(sum, &answer?)))
    }

    /// What the blocks of the index gave, at the places of their shards; documents without a block may be among them.
    fn placed(&self, found: &[DocSet]) -> Answer {
        let catalogue = self.catalogue;
        let mut may = Bits::none(catalogue.bound());
        let mut must = None;
        let mut sets = found.iter();
        for (base, shard) in catalogue.based_shards() {
            let place = base / WORD..base / WORD + shard.alive.words().len();
            if shard.block.is_some() {
                if let (Some(set), Some(words)) = (sets.next(), may.words_mut().get_mut(place)) {
                    set.write_bits(words);
                }
                continue;
            }
            must.get_or_insert_with(Vec::new).push(place);
            super::copy(shard.alive.words(), base, &mut may);
        }
        let must = must.map(|unknown: Vec<std::ops::Range<usize>>| {
            let mut must = may.clone();
            for words in unknown {
                must.words_mut().get_mut(words).unwrap_or_default().fill(0);
            }
            must
        });
        Answer { may, must }
    }
}
