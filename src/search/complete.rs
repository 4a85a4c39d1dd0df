//! What can be typed next?
//!
//! Names of fields where a word begins, values behind the colon of a field; each with the stretch of the query that it takes
//! the place of.

use super::query::State;
use super::query::lex::{Token, TokenKind, tokens};
use super::query::values::FIELDS;
use super::{FacetCount, Facets, parse_days};
use crate::text::{Span, fold};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Offers at most so many.
const MOST: usize = 50;

/// Lengths that are offered behind `words:`.
const LENGTHS: [(&str, &str); 3] =
    [(">500", "longer than 500 words"), ("<200", "shorter than 200 words"), ("300..800", "from 300 to 800 words")];

/// Something that can be typed at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The stretch of the query that it takes the place of; empty at the cursor when nothing of it is typed yet.
    pub span: Span,
    /// What to put there.
    pub insert: String,
    /// What it means, where its name does not say it.
    pub explanation: &'static str,
    /// Articles that have it, where that is known.
    pub count: Option<usize>,
    /// A value has to follow right behind it: ask again.
    pub is_field: bool,
}

/// What can stand at byte `cursor` of `query`: what begins like what is typed first, then the most frequent.
pub fn complete(query: &str, cursor: usize, facets: &Facets) -> Vec<Completion> {
    let Some(place) = place(query, cursor) else { return Vec::new() };
    let typed = Span::new(place.span.start(), cursor).slice(query);
    let typed = fold(typed.trim_start_matches(['"', '“', '”', '„', '«', '»']));
    let mut offers: Vec<(usize, Completion)> = match place.field.as_deref() {
        None => fields(&typed),
        Some("outlet") => names(&facets.outlets, &typed),
        Some("lang" | "language") => names(&facets.languages, &typed),
        Some("tag") => names(&facets.tags, &typed),
        Some("kind") => names(&facets.kinds, &typed),
        Some("is") => listed(State::ALL.map(|(_, name, explanation)| (name, explanation)), &typed),
        Some("words") => listed(LENGTHS, &typed),
        Some("published") => months(&facets.months_published, &typed),
        Some("about") => months(&facets.months_about, &typed),
        Some(_) => Vec::new(),
    };
    offers.sort_by(|(a_rank, a), (b_rank, b)| a_rank.cmp(b_rank).then(b.count.cmp(&a.count)));
    offers.truncate(MOST);
    offers.into_iter().map(|(_, offer)| Completion { span: place.span, ..offer }).collect()
}

/// Where the cursor stands.
struct CursorPlace {
    /// The name of the field whose value is typed there, folded.
    field: Option<String>,
    /// What is typed of it, up to its end.
    span: Span,
}

/// Nothing where nothing can be offered: inside quotations, expressions and operators.
fn place(query: &str, cursor: usize) -> Option<CursorPlace> {
    if !query.is_char_boundary(cursor) {
        return None;
    }
    let mut open_fields: Vec<Option<String>> = Vec::new();
    let mut field: Option<Token> = None;
    for token in tokens(query) {
        let before = field.take();
        let touched = before.filter(|field| !field.is_last_of_run);
        let name = |field: Token| fold(field.content.slice(query));
        if let Some(field) = before.filter(|field| field.span.end() == cursor)
            && (touched.is_none() || !is_value(token.kind))
        {
            // What touches the field would be its value no more.
            let is_free = touched.is_none() || !token.kind.begins_operand();
            return is_free.then(|| CursorPlace { field: Some(name(field)), span: Span::new(cursor, cursor) });
        }
        if token.span.start() > cursor {
            break;
        }
        let is_at_cursor = cursor <= token.span.end() && (cursor > token.span.start() || touched.is_some());
        match token.kind {
            TokenKind::Open if cursor >= token.span.end() => open_fields.push(touched.map(name)),
            TokenKind::Close if cursor >= token.span.end() => drop(open_fields.pop()),
            TokenKind::Field if cursor >= token.span.end() => field = Some(token),
            TokenKind::Field if is_at_cursor => {
                return Some(CursorPlace { field: None, span: token.span });
            }
            TokenKind::Word | TokenKind::Phrase { .. } if is_at_cursor => {
                let inner = open_fields.last().cloned().flatten();
                let field = touched.map(name).or(inner);
                return value_place(cursor, token, field);
            }
            _ if is_at_cursor && cursor < token.span.end() => return None,
            TokenKind::Expression { .. } if is_at_cursor => return None,
            _ => {}
        }
    }
    if let Some(field) = field.filter(|field| field.span.end() == cursor) {
        return Some(CursorPlace { field: Some(fold(field.content.slice(query))), span: Span::new(cursor, cursor) });
    }
    Some(CursorPlace { field: open_fields.last().cloned().flatten(), span: Span::new(cursor, cursor) })
}

