//! Reading a whole field as a date.

use super::calendar;
use super::pieces::{Piece, pieces};
use crate::time::months;
use crate::time::{Context, Interval};
use chrono::{Datelike, NaiveDate};

/// The interval that a field's whole content states: ISO 8601 (with or without time), RFC 2822, "March 20, 2023",
/// "20 March 2023", "20.03.2023", `20230320`, `2023-W12`, `2023-03`, "March 2023", `2023`, "2023年3月20日",
/// `2023-03-20/2023-03-22`, `2022-10/2023-12`, `2010/2019`.
///
/// Where both readings of 03/04/2023 are possible the country decides, then the language: see [`Context`]. The day is
/// the one written, whatever the time zone. Nothing when the field states no date or holds more than a date.
pub fn parse(field: &str, context: &Context<'_>) -> Option<Interval> {
    if let Some(interval) = iso_interval(field.trim()) {
        return Some(interval);
    }
    let pieces = without_time(pieces(field.trim())?);
    let pieces = pieces.as_slice();
    if let Some((weeks, true)) = iso_week(pieces) {
        return Some(weeks);
    }
    let words: Vec<&str> = pieces.iter().filter_map(word).collect();
    if words.contains(&"年") {
        return wide(pieces);
    }
    let months: Vec<u32> = words.iter().filter_map(|word| months::named(word)).collect();
    let odd = words.iter().any(|word| months::named(word).is_none() && !is_filler(word));
    match months.as_slice() {
        _ if odd => None,
        [] => numeric(pieces, context),
        [month] => named_month(pieces, *month, context),
        _ => None,
    }
}

/// Two days, two months or two years of ISO 8601 with a solidus between them, the first not after the last.
fn iso_interval(field: &str) -> Option<Interval> {
    let (first, last) = field.split_once('/').filter(|(first, last)| first.len() == last.len())?;
    let (first, last) = (iso_date(first)?, iso_date(last)?);
    (first.first() <= last.first()).then(|| first.cover(last))
}

/// `2023-03-20`, `2023-03` or `2023`.
fn iso_date(part: &str) -> Option<Interval> {
    let with_day = match part.len() {
        4 => format!("{part}-01-01"),
        7 => format!("{part}-01"),
        10 => part.to_owned(),
        _ => return None,
    };
    let day = NaiveDate::parse_from_str(&with_day, "%Y-%m-%d").ok()?;
    match part.len() {
        4 => Interval::of_year(day.year()),
        7 => Interval::of_month(day.year(), day.month()),
        _ => Some(Interval::day(day)),
    }
}

fn word(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Word(word) => Some(word),
        _ => None,
    }
}

fn numbers(pieces: &[Piece]) -> Vec<(u32, usize)> {
    pieces
        .iter()
        .filter_map(|piece| if let Piece::Number(n, digits) = piece { Some((*n, *digits)) } else { None })
        .collect()
}

/// The pieces up to a time of day, and what follows the time where the year comes last (`Mon Mar 20 10:00:00 2023`).
fn without_time(pieces: Vec<Piece>) -> Vec<Piece> {
    let clock = pieces.windows(3).position(|three| {
        matches!(three, [Piece::Number(hour, 1..=2), Piece::Mark(':'), Piece::Number(minute, 2)] if *hour < 25 && *minute < 60)
    });
    let Some(clock) = clock else { return pieces };
    let (mut before, after) =
        (pieces.get(..clock).unwrap_or_default().to_vec(), pieces.get(clock + 3..).unwrap_or_default());
    while matches!(before.last(), Some(Piece::Word(word)) if word == "t") {
        before.pop();
    }
    // An offset such as +0100 is no year: a year stands after white space and without a sign.
    let year = after.windows(2).rev().find_map(|two| match two {
        [Piece::Space, year @ Piece::Number(_, 4)] => Some(year.clone()),
        _ => None,
    });
    let stated = numbers(&before).iter().any(|&(number, digits)| digits == 4 && calendar::year(number).is_some());
    if let Some(year) = year.filter(|_| !stated && !numbers(&before).is_empty()) {
        before.extend([Piece::Space, year]);
    } else {
        before.extend(leading_date(after));
    }
    before
}

/// The date that follows a time: "10:30, 20 March 2023".
fn leading_date(after: &[Piece]) -> Vec<Piece> {
    let zone = |piece: &Piece| matches!(piece, Piece::Mark('+' | '-' | '('));
    let rest = if let [Piece::Mark(':' | '.'), Piece::Number(..), rest @ ..] = after { rest } else { after };
    if rest.iter().any(zone) || rest.first().is_some_and(|piece| matches!(piece, Piece::Mark('.'))) {
        return Vec::new();
    }
    rest.to_vec()
}

