//! How one comparison is written, as text or JSON Lines.

use super::arguments::CompareFormat;
use super::streams::Streams;
use super::terminal::plain;
use crate::compare::{Comparison, Link, LinkKind, every_pair};
use crate::corpus::Article;
use crate::export::record::rounded;
use crate::text::{CodePoints, Span};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;

/// One link, or one passage that only one article has.
#[derive(Serialize)]
struct Line<'a> {
    pair: [&'a str; 2],
    drawn: bool,
    kind: &'static str,
    score: f32,
    a: Option<Passage<'a>>,
    b: Option<Passage<'a>>,
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
        let (kind, score) = (kind_name(link.kind), rounded(link.score));
        streams.write_json(&Line { pair, drawn, kind, score, a: Some(in_a(link.a)), b: Some(in_b(link.b)) })?;
    }
    for &span in &comparison.only_a {
        streams.write_json(&Line { pair, drawn: true, kind: "only-a", score: 0.0, a: Some(in_a(span)), b: None })?;
    }
    for &span in &comparison.only_b {
        streams.write_json(&Line { pair, drawn: true, kind: "only-b", score: 0.0, a: None, b: Some(in_b(span)) })?;
    }
    Ok(())
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
        let (kind, why) = (kind_name(link.kind), link.why());
        writeln!(out, "\n{}", plain(&format!("{kind}, {:.0} %: {why}", link.score * 100.0)))?;
        writeln!(out, "  A  {}", plain(link.a.slice(&a.text)).trim())?;
        writeln!(out, "  B  {}", plain(link.b.slice(&b.text)).trim())?;
    }
    for (letter, article, alone) in [("A", a, &comparison.only_a), ("B", b, &comparison.only_b)] {
        writeln!(out, "\nOnly in {letter}: {}", alone.len())?;
        for span in alone {
            writeln!(out, "  {}", plain(span.slice(&article.text)).trim())?;
        }
    }
    Ok(())
}

fn kind_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Identical => "identical",
        LinkKind::Edited => "edited",
        LinkKind::Paraphrase => "paraphrase",
    }
}
