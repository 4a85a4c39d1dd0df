//! How one comparison is written, as text or JSON Lines.

use super::arguments::CompareFormat;
use super::streams::Streams;
use super::terminal::plain;
use crate::compare::{Comparison, Fact, Link, every_pair};
use crate::corpus::Article;
use crate::export::record::rounded;
use crate::text::{CodePoints, Span};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;

/// One link, or one passage or fact that only one article has.
#[derive(Serialize)]
struct Line<'a> {
    pair: [&'a str; 2],
    drawn: bool,
    kind: &'static str,
    score: f32,
    a: Option<Passage<'a>>,
    b: Option<Passage<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Quote<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<Conflicting<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'static str>,
}

/// A quotation that both passages hold.
#[derive(Serialize)]
struct Quote<'a> {
    altered: bool,
    a: Passage<'a>,
    b: Passage<'a>,
}

/// What the two passages state differently.
#[derive(Serialize)]
struct Conflicting<'a> {
    matter: String,
    a: Passage<'a>,
    b: Passage<'a>,
}

#[derive(Serialize)]
struct Passage<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// Writes one comparison; `weak` are links too weak to be drawn, for JSON Lines.
pub(super) fn write(
    format: CompareFormat,
    names: [&str; 2],
    articles: [&Article; 2],
    (comparison, weak): (&Comparison, &[Link]),
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    match format {
        CompareFormat::Text => text(names, articles, comparison, streams),
        CompareFormat::Jsonl => lines(names, articles, (comparison, weak), streams),
    }
}

/// The links of two articles that are too weak to be drawn, if they are asked for.
pub(super) fn weak_links(is_all: bool, [a, b]: [&Article; 2], comparison: &Comparison) -> Vec<Link> {
    if !is_all {
        return Vec::new();
    }
    let drawn: BTreeSet<(Span, Span)> = comparison.links.iter().map(|link| (link.a, link.b)).collect();
    every_pair(a, b, 0.0).into_iter().filter(|link| !drawn.contains(&(link.a, link.b))).collect()
}

fn lines(
    pair: [&str; 2],
    [a, b]: [&Article; 2],
    (comparison, weak): (&Comparison, &[Link]),
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let (points_a, points_b) = (CodePoints::new(&a.text), CodePoints::new(&b.text));
    let in_a = |span: Span| Passage::new(span, &a.text, &points_a);
    let in_b = |span: Span| Passage::new(span, &b.text, &points_b);
    let drawn = comparison.links.iter().map(|link| (true, link));
    for (drawn, link) in drawn.chain(weak.iter().map(|link| (false, link))) {
        let quote = link.quote.map(|quote| Quote { altered: quote.is_altered, a: in_a(quote.a), b: in_b(quote.b) });
        let conflicts = link.conflicts.iter().map(|conflict| {
            let matter = conflict.matter.name().to_owned();
            Conflicting { matter, a: in_a(conflict.a), b: in_b(conflict.b) }
        });
        streams.write_json(&Line {
            drawn,
            score: rounded(link.score),
            why: drawn.then(|| link.why()),
            quote,
            conflicts: conflicts.collect(),
            ..Line::new(pair, link.kind.name(), Some(in_a(link.a)), Some(in_b(link.b)))
        })?;
    }
    for &span in &comparison.only_a {
        streams.write_json(&Line::new(pair, "only-a", Some(in_a(span)), None))?;
    }
    for &span in &comparison.only_b {
        streams.write_json(&Line::new(pair, "only-b", None, Some(in_b(span))))?;
    }
    for Fact { kind, span, .. } in &comparison.facts_a {
        let line = Line::new(pair, "only-a-fact", Some(in_a(*span)), None);
        streams.write_json(&Line { fact: Some(kind.name()), ..line })?;
    }
    for Fact { kind, span, .. } in &comparison.facts_b {
        let line = Line::new(pair, "only-b-fact", None, Some(in_b(*span)));
        streams.write_json(&Line { fact: Some(kind.name()), ..line })?;
    }
    Ok(())
}

impl<'a> Line<'a> {
    fn new(pair: [&'a str; 2], kind: &'static str, a: Option<Passage<'a>>, b: Option<Passage<'a>>) -> Self {
        let (why, quote, fact) = (None, None, None);
        Self { pair, drawn: true, kind, score: 0.0, a, b, why, quote, conflicts: Vec::new(), fact }
    }
}

impl<'a> Passage<'a> {
    fn new(span: Span, text: &'a str, points: &CodePoints<'_>) -> Self {
        let (start, end) = points.span(span);
        Self { start, end, text: span.slice(text) }
    }
}

fn text(names: [&str; 2], [a, b]: [&Article; 2], comparison: &Comparison, streams: &mut Streams<'_>) -> io::Result<()> {
    let out = &mut *streams.out;
    for (letter, name, article) in [("A", names[0], a), ("B", names[1], b)] {
        let outlet = article.outlet().unwrap_or("unknown outlet");
        let published = article.published().map_or_else(|| "undated".to_owned(), |interval| interval.to_string());
        let title = article.title().unwrap_or("untitled");
        let line = format!("{letter}: {title}, {outlet}, {published} ({name})");
        writeln!(out, "{}", plain(&line))?;
    }
    writeln!(out, "\nShared: {}", comparison.links.len())?;
    for link in &comparison.links {
        let (kind, strength, why) = (link.kind.name(), link.strength().name(), link.why());
        writeln!(out, "\n{}", plain(&format!("{kind}, {strength} ({:.0} %): {why}", link.score * 100.0)))?;
        writeln!(out, "  A  {}", plain(link.a.slice(&a.text)).trim())?;
        writeln!(out, "  B  {}", plain(link.b.slice(&b.text)).trim())?;
        for conflict in &link.conflicts {
            let (in_a, in_b) = (conflict.a.slice(&a.text), conflict.b.slice(&b.text));
            writeln!(out, "  {}", plain(&format!("{}: {in_a} / {in_b}", conflict.matter.name())))?;
        }
    }
    let sides = [("A", a, &comparison.only_a, &comparison.facts_a), ("B", b, &comparison.only_b, &comparison.facts_b)];
    for (letter, article, alone, facts) in sides {
        writeln!(out, "\nOnly in {letter}: {}", alone.len())?;
        for span in alone {
            writeln!(out, "  {}", plain(span.slice(&article.text)).trim())?;
        }
        writeln!(out, "\nStated only in {letter}: {}", facts.len())?;
        for fact in facts {
            writeln!(out, "  {}", plain(&format!("{}: {}", fact.kind.name(), fact.wording)))?;
        }
    }
    Ok(())
}
