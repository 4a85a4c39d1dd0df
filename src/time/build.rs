//! From a pattern and the words that it matched to what they say.

use super::language::{Head, Language, Rule, Slot, code_name};
use super::meaning::{Calendar, Cell, Clock, Origin, Piece, Said, TimeOfDay, Unit, What, Year, season_month};
use super::tokens::Tokens;

/// What the tokens from `start` on say under `rule`; nothing where the numbers make no sense.
pub(super) fn build(rule: &Rule, tokens: &Tokens, start: usize, language: &Language) -> Option<Said> {
    let slots = Slots::read(rule, tokens, start, language);
    match rule.head {
        Head::Date => date(&slots),
        Head::Numeric => numeric(&slots),
        Head::Weekday => {
            let weekday = u32::try_from(slots.get(Slot::Weekday)?).ok()?;
            let what = match (slots.get(Slot::Rel), slots.unit()) {
                (Some(rel), Some(Unit::Week)) => What::WeekdayOfWeek(weekday, rel),
                (rel, _) => What::Weekday(weekday, rel),
            };
            Some(with_time(what, &slots))
        }
        Head::Unit => Some(with_time(What::Unit(slots.unit()?, slots.get(Slot::Rel)?, Origin::Publication), &slots)),
        Head::Focus => Some(What::Unit(slots.unit()?, slots.get(Slot::Rel)?, Origin::Focus).into()),
        Head::Anaphor => {
            let away = slots.get(Slot::Near).or(slots.get(Slot::Rel))?;
            Some(with_time(relative_to_mention(&slots, away)?, &slots))
        }
        Head::Same => Some(with_time(relative_to_mention(&slots, 0)?, &slots)),
        Head::Latest => Some(What::Latest(slots.unit()?, slots.get(Slot::Year)).into()),
        Head::Ago => Some(shift(&slots, false, Origin::Publication)?.into()),
        Head::Hence => Some(shift(&slots, true, Origin::Publication)?.into()),
        Head::Earlier => Some(shift(&slots, false, Origin::Mention)?.into()),
        Head::Later => Some(shift(&slots, true, Origin::Mention)?.into()),
        Head::Day => Some(with_time(What::Day(slots.get(Slot::Deictic)?), &slots)),
        Head::Ref => Some(narrated(What::Ref(code_name(slots.get(Slot::Ref)?)), &slots)),
        Head::Duration => Some(What::Length(length(&slots)?).into()),
        Head::Set => Some(narrated(What::Repeated(repeated(&slots)?), &slots)),
        Head::Rate => Some(What::Repeated(slots.unit()?.length(Some(1.0))).into()),
        Head::Time => Some(Said { time: Some(time(&slots)?), ..What::TimeOnly.into() }),
        Head::Part => Some(Said { time: Some(time(&slots)?), ..What::PartOnly.into() }),
        Head::Decade => {
            let years = slots
                .get(Slot::Decade)
                .or(slots.get(Slot::Year))
                .or(slots.get(Slot::ShortYear))
                .or(slots.get(Slot::Int))
                .or(slots.get(Slot::Number).map(|number| number / 1000))?;
            if slots.get(Slot::Era).is_some() {
                return Some(What::Fixed(format!("BC{:03}", years / 10)).into());
            }
            // "the eighties of the 20th century"
            let century = slots.get(Slot::Ordinal).or(slots.get(Slot::Int));
            let years = match (century, slots.get(Slot::ShortYear)) {
                (Some(century), Some(decade)) if century <= 21 => (century - 1) * 100 + decade,
                _ => years,
            };
            let named = years % 10 == 0 && ((10..100).contains(&years) || (1000..2200).contains(&years) || years == 0);
            named.then(|| calendar(Year::Unknown, Cell::Decade(years)))
        }
        Head::Century => {
            let number = slots.get(Slot::Ordinal).or(slots.get(Slot::Int)).or(slots.get(Slot::Day))?;
            if slots.get(Slot::Era).is_some() {
                return Some(What::Fixed(format!("BC{:02}", number - 1)).into());
            }
            (1..=21).contains(&number).then(|| calendar(Year::Unknown, Cell::Century(number - 1)))
        }
        Head::Piece => Some(What::Piece(piece(&slots.own())?).into()),
        Head::Veto | Head::Skip => None,
    }
}

/// What the words of a match tell, those of the expression before those that license it.
#[derive(Debug)]
struct Slots {
    found: Vec<(Slot, i32)>,
    /// How many of them the expression itself tells.
    own_count: usize,
    unspaced: bool,
}

impl Slots {
    fn read(rule: &Rule, tokens: &Tokens, start: usize, language: &Language) -> Self {
        let core = rule.left..rule.classes.len() - rule.right;
        let mut found = rule.fixed.clone();
        let mut around = Vec::new();
        for (depth, &class) in rule.classes.iter().enumerate() {
            let (Some(slot), Some(value)) = (language.slot(class), tokens.value(start + depth, class)) else {
                continue;
            };
            if core.contains(&depth) { found.push((slot, value)) } else { around.push((slot, value)) }
        }
        let own_count = found.len();
        found.extend(around);
        Self { found, own_count, unspaced: language.unspaced }
    }

