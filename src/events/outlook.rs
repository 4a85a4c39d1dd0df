//! Is a happening told, or still to come?
//!
//! A mention is ahead when its days begin after the last day on which its article can have appeared, and past when they
//! end before the first. Where they overlap, or where the day of publication is unknown, the clause decides: "will open",
//! "is scheduled for", "by the end of" are ahead. Where neither says, the mention counts as told. An event is announced
//! when every mention of it is ahead, so that one article that tells of it as past is enough.

use super::{Event, Mentions};
use crate::corpus::{Article, Corpus, Mention};
use crate::time::looks_ahead;

/// Mentions of one event that are looked at.
const MOST_READ: usize = 200;

/// Is a happening told, or still to come?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Outlook {
    /// At least one article tells of it.
    #[default]
    Told,
    /// Its days lie after the publication of all articles that speak of it.
    AfterPublication,
    /// It is spoken of as planned, expected or due, on days that the publication dates do not put ahead or behind.
    Announced,
}

impl Outlook {
    /// True when nobody tells of it as something that has happened.
    pub fn is_ahead(self) -> bool {
        self != Self::Told
    }

    /// How this is known, in words for the user.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Told => "told of as something that has happened",
            Self::AfterPublication => "its days lie after the publication of the articles",
            Self::Announced => "the articles speak of it as planned, expected or due",
        }
    }

    /// The name in JSON Lines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::AfterPublication => "after-publication",
            Self::Announced => "announced",
        }
    }
}

/// How one mention of an article stands to what it names.
pub fn outlook_of(article: &Article, mention: &Mention) -> Outlook {
    let published = article.published();
    if let (Some(days), Some(published)) = (mention.interval(), published) {
        if days.first() > published.last() {
            return Outlook::AfterPublication;
        }
        if days.last() < published.first() {
            return Outlook::Told;
        }
    }
    match looks_ahead(&article.text, mention.sentence, mention.expression.span, article.language()) {
        Some(true) => Outlook::Announced,
        Some(false) | None => Outlook::Told,
    }
}

/// How an event stands to what its articles say.
pub(super) fn outlook(event: &Event, corpus: &Corpus, mentions: &Mentions) -> Outlook {
    let mut whole = None;
    for &mention_ref in event.mentions.iter().take(MOST_READ) {
        let (Some(article), Some(mention)) = (corpus.get(mention_ref.article_id), mentions.get(mention_ref)) else {
            continue;
        };
        match (outlook_of(&article, &mention), whole) {
            (Outlook::Told, _) => return Outlook::Told,
            (outlook, None) => whole = Some(outlook),
            (Outlook::Announced, Some(_)) => whole = Some(Outlook::Announced),
            (Outlook::AfterPublication, Some(_)) => {}
        }
    }
    whole.filter(|_| event.undated.is_empty()).unwrap_or_default()
}
