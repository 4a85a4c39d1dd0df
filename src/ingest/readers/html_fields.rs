//! What a page states of itself: JSON-LD, `<meta>`, canonical address, `<time>`, headings.
//!
//! For each field the sources in the order of how seldom they are wrong (measured on saved news pages of 181 publishers).

use super::html_strip::unescape;
use super::record::value_text;
use crate::corpus::{Basis, Evidence};
use crate::ingest::field_names::FieldKey;
use crate::ingest::statement::{Statement, Statements};
use crate::time::{self, Anchor, Context, stated};
use chrono::Datelike;
use dom_query::Document;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Names of `<meta>` that state the day of publication, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "sailthru.date",
    "article.published",
    "published-date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "date.issued",
    "originalpublicationdate",
    "article_date_original",
    "iso-8601-publish-date",
    "date_published",
    "displaydate",
    "datecreated",
    "article:post_date",
    "vr:published_time",
    "last-modified-date-original",
    "rnews:datepublished",
    "release_date",
    "date",
    "dateofpublication",
    "timestamp",
];

/// Elements whose class or identifier says that they show the day of publication.
const DATE_ELEMENTS: &str = "abbr.published, .entry-date, .post-date, .article-date, .date-header, .pubdate, .published, \
     [class*=publish], [class*=Publish], [class*=posted], [class*=timestamp], [id*=publish], [class*=date], [class*=Date], \
     [id*=date], [class*=datum], [class*=fecha], [class*=meta], [class*=byline]";

/// Such elements that are looked at, and characters that one of them holds at most: longer ones hold more than a date.
const MOST_DATE_ELEMENTS: usize = 12;
const LONGEST_DATE_TEXT: usize = 120;

/// Days before the first newspapers are place-holders of content systems.
const EARLIEST_YEAR: i32 = 1600;

const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"];
const AUTHORS: &[&str] =
    &["author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"];
const OUTLETS: &[&str] = &[
    "og:site_name",
    "application-name",
    "cre",
    "dc.publisher",
    "twitter:app:name:iphone",
    "apple-mobile-web-app-title",
];

/// Everything that the page states.
pub(super) fn read(page: &Document) -> Statements {
    let meta = Meta::read(page);
    let linked = linked_data(page);
    let ld = |names: &[(&str, FieldKey)]| linked_statement(&linked, names);
    let title = ld(&[("headline", FieldKey::Title)])
        .or_else(|| meta.first(TITLES))
        .or_else(|| element(page, "h1", "<h1>"))
        .or_else(|| element(page, "title", "<title>"));
    let url = link(page, "link[rel=canonical]")
        .or_else(|| meta.first(&["og:url", "twitter:url", "parsely-link"]))
        .or_else(|| ld(&[("url", FieldKey::Url), ("mainEntityOfPage", FieldKey::Url)]))
        .filter(|url| url.value.starts_with("http"));
    Statements {
        title,
        outlet: meta.first(OUTLETS).or_else(|| ld(&[("publisher", FieldKey::Outlet)])),
        byline: byline(page, &meta, &linked),
        published: published(page, &meta, &linked, url.as_ref()),
        url,
        language: attribute(page, "html", "lang", "<html lang>")
            .or_else(|| meta.first(&["og:locale", "content-language", "language", "dc.language"]))
            .or_else(|| ld(&[("inLanguage", FieldKey::Language)])),
    }
}

fn byline(page: &Document, meta: &Meta, linked: &[Map<String, Value>]) -> Option<Statement> {
    let is_name = |statement: &Statement| {
        let value = statement.value.to_lowercase();
        !value.contains("http") && !value.contains('@') && value.len() < 200 && value.chars().any(char::is_alphabetic)
    };
    let mut found = linked_statement(linked, &[("author", FieldKey::Byline), ("creator", FieldKey::Byline)])
        .filter(is_name)
        .or_else(|| meta.first(AUTHORS).filter(is_name))
        .or_else(|| {
            element(page, "[itemprop=author] [itemprop=name], [rel=author], .byline, .author-name", "byline")
                .filter(is_name)
        })?;
    for prefix in ["By ", "by ", "BY ", "Von ", "Par ", "Por "] {
        if let Some(name) = found.value.strip_prefix(prefix) {
            found.value = name.trim_start().to_owned();
            break;
        }
    }
    Some(found)
}

