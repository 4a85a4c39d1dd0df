//! What a page states of itself, field by field.
//!
//! [`super::html_linked`] and [`super::html_meta`] hold what is said to machines; [`super::html_title`],
//! [`super::html_byline`] and [`super::html_date`] weigh it against what a reader of the page sees.

use super::html_linked::Linked;
use super::html_meta::{Meta, OUTLETS};
use super::html_parts::Parts;
use super::html_tree::Tree;
use super::{html_byline, html_date, html_title};
use crate::corpus::{Alternative, Basis, Evidence};
use crate::ingest::statement::{Statement, Statements};
use regex::Regex;
use std::sync::LazyLock;

/// How often what a page calls its site is the name of its outlet (measured on saved pages of 181 publishers).
const SITE_TRUST: f32 = 0.77;

/// A page of no more nodes than this may be a gate.
const GATE_NODES: usize = 60;

/// What a page tells.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) statements: Statements,
    /// The heading that is the headline.
    pub(super) headline: Option<usize>,
    /// The article's text as the page's linked data have it.
    pub(super) body: Option<String>,
    /// What the page says of its content in a sentence.
    pub(super) summary: Option<String>,
}

/// Everything that the page states.
pub(super) fn read(tree: &Tree) -> Facts {
    let meta = Meta::read(tree);
    let linked = Linked::read(tree);
    let url = address(tree, &meta, &linked);
    let other = meta.first(&["og:url"]).map(|other| other.value);
    let outlet = outlet(&meta, &linked, other.as_deref());
    let language = tree
        .named("html")
        .find_map(|at| Statement::at("<html lang>", tree.attribute(at, "lang")?))
        .or_else(|| meta.first(&["og:locale", "content-language", "language", "dc.language"]))
        .or_else(|| linked.text(&["inLanguage"]));
    let sites = sites(&meta, &linked, url.as_ref());
    let title = html_title::read(tree, &meta, &linked, &sites);
    let parts = Parts {
        tree,
        meta: &meta,
        linked: &linked,
        headline: title.node,
        url: url.as_ref().map(|url| url.value.as_str()),
        language: language.as_ref().map(|language| language.value.as_str()),
        sites: &sites,
    };
    let (byline, published) = (html_byline::read(&parts), html_date::published(&parts));
    let body = linked.article_text(&["articleBody"]).map(|body| body.value);
    let summary = meta.first(&["og:description", "description", "twitter:description"]).map(|found| found.value);
    let statements = Statements { title: title.statement, outlet, byline, published, url: url.clone(), language };
    Facts { statements, headline: title.node, body, summary }
}

fn address(tree: &Tree, meta: &Meta, linked: &Linked) -> Option<Statement> {
    let canonical = tree.named("link").find_map(|at| {
        tree.attribute(at, "rel").filter(|rel| rel.eq_ignore_ascii_case("canonical"))?;
        Statement::at("canonical address", tree.attribute(at, "href")?)
    });
    let is_address = |url: &Statement| url.value.starts_with("http");
    let named =
        ["og:url", "twitter:url", "parsely-link"].iter().find_map(|name| meta.first(&[*name]).filter(is_address));
    let stated = canonical.filter(is_address).or(named);
    stated.or_else(|| linked.text(&["url", "mainEntityOfPage"]).filter(is_address)).or_else(|| sent_on(tree, meta))
}

/// Where a page that holds next to nothing sends its reader on to, by `<meta http-equiv=refresh>` or a script: saved pages are
/// often only the gate before the article.
fn sent_on(tree: &Tree, meta: &Meta) -> Option<Statement> {
    static TARGET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"\blocation(?:\.href)?\s*=\s*["'](https?://[^"'\s]+)|\blocation\.(?:replace|assign)\(["'](https?://[^"'\s]+)"#).ok()
    });
    static REFRESH: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"(?i)^\s*\d+\s*[;,]\s*url\s*=\s*["']?(https?://[^"'\s]+)"#).ok());
    if tree.len() > GATE_NODES {
        return None;
    }
    let told = |target: &str| Statement::at("address that the page sends its reader on to", target);
    let refresh = meta.first(&["refresh"]).map(|refresh| refresh.value);
    let target = refresh.as_deref().and_then(|refresh| REFRESH.as_ref()?.captures(refresh)?.get(1));
    if let Some(target) = target {
        return told(target.as_str());
    }
    tree.named("script").find_map(|script| {
        let text = tree.raw_text(script);
        let target = TARGET.as_ref()?.captures(&text).and_then(|found| found.get(1).or_else(|| found.get(2)))?;
        told(target.as_str())
    })
}

/// The outlet as the site names itself: not sure, for many name a section, an app or a slogan there. Its other names are
/// alternatives.
fn outlet(meta: &Meta, linked: &Linked, other_address: Option<&str>) -> Option<Statement> {
    let publisher = linked.people("publisher").into_iter().next().map(|one| one.name);
    let publisher = publisher.and_then(|name| Statement::at("JSON-LD: publisher", &name));
    let mut names = meta.first(OUTLETS).into_iter().chain(publisher);
    let found = names.next()?;
    let mut alternatives: Vec<Alternative> = names
        .map(|other| other.value)
        .chain(other_address.map(str::to_owned))
        .map(|value| Alternative { value, reason: "another name of the site".into(), span: None })
        .collect();
    alternatives.retain(|other| other.value != found.value);
    let evidence = vec![Evidence::Outside(found.basis.rule().to_owned())];
    let basis = Basis::Inferred { rule: "site-name".into(), evidence, alternatives, confidence: SITE_TRUST };
    Some(Statement { value: found.value, basis })
}

/// All that the site may be called: in titles and as author it is no part of them.
fn sites(meta: &Meta, linked: &Linked, url: Option<&Statement>) -> Vec<String> {
    let mut names: Vec<String> = meta.each(OUTLETS).map(|found| found.value).collect();
    names.extend(linked.people("publisher").into_iter().map(|one| one.name));
    names.extend(meta.first(&["twitter:site"]).map(|found| found.value.trim_start_matches('@').to_owned()));
    if let Some(host) = url.and_then(|url| url.value.split("://").nth(1)?.split(['/', ':', '?']).next()) {
        let host = host.trim_start_matches("www.");
        names.push(host.to_owned());
        names.extend(host.rsplit('.').nth(1).filter(|stem| stem.len() > 2).map(str::to_owned));
        names.extend(host.split('.').next().filter(|stem| stem.len() > 3).map(str::to_owned));
    }
    names
}
