//! Who published it: the clues of a page weighed together.
//!
//! Clues are counted as independent witnesses: each kind has the share of pages on which it was right, and what several
//! say is less likely wrong than what one says. Two names with nearly the same weight leave the outlet unknown.

use super::Hints;
use super::clue::{Clue, ClueKind, Pointed};
use super::gazetteer::{OutletId, outlets};
use super::outlet_clues;
use super::outlet_menus::squeezed;
use super::page::Page;
use crate::corpus::{Alternative, Basis, Evidence, Known};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the best name must reach to be shown.
const ENOUGH: f32 = 0.5;
/// By how much it must be ahead of the next, as a share of what is left to certainty.
const AHEAD: f32 = 0.6;
/// At most so many cited outlets are listed as rejected.
const CITED: usize = 5;

/// How often a kind of clue is right: with a name of the list, and with any other.
fn trust(kind: ClueKind, is_known: bool) -> f32 {
    match (kind, is_known) {
        (ClueKind::Address, true) => 0.95,
        (ClueKind::Copyright, _) => 0.8,
        (ClueKind::TitleSuffix | ClueKind::AboutBox, true) | (ClueKind::HouseLabel, _) => 0.75,
        (ClueKind::Address, false) => 0.7,
        (ClueKind::SelfLabel, true) => 0.65,
        (ClueKind::BylineSuffix | ClueKind::Promotion, true) | (ClueKind::TitleSuffix | ClueKind::AboutBox, false) => {
            0.6
        }
        (ClueKind::FileName | ClueKind::CopyrightInside, _) | (ClueKind::Promotion | ClueKind::SelfLabel, false) => {
            0.55
        }
        (ClueKind::Domain | ClueKind::HouseLine, true) => 0.5,
        (ClueKind::HouseLine, false) => 0.45,
        (ClueKind::LineAlone, _) => 0.4,
        (ClueKind::MenuMention, _) => 0.3,
        (ClueKind::BylineSuffix | ClueKind::Domain, false) => 0.25,
    }
}

/// The word for a kind of clue, as users see it.
fn rule(kind: ClueKind) -> &'static str {
    match kind {
        ClueKind::Address => "address",
        ClueKind::Copyright => "copyright-line",
        ClueKind::CopyrightInside => "copyright-line-in-text",
        ClueKind::TitleSuffix => "title-suffix",
        ClueKind::BylineSuffix => "byline-suffix",
        ClueKind::Promotion => "own-promotion",
        ClueKind::AboutBox => "about-box",
        ClueKind::SelfLabel => "self-label",
        ClueKind::HouseLabel => "house-label",
        ClueKind::LineAlone => "name-in-menu",
        ClueKind::MenuMention => "name-in-menu-line",
        ClueKind::Domain => "domain-in-page",
        ClueKind::HouseLine => "line-of-many-files",
        ClueKind::FileName => "file-name",
    }
}

/// The outlet of `page`, if its clues agree.
pub(super) fn infer(page: &Page<'_>, title: Option<usize>, hints: &Hints) -> Option<Known<Arc<str>>> {
    let mut clues = outlet_clues::collect(page, title, hints.house_lines.as_deref());
    clues.extend(hints.url.as_deref().and_then(outlet_clues::address));
    let names = hints.folders.iter().chain([&hints.file_name]);
    clues.extend(names.filter_map(|name| outlet_clues::file_name(name)));
    let mut candidates = candidates(clues);
    candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let (best, others) = candidates.split_first()?;
    let next = others.first().map_or(0.0, |other| other.weight);
    let is_ahead = 1.0 - best.weight <= (1.0 - next) * AHEAD;
    if best.weight < ENOUGH || !is_ahead {
        return None;
    }
    let mut alternatives: Vec<Alternative> =
        others.iter().take(3).map(|other| other.rejected("weaker evidence")).collect();
    alternatives.extend(cited(page, best));
    let strongest = best.clues.iter().max_by(|a, b| a.trust().total_cmp(&b.trust()))?;
    let evidence = best.evidence(hints);
    let basis = Basis::Inferred {
        rule: rule(strongest.kind).into(),
        evidence,
        alternatives,
        confidence: best.weight.min(0.97),
    };
    Some(Known::new(best.name().into(), basis))
}

/// The outlet of the list that a page's address and its own names for its site point to; nothing where the list has none
/// of them. The address decides, unless the page's other names agree on another outlet: pages of one house often give the
/// address of a sister as their own.
pub(super) fn of_site(hints: &Hints, site: &Known<Arc<str>>) -> Option<Known<Arc<str>>> {
    let known = |text: &str| {
        let clue = outlet_clues::address(text).map(|clue| clue.pointed);
        match clue {
            Some(Pointed::Known(id)) => Some(id),
            _ => outlets().named(text).map(|named| named.outlet),
        }
    };
    let url = hints.url.as_deref();
    let Basis::Inferred { alternatives, .. } = &site.basis else { return None };
    let own_names = std::iter::once(&*site.value).chain(alternatives.iter().map(|other| other.value.as_str()));
    let mut votes: BTreeMap<OutletId, f32> = BTreeMap::new();
    let weights =
        std::iter::once((url, 1.0)).chain(own_names.zip([0.7, 0.4, 0.4]).map(|(name, weight)| (Some(name), weight)));
    for (text, weight) in weights {
        if let Some(id) = text.and_then(known) {
            *votes.entry(id).or_default() += weight;
        }
    }
    let of_address = url.and_then(known);
    let (id, _) = votes.into_iter().fold(None::<(OutletId, f32)>, |best, (id, weight)| match best {
        Some(best) if best.1 >= weight => Some(best),
        _ => Some((id, weight)),
    })?;
    let (rule, evidence, confidence) = if of_address == Some(id) {
        ("address", url.unwrap_or_default().to_owned(), trust(ClueKind::Address, true))
    } else {
        (site.basis.rule(), site.value.to_string(), site.basis.confidence())
    };
    let name = &outlets().get(id)?.name;
    let own =
        Alternative { value: site.value.to_string(), reason: "the site's own name for itself".into(), span: None };
    let alternatives = if **name == *site.value { Vec::new() } else { vec![own] };
    let evidence = vec![Evidence::Outside(evidence)];
    let basis = Basis::Inferred { rule: rule.to_owned().into(), evidence, alternatives, confidence };
    Some(Known::new(name.as_str().into(), basis))
}

