//! What in a page points to its publisher: copyright lines, promotions, labels, about boxes, addresses.
//!
//! Each clue is one place and one name. Who is quoted, cited or credited is no clue: nothing of the running text is read
//! here but labels at the head of a paragraph.

use super::about_box;
use super::clue::{Clue, ClueKind, Pointed, push_named};
use super::gazetteer::{outlets, registrable};
use super::headline::split_suffix;
use super::house_lines::HouseLines;
use super::outlet_menus::{copyright, domains, is_house_name, line_alone, promotion, spelled_domains};
use super::page::{Line, Page, line_key};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// How many lines from the end a footer can reach.
const FOOTER_LINES: usize = 90;
/// How many lines of a menu are looked at.
const MENU_LINES: usize = 60;
/// A shared line that says whose the page is says little else.
const SHARED_WIDTH: usize = 80;

/// Every clue in the text of `page`; `title` is the headline's line, `house` what the files around it share.
pub(super) fn collect(page: &Page<'_>, title: Option<usize>, house: Option<&HouseLines>) -> Vec<Clue> {
    let mut clues = Vec::new();
    let mut shared = Vec::new();
    let count = page.lines.len();
    let head_end = page.body_start.min(MENU_LINES.max(title.map_or(0, |title| title + 4)));
    let tail_start = page.body_end.max(count.saturating_sub(FOOTER_LINES));
    for (index, line) in page.lines.iter().enumerate() {
        let in_head = index < head_end;
        let in_tail = index >= tail_start;
        let at_end = index + FOOTER_LINES >= count && index >= page.body_start;
        if line.key.is_empty() && !at_end {
            continue;
        }
        if in_head || in_tail {
            let from = clues.len();
            line_alone(line, &mut clues);
            domains(line, &mut clues);
            if house.is_some_and(|house| page.is_edge(index) && house.holds(line, true)) {
                shared_line(page, index, clues.get(from..).unwrap_or(&[]), &mut shared);
            }
        }
        if at_end || in_head {
            copyright(line, index >= page.body_start && index < page.body_end, &mut clues);
        }
        if at_end && index + 25 >= count || in_head || in_tail {
            promotion(line, &mut clues);
        }
        house_label(line, &mut clues);
        if index < page.body_start {
            self_label(page, line, &mut clues);
            byline_suffix(line, &mut clues);
            title_suffix(page, line, &mut clues);
        }
    }
    // Shared lines that name several are a list of sister titles, which tells nothing of whose page it is.
    let is_one = shared.windows(2).all(|pair| matches!(pair, [a, b] if a.pointed == b.pointed));
    clues.extend(shared.into_iter().filter(|_| is_one));
    if let Some(about) = about_box::find(page) {
        let name = about.name.slice(page.text);
        clues.push(Clue { kind: ClueKind::AboutBox, pointed: known_or_name(name), span: Some(about.name) });
    }
    spelled_domains(page, &mut clues);
    clues
}

/// What the address of the article points to.
pub(super) fn address(url: &str) -> Option<Clue> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let is_host = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let pointed =
        outlets().at_host(&host).map_or_else(|| Pointed::Domain(registrable(&host).to_owned()), Pointed::Known);
    is_host.then_some(Clue { kind: ClueKind::Address, pointed, span: None })
}

/// What a file or folder name points to: a whole name of the list, or its address.
pub(super) fn file_name(name: &str) -> Option<Clue> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, ending)| if ending.len() <= 5 { stem } else { name });
    let host = [stem, name].into_iter().find_map(|name| outlets().at_host(name));
    let spaced: String = stem.chars().map(|c| if matches!(c, '_' | '-' | '.') { ' ' } else { c }).collect();
    let named = || outlets().find_in(&spaced).into_iter().find(|(_, named)| !named.is_everyday).map(|(_, n)| n.outlet);
    let outlet = host.or_else(|| outlets().named(&spaced).map(|named| named.outlet)).or_else(named)?;
    Some(Clue { kind: ClueKind::FileName, pointed: Pointed::Known(outlet), span: None })
}

/// What a line that many files share says of the publisher, where it names one alone: a site says on each of its pages
/// whose it is, while those that it cites change.
fn shared_line(page: &Page<'_>, index: usize, named: &[Clue], shared: &mut Vec<Clue>) {
    let ([only], Some(line)) = (named, page.lines.get(index)) else { return };
    let near = page.lines.iter().skip(index.saturating_sub(2)).take(5).filter(|near| near.width <= SHARED_WIDTH);
    let mut neighbours = near.filter_map(|near| outlets().named(near.text));
    // A name among names is one of a list.
    if neighbours.any(|other| only.pointed != Pointed::Known(other.outlet)) {
        return;
    }
    if line.width <= SHARED_WIDTH && matches!(only.kind, ClueKind::LineAlone | ClueKind::Domain) {
        shared.push(Clue { kind: ClueKind::HouseLine, ..only.clone() });
    }
}

