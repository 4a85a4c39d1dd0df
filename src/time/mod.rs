//! What calendar interval do these words mean, as of that day?
//!
//! The engine reads a text and gives every expression of time in it a TIMEX3 type and value, a civil interval, the day it
//! was reckoned from and the rule that read it. It knows nothing of documents or files; what it must know of an article
//! (publication date, language, country) comes in a [`Context`].
//!
//! What every layer may use: [`interval`] (days, intervals, precision), [`expression`] (what a reading is), [`context`]
//! (what it is read against), [`stated`] (a date that a field, file name or address states), [`publication`] (when a text
//! that does not say so appeared), [`looks_ahead`] (what is still to come), [`CalendarStep`] (where months and the like begin).
//!
//! How a text is read, phase by phase: `blocks` cuts it, `tokens` and `numerals` make words and numbers, `find` lays the
//! patterns of its `language` over them (`matching`), `build` makes what they say (`meaning`), `compose` joins
//! neighbours, `affix` stretches them, `tense` and `range` look around, `resolve` gives days.

mod affix;
mod blocks;
mod build;
mod calendar_step;
mod compose;
pub mod context;
pub mod expression;
mod find;
pub mod interval;
mod language;
mod matching;
mod meaning;
mod months;
mod numerals;
mod outlook;
pub mod publication;
mod range;
mod resolve;
pub mod stated;
mod tense;
mod tokens;

pub use calendar_step::CalendarStep;
pub use context::Context;
pub use expression::{Anchor, Modifier, TimeExpression, TimeRange, TimexKind};
pub use interval::{Interval, Precision};
pub use outlook::looks_ahead;

use crate::text::Span;
use resolve::Stated;

/// The value of a word that is a whole number by itself, in lower case with its accents: "eleven", "fünf", "万". Languages
/// without a file of their own are read as English.
pub fn number_word(word: &str, language: Option<&str>) -> Option<i32> {
    let language = language::of(language);
    // Most words are in no file: the class is looked up for the others only.
    let senses = language.senses(language.entry(word)?);
    let number = language.class("number")?;
    senses.iter().find(|sense| sense.class == number).map(|sense| sense.value)
}

/// True for languages in which a comma parts the fraction of a number: "3,5".
pub fn has_decimal_comma(language: Option<&str>) -> bool {
    language::of(language).class("decimal_comma").is_some()
}

/// Every expression of time in `text`, in order of their spans, none overlapping another.
///
/// Time and memory grow with the length of the text. Languages without a file of their own are read as English.
pub fn read(text: &str, context: &Context<'_>) -> Vec<TimeExpression> {
    let language = language::of(context.language);
    let (mut stated, mut ends) = (Vec::new(), Vec::new());
    for block in blocks::blocks(text) {
        read_block(text, block, language, &mut stated, &mut ends);
    }
    let evidence = resolve::Evidence::gather(&stated, context);
    if !evidence.narrative() {
        let mut kept = stated.iter().map(|one| !one.said.narrated);
        ends.retain(|_| kept.next().unwrap_or(true));
        stated.retain(|one| !one.said.narrated);
    }
    let mut expressions = resolve::resolve(&stated, &ends, &evidence, context);
    range::span(&mut expressions, &ends);
    expressions
}

/// Finds what one block says, and which of it ends a range.
fn read_block(
    text: &str,
    block: Span,
    language: &'static language::Language,
    stated: &mut Vec<Stated>,
    ends: &mut Vec<bool>,
) {
    let mut tokens = tokens::tokenize(text, block, language);
    numerals::merge(&mut tokens, text, language);
    let mut found = compose::compose(find::find(&tokens, language), &tokens, text, language);
    if found.is_empty() {
        return;
    }
    affix::stretch(&mut found, &tokens, text, language);
    let block_ends = range::ends(&found, &tokens, language);
    range::share_years(&mut found, &block_ends);
    let tenses = tense::Tenses::of(language);
    for one in found {
        let tense = tenses.around(&tokens, text, one.first, one.end);
        stated.push(Stated { span: tokens.span(one.first, one.end), said: one.said, head: one.head, tense });
    }
    ends.extend(block_ends);
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_text_gives_ordered_spans_on_character_borders(
            text in "(.|\\n|[0-9]{1,4}|[-/.,:' ]|March|May|last|the|week|of|ago|two|Monday|5 p.m.|third|quarter|'90s|year|in|20. März|letzte Woche|il y a deux ans|le 3 mai|hace|años|两年前|年|月|二十|минулого тижня|года|BC|00){0,60}",
            language in "en|de|fr|es|ru|uk|zh|xx",
            day in proptest::option::of(-800_000..800_000i32),
            days in 0..400u64,
        ) {
            let first = day.and_then(chrono::NaiveDate::from_num_days_from_ce_opt);
            let published = first.and_then(|first| Some(Interval::new(first, first.checked_add_days(chrono::Days::new(days))?)));
            let mut at = 0;
            for one in read(&text, &Context { published, language: Some(&language), country: None }) {
                assert!(one.span.start() >= at && !one.span.is_empty() && !one.span.slice(&text).is_empty());
                assert!(!one.value.is_empty());
                assert!(one.interval.is_none_or(|days| days.first() <= days.last()));
                at = one.span.end();
            }
        }
    }
}