/// The first statement of a day that can be understood, from the surest place to the least; an address that names the
/// day is left to inference and beats what only looks like a date.
fn published(
    page: &Document,
    meta: &Meta,
    linked: &[Map<String, Value>],
    url: Option<&Statement>,
) -> Option<Statement> {
    let stated: Vec<Statement> = [
        linked_statement(linked, &[("datePublished", FieldKey::Published)]),
        meta.first(DATES),
        attribute(page, "[itemprop=datePublished][datetime]", "datetime", "itemprop datePublished"),
        attribute(page, "[itemprop=datePublished][content]", "content", "itemprop datePublished"),
        attribute(page, "time[pubdate][datetime]", "datetime", "<time pubdate>"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let is_understood = |statement: &Statement| {
        stated::parse(&statement.value, &Context::default()).is_some_and(|day| day.first().year() >= EARLIEST_YEAR)
    };
    if let Some(found) = stated.iter().find(|statement| is_understood(statement)) {
        return Some(found.clone());
    }
    let named_day = url.and_then(|url| stated::in_path(&url.value));
    if named_day.is_some_and(|day| day.day_count() == 1) {
        return None;
    }
    attribute(page, "article time[datetime], main time[datetime]", "datetime", "<time>")
        .filter(is_understood)
        .or_else(|| shown_date(page))
        .or_else(|| attribute(page, "time[datetime]", "datetime", "<time>").filter(is_understood))
        .or_else(|| {
            linked_statement(linked, &[("dateCreated", FieldKey::Published), ("uploadDate", FieldKey::Published)])
        })
        .filter(|_| named_day.is_none())
        .or_else(|| stated.into_iter().next().filter(|statement| !statement.value.starts_with("0001")))
}

/// The day in an element whose name says that it holds a date.
fn shown_date(page: &Document) -> Option<Statement> {
    let found = page.select(DATE_ELEMENTS);
    let texts = found.iter().take(MOST_DATE_ELEMENTS).map(|element| element.text().trim().to_owned());
    texts.filter(|text| text.len() <= LONGEST_DATE_TEXT).find_map(|text| {
        let context = Context::default();
        let day = stated::parse(&text, &context).or_else(|| {
            let expressions = time::read(&text, &context);
            expressions.into_iter().filter(|found| found.anchor == Anchor::Explicit).find_map(|found| found.interval)
        })?;
        let is_plausible = day.day_count() == 1 && day.first().year() >= EARLIEST_YEAR;
        is_plausible.then(|| Statement {
            value: day.first().format("%Y-%m-%d").to_string(),
            basis: Basis::Inferred {
                rule: "date-element".into(),
                evidence: vec![Evidence::Outside(text)],
                alternatives: Vec::new(),
                confidence: 0.75,
            },
        })
    })
}

/// The `<meta>` tags of a page, by name in lower case; of several with one name the first, for authors all.
struct Meta(BTreeMap<String, String>);

impl Meta {
    fn read(page: &Document) -> Self {
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for tag in &page.select("meta[content]") {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|attribute| tag.attr(attribute));
            let (Some(name), Some(content)) = (name, tag.attr("content")) else { continue };
            let (name, content) = (name.to_lowercase(), unescape(&content));
            if content.trim().is_empty() {
                continue;
            }
            match found.get_mut(&name) {
                Some(authors) if name == "author" && !authors.contains(&content) => {
                    authors.push_str(", ");
                    authors.push_str(&content);
                }
                Some(_) => {}
                None => {
                    found.insert(name, content);
                }
            }
        }
        Self(found)
    }

    fn first(&self, names: &[&str]) -> Option<Statement> {
        names.iter().find_map(|name| Statement::at(format!("meta {name}"), self.0.get(*name)?))
    }
}

/// The text of the first element that `selector` finds.
fn element(page: &Document, selector: &str, place: &'static str) -> Option<Statement> {
    page.select(selector).iter().find_map(|found| Statement::at(place, &found.text()))
}

fn attribute(page: &Document, selector: &str, name: &str, place: &'static str) -> Option<Statement> {
    page.select(selector).iter().find_map(|found| Statement::at(place, &found.attr(name)?))
}

fn link(page: &Document, selector: &str) -> Option<Statement> {
    attribute(page, selector, "href", "canonical address")
}

/// Kinds of things that are an article, in schema.org's words.
fn rank_of(object: &Map<String, Value>) -> Option<usize> {
    let kinds: Vec<&str> = match object.get("@type")? {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let is = |names: &[&str]| kinds.iter().any(|kind| names.iter().any(|name| kind.ends_with(name)));
    if is(&["Article", "BlogPosting", "Report", "Posting"]) {
        Some(0)
    } else if is(&["WebPage", "VideoObject", "CreativeWork", "Review", "Recipe"]) {
        Some(1)
    } else {
        None
    }
}

/// The descriptions of articles in a page's JSON-LD, articles before web pages.
fn linked_data(page: &Document) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    for script in &page.select("script[type='application/ld+json']") {
        if let Some(value) = parse_lenient(&script.text()) {
            gather(&value, 5, &mut found);
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, object)| object).collect()
}

/// JSON as pages write it: in CDATA or a comment, with raw line ends in strings.
fn parse_lenient(script: &str) -> Option<Value> {
    let script = script.trim().trim_end_matches(';');
    let script =
        ["<![CDATA[", "//<![CDATA[", "<!--"].iter().find_map(|open| script.strip_prefix(open)).unwrap_or(script);
    let script = ["//]]>", "]]>", "-->"].iter().find_map(|close| script.strip_suffix(close)).unwrap_or(script);
    serde_json::from_str(script).or_else(|_| serde_json::from_str(&script.replace(|c: char| c.is_control(), " "))).ok()
}

fn gather(value: &Value, depth: usize, found: &mut Vec<(usize, Map<String, Value>)>) {
    match value {
        Value::Array(items) if depth > 0 => items.iter().for_each(|item| gather(item, depth - 1, found)),
        Value::Object(object) => {
            if let Some(rank) = rank_of(object) {
                found.push((rank, object.clone()));
            }
            if depth > 0 {
                for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(name) {
                        gather(inner, depth - 1, found);
                    }
                }
            }
        }
        _ => {}
    }
}

fn linked_statement(linked: &[Map<String, Value>], names: &[(&str, FieldKey)]) -> Option<Statement> {
    linked.iter().find_map(|object| {
        names.iter().find_map(|(name, key)| {
            let value = value_text(*key, object.get(*name)?)?;
            Statement::at(format!("JSON-LD: {name}"), &unescape(&value))
        })
    })
}
