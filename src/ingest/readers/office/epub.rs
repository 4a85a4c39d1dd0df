//! EPUB: the chapters in the order of reading; the issue of a periodical gives an article for each.
//!
//! A book is one article. An issue is known by what readers of news write into it (`calibre:publication_type`) or by its
//! stated type.

use super::super::markup::text_of;
use super::super::package::Package;
use super::super::xml::{Node, walk};
use super::super::{Draft, Output, Refusal, hash};
use crate::corpus::ContentHash;
use crate::ingest::statement::{Statement, Statements};
use crate::work::ProblemKind;
use std::collections::BTreeMap;

/// Chapters of one book that are read.
const CHAPTERS: usize = 10_000;

/// Bytes of text that all chapters may have together.
const TEXT_BYTES: usize = 64 * 1024 * 1024;

/// Characters from which on a part of an issue is an article and no page of its contents.
const ARTICLE_CHARS: usize = 200;

/// Reads a book.
pub(in crate::ingest::readers) fn read(
    package: &mut Package,
    sha256: ContentHash,
    output: &mut Output<'_>,
) -> Result<(), Refusal> {
    let malformed = |reason: &str| Refusal { kind: ProblemKind::Malformed, reason: reason.to_owned() };
    let container = package.text("META-INF/container.xml", &mut |_| {}).unwrap_or_default();
    let path = root_file(&container).ok_or_else(|| malformed("it does not say where its contents are listed"))?;
    let xml = package.text(&path, &mut |trouble| output.fault(trouble.kind, trouble.reason));
    let contents = Contents::read(&xml.ok_or_else(|| malformed("its list of contents is missing"))?);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut whole_text = String::new();
    for href in contents.chapters().into_iter().take(CHAPTERS) {
        let member = joined(folder, &href);
        let Some(html) = package.text(&member, &mut |trouble| output.fault(trouble.kind, trouble.reason)) else {
            output.fault(ProblemKind::Malformed, format!("the chapter {member} is missing"));
            continue;
        };
        let text = text_of(&html);
        if contents.is_periodical {
            if text.chars().count() >= ARTICLE_CHARS {
                output.draft(contents.article(&member, &html, text));
            }
            continue;
        }
        if whole_text.len() + text.len() > TEXT_BYTES {
            output.fault(ProblemKind::Limit, "its chapters hold more text than is read; the rest was left out");
            break;
        }
        whole_text.push_str(if whole_text.is_empty() || text.is_empty() { "" } else { "\n\n" });
        whole_text.push_str(&text);
    }
    if !contents.is_periodical {
        let statements = contents.statements;
        output.draft(Draft { sha256: Some(sha256), text: whole_text, statements, ..Draft::default() });
    }
    Ok(())
}

/// What the list of contents (OPF) says.
#[derive(Debug, Default)]
struct Contents {
    statements: Statements,
    is_periodical: bool,
    /// Path and kind of each part, by its identifier.
    parts: BTreeMap<String, (String, bool)>,
    spine: Vec<String>,
}

impl Contents {
    fn read(xml: &str) -> Self {
        let mut contents = Self::default();
        let mut open = String::new();
        let mut creators: Vec<String> = Vec::new();
        let _ = walk(xml, &mut |node| match node {
            Node::Open(name, attributes) => {
                name.clone_into(&mut open);
                let get = |name: &str| attributes.get(name).unwrap_or_default();
                match name {
                    "item" => {
                        let is_chapter = get("media-type").contains("html") && !get("properties").contains("nav");
                        contents.parts.insert(get("id"), (get("href"), is_chapter));
                    }
                    "itemref" if get("linear") != "no" => contents.spine.push(get("idref")),
                    "meta" if get("name") == "calibre:publication_type" => {
                        contents.is_periodical |= get("content").starts_with("periodical");
                    }
                    _ => {}
                }
            }
            Node::Close(_) => open.clear(),
            Node::Text(text) => {
                let statements = &mut contents.statements;
                let slot = match open.as_str() {
                    "title" => (&mut statements.title, "EPUB: title"),
                    "publisher" => (&mut statements.outlet, "EPUB: publisher"),
                    "date" => (&mut statements.published, "EPUB: date"),
                    "language" => (&mut statements.language, "EPUB: language"),
                    "source" if text.trim().starts_with("http") => (&mut statements.url, "EPUB: source"),
                    "type" => {
                        let kind = text.to_lowercase();
                        contents.is_periodical |=
                            ["periodical", "newspaper", "magazine"].iter().any(|name| kind.contains(name));
                        return;
                    }
                    "creator" => {
                        creators.push(text.trim().to_owned());
                        return;
                    }
                    _ => return,
                };
                if slot.0.is_none() {
                    *slot.0 = Statement::at(slot.1, text);
                }
            }
        });
        contents.statements.byline = Statement::at("EPUB: creator", &creators.join(", "));
        contents
    }

    fn chapters(&self) -> Vec<String> {
        let parts = self.spine.iter().filter_map(|id| self.parts.get(id));
        parts.filter(|(href, is_chapter)| *is_chapter && !href.is_empty()).map(|(href, _)| href.clone()).collect()
    }

    /// An article of an issue: its own heading, the rest from the issue.
    fn article(&self, member: &str, html: &str, text: String) -> Draft {
        let heading = text.lines().next().filter(|line| line.len() < 300).unwrap_or_default().to_owned();
        let statements = Statements {
            title: Statement::at("EPUB: heading of the chapter", &heading),
            outlet: self.statements.title.clone(),
            published: self.statements.published.clone(),
            language: self.statements.language.clone(),
            ..Statements::default()
        };
        let sha256 = Some(hash(html.as_bytes()));
        Draft { member: Some(member.to_owned()), sha256, text, statements, ..Draft::default() }
    }
}

fn root_file(container: &str) -> Option<String> {
    let mut path = None;
    let _ = walk(container, &mut |node| {
        if let Node::Open("rootfile", attributes) = node
            && path.is_none()
        {
            path = attributes.get("full-path");
        }
    });
    path
}

/// The path of `href` seen from `folder`, `..` resolved and `%20` and its like decoded.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let decoded = percent_decoded(href);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.filter(|_| first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
