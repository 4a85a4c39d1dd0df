//! Which of many stretches of days reach into a window, and how many lie in each column of it, without looking at every one.
//!
//! Stretches of like length stand together. Each such class knows how many first days, last days and middles lie before each day
//! that there is: whatever is asked is then a difference of two counts. A million stretches begin on a few thousand days, so what
//! a frame asks for stays in the cache of the processor.

/// A day as a number: days since 1 January of year 1, counted from 1.
pub type DayNumber = i32;

/// The longest stretch of each class, in days; the last class holds what is longer.
const LONGEST: [i32; 9] = [1, 3, 7, 14, 31, 92, 366, 3660, i32::MAX];
/// Stretches of a class are short where the longest of them is at most so many columns wide.
const SHORT_COLUMNS: f64 = 4.0;

/// Stretches of days, made ready to be counted.
#[derive(Clone, Debug, Default)]
pub struct SpanIndex {
    classes: Vec<Class>,
}

/// Stretches of like length.
#[derive(Clone, Debug)]
struct Class {
    longest: i32,
    /// Their numbers, by first day.
    numbers: Vec<u32>,
    first_days: Tally,
    /// Empty where all are of one day, whose last day is the first.
    last_days: Tally,
    /// Of first and last day added up; empty where all are of one day.
    sums: Tally,
}

/// How many of some values are less than another.
#[derive(Clone, Debug, Default)]
struct Tally {
    /// Ascending, each once.
    values: Vec<i32>,
    /// How many come before each value; at the end, how many there are.
    before: Vec<u32>,
}

impl Tally {
    fn new(mut values: Vec<i32>) -> Self {
        values.sort_unstable();
        let runs = values.chunk_by(|value, next| value == next);
        let mut tally = Self::default();
        let mut before = 0;
        for run in runs {
            tally.values.extend(run.first());
            tally.before.push(before);
            before += run.len() as u32;
        }
        tally.before.push(before);
        tally
    }

    /// How many come before the value at `place`.
    fn count(&self, place: usize) -> usize {
        self.before.get(place).map_or(0, |&count| count as usize)
    }

    /// How many of the values are `before`; ascending ones, the first of which are.
    fn count_of(&self, before: impl Fn(i32) -> bool) -> usize {
        self.count(self.values.partition_point(|&value| before(value)))
    }
}

/// Days divided into columns of equal width from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// Where the first begins; day `n` is the stretch `n .. n + 1`.
    pub first: f64,
    /// Days of a column, more than nothing.
    pub days: f64,
    /// How many there are.
    pub count: usize,
}

impl Columns {
    fn edge(self, column: usize) -> f64 {
        self.first + column as f64 * self.days
    }
}

impl SpanIndex {
    /// Of the first and last days (included) of stretches, which are numbered as they come and come by first day.
    pub fn new(spans: impl Iterator<Item = (DayNumber, DayNumber)>) -> Self {
        // Of each class: numbers, first days, and where a stretch may be longer than a day, last days and sums.
        let mut classes = LONGEST.map(|longest| (longest, Vec::new(), [Vec::new(), Vec::new(), Vec::new()]));
        for (number, (first, last)) in spans.enumerate() {
            let days = last.saturating_sub(first).saturating_add(1);
            let class = classes.iter_mut().find(|(longest, ..)| days <= *longest);
            let Some((longest, numbers, [first_days, last_days, sums])) = class else { continue };
            numbers.push(number as u32);
            first_days.push(first);
            if *longest > 1 {
                last_days.push(last);
                sums.push(first.saturating_add(last));
            }
        }
        let classes = classes.into_iter().filter(|(_, numbers, _)| !numbers.is_empty());
        let class = |(longest, numbers, days): (i32, Vec<u32>, [Vec<i32>; 3])| {
            let [first_days, last_days, sums] = days.map(Tally::new);
            Class { longest, numbers, first_days, last_days, sums }
        };
        Self { classes: classes.map(class).collect() }
    }

    /// How many end before day `first`.
    pub fn ended_before(&self, first: DayNumber) -> usize {
        self.classes.iter().map(|class| class.ended_before(first)).sum()
    }

    /// How many begin after day `last`.
    pub fn begun_after(&self, last: DayNumber) -> usize {
        self.classes.iter().map(|class| class.numbers.len() - class.begun_until(last)).sum()
    }

    /// How many have a day in `first..=last`.
    pub fn reaching_count(&self, first: DayNumber, last: DayNumber) -> usize {
        self.classes.iter().map(|class| class.begun_until(last).saturating_sub(class.ended_before(first))).sum()
    }

    /// The numbers of all that have a day in `first..=last`, and of some that end shortly before it.
    pub fn candidates(&self, first: DayNumber, last: DayNumber) -> impl Iterator<Item = usize> {
        self.classes.iter().flat_map(move |class| {
            let earliest = first.saturating_sub(class.longest).saturating_add(1);
            let from = class.first_days.count_of(|day| day < earliest);
            let to = class.begun_until(last).max(from);
            class.numbers.get(from..to).unwrap_or_default().iter().map(|&number| number as usize)
        })
    }

    /// Adds to each column how many have their middle in it.
    pub fn count_middles(&self, columns: Columns, counts: &mut [u32]) {
        self.classes.iter().for_each(|class| class.count_middles(columns, counts));
    }

    /// Adds to each column of `short` how many short ones have their middle in it, and to each of `long` how many longer ones cover
    /// some of it. Short is a class whose longest is at most four columns wide.
    pub fn count_columns(&self, columns: Columns, short: &mut [u32], long: &mut [u32]) {
        for class in &self.classes {
            if f64::from(class.longest) <= SHORT_COLUMNS * columns.days {
                class.count_middles(columns, short);
            } else {
                class.count_covering(columns, long);
            }
        }
    }
}

