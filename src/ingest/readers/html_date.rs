//! When a page says that it appeared: in its linked data and `<meta>`, else where a reader sees it.
//!
//! What machines are told is believed first, the day of publication before the day of a change. A date that is only seen
//! is weighed: by the words before it, by what its element is called, by how near it stands to the headline, and by whether
//! it lies in the month that the address names (the method of htmldate, Barbaresi 2020, with publication before change).

use super::html_blocks::{Block, blocks};
use super::html_furniture::{is_aside, prose};
use super::html_meta::{CHANGES, DATES};
use super::html_parts::Parts;
use super::html_tree::Tree;
use crate::corpus::{Basis, Evidence};
use crate::ingest::infer::cues::{Cue, cue};
use crate::ingest::infer::dates;
use crate::ingest::statement::Statement;
use crate::time::{Context, Interval, Precision, stated};
use chrono::Datelike;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Days before the first newspapers are place-holders of content systems.
const EARLIEST_YEAR: i32 = 1600;

/// What a date that is only seen must reach.
const ENOUGH: f32 = 0.45;

/// A date without a cue that is more blocks than this from where the article begins may be another article's.
const FARTHEST: usize = 10;
/// So many days without a cue are a list of articles.
const LIST_DAYS: usize = 3;

/// Blocks that are looked at, and letters' widths of one that can be a line with a date.
const MOST_BLOCKS: usize = 4000;
const LONGEST_LINE: usize = 140;

/// Bytes of scripts that are searched for a day, where nothing else tells one.
const SCRIPT_BYTES: usize = 2 * 1024 * 1024;

/// Words of a class that say that the element shows a date.
const DATED: &[&str] = &[
    "date",
    "dates",
    "datum",
    "fecha",
    "time",
    "timestamp",
    "published",
    "publish",
    "pubdate",
    "posted",
    "dateline",
    "meta",
    "byline",
    "info",
    "submitted",
    "created",
    "datetime",
    "publication",
    "updated",
    "infos",
    "details",
];

/// Properties of an element (`RDFa`) that state the day of publication.
const PROPERTIES: &[&str] = &[
    "datePublished",
    "schema:datePublished",
    "http://schema.org/datePublished",
    "dc:date",
    "dc:created",
    "dc:issued",
    "dcterms:date",
    "dcterms:created",
    "dcterms:issued",
];

/// The day of publication, as sure as the page makes it; nothing where only the address can tell.
pub(super) fn published(parts: &Parts<'_>) -> Option<Statement> {
    let context = parts.context();
    let day = |statement: &Statement| understood(&statement.value, &context);
    let told = told(parts);
    let address = parts.url.and_then(stated::in_path).filter(|named| named.day_count() <= 366);
    let of_address = address.filter(|named| named.precision() == Precision::Day);
    if let Some(found) = told.iter().find(|statement| day(statement).is_some()) {
        // Told in the time of Greenwich, it can be the day before or after the outlet's own.
        let is_other_zone = |named: Interval| {
            let apart = day(found).map_or(0, |day| (day.first() - named.first()).num_days().abs());
            apart == 1 && found.value.contains('T')
        };
        return Some(found.clone()).filter(|_| !of_address.is_some_and(is_other_zone));
    }
    if of_address.is_some() {
        return None;
    }
    seen(parts, address, &context)
        .or_else(|| changed(parts).filter(|found| day(found).is_some()))
        .or_else(|| in_scripts(parts.tree, &context))
        .or_else(|| in_picture(parts))
        .or_else(|| {
            told.into_iter().next().filter(|statement| !statement.value.starts_with("0001") && address.is_none())
        })
}

/// The day that `value` states, if it can be a day of publication.
fn understood(value: &str, context: &Context<'_>) -> Option<Interval> {
    stated::parse(value, context)
        .or_else(|| dates::find(value, context).first().map(|found| found.interval))
        .filter(|day| day.precision() == Precision::Day && day.first().year() >= EARLIEST_YEAR)
}

/// What machines are told of the publication, the surest first.
fn told(parts: &Parts<'_>) -> Vec<Statement> {
    let tree = parts.tree;
    let marked = |name: &str, property: &str| {
        (1..tree.len()).find_map(|at| {
            tree.attribute(at, "itemprop").filter(|found| found.split(' ').any(|one| one == property))?;
            Statement::at(format!("itemprop {property}"), tree.attribute(at, name)?)
        })
    };
    // Comments and teasers have such times too: the one nearest to the headline is the article's.
    let mut times = tree.named("time").filter(|&at| tree.attribute(at, "datetime").is_some());
    let is_pubdate = |at: &usize| tree.attribute(*at, "pubdate").is_some();
    let pubdate = match parts.headline {
        Some(headline) => times.min_by_key(|at| at.abs_diff(headline)).filter(is_pubdate),
        None => times.find(is_pubdate),
    };
    let mut found: Vec<Statement> = Vec::new();
    found.extend(parts.linked.article_text(&["datePublished"]));
    found.extend(parts.meta.each(DATES));
    found.extend(parts.linked.text(&["datePublished"]));
    found.extend(marked("datetime", "datePublished"));
    found.extend(marked("content", "datePublished"));
    found.extend(property(tree));
    found.extend(microformat(tree, "published"));
    found.extend(pubdate.and_then(|at| Statement::at("<time pubdate>", tree.attribute(at, "datetime")?)));
    found
}