fn iso_week(pieces: &[Piece]) -> Option<(Interval, bool)> {
    let (year, rest) = match pieces {
        [Piece::Number(year, 4), Piece::Mark('-'), Piece::Word(w), Piece::Number(week, 2), rest @ ..] if w == "w" => {
            ((*year, *week), rest)
        }
        [Piece::Number(year, 4), Piece::Word(w), Piece::Number(week, 2), rest @ ..] if w == "w" => {
            ((*year, *week), rest)
        }
        _ => return None,
    };
    let weekday = match rest {
        [] => None,
        [Piece::Mark('-'), Piece::Number(day, 1)] => Some(*day),
        _ => return None,
    };
    Some((calendar::iso_week(calendar::year(year.0)?, year.1, weekday)?, true))
}

/// "2023年3月20日", "2023年3月", "2023年".
fn wide(pieces: &[Piece]) -> Option<Interval> {
    let dated: Vec<Piece> = pieces.iter().filter(|piece| **piece != Piece::Space).cloned().collect();
    let sign =
        |piece: Option<&Piece>, signs: &[&str]| matches!(piece, Some(Piece::Word(w)) if signs.contains(&w.as_str()));
    let number = |at: usize| if let Some(Piece::Number(n, _)) = dated.get(at) { Some(*n) } else { None };
    let year = calendar::year(number(0)?).filter(|_| sign(dated.get(1), &["年"]))?;
    let month = number(2).filter(|_| sign(dated.get(3), &["月"]));
    let day = number(4).filter(|_| sign(dated.get(5), &["日", "号"]));
    match (dated.len(), month, day) {
        (2, ..) => Interval::of_year(year),
        (4, Some(month), _) => Interval::of_month(year, month),
        (6, Some(month), Some(day)) => Interval::of_day(year, month, day),
        _ => None,
    }
}

/// A date without words.
fn numeric(pieces: &[Piece], context: &Context<'_>) -> Option<Interval> {
    let mut core: &[Piece] = pieces;
    while let [rest @ .., Piece::Space | Piece::Mark(_) | Piece::Word(_)] = core {
        core = rest;
    }
    while let [Piece::Space | Piece::Mark(_) | Piece::Word(_), rest @ ..] = core {
        core = rest;
    }
    match *core {
        [Piece::Number(n, 8)] => calendar::compact(n),
        // 20230320T101530
        [Piece::Number(n, 8), Piece::Word(ref t), Piece::Number(_, 4 | 6)] if t == "t" => calendar::compact(n),
        [Piece::Number(n, 4)] => Interval::of_year(calendar::year(n)?),
        [Piece::Number(year, 4), Piece::Mark(a), Piece::Number(month, 1..=2)] if is_separator(a) => {
            Interval::of_month(calendar::year(year)?, month)
        }
        [Piece::Number(month, 1..=2), Piece::Mark(a), Piece::Number(year, 4)] if is_separator(a) => {
            Interval::of_month(calendar::year(year)?, month)
        }
        [
            Piece::Number(year, 4),
            Piece::Mark(a),
            Piece::Number(month, 1..=2),
            Piece::Mark(b),
            Piece::Number(day, 1..=2),
            ..,
        ] if a == b && is_separator(a) && is_timeless(core.get(5..).unwrap_or_default()) => {
            Interval::of_day(calendar::year(year)?, month, day)
        }
        _ => day_first(core, context),
    }
}

/// "20.03.2023", "20. 3. 2023", "3/20/23".
fn day_first(core: &[Piece], context: &Context<'_>) -> Option<Interval> {
    let dense: Vec<&Piece> = core.iter().filter(|piece| **piece != Piece::Space).collect();
    let [
        Piece::Number(first, 1..=2),
        Piece::Mark(a),
        Piece::Number(second, 1..=2),
        Piece::Mark(b),
        Piece::Number(year, digits),
    ] = dense.as_slice()
    else {
        return None;
    };
    let year = match digits {
        4 => calendar::year(*year)?,
        2 => calendar::short_year(*year, context)?,
        _ => return None,
    };
    let month_first = *a != '.' && calendar::month_first(context);
    (a == b && is_separator(*a)).then(|| calendar::day_and_month(*first, *second, year, month_first)).flatten()
}

/// What may follow a numeric date: nothing, or an hour without minutes.
fn is_timeless(rest: &[Piece]) -> bool {
    matches!(rest, [] | [Piece::Word(_) | Piece::Space, Piece::Number(_, 1..=2)])
}

/// A date with one month name: "20 March 2023", "Mon, 20 Mar 2023", "March 20th, 2023", "March 2023".
fn named_month(pieces: &[Piece], month: u32, context: &Context<'_>) -> Option<Interval> {
    let marks_fit = pieces.iter().all(|piece| !matches!(piece, Piece::Mark(c) if !matches!(c, ',' | '.' | '-' | '/' | '(' | ')' | ':' | '|' | '·' | '–' | '—' | '\'' | '’' | '•')));
    if !marks_fit {
        return None;
    }
    let numbers = numbers(pieces);
    let whole = |&(number, digits): &(u32, usize)| (digits == 4).then(|| calendar::year(number)).flatten();
    match numbers.as_slice() {
        [only] => Interval::of_month(whole(only)?, month),
        [first, second] => match (whole(first), whole(second)) {
            (Some(year), None) => Interval::of_day(year, month, second.0),
            (None, Some(year)) => Interval::of_day(year, month, first.0),
            (None, None) if second.1 == 2 => Interval::of_day(calendar::short_year(second.0, context)?, month, first.0),
            _ => None,
        },
        _ => None,
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '/' | '.')
}

