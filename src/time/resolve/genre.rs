//! What the whole text tells of how to read its parts: report or narrative, the years it names, the order of day and
//! month in its numeric dates.

use super::Stated;
use crate::time::Context;
use crate::time::meaning::{Calendar, Cell, Origin, What, Year};
use chrono::Datelike;

/// What the whole text tells.
#[derive(Clone, Debug, Default)]
pub(in crate::time) struct Evidence {
    /// A narrative moves its own time along; a report stays with its publication.
    pub(super) narrative: bool,
    /// The one year that all full dates of the text agree on.
    pub(super) only_year: Option<i32>,
    /// Which expression names it first.
    pub(super) only_year_by: usize,
    /// In 03/04/2023 the month comes first.
    pub(super) month_first: bool,
    /// What that rests on: another date of this text, its language, the country that it appeared in.
    pub(super) order: &'static str,
}

impl Evidence {
    /// Does the text tell a story of long ago?
    pub(in crate::time) fn narrative(&self) -> bool {
        self.narrative
    }

    /// Looks at every expression once.
    pub(in crate::time) fn gather(stated: &[Stated], context: &Context<'_>) -> Self {
        let years: Vec<i32> = stated.iter().filter_map(|one| full_year(&one.said.what)).collect();
        let mut dated = stated.iter().filter_map(|one| match one.said.what {
            What::Calendar(Calendar { year: Year::Full(year), cell: Cell::Day(..) | Cell::Month(_), .. }) => Some(year),
            _ => None,
        });
        let first = dated.next();
        let only_year = first.filter(|&first| dated.all(|year| year == first));
        let (mut month_first, mut day_first) = (false, false);
        for one in stated {
            if let What::Numeric(first, second, _) = one.said.what {
                day_first |= first > 12;
                month_first |= second > 12;
            }
        }
        let deictic_count = stated.iter().filter(|one| is_deictic(&one.said.what)).count();
        let (month_first, order) = match context.language {
            _ if month_first != day_first => (month_first, "order-of-the-text"),
            // Only English has both orders.
            Some(language) if !language.eq_ignore_ascii_case("en") => (false, "order-of-the-language"),
            _ => {
                let order = if context.country.is_some() { "order-of-the-country" } else { "order-of-the-language" };
                (crate::time::stated::month_first(context), order)
            }
        };
        Self {
            narrative: is_narrative(&years, deictic_count, context),
            only_year,
            only_year_by: stated
                .iter()
                .position(|one| only_year.is_some() && full_year(&one.said.what) == only_year)
                .unwrap_or(0),
            month_first,
            order,
        }
    }
}

fn full_year(what: &What) -> Option<i32> {
    match what {
        What::Away(from, ..) => full_year(&from.what),
        What::Calendar(Calendar { year: Year::Full(year), .. }) | What::Numeric(_, _, Year::Full(year)) => Some(*year),
        _ => None,
    }
}

/// Is it reckoned from the day of publication?
fn is_deictic(what: &What) -> bool {
    let what = if let What::Away(from, ..) = what { &from.what } else { what };
    matches!(
        what,
        What::Day(_)
            | What::Weekday(..)
            | What::WeekdayOfWeek(..)
            | What::Unit(_, _, Origin::Publication)
            | What::Latest(..)
    )
}

/// A text that names years long before its publication again and again and seldom speaks from the day of it; or,
/// undated, one that names many years in rising order.
fn is_narrative(years: &[i32], deictic_count: usize, context: &Context<'_>) -> bool {
    /// Fewer years may be the background of a report.
    const LEAST_YEARS: usize = 5;
    /// An undated text shows less, and must show it more clearly.
    const LEAST_YEARS_UNDATED: usize = 10;
    /// A report that compares two years with one another names them often.
    const LEAST_DIFFERENT: usize = 3;
    let different: std::collections::BTreeSet<i32> = years.iter().copied().collect();
    if years.len() < LEAST_YEARS || different.len() < LEAST_DIFFERENT {
        return false;
    }
    let Some(published) = context.published else {
        let rising = years.windows(2).filter(|two| matches!(two, [a, b] if a <= b)).count();
        let grows = years.first().zip(years.last()).is_some_and(|(first, last)| last - first >= 2);
        return grows
            && years.len() >= LEAST_YEARS_UNDATED
            && rising * 10 >= (years.len() - 1) * 6
            && deictic_count * 4 < years.len();
    };
    let different = different.iter().filter(|&&year| year < published.first().year() - 1).count();
    let long_past = years.iter().filter(|&&year| year < published.first().year() - 1).count();
    different >= LEAST_DIFFERENT && long_past * 2 > years.len() && deictic_count * 3 < long_past
}
