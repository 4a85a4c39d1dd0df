//! In which year a narrative stands when it names a day or month without one.
//!
//! A narrative mostly goes forward and now and then looks aside: back to what led there, ahead to what came of it. Which
//! full dates move it along and which are looks aside shows in what follows. So the years of the whole text are chosen
//! together: the way through its dates that costs least, by dynamic programming over a handful of ways at a time
//! (Viterbi 1967, with a beam).

use super::{Stated, holiday};
use crate::time::meaning::{Calendar, Cell, Origin, Unit, What, Year};
use crate::time::tense::Tense;
use chrono::{Datelike, NaiveDate};

/// The year of a date that names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) year: i32,
    /// Which of the expressions gave the year.
    pub(super) by: usize,
}

/// How many ways through the text are kept at a time.
const BEAM: usize = 8;

// What steps cost; only how they compare counts. Chosen on narratives of two languages.

/// A look aside at a full date, a month of a year, a bare year.
const ASIDE: [f64; 3] = [0.85, 3.0, 1.0];
/// A look ahead that the verb shows.
const ASIDE_AHEAD: f64 = 0.5;
/// The year turns without being named.
const NEW_YEAR: f64 = 2.0;
/// Back to the year before without naming it: another strand of the story.
const OLD_YEAR: f64 = 0.7;
/// "The next year".
const YEARS_ON: f64 = 0.1;

/// What one expression tells of the time that the narrative has come to.
#[derive(Clone, Copy, Debug)]
enum Tells {
    /// A year, and where in it.
    Date {
        year: i32,
        place: Option<i32>,
        ahead: bool,
        cell: usize,
    },
    /// Where in a year that is not named.
    Part {
        place: i32,
    },
    /// So many years on.
    Years(i32),
    Nothing,
}

/// One way through the text up to some expression.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: f64,
    year: i32,
    /// Day of the year of the last date on this way.
    place: Option<i32>,
    by: usize,
    /// The step that led here, in the list of all steps.
    step: usize,
}

/// For each expression that names a part of a year and no year, or a year by its distance, the year it means.
pub(super) fn years(stated: &[Stated], ends: &[bool]) -> Vec<Option<Told>> {
    let mut told = vec![None; stated.len()];
    let tells: Vec<Tells> =
        stated.iter().enumerate().map(|(at, one)| tells(one, ends.get(at).copied().unwrap_or(false))).collect();
    let first = tells.iter().enumerate().find_map(|(at, tells)| match tells {
        Tells::Date { year, .. } => Some((at, *year)),
        _ => None,
    });
    let Some((by, year)) = first else { return told };
    // Each step: the step before it, and the year of the expression where it is a part of one.
    let mut steps: Vec<(usize, usize, Option<Told>)> = vec![(0, 0, None)];
    let mut ways = vec![Way { cost: 0.0, year, place: None, by, step: 0 }];
    for (at, tells) in tells.iter().enumerate() {
        if matches!(tells, Tells::Nothing) {
            continue;
        }
        let mut next: Vec<(Way, Option<Told>)> = ways.iter().flat_map(|way| onward(*way, at, *tells)).collect();
        next.sort_by(|(a, _), (b, _)| a.cost.total_cmp(&b.cost).then(a.year.cmp(&b.year)).then(a.place.cmp(&b.place)));
        let mut kept: Vec<Way> = Vec::with_capacity(BEAM);
        for (way, told) in next {
            if kept.len() < BEAM && !kept.iter().any(|other| (other.year, other.place) == (way.year, way.place)) {
                steps.push((way.step, at, told));
                kept.push(Way { step: steps.len() - 1, ..way });
            }
        }
        ways = kept;
    }
    let mut step = ways.first().map_or(0, |way| way.step);
    while let Some(&(before, at, part)) = steps.get(step).filter(|_| step > 0) {
        if let Some(told) = told.get_mut(at) {
            *told = part;
        }
        step = before;
    }
    told
}

