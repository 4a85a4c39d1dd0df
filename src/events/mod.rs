//! Which happenings do the articles refer to, and who says so?
//!
//! [`reading`] (the mentions of one article), `passages` (which sentences can tell of a happening, on which days),
//! `aside` (captions and citations among them), `admission` (which of too many are looked at), `kinds` (words for one
//! kind of happening), `wording` and `evidence` (the words that each passage has to say for itself), `agreement` (may two
//! passages be one happening, as far as their days go?), `bag` (the words of several), `postings` (which events a word
//! leads to), `joining` (which passages are one happening), `cluster` (what was put together), [`mod@group`] (all of it), [`edits`] (as the user joined and parted them), `telling` (what is told of
//! each): `label` and `clauses` (a short name), [`outlook`] (is it still to come?), [`disagreements`] and `figures` (where
//! accounts differ; `numbers` are read by `figure_words`, `quantity` says when they exclude each other). [`mod@lanes`] (what a timeline draws), [`spans`] (which days of it reach into a window), [`stretch`] (which it shows of its own accord), [`middles`] (where it lies on the plane).

mod admission;
mod agreement;
mod aside;
mod bag;
mod clauses;
mod cluster;
pub mod disagreements;
pub mod edits;
mod evidence;
mod figure_words;
mod figures;
pub mod group;
mod joining;
mod kinds;
mod label;
pub mod lanes;
pub mod middles;
mod numbers;
pub mod outlook;
mod passages;
mod postings;
mod quantity;
mod reading;
pub mod spans;
pub mod stretch;
mod telling;
mod wording;

#[cfg(test)]
mod tests;

pub use disagreements::{Claim, Disagreement, Matter};
pub use edits::{EventEdits, PassageKey, passage_keys};
pub(crate) use figures::{Amount, Figure, amounts, figures};
pub use group::group;
pub use lanes::{Lane, Lanes, LanesBy, Mark, Told, lanes};
pub(crate) use numbers::is_number;
pub use outlook::{Outlook, outlook_of};
pub use reading::mentions;

use crate::corpus::packed::{MentionBlock, PackedList, Unpacked};
use crate::corpus::{ArticleId, Corpus, Mention};
use crate::text::Span;
use crate::time::Interval;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The mentions of every article of a corpus, by article. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    by_article: PackedList<MentionBlock>,
}

impl Mentions {
    /// The mentions of one article in order of their spans; none when it has not been read yet.
    pub fn of(&self, article_id: ArticleId) -> Arc<[Mention]> {
        self.by_article.get(article_id.index()).unwrap_or_default()
    }

    /// How many of an article's mentions stand on a calendar and not in boilerplate: what a timeline draws.
    pub fn dated_count(&self, article_id: ArticleId) -> usize {
        let is_drawn = |mention: &&Mention| !mention.is_boilerplate && mention.interval().is_some();
        self.of(article_id).iter().filter(is_drawn).count()
    }

    /// One mention.
    pub fn get(&self, mention: MentionRef) -> Option<Mention> {
        self.of(mention.article_id).get(mention.index as usize).cloned()
    }

    /// Mentions that were packed before.
    pub fn of_packed(by_article: PackedList<MentionBlock>) -> Self {
        Self { by_article }
    }

    /// The mentions as they lie in memory.
    pub fn packed(&self) -> &PackedList<MentionBlock> {
        &self.by_article
    }

    /// Mentions that lie loose and fill a block: for somebody to pack and to give to [`Mentions::take_packed`]. Each is
    /// given out once.
    pub fn give_out(&mut self) -> Vec<Unpacked<Arc<[Mention]>>> {
        self.by_article.give_out()
    }

    /// Puts packed mentions in the place of the loose ones; what has been replaced since stays.
    pub fn take_packed(&mut self, from: &Unpacked<Arc<[Mention]>>, block: Arc<MentionBlock>) {
        self.by_article.take_packed(from, block);
    }