    /// Without what only licenses the expression.
    fn own(mut self) -> Self {
        self.found.truncate(self.own_count);
        self
    }

    fn get(&self, slot: Slot) -> Option<i32> {
        self.nth(slot, 0)
    }

    fn nth(&self, slot: Slot, index: usize) -> Option<i32> {
        self.found.iter().filter(|found| found.0 == slot).nth(index).map(|found| found.1)
    }

    fn unit(&self) -> Option<Unit> {
        Unit::coded(self.get(Slot::Unit)?)
    }

    /// The number of units: one where only an article stands, none where it is vague.
    fn count(&self) -> Option<f64> {
        if self.get(Slot::Vague).is_some() {
            return None;
        }
        let thousandths = self.get(Slot::Number).unwrap_or(1000).saturating_add(self.get(Slot::Plus).unwrap_or(0));
        Some(f64::from(thousandths) / 1000.0)
    }

    fn year(&self) -> Year {
        if let (Some(_), Some(number)) = (self.get(Slot::Era), self.get(Slot::Int).or(self.get(Slot::Year))) {
            // The year before 1 AD is 0 in the calendar reckoned with.
            return Year::Full(1 - number);
        }
        if let Some(year) = self.get(Slot::ShortYear) {
            return match self.get(Slot::Year) {
                Some(full) => Year::Full(full - full % 100 + year),
                None => Year::Short(year),
            };
        }
        self.get(Slot::Year).map_or(Year::Unknown, Year::Full)
    }
}

fn calendar(year: Year, cell: Cell) -> Said {
    What::Calendar(Calendar { year, cell, rel: None }).into()
}

fn with_time(what: What, slots: &Slots) -> Said {
    Said { time: time(slots), ..what.into() }
}

/// What counts only in a narrative where the pattern says `near=0`.
fn narrated(what: What, slots: &Slots) -> Said {
    Said { narrated: slots.get(Slot::Near) == Some(0), ..what.into() }
}

fn date(slots: &Slots) -> Option<Said> {
    let year = slots.year();
    let day = slots.get(Slot::Day).or(slots.get(Slot::Ordinal)).and_then(|day| u32::try_from(day).ok());
    let month = slots.get(Slot::Month).or(slots.get(Slot::MonthNumber)).and_then(|month| u32::try_from(month).ok());
    let cell = if let Some(number) = slots.get(Slot::Compact) {
        let year = Year::Full(number / 10_000);
        let cell = Cell::Day(u32::try_from(number / 100 % 100).ok()?, u32::try_from(number % 100).ok()?);
        return Some(calendar(year, cell));
    } else if let Some(holiday) = slots.get(Slot::Holiday) {
        Cell::Holiday(code_name(holiday))
    } else if let Some(season) = slots.get(Slot::Season) {
        Cell::Season(season_month(code_name(season))?)
    } else if let Some(unit) = slots.unit().filter(|unit| matches!(unit, Unit::Quarter | Unit::Half | Unit::Week)) {
        let number = slots.get(Slot::Ordinal).or(slots.get(Slot::Int)).and_then(|number| u32::try_from(number).ok())?;
        match unit {
            Unit::Quarter if (1..=4).contains(&number) => Cell::Quarter(number),
            Unit::Half if (1..=2).contains(&number) => Cell::Half(number),
            Unit::Week if (1..=53).contains(&number) => Cell::Week(number),
            _ => return None,
        }
    } else {
        match (month, day) {
            (Some(month), Some(day)) if is_possible(month, day) => Cell::Day(month, day),
            (Some(_), Some(_)) => return None,
            (Some(month), None) => Cell::Month(month),
            (None, Some(day)) if year == Year::Unknown => Cell::DayOfMonth(day),
            _ => Cell::Year,
        }
    };
    if cell == Cell::Year && year == Year::Unknown {
        return None;
    }
    Some(What::Calendar(Calendar { year, cell, rel: slots.get(Slot::Rel) }).into())
}

/// "The second Monday of", "the last week of", "the 20th of", "the week of".
fn piece(slots: &Slots) -> Option<Piece> {
    let order = slots.get(Slot::Ordinal);
    if let Some(weekday) = slots.get(Slot::Weekday) {
        return Some(Piece::Weekday(u32::try_from(weekday).ok()?, order?));
    }
    match (slots.unit(), order.or(slots.get(Slot::Int))) {
        (Some(unit), Some(order)) => Some(Piece::Unit(unit, order)),
        (Some(unit), None) => Some(Piece::Holding(unit)),
        (None, _) => Some(Piece::Day(u32::try_from(slots.get(Slot::Day).or(order)?).ok()?)),
    }
}

