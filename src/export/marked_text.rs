//! An article's text as HTML: paragraphs, expressions of time and query hits marked, boilerplate set back.

use super::markup::escaped;
use super::sheet::mention_words;
use crate::corpus::{Article, Mention};
use crate::text::{Span, paragraphs};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// What lies over a text, each in order of the text and without overlaps.
struct Layers<'a> {
    number: usize,
    article: &'a Article,
    mentions: &'a [Mention],
    hits: &'a [Span],
}

/// The anchor of one mention of the article with this number in the report.
pub(super) fn mark_id(number: usize, mention: usize) -> String {
    format!("a{number}t{mention}")
}

/// Writes the paragraphs of the article with this number.
pub(super) fn render(
    number: usize,
    article: &Article,
    mentions: &[Mention],
    hits: &[Span],
    out: &mut dyn Write,
) -> io::Result<()> {
    let layers = Layers { number, article, mentions, hits };
    for paragraph in paragraphs(&article.text) {
        let mut asides = from(&article.boilerplate, paragraph, |&stretch| stretch);
        let is_aside = asides.any(|(_, stretch)| stretch.contains(paragraph));
        write!(out, "<p dir=\"auto\"{}>", if is_aside { " class=\"aside\"" } else { "" })?;
        for piece in layers.pieces(paragraph) {
            layers.piece(piece, !is_aside, out)?;
        }
        writeln!(out, "</p>")?;
    }
    Ok(())
}

impl Layers<'_> {
    /// `paragraph` cut wherever a layer begins or ends.
    fn pieces(&self, paragraph: Span) -> Vec<Span> {
        let mut cuts = BTreeSet::from([paragraph.start, paragraph.end]);
        let mut cut = |span: Span| {
            cuts.extend([span.start, span.end].into_iter().filter(|&at| paragraph.start < at && at < paragraph.end));
        };
        let mentions = from(self.mentions, paragraph, |mention| mention.expression.span);
        mentions.for_each(|(_, mention)| cut(mention.expression.span));
        from(self.hits, paragraph, |&hit| hit).for_each(|(_, &hit)| cut(hit));
        from(&self.article.boilerplate, paragraph, |&stretch| stretch).for_each(|(_, &stretch)| cut(stretch));
        let cuts: Vec<u32> = cuts.into_iter().collect();
        cuts.iter().zip(cuts.iter().skip(1)).map(|(&start, &end)| Span { start, end }).collect()
    }

    /// One piece inside the marks that lie over it.
    fn piece(&self, piece: Span, is_aside_marked: bool, out: &mut dyn Write) -> io::Result<()> {
        let is_aside = is_aside_marked && self.article.is_boilerplate(piece);
        let time = from(self.mentions, piece, |mention| mention.expression.span).next();
        let is_hit = from(self.hits, piece, |&hit| hit).next().is_some();
        if is_aside {
            write!(out, "<span class=\"aside\">")?;
        }
        if let Some((index, mention)) = time {
            let class = if mention.interval().is_some() { "t" } else { "t open" };
            let is_start = mention.expression.span.start == piece.start;
            let id = if is_start { format!(" id=\"{}\"", mark_id(self.number, index)) } else { String::new() };
            write!(out, "<mark class=\"{class}\"{id} title=\"{}\">", escaped(&mention_words(mention)))?;
        }
        let (open, close) = if is_hit { ("<mark class=\"q\">", "</mark>") } else { ("", "") };
        write!(out, "{open}{}{close}", escaped(piece.slice(&self.article.text)))?;
        if time.is_some() {
            write!(out, "</mark>")?;
        }
        if is_aside {
            write!(out, "</span>")?;
        }
        Ok(())
    }
}

/// The members of an ordered layer that overlap `within`, with their positions.
fn from<T>(layer: &[T], within: Span, span: impl Fn(&T) -> Span + Copy) -> impl Iterator<Item = (usize, &T)> {
    let first = layer.partition_point(|member| span(member).end <= within.start);
    layer.iter().enumerate().skip(first).take_while(move |(_, member)| span(member).overlaps(within))
}
