//! What an expression says before it is known from which day it is reckoned: partial dates, shifts, lengths.

use super::expression::Modifier;
use super::language::code_name;

/// An expression as the words give it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) what: What,
    /// The time of day it adds.
    pub(super) time: Option<TimeOfDay>,
    /// The weekday it adds: "Monday, 20 March", "Tuesday last week".
    pub(super) weekday: Option<u32>,
    /// A word such as "former" or "this time", which tells a time in a narrative and is a mere word in a report.
    pub(super) narrated: bool,
    /// "early", "the end of", "about".
    pub(super) shade: Option<Shade>,
}

/// What a word before or after an expression says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shade {
    Early,
    Mid,
    Late,
    /// "The beginning of".
    Start,
    /// "The end of".
    End,
    FirstHalf,
    LastHalf,
    /// Before the day that it is reckoned from: "earlier this month".
    Earlier,
    /// After that day.
    Later,
    About,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
}

impl Shade {
    /// The one of that number in the class `mod` of a language file.
    pub(super) fn numbered(number: i32) -> Option<Self> {
        const ALL: [Shade; 12] = [
            Shade::Early,
            Shade::Mid,
            Shade::Late,
            Shade::Earlier,
            Shade::Later,
            Shade::About,
            Shade::MoreThan,
            Shade::LessThan,
            Shade::AtLeast,
            Shade::AtMost,
            Shade::Start,
            Shade::End,
        ];
        usize::try_from(number - 1).ok().and_then(|index| ALL.get(index)).copied()
    }

    /// As TIMEX3 has it.
    pub(super) fn modifier(self) -> Modifier {
        match self {
            Self::Early | Self::Start | Self::FirstHalf | Self::Earlier => Modifier::Start,
            Self::Mid => Modifier::Mid,
            Self::Late | Self::End | Self::LastHalf | Self::Later => Modifier::End,
            Self::About => Modifier::Approx,
            Self::MoreThan => Modifier::MoreThan,
            Self::LessThan => Modifier::LessThan,
            Self::AtLeast => Modifier::EqualOrMore,
            Self::AtMost => Modifier::EqualOrLess,
        }
    }
}

impl From<What> for Said {
    fn from(what: What) -> Self {
        Self { what, time: None, weekday: None, narrated: false, shade: None }
    }
}

/// What kind of thing it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A place in the calendar, perhaps without its year.
    Calendar(Calendar),
    /// Two numbers whose order tells day and month, and a year if there is one.
    Numeric(u32, u32, Year),
    /// A day of the week.
    Weekday(u32, Option<i32>),
    /// A day of the week so many weeks from the publication.
    WeekdayOfWeek(u32, i32),
    /// A unit counted from another: "last week", "the following year", "that day".
    Unit(Unit, i32, Origin),
    /// "the quarter", "the latest quarter": the one that the report is about.
    Latest(Unit, Option<i32>),
    /// A date that the calendar here does not hold, by its TIMEX3 value: "the 5th century BC".
    Fixed(String),
    /// A number of units away, a vague number where there is none: "two years ago", "a few days later".
    Shift(Option<f64>, Unit, bool, Origin),
    /// A number of units before or after another expression: "two weeks before Easter".
    Away(Box<Said>, f64, Unit, bool),
    /// Days from the publication: "yesterday".
    Day(i32),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Ref(&'static str),
    /// A length, as TIMEX3 writes it.
    Length(String),
    /// A repetition, as TIMEX3 writes it.
    Repeated(String),
    /// A piece of a whole: "the first Monday of July", "the 20th of next month", "the last week of 2015".
    Part(Piece, Box<What>),
    /// A piece whose whole is not named.
    Piece(Piece),
    /// A time of day and no more.
    TimeOnly,
    /// A part of the day that means nothing alone: "morning" in "Monday morning".
    PartOnly,
}

/// Which piece of a whole; `-1` counts from its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    /// "The second Monday of".
    Weekday(u32, i32),
    /// "The third week of", "the last day of".
    Unit(Unit, i32),
    /// "The 20th of".
    Day(u32),
    /// "The week of": the one that holds a day.
    Holding(Unit),
}

/// A place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Calendar {
    pub(super) year: Year,
    pub(super) cell: Cell,
    /// "last March", "this summer".
    pub(super) rel: Option<i32>,
}

/// What is said of the year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Year {
    Unknown,
    Full(i32),
    /// Its last two digits.
    Short(i32),
    /// Years from that of the publication.
    FromPublication(i32),
    /// Years from that of the mention before.
    FromMention(i32),
}

