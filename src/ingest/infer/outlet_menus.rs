//! Clues to the publisher in what surrounds an article: copyright lines, menus, addresses, promotions.

use super::clue::{Clue, ClueKind, Pointed, push_named};
use super::gazetteer::{Named, name_key, outlets, registrable};
use super::page::{Line, Page, line_key};
use super::phrases::{Place, is_proper_name, phrases};
use crate::text::Span;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(super) fn copyright(line: &Line<'_>, is_inside: bool, clues: &mut Vec<Clue>) {
    static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|all rights reserved|alle rechte vorbehalten|todos los derechos|tous droits r|visos teisės|tutti i diritti|todos os direitos|alla rättigheter|medieansvarig").ok()
    });
    if line.width > 400 || phrases().matches(&line.key, Place::Credit) && !line.text.contains('©') {
        return;
    }
    let Some(found) = MARK.as_ref().and_then(|mark| mark.find(line.text)) else { return };
    let reserves = ["reserved", "vorbehalten", "derechos", "droits", "diritti", "direitos"]
        .iter()
        .any(|word| line.key.contains(word));
    // "Photo © NAME" credits a photographer; a copyright line has a year or says whose rights are reserved.
    let has_year = line.text.contains("20") || line.text.contains("19") || !found.as_str().starts_with('©');
    if has_year || found.start() < 3 {
        let kind = if is_inside { ClueKind::CopyrightInside } else { ClueKind::Copyright };
        let from = clues.len();
        push_named(kind, line, Span::of(line.text), clues);
        if clues.len() == from {
            // Menus glued to it: "© 2024 The Daily BellContactPrivacy".
            let apart = unglued(line.text);
            for (_, named) in outlets().find_in(&apart) {
                clues.push(Clue { kind, pointed: Pointed::Known(named.outlet), span: Some(line.span) });
            }
        }
        // An agency's © stands under its pictures on other people's pages.
        let is_agency =
            |clue: &Clue| matches!(clue.pointed, Pointed::Known(id) if outlets().get(id).is_some_and(|o| o.is_agency));
        let mut at = 0;
        clues.retain(|clue| {
            at += 1;
            at <= from || reserves || !is_agency(clue)
        });
    }
}

/// A blank between a small letter and a capital.
fn unglued(line: &str) -> String {
    let mut apart = String::with_capacity(line.len() + 16);
    let mut last = ' ';
    for c in line.chars() {
        if last.is_lowercase() && c.is_uppercase() {
            apart.push(' ');
        }
        apart.push(c);
        last = c;
    }
    apart
}

pub(super) fn line_alone(line: &Line<'_>, clues: &mut Vec<Clue>) {
    if line.width > 60 {
        return;
    }
    let is_agency = |named: &Named| outlets().get(named.outlet).is_some_and(|outlet| outlet.is_agency);
    if let Some(named) = outlets().named(line.text).filter(|named| !named.is_everyday && !is_agency(named)) {
        clues.push(Clue { kind: ClueKind::LineAlone, pointed: Pointed::Known(named.outlet), span: Some(line.span) });
    } else if line.width <= 48 && line.text.split_whitespace().count() <= 6 {
        for (span, named) in
            outlets().find_in(line.text).into_iter().filter(|(_, named)| !named.is_everyday && !is_agency(named))
        {
            let start = line.span.start() + span.start();
            let span = Some(Span::new(start, start + span.len()));
            clues.push(Clue { kind: ClueKind::MenuMention, pointed: Pointed::Known(named.outlet), span });
        }
    }
}

/// Lines of menu and footer that spell a domain of the page: the name of a house that no list knows.
pub(super) fn spelled_domains(page: &Page<'_>, clues: &mut Vec<Clue>) {
    let stems: BTreeSet<String> = clues
        .iter()
        .filter_map(|clue| match &clue.pointed {
            Pointed::Domain(domain) => domain.split('.').next().map(squeezed).filter(|stem| stem.len() > 4),
            Pointed::Known(_) | Pointed::Name(_) => None,
        })
        .collect();
    if stems.is_empty() {
        return;
    }
    let edges = page.lines.iter().take(page.body_start).chain(page.tail());
    for line in edges.filter(|line| line.width <= 40) {
        let bare = line.text.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = COPYRIGHT_YEAR.as_ref().map_or(bare.into(), |year| year.replace(bare, ""));
        if stems.contains(&squeezed(&bare)) && !bare.contains('.') {
            let start = line.span.start() + line.text.find(&*bare).unwrap_or(0);
            let span = Some(Span::new(start, start + bare.len())).filter(|_| line.text.contains(&*bare));
            clues.push(Clue {
                kind: ClueKind::LineAlone,
                pointed: Pointed::Name(bare.into_owned()),
                span: span.or(Some(line.span)),
            });
        }
    }
}

