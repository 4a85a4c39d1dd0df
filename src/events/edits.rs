//! What the user says of events: passages parted from their event, events made one.
//!
//! A passage is named by its article's content and by where it stands, so that what the user said holds after articles
//! were added, and after the rules of grouping have changed. Passages parted with one tag make an event of their own;
//! events that hold passages joined with one tag are one event, with all that the rules put into either.

use super::cluster::Group;
use super::evidence::Piece;
use super::{Event, Mentions};
use crate::corpus::{ArticleId, ContentHash, Corpus};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names a passage by content: the article's hash, and the expression of time or, in an undated passage, the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PassageKey {
    /// The article's content.
    pub sha256: ContentHash,
    /// First byte of the passage in the article's text.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
}

impl PassageKey {
    /// The key of a place in an article.
    pub fn new(sha256: ContentHash, span: Span) -> Self {
        Self { sha256, start: span.start, end: span.end }
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// What the user says of events, by passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventEdits {
    parted: BTreeMap<PassageKey, Arc<str>>,
    joined: BTreeMap<PassageKey, Arc<str>>,
}

impl EventEdits {
    /// True when the user has said nothing.
    pub fn is_empty(&self) -> bool {
        self.parted.is_empty() && self.joined.is_empty()
    }

    /// True when the user has said something of a passage of an article.
    pub(super) fn concern(&self, corpus: &Corpus, article_id: ArticleId) -> bool {
        if self.is_empty() {
            return false;
        }
        let Some(sha256) = corpus.get(article_id).map(|article| article.sha256) else { return false };
        let first = PassageKey { sha256, start: 0, end: 0 };
        let is_of_article = |tags: &BTreeMap<PassageKey, Arc<str>>| {
            tags.range(first..).next().is_some_and(|(key, _)| key.sha256 == sha256)
        };
        is_of_article(&self.parted) || is_of_article(&self.joined)
    }

    /// The tag of the event of its own that a passage was put into.
    pub fn parted(&self, key: PassageKey) -> Option<&Arc<str>> {
        self.parted.get(&key)
    }

    /// The tag by which the event of a passage is one with others.
    pub fn joined(&self, key: PassageKey) -> Option<&Arc<str>> {
        self.joined.get(&key)
    }

    /// The passages of a content that were put into events of their own, with their tags.
    pub fn parted_in(&self, sha256: ContentHash) -> impl Iterator<Item = (Span, &Arc<str>)> {
        of_content(&self.parted, sha256)
    }

    /// The passages of a content by which events are one with others, with their tags.
    pub fn joined_in(&self, sha256: ContentHash) -> impl Iterator<Item = (Span, &Arc<str>)> {
        of_content(&self.joined, sha256)
    }

    /// Puts a passage into the event of its own that `tag` names, or back where the rules put it.
    pub fn part(&mut self, key: PassageKey, tag: Option<Arc<str>>) {
        set(&mut self.parted, key, tag);
    }

    /// Makes the event of a passage one with all others that hold a passage joined by `tag`, or no longer.
    pub fn join(&mut self, key: PassageKey, tag: Option<Arc<str>>) {
        set(&mut self.joined, key, tag);
    }
}

fn of_content(tags: &BTreeMap<PassageKey, Arc<str>>, sha256: ContentHash) -> impl Iterator<Item = (Span, &Arc<str>)> {
    let (first, last) =
        (PassageKey { sha256, start: 0, end: 0 }, PassageKey { sha256, start: u32::MAX, end: u32::MAX });
    tags.range(first..=last).map(|(key, tag)| (key.span(), tag))
}

fn set(tags: &mut BTreeMap<PassageKey, Arc<str>>, key: PassageKey, tag: Option<Arc<str>>) {
    match tag {
        Some(tag) => tags.insert(key, tag),
        None => tags.remove(&key),
    };
}

/// The keys of all passages of an event, in corpus order.
pub fn passage_keys(event: &Event, corpus: &Corpus, mentions: &Mentions) -> Vec<(ArticleId, PassageKey)> {
    let dated = event
        .mentions
        .iter()
        .filter_map(|&mention_ref| Some((mention_ref.article_id, mentions.get(mention_ref)?.expression.span)));
    let undated = event.undated.iter().map(|passage| (passage.article_id, passage.sentence));
    let mut keys: Vec<(ArticleId, PassageKey)> = dated
        .chain(undated)
        .filter_map(|(article_id, span)| Some((article_id, PassageKey::new(corpus.get(article_id)?.sha256, span))))
        .collect();
    keys.sort_unstable();
    keys
}

/// The groups as the user has parted and joined them.
pub(super) fn regroup<'a>(
    groups: Vec<Group<'a>>,
    corpus: &Corpus,
    mentions: &Mentions,
    edits: &EventEdits,
) -> Vec<Group<'a>> {
    if edits.is_empty() {
        return groups;
    }
    let edited: BTreeSet<ContentHash> = edits.parted.keys().chain(edits.joined.keys()).map(|key| key.sha256).collect();
    let key = |piece: &Piece| {
        let sha256 = corpus.get(piece.article_id)?.sha256;
        edited.contains(&sha256).then(|| PassageKey::new(sha256, own_span(piece, mentions)))
    };
    let mut whole = Vec::new();
    let mut parted: BTreeMap<Arc<str>, Vec<&'a Piece>> = BTreeMap::new();
    for group in groups {
        let (mut kept, before) = (Vec::new(), group.pieces.len());
        for &piece in &group.pieces {
            match key(piece).and_then(|key| edits.parted.get(&key)) {
                Some(tag) => parted.entry(tag.clone()).or_default().push(piece),
                None => kept.push(piece),
            }
        }
        if kept.len() == before {
            whole.push(group);
        } else {
            whole.extend(Group::of(kept, true));
        }
    }
    whole.extend(parted.into_values().filter_map(|pieces| Group::of(pieces, true)));
    join(whole, |piece| key(piece).and_then(|key| edits.joined.get(&key)))
}

/// Makes one of the groups that share a tag, also by way of a third.
fn join<'a, 'e>(groups: Vec<Group<'a>>, tag_of: impl Fn(&Piece) -> Option<&'e Arc<str>>) -> Vec<Group<'a>> {
    let mut leaders: Vec<usize> = (0..groups.len()).collect();
    let mut first_with: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        for tag in group.pieces.iter().filter_map(|piece| tag_of(piece)) {
            let other = *first_with.entry(tag).or_insert(index);
            let (a, b) = (leader(&leaders, other), leader(&leaders, index));
            if let Some(slot) = leaders.get_mut(a.max(b)) {
                *slot = a.min(b);
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<Group<'a>>> = BTreeMap::new();
    for (index, group) in groups.into_iter().enumerate() {
        members.entry(leader(&leaders, index)).or_default().push(group);
    }
    let one = |mut members: Vec<Group<'a>>| {
        if members.len() == 1 {
            return members.pop();
        }
        Group::of(members.into_iter().flat_map(|group| group.pieces).collect(), true)
    };
    members.into_values().filter_map(one).collect()
}

fn leader(leaders: &[usize], mut index: usize) -> usize {
    while let Some(&next) = leaders.get(index).filter(|next| **next != index) {
        index = next;
    }
    index
}

fn own_span(piece: &Piece, mentions: &Mentions) -> Span {
    let of_article = mentions.of(piece.article_id);
    let mention = piece.passage.mention.and_then(|index| of_article.get(index as usize));
    mention.map_or(piece.passage.sentence, |mention| mention.expression.span)
}