fn known_or_name(name: &str) -> Pointed {
    match outlets().named(name) {
        Some(named) => Pointed::Known(named.outlet),
        None => Pointed::Name(name.trim().to_owned()),
    }
}

fn house_label(line: &Line<'_>, clues: &mut Vec<Clue>) {
    let head: String = line.text.chars().take(40).collect();
    let Some((label, _)) = head.split_once(':') else { return };
    let label = label.trim_matches(['*', '_', '#', ' ']);
    if let Some(outlet) = outlets().labelled(label) {
        let start = line.span.start() + line.text.find(label).unwrap_or(0);
        let span = Some(Span::new(start, start + label.len()));
        clues.push(Clue { kind: ClueKind::HouseLabel, pointed: Pointed::Known(outlet), span });
    }
}

fn self_label(page: &Page<'_>, line: &Line<'_>, clues: &mut Vec<Clue>) {
    static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?P<name>(?:The )?\p{Lu}[\p{L}\d'’&.-]+(?: [\p{Lu}&][\p{L}\d'’&.-]*){0,3}) (?:Analysis|Exclusive|Editorial|Explainer|Commentary|Opinion|Comment|Special Report|Investigation|Staff|Fact Check)(?P<colon>:)?$").ok()
    });
    const GENERIC: &[&str] = &[
        "news",
        "political",
        "politics",
        "market",
        "markets",
        "data",
        "expert",
        "special",
        "video",
        "full",
        "weekly",
        "daily",
        "in-depth",
        "technical",
        "security",
        "economic",
        "financial",
        "military",
        "legal",
        "guest",
        "reader",
        "readers",
        "editor",
        "editors",
        "our",
        "post",
        "match",
        "quick",
        "breaking",
        "global",
        "world",
        "an",
        "a",
        "the",
        "no",
        "intelligence",
        "policy",
        "sports",
        "match",
    ];
    if line.width > 60 {
        return;
    }
    let Some(found) = LABEL.as_ref().and_then(|label| label.captures(line.text)) else { return };
    let Some(name) = found.name("name") else { return };
    let span = Some(Span::new(line.span.start() + name.start(), line.span.start() + name.end()));
    let pointed = known_or_name(name.as_str());
    let key = line_key(name.as_str());
    // What the text speaks of can be labelled too ("Ukraine Analysis:"); an outlet seldom writes its name in its text.
    let is_topic = || page.body().iter().any(|line| line.text.contains(name.as_str()));
    let is_generic = key.split(' ').any(|word| GENERIC.contains(&word));
    if matches!(pointed, Pointed::Known(_)) || found.name("colon").is_some() && !is_generic && !is_topic() {
        clues.push(Clue { kind: ClueKind::SelfLabel, pointed, span });
    }
}

fn byline_suffix(line: &Line<'_>, clues: &mut Vec<Clue>) {
    let is_byline = line.width <= 120 && super::byline::read(line.text).is_some();
    if let Some(bar) = line.text.find(['|', '/', '·']).filter(|_| is_byline) {
        push_named(ClueKind::BylineSuffix, line, Span::new(bar + 1, line.text.len()), clues);
    }
}

fn title_suffix(page: &Page<'_>, line: &Line<'_>, clues: &mut Vec<Clue>) {
    if line.width > 240 || line.width < 20 {
        return;
    }
    let Some((headline, suffix)) = split_suffix(line.text.trim_matches(['#', '*', ' '])) else { return };
    let start = line.span.start() + line.text.rfind(suffix).unwrap_or(0);
    let span = Some(Span::new(start, start + suffix.len()));
    if let Some(named) = outlets().named(suffix) {
        clues.push(Clue { kind: ClueKind::TitleSuffix, pointed: Pointed::Known(named.outlet), span });
    } else {
        let key = line_key(headline);
        let stands_alone = key.len() > 24 && page.lines.iter().any(|other| other.key == key);
        if stands_alone && is_house_name(suffix) {
            clues.push(Clue { kind: ClueKind::TitleSuffix, pointed: Pointed::Name(suffix.to_owned()), span });
        }
    }
}