/// The day that an element carries beside its text as a property in words of schema.org or Dublin Core (`RDFa`).
fn property(tree: &Tree) -> Option<Statement> {
    (1..tree.len()).filter(|&at| tree.name(at) != "meta").find_map(|at| {
        let named = tree.attribute(at, "property")?.split_whitespace().find(|one| PROPERTIES.contains(one))?;
        let value = tree.attribute(at, "content").or_else(|| tree.attribute(at, "datetime"))?;
        Statement::at(format!("property {named}"), value).filter(|_| !is_aside(tree, at))
    })
}

/// The day that an element of this class carries beside its text (hAtom).
fn microformat(tree: &Tree, class: &str) -> Option<Statement> {
    (1..tree.len()).find_map(|at| {
        tree.attribute(at, "class").filter(|classes| classes.split_whitespace().any(|one| one == class))?;
        let value = tree.attribute(at, "title").or_else(|| tree.attribute(at, "datetime"))?;
        let starts_as_day = value.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        Statement::at(format!("class {class}"), value).filter(|_| starts_as_day && !is_aside(tree, at))
    })
}

/// The day of the last change, where nothing tells of the publication.
fn changed(parts: &Parts<'_>) -> Option<Statement> {
    let found = parts
        .linked
        .text(&["dateCreated", "uploadDate", "dateModified"])
        .or_else(|| parts.meta.first(CHANGES))
        .or_else(|| microformat(parts.tree, "updated"))?;
    Some(outside(&found.value, "date-of-change", found.basis.rule().to_owned(), 0.55))
}

fn outside(value: &str, rule: &'static str, evidence: String, confidence: f32) -> Statement {
    let evidence = vec![Evidence::Outside(evidence)];
    let basis = Basis::Inferred { rule: rule.into(), evidence, alternatives: Vec::new(), confidence };
    Statement { value: value.to_owned(), basis }
}

/// A date that a reader of the page sees.
struct Seen {
    interval: Interval,
    weight: f32,
    /// Words say what it is the date of.
    has_cue: bool,
    /// Blocks between it and the beginning of the article.
    distance: usize,
    words: String,
}

fn seen(parts: &Parts<'_>, address: Option<Interval>, context: &Context<'_>) -> Option<Statement> {
    let tree = parts.tree;
    let hidden: BTreeSet<usize> = ["script", "style", "noscript", "template", "head", "select"]
        .into_iter()
        .flat_map(|name| tree.named(name))
        .collect();
    let all = blocks(tree, 0, &hidden);
    let place = place_of_text(&all, parts.headline);
    let mut found: Vec<Seen> = Vec::new();
    for (index, block) in all.iter().enumerate().take(MOST_BLOCKS) {
        let before = index.checked_sub(1).and_then(|before| all.get(before));
        found.extend(in_block(tree, block, before, address, context).into_iter().map(|mut one| {
            let distance = index.abs_diff(place);
            one.distance = distance;
            one.weight += match distance {
                0..=3 => 0.25,
                4..=10 => 0.2,
                11..=25 => 0.1,
                _ => 0.0,
            };
            // What stands before the headline belongs to the page rather than to the article.
            one.weight -= if index < place { 0.03 } else { 0.0 };
            one.weight += match address {
                Some(named) if named.contains(one.interval) => 0.25,
                Some(_) => -0.4,
                None => 0.0,
            };
            one
        }));
    }
    let best = strongest(found.iter())?;
    let newest = || newest_entry(&found).filter(|_| address.is_none() && !parts.is_called_article());
    if best.weight < ENOUGH {
        let cued = strongest(found.iter().filter(|one| one.has_cue && one.weight > 0.0));
        return cued.map(Seen::stated).or_else(newest);
    }
    let is_near = best.has_cue || best.distance <= FARTHEST;
    let listed = if is_near { None } else { newest() };
    listed.or_else(|| Some(best.stated()))
}

impl Seen {
    fn stated(&self) -> Statement {
        self.stated_by("date-on-page", self.weight.clamp(0.4, 0.9))
    }

