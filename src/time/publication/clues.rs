//! What a text says about its own time.

use crate::text::{Span, fold, sentences::sentence_at, sentences::sentences};
use crate::time::{Anchor, Interval, Precision, TimeExpression, TimexKind};
use chrono::{Datelike, NaiveDate, Weekday};

/// A day, month or year that a text cites, with the whole date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited {
    /// The days it means.
    pub(super) interval: Interval,
    /// How exact it is.
    pub(super) precision: Precision,
    /// Where it stands.
    pub(super) span: Span,
}

/// A day that a text cites without its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yearless {
    /// Month, from 1.
    pub(super) month: u32,
    /// Day of the month.
    pub(super) day: u32,
    /// The weekday named beside it.
    pub(super) weekday: Option<Weekday>,
    /// Where it stands.
    pub(super) span: Span,
}

/// All that a text says about its own time.
#[derive(Clone, Debug, Default)]
pub(super) struct Clues {
    /// What it speaks of as past.
    pub(super) past: Vec<Cited>,
    /// What it may speak of as either.
    pub(super) unclear: Vec<Cited>,
    /// What it speaks of as coming.
    pub(super) coming: Vec<Cited>,
    /// A coming election: mostly next year's.
    pub(super) election: Option<Cited>,
    /// Past days without a year.
    pub(super) yearless: Vec<Yearless>,
    /// The first "last week".
    pub(super) last_week: Option<Span>,
    /// The first "last year".
    pub(super) last_year: Option<Span>,
    /// The first weekday without a date: the text speaks of the days around it.
    pub(super) weekday: Option<Span>,
}

/// Years before this are history: they bound nothing that anyone would ask.
const FIRST_YEAR: i32 = 1800;

/// What stands before a coming day, at the end of what precedes it.
const COMING_BEFORE: &[&str] = &[
    "by",
    "until",
    "till",
    "before",
    "by the end of",
    "through",
    "by early",
    "by mid",
    "by late",
    "no later than",
    "as early as",
    "not before",
    "end of",
    "towards",
    "beyond",
];

/// What makes a sentence speak of what is to come, before the day or right behind it.
const COMING_IN_CLAUSE: &[&str] = &[
    "will",
    "upcoming",
    "scheduled",
    "expected",
    "planned",
    "plans",
    "plan",
    "due",
    "forecast",
    "projected",
    "projects",
    "projection",
    "estimates",
    "guidance",
    "aims",
    "target",
    "deadline",
    "coming",
    "next",
    "shall",
    "'ll",
    "hopes",
    "intends",
    "expires",
    "expire",
    "slated",
    "set to",
    "ahead of",
    "pledged",
];

/// Past forms without "-ed". "Said" and "told" are none: what was said can be to come.
const PAST_FORMS: &[&str] = &[
    "was", "were", "had", "did", "came", "went", "saw", "rose", "fell", "began", "became", "met", "made", "held",
    "won", "lost", "took", "gave", "grew", "spent", "left", "led", "wrote", "sold", "bought", "paid", "kept", "sent",
    "built", "found", "got", "brought", "broke", "stood", "ran", "spoke", "struck", "hit", "cut", "been", "since",
    "ago", "earlier", "during", "last", "previous", "former",
];

/// Elections and the like, which a text names by their year.
const ELECTIONS: &[&str] = &["election", "elections", "presidential race", "vote", "campaign", "ballot", "run for"];

/// What shows that an election is to come.
const ELECTION_COMING: &[&str] = &[
    "to win",
    "ahead of",
    "upcoming",
    "will",
    "bid",
    "candidate",
    "nominee",
    "nomination",
    "run for",
    "next",
    "contender",
];

impl Clues {
    /// Reads what `expressions` of `text` outside of `ignored` say.
    pub(super) fn read(text: &str, expressions: &[TimeExpression], ignored: &[Span]) -> Self {
        let sentences = sentences(text);
        let mut clues = Self::default();
        for one in expressions {
            let is_ignored = ignored.iter().any(|stretch| stretch.overlaps(one.span));
            if !is_ignored && matches!(one.kind, TimexKind::Date | TimexKind::Time) {
                let sentence = sentence_at(&sentences, one.span.start()).unwrap_or(one.span);
                clues.add(text, one, sentence);
            }
        }
        clues
    }

