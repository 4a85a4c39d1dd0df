//! The layer as a whole: cases of grouping, what must always hold, and events that annotators found.

use super::*;
use crate::corpus::{Article, ContentHash, Corpus, Source};
use crate::text::Span;
use crate::text::sentences::{sentence_at, sentences};
use crate::time::{Anchor, Precision, TimeExpression, TimexKind};
use crate::work::Cancel;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn article(id: &str, text: &str) -> Article {
    let source = Source { path: Arc::new(PathBuf::from("test")), shown_path: "test".into(), member: None };
    Article::of_text(source, id.into(), ContentHash([0; 32]), text.into())
}

fn mention(article_id: u32, span: Span, sentence: Span, interval: Interval) -> Mention {
    Mention {
        article_id: ArticleId(article_id),
        expression: TimeExpression {
            span,
            kind: TimexKind::Date,
            value: String::new(),
            modifier: None,
            interval: Some(interval),
            precision: Precision::Day,
            anchor: Anchor::Explicit,
            rule: "test".into(),
            confidence: 1.0,
            range: None,
        },
        sentence,
        is_boilerplate: false,
    }
}

fn days(written: &str) -> Interval {
    let day = |day: &str| day.parse::<NaiveDate>().expect("a day");
    match written.split_once("..") {
        Some((first, last)) => Interval::new(day(first), day(last)),
        None => Interval::day(day(written)),
    }
}

/// Reads `text {words=days} text` into a corpus of one more article.
fn add(corpus: &mut Corpus, mentions: &mut Mentions, marked: &str) {
    let mut text = String::new();
    let mut marks = Vec::new();
    for (index, part) in marked.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            text.push_str(part);
            continue;
        }
        let (words, written) = part.split_once('=').expect("words=days");
        let start = text.len();
        text.push_str(words);
        marks.push((Span::new(start, text.len()), days(written.trim_end_matches('!')), written.ends_with('!')));
    }
    let sentences = sentences(&text);
    let article_id = corpus.push(Arc::new(article("test", &text)));
    let found: Vec<Mention> = marks
        .into_iter()
        .map(|(span, interval, is_boilerplate)| Mention {
            is_boilerplate,
            ..mention(article_id.0, span, sentence_at(&sentences, span.start()).expect("a sentence"), interval)
        })
        .collect();
    mentions.set(article_id, found.into());
}

