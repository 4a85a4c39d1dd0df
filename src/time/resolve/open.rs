//! TIMEX3 values of what is not known whole: `XXXX-WXX-2`, `XXXX-03-20`.

use super::cell::Grain;
use crate::time::meaning::{Calendar, Cell, Piece, Unit, What, Year, season_month};

/// The value of an expression whose anchor is unknown.
pub(super) fn value(what: &What) -> String {
    match what {
        What::Calendar(calendar) => of_calendar(calendar),
        What::Numeric(first, second, _) => format!("XXXX-{first:02}-{second:02}"),
        What::Weekday(weekday, _) | What::WeekdayOfWeek(weekday, _) => format!("XXXX-WXX-{weekday}"),
        What::Unit(unit, ..) | What::Latest(unit, _) | What::Shift(_, unit, ..) | What::Away(_, _, unit, _) => {
            of_grain(grain(*unit)).to_owned()
        }
        What::Part(piece, _) | What::Piece(piece) => match piece {
            Piece::Weekday(weekday, _) => format!("XXXX-WXX-{weekday}"),
            Piece::Unit(unit, _) | Piece::Holding(unit) => of_grain(grain(*unit)).to_owned(),
            Piece::Day(day) => format!("XXXX-XX-{day:02}"),
        },
        What::Day(_) | What::TimeOnly | What::PartOnly => "XXXX-XX-XX".to_owned(),
        What::Ref(value) => (*value).to_owned(),
        What::Length(value) | What::Repeated(value) | What::Fixed(value) => value.clone(),
    }
}

fn of_calendar(calendar: &Calendar) -> String {
    let year = match calendar.year {
        Year::Full(year) => format!("{year:04}"),
        Year::Short(year) => format!("XX{year:02}"),
        _ => "XXXX".to_owned(),
    };
    match calendar.cell {
        Cell::Year => year,
        Cell::Half(half) => format!("{year}-H{half}"),
        Cell::Quarter(quarter) => format!("{year}-Q{quarter}"),
        Cell::Season(month) => {
            let name = ["SP", "SU", "FA", "WI"].into_iter().find(|name| season_month(name) == Some(month));
            format!("{year}-{}", name.unwrap_or("XX"))
        }
        Cell::Month(month) => format!("{year}-{month:02}"),
        Cell::Day(month, day) => format!("{year}-{month:02}-{day:02}"),
        Cell::Week(week) => format!("{year}-W{week:02}"),
        Cell::DayOfMonth(day) => format!("{year}-XX-{day:02}"),
        Cell::Holiday(_) => format!("{year}-XX-XX"),
        Cell::Decade(decade) => format!("XX{}", decade.rem_euclid(100) / 10),
        Cell::Century(century) => format!("{century:02}"),
    }
}

fn of_grain(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "XXXX-XX-XX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Week => "XXXX-WXX",
        Grain::Month | Grain::Season => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Half => "XXXX-HX",
        Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
    }
}

/// The cell that a unit names.
pub(super) fn grain(unit: Unit) -> Grain {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Grain::Day,
        Unit::Week | Unit::Fortnight => Grain::Week,
        Unit::Weekend => Grain::Weekend,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Season => Grain::Season,
        Unit::Half => Grain::Half,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century | Unit::Millennium => Grain::Century,
    }
}
