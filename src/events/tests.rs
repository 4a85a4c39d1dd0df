//! The layer as a whole: cases of grouping, and what must always hold.

use super::*;
use crate::corpus::{Article, ContentHash, Corpus, Source};
use crate::text::Span;
use crate::text::sentences::{sentence_at, sentences};
use crate::time::{Anchor, Precision, TimeExpression, TimeRange, TimexKind};
use crate::work::{Cancel, Progress};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;
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
        let written_days = days(written.trim_end_matches(['!', '&']));
        marks.push((Span::new(start, text.len()), written_days, written));
    }
    let sentences = sentences(&text);
    let mut article = article("test", &text);
    article.sha256 = ContentHash([corpus.len() as u8; 32]);
    let article_id = corpus.push(Arc::new(article));
    let found: Vec<Mention> = marks
        .into_iter()
        .map(|(span, interval, written)| {
            let sentence = sentence_at(&sentences, span.start()).expect("a sentence");
            let mut mention = mention(article_id.0, span, sentence, interval);
            mention.is_boilerplate = written.ends_with('!');
            mention.expression.range = written.ends_with('&').then_some(TimeRange { span, interval });
            mention
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
        let events =
            group(&corpus, &mentions, &EventEdits::default(), &Cancel::new(), &Progress::new()).expect("not cancelled");
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
    assert!(group(&corpus, &mentions, &EventEdits::default(), &cancel, &Progress::new()).is_none());
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
        let events = group(&corpus, &mentions, &EventEdits::default(), &Cancel::new(), &Progress::new()).expect("not cancelled");
        let mut seen = BTreeSet::new();
        for (number, event) in events.iter().enumerate() {
            prop_assert_eq!(event.event_id, EventId(number as u32));
            prop_assert!(event.mentions.is_sorted() && !event.mentions.is_empty() && !event.label.is_empty());
            prop_assert!(event.mentions.iter().all(|mention| seen.insert(*mention)));
            let given = |mention: &MentionRef| mentions.get(*mention).and_then(|mention| mention.interval());
            prop_assert!(event.mentions.iter().any(|mention| given(mention) == Some(event.interval)));
        }
        prop_assert!(events.is_sorted_by_key(|event| event.interval.first()));
        let again = group(&corpus, &mentions, &EventEdits::default(), &Cancel::new(), &Progress::new()).expect("not cancelled");
        let shape = |events: &[Event]| events.iter().map(|e| (e.mentions.clone(), e.label.clone())).collect::<Vec<_>>();
        prop_assert_eq!(shape(&events), shape(&again));
    }
}

/// Three articles, two of which tell of one day.
fn three() -> (Corpus, Mentions) {
    let (mut corpus, mut mentions) = (Corpus::new(), Mentions::default());
    add(&mut corpus, &mut mentions, "The court in The Hague issued a warrant on {17 March=2023-03-17}.");
    add(&mut corpus, &mut mentions, "A warrant was issued by the court in The Hague on {Friday=2023-03-17}.");
    add(&mut corpus, &mut mentions, "Grain ships left the port of Odesa on {2 April=2023-04-02}.");
    (corpus, mentions)
}

fn shapes(corpus: &Corpus, mentions: &Mentions, edits: &EventEdits) -> Vec<Vec<u32>> {
    let events = group(corpus, mentions, edits, &Cancel::new(), &Progress::new()).expect("not cancelled");
    events.iter().map(|event| event.mentions.iter().map(|mention| mention.article_id.0).collect()).collect()
}

#[test]
fn passages_are_parted_and_events_joined_as_the_user_says() {
    let (corpus, mentions) = three();
    assert_eq!(shapes(&corpus, &mentions, &EventEdits::default()), [vec![0, 1], vec![2]]);
    let key = |article_id: u32| {
        let article_id = ArticleId(article_id);
        let sha256 = corpus.get(article_id).expect("an article").sha256;
        PassageKey::new(sha256, mentions.of(article_id).first().expect("a mention").expression.span)
    };
    let mut edits = EventEdits::default();
    edits.part(key(1), Some("1".into()));
    assert_eq!(shapes(&corpus, &mentions, &edits), [vec![0], vec![1], vec![2]]);
    edits.join(key(1), Some("2".into()));
    edits.join(key(2), Some("2".into()));
    assert_eq!(shapes(&corpus, &mentions, &edits), [vec![0], vec![1, 2]]);
    let events = group(&corpus, &mentions, &edits, &Cancel::new(), &Progress::new()).expect("not cancelled");
    assert!(events.iter().all(|event| event.is_edited), "the one left behind is another now, too");
    edits.part(key(1), None);
    assert_eq!(
        shapes(&corpus, &mentions, &edits),
        [vec![0, 1, 2]],
        "the rules put it back, and the join takes all along"
    );
    edits.join(key(1), None);
    edits.join(key(2), None);
    assert!(edits.is_empty());
    assert_eq!(shapes(&corpus, &mentions, &edits), [vec![0, 1], vec![2]]);
}

#[test]
fn accounts_that_differ_in_days_or_figures_are_listed_with_who_says_so() {
    let (mut corpus, mut mentions) = (Corpus::new(), Mentions::default());
    add(
        &mut corpus,
        &mut mentions,
        "An explosion at the Aksu mine killed 8 miners on {12 May=2023-05-12}, 8 people died.",
    );
    add(&mut corpus, &mut mentions, "On {12 May=2023-05-12} an explosion at the Aksu mine killed 11 people.");
    add(&mut corpus, &mut mentions, "An explosion at the Aksu mine killed 11 people on {13 May=2023-05-13}.");
    let events =
        group(&corpus, &mentions, &EventEdits::default(), &Cancel::new(), &Progress::new()).expect("not cancelled");
    let [event] = events.as_slice() else { panic!("one event: {events:#?}") };
    let told: Vec<(&str, Vec<(&str, usize)>)> = event
        .disagreements
        .iter()
        .map(|one| (one.matter.name(), one.claims.iter().map(|c| (c.value.as_str(), c.passages.len())).collect()))
        .collect();
    assert_eq!(
        told,
        [
            ("days", vec![("12 May 2023", 2), ("13 May 2023", 1)]),
            ("people killed", vec![("11 people", 2), ("8 people", 1)])
        ]
    );
}
