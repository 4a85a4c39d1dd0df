//! Which sentences of an article can tell of a happening, and on which days they put it.
//!
//! A dated mention names its days itself. A weekday in an article that appeared at an unknown day names one of many days:
//! it can join an event, and makes none. So can the headline of such an article. Where the day of publication is known,
//! the headline and an undated opening sentence tell of the day of the article's first dated sentence, or of that day.

use super::aside::is_aside;
use crate::corpus::{Article, Mention};
use crate::text::sentences::sentences;
use crate::text::terms::is_function_word;
use crate::text::{Span, fold, terms, words};
use crate::time::{Anchor, Interval, TimexKind, looks_ahead};
use chrono::{Datelike, Days as DayCount, NaiveDate, Weekday};

/// Mentions vaguer than this (a decade, a century) name no happening.
const VAGUEST_DAYS: i64 = 366;

/// News is of the day on which it appears when that is known to so many days.
const FRESH_DAYS: i64 = 2;

/// Longest span of days in which an article can have appeared for its headline to be looked for in it.
const WIDEST_WINDOW_DAYS: i64 = 800;

/// A headline tells of what the opening dates when they share so many words.
const SHARED_WITH_OPENING: usize = 2;

/// Days before and after publication between which an opening sentence tells of the news itself.
const NEWS_DAYS: u64 = 8;

/// Sentences behind the headline that are looked at for the opening.
const OPENING_SENTENCES: usize = 4;

/// An opening sentence has so many words: shorter ones are datelines and bylines.
const FEWEST_OPENING_WORDS: usize = 8;

/// Where a headline stands at the latest, in sentences.
const HEADLINE_WITHIN: usize = 12;

/// The days on which a passage puts a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// These.
    Known(Interval),
    /// Some days among these, on this weekday if one is named.
    Within(Interval, Option<Weekday>),
}

/// A sentence that can tell of a happening.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    pub(super) sentence: Span,
    /// Which of the article's mentions dates it; nothing for headlines and undated openings.
    pub(super) mention: Option<u32>,
    pub(super) days: Days,
    /// True for captions and citations, which join events and make none.
    pub(super) is_aside: bool,
    /// The dated opening sentence that a headline is told by: the two are of one event.
    pub(super) follows: Option<Span>,
    /// True when the words name a first and a last day.
    pub(super) is_range: bool,
    /// The words weigh by their distance to this.
    pub(super) centre: Span,
}

/// The passages of one article, dated ones first.
pub(super) fn passages(article: &Article, mentions: &[Mention]) -> Vec<Passage> {
    let mut found: Vec<Passage> = mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| !mention.is_boilerplate)
        .filter_map(|(index, mention)| {
            let days = days_of(mention)?;
            let span = mention.expression.span;
            let is_aside = is_aside(&article.text, mention.sentence, span);
            let is_range = mention.expression.range.is_some();
            let mention_index = Some(index as u32);
            Some(Passage {
                sentence: mention.sentence,
                mention: mention_index,
                days,
                is_aside,
                follows: None,
                is_range,
                centre: span,
            })
        })
        .collect();
    found.extend(undated(article, mentions));
    found
}

fn days_of(mention: &Mention) -> Option<Days> {
    if let Some(interval) = mention.interval() {
        return (interval.day_count() <= VAGUEST_DAYS).then_some(Days::Known(interval));
    }
    let expression = &mention.expression;
    if expression.kind == TimexKind::Duration || expression.anchor != Anchor::Open {
        return None;
    }
    let (first, last) = expression.value.split_once('/')?;
    let (first, last) = (first.parse::<NaiveDate>().ok()?, last.parse::<NaiveDate>().ok()?);
    let window = Interval::new(first, last);
    let names_weekday = expression.rule.starts_with("weekday") && first.weekday() == last.weekday();
    (names_weekday && window.day_count() <= WIDEST_WINDOW_DAYS).then(|| Days::Within(window, Some(first.weekday())))
}