fn tells(one: &Stated, is_end: bool) -> Tells {
    match &one.said.what {
        What::Calendar(Calendar { year: Year::Full(year), cell, rel: None }) => {
            let place = place(*cell);
            let aside = match cell {
                Cell::Day(..) | Cell::Holiday(_) => 0,
                _ if place.is_some() => 1,
                Cell::Year => 2,
                _ => return Tells::Nothing,
            };
            if is_end && aside == 2 {
                return Tells::Nothing;
            }
            Tells::Date { year: *year, place, ahead: is_end || one.tense == Tense::Future, cell: aside }
        }
        What::Calendar(Calendar { year: Year::Unknown, cell, rel: None }) => {
            place(*cell).map_or(Tells::Nothing, |place| Tells::Part { place })
        }
        What::Numeric(_, _, Year::Full(year)) => {
            Tells::Date { year: *year, place: None, ahead: is_end || one.tense == Tense::Future, cell: 0 }
        }
        What::Unit(Unit::Year, away, _) => Tells::Years(*away),
        What::Shift(Some(count), Unit::Year, true, Origin::Mention) if (1.0..100.0).contains(count) => {
            Tells::Years(count.round() as i32)
        }
        _ => Tells::Nothing,
    }
}

/// The day of a year on which a part of it begins.
fn place(cell: Cell) -> Option<i32> {
    let day = match cell {
        Cell::Day(month, day) => NaiveDate::from_ymd_opt(2000, month, day),
        Cell::Month(month) | Cell::Season(month) => NaiveDate::from_ymd_opt(2000, month, 1),
        Cell::Quarter(quarter) => NaiveDate::from_ymd_opt(2000, quarter * 3 - 2, 1),
        Cell::Half(half) => NaiveDate::from_ymd_opt(2000, half * 6 - 5, 1),
        Cell::Holiday(name) => holiday::day(name, 2000),
        _ => None,
    };
    day.map(|day| day.ordinal0().cast_signed())
}

/// The ways on from one at the expression `at`, with the year that it means on each.
fn onward(way: Way, at: usize, tells: Tells) -> Vec<(Way, Option<Told>)> {
    let step = |year: i32, place: Option<i32>, by: usize, cost: f64| Way {
        cost: way.cost + cost,
        year,
        place,
        by,
        step: way.step,
    };
    let told = |year| Some(Told { year, by: way.by });
    match tells {
        Tells::Date { year, place, ahead, cell } => {
            let aside = if ahead { ASIDE_AHEAD } else { ASIDE.get(cell).copied().unwrap_or(0.0) };
            // A bare year that the text stands in already says nothing new of the place in it.
            let next = if year == way.year && place.is_none() { way.place } else { place };
            let on = step(year, next, at, move_cost(way, year, place, true));
            vec![(on, None), (step(way.year, way.place, way.by, aside), None)]
        }
        Tells::Part { place } => [(0, 0.0), (1, NEW_YEAR), (-1, OLD_YEAR)]
            .into_iter()
            .map(|(turn, cost)| {
                let year = way.year + turn;
                (step(year, Some(place), way.by, cost + move_cost(way, year, Some(place), false)), told(year))
            })
            .collect(),
        Tells::Years(count) if count <= 0 => vec![(way, told(way.year + count))],
        Tells::Years(count) => vec![
            (step(way.year + count, None, at, YEARS_ON), told(way.year + count)),
            (step(way.year, way.place, way.by, ASIDE[2]), told(way.year + count)),
        ],
        Tells::Nothing => vec![(way, None)],
    }
}

/// What going from where a way stands to a date costs: little forward, more back. A date that is `named` with its year
/// may well go far back, one without a year hardly.
fn move_cost(way: Way, year: i32, place: Option<i32>, named: bool) -> f64 {
    let years = (year - way.year).clamp(-1000, 1000) * 365;
    let days = match (way.place, place) {
        (Some(from), Some(to)) => years + to - from,
        _ => years,
    };
    let days = f64::from(days);
    match named {
        _ if days >= 0.0 => 0.35 * (days / 40.0).ln_1p(),
        true => 1.0 + 0.6 * (-days / 30.0).ln_1p(),
        false => 0.4 - days / 180.0,
    }
}
