//! Neighbouring expressions that are one: "Tuesday" + "last week", "October" + "of this year", "5 p.m." + "Monday".

use super::find::Found;
use super::language::{Head, Language};
use super::meaning::{Calendar, Cell, Origin, Piece, Said, TimeOfDay, Unit, What, Year};
use super::tokens::Tokens;

/// What stands between two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// Nothing.
    None,
    /// A comma.
    Comma,
    /// "of"
    Of,
    /// "'s"
    Possessive,
    /// "at", "on" between a day and a time.
    At,
    /// "before".
    Before,
    /// "after".
    After,
}

/// Joins what is one, and drops what means nothing alone.
pub(super) fn compose(found: Vec<Found>, tokens: &Tokens, text: &str, language: &Language) -> Vec<Found> {
    let links = Links { language, tokens, text };
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        let joined = out.last().and_then(|last| {
            let link = links.between(last.end, next.first)?;
            if let Some(counted) = links.count(last, &next, link) {
                return Some(counted);
            }
            let said = join(&last.said, &next.said, link)
                .or_else(|| language.unspaced.then(|| day_of_year(&last.said, &next.said, link)).flatten())?;
            let head = if matches!(next.said.what, What::TimeOnly | What::PartOnly) { last.head } else { next.head };
            Some(Found { first: last.first, end: next.end, said, head })
        });
        match joined {
            Some(joined) => {
                out.pop();
                out.push(joined);
            }
            None => out.push(next),
        }
    }
    out.retain(|one| !matches!(one.said.what, What::PartOnly | What::Piece(_)));
    out
}

struct Links<'a> {
    language: &'a Language,
    tokens: &'a Tokens,
    text: &'a str,
}

impl Links<'_> {
    fn between(&self, end: usize, first: usize) -> Option<Link> {
        let apart = (end..=first).any(|at| self.tokens.is_apart(at));
        let is = |at: usize, class: &str| self.tokens.is(at, self.language.class(class));
        match first.checked_sub(end)? {
            _ if apart => None,
            0 => Some(Link::None),
            1 if self.tokens.text(end, self.text) == "," => Some(Link::Comma),
            1 | 2 if is(end, "of") && (first == end + 1 || is(end + 1, "article")) => Some(Link::Of),
            1 | 2 if is(end, "at") && (first == end + 1 || is(end + 1, "article")) => Some(Link::At),
            1 | 2 if is(end, "ahead") && (first == end + 1 || is(end + 1, "article")) => Some(Link::Before),
            1 | 2 if is(end, "behind") && (first == end + 1 || is(end + 1, "article")) => Some(Link::After),
            1 if is(end, "article") => Some(Link::None),
            2 if is(end, "possessive") && is(end + 1, "possessive") => Some(Link::Possessive),
            _ => None,
        }
    }

    /// "two days before Christmas", "the day after 3 May", "the week of 6 March".
    fn count(&self, from: &Found, to: &Found, link: Link) -> Option<Found> {
        let is = |at: usize, class: &str| self.tokens.is(at, self.language.class(class));
        let (count, unit, forward) = match (&from.said.what, link) {
            (What::Length(length), Link::Before | Link::After) => {
                let lasting = from.first.checked_sub(1).is_some_and(|before| is(before, "lasting"));
                // "Eight trading days after" is no matter of the calendar.
                let plain = from.end - from.first <= 2;
                let (count, unit) = Unit::counted(length).filter(|_| plain && !lasting)?;
                (count, unit, link == Link::After)
            }
            (What::Unit(unit, away @ (-1 | 1), Origin::Mention), Link::None)
                if is(from.end - 1, "ahead") || is(from.end - 1, "behind") =>
            {
                (1.0, *unit, *away > 0)
            }
            _ => return None,
        };
        let counts = match &to.said.what {
            what if names_a_day(what) && *what != What::Day(0) => true,
            What::Calendar(Calendar { cell: Cell::Year, .. }) => unit == Unit::Year,
            What::Calendar(Calendar { cell: Cell::Month(_), .. }) => matches!(unit, Unit::Month | Unit::Year),
            _ => false,
        };
        counts.then(|| Found {
            first: from.first,
            end: to.end,
            said: What::Away(Box::new(to.said.clone()), count, unit, forward).into(),
            head: if forward { Head::Later } else { Head::Earlier },
        })
    }
}

