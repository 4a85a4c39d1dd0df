//! The groups of copies and the parts that stand in others, to be asked by article.

use super::measuring::{Resemblance, shingles, words_of};
use super::parts::Part;
use super::whole::measured;
use crate::compare::docs::Docs;
use crate::compare::joined::Joined;
use crate::corpus::ArticleId;
use crate::work::Cancel;

/// Copies and rewrites across a corpus. Immutable; share it by `Arc`.
#[derive(Clone, Debug, Default)]
pub struct CopyGroups {
    groups: Vec<Vec<GroupMember>>,
    /// Of every article the group and the place in it, by article number; [`ALONE`] where it is in none.
    places: Vec<(u32, u32)>,
    /// By the earlier article, then the later.
    parts: Vec<PartialCopy>,
    /// The same by the later article: places in `parts`.
    by_later: Vec<u32>,
}

/// In no group.
const ALONE: (u32, u32) = (u32::MAX, u32::MAX);

/// A member of a group of copies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupMember {
    /// Which article.
    pub article_id: ArticleId,
    /// How it resembles the origin: `of_a` is the share of the origin that it keeps, `of_b` the share of it that is the
    /// origin's.
    pub to_origin: Resemblance,
}

/// A part of an article that stands in another one, which is no copy of the whole. Where either has copies, the earliest that
/// holds the part stands for all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartialCopy {
    /// The one that was published first.
    pub earlier: ArticleId,
    /// The other.
    pub later: ArticleId,
    /// Words that both have, in stretches of at least 24.
    pub words: u32,
    /// Their share of the words of the earlier, from 0 to 1.
    pub of_earlier: f32,
    /// Their share of the words of the later, from 0 to 1.
    pub of_later: f32,
}

impl CopyGroups {
    /// The answer from what was found. Nothing when cancelled.
    pub(super) fn new(
        docs: &Docs<'_>,
        joined: &mut Joined,
        whole_hashes: &[u64],
        parts: &[Part],
        cancel: &Cancel,
    ) -> Option<Self> {
        let leaders = joined.leaders();
        let mut led: Vec<(u32, u32)> = (0..).zip(&leaders).map(|(doc, &leader)| (leader, doc)).collect();
        led.sort_unstable();
        led.retain(|&(leader, doc)| leader != doc);
        let hash = |doc: u32| whole_hashes.get(doc as usize);
        let (same, other): (Vec<_>, Vec<_>) = led.into_iter().partition(|&(leader, doc)| hash(leader) == hash(doc));
        let likeness =
            measured(docs, &other, cancel, |article| shingles(&words_of(article)), |a, b| Resemblance::of(a, b))?;
        let mut members: Vec<(u32, u32, Resemblance)> =
            other.iter().zip(likeness).map(|(&(leader, doc), likeness)| (leader, doc, likeness)).collect();
        members.extend(same.into_iter().map(|(leader, doc)| (leader, doc, Resemblance::SAME)));
        members.sort_unstable_by_key(|&(leader, doc, _)| (leader, doc));
        let member = |doc: u32, to_origin| docs.article_id(doc).map(|article_id| GroupMember { article_id, to_origin });
        let groups = members.chunk_by(|one, next| one.0 == next.0).map(|group| {
            let origin = group.first().and_then(|&(leader, ..)| member(leader, Resemblance::SAME));
            origin.into_iter().chain(group.iter().filter_map(|&(_, doc, likeness)| member(doc, likeness))).collect()
        });
        let part = |part: &Part| {
            let (earlier, later) = (docs.article_id(part.a)?, docs.article_id(part.b)?);
            Some(PartialCopy { earlier, later, words: part.words, of_earlier: part.of_a, of_later: part.of_b })
        };
        Some(Self::of(groups.collect(), parts.iter().filter_map(part).collect()))
    }