/// Words that stand in a date field and say nothing of the day.
fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "t",
        "z",
        "utc",
        "gmt",
        "bst",
        "est",
        "edt",
        "cst",
        "cdt",
        "mst",
        "mdt",
        "pst",
        "pdt",
        "cet",
        "cest",
        "et",
        "pt",
        "msk",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "h",
        "uhr",
        "at",
        "on",
        "of",
        "the",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "de",
        "del",
        "el",
        "le",
        "la",
        "den",
        "der",
        "am",
        "um",
        "year",
        "г",
        "года",
        "год",
        "р",
        "року",
        "published",
        "posted",
        "updated",
        "date",
        "dated",
        "publie",
        "publicado",
        "veroffentlicht",
        "stand",
        "опубликовано",
    ];
    FILLERS.contains(&word) || months::is_weekday(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, context: &Context<'_>, expected: Option<&str>) {
        assert_eq!(parse(field, context).and_then(Interval::iso).as_deref(), expected, "in {field:?}");
    }

    #[test]
    fn fields_state_their_date() {
        let day = Some("2023-03-20");
        for field in [
            "2023-03-20",
            "2023-03-20T10:15:30Z",
            "2023-03-20T10:15:30.123+01:00",
            "2023-03-20 10:15",
            "2023/03/20",
            "20230320",
            "20230320T101530",
            "Mon, 20 Mar 2023 10:00:00 +0000",
            "Mon Mar 20 10:00:00 2023",
            "Monday, March 20, 2023 at 5:30 p.m. EST",
            "March 20, 2023",
            "March 20th, 2023",
            "20 March 2023",
            "20-Mar-2023",
            "Published: 20 March 2023",
            "10:30, 20 March 2023",
            "20.03.2023",
            "20.3.2023, 17:05 Uhr",
            "20. März 2023",
            "lundi 20 mars 2023",
            "20 de marzo de 2023",
            "20 марта 2023 г.",
            "20 березня 2023 року",
            "2023年3月20日",
            "03/20/2023",
            "20/03/2023",
            "2023-W12-1",
        ] {
            check(field, &Context::default(), day);
        }
        check("2023-03", &Context::default(), Some("2023-03"));
        check("03/2023", &Context::default(), Some("2023-03"));
        check("March 2023", &Context::default(), Some("2023-03"));
        check("2023", &Context::default(), Some("2023"));
    }

    #[test]
    fn two_days_of_iso_8601_state_all_between_them() {
        let days = |field| parse(field, &Context::default()).map(|interval| (interval.first(), interval.last()));
        let day = |day| NaiveDate::from_ymd_opt(2023, 3, day).expect("a day");
        assert_eq!(days("2023-03-20/2023-03-22"), Some((day(20), day(22))));
        assert_eq!(days("2023-03-22/2023-03-20"), None);
        let of = |interval: Option<Interval>| interval.map(|interval| (interval.first(), interval.last()));
        assert_eq!(days("2023-03/2023-03"), of(Interval::of_month(2023, 3)));
        assert_eq!(days("2023/2023"), of(Interval::of_year(2023)));
        assert_eq!((days("2023-03/2023"), days("2023-13/2024-01"), days("2024/2023")), (None, None, None));
    }

    #[test]
    fn what_is_no_date_states_none() {
        for field in [
            "",
            "yesterday",
            "14th",
            "March",
            "12",
            "2,000 troops",
            "2023-13-40",
            "v1.2.3",
            "20 March 2023 by Ann Lee",
            "5/2",
        ] {
            check(field, &Context::default(), None);
        }
    }

    #[test]
    fn country_then_language_orders_day_and_month() {
        let british = Context { country: Some("GB"), ..Context::default() };
        let german = Context { language: Some("de"), ..Context::default() };
        check("03/04/2023", &Context::default(), Some("2023-03-04"));
        check("03/04/2023", &british, Some("2023-04-03"));
        check("03/04/2023", &german, Some("2023-04-03"));
    }

    #[test]
    fn two_digit_year_takes_the_century_nearest_publication() {
        let old = Context { published: Interval::of_year(1931), ..Context::default() };
        check("12/31/29", &old, Some("1929-12-31"));
        check("12/31/29", &Context::default(), Some("2029-12-31"));
        check("12/31/98", &Context::default(), Some("1998-12-31"));
    }

    proptest::proptest! {
        #[test]
        fn any_field_is_read_without_panic(field in "(.|[0-9:/T -]){0,60}") {
            let _ = parse(&field, &Context::default());
        }
    }
}