/// The ISO country of an outlet of the list, by any of its names.
pub(super) fn country_of(name: &str) -> Option<&'static str> {
    let named = outlets().named(name)?;
    outlets().get(named.outlet).map(|outlet| outlet.country.as_str())
}

/// A name and all that points to it.
struct Candidate {
    id: Option<OutletId>,
    clues: Vec<Clue>,
    weight: f32,
}

impl Clue {
    fn trust(&self) -> f32 {
        trust(self.kind, matches!(self.pointed, Pointed::Known(_)))
    }
}

impl Candidate {
    /// As shown: the list's name, else the name as it stands, else the domain.
    fn name(&self) -> String {
        if let Some(outlet) = self.id.and_then(|id| outlets().get(id)) {
            return outlet.name.clone();
        }
        let names = self.clues.iter().filter_map(|clue| match &clue.pointed {
            Pointed::Name(name) => Some(name.clone()),
            Pointed::Domain(_) | Pointed::Known(_) => None,
        });
        let domains = self.clues.iter().filter_map(|clue| match &clue.pointed {
            Pointed::Domain(domain) => Some(domain.clone()),
            Pointed::Name(_) | Pointed::Known(_) => None,
        });
        names.chain(domains).next().unwrap_or_default()
    }

    fn evidence(&self, hints: &Hints) -> Vec<Evidence> {
        let mut clues: Vec<&Clue> = self.clues.iter().collect();
        clues.sort_by(|a, b| b.trust().total_cmp(&a.trust()));
        let mut evidence: Vec<Evidence> = Vec::new();
        for clue in clues {
            let piece = match (clue.span, clue.kind) {
                (Some(span), _) => Evidence::Text(span),
                (None, ClueKind::Address) => Evidence::Outside(hints.url.clone().unwrap_or_default()),
                (None, _) => Evidence::Outside(hints.path()),
            };
            if !evidence.contains(&piece) && evidence.len() < 6 {
                evidence.push(piece);
            }
        }
        evidence
    }

    fn rejected(&self, reason: &'static str) -> Alternative {
        let span = self.clues.iter().find_map(|clue| clue.span);
        Alternative { value: self.name(), reason: reason.into(), span }
    }
}

/// The clues by whom they point to. A name and a domain that is the name without blanks are one.
fn candidates(clues: Vec<Clue>) -> Vec<Candidate> {
    let mut known: BTreeMap<OutletId, Vec<Clue>> = BTreeMap::new();
    let mut unknown: BTreeMap<String, Vec<Clue>> = BTreeMap::new();
    for clue in clues {
        match &clue.pointed {
            Pointed::Known(id) => known.entry(*id).or_default().push(clue),
            Pointed::Name(name) => unknown.entry(squeezed(name)).or_default().push(clue),
            Pointed::Domain(domain) => {
                let stem = domain.split('.').next().unwrap_or(domain);
                unknown.entry(squeezed(stem)).or_default().push(clue);
            }
        }
    }
    let known = known.into_iter().map(|(id, clues)| weighed(Some(id), clues));
    known.chain(unknown.into_values().map(|clues| weighed(None, clues))).collect()
}

/// Every kind of clue bears witness once; a second and a third place of the same kind add half as much each.
fn weighed(id: Option<OutletId>, clues: Vec<Clue>) -> Candidate {
    let mut by_kind: BTreeMap<ClueKind, (f32, usize)> = BTreeMap::new();
    for clue in &clues {
        let entry = by_kind.entry(clue.kind).or_insert((0.0, 0));
        *entry = (entry.0.max(clue.trust()), entry.1 + 1);
    }
    let mut doubt = 1.0;
    for (trust, count) in by_kind.into_values() {
        doubt *= 1.0 - trust;
        for _ in 1..count.min(3) {
            doubt *= 1.0 - trust / 2.0;
        }
    }
    Candidate { id, clues, weight: 1.0 - doubt }
}

/// Outlets that the running text cites: rejected, and shown so.
fn cited(page: &Page<'_>, best: &Candidate) -> Vec<Alternative> {
    let mut found: Vec<Alternative> = Vec::new();
    for line in page.body().iter().filter(|line| line.is_prose) {
        for (span, named) in outlets().find_in(line.text) {
            let Some(outlet) = outlets().get(named.outlet) else { continue };
            let is_new = Some(named.outlet) != best.id && found.iter().all(|other| other.value != outlet.name);
            if is_new && !named.is_everyday && found.len() < CITED {
                let span = Span::new(line.span.start() + span.start(), line.span.start() + span.end());
                let reason = if outlet.is_agency { "news agency" } else { "cited source" };
                found.push(Alternative { value: outlet.name.clone(), reason: reason.into(), span: Some(span) });
            }
        }
    }
    found
}
