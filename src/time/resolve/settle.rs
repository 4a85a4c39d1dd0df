//! The place of one expression in the calendar.
//!
//! Policies were chosen by measurement on newswire: a bare weekday is the most recent one, the day of publication
//! included, unless the clause speaks of the future; a day or month without year is the nearest one; in a narrative
//! both follow the mention before.

use super::cell::{CalendarCell, Grain, add_days, add_months};
use super::genre::Evidence;
use super::{holiday, open, part};
use crate::time::meaning::{Calendar, Cell, Origin, Piece, Said, Unit, What, Year};
use crate::time::tense::Tense;
use chrono::{Datelike, NaiveDate};

/// What an expression was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Explicit,
    Publication,
    Mention,
    /// The only year that the text names.
    Text,
    Open,
}

/// Where an expression stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// In a cell of the calendar.
    Cell(CalendarCell),
    /// Nowhere that is known: its TIMEX3 value.
    Named(String),
}

/// A place with its reasons.
#[derive(Clone, Debug)]
pub(super) struct Settled {
    pub(super) place: Place,
    pub(super) how: How,
    /// Which policy decided, for the rule's name; empty where none was needed.
    pub(super) policy: &'static str,
    pub(super) confidence: f32,
}

/// All that one expression is settled with.
pub(super) struct Settler<'a> {
    pub(super) published: Option<NaiveDate>,
    /// What was mentioned last.
    pub(super) last: Option<CalendarCell>,
    /// What was mentioned last stands in this sentence or about one before.
    pub(super) near: bool,
    /// The year in which the narrative stands here.
    pub(super) told: Option<i32>,
    /// The quarter that a report is about.
    pub(super) focus: Option<CalendarCell>,
    pub(super) evidence: &'a Evidence,
    pub(super) tense: Tense,
}

/// News speaks of days further ahead than this only where the verb says so.
const FAR_DAYS: i64 = 100;

/// A month is "last month" for about so long after its end.
const JUST_OVER_DAYS: i64 = 10;