fn is_value(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Phrase { .. })
}

fn value_place(cursor: usize, token: Token, field: Option<String>) -> Option<CursorPlace> {
    let start = if token.is_exact { token.span.start() + 1 } else { token.span.start() };
    let end = match token.kind {
        TokenKind::Phrase { .. } if field.is_none() => return None,
        // What stands behind the cursor is not of the value that is being typed.
        TokenKind::Phrase { is_closed: false } => cursor,
        TokenKind::Phrase { is_closed: true } if cursor == token.span.end() => return None,
        _ => token.span.end(),
    };
    (start <= cursor).then_some(())?;
    Some(CursorPlace { field, span: Span::new(start, end) })
}

fn offer(insert: String, explanation: &'static str, count: Option<usize>) -> Completion {
    Completion { span: Span::default(), insert, explanation, count, is_field: false }
}

fn fields(typed: &str) -> Vec<(usize, Completion)> {
    let fitting = FIELDS.iter().filter(|(name, _)| name.starts_with(typed));
    fitting
        .map(|(name, explanation)| (0, Completion { is_field: true, ..offer(format!("{name}:"), explanation, None) }))
        .collect()
}

fn listed<const N: usize>(values: [(&'static str, &'static str); N], typed: &str) -> Vec<(usize, Completion)> {
    let fitting = values.into_iter().filter(|(name, _)| name.starts_with(typed));
    fitting.map(|(name, explanation)| (0, offer(name.to_owned(), explanation, None))).collect()
}

/// Names that begin with what is typed, then those of which another word does.
fn names(values: &[FacetCount], typed: &str) -> Vec<(usize, Completion)> {
    let rank = |name: &str| {
        let name = fold(name);
        if name.starts_with(typed) {
            return Some(0);
        }
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.starts_with(typed)).then_some(1)
    };
    let known = values.iter().filter_map(|facet| Some((facet.value.as_deref()?, facet.count)));
    known.filter_map(|(name, count)| Some((rank(name)?, offer(quoted(name)?, "", Some(count))))).collect()
}

/// A name as a value: in quotation marks unless it is a plain word; nothing when it holds no word.
fn quoted(name: &str) -> Option<String> {
    name.chars().any(char::is_alphanumeric).then_some(())?;
    if name.chars().all(char::is_alphanumeric) && !matches!(name, "OR" | "AND" | "NOT" | "NEAR") {
        return Some(name.to_owned());
    }
    let is_mark = |c: char| c.is_control() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '*' | '~');
    let plain: String = name.chars().map(|c| if is_mark(c) { ' ' } else { c }).collect();
    Some(format!("\"{}\"", plain.trim()))
}

