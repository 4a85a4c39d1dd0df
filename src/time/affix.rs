//! Words before and after an expression that belong to it: "the end of", "early", "about", "or so".

use super::find::Found;
use super::language::{Category, Language};
use super::matching::{Way, matches};
use super::meaning::{Cell, Piece, Said, Shade, Unit, What};
use super::tokens::Tokens;

/// Stretches every expression over the words that belong to it.
pub(super) fn stretch(found: &mut [Found], tokens: &Tokens, text: &str, language: &Language) {
    let (mut open, mut matched) = (Vec::new(), Vec::new());
    for index in 0..found.len() {
        let floor = index.checked_sub(1).and_then(|before| found.get(before)).map_or(0, |before| before.end);
        let ceiling = found.get(index + 1).map_or(tokens.len(), |after| after.first);
        let Some(one) = found.get_mut(index) else { continue };
        let compound = (one.first + 1..one.end).any(|at| tokens.text(at, text) == "-");
        let category = if compound { Category::Compound } else { category(&one.said) };
        let mask = category.bit();
        let core = (one.first, one.end);
        // More than one may stand before another: "the" "early" 1990s.
        for _ in 0..3 {
            if tokens.is_apart(one.first) || one.first <= floor {
                break;
            }
            matched.clear();
            matches(&language.before, tokens, one.first - 1, Way::Leftwards, &mut open, &mut matched);
            let longest = longest(&matched, mask, language).filter(|&length| one.first - length >= floor);
            let Some(length) = longest else { break };
            one.first -= length;
        }
        for _ in 0..2 {
            if tokens.is_apart(one.end) || one.end >= ceiling {
                break;
            }
            matched.clear();
            matches(&language.after, tokens, one.end, Way::Rightwards, &mut open, &mut matched);
            let longest = longest(&matched, mask, language).filter(|&length| one.end + length <= ceiling);
            let Some(length) = longest else { break };
            one.end += length;
        }
        one.said.shade = shade(tokens, (one.first..core.0).chain(core.1..one.end), language);
    }
}

/// What the words that were added say of the rest: the first of them that says anything.
fn shade(tokens: &Tokens, added: impl Iterator<Item = usize> + Clone, language: &Language) -> Option<Shade> {
    let (shading, half) = (language.class("mod")?, language.class("unit_half"));
    let shade = added.clone().find_map(|at| tokens.value(at, shading)).and_then(Shade::numbered)?;
    let halved = added.into_iter().any(|at| tokens.is(at, half));
    Some(match shade {
        Shade::Early | Shade::Start if halved => Shade::FirstHalf,
        Shade::Late | Shade::End if halved => Shade::LastHalf,
        _ => shade,
    })
}

fn longest(matched: &[(u32, usize)], mask: u32, language: &Language) -> Option<usize> {
    let fitting = matched.iter().filter_map(|&(id, length)| {
        let affix = language.affixes.get(id as usize)?;
        (affix.categories & mask != 0).then(|| length.saturating_sub(affix.outside))
    });
    fitting.max().filter(|&length| length > 0)
}

/// Of which kind an expression is, as affixes ask.
pub(super) fn category(said: &Said) -> Category {
    if said.time.is_some() {
        return Category::Time;
    }
    match &said.what {
        What::Calendar(calendar) => match calendar.cell {
            Cell::Year => Category::Year,
            Cell::Half(_) | Cell::Quarter(_) => Category::Quarter,
            Cell::Season(_) => Category::Season,
            Cell::Month(_) => Category::Month,
            Cell::Week(_) => Category::Week,
            Cell::Day(..) | Cell::DayOfMonth(_) => Category::Day,
            Cell::Holiday(_) => Category::Holiday,
            Cell::Decade(_) | Cell::Century(_) => Category::Decade,
        },
        What::Numeric(..) => Category::Day,
        What::Weekday(..) | What::WeekdayOfWeek(..) => Category::Weekday,
        What::Unit(unit, ..) | What::Latest(unit, _) => of_unit(*unit),
        What::Part(piece, _) | What::Piece(piece) => match piece {
            Piece::Weekday(..) | Piece::Day(_) => Category::Day,
            Piece::Unit(unit, _) | Piece::Holding(unit) => of_unit(*unit),
        },
        What::Shift(..) | What::Away(..) => Category::Ago,
        What::Day(_) => Category::Deictic,
        What::Ref(_) => Category::Ref,
        What::Fixed(_) => Category::Decade,
        What::Length(_) => Category::Duration,
        What::Repeated(_) => Category::Set,
        What::TimeOnly | What::PartOnly => Category::Time,
    }
}

fn of_unit(unit: Unit) -> Category {
    match unit {
        Unit::Week | Unit::Weekend | Unit::Fortnight => Category::Week,
        Unit::Month => Category::Month,
        Unit::Quarter | Unit::Half => Category::Quarter,
        Unit::Season => Category::Season,
        Unit::Year => Category::Year,
        Unit::Decade | Unit::Century | Unit::Millennium => Category::Decade,
        Unit::Day | Unit::Night => Category::Day,
        Unit::Second | Unit::Minute | Unit::Hour => Category::Time,
    }
}