    fn stated_by(&self, rule: &'static str, confidence: f32) -> Statement {
        let day = self.interval.first().format("%Y-%m-%d").to_string();
        outside(&day, rule, self.words.clone(), confidence)
    }
}

/// The first of those that weigh most.
fn strongest<'s>(found: impl Iterator<Item = &'s Seen>) -> Option<&'s Seen> {
    found.fold(None, |best: Option<&Seen>, one| match best {
        Some(best) if best.weight >= one.weight => Some(best),
        _ => Some(one),
    })
}

/// A page that lists others is as old as the newest of them, as a feed is (RFC 4287, `atom:updated`): of three days or more
/// that no words claim, the last.
fn newest_entry(found: &[Seen]) -> Option<Statement> {
    let entries = || found.iter().filter(|one| !one.has_cue && one.weight > 0.0);
    let days: BTreeSet<_> = entries().map(|one| one.interval.first()).collect();
    let newest = entries().max_by_key(|one| one.interval.first()).filter(|_| days.len() >= LIST_DAYS)?;
    Some(newest.stated_by("newest-entry", 0.4))
}

/// The number of the block at which the article begins: the headline, else the first running text.
fn place_of_text(all: &[Block], headline: Option<usize>) -> usize {
    let begins = headline.and_then(|headline| all.iter().position(|block| block.node >= headline));
    begins.or_else(|| all.iter().position(|block| prose(block) > 0.0)).unwrap_or(0)
}

/// The dates in one block, weighed by what stands before them and what the element is.
fn in_block(
    tree: &Tree,
    block: &Block,
    before: Option<&Block>,
    address: Option<Interval>,
    context: &Context<'_>,
) -> Vec<Seen> {
    let mut found = Vec::new();
    let around = || std::iter::once(block.element).chain(tree.ancestors(block.node));
    // A footer tells when the page was changed last; no other date aside is the article's.
    let is_aside = is_aside(tree, block.element);
    if is_aside && cue(&block.text).is_none() {
        return found;
    }
    let time = around().take(4).find(|&at| tree.name(at) == "time").and_then(|at| tree.attribute(at, "datetime"));
    let is_dated = || around().take(4).any(|at| tree.hint(at).split(' ').any(|word| DATED.contains(&word)));
    if let Some(interval) = time.and_then(|value| understood(value, context)) {
        let cue =
            cue(&block.text).or_else(|| before.filter(|block| block.width < 40).and_then(|block| cue(&block.text)));
        found.push(Seen {
            interval,
            weight: 0.35 + weight_of(cue),
            has_cue: cue.is_some(),
            distance: 0,
            words: block.text.chars().take(80).collect(),
        });
        return found;
    }
    let is_line = block.width <= LONGEST_LINE;
    let mut from = 0;
    for date in dates::find(&block.text, context) {
        let words = block.text.get(from..date.span.start()).unwrap_or("");
        let near: String = words.chars().rev().take(40).collect::<Vec<char>>().into_iter().rev().collect();
        let before = before.filter(|block| from == 0 && words.trim().is_empty() && block.width < 40);
        let line = Some(block.text.as_str()).filter(|_| block.width <= 90);
        let cue = cue(&near).or_else(|| before.and_then(|block| cue(&block.text))).or_else(|| cue(line?));
        let is_named = address.is_some_and(|named| named.contains(date.interval));
        from = date.span.end();
        if date.interval.first().year() < EARLIEST_YEAR || !is_line && !is_named && !matches!(cue, Some(Cue::Original))
        {
            continue;
        }
        let is_bare = block.width <= date.span.len() + 30;
        let behind = block.text.get(date.span.end()..).unwrap_or("");
        let is_timed = CLOCK.as_ref().is_some_and(|clock| clock.is_match(behind));
        let weight = weight_of(cue)
            + if is_bare { 0.15 } else { 0.0 }
            + if is_dated() { 0.2 } else { 0.0 }
            + if is_timed { 0.1 } else { 0.0 }
            - if block.link_share() > 0.5 { 0.15 } else { 0.0 }
            // What is said aside of a change is said of the page.
            - if is_aside && cue != Some(Cue::Updated) { 0.2 } else { 0.0 };
        found.push(Seen {
            interval: date.interval,
            weight,
            has_cue: cue.is_some(),
            distance: 0,
            words: block.text.chars().take(80).collect(),
        });
    }
    found
}

/// A time of day right behind a date.
static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\D{0,8}[0-2]?\d[:.h][0-5]\d").ok());

fn weight_of(cue: Option<Cue>) -> f32 {
    match cue {
        Some(Cue::Original) => 0.7,
        Some(Cue::Published) => 0.45,
        Some(Cue::Updated) => 0.12,
        None => 0.15,
    }
}

