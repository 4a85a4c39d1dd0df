//! Which happenings do the articles refer to, and who says so?
//!
//! [`reading`] (the mentions of one article), [`evidence`] (the words that each mention has to say for itself),
//! [`agreement`] (may two mentions be one happening, as far as their days go?), [`group`] (mentions joined into events),
//! [`label`] (a short name for each), [`mod@lanes`] (what a timeline draws).

mod agreement;
mod evidence;
mod group;
mod label;
pub mod lanes;
mod reading;

#[cfg(test)]
mod tests;

pub use group::group;
pub use lanes::{Lane, Lanes, Mark, lanes};
pub use reading::mentions;

use crate::corpus::{ArticleId, Mention, Segments};
use crate::time::Interval;
use std::sync::Arc;

/// The mentions of every article of a corpus, by article. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    by_article: Segments<Arc<[Mention]>>,
}

impl Mentions {
    /// The mentions of one article in order of their spans; none when it has not been read yet.
    pub fn of(&self, article_id: ArticleId) -> &[Mention] {
        self.by_article.get(article_id.index()).map_or(&[], |mentions| mentions)
    }

    /// How many of an article's mentions stand on a calendar and not in boilerplate: what a timeline draws.
    pub fn dated_count(&self, article_id: ArticleId) -> usize {
        let is_drawn = |mention: &&Mention| !mention.is_boilerplate && mention.interval().is_some();
        self.of(article_id).iter().filter(is_drawn).count()
    }

    /// One mention.
    pub fn get(&self, mention: MentionRef) -> Option<&Mention> {
        self.of(mention.article_id).get(mention.index as usize)
    }

    /// Puts the mentions of one article in their place, growing as needed.
    pub fn set(&mut self, article_id: ArticleId, mentions: Arc<[Mention]>) {
        while self.by_article.len() <= article_id.index() {
            self.by_article.push(Arc::from([]));
        }
        self.by_article.set(article_id.index(), mentions);
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

/// Mentions that speak of the same happening, across articles.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its number.
    pub event_id: EventId,
    /// The days it took, as most of its mentions say.
    pub interval: Interval,
    /// A short name: the words that its mentions share, or the sentence that says most.
    pub label: String,
    /// Its mentions in corpus order.
    pub mentions: Vec<MentionRef>,
}