/// A cell with what it was reckoned from.
type Reckoned = Option<(CalendarCell, How, &'static str, f32)>;

impl Settler<'_> {
    pub(super) fn settle(&self, said: &Said) -> Settled {
        let reckoned = match &said.what {
            What::Calendar(calendar) => self.calendar(calendar, said.weekday),
            What::Numeric(first, second, year) => self.numeric(*first, *second, *year),
            What::Weekday(weekday, rel) => self.weekday(*weekday, *rel),
            What::WeekdayOfWeek(weekday, away) => self.weekday_of_week(*weekday, *away),
            What::Unit(unit, away, Origin::Publication) if self.evidence.narrative => {
                self.unit_from_mention(*unit, *away).or_else(|| self.unit(*unit, *away, false))
            }
            What::Unit(unit, away, Origin::Publication) => self.unit(*unit, *away, false),
            What::Unit(unit, away, Origin::Focus) if !self.evidence.narrative => self.unit(*unit, *away, true),
            What::Unit(unit, away, _) => self.unit_from_mention(*unit, *away),
            What::Latest(unit, year) => self.latest(*unit, *year),
            What::Shift(count, unit, forward, from) => match self.shift(*count, *unit, *forward, *from) {
                Ok(reckoned) => reckoned,
                Err(named) => {
                    return Settled {
                        place: Place::Named(named.to_owned()),
                        how: How::Explicit,
                        policy: "vague",
                        confidence: 0.8,
                    };
                }
            },
            What::Away(from, count, unit, forward) => self.away(from, *count, *unit, *forward),
            What::Day(0) if self.evidence.narrative && said.time.is_none() => {
                // A narrative says "today" for "nowadays".
                let place = Place::Named("PRESENT_REF".to_owned());
                return Settled { place, how: How::Explicit, policy: "nowadays", confidence: 0.8 };
            }
            What::Day(away) => self.publication_day().and_then(|day| {
                Some((CalendarCell::new(Grain::Day, add_days(day, i64::from(*away))?), How::Publication, "", 0.97))
            }),
            What::Part(piece, whole) => self.part(*piece, whole),
            What::Piece(_) => None,
            What::TimeOnly | What::PartOnly => self.day_of_time(),
            What::Ref(_) | What::Fixed(_) | What::Length(_) | What::Repeated(_) => {
                return Settled {
                    place: Place::Named(open::value(&said.what)),
                    how: How::Explicit,
                    policy: "",
                    confidence: 0.9,
                };
            }
        };
        match reckoned.filter(|(cell, ..)| (-9998..=9999).contains(&cell.day.year()) && cell.interval().is_some()) {
            Some((cell, how, policy, confidence)) => Settled { place: Place::Cell(cell), how, policy, confidence },
            None => Settled {
                place: Place::Named(open::value(&said.what)),
                how: How::Open,
                policy: "open",
                confidence: 0.5,
            },
        }
    }

    /// A piece of a whole that is settled first.
    fn part(&self, piece: Piece, whole: &What) -> Reckoned {
        let whole = self.settle(&whole.clone().into());
        let Place::Cell(cell) = whole.place else { return None };
        Some((part::find(piece, cell)?, whole.how, "part", whole.confidence))
    }

    fn publication_day(&self) -> Option<NaiveDate> {
        self.published
    }

    /// The day that relative expressions without a word for it are reckoned from.
    fn reference(&self) -> Option<(NaiveDate, How)> {
        let last = self.last.map(|last| (last.day, How::Mention));
        let published = self.published.map(|day| (day, How::Publication));
        if self.evidence.narrative { last.or(published) } else { published }
    }

    fn calendar(&self, calendar: &Calendar, weekday: Option<u32>) -> Reckoned {
        let in_year = |year: i32| cell_in(calendar.cell, year);
        match (calendar.year, calendar.cell) {
            (_, Cell::Decade(decade)) => {
                let full = if decade >= 100 { decade } else { self.century_for(decade)? + decade };
                Some((CalendarCell::new(Grain::Decade, first_of(full)?), How::Explicit, "", 0.9))
            }
            (_, Cell::Century(century)) => {
                Some((CalendarCell::new(Grain::Century, first_of((century * 100).max(1))?), How::Explicit, "", 0.9))
            }
            (Year::Full(year), _) => Some((in_year(year)?, How::Explicit, "", 0.99)),
            (Year::Short(year), _) => {
                let year = self.century_for(year)? + year;
                Some((in_year(year)?, How::Publication, "two-digit-year", 0.85))
            }
            (Year::FromPublication(away), _) => {
                Some((in_year(self.published?.year() + away)?, How::Publication, "relative-year", 0.95))
            }
            (Year::FromMention(away), _) => {
                Some((in_year(self.last?.day.year() + away)?, How::Mention, "relative-year", 0.8))
            }
            (Year::Unknown, Cell::DayOfMonth(day)) => self.day_of_month(day, weekday),
            (Year::Unknown, cell) => match calendar.rel {
                Some(rel) => self.relative_part(cell, rel),
                None => self.yearless(cell, weekday),
            },
        }
    }

    /// The century of two digits: in a narrative the one nearest to the mention before, else the latest that is not far
    /// ahead of the publication (of 1990 where that is unknown).
    fn century_for(&self, digits: i32) -> Option<i32> {
        /// Plans reach this far; the past reaches further.
        const AHEAD_YEARS: i32 = 10;
        let near = self.published.or(self.last.map(|last| last.day)).map_or(1990, |day| day.year());
        let narrated = self.last.filter(|_| self.evidence.narrative).map(|last| last.day.year());
        let year = narrated.unwrap_or(near);
        let century = year - year.rem_euclid(100);
        let mut centuries = [century - 100, century, century + 100].into_iter();
        match narrated {
            Some(year) => centuries.min_by_key(|century| (century + digits - year).abs()),
            None => centuries.rfind(|century| century + digits <= near + AHEAD_YEARS),
        }
    }

    /// "last March", "this summer", "next Christmas".
    fn relative_part(&self, cell: Cell, rel: i32) -> Reckoned {
        let (day, how) = self.reference()?;
        let year = day.year();
        let mut candidates =
            [year - 2, year - 1, year, year + 1, year + 2].into_iter().filter_map(|year| cell_in(cell, year));
        let interval = |cell: &CalendarCell| cell.interval();
        let picked = match rel {
            // "This September" is that of the year, "this winter" the one that is nearest.
            0 if matches!(cell, Cell::Season(12)) => candidates.min_by_key(|cell| distance(*cell, day)),
            0 => cell_in(cell, year),
            // A month that has just ended is "last month"; its name with "last" is that of the year before.
            rel if rel < 0 => {
                let apart = if matches!(cell, Cell::Month(_)) { JUST_OVER_DAYS } else { 0 };
                candidates.rfind(|cell| interval(cell).is_some_and(|days| (day - days.last()).num_days() > apart))
            }
            _ => { candidates }.find(|cell| interval(cell).is_some_and(|days| days.first() > day)),
        };
        Some((picked?, how, "relative", 0.92))
    }

    /// A month, day, quarter, season or feast without its year.
    fn yearless(&self, cell: Cell, weekday: Option<u32>) -> Reckoned {
        let Some((reference, how)) = self.reference() else {
            let year = self.evidence.only_year?;
            return Some((cell_in(cell, year)?, How::Text, "year-of-the-text", 0.6));
        };
        let year = reference.year();
        let candidates: Vec<CalendarCell> = (year - 6..=year + 6).filter_map(|year| cell_in(cell, year)).collect();
        if let Some(weekday) = weekday {
            // "Monday, 20 March" tells its year.
            let fitting = candidates.iter().filter(|cell| cell.day.weekday().number_from_monday() == weekday);
            if let Some(cell) = fitting.min_by_key(|cell| distance(**cell, reference)) {
                return Some((*cell, how, "weekday-and-date", 0.97));
            }
        }
        if let Some(told) = self.told {
            return Some((cell_in(cell, told)?, How::Mention, "year-of-the-narrative", 0.8));
        }
        if how == How::Mention {
            return Some((cell_in(cell, year)?, how, "year-of-the-mention", 0.8));
        }
        let near: Vec<CalendarCell> =
            candidates.into_iter().filter(|cell| (cell.day.year() - year).abs() <= 1).collect();
        let started = |cell: &&CalendarCell| cell.interval().is_some_and(|days| days.first() <= reference);
        let over = |cell: &&CalendarCell| cell.interval().is_some_and(|days| days.last() < reference);
        let latest = near.iter().rfind(started).copied();
        let coming = near.iter().find(|cell| !over(cell)).copied();
        let nearest = near.iter().min_by_key(|cell| distance(**cell, reference)).copied()?;
        let ahead = distance(nearest, reference) > FAR_DAYS;
        let (picked, policy) = match (cell, self.tense) {
            (Cell::Month(_), Tense::Past)
            | (Cell::Quarter(_) | Cell::Half(_), Tense::Past | Tense::Present | Tense::Unknown) => (latest, "latest"),
            (Cell::Month(_), Tense::Future) => (coming, "coming"),
            (_, Tense::Future) if ahead => (coming, "coming"),
            (_, Tense::Past | Tense::Present | Tense::Unknown) if ahead => (latest, "latest"),
            _ => (Some(nearest), "nearest"),
        };
        let picked = picked.unwrap_or(nearest);
        Some((picked, how, policy, 0.9))
    }

    /// A day of a month that the text does not name.
    fn day_of_month(&self, day: u32, weekday: Option<u32>) -> Reckoned {
        let (reference, how) = match self.last {
            Some(last) if last.grain <= Grain::Month => (last.day, How::Mention),
            _ => self.reference()?,
        };
        if let Some(weekday) = weekday {
            // "Friday the 13th" tells its month.
            let months = (-11..=11).filter_map(|away| add_months(reference.with_day(1)?, away)?.with_day(day));
            let fitting = months.filter(|day| day.weekday().number_from_monday() == weekday);
            if let Some(day) = fitting.min_by_key(|day| (*day - reference).num_days().abs()) {
                return Some((CalendarCell::new(Grain::Day, day), how, "weekday-and-date", 0.9));
            }
        }
        let months = [-1, 0, 1].into_iter().filter_map(|away| add_months(reference.with_day(1)?, away)?.with_day(day));
        let nearest = if how == How::Mention {
            reference.with_day(day)
        } else {
            months.min_by_key(|day| (*day - reference).num_days().abs())
        };
        Some((CalendarCell::new(Grain::Day, nearest?), how, "day-of-month", 0.7))
    }

    fn numeric(&self, first: u32, second: u32, year: Year) -> Reckoned {
        let (month, day) = match (first > 12, second > 12) {
            (true, _) => (second, first),
            (_, true) => (first, second),
            _ if self.evidence.month_first => (first, second),
            _ => (second, first),
        };
        let sure = first > 12 || second > 12 || first == second;
        let policy = if sure { "" } else { self.evidence.order };
        let (cell, how, _, confidence) =
            self.calendar(&Calendar { year, cell: Cell::Day(month, day), rel: None }, None)?;
        Some((cell, how, policy, if sure { confidence } else { confidence.min(0.7) }))
    }

    fn weekday(&self, weekday: u32, rel: Option<i32>) -> Reckoned {
        let (reference, how) = self.reference()?;
        if how == How::Mention && self.last.is_none_or(|last| last.grain > Grain::Week) {
            return None;
        }
        let back = (i64::from(reference.weekday().number_from_monday()) - i64::from(weekday)).rem_euclid(7);
        let recent = add_days(reference, -back)?;
        let (day, policy, confidence) = match rel {
            Some(rel) if rel < 0 => (if back == 0 { add_days(recent, -7)? } else { recent }, "last", 0.95),
            Some(rel) if rel > 0 => (add_days(recent, 7)?, "next", 0.9),
            Some(_) if self.tense == Tense::Past => (recent, "this", 0.85),
            Some(_) if self.tense == Tense::Future => {
                (if back == 0 { recent } else { add_days(recent, 7)? }, "this", 0.85)
            }
            Some(_) => {
                let monday = CalendarCell::new(Grain::Week, reference).interval()?.first();
                (add_days(monday, i64::from(weekday) - 1)?, "this", 0.8)
            }
            None if self.tense == Tense::Future && back > 0 => (add_days(recent, 7)?, "nearest-future", 0.85),
            None => (recent, "nearest-past", 0.9),
        };
        Some((CalendarCell::new(Grain::Day, day), how, policy, confidence))
    }

    fn weekday_of_week(&self, weekday: u32, away: i32) -> Reckoned {
        let week = CalendarCell::new(Grain::Week, self.published?).step(away)?.interval()?;
        let day = add_days(week.first(), i64::from(weekday) - 1)?;
        Some((CalendarCell::new(Grain::Day, day), How::Publication, "of-week", 0.93))
    }

    fn unit(&self, unit: Unit, away: i32, focus: bool) -> Reckoned {
        let day = self.publication_day()?;
        let grain = open::grain(unit);
        let mut cell = CalendarCell::new(grain, day).step(away)?;
        // "The weekend" in a report is mostly the last one, "this weekend" the coming one.
        let over = if focus { self.tense != Tense::Future } else { self.tense == Tense::Past };
        if unit == Unit::Weekend && away == 0 && over && day.weekday().number_from_monday() <= 5 {
            cell = cell.step(-1)?;
        }
        Some((cell, How::Publication, "", 0.95))
    }

    fn unit_from_mention(&self, unit: Unit, away: i32) -> Reckoned {
        let grain = open::grain(unit);
        if let Some(day) = self.told.filter(|_| grain == Grain::Year).and_then(first_of) {
            return Some((CalendarCell::new(grain, day), How::Mention, "", 0.8));
        }
        let last = self.last.filter(|last| last.grain <= grain);
        if let Some(last) = last {
            return Some((CalendarCell::new(grain, last.day).step(away)?, How::Mention, "", 0.8));
        }
        if self.evidence.narrative || grain == Grain::Day {
            return None;
        }
        Some((CalendarCell::new(grain, self.published?).step(away)?, How::Publication, "", 0.6))
    }

    /// "The quarter": the one that the report is about, else the last one over before the publication.
    fn latest(&self, unit: Unit, year: Option<i32>) -> Reckoned {
        let grain = open::grain(unit);
        // A quarter that is not over at publication is not yet reported on.
        let over =
            |cell: &CalendarCell| cell.interval().zip(self.published).is_none_or(|(days, day)| days.last() <= day);
        let (cell, how) = match self.focus.filter(|focus| focus.grain == grain && over(focus)) {
            Some(focus) => (focus, How::Mention),
            None => (CalendarCell::new(grain, self.published?).step(-1)?, How::Publication),
        };
        let day = match year {
            Some(year) => cell.day.with_year(year)?,
            None => cell.day,
        };
        Some((CalendarCell::new(grain, day), how, "latest", 0.75))
    }

    fn shift(&self, count: Option<f64>, unit: Unit, forward: bool, from: Origin) -> Result<Reckoned, &'static str> {
        let vague = if forward { "FUTURE_REF" } else { "PAST_REF" };
        let count = count.ok_or(vague)?;
        // "A year earlier" in a report on a quarter is that quarter of the year before.
        let yearly = unit == Unit::Year && !forward && !self.evidence.narrative;
        let (reference, how) = match (self.focus.filter(|_| yearly), from, self.last) {
            (Some(focus), ..) => (Some(focus), How::Mention),
            (None, Origin::Mention, Some(last)) if self.evidence.narrative => (Some(last), How::Mention),
            // "Two days later" in a report goes on from a day that it has named; else from some event.
            (None, Origin::Mention, last) if forward => {
                (last.filter(|last| self.near && last.grain == Grain::Day), How::Mention)
            }
            _ => (self.published.map(|day| CalendarCell::new(Grain::Day, day)), How::Publication),
        };
        let Some(reference) = reference else { return Ok(None) };
        let cell = counted(reference, count, unit, forward);
        Ok(cell
            .filter(|cell| !(how == How::Mention && reference.grain > cell.grain && reference.grain != Grain::Quarter))
            .map(|cell| (cell, how, "", 0.9)))
    }

    /// Units counted from another expression.
    fn away(&self, from: &Said, count: f64, unit: Unit, forward: bool) -> Reckoned {
        let settled = self.settle(from);
        let Place::Cell(cell) = settled.place else { return None };
        Some((counted(cell, count, unit, forward)?, settled.how, "from-another-date", settled.confidence * 0.95))
    }

    /// The day of a time that stands alone: the one mentioned last in a narrative, else that of the publication.
    fn day_of_time(&self) -> Reckoned {
        let (day, how) = match self.last {
            Some(last) if last.grain == Grain::Day => (last.day, How::Mention),
            _ => (self.published?, How::Publication),
        };
        Some((CalendarCell::new(Grain::Day, day), how, "time", 0.7))
    }
}