/// The headline and the opening sentence, where they hold no expression that dates them.
fn undated(article: &Article, mentions: &[Mention]) -> Vec<Passage> {
    let Some(published) = article.published().filter(|published| published.day_count() <= WIDEST_WINDOW_DAYS) else {
        return Vec::new();
    };
    let head = Head::of(article);
    let text = &*article.text;
    let is_dated = |sentence: Span| {
        mentions.iter().any(|mention| sentence.overlaps(mention.expression.span) && days_of(mention).is_some())
    };
    let is_fresh = published.day_count() <= FRESH_DAYS;
    let news = news_days(published);
    let opening_days = head.opening.iter().copied().find_map(|sentence| {
        let dated = mentions.iter().filter(|mention| mention.sentence == sentence && !mention.is_boilerplate);
        let near = dated.filter_map(Mention::interval).find(|days| days.day_count() <= 7 && news.contains(*days));
        near.map(|days| (sentence, days))
    });
    let mut found = Vec::new();
    let mut push = |sentence: Span, days: Days, follows: Option<Span>| {
        if !article.is_boilerplate(sentence) {
            let centre = Span::new(sentence.start(), sentence.start());
            found.push(Passage { sentence, mention: None, days, is_aside: false, follows, is_range: false, centre });
        }
    };
    if let Some(headline) = head.headline.filter(|headline| !is_dated(*headline)) {
        match opening_days {
            Some((opening, days)) if share_words(text, headline, opening) => {
                push(headline, Days::Known(days), Some(opening));
            }
            _ if is_fresh => push(headline, Days::Known(published), None),
            _ => push(headline, Days::Within(news, None), None),
        }
    }
    if let Some(&opening) = head.opening.first()
        && is_fresh
        && !is_dated(opening)
        && !is_aside(text, opening, Span::new(opening.start(), opening.start()))
        && looks_ahead(text, opening, Span::new(opening.end(), opening.end()), article.language()) != Some(true)
    {
        push(opening, Days::Known(published), None);
    }
    found
}

/// From some days before an article appeared until the day after.
fn news_days(published: Interval) -> Interval {
    let first = published.first().checked_sub_days(DayCount::new(NEWS_DAYS)).unwrap_or(published.first());
    let last = published.last().checked_add_days(DayCount::new(1)).unwrap_or(published.last());
    Interval::new(first, last)
}

fn share_words(text: &str, a: Span, b: Span) -> bool {
    let stems =
        |span: Span| terms(text, span).into_iter().map(|term| term.stem).collect::<std::collections::BTreeSet<_>>();
    stems(a).intersection(&stems(b)).count() >= SHARED_WITH_OPENING
}

/// The headline as it stands in the text, and the first sentences behind it.
struct Head {
    headline: Option<Span>,
    opening: Vec<Span>,
}

impl Head {
    fn of(article: &Article) -> Self {
        let text = &*article.text;
        let sentences = sentences(top(text));
        let title = article.title().map(bare);
        let is_title = |sentence: &Span| {
            title.as_ref().is_some_and(|title| !title.is_empty() && *title == bare(sentence.slice(text)))
        };
        let place = sentences.iter().take(HEADLINE_WITHIN).position(is_title);
        let headline = place.and_then(|place| sentences.get(place)).copied();
        let behind = sentences.iter().copied().skip(place.map_or(0, |place| place + 1));
        let is_opening = |sentence: &Span| {
            !is_title(sentence)
                && !article.is_boilerplate(*sentence)
                && words(sentence.slice(text)).take(FEWEST_OPENING_WORDS).count() == FEWEST_OPENING_WORDS
                && words(sentence.slice(text)).any(|word| is_function_word(&fold(word.slice(sentence.slice(text)))))
        };
        Self { headline, opening: behind.filter(is_opening).take(OPENING_SENTENCES).collect() }
    }
}

/// The letters and digits of a line, folded.
fn bare(line: &str) -> String {
    fold(line).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Headline and opening stand in the first so many bytes.
const TOP_BYTES: usize = 8192;

fn top(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TOP_BYTES)).unwrap_or(text)
}
