//! Events that annotators found, against those that the program finds. `PARALLAX_DATA=DIR cargo test --test
//! events_annotated -- --nocapture` prints the figures; `PARALLAX_SHOW=1` prints the events as well.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement prints its figures and ends where the data cannot be read"
)]

use parallax::corpus::{Article, ArticleId, ContentHash, Corpus, Mention, Source};
use parallax::events::{Event, EventEdits, EventId, Mentions, group, mentions};
use parallax::ingest;
use parallax::text::Span;
use parallax::time::{Anchor, Interval, Precision, TimeExpression, TimexKind};
use parallax::work::{Cancel, Progress};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A sentence and the day that it gives an event.
type Key = (ArticleId, Span, Interval);

/// The annotators' events of a sentence, the program's, and its article.
type Item = (BTreeSet<String>, Option<u32>, ArticleId);

fn measuring_data() -> Option<PathBuf> {
    let folder = std::env::var_os("PARALLAX_DATA").map(PathBuf::from);
    let is_needed = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    assert!(folder.is_some() || !is_needed, "PARALLAX_DATA must be set in CI");
    if folder.is_none() {
        println!("ignored: PARALLAX_DATA is not set");
    }
    folder
}

fn records(path: &Path) -> Vec<serde_json::Value> {
    let lines = std::fs::read_to_string(path).expect("a file of records");
    lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// A file opened as a user opens it, with its mentions.
fn opened(path: PathBuf) -> (Corpus, Mentions) {
    let (mut corpus, mut found) = (Corpus::new(), Mentions::default());
    ingest::read(&[path], &Cancel::new(), &Progress::new(), &mut |batch: ingest::Batch| {
        for article in batch.articles {
            let article_id = corpus.push(Arc::new(article));
            let article = corpus.get(article_id).expect("just pushed");
            found.set(article_id, mentions(article_id, &article).into());
        }
    });
    (corpus, found)
}

fn grouped(corpus: &Corpus, mentions: &Mentions) -> Vec<Event> {
    let events =
        group(corpus, mentions, &EventEdits::default(), &Cancel::new(), &Progress::new()).expect("not cancelled");
    if std::env::var_os("PARALLAX_SHOW").is_some() {
        for event in &events {
            println!("{} [{}] {}", event.interval, event.passage_count(), event.label);
            for passage in event.passages(mentions) {
                let article = corpus.get(passage.article_id).expect("an article");
                println!("      {} {}", passage.article_id.0, passage.sentence.slice(&article.text));
            }
            for differing in &event.disagreements {
                println!("   != {:?}", differing.claims.iter().map(|claim| &claim.value).collect::<Vec<_>>());
            }
        }
    }
    events
}

/// Sentences of the annotated articles: the events each mentions, and on which day.
fn annotated(folder: &Path, corpus: &Corpus) -> BTreeMap<Key, BTreeSet<String>> {
    let by_id: BTreeMap<Arc<str>, ArticleId> =
        corpus.iter().map(|(article_id, article)| (article.id.clone(), article_id)).collect();
    let mut items: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
    for record in records(&folder.join("events/airbus_events.jsonl")) {
        let Ok(day) = record["time"].as_str().expect("a time").parse() else { continue };
        for mention in record["mentions"].as_array().expect("mentions") {
            let article_id = by_id[mention["id"].as_str().expect("an id")];
            let span = span(&corpus.get(article_id).expect("an article").text, &mention["start"], &mention["end"]);
            let event = record["event"].as_str().expect("a name").to_owned();
            items.entry((article_id, span, Interval::day(day))).or_default().insert(event);
        }
    }
    items
}

/// A span given in code points.
fn span(text: &str, start: &serde_json::Value, end: &serde_json::Value) -> Span {
    let byte = |offset: &serde_json::Value| {
        let count = offset.as_u64().expect("an offset") as usize;
        text.char_indices().nth(count).map_or(text.len(), |(byte, _)| byte)
    };
    Span::new(byte(start), byte(end))
}

/// Precision, recall and F1 over pairs of sentences of different articles, with the counts of right and given pairs.
fn pairs_across(items: &[Item]) -> (usize, usize, usize) {
    let (mut right, mut given, mut wanted) = (0, 0, 0);
    for (index, (gold, event, article_id)) in items.iter().enumerate() {
        for (other_gold, other_event, other_article_id) in items.iter().skip(index + 1) {
            if article_id == other_article_id {
                continue;
            }
            let is_given = event.is_some() && event == other_event;
            let is_wanted = !gold.is_disjoint(other_gold);
            given += usize::from(is_given);
            wanted += usize::from(is_wanted);
            right += usize::from(is_given && is_wanted);
        }
    }
    (right, given, wanted)
}

/// B-cubed precision, recall and F1 with overlapping gold: for each sentence, how much of its company is right, and how
/// much of the right company it has (Bagga and Baldwin 1998).
fn b_cubed(items: &[Item]) -> (f64, f64, f64) {
    let (mut precision_sum, mut recall_sum) = (0.0, 0.0);
    for (index, (gold, event, _)) in items.iter().enumerate() {
        let (mut right, mut given, mut wanted) = (0.0, 0.0, 0.0);
        for (other_index, (other_gold, other_event, _)) in items.iter().enumerate() {
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

fn mention(article_id: ArticleId, sentence: Span, interval: Interval) -> Mention {
    let expression = TimeExpression {
        span: Span::new(sentence.start(), sentence.start()),
        kind: TimexKind::Date,
        value: String::new(),
        modifier: None,
        interval: Some(interval),
        precision: Precision::Day,
        anchor: Anchor::Explicit,
        rule: "test".into(),
        confidence: 1.0,
        range: None,
    };
    Mention { article_id, expression, sentence, is_boilerplate: false }
}

/// Grouping alone: every sentence is given the day that the annotators gave it, beside two ways that need no program.
#[test]
fn sentences_dated_by_annotators_are_joined_as_they_joined_them() {
    let Some(folder) = measuring_data() else { return };
    let (read, _) = opened(folder.join("events/airbus_articles.jsonl"));
    let items = annotated(&folder, &read);
    let (mut corpus, mut given) = (Corpus::new(), Mentions::default());
    for (article_id, article) in read.iter() {
        // Nothing but the text and the days of the annotation.
        let source = Source { path: Arc::default(), shown_path: "test".into(), member: None };
        let bare = Article::of_text(source, article.id.clone(), ContentHash([0; 32]), article.text.clone());
        assert_eq!(corpus.push(Arc::new(bare)), article_id);
        let here = items.keys().filter(|key| key.0 == article_id);
        let of_article: Vec<Mention> = here.map(|&(_, sentence, day)| mention(article_id, sentence, day)).collect();
        given.set(article_id, of_article.into());
    }
    let events = grouped(&corpus, &given);
    let mut event_of: BTreeMap<Key, EventId> = BTreeMap::new();
    for event in &events {
        for &mention_ref in &event.mentions {
            let mention = given.get(mention_ref).expect("a mention");
            event_of
                .insert((mention_ref.article_id, mention.sentence, mention.interval().expect("a day")), event.event_id);
        }
    }
    let scored = |event: &dyn Fn(usize, &Key) -> Option<u32>| -> Vec<Item> {
        items.iter().enumerate().map(|(index, (key, gold))| (gold.clone(), event(index, key), key.0)).collect()
    };
    let days: Vec<Interval> = items.keys().map(|key| key.2).collect::<BTreeSet<_>>().into_iter().collect();
    let program = scored(&|_, key| event_of.get(key).map(|event_id| event_id.0));
    let ways = [
        ("the program", program.clone()),
        ("each sentence alone", scored(&|index, _| Some(index as u32))),
        ("all of one day together", scored(&|_, key| days.binary_search(&key.2).ok().map(|day| day as u32))),
    ];
    println!("{} sentences with the annotators' day:", items.len());
    for (name, items) in &ways {
        println!(
            "  {name:24} B-cubed P R F1 {:.3?}, pairs across articles right/joined/wanted {:?}",
            b_cubed(items),
            pairs_across(items)
        );
    }
    let (right, given, _) = pairs_across(&program);
    assert!(items.len() > 100, "only {} sentences were read", items.len());
    assert!(b_cubed(&program).2 > 0.78, "B-cubed fell: {:?}", b_cubed(&program));
    assert!((given - right) * 10 <= given, "{} of {given} joins across articles are wrong", given - right);
}

/// The whole way: the articles opened as a user opens them, and the sentences that are in an event of the annotated day.
#[test]
fn articles_opened_by_a_user_give_the_annotated_events() {
    let Some(folder) = measuring_data() else { return };
    let (corpus, found) = opened(folder.join("events/airbus_articles.jsonl"));
    let gold = annotated(&folder, &corpus);
    let events = grouped(&corpus, &found);
    let mut dated_count = 0;
    let mut items: Vec<Item> = Vec::new();
    for ((article_id, sentence, day), names) in &gold {
        let tells = |event: &&Event| {
            event
                .passages(&found)
                .iter()
                .any(|passage| passage.article_id == *article_id && passage.span.overlaps(*sentence))
        };
        let of_sentence: Vec<&Event> = events.iter().filter(tells).collect();
        let of_day = of_sentence.iter().find(|event| event.interval.contains(*day));
        dated_count += usize::from(of_day.is_some_and(|event| event.interval.day_count() <= 31));
        let event = of_day.or(of_sentence.first());
        items.push((names.clone(), event.map(|event| event.event_id.0), *article_id));
    }
    let (right, given, _) = pairs_across(&items);
    let mut joined_events = 0;
    let mut shared: BTreeMap<&String, Vec<&Item>> = BTreeMap::new();
    for item in &items {
        item.0.iter().for_each(|name| shared.entry(name).or_default().push(item));
    }
    shared.retain(|_, items| items.iter().map(|item| item.2).collect::<BTreeSet<_>>().len() > 1);
    for items in shared.values() {
        let pairs: Vec<Item> = items.iter().map(|item| (*item).clone()).collect();
        joined_events += usize::from(pairs_across(&pairs).1 > 0);
    }
    let across = events.iter().filter(|event| event.article_ids().len() > 1).count();
    println!(
        "{} articles, {} events ({across} of several articles): {dated_count} of {} sentences have their event's day; \
         of the {} events that several articles tell, {joined_events} are joined; of {given} pairs of annotated sentences \
         joined across articles {} are of different events",
        corpus.len(),
        events.len(),
        gold.len(),
        shared.len(),
        given - right
    );
    assert!(dated_count >= 40, "only {dated_count} sentences have their day");
    assert!((given - right) * 10 <= given.max(9), "{} of {given} joins across articles are wrong", given - right);
}

/// Sentences that annotators linked in pairs of articles, mostly without any date.
#[test]
fn linked_sentences_with_overlapping_days_are_joined() {
    let Some(folder) = measuring_data() else { return };
    let pairs = records(&folder.join("align/ecbplus_pairs_dev.jsonl"));
    let (mut corpus, mut found, mut by_id) = (Corpus::new(), Mentions::default(), BTreeMap::new());
    for side in pairs.iter().flat_map(|pair| [&pair["a"], &pair["b"]]) {
        let (id, text) = (side["id"].as_str().expect("an id"), side["text"].as_str().expect("a text"));
        if by_id.contains_key(id) {
            continue;
        }
        let source = Source { path: Arc::default(), shown_path: "test".into(), member: None };
        let article_id = corpus.push(Arc::new(Article::of_text(source, id.into(), ContentHash([0; 32]), text.into())));
        found.set(article_id, mentions(article_id, &corpus.get(article_id).expect("an article")).into());
        by_id.insert(id.to_owned(), article_id);
    }
    let events = grouped(&corpus, &found);
    let mut of_article: BTreeMap<ArticleId, Vec<(Span, Interval, u32)>> = BTreeMap::new();
    for event in &events {
        for passage in event.passages(&found) {
            let days = passage.mention.and_then(|mention| found.get(mention)?.interval()).unwrap_or(event.interval);
            of_article.entry(passage.article_id).or_default().push((passage.span, days, event.event_id.0));
        }
    }
    let none = Vec::new();
    let in_event = |article_id: ArticleId, sentence: Span| {
        let of_article = of_article.get(&article_id).unwrap_or(&none);
        of_article.iter().filter(move |(span, ..)| span.overlaps(sentence)).copied().collect::<Vec<_>>()
    };
    let (mut links, mut overlapping, mut joined, mut unlinked, mut wrong) = (0, 0, 0, 0, 0);
    for pair in &pairs {
        let (a, b) = (by_id[pair["a"]["id"].as_str().expect("an id")], by_id[pair["b"]["id"].as_str().expect("an id")]);
        let (a_text, b_text) = (corpus.get(a).expect("a").text.clone(), corpus.get(b).expect("b").text.clone());
        let (a_text, b_text) = (&*a_text, &*b_text);
        let four = |link: &serde_json::Value| (span(a_text, &link[0], &link[1]), span(b_text, &link[2], &link[3]));
        let linked: BTreeSet<(Span, Span)> = pair["links"].as_array().expect("links").iter().map(four).collect();
        links += linked.len();
        let judged = |side: &str, text: &str| -> Vec<Span> {
            pair[side]
                .as_array()
                .map_or_else(Vec::new, |spans| spans.iter().map(|s| span(text, &s[0], &s[1])).collect())
        };
        for a_sentence in judged("judged_a", a_text) {
            let in_a = in_event(a, a_sentence);
            for b_sentence in if in_a.is_empty() { Vec::new() } else { judged("judged_b", b_text) } {
                let in_b = in_event(b, b_sentence);
                let overlaps = in_a.iter().any(|x| in_b.iter().any(|y| x.1.overlaps(y.1)));
                let is_joined = in_a.iter().any(|x| in_b.iter().any(|y| x.2 == y.2));
                if linked.contains(&(a_sentence, b_sentence)) {
                    overlapping += usize::from(overlaps);
                    joined += usize::from(overlaps && is_joined);
                } else {
                    unlinked += usize::from(overlaps);
                    wrong += usize::from(is_joined);
                }
            }
        }
    }
    println!(
        "ECB+: {links} linked sentence pairs, {overlapping} with overlapping days, {joined} of them joined; of {unlinked} \
         judged pairs with overlapping days that are not linked, {wrong} are joined"
    );
    assert!(overlapping > 0, "no linked sentences with days were read");
    assert!(wrong * 10 <= joined.max(10), "{wrong} wrong joins beside {joined} right ones");
}