#[test]
fn every_grouping_case_gives_the_named_events() {
    let cases = include_str!("../../tests/cases/events/grouping.txt");
    let mut case_count = 0;
    for case in cases.split("\n== ").skip(1) {
        let (name, body) = case.split_once('\n').expect("a name and a body");
        let (mut corpus, mut mentions) = (Corpus::new(), Mentions::default());
        let mut expected = Vec::new();
        for line in body.lines().filter(|line| !line.is_empty()) {
            match line.split_once(": ").expect("key: value") {
                ("event", event) => expected.push(event.to_owned()),
                (_, marked) => add(&mut corpus, &mut mentions, marked),
            }
        }
        let events = group(&corpus, &mentions, &Cancel::new()).expect("not cancelled");
        let shown: Vec<String> = events
            .iter()
            .zip(expected.iter().map(String::as_str).chain(std::iter::repeat("| -")))
            .map(|(event, expected)| {
                let interval = event.interval;
                let days = if interval.day_count() == 1 {
                    interval.first().to_string()
                } else {
                    format!("{}..{}", interval.first(), interval.last())
                };
                let letter = |mention: &MentionRef| char::from(b'a' + mention.article_id.0 as u8);
                let mentions: Vec<String> =
                    event.mentions.iter().map(|mention| format!("{}{}", letter(mention), mention.index + 1)).collect();
                let label = if expected.ends_with("| -") { "-" } else { &event.label };
                format!("{days} | {} | {label}", mentions.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{name}: {events:#?}");
        case_count += 1;
    }
    assert!(case_count >= 7, "only {case_count} cases were read");
}

#[test]
fn grouping_stops_when_cancelled() {
    let (mut corpus, mut mentions) = (Corpus::new(), Mentions::default());
    add(&mut corpus, &mut mentions, "Xi landed in Moscow on {Monday=2023-03-20}.");
    let cancel = Cancel::new();
    cancel.cancel();
    assert!(group(&corpus, &mentions, &cancel).is_none());
}

proptest! {
    #[test]
    fn every_mention_is_in_at_most_one_event_and_events_stand_in_order(
        sentences in proptest::collection::vec(("[a-e ]{0,30}", 1_u32..28, 1_u32..28), 0..40)
    ) {
        let (mut corpus, mut mentions) = (Corpus::new(), Mentions::default());
        for (words, first, last) in sentences {
            let (first, last) = (first.min(last), first.max(last));
            let days = format!("2023-03-{first:02}..2023-03-{last:02}");
            add(&mut corpus, &mut mentions, &format!("Word {words} on {{date={days}}}."));
        }
        let events = group(&corpus, &mentions, &Cancel::new()).expect("not cancelled");
        let mut seen = BTreeSet::new();
        for (number, event) in events.iter().enumerate() {
            prop_assert_eq!(event.event_id, EventId(number as u32));
            prop_assert!(event.mentions.is_sorted() && !event.mentions.is_empty() && !event.label.is_empty());
            prop_assert!(event.mentions.iter().all(|mention| seen.insert(*mention)));
            let given = |mention: &MentionRef| mentions.get(*mention).and_then(Mention::interval);
            prop_assert!(event.mentions.iter().any(|mention| given(mention) == Some(event.interval)));
        }
        prop_assert!(events.is_sorted_by_key(|event| event.interval.first()));
        let again = group(&corpus, &mentions, &Cancel::new()).expect("not cancelled");
        let shape = |events: &[Event]| events.iter().map(|e| (e.mentions.clone(), e.label.clone())).collect::<Vec<_>>();
        prop_assert_eq!(shape(&events), shape(&again));
    }
}

/// The folder of the measuring data, or nothing where there is none to be had.
fn measuring_data() -> Option<PathBuf> {
    let folder = std::env::var_os("PARALLAX_DATA").map(PathBuf::from);
    assert!(
        folder.is_some() || std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "PARALLAX_DATA must be set in CI"
    );
    if folder.is_none() {
        println!("ignored: PARALLAX_DATA is not set");
    }
    folder
}

fn records(path: &std::path::Path) -> Vec<serde_json::Value> {
    let lines = std::fs::read_to_string(path).expect("a file of records");
    lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// Sentences of 30 articles with the day that annotators gave each; two belong together when they hold one event.
struct Gold {
    corpus: Corpus,
    /// By article, sentence and day: the events it mentions.
    items: BTreeMap<(ArticleId, Span, Interval), BTreeSet<String>>,
}

fn gold(folder: &std::path::Path) -> Gold {
    let mut corpus = Corpus::new();
    let mut numbers = BTreeMap::new();
    for record in records(&folder.join("events/airbus_articles.jsonl")) {
        let (id, text) = (record["id"].as_str().expect("an id"), record["text"].as_str().expect("a text"));
        let mut article = article(id, text);
        article.published = record["published"]
            .as_str()
            .map(|day| crate::corpus::Known::new(days(day), crate::corpus::Basis::stated("test")));
        numbers.insert(id.to_owned(), corpus.push(Arc::new(article)));
    }
    let mut items: BTreeMap<(ArticleId, Span, Interval), BTreeSet<String>> = BTreeMap::new();
    for record in records(&folder.join("events/airbus_events.jsonl")) {
        let time = record["time"].as_str().expect("a time");
        let Ok(day) = time.parse::<NaiveDate>() else { continue };
        for mention in record["mentions"].as_array().expect("mentions") {
            let article_id = numbers[mention["id"].as_str().expect("an id")];
            let text = &corpus.get(article_id).expect("an article").text;
            let byte = |key: &str| {
                let count = mention[key].as_u64().expect("an offset") as usize;
                text.char_indices().nth(count).map_or(text.len(), |(byte, _)| byte)
            };
            let key = (article_id, Span::new(byte("start"), byte("end")), Interval::day(day));
            items.entry(key).or_default().insert(record["event"].as_str().expect("a name").to_owned());
        }
    }
    Gold { corpus, items }
}

/// Precision, recall and F1 over pairs of sentences: two belong together in the gold when one event holds both.
fn pair_scores(items: &[(BTreeSet<String>, Option<EventId>)]) -> (f64, f64, f64) {
    let (mut right, mut given, mut wanted) = (0.0, 0.0, 0.0);
    for (index, (gold, event)) in items.iter().enumerate() {
        for (other_gold, other_event) in items.iter().skip(index + 1) {
            let is_given = event.is_some() && event == other_event;
            let is_wanted = !gold.is_disjoint(other_gold);
            given += f64::from(u8::from(is_given));
            wanted += f64::from(u8::from(is_wanted));
            right += f64::from(u8::from(is_given && is_wanted));
        }
    }
    let (precision, recall) = (right / f64::max(given, 1.0), right / f64::max(wanted, 1.0));
    (precision, recall, 2.0 * precision * recall / f64::max(precision + recall, 1e-9))
}

/// B-cubed F1 with overlapping gold: for each sentence, how much of its company is right, and how much of the right
/// company it has (Bagga and Baldwin 1998).
fn b_cubed(items: &[(BTreeSet<String>, Option<EventId>)]) -> (f64, f64, f64) {
    let (mut precision_sum, mut recall_sum) = (0.0, 0.0);
    for (index, (gold, event)) in items.iter().enumerate() {
        let (mut right, mut given, mut wanted) = (0.0, 0.0, 0.0);
        for (other_index, (other_gold, other_event)) in items.iter().enumerate() {
            let is_given = index == other_index || (event.is_some() && event == other_event);
            let is_wanted = !gold.is_disjoint(other_gold);
            given += f64::from(u8::from(is_given));
            wanted += f64::from(u8::from(is_wanted));
            right += f64::from(u8::from(is_given && is_wanted));
        }
        precision_sum += right / given;
        recall_sum += right / wanted;
    }
    let count = items.len().max(1) as f64;
    let (precision, recall) = (precision_sum / count, recall_sum / count);
    (precision, recall, 2.0 * precision * recall / f64::max(precision + recall, 1e-9))
}

/// Grouping alone: every sentence is given the day that the annotators gave it.
#[test]
fn sentences_dated_by_annotators_are_joined_as_they_joined_them() {
    let Some(folder) = measuring_data() else { return };
    let gold = gold(&folder);
    let mut by_article: BTreeMap<ArticleId, Vec<Mention>> = BTreeMap::new();
    for &(article_id, sentence, interval) in gold.items.keys() {
        let span = Span::new(sentence.start(), sentence.start());
        by_article.entry(article_id).or_default().push(mention(article_id.0, span, sentence, interval));
    }
    let mut mentions = Mentions::default();
    for (article_id, found) in by_article {
        mentions.set(article_id, found.into());
    }
    let events = group(&gold.corpus, &mentions, &Cancel::new()).expect("not cancelled");
    if std::env::var_os("PARALLAX_SHOW").is_some() {
        for event in &events {
            println!("{} {}", event.interval, event.label);
            for mention in &event.mentions {
                let text = &gold.corpus.get(mention.article_id).expect("an article").text;
                println!("      {}", mentions.get(*mention).expect("a mention").sentence.slice(text));
            }
        }
    }
    let event_of: BTreeMap<(ArticleId, Span, Interval), EventId> = events
        .iter()
        .flat_map(|event| event.mentions.iter().map(move |mention| (event.event_id, *mention)))
        .filter_map(|(event_id, reference)| {
            let mention = mentions.get(reference)?;
            Some(((reference.article_id, mention.sentence, mention.interval()?), event_id))
        })
        .collect();
    let items: Vec<_> = gold.items.iter().map(|(key, events)| (events.clone(), event_of.get(key).copied())).collect();
    let (pairs, cubed) = (pair_scores(&items), b_cubed(&items));
    println!(
        "{} sentences, {} events: pairs P R F1 {pairs:.3?}, B-cubed P R F1 {cubed:.3?}",
        items.len(),
        events.len()
    );
    assert!(items.len() > 100, "only {} sentences were read", items.len());
    assert!(cubed.2 > 0.78, "B-cubed F1 fell to {:.3}", cubed.2);
}

/// The whole way: sentences in which an expression of time was read whose days hold the day that the annotators gave.
#[test]
fn sentences_dated_by_reading_are_joined_as_annotators_joined_them() {
    let Some(folder) = measuring_data() else { return };
    let gold = gold(&folder);
    let mut found = Mentions::default();
    for (article_id, article) in gold.corpus.iter() {
        found.set(article_id, mentions(article_id, article).into());
    }
    let events = group(&gold.corpus, &found, &Cancel::new()).expect("not cancelled");
    let mut event_of: BTreeMap<MentionRef, &Event> = BTreeMap::new();
    for event in &events {
        event_of.extend(event.mentions.iter().map(|&mention| (mention, event)));
    }
    if std::env::var_os("PARALLAX_SHOW").is_some() {
        for event in &events {
            println!("{} [{}] {}", event.interval, event.mentions.len(), event.label);
        }
    }
    let items: Vec<_> = gold
        .items
        .iter()
        .filter_map(|((article_id, sentence, day), names)| {
            let here = found.of(*article_id).iter().enumerate().filter(|(_, mention)| {
                let holds_day = mention.interval().is_some_and(|interval| interval.contains(*day));
                holds_day && sentence.overlaps(mention.expression.span)
            });
            let mut references = here.map(|(index, _)| MentionRef { article_id: *article_id, index: index as u32 });
            let event = references.find_map(|reference| event_of.get(&reference))?;
            Some((names.clone(), Some(event.event_id)))
        })
        .collect();
    let (pairs, cubed) = (pair_scores(&items), b_cubed(&items));
    let joined = events.iter().filter(|event| event.mentions.len() > 1).count();
    println!(
        "{} of {} sentences dated, {} events ({joined} of several mentions): pairs {pairs:.3?}, B-cubed {cubed:.3?}",
        items.len(),
        gold.items.len(),
        events.len()
    );
    assert!(cubed.2 > 0.9 && items.len() >= 15, "B-cubed F1 fell to {:.3} over {} sentences", cubed.2, items.len());
}