impl Class {
    fn last_days(&self) -> &Tally {
        if self.longest == 1 { &self.first_days } else { &self.last_days }
    }

    fn ended_before(&self, first: DayNumber) -> usize {
        self.last_days().count_of(|day| day < first)
    }

    fn begun_until(&self, last: DayNumber) -> usize {
        self.first_days.count_of(|day| day <= last)
    }

    fn count_middles(&self, columns: Columns, counts: &mut [u32]) {
        let (days, added) = if self.longest == 1 { (&self.first_days, 2) } else { (&self.sums, 1) };
        // The middle of `first .. last + 1` is half of first + last + 1.
        let is_before = |value: i32, edge: f64| f64::midpoint(f64::from(value) * f64::from(added), 1.0) < edge;
        let mut place = days.values.partition_point(|&value| is_before(value, columns.edge(0)));
        let mut before = days.count(place);
        for (column, count) in counts.iter_mut().enumerate().take(columns.count) {
            let edge = columns.edge(column + 1);
            place = advance(&days.values, place, |value| is_before(value, edge));
            let until = days.count(place);
            *count += (until - before) as u32;
            before = until;
        }
    }

    fn count_covering(&self, columns: Columns, counts: &mut [u32]) {
        let (first_days, last_days) = (&self.first_days, self.last_days());
        let (mut begun, mut ended) = (0, 0);
        for (column, count) in counts.iter_mut().enumerate().take(columns.count) {
            let (left, right) = (columns.edge(column), columns.edge(column + 1));
            begun = advance(&first_days.values, begun, |day| f64::from(day) < right);
            ended = advance(&last_days.values, ended, |day| f64::from(day) + 1.0 <= left);
            *count += first_days.count(begun).saturating_sub(last_days.count(ended)) as u32;
        }
    }
}

/// The first place from `from` on that is not `before`, by steps that double and then by halving: ascending values, and every
/// one in front of `from` is before.
fn advance(values: &[i32], from: usize, before: impl Fn(i32) -> bool) -> usize {
    let is_before = |place: usize| values.get(place).is_some_and(|&value| before(value));
    let (mut known, mut step) = (from, 1);
    while is_before(known + step - 1) {
        known += step;
        step *= 2;
    }
    let rest = values.get(known..(known + step).min(values.len())).unwrap_or_default();
    known + rest.partition_point(|&value| before(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Vec<(i32, i32)>> {
        let one = (-500..500_i32, prop_oneof![Just(0), 0..10_i32, 0..400_i32, 3000..5000_i32]);
        let some = proptest::collection::vec(one.prop_map(|(first, more)| (first, first + more)), 0..60);
        some.prop_map(|mut spans| {
            spans.sort_unstable();
            spans
        })
    }

    proptest! {
        #[test]
        fn what_reaches_into_a_window_is_counted_and_found(spans in spans(), first in -600..600_i32, more in 0..300_i32) {
            let index = SpanIndex::new(spans.iter().copied());
            let last = first + more;
            let reaching = |&(a, b): &(i32, i32)| a <= last && b >= first;
            let expected: Vec<usize> = (0..spans.len()).filter(|&number| reaching(&spans[number])).collect();
            prop_assert_eq!(index.reaching_count(first, last), expected.len());
            prop_assert_eq!(index.ended_before(first), spans.iter().filter(|span| span.1 < first).count());
            prop_assert_eq!(index.begun_after(last), spans.iter().filter(|span| span.0 > last).count());
            let mut found: Vec<usize> = index.candidates(first, last).filter(|&number| reaching(&spans[number])).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn columns_count_middles_of_the_short_and_all_that_the_long_cover(
            spans in spans(), first in -600.0..600.0_f64, days in prop_oneof![0.01..2.0_f64, 2.0..200.0_f64]
        ) {
            let index = SpanIndex::new(spans.iter().copied());
            let columns = Columns { first, days, count: 40 };
            let (mut short, mut long) = (vec![0; 40], vec![0; 40]);
            index.count_columns(columns, &mut short, &mut long);
            let mut middles = vec![0; 40];
            index.count_middles(columns, &mut middles);
            let longest = |&(a, b): &(i32, i32)| LONGEST.into_iter().find(|longest| b - a < *longest).unwrap_or(i32::MAX);
            let is_short = |span: &(i32, i32)| f64::from(longest(span)) <= 4.0 * days;
            for column in 0..40 {
                let (left, right) = (columns.edge(column), columns.edge(column + 1));
                let has_middle = |&(a, b): &(i32, i32)| (left..right).contains(&f64::midpoint(f64::from(a + b), 1.0));
                let covers = |&(a, b): &(i32, i32)| f64::from(a) < right && f64::from(b) + 1.0 > left;
                let count = |is_counted: &dyn Fn(&(i32, i32)) -> bool| spans.iter().filter(|span| is_counted(span)).count();
                prop_assert_eq!(short[column] as usize, count(&|span| is_short(span) && has_middle(span)));
                prop_assert_eq!(long[column] as usize, count(&|span| !is_short(span) && covers(span)));
                prop_assert_eq!(middles[column] as usize, count(&has_middle));
            }
        }
    }

    #[test]
    fn no_stretches_count_as_nothing() {
        let index = SpanIndex::new(std::iter::empty());
        assert_eq!((index.reaching_count(0, 9), index.candidates(0, 9).count()), (0, 0));
    }
}
