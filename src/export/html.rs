//! One-file HTML: a dossier that any browser opens, offline, for reading and printing.
//!
//! It has no script, loads nothing and says so to the browser by a content security policy. Every word of a document
//! is escaped. A head with query and counts, a table, the timeline as a picture, what was compared, then every article
//! whole, with its expressions of time marked.

use super::address::web_link;
use super::markup::escaped;
use super::sheet::{self, Fact};
use super::{Scope, Selection, comparison_html, marked_text, side_by_side, svg};
use crate::corpus::{Article, Mention};
use crate::search::Query;
use crate::time::Interval;
use std::collections::BTreeMap;
use std::io::{self, Write};

const STYLE: &str = include_str!("report.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes the report.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(&selection.scope, out)?;
    table(selection, out)?;
    // Drawn by us: nothing of it is written by an article but words.
    writeln!(out, "<figure class=\"timeline\">\n{}</figure>", svg::drawing(selection))?;
    for compared in side_by_side::of(selection) {
        comparison_html::render(&compared, out)?;
    }
    let query = Query::parse(&selection.scope.view.query);
    for (index, (article_id, article)) in selection.articles().enumerate() {
        let facts = sheet::facts(&article).into_iter().chain(sheet::marked(article_id, &article, selection.marks));
        section(index + 1, &article, facts, &selection.mentions.of(article_id), &query, out)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn head(scope: &Scope, out: &mut dyn Write) -> io::Result<()> {
    let heading = sheet::heading(scope);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{heading}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<header class=\"scope\">\n<h1>{heading}</h1>\n<dl>")?;
    // The heading has the counts already.
    for (name, value) in scope.lines().into_iter().filter(|(name, _)| name != "articles") {
        writeln!(out, "<div><dt>{}</dt><dd dir=\"auto\">{}</dd></div>", escaped(&name), escaped(&value))?;
    }
    writeln!(out, "</dl>\n</header>\n<main>")
}

fn table(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\" class=\"n\">No.</th>")?;
    writeln!(out, "<th scope=\"col\">Published</th><th scope=\"col\">Outlet</th><th scope=\"col\">Title</th>")?;
    writeln!(
        out,
        "<th scope=\"col\" class=\"n\">Words</th><th scope=\"col\" class=\"n\">Days referred to</th></tr></thead>\n<tbody>"
    )?;
    for (index, (article_id, article)) in selection.articles().enumerate() {
        let number = index + 1;
        let published = article.published().map_or_else(|| "undated".to_owned(), |interval| interval.to_string());
        let date_count = dated(&selection.mentions.of(article_id)).len();
        writeln!(
            out,
            "<tr><td class=\"n\">{number}</td><td class=\"date\">{}</td><td dir=\"auto\">{}</td>\
             <td dir=\"auto\"><a href=\"#a{number}\">{}</a></td><td class=\"n\">{}</td><td class=\"n\">{date_count}</td></tr>",
            escaped(&published),
            escaped(article.outlet().unwrap_or("unknown")),
            escaped(&article.shown_title()),
            article.word_count,
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}

fn section(
    number: usize,
    article: &Article,
    facts: impl Iterator<Item = Fact>,
    mentions: &[Mention],
    query: &Query,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<article id=\"a{number}\">\n<h2 dir=\"auto\">{}</h2>\n<dl class=\"facts\">",
        escaped(&article.shown_title())
    )?;
    for Fact { name, value, basis } in facts {
        let value = if name == "Address" { link(&value) } else { escaped(&value).into_owned() };
        let basis = if basis.is_empty() { basis } else { format!(" <span class=\"why\">{}</span>", escaped(&basis)) };
        writeln!(out, "<div><dt>{name}</dt><dd dir=\"auto\">{value}{basis}</dd></div>")?;
    }
    writeln!(out, "</dl>")?;
    days(number, mentions, out)?;
    let language = article.language().map(|language| format!(" lang=\"{}\"", escaped(language))).unwrap_or_default();
    writeln!(out, "<div class=\"text\"{language}>")?;
    marked_text::render(number, article, mentions, &query.hits(&article.text), out)?;
    writeln!(out, "</div>\n</article>")
}

/// The days that an article refers to, in order, each a link to the first words that name it.
fn days(number: usize, mentions: &[Mention], out: &mut dyn Write) -> io::Result<()> {
    let dated = dated(mentions);
    if dated.is_empty() {
        return Ok(());
    }
    write!(out, "<p class=\"days\"><span>Refers to</span>")?;
    for (interval, index) in dated {
        write!(out, " <a href=\"#{}\">{interval}</a>", marked_text::mark_id(number, index))?;
    }
    writeln!(out, "</p>")
}

/// Every interval that is referred to outside boilerplate, with the first mention of it, in order of the days.
fn dated(mentions: &[Mention]) -> Vec<(Interval, usize)> {
    let mut first: BTreeMap<Interval, usize> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| !mention.is_boilerplate) {
        if let Some(interval) = mention.interval() {
            first.entry(interval).or_insert(index);
        }
    }
    first.into_iter().collect()
}

/// A web address as a link that tells the site nothing; any other address as words.
fn link(address: &str) -> String {
    let shown = escaped(address);
    match web_link(address) {
        Some(link) => format!("<a href=\"{}\" rel=\"noopener noreferrer nofollow\">{shown}</a>", escaped(&link)),
        None => shown.into_owned(),
    }
}
