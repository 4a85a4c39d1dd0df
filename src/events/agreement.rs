//! May two mentions speak of the same happening, as far as their days go, and how alike must their words then be?

use crate::time::Interval;

/// Longest interval that counts as naming days: a month.
const MONTH_DAYS: i64 = 31;

/// How alike (cosine, 0 to 1) two sentences must be to name one happening, when their days agree so well. Chosen on the
/// events that annotators found in the MEANTIME articles about Airbus and on the sample corpus.
mod threshold {
    /// The same day.
    pub(super) const SAME_DAY: f32 = 0.20;
    /// The same interval of several days.
    pub(super) const SAME_DAYS: f32 = 0.24;
    /// One within the other: "on 20 March", "last week".
    pub(super) const WITHIN: f32 = 0.30;
    /// Two ranges that share days, or two neighbouring days: accounts that differ.
    pub(super) const OVERLAP: f32 = 0.42;
    /// One of the two names no more than a year.
    pub(super) const YEAR: f32 = 0.50;
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