    fn add(&mut self, text: &str, one: &TimeExpression, sentence: Span) {
        if let (Some(interval), Anchor::Explicit) = (one.interval, one.anchor) {
            self.add_cited(text, Cited { interval, precision: one.precision, span: one.span }, sentence);
            return;
        }
        let words = fold(one.span.slice(text));
        // A year taken over from another mention is that mention's, not this day's; with a weekday the day tells its own.
        let borrowed = matches!(one.anchor, Anchor::Mention { .. });
        if borrowed && weekday_in(&words).is_none() || one.anchor != Anchor::Open && !borrowed {
            return;
        }
        let is_bare_weekday = weekday_in(&words).is_some() && !words.contains(|c: char| c.is_ascii_digit());
        if is_bare_weekday || one.value.starts_with("XXXX-WXX-") {
            self.weekday.get_or_insert(one.span);
        } else if let Some((month, day)) = month_and_day(&one.value) {
            if !is_coming(text, one.span, sentence) && has_past_verb(text, one.span, sentence) {
                self.yearless.push(Yearless { month, day, weekday: weekday_in(&words), span: one.span });
            }
        } else if words.starts_with("last week") {
            self.last_week.get_or_insert(one.span);
        } else if words.starts_with("last year") {
            self.last_year.get_or_insert(one.span);
        }
    }

    fn add_cited(&mut self, text: &str, cited: Cited, sentence: Span) {
        let is_cell = matches!(cited.precision, Precision::Time | Precision::Day | Precision::Month | Precision::Year);
        if !is_cell || cited.interval.first().year() < FIRST_YEAR {
            return;
        }
        let clause = fold(sentence.slice(text));
        let names_election = cited.precision == Precision::Year && holds(&clause, ELECTIONS);
        if names_election && holds(&clause, ELECTION_COMING) {
            self.election = Some(self.election.filter(|other| other.interval <= cited.interval).unwrap_or(cited));
        } else if is_coming(text, cited.span, sentence) {
            self.coming.push(cited);
        } else if !names_election && is_past(text, cited, sentence) {
            self.past.push(cited);
        } else {
            self.unclear.push(cited);
        }
    }
}

/// Month and day of a value, whatever its year: `XXXX-03-20`.
fn month_and_day(value: &str) -> Option<(u32, u32)> {
    let (month, day) = value.split_once('-')?.1.get(..5)?.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
}

fn weekday_in(words: &str) -> Option<Weekday> {
    words.split(|c: char| !c.is_alphabetic()).find_map(|word| word.parse().ok().filter(|_| word.len() > 2))
}

/// Does the clause around `span` speak of what is to come?
fn is_coming(text: &str, span: Span, sentence: Span) -> bool {
    let before = fold(Span::new(sentence.start(), span.start()).slice(text));
    let trimmed = before.trim_end().trim_end_matches(" the");
    if COMING_BEFORE.iter().any(|word| ends_with_word(trimmed, word)) {
        return true;
    }
    // The expression itself can begin with the cue: "the end of 2023".
    let own = fold(span.slice(text));
    if COMING_BEFORE
        .iter()
        .any(|word| ends_with_word(trimmed, word) || own.starts_with("the end of") && ends_with_word(trimmed, "by"))
    {
        return true;
    }
    let near = last_words(&before, 10);
    let after = fold(Span::new(span.end(), sentence.end()).slice(text));
    let behind: String = after.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    holds(&near, COMING_IN_CLAUSE)
        || holds(
            &behind,
            &["will", "deadline", "is expected", "target", "projection", "forecast", "estimate", "guidance", "budget"],
        )
}

/// Does the text clearly speak of `cited` as past?
fn is_past(text: &str, cited: Cited, sentence: Span) -> bool {
    // In brackets behind the name of an issue, an article, a law: "(see “The hall closes,” 3 May 2022)".
    let before = Span::new(sentence.start(), cited.span.start()).slice(text);
    let in_brackets = before.rfind('(').is_some_and(|open| before.rfind(')').is_none_or(|close| close < open));
    in_brackets && cited.precision <= Precision::Day || has_past_verb(text, cited.span, sentence)
}

/// Is there a past form among the words around `span`?
fn has_past_verb(text: &str, span: Span, sentence: Span) -> bool {
    let before = fold(Span::new(sentence.start(), span.start()).slice(text));
    let after = fold(Span::new(span.end(), sentence.end()).slice(text));
    let is_form = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() > 4 && word.ends_with("ed") || PAST_FORMS.contains(&word)
    };
    before.split_whitespace().rev().take(14).any(is_form) || after.split_whitespace().take(6).any(is_form)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric()))
}

/// The last `count` words, single blanks between.
fn last_words(text: &str, count: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.get(words.len().saturating_sub(count)..).unwrap_or(&[]).join(" ")
}

/// Does `text` hold one of `words` with no letter beside it?
fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, found)| {
            let before = text.get(..at).and_then(|rest| rest.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}
