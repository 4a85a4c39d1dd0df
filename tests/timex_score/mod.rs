//! The scorer: one-to-one matching (identical spans first, then greedily by overlap), then F1 of what agrees.

use chrono::{Days, Months, NaiveDate};

/// An annotated or found expression; offsets in code points.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: String,
}

/// Counts over a collection.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    gold: usize,
    found: usize,
    gold_calendar: usize,
    found_calendar: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
    calendar: usize,
}

impl Tally {
    /// Adds one document.
    pub(crate) fn add(&mut self, gold: &[Item], found: &[Item]) {
        self.gold += gold.len();
        self.found += found.len();
        self.gold_calendar += gold.iter().filter(|item| interval(&item.value).is_some()).count();
        self.found_calendar += found.iter().filter(|item| interval(&item.value).is_some()).count();
        for (a, b) in pairs(gold, found) {
            let (a, b) = (&gold[a], &found[b]);
            self.relaxed += 1;
            self.strict += usize::from((a.start, a.end) == (b.start, b.end));
            self.value += usize::from(a.value == b.value);
            let (a, b) = (interval(&a.value), interval(&b.value));
            self.calendar += usize::from(a.is_some() && a == b);
        }
    }

    /// F1 in percent: strict, relaxed, value, calendar.
    pub(crate) fn scores(&self) -> [f64; 4] {
        let f1 = |right: usize, found: usize, gold: usize| 200.0 * right as f64 / (found + gold) as f64;
        [
            f1(self.strict, self.found, self.gold),
            f1(self.relaxed, self.found, self.gold),
            f1(self.value, self.found, self.gold),
            f1(self.calendar, self.found_calendar, self.gold_calendar),
        ]
    }
}

fn pairs(gold: &[Item], found: &[Item]) -> Vec<(usize, usize)> {
    let (mut free_gold, mut free_found) = (vec![true; gold.len()], vec![true; found.len()]);
    let mut pairs = Vec::new();
    let mut candidates = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let overlap = a.end.min(b.end).saturating_sub(a.start.max(b.start));
            if overlap > 0 {
                let same = (a.start, a.end) == (b.start, b.end);
                candidates.push((!same, std::cmp::Reverse(overlap), a.start, b.start, i, j));
            }
        }
    }
    candidates.sort();
    for (.., i, j) in candidates {
        if free_gold[i] && free_found[j] {
            (free_gold[i], free_found[j]) = (false, false);
            pairs.push((i, j));
        }
    }
    pairs
}

/// First and last day of a TIMEX3 value that names a stretch of the calendar.
fn interval(value: &str) -> Option<(NaiveDate, NaiveDate)> {
    let value = value.trim();
    if let Some((first, last)) = value.split_once('/') {
        return Some((interval(first)?.0, interval(last)?.1));
    }
    let months = |year: i32, month: u32, count: u32| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
    };
    let date = value.split_once('T').map_or(value, |(date, _)| date);
    let parts: Vec<&str> = date.split('-').collect();
    let all_digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.parse::<u32>().ok();
    if !all_digits(parts[0], 4) {
        let digits = parts[0].trim_end_matches('X');
        let (whole, years) = match (digits.len(), parts[0].len()) {
            (3, 3 | 4) => (10, 10),
            (2, 2 | 4) => (100, 100),
            _ => return None,
        };
        let first = i32::try_from(number(digits)?).ok()? * whole;
        let timeless = parts.len() == 1 && date == value;
        return timeless.then_some(()).and_then(|()| {
            Some((NaiveDate::from_ymd_opt(first.max(1), 1, 1)?, NaiveDate::from_ymd_opt(first + years - 1, 12, 31)?))
        });
    }
    let year: i32 = parts[0].parse().ok()?;
    let timed = date != value;
    match parts[1..] {
        [] | ["XX"] | ["XX", "XX"] if !timed => months(year, 1, 12),
        [month, day] if all_digits(month, 2) && all_digits(day, 2) => {
            let day = NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?;
            Some((day, day))
        }
        [month] | [month, "XX"] if all_digits(month, 2) && !timed => months(year, number(month)?, 1),
        [week, ref rest @ ..] if week.starts_with('W') && week != "WI" => {
            let monday = NaiveDate::from_isoywd_opt(year, number(week.get(1..)?)?, chrono::Weekday::Mon)?;
            let after = |days| monday.checked_add_days(Days::new(days));
            match *rest {
                [] => Some((monday, after(6)?)),
                ["WE"] => Some((after(5)?, after(6)?)),
                [day] => after(u64::from(number(day)?) - 1).map(|day| (day, day)),
                _ => None,
            }
        }
        _ if timed => None,
        ["Q1"] => months(year, 1, 3),
        ["Q2"] => months(year, 4, 3),
        ["Q3"] => months(year, 7, 3),
        ["Q4"] => months(year, 10, 3),
        ["H1"] => months(year, 1, 6),
        ["H2"] => months(year, 7, 6),
        ["SP"] => months(year, 3, 3),
        ["SU"] => months(year, 6, 3),
        ["FA" | "AU"] => months(year, 9, 3),
        ["WI"] => months(year, 12, 3),
        _ => None,
    }
}
