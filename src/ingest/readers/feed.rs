//! News feeds: RSS 0.9 to 2.0 and Atom. An item is an article; what stands before damage is kept.
//!
//! Read by our own walk through the XML and not by a library of feeds: those refuse a feed as a whole that is damaged in one
//! place, and a saved feed often is.

use super::markup::text_of;
use super::xml::{Attributes, Node, walk};
use super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, decoded, hash, whole};
use crate::ingest::statement::{Statement, Statements};
use crate::work::ProblemKind;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Items of one feed that are read.
const ITEMS: usize = 100_000;

/// Elements that hold an item's text, the fullest first.
const TEXTS: &[&str] = &["encoded", "content", "description", "summary"];

/// Elements that state the day, the surest first.
const DAYS: &[&str] = &["pubDate", "published", "date", "issued", "created", "updated", "modified"];

/// Reads a feed.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let text = decoded(bytes, None, output);
    let mut feed = Feed::default();
    let damage = walk(&text, &mut |node| feed.take(node)).err();
    if let Some(damage) = damage {
        output.fault(ProblemKind::Malformed, format!("{damage}; what stands before was read"));
    }
    if feed.is_in_item {
        output.fault(ProblemKind::Malformed, "it breaks off within an item");
    }
    feed.items.retain(|item| !item.is_empty());
    if feed.items.is_empty() {
        return Err(Refusal { kind: ProblemKind::Empty, reason: "it holds no items".to_owned() });
    }
    let Feed { head, items, .. } = feed;
    let short = items.iter().filter(|item| !item.contains_key("encoded") && !item.contains_key("content")).count();
    if short > 0 {
        output.note(format!("{short} of its {} items hold no full text, but what the feed says of them", items.len()));
    }
    for (index, item) in items.into_iter().enumerate() {
        output.draft(draft_of(&item, &head, index + 1));
    }
    Ok(())
}

type Values = BTreeMap<String, String>;

/// What was read so far: an item's values by the names of their elements.
#[derive(Default)]
struct Feed {
    head: Values,
    items: Vec<Values>,
    is_in_item: bool,
    /// The element whose text is gathered, and how deep within it the reading is.
    open: Option<(String, usize)>,
    value: String,
    skipped: Option<String>,
}

impl Feed {
    fn take(&mut self, node: Node<'_>) {
        match node {
            Node::Open(name, attributes) => self.open(name, &attributes),
            Node::Text(text) => {
                if self.open.is_some() {
                    self.value.push_str(text);
                }
            }
            Node::Close(name) => self.close(name),
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if let Some((_, depth)) = &mut self.open {
            *depth += 1;
            // Markup that stands in the feed as it is, in Atom's `xhtml`.
            if *depth > 1 || !matches!(name, "name" | "email" | "uri") {
                let _ = write!(self.value, "<{name}>");
            }
            return;
        }
        match name {
            "item" | "entry" if self.items.len() < ITEMS => {
                self.is_in_item = true;
                self.items.push(Values::new());
            }
            "image" | "textInput" | "source" if self.skipped.is_none() => self.skipped = Some(name.to_owned()),
            "channel" | "feed" | "rss" | "RDF" => {
                if let Some(language) = attributes.get("lang") {
                    self.set("language", &language);
                }
            }
            "link" if attributes.get("href").is_some() => {
                let relation = attributes.get("rel").unwrap_or_else(|| "alternate".to_owned());
                if relation == "alternate" {
                    self.set("link", &attributes.get("href").unwrap_or_default());
                }
            }
            _ if self.skipped.is_none() => {
                self.open = Some((name.to_owned(), 0));
                self.value.clear();
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((open, depth)) = &mut self.open {
            if *depth > 0 {
                *depth -= 1;
                let _ = write!(self.value, "</{name}>");
                return;
            }
            let open = std::mem::take(open);
            self.open = None;
            let value = std::mem::take(&mut self.value);
            self.set(&open, &value);
            return;
        }
        if self.skipped.as_deref() == Some(name) {
            self.skipped = None;
        } else if matches!(name, "item" | "entry") {
            self.is_in_item = false;
        }
    }

    /// The first value of a name counts, but several authors are one value.
    fn set(&mut self, name: &str, value: &str) {
        let values = if self.is_in_item { self.items.last_mut() } else { Some(&mut self.head) };
        let Some(values) = values.filter(|_| !value.trim().is_empty()) else { return };
        match values.get_mut(name) {
            Some(authors) if matches!(name, "creator" | "author") => {
                authors.push_str(", ");
                authors.push_str(value.trim());
            }
            Some(_) => {}
            None => {
                values.insert(name.to_owned(), value.trim().to_owned());
            }
        }
    }
}

fn draft_of(item: &Values, head: &Values, number: usize) -> Draft {
    let at = |name: &str| Statement::at(format!("feed: {name}"), &text_of(item.get(name)?));
    let of_feed = |name: &str| Statement::at(format!("feed: {name}"), &text_of(head.get(name)?));
    let title = at("title");
    let body = TEXTS.iter().find_map(|name| item.get(*name)).map(|html| text_of(html)).unwrap_or_default();
    let text = match &title {
        Some(title) if !body.starts_with(&title.value) => format!("{}\n\n{body}", title.value).trim_end().to_owned(),
        _ => body,
    };
    let id = ["guid", "id"].iter().find_map(|name| item.get(*name)).cloned();
    let url = at("link").or_else(|| at("guid")).or_else(|| at("origLink")).filter(|url| url.value.starts_with("http"));
    let whole: Vec<&str> = item.values().map(String::as_str).collect();
    Draft {
        member: Some(number.to_string()),
        id,
        sha256: Some(hash(whole.join("\u{1f}").as_bytes())),
        text,
        statements: Statements {
            title,
            outlet: of_feed("title"),
            byline: at("creator").or_else(|| at("author")),
            published: DAYS.iter().find_map(|name| at(name)),
            url,
            language: at("language").or_else(|| of_feed("language")),
        },
        ..Draft::default()
    }
}