    /// Puts the mentions of one article in their place, growing as needed.
    pub fn set(&mut self, article_id: ArticleId, mentions: Arc<[Mention]>) {
        while self.by_article.len() <= article_id.index() {
            self.by_article.push(None);
        }
        self.by_article.set(article_id.index(), (!mentions.is_empty()).then_some(mentions));
    }
}

/// The number of an event in its list, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub u32);

/// One mention, by article and position in [`Mentions::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MentionRef {
    /// Which article.
    pub article_id: ArticleId,
    /// Which of its mentions.
    pub index: u32,
}

/// A sentence that tells of a happening and holds no expression that dates it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// In which article.
    pub article_id: ArticleId,
    /// Where.
    pub sentence: Span,
}

/// Passages that speak of the same happening, across articles.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its number.
    pub event_id: EventId,
    /// The days it took, as most of its mentions say.
    pub interval: Interval,
    /// A short name: a clause of its most telling sentence.
    pub label: String,
    /// Its mentions in corpus order. Those whose own day is not known are here by their words.
    pub mentions: Vec<MentionRef>,
    /// Headlines and opening sentences that tell of it without a date, in corpus order.
    pub undated: Vec<Passage>,
    /// Is it told, or still to come?
    pub outlook: Outlook,
    /// Where its accounts differ.
    pub disagreements: Vec<Disagreement>,
    /// True when the user has joined or parted it.
    pub is_edited: bool,
}

/// Events that several articles tell of, as `count` counts them, those of most articles first.
pub fn main_events(events: &[Event], count: impl Fn(&Event) -> usize) -> Vec<&Event> {
    let counted = events.iter().map(|event| (count(event), event));
    let mut counted: Vec<(usize, &Event)> = counted.filter(|(count, _)| *count > 1).collect();
    counted.sort_by_key(|(count, event)| (std::cmp::Reverse(*count), event.event_id));
    counted.into_iter().map(|(_, event)| event).collect()
}

impl Event {
    /// The articles that tell of it.
    pub fn article_ids(&self) -> BTreeSet<ArticleId> {
        let dated = self.mentions.iter().map(|mention| mention.article_id);
        dated.chain(self.undated.iter().map(|passage| passage.article_id)).collect()
    }

    /// How many passages tell of it.
    pub fn passage_count(&self) -> usize {
        self.mentions.len() + self.undated.len()
    }

    /// True when no expression of time dates it: its days are those on which articles appeared.
    pub fn is_dated_by_publication(&self) -> bool {
        self.mentions.is_empty()
    }

    /// The outlets that tell of it, in order of their names; articles whose outlet is unknown name none.
    pub fn outlets(&self, corpus: &Corpus) -> BTreeSet<Arc<str>> {
        let articles = self.article_ids().into_iter().filter_map(|article_id| corpus.get(article_id));
        articles.filter_map(|article| Some(article.outlet.as_ref()?.value.clone())).collect()
    }

    /// Every passage with the span that names it (expression or sentence) and its sentence, in corpus order.
    pub fn passages(&self, mentions: &Mentions) -> Vec<EventPassage> {
        let dated = self.mentions.iter().filter_map(|&mention_ref| {
            let mention = mentions.get(mention_ref)?;
            let (article_id, sentence) = (mention_ref.article_id, mention.sentence);
            Some(EventPassage { article_id, sentence, span: mention.expression.span, mention: Some(mention_ref) })
        });
        let undated = self.undated.iter().map(|passage| {
            let Passage { article_id, sentence } = *passage;
            EventPassage { article_id, sentence, span: sentence, mention: None }
        });
        let mut passages: Vec<EventPassage> = dated.chain(undated).collect();
        passages.sort_unstable();
        passages
    }
}

/// One passage of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventPassage {
    /// In which article.
    pub article_id: ArticleId,
    /// The sentence.
    pub sentence: Span,
    /// The expression of time in it, or the whole sentence.
    pub span: Span,
    /// The mention; nothing for undated passages.
    pub mention: Option<MentionRef>,
}