    /// The same from groups of two members or more, the origin first, and the parts, as they were told once: by
    /// [`CopyGroups::groups`] and [`CopyGroups::parts`].
    pub fn of(groups: Vec<Vec<GroupMember>>, mut parts: Vec<PartialCopy>) -> Self {
        let last = groups.iter().flatten().map(|member| member.article_id.index()).max();
        let mut places = vec![ALONE; last.map_or(0, |last| last + 1)];
        for (group, members) in groups.iter().enumerate() {
            for (place, member) in members.iter().enumerate() {
                if let Some(slot) = places.get_mut(member.article_id.index()) {
                    *slot = (group as u32, place as u32);
                }
            }
        }
        parts.sort_unstable_by_key(|part| (part.earlier, part.later));
        let mut by_later: Vec<u32> = (0..parts.len() as u32).collect();
        by_later.sort_by_key(|&index| parts.get(index as usize).map(|part| part.later));
        Self { groups, places, parts, by_later }
    }

    /// Groups of copies by their members, the origin first, all alike: for tests of what is done with them. Groups of one are
    /// none.
    #[cfg(test)]
    pub(crate) fn of_members(groups: impl Iterator<Item = Vec<ArticleId>>) -> Self {
        let member = |article_id| GroupMember { article_id, to_origin: Resemblance::SAME };
        let groups = groups.filter(|members| members.len() > 1);
        Self::of(groups.map(|members| members.into_iter().map(member).collect()).collect(), Vec::new())
    }

    /// How many groups.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// True when no article is a copy of another.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Every group in the order of their origins: two members or more, the origin first, in the order of publication.
    pub fn groups(&self) -> impl Iterator<Item = &[GroupMember]> {
        self.groups.iter().map(Vec::as_slice)
    }

    /// The number of the group of an article.
    pub fn group_of(&self, article_id: ArticleId) -> Option<usize> {
        self.place(article_id).map(|(group, _)| group as usize)
    }

    /// All copies of an article, itself among them, the origin first; none when there is no copy.
    pub fn copies_of(&self, article_id: ArticleId) -> &[GroupMember] {
        self.group_of(article_id).and_then(|group| self.groups.get(group)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The earliest of the group of an article; itself when it has no copies.
    pub fn origin(&self, article_id: ArticleId) -> ArticleId {
        self.copies_of(article_id).first().map_or(article_id, |origin| origin.article_id)
    }

    /// The group of an article and its place in it.
    pub(super) fn place(&self, article_id: ArticleId) -> Option<(u32, u32)> {
        self.places.get(article_id.index()).copied().filter(|&place| place != ALONE)
    }

    /// Every part that stands in another article, by the earlier article. An article that shares with many is told with the
    /// first and a few neighbours.
    pub fn parts(&self) -> &[PartialCopy] {
        &self.parts
    }

    /// The parts that an article, or a copy of it, has in common with others.
    pub fn parts_of(&self, article_id: ArticleId) -> Vec<&PartialCopy> {
        let copies = self.copies_of(article_id).iter().map(|member| member.article_id);
        let alone = self.place(article_id).is_none().then_some(article_id);
        copies.chain(alone).flat_map(|article_id| self.parts_with(article_id)).collect()
    }

    fn parts_with(&self, article_id: ArticleId) -> impl Iterator<Item = &PartialCopy> {
        let start = self.parts.partition_point(|part| part.earlier < article_id);
        let earlier = self.parts.iter().skip(start).take_while(move |part| part.earlier == article_id);
        let later = |&index: &u32| self.parts.get(index as usize);
        let start = self.by_later.partition_point(|index| later(index).is_some_and(|part| part.later < article_id));
        let by_later = self.by_later.iter().skip(start).filter_map(later);
        earlier.chain(by_later.take_while(move |part| part.later == article_id))
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        let members: usize =
            self.groups.iter().map(|group| size_of_val(group.as_slice()) + size_of::<Vec<GroupMember>>()).sum();
        members
            + size_of_val(self.places.as_slice())
            + size_of_val(self.parts.as_slice())
            + size_of_val(self.by_later.as_slice())
    }
}