/// Is there such a day in some year?
fn is_possible(month: u32, day: u32) -> bool {
    chrono::NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

fn numeric(slots: &Slots) -> Option<Said> {
    if let (Some(year), Some(month)) = (slots.get(Slot::Year), slots.get(Slot::MonthNumber)) {
        // "2016/11" is a month, "2006/07" two years.
        let year_first = slots.found.first().is_some_and(|first| first.0 == Slot::Year);
        let is_month = !year_first || month <= year % 100;
        return is_month.then(|| calendar(Year::Full(year), Cell::Month(month.cast_unsigned())));
    }
    let number = |index| slots.nth(Slot::Int, index).and_then(|number| u32::try_from(number).ok());
    let (first, second) = (number(0)?, number(1)?);
    let fits = is_possible(first, second) || is_possible(second, first);
    fits.then(|| What::Numeric(first, second, slots.year()).into())
}

/// "the following year", "the same day", "that summer".
fn relative_to_mention(slots: &Slots, away: i32) -> Option<What> {
    if let Some(unit) = slots.unit() {
        return Some(What::Unit(unit, away, Origin::Mention));
    }
    if let Some(weekday) = slots.get(Slot::Weekday) {
        return Some(What::Weekday(u32::try_from(weekday).ok()?, Some(away)));
    }
    if let Some(season) = slots.get(Slot::Season) {
        let cell = Cell::Season(season_month(code_name(season))?);
        return Some(What::Calendar(Calendar { year: Year::FromMention(away), cell, rel: None }));
    }
    if let Some(month) = slots.get(Slot::Month) {
        let cell = Cell::Month(u32::try_from(month).ok()?);
        return Some(What::Calendar(Calendar { year: Year::FromMention(away), cell, rel: None }));
    }
    slots.get(Slot::Part).map(|_| What::Unit(Unit::Day, away, Origin::Mention))
}

fn shift(slots: &Slots, forward: bool, from: Origin) -> Option<What> {
    let (count, unit) = (slots.count(), slots.unit()?);
    // "2010年之后" is after 2010, not two millennia on.
    let is_year = unit == Unit::Year && slots.unspaced && count.is_some_and(|count| count >= 1000.0);
    (!is_year).then_some(What::Shift(count, unit, forward, from))
}

/// "three days", "two hours and ten minutes", "12 to 18 months" (the first number, as annotators mostly do).
fn length(slots: &Slots) -> Option<String> {
    /// "1945 years" are the years up to 1945, "2000 years" are many.
    const YEARS: std::ops::Range<f64> = 1500.0..2100.0;
    let unit = slots.unit()?;
    let count = slots.count();
    if unit == Unit::Year && count.is_some_and(|count| YEARS.contains(&count) && count % 100.0 != 0.0) {
        return None;
    }
    let second = slots.found.iter().filter(|found| found.0 == Slot::Unit).nth(1).and_then(|found| Unit::coded(found.1));
    let second_count = slots.nth(Slot::Number, 1);
    let (Some(second), Some(more)) = (second, second_count) else { return Some(unit.length(count)) };
    if second == unit {
        return Some(unit.length(count));
    }
    let (first, rest) = (unit.length(count), second.length(Some(f64::from(more) / 1000.0)));
    let tail = rest.trim_start_matches('P');
    let tail = if first.contains('T') { tail.trim_start_matches('T') } else { tail };
    Some(first + tail)
}

/// "every Monday", "daily", "each year", "every two weeks".
fn repeated(slots: &Slots) -> Option<String> {
    if let Some(weekday) = slots.get(Slot::Weekday) {
        let part = time(slots).map(TimeOfDay::suffix).unwrap_or_default();
        return Some(format!("XXXX-WXX-{weekday}{part}"));
    }
    if let Some(month) = slots.get(Slot::Month) {
        return Some(match slots.get(Slot::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        });
    }
    if let Some(season) = slots.get(Slot::Season) {
        return Some(format!("XXXX-{}", code_name(season)));
    }
    if let Some(part) = slots.get(Slot::Part) {
        return Some(format!("XXXX-XX-XXT{}", code_name(part)));
    }
    Some(slots.unit()?.length(slots.count()))
}

fn time(slots: &Slots) -> Option<TimeOfDay> {
    let part = slots.get(Slot::Part).map(code_name);
    let number = |slot, index| slots.nth(slot, index).and_then(|number| u32::try_from(number).ok());
    let Some(hour) = number(Slot::Clock, 0).or(number(Slot::Hour, 0)) else { return part.map(TimeOfDay::Part) };
    // "9 in the evening" is 21 o'clock.
    let half_day = slots.get(Slot::Meridiem).or(match part {
        Some("AF" | "EV") => Some(12),
        Some("NI") if (7..12).contains(&hour) => Some(12),
        _ => None,
    });
    let hour = match half_day {
        Some(12) if hour < 12 => hour + 12,
        Some(0) if hour == 12 => 0,
        _ => hour,
    };
    let universal = slots.get(Slot::Utc).is_some();
    let clock = Clock { hour, minute: number(Slot::Minute, 0), second: number(Slot::Minute, 1), universal };
    (hour <= 24).then_some(TimeOfDay::Clock(clock))
}