/// So many units from a cell. Years from a quarter lead to a quarter.
fn counted(reference: CalendarCell, count: f64, unit: Unit, forward: bool) -> Option<CalendarCell> {
    let sign = if forward { 1.0 } else { -1.0 };
    let steps = |factor: f64| (count * factor * sign).round().clamp(-1e6, 1e6) as i64;
    let months = |grain, factor| Some((grain, add_months(reference.day, steps(factor))?));
    let (grain, day) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => (Grain::Day, reference.day),
        Unit::Day | Unit::Night => (Grain::Day, add_days(reference.day, steps(1.0))?),
        Unit::Week | Unit::Weekend => (Grain::Week, add_days(reference.day, steps(7.0))?),
        Unit::Fortnight => (Grain::Week, add_days(reference.day, steps(14.0))?),
        Unit::Month => months(Grain::Month, 1.0)?,
        Unit::Quarter | Unit::Season => months(Grain::Quarter, 3.0)?,
        Unit::Half => months(Grain::Half, 6.0)?,
        Unit::Year if reference.grain == Grain::Quarter => months(Grain::Quarter, 12.0)?,
        Unit::Year => months(Grain::Year, 12.0)?,
        Unit::Decade => months(Grain::Year, 120.0)?,
        Unit::Century | Unit::Millennium => months(Grain::Century, 1200.0)?,
    };
    Some(CalendarCell::new(grain, day))
}