/// Years and months that begin with what is typed, alone or behind the two points of a range.
fn months(counts: &[(NaiveDate, usize)], typed: &str) -> Vec<(usize, Completion)> {
    let (from, started) = match typed.rsplit_once("..") {
        Some((from, started)) => (format!("{from}.."), started),
        None => (String::new(), typed),
    };
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for (month, count) in counts {
        *years.entry(month.year()).or_default() += count;
    }
    let years = years.into_iter().map(|(year, count)| (0, format!("{year:04}"), count));
    let months = counts.iter().map(|(month, count)| (1, month.format("%Y-%m").to_string(), *count));
    let fitting = years.chain(months).filter(|(_, days, _)| days.starts_with(started));
    let whole = fitting.map(|(rank, days, count)| (rank, format!("{from}{days}"), count));
    let read = whole.filter(|(_, days, _)| parse_days(days).is_ok());
    read.map(|(rank, days, count)| (rank, offer(days, "", Some(count)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;
    use proptest::prelude::*;

    fn counts(names: &[(&str, usize)]) -> Vec<FacetCount> {
        names.iter().map(|&(name, count)| FacetCount { value: Some(name.into()), count }).collect()
    }

    fn facets() -> Facets {
        let month = |month| NaiveDate::from_ymd_opt(2023, month, 1).expect("a month");
        Facets {
            outlets: counts(&[
                ("The Daily Planet", 9),
                ("Herald", 3),
                ("Daily \"Herald\" *", 7),
                ("NEAR", 1),
                ("…", 1),
            ]),
            languages: counts(&[("en", 9), ("zh", 2), ("zh-Hant", 1)]),
            tags: counts(&[("key", 2), ("to read", 1)]),
            months_published: vec![(month(3), 4), (month(4), 6)],
            months_about: vec![(month(12), 1)],
            ..Facets::default()
        }
    }

    fn completed(query: &str, completion: &Completion) -> String {
        let mut query = query.to_owned();
        query.replace_range(completion.span.range(), &completion.insert);
        query
    }

    /// The queries that the offers at `|` make.
    fn offered(typed: &str) -> Vec<String> {
        let cursor = typed.find('|').expect("a cursor");
        let query = typed.replacen('|', "", 1);
        complete(&query, cursor, &facets()).iter().map(|offer| completed(&query, offer)).collect()
    }

    #[test]
    fn offers_fit_where_the_cursor_stands() {
        let cases: &[(&str, &[&str])] = &[
            ("t|", &["title:", "text:", "tag:"]),
            ("xi -ou|", &["xi -outlet:"]),
            ("xi pub| putin", &["xi published: putin"]),
            (
                "outlet:|",
                &["outlet:\"The Daily Planet\"", "outlet:\"Daily  Herald\"", "outlet:Herald", "outlet:\"NEAR\""],
            ),
            ("outlet:d|", &["outlet:\"Daily  Herald\"", "outlet:\"The Daily Planet\""]),
            ("outlet:\"the d|", &["outlet:\"The Daily Planet\""]),
            ("outlet:\"the d|x\" xi", &["outlet:\"The Daily Planet\" xi"]),
            ("-outlet:(xi OR her|)", &["-outlet:(xi OR Herald)", "-outlet:(xi OR \"Daily  Herald\")"]),
            ("lang:z|", &["lang:zh", "lang:\"zh-Hant\""]),
            ("tag:| xi", &["tag:key xi", "tag:\"to read\" xi"]),
            ("tag:|", &["tag:key", "tag:\"to read\""]),
            ("is:un|", &["is:undated", "is:untitled", "is:unsigned"]),
            ("words:>|", &["words:>500"]),
            ("published:20|", &["published:2023", "published:2023-04", "published:2023-03"]),
            ("published:2023-04..|", &["published:2023-04..2023", "published:2023-04..2023-04"]),
            ("about:2023-|", &["about:2023-12"]),
            ("\"is|", &[]),
            ("/is|/", &[]),
            ("title:|", &[]),
        ];
        for (typed, wanted) in cases {
            assert_eq!(offered(typed), *wanted, "{typed}");
        }
        assert_eq!(offered("|").len(), FIELDS.len());
        assert_eq!(offered("xi |").len(), FIELDS.len());
    }

    proptest! {
        #[test]
        fn an_offer_fits_and_a_value_adds_no_fault(
            query in "(\\PC|[()\"=/|:.-]|her| |published:|outlet:|lang:|tag:|is:|about:2|words:){0,9}",
            at in 0..60_usize,
        ) {
            let cursor = (0..=at.min(query.len())).rev().find(|&at| query.is_char_boundary(at)).unwrap_or(0);
            let faults = Query::parse(&query).faults().len();
            for offer in complete(&query, cursor, &facets()) {
                prop_assert!(query.get(offer.span.range()).is_some());
                prop_assert!(offer.span.start() <= cursor && cursor <= offer.span.end());
                let completed = completed(&query, &offer);
                // Behind a quotation that is still open anything may come to light.
                let closes = offer.span.slice(&query).starts_with(['"', '“', '”', '„', '«', '»']);
                if !offer.is_field && !closes {
                    prop_assert!(Query::parse(&completed).faults().len() <= faults, "{completed}");
                }
            }
        }
    }
}
