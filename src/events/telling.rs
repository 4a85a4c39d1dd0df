//! What is told of a group of passages: an event with its label, whether it is still to come, where its accounts differ.

use super::bag::Bag;
use super::cluster::Group;
use super::disagreements::disagreements;
use super::evidence::{Evidence, Piece};
use super::label::{Clues, label, readability};
use super::outlook::outlook;
use super::{Event, EventId, MentionRef, Mentions, Outlook, Passage};
use crate::corpus::Corpus;
use crate::text::Span;
use crate::time::Interval;

/// Sentences that are tried for a label.
const MOST_TRIED: usize = 64;

/// A headline is made to name what happened.
const HEADLINE: f32 = 1.3;

/// A caption names what a picture shows.
const ASIDE: f32 = 0.4;

/// Makes an event of a group.
pub(super) fn tell(
    event_id: EventId,
    interval: Interval,
    group: &Group<'_>,
    corpus: &Corpus,
    mentions: &Mentions,
    evidence: &Evidence,
) -> Event {
    let dated = group
        .pieces
        .iter()
        .filter_map(|piece| piece.passage.mention.map(|index| MentionRef { article_id: piece.article_id, index }));
    let undated = group.pieces.iter().filter(|piece| piece.passage.mention.is_none());
    let mut event = Event {
        event_id,
        interval,
        label: name(corpus, mentions, evidence, group),
        mentions: dated.collect(),
        undated: undated
            .map(|piece| Passage { article_id: piece.article_id, sentence: piece.passage.sentence })
            .collect(),
        outlook: Outlook::Told,
        disagreements: Vec::new(),
        is_edited: group.is_edited,
    };
    event.mentions.sort_unstable();
    event.outlook = outlook(&event, corpus, mentions);
    event.disagreements = disagreements(&event, corpus, mentions);
    event
}

/// The label that the most telling sentence gives: near to all others, and readable by itself.
fn name(corpus: &Corpus, mentions: &Mentions, evidence: &Evidence, group: &Group<'_>) -> String {
    let words = Bag::of(group.pieces.iter().copied(), evidence);
    let worth = |piece: &Piece| {
        let Some(article) = corpus.get(piece.article_id) else { return 0.0 };
        let readable = readability(&article.text, piece.passage.sentence, article.language());
        let standing = match piece.passage {
            passage if passage.is_aside => ASIDE,
            passage if passage.mention.is_none() => HEADLINE,
            _ => 1.0,
        };
        words.shared(piece, evidence).likeness * readable * standing
    };
    let best = match group.pieces.as_slice() {
        [only] => Some(*only),
        several => {
            let valued: Vec<(f32, &Piece)> =
                several.iter().take(MOST_TRIED).map(|piece| (worth(piece), *piece)).collect();
            // The first of equals: copies of one sentence are named by the first article that has it.
            valued.into_iter().rev().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, piece)| piece)
        }
    };
    let Some(piece) = best else { return String::new() };
    let Some(article) = corpus.get(piece.article_id) else { return String::new() };
    let of_article = mentions.of(piece.article_id);
    let sentence = piece.passage.sentence;
    let first = of_article.partition_point(|mention| mention.expression.span.end <= sentence.start);
    let dates: Vec<Span> = of_article
        .iter()
        .skip(first)
        .take_while(|mention| mention.expression.span.start < sentence.end)
        .take(MOST_TRIED)
        .map(|mention| mention.expression.span)
        .collect();
    let weight_of = |stem: &str| evidence.number(stem).map_or(0.0, |word_id| words.weight(word_id));
    let clues = Clues { dates: &dates, mention: piece.passage.centre, language: article.language() };
    label(&article.text, sentence, &clues, weight_of)
}
