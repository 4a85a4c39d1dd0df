//! May two mentions speak of the same happening, as far as their days go, and how alike must their words then be?

use crate::time::Interval;
use chrono::{Datelike, Weekday};

/// Longest event, in days, that a passage without a known day can mean.
const LONGEST_OPEN: i64 = 14;

/// Longest interval that counts as naming days: a month.
const MONTH_DAYS: i64 = 31;

/// How alike (cosine, 0 to 1) two sentences must be to name one happening, when their days agree so well. Chosen on the
/// events that annotators found in the MEANTIME articles about Airbus and on the sample corpus.
pub(super) mod threshold {
    /// The same day.
    pub(in crate::events) const SAME_DAY: f32 = 0.20;
    /// The same interval of several days.
    pub(in crate::events) const SAME_DAYS: f32 = 0.24;
    /// One within the other: "on 20 March", "last week".
    pub(in crate::events) const WITHIN: f32 = 0.30;
    /// Two ranges that share days, or two neighbouring days: accounts that differ.
    pub(in crate::events) const OVERLAP: f32 = 0.42;
    /// One of the two names no more than a year.
    pub(in crate::events) const YEAR: f32 = 0.50;
    /// A headline or an undated opening, which is dated by the day of publication alone.
    pub(in crate::events) const UNDATED: f32 = 0.24;
    /// Days that overlap, and the same names with the same kind of happening.
    pub(in crate::events) const NAMED: f32 = 0.17;
    /// The same names with the same kind of happening, where the day of one is not known.
    pub(in crate::events) const OPEN: f32 = 0.20;
    /// The next best event may be so near, as a share of the best, for the best to be the only one meant.
    pub(in crate::events) const RIVAL: f32 = 0.85;
}

/// How alike the words must be; nothing when the days rule it out.
pub(super) fn needed(a: Interval, b: Interval) -> Option<f32> {
    let longest = a.day_count().max(b.day_count());
    let shortest = a.day_count().min(b.day_count());
    if longest > MONTH_DAYS {
        return (a.contains(b) || b.contains(a)).then_some(threshold::YEAR);
    }
    if a == b {
        return Some(if longest == 1 { threshold::SAME_DAY } else { threshold::SAME_DAYS });
    }
    if a.contains(b) || b.contains(a) {
        return Some(threshold::WITHIN);
    }
    if a.overlaps(b) || (shortest == 1 && longest == 1 && (a.first() - b.first()).num_days().abs() == 1) {
        return Some(threshold::OVERLAP);
    }
    None
}

/// Can a passage that puts a happening somewhere in `window`, on `weekday` if it names one, mean these days?
pub(super) fn can_mean(event: Interval, window: Interval, weekday: Option<Weekday>) -> bool {
    let falls_on =
        |weekday| event.first().iter_days().take_while(|day| *day <= event.last()).any(|day| day.weekday() == weekday);
    event.day_count() <= LONGEST_OPEN && window.contains(event) && weekday.is_none_or(falls_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worse_the_days_agree_the_more_alike_the_words_must_be() {
        let day = |day| Interval::of_day(2023, 3, day).expect("a day");
        let march = Interval::of_month(2023, 3).expect("a month");
        let year = Interval::of_year(2023).expect("a year");
        let needs = [(day(20), day(20)), (march, march), (day(20), march), (day(20), day(21)), (day(20), year)]
            .map(|(a, b)| needed(a, b).expect("they may be one"));
        assert!(needs.is_sorted(), "{needs:?}");
        assert_eq!(needed(day(20), day(22)), None);
        assert_eq!(needed(march, Interval::of_month(2023, 4).expect("a month")), None);
    }
}