/// Which part of a year, or how many of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    Year,
    Half(u32),
    Quarter(u32),
    /// March, June, September or December, the month in which it begins.
    Season(u32),
    Month(u32),
    Day(u32, u32),
    /// An ISO week by its number.
    Week(u32),
    /// A day of a month that is not named.
    DayOfMonth(u32),
    /// A code of the language files.
    Holiday(&'static str),
    /// Its first year, or the last two digits of that.
    Decade(i32),
    /// Its first two digits.
    Century(i32),
}

/// What a relative expression is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Publication,
    Mention,
    /// The publication in a report, the mention before in a narrative: "the end of the year".
    Focus,
}

/// Hour, minute and second of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: Option<u32>,
    pub(super) second: Option<u32>,
    /// The text says that it is universal time.
    pub(super) universal: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    /// On the clock.
    Clock(Clock),
    /// `MO`, `AF`, `EV`, `NI`, `MI`, `DT`.
    Part(&'static str),
}

impl TimeOfDay {
    /// As it stands behind a day in a TIMEX3 value.
    pub(super) fn suffix(self) -> String {
        match self {
            Self::Clock(clock) => {
                let second = clock.second.map(|second| format!(":{second:02}")).unwrap_or_default();
                let zone = if clock.universal { "Z" } else { "" };
                format!("T{:02}:{:02}{second}{zone}", clock.hour, clock.minute.unwrap_or(0))
            }
            Self::Part(part) => format!("T{part}"),
        }
    }
}

/// Units of time, numbered as [`code_name`] has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Weekend,
    Half,
    Season,
    Fortnight,
    Millennium,
    Night,
}

impl Unit {
    /// The unit of a code.
    pub(super) fn coded(code: i32) -> Option<Self> {
        Some(match code_name(code) {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "weekend" => Self::Weekend,
            "half" => Self::Half,
            "season" => Self::Season,
            "fortnight" => Self::Fortnight,
            "millennium" => Self::Millennium,
            "night" => Self::Night,
            _ => return None,
        })
    }

    /// A TIMEX3 duration of one unit and a known number, taken apart.
    pub(super) fn counted(length: &str) -> Option<(f64, Self)> {
        let (tail, clock) = match length.strip_prefix("PT") {
            Some(tail) => (tail, true),
            None => (length.strip_prefix('P')?, false),
        };
        let digits = tail.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let unit = match (tail.strip_prefix(digits)?, clock) {
            ("D", false) => Self::Day,
            ("W", false) => Self::Week,
            ("M", false) => Self::Month,
            ("Y", false) => Self::Year,
            _ => return None,
        };
        Some((digits.parse().ok()?, unit))
    }

    /// `count` of them as a TIMEX3 duration; `None` is an unknown number.
    pub(super) fn length(self, count: Option<f64>) -> String {
        let (factor, letter, clock) = match self {
            Self::Second => (1.0, "S", true),
            Self::Minute => (1.0, "M", true),
            Self::Hour => (1.0, "H", true),
            Self::Day => (1.0, "D", false),
            Self::Week => (1.0, "W", false),
            Self::Month => (1.0, "M", false),
            Self::Quarter => (3.0, "M", false),
            Self::Year => (1.0, "Y", false),
            Self::Decade => (10.0, "Y", false),
            Self::Century => (100.0, "Y", false),
            Self::Weekend => (1.0, "WE", false),
            Self::Half => (6.0, "M", false),
            Self::Season => (1.0, "SU", false),
            Self::Fortnight => (2.0, "W", false),
            Self::Millennium => (1000.0, "Y", false),
            Self::Night => (1.0, "NI", true),
        };
        let time = if clock { "T" } else { "" };
        let Some(count) = count else {
            let letter = match self {
                Self::Decade => "DE",
                Self::Century => "CE",
                Self::Quarter => "Q",
                _ => letter,
            };
            return format!("P{time}X{letter}");
        };
        let count = count * factor;
        // Half a unit is written in the next smaller one, as annotators do.
        let parts: Option<(&str, f64, &str)> = match self {
            _ if count.fract() == 0.0 => None,
            Self::Year | Self::Decade => Some(("Y", 12.0, "M")),
            Self::Hour => Some(("H", 60.0, "M")),
            Self::Minute => Some(("M", 60.0, "S")),
            _ => None,
        };
        if let Some((big, per, small)) = parts {
            let rest = count.fract() * per;
            if (rest - rest.round()).abs() < 0.01 {
                let whole = count.trunc();
                let head = if whole > 0.0 { format!("{whole}{big}") } else { String::new() };
                return format!("P{time}{head}{}{small}", rest.round());
            }
        }
        format!("P{time}{count}{letter}")
    }
}

/// The code of a season as TIMEX3 writes it, of the month in which it begins.
pub(super) fn season_month(code: &str) -> Option<u32> {
    match code {
        "SP" => Some(3),
        "SU" => Some(6),
        "FA" => Some(9),
        "WI" => Some(12),
        _ => None,
    }
}