static COPYRIGHT_YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:copyright|©|\(c\))?\s*(?:©\s*)?(?:19|20)\d\d(?:\s*[-–]\s*20\d\d)?\s*(?:by\s+)?").ok()
});

/// A name in one word, folded, without "the": what it would be as a domain.
pub(super) fn squeezed(name: &str) -> String {
    let key = name_key(name);
    key.strip_prefix("the ").unwrap_or(&key).replace(' ', "")
}

pub(super) fn domains(line: &Line<'_>, clues: &mut Vec<Clue>) {
    static HOST: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)\b(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|info|news|[a-z]{2})\b").ok());
    const OTHERS: &[&str] = &[
        "example.com",
        "example.org",
        "example.net",
        "facebook.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "youtube.com",
        "youtu.be",
        "tiktok.com",
        "linkedin.com",
        "google.com",
        "apple.com",
        "t.me",
        "whatsapp.com",
        "reddit.com",
        "wordpress.com",
        "outbrain.com",
        "taboola.com",
        "amazon.com",
        "spotify.com",
        "gmail.com",
        "disqus.com",
        "pinterest.com",
        "bit.ly",
        "microsoft.com",
    ];
    let Some(host) = HOST.as_ref().filter(|_| line.width <= 240 && line.text.contains('.')) else { return };
    for found in host.find_iter(line.text).take(4) {
        let lower = found.as_str().to_ascii_lowercase();
        let domain = registrable(&lower);
        if OTHERS.contains(&domain) || domain.split('.').all(|label| label.len() <= 2) {
            continue;
        }
        let pointed = outlets().at_host(&lower).map_or_else(|| Pointed::Domain(domain.to_owned()), Pointed::Known);
        let span = Some(Span::new(line.span.start() + found.start(), line.span.start() + found.end()));
        clues.push(Clue { kind: ClueKind::Domain, pointed, span });
    }
}

pub(super) fn promotion(line: &Line<'_>, clues: &mut Vec<Clue>) {
    static PITCH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?x) \b(?i: by\ joining | join | subscribe\ to | subscription\ to | support | supporting | (?:thank\ you|thanks)\ for\ reading
              | sign\ up\ (?:for|to)(?:\ the)? | download\ the | get\ the | follow | become\ an?(?:\ member\ of)? | welcome\ to | about
              | part\ of | division\ of | newsletters?\ from | updates\ from | the\ best\ of | working\ at | search | shop | mehr\ von | mehr\ über | über | themen\ bei | sections\ on | om | mitt | abonnieren\ sie | suscríbete\ a | abonnez-vous\ à )
              \s+ (?P<name> (?:[Tt]he\ )? [\p{Lu}\d][\p{L}\d'’&.-]* (?:\ (?:of|and|the|&|[\p{Lu}\d][\p{L}\d'’&.-]*)){0,4} )",
        )
        .ok()
    });
    if line.width > 300 {
        return;
    }
    let Some(found) = PITCH.as_ref().and_then(|pitch| pitch.captures(line.text)) else { return };
    let (Some(whole), Some(name)) = (found.get(0), found.name("name")) else { return };
    let before = clues.len();
    push_named(ClueKind::Promotion, line, Span::new(name.start(), name.end()), clues);
    let joins = whole.as_str().to_lowercase();
    let sells =
        ["by joining", "join ", "subscribe to", "subscription to", "thank"].iter().any(|verb| joins.starts_with(verb));
    let stem = name.as_str().trim_end_matches(['.', '\'', '’']);
    if clues.len() == before && sells && is_house_name(stem) {
        let span = Span::new(line.span.start() + name.start(), line.span.start() + name.start() + stem.len());
        clues.push(Clue { kind: ClueKind::Promotion, pointed: Pointed::Name(stem.to_owned()), span: Some(span) });
    }
}

/// A name that can be an outlet's: no word that promotions put in its place.
pub(super) fn is_house_name(name: &str) -> bool {
    const NO_NAMES: &[&str] = &[
        "our",
        "the",
        "my",
        "us",
        "newsletter",
        "newsletters",
        "today",
        "now",
        "free",
        "this",
        "your",
        "updates",
        "push",
        "daily",
        "weekly",
        "facebook",
        "twitter",
        "whatsapp",
        "telegram",
        "youtube",
        "instagram",
        "linkedin",
        "google",
        "apple",
        "discord",
        "patreon",
        "conversation",
        "discussion",
        "community",
        "premium",
        "unlimited",
        "digital",
        "email",
        "here",
        "channel",
        "notifications",
        "alerts",
        "podcast",
        "rss",
        "plus",
        "more",
        "all",
        "a",
        "it",
        "we",
        "you",
        "member",
        "team",
        "author",
    ];
    let key = line_key(name);
    key.len() >= 4 && !key.split(' ').any(|word| NO_NAMES.contains(&word)) && is_proper_name(name)
}