/// The day that the page's own scripts give as that of publication, the first of them.
fn in_scripts(tree: &Tree, context: &Context<'_>) -> Option<Statement> {
    static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?i)["'\\]?(?:date_?published|published_?(?:date|at|on|time)|publication_?(?:date|time)|publish_?(?:date|time)|pub_?date|first_?publication_?date|created_?(?:at|date|time))\\?["']?\s*[:=]\s*\\?["']?((?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d{6}\b|\p{L}{3,9} \d{1,2}, (?:19|20)\d\d)"#,
        )
        .ok()
    });
    let mut left = SCRIPT_BYTES;
    for script in tree.named("script") {
        let text = tree.raw_text(script);
        if text.len() > left {
            break;
        }
        left -= text.len();
        let Some(found) = KEY.as_ref().and_then(|key| key.captures(&text)).and_then(|found| found.get(1)) else {
            continue;
        };
        if let Some(day) = understood(found.as_str(), context) {
            let value = day.first().format("%Y-%m-%d").to_string();
            return Some(outside(&value, "date-in-script", found.as_str().to_owned(), 0.5));
        }
    }
    None
}

/// The day in the address of the page's picture: the last resort.
fn in_picture(parts: &Parts<'_>) -> Option<Statement> {
    let picture = parts.meta.first(&["og:image", "twitter:image"])?;
    let day = stated::in_path(&picture.value).filter(|day| day.precision() == Precision::Day)?;
    Some(outside(&day.first().format("%Y-%m-%d").to_string(), "date-of-picture", picture.value, 0.45))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::readers::html_fields;

    fn found(html: &str) -> Option<(String, String)> {
        let facts = html_fields::read(&Tree::read(html));
        facts.statements.published.map(|found| (found.value, found.basis.rule().to_owned()))
    }

    #[test]
    fn the_day_of_publication_comes_before_all_others() {
        let text = "<p>The council met for three hours behind closed doors and then told the waiting crowd that nothing had been decided.</p>";
        let cases = [
            (
                "<meta property='article:published_time' content='2024-05-03T10:00:00Z'><time datetime='2024-06-01'>",
                "2024-05-03T10:00:00Z",
            ),
            ("<h1>Nothing decided</h1><p class='info'>Ann Bell | <time>April 13, 2020</time></p>", "2020-04-13"),
            ("<h1>Nothing decided</h1><div>Updated 5 May 2021</div><div>Published 3 May 2021</div>", "2021-05-03"),
            ("<h1>Nothing decided</h1><p>By Ann Bell</p><p>3. Mai 2021</p>", "2021-05-03"),
            ("<h1>Nothing decided</h1><span class=date>16.01.2021</span>", "2021-01-16"),
            ("<h1>Nothing decided</h1><p class=date>16 stycznia 2021 r.</p>", "2021-01-16"),
            (
                "<h1>Nothing decided</h1><span property='dc:date dc:created' content='2021-01-16T10:00:00+01:00'>16/1</span>",
                "2021-01-16T10:00:00+01:00",
            ),
            // The sentence of the first themes of WordPress, longer than a line with a date.
            (
                "<h1>Nothing decided</h1><p>This entry was posted on Saturday, January 16th, 2021 at 3:45 pm and is filed under City. You can follow any responses to this entry through the RSS 2.0 feed.</p>",
                "2021-01-16",
            ),
        ];
        for (html, expected) in cases {
            let value = found(&format!("<body>{html}{text}")).map(|(value, _)| value);
            assert_eq!(value.as_deref(), Some(expected), "{html}");
        }
        let entry =
            |day: &str| format!("<div><a href=/x>The council leaves its hall</a><span class=date>{day}</span></div>");
        let list: String = ["4 May 2021", "28 May 2021", "6 May 2021"].iter().map(|day| entry(day)).collect();
        let lists = format!("<h1>All about the council</h1>{}{list}", text.repeat(12));
        let cases = [
            // A list of articles is as old as its newest.
            (lists.clone(), "2021-05-28"),
            // What is said in a footer of a change is said of the page.
            (
                format!(
                    "<h1>Council</h1>{text}<footer><ul><li>This page was last modified on 9 May 2021 at 13:22</ul></footer>"
                ),
                "2021-05-09",
            ),
        ];
        for (html, expected) in cases {
            let value = found(&format!("<body>{html}")).map(|(value, _)| value);
            assert_eq!(value.as_deref(), Some(expected), "{html}");
        }
        // What lies around an article is no list that the page is of.
        let article = format!("<meta property=og:type content=article>{lists}");
        assert_ne!(found(&article).map(|(_, rule)| rule).as_deref(), Some("newest-entry"));
        assert_eq!(found(&format!("<h1>Nothing decided</h1>{text}<footer>© 2021 The Bell</footer>")), None);
    }
}
