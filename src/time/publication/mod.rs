//! When did a text that does not say so appear? The engine in reverse: the interval that fits all that the text says.
//!
//! A text cannot cite a day that has not come, nor announce one that is past: cited and coming days are bounds. Within
//! them, "last week", a day without a year that falls on a named weekday, a row of cited issues of one weekly tell more.
//! What comes out is an interval with the rule that gave it, or nothing; a guess is never narrowed to one day.
//!
//! [`clues`] (what a text says about its own time), [`rules`] (what follows from it).

mod clues;
mod rules;

use super::{Interval, TimeExpression};
use crate::text::Span;

/// An inferred publication interval with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The days on which the text can have appeared.
    pub interval: Interval,
    /// Name of the rule that settled it, for the user to see.
    pub rule: &'static str,
    /// What it rests on, the weightiest first.
    pub evidence: Vec<Span>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

/// The interval in which `text` appeared, as far as its own words tell, or nothing where they do not.
///
/// `expressions` are its expressions of time as read without a publication date. `ignored` are stretches that say nothing
/// about it, in order: boilerplate, archive widgets.
pub fn infer(text: &str, expressions: &[TimeExpression], ignored: &[Span]) -> Option<Publication> {
    let clues = clues::Clues::read(text, expressions, ignored);
    rules::settle(&clues)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Context, read};

    fn told(text: &str) -> Option<(String, &'static str)> {
        let found = infer(text, &read(text, &Context::default()), &[])?;
        Some((format!("{}..{}", found.interval.first(), found.interval.last()), found.rule))
    }

    #[test]
    fn last_week_and_a_row_of_recent_days_give_the_days_after_the_latest() {
        let text =
            "The council met last week. (See “THE HALL CLOSES,” 3 May 2022, and “THE HALL OPENS,” 12 April 2022.)";
        assert_eq!(told(text), Some(("2022-05-03..2022-05-17".into(), "last-week-after-latest-day")));
    }

    #[test]
    fn issues_of_a_weekly_give_the_week_after_the_latest() {
        let text =
            "The council met last week. (See our issues of 3 May 2022, 26 April 2022, 12 April 2022 and 5 April 2022.)";
        assert_eq!(told(text), Some(("2022-05-04..2022-05-10".into(), "weekly-issue")));
    }

    #[test]
    fn a_far_day_and_last_week_say_nothing() {
        assert_eq!(told("The council met last week in the hall that burnt down on 3 May 1922."), None);
    }

    #[test]
    fn a_coming_election_gives_the_year_to_days_without_one() {
        let text = "The council met on 12-14 June. Its head told the paper on Tuesday that he wished to win the election in 2026.";
        assert_eq!(told(text), Some(("2025-06-14..2025-06-24".into(), "days-in-the-year-before-the-election")));
    }

    #[test]
    fn the_weekday_of_a_day_gives_its_year() {
        let text = "The hall was built in 2019. The council met there on Tuesday, June 14.";
        assert_eq!(told(text), Some(("2022-06-14..2022-06-28".into(), "weekday-of-the-day")));
    }

    #[test]
    fn last_year_after_the_latest_year_cited_gives_the_next() {
        let text =
            "Rents rose in 2022 after they fell in 2021. They were frozen on Monday, a year after last year’s vote.";
        assert_eq!(told(text), Some(("2023-01-01..2023-12-31".into(), "year-after-the-latest")));
    }

    #[test]
    fn cited_and_coming_days_are_bounds() {
        let text = "The council was elected in October 2022. It will leave the hall by the end of 2023.";
        assert_eq!(told(text), Some(("2022-10-01..2023-12-31".into(), "between-cited-and-coming")));
    }

    #[test]
    fn nothing_is_told_by_nothing() {
        assert_eq!(told("The council met. Nobody knows when."), None);
        assert_eq!(told(""), None);
    }

    #[test]
    fn ignored_stretches_say_nothing() {
        let text = "The council was elected in October 2022.\n\nIt will leave by June 2023";
        let expressions = read(text, &Context::default());
        let footer = Span::new(text.find("It will").unwrap_or(0), text.len());
        assert!(infer(text, &expressions, &[]).is_some());
        assert!(infer(text, &expressions, &[footer]).is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_evidence_on_character_borders(
            text in "(.|\\n|20[0-9]{2} |last (week|year) |on Tuesday, |(March|May) [0-9]{1,2} |in |by |will |election ){0,40}",
        ) {
            if let Some(found) = infer(&text, &read(&text, &Context::default()), &[]) {
                assert!(found.interval.day_count() > 1);
                assert!((0.0..=1.0).contains(&found.confidence));
                for span in found.evidence {
                    assert!(!span.slice(&text).is_empty());
                }
            }
        }
    }
}