/// What two neighbours say together; nothing where they are two.
fn join(a: &Said, b: &Said, link: Link) -> Option<Said> {
    let day = |said: &Said| said.time.is_none() && names_a_day(&said.what);
    match (&a.what, &b.what) {
        (What::TimeOnly, What::Day(_))
            if matches!((a.time, b.time), (Some(TimeOfDay::Clock(_)), Some(TimeOfDay::Part(_))))
                && link == Link::None =>
        {
            Some(Said { time: a.time, ..b.clone() })
        }
        (What::Day(_), What::TimeOnly)
            if matches!((a.time, b.time), (Some(TimeOfDay::Part(_)), Some(TimeOfDay::Clock(_))))
                && matches!(link, Link::None | Link::Comma) =>
        {
            Some(Said { time: b.time, ..a.clone() })
        }
        (What::Piece(piece), whole) if b.time.is_none() && may_hold(whole, *piece) => {
            let near = matches!(link, Link::None | Link::Of | Link::At);
            near.then(|| What::Part(*piece, Box::new(whole.clone())).into())
        }
        // "today, Friday"
        (What::Day(_), What::Weekday(_, None)) if matches!(link, Link::None | Link::Comma) => {
            Some(Said { time: a.time.or(b.time), ..a.clone() })
        }
        (What::TimeOnly | What::PartOnly, _) if day(b) && matches!(link, Link::None | Link::Comma | Link::Of) => {
            Some(Said { time: a.time, ..b.clone() })
        }
        (_, What::PartOnly) if day(a) && matches!(link, Link::None | Link::Possessive) => {
            Some(Said { time: b.time, ..a.clone() })
        }
        (_, What::TimeOnly) if day(a) && matches!(link, Link::None | Link::Comma) => {
            Some(Said { time: b.time, ..a.clone() })
        }
        (
            What::Weekday(weekday, _),
            What::Calendar(Calendar { cell: Cell::Day(..) | Cell::DayOfMonth(_), .. }) | What::Numeric(..),
        ) if b.weekday.is_none() && matches!(link, Link::None | Link::Comma) => Some(Said {
            what: b.what.clone(),
            time: a.time.or(b.time),
            weekday: Some(*weekday),
            narrated: false,
            shade: None,
        }),
        (What::Weekday(weekday, None), What::Unit(Unit::Week, away, Origin::Publication))
            if matches!(link, Link::None | Link::Of) =>
        {
            Some(Said { what: What::WeekdayOfWeek(*weekday, *away), ..a.clone() })
        }
        (What::Unit(Unit::Week, away, Origin::Publication), What::Weekday(weekday, None))
            if matches!(link, Link::None | Link::Comma) =>
        {
            Some(Said { what: What::WeekdayOfWeek(*weekday, *away), ..b.clone() })
        }
        (What::Calendar(part), whole) if lacks_year(part) => {
            let year = year_of(whole).filter(|_| fits(part, whole, link))?;
            Some(Said { what: What::Calendar(Calendar { year, ..*part }), ..a.clone() })
        }
        (whole, What::Calendar(part))
            if lacks_year(part) && !matches!(part.cell, Cell::Day(..) | Cell::DayOfMonth(_)) =>
        {
            let year = year_of(whole).filter(|_| matches!(link, Link::None | Link::Possessive))?;
            Some(Said { what: What::Calendar(Calendar { year, ..*part }), ..b.clone() })
        }
        _ => None,
    }
}

/// Where what is longer always comes first: 去年3月20日, "last year" and "March 20"; 上月20日, "last month" and "the 20th".
fn day_of_year(a: &Said, b: &Said, link: Link) -> Option<Said> {
    let What::Calendar(part) = &b.what else { return None };
    if let (What::Unit(Unit::Month, ..), Cell::DayOfMonth(day), Link::None) = (&a.what, part.cell, link) {
        return Some(Said { what: What::Part(Piece::Day(day), Box::new(a.what.clone())), ..b.clone() });
    }
    let year = year_of(&a.what).filter(|_| lacks_year(part) && link == Link::None)?;
    Some(Said { what: What::Calendar(Calendar { year, ..*part }), ..b.clone() })
}

/// Can a piece be one of that whole?
fn may_hold(whole: &What, piece: Piece) -> bool {
    let (day, month, longer) = match whole {
        What::Calendar(calendar) => (
            matches!(calendar.cell, Cell::Day(..) | Cell::DayOfMonth(_) | Cell::Holiday(_)),
            matches!(calendar.cell, Cell::Month(_)),
            !matches!(calendar.cell, Cell::Week(_)),
        ),
        What::Unit(unit, ..) => {
            let longer = matches!(unit, Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Season);
            (*unit == Unit::Day, *unit == Unit::Month, longer || *unit == Unit::Week)
        }
        What::Numeric(..) | What::Weekday(..) | What::Day(_) => (true, false, false),
        _ => (false, false, false),
    };
    match piece {
        Piece::Holding(_) => day,
        Piece::Day(_) => month,
        Piece::Weekday(..) | Piece::Unit(..) => month || longer && !day,
    }
}

fn lacks_year(calendar: &Calendar) -> bool {
    calendar.year == Year::Unknown
        && calendar.rel.is_none()
        && !matches!(calendar.cell, Cell::Year | Cell::Decade(_) | Cell::Century(_))
}

fn fits(part: &Calendar, whole: &What, link: Link) -> bool {
    match link {
        Link::Of => true,
        Link::None => !matches!(whole, What::Calendar(_)) || !matches!(part.cell, Cell::Day(..)),
        Link::Comma => matches!(whole, What::Calendar(_)) && !matches!(part.cell, Cell::Holiday(_)),
        Link::Possessive | Link::At | Link::Before | Link::After => false,
    }
}

fn year_of(whole: &What) -> Option<Year> {
    match whole {
        What::Calendar(Calendar { year: year @ Year::Full(_), cell: Cell::Year, .. }) => Some(*year),
        What::Unit(Unit::Year, away, Origin::Publication) => Some(Year::FromPublication(*away)),
        What::Unit(Unit::Year, away, Origin::Mention | Origin::Focus) => Some(Year::FromMention(*away)),
        _ => None,
    }
}

fn names_a_day(what: &What) -> bool {
    match what {
        What::Calendar(calendar) => matches!(calendar.cell, Cell::Day(..) | Cell::DayOfMonth(_) | Cell::Holiday(_)),
        What::Numeric(..) | What::Weekday(..) | What::WeekdayOfWeek(..) | What::Day(_) => true,
        What::Unit(unit, ..) => *unit == Unit::Day,
        _ => false,
    }
}