fn first_of(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1)
}

/// The cell of that kind in a year.
fn cell_in(cell: Cell, year: i32) -> Option<CalendarCell> {
    let on = |grain, month, day| Some(CalendarCell::new(grain, NaiveDate::from_ymd_opt(year, month, day)?));
    match cell {
        Cell::Year => on(Grain::Year, 1, 1),
        Cell::Half(half) => on(Grain::Half, half * 6 - 5, 1),
        Cell::Quarter(quarter) => on(Grain::Quarter, quarter * 3 - 2, 1),
        Cell::Season(month) => on(Grain::Season, month, 1),
        Cell::Month(month) => on(Grain::Month, month, 1),
        Cell::Day(month, day) => on(Grain::Day, month, day),
        Cell::Week(week) => {
            Some(CalendarCell::new(Grain::Week, NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Thu)?))
        }
        Cell::Holiday(name) => Some(CalendarCell::new(Grain::Day, holiday::day(name, year)?)),
        Cell::DayOfMonth(_) | Cell::Decade(_) | Cell::Century(_) => None,
    }
}

/// Days between a cell and a day; 0 inside.
fn distance(cell: CalendarCell, day: NaiveDate) -> i64 {
    let Some(days) = cell.interval() else { return i64::MAX };
    if day < days.first() { (days.first() - day).num_days() } else { (day - days.last()).num_days().max(0) }
}
