//! Joining and parting events by hand, and saying which days a mention means: steps that can be undone, kept in the store
//! by content and place, and applied whenever events are grouped anew.

use super::change::{Change, Correction, Place};
use super::corrections::parse_published;
use super::effect::Effect;
use super::snapshot::NoticeLevel;
use super::state::Session;
use crate::corpus::ArticleId;
use crate::events::{EventId, EventPassage, MentionRef, passage_keys};
use crate::text::{Span, one_line};
use std::collections::BTreeSet;

/// Longest label of an event in the name of a step, in characters.
const LABEL_CHARS: usize = 48;

impl Session {
    /// Makes one event of several.
    pub(super) fn merge_events(&mut self, event_ids: &[EventId]) -> Vec<Effect> {
        let event_ids: BTreeSet<EventId> = event_ids.iter().copied().collect();
        let events: Vec<_> = event_ids.iter().filter_map(|event_id| self.now.event(*event_id).cloned()).collect();
        if events.len() < 2 {
            self.notice(NoticeLevel::Failed, "Choose at least two events to merge");
            return Vec::new();
        }
        let opened = &self.now.opened;
        let places: BTreeSet<(ArticleId, Span)> = events
            .iter()
            .flat_map(|event| passage_keys(event, &opened.corpus, &opened.mentions))
            .map(|(article_id, key)| (article_id, key.span()))
            .collect();
        let tag = self.tag(&places);
        let changes = places.iter().filter_map(|&(article_id, span)| {
            self.change(article_id, Place::Joined(span), &Correction::Value(tag.clone()))
        });
        let changes: Vec<_> = changes.collect();
        self.notice(NoticeLevel::Done, format!("{} events are one now", events.len()));
        self.take_step(format!("merge {} events", events.len()), changes)
    }

    /// Parts passages from their event into one of their own.
    pub(super) fn split_event(&mut self, event_id: EventId, passages: &[EventPassage]) -> Vec<Effect> {
        let Some(event) = self.now.event(event_id) else { return Vec::new() };
        let known: BTreeSet<(ArticleId, Span)> =
            event.passages(&self.now.opened.mentions).iter().map(|one| (one.article_id, one.span)).collect();
        let chosen: BTreeSet<(ArticleId, Span)> = passages.iter().map(|one| (one.article_id, one.span)).collect();
        let chosen: BTreeSet<_> = chosen.intersection(&known).copied().collect();
        if chosen.is_empty() || chosen.len() == known.len() {
            self.notice(NoticeLevel::Failed, "Choose some of the event’s passages to split off, and not all of them");
            return Vec::new();
        }
        let short: String = event.label.chars().take(LABEL_CHARS).collect();
        let many = if chosen.len() == 1 { "passage" } else { "passages" };
        let label = format!("split {} {many} from “{}”", chosen.len(), short.trim_end());
        let tag = self.tag(&chosen);
        let changes = chosen.iter().flat_map(|&(article_id, span)| {
            [
                self.change(article_id, Place::Joined(span), &Correction::AsRead),
                self.change(article_id, Place::Parted(span), &Correction::Value(tag.clone())),
            ]
        });
        let changes: Vec<_> = changes.flatten().collect();
        self.notice(NoticeLevel::Done, format!("{} {many} stand apart as an event of their own now", chosen.len()));
        self.take_step(label, changes)
    }

    /// Says which days a mention means.
    pub(super) fn correct_days(&mut self, mention_ref: MentionRef, correction: &Correction) -> Vec<Effect> {
        let correction = match correction {
            Correction::Value(value) => match parse_published(value) {
                Ok(_) => Correction::Value(value.trim().to_owned()),
                Err(reason) => {
                    self.notice(NoticeLevel::Failed, reason);
                    return Vec::new();
                }
            },
            other => other.clone(),
        };
        let Some(mention) = self.now.opened.mentions.get(mention_ref) else { return Vec::new() };
        let span = mention.expression.span;
        let article = self.now.article(mention_ref.article_id);
        let words = article.as_deref().map_or("", |article| span.slice(&article.text));
        let label = format!("set the days of “{}”", one_line(words));
        let change = self.change(mention_ref.article_id, Place::Days(span), &correction);
        let changes: Vec<_> = change.into_iter().collect();
        if changes.is_empty() { Vec::new() } else { self.take_step(label, changes) }
    }

    /// A change of a place; nothing where it changes nothing.
    pub(super) fn change(&self, article_id: ArticleId, place: Place, new: &Correction) -> Option<(ArticleId, Change)> {
        let article = self.now.article(article_id)?;
        let (sha256, doc) = (article.sha256, article.source.doc());
        let old = self.corrections.at(sha256, &place);
        let change = Change { at: (self.clock)(), sha256, doc, place, old, new: new.clone() };
        (change.old != change.new).then_some((article_id, change))
    }

    /// A name for what is being joined or parted that no other step has.
    fn tag(&mut self, places: &BTreeSet<(ArticleId, Span)>) -> String {
        let first = places.first().and_then(|(article_id, span)| {
            let sha256 = self.now.article(*article_id)?.sha256.to_string();
            Some(format!("{}:{}", sha256.get(..12)?, span.start))
        });
        format!("{} {} {}", (self.clock)().to_rfc3339(), self.next_number(), first.unwrap_or_default())
    }
}
