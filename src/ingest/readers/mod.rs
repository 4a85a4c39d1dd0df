//! One file for each format, all of the same shape: a document goes in, drafts of articles and problems come out.
//!
//! To add a format: its name in [`Format`], its signs in `detect`, its reader in a file here, one line in [`reader_of`].

mod csv;
mod html;
mod html_blocks;
mod html_byline;
mod html_date;
mod html_fields;
mod html_furniture;
mod html_guard;
mod html_linked;
mod html_main;
mod html_meta;
mod html_names;
mod html_parts;
mod html_script;
mod html_strip;
mod html_title;
mod html_tree;
mod json;
mod json_lines;
mod keys;
mod markdown;
mod record;
mod text;

pub(super) use self::csv::first_rows;
pub(super) use self::markdown::front_matter;
pub(super) use self::record::value_text;

use super::Format;
use super::column_map::{ColumnMaps, layout_number};
use super::document::Document;
use super::open::{Refusal, unreadable};
use super::statement::Statements;
use crate::corpus::ContentHash;
use crate::text::Span;
use crate::work::{Cancel, ProblemKind};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// Bytes of one text that are kept; what is longer is cut here.
pub(super) const TEXT_LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// Problems of one kind that are told one by one for one file.
const TOLD_ONE_BY_ONE: usize = 20;

/// Problems that one file can give: those told one by one and their number, of each kind, with room for more kinds.
pub(super) const MOST_FAULTS: usize = (TOLD_ONE_BY_ONE + 1) * 32;

/// Drafts, and bytes of their texts, that are gathered before they are handed on.
const GATHERED_DRAFTS: usize = 512;
const GATHERED_BYTES: usize = 8 * 1024 * 1024;

/// Reads one document of one format.
pub(super) type Read = fn(Document<'_>, &mut Output<'_>) -> Result<(), Refusal>;

/// The reader of each format.
pub(super) fn reader_of(format: Format) -> Read {
    match format {
        Format::Text => text::read,
        Format::Markdown => markdown::read,
        Format::Html => html::read,
        Format::Json => json::read,
        Format::JsonLines => json_lines::read,
        Format::Csv => csv::read,
    }
}

/// Reads one document as what it is. Readers rest on parsers of other people: a panic in one of them costs this document
/// and nothing else.
pub(super) fn read_contained(format: Format, document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    std::panic::catch_unwind(AssertUnwindSafe(|| reader_of(format)(document, output))).unwrap_or_else(|_| {
        let reason = format!("reading it as {} failed: the reader panicked", format.name());
        Err(Refusal { kind: ProblemKind::Crashed, reason })
    })
}

/// An article as a reader gives it: what is written, not yet understood.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Which record of a file that holds several.
    pub(super) member: Option<String>,
    /// The record's own id.
    pub(super) id: Option<String>,
    /// Hash of the bytes that the article was read from.
    pub(super) sha256: Option<ContentHash>,
    pub(super) text: String,
    pub(super) statements: Statements,
    /// Stretches that are known not to be the article, in order.
    pub(super) boilerplate: Vec<Span>,
}

/// A problem within the document that is being read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Fault {
    pub(super) member: Option<String>,
    pub(super) kind: ProblemKind,
    pub(super) reason: String,
}

/// What a reader has given since it was last handed on.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) drafts: Vec<Draft>,
    pub(super) faults: Vec<Fault>,
}

/// Where a reader puts what it finds.
pub(super) struct Output<'a> {
    /// What the document is read as, once that is known.
    pub(super) format: Option<Format>,
    /// What the reader tells of the document as a whole.
    pub(super) notes: Vec<String>,
    /// The layout of its columns, where it is a table.
    pub(super) layout: u64,
    columns: Arc<ColumnMaps>,
    /// What would be said of records without a text, had one with a text been seen.
    textless: Vec<String>,
    gathered: Gathered,
    gathered_bytes: usize,
    /// Drafts that are gathered before they are handed on.
    most_gathered: usize,
    cancel: &'a Cancel,
    hand_on: Option<&'a mut dyn FnMut(Gathered)>,
    fault_counts: BTreeMap<ProblemKind, usize>,
    members: BTreeSet<String>,
    draft_count: usize,
}

impl<'a> Output<'a> {
    /// Gathers everything, or where `hand_on` is given, hands on every few hundred articles.
    pub(super) fn new(cancel: &'a Cancel, hand_on: Option<&'a mut dyn FnMut(Gathered)>) -> Self {
        Self {
            format: None,
            notes: Vec::new(),
            layout: 0,
            columns: Arc::default(),
            textless: Vec::new(),
            gathered: Gathered::default(),
            gathered_bytes: 0,
            most_gathered: GATHERED_DRAFTS,
            cancel,
            hand_on,
            fault_counts: BTreeMap::new(),
            members: BTreeSet::new(),
            draft_count: 0,
        }
    }

    /// Hands on every article by itself.
    pub(super) fn handing_on_each(self) -> Self {
        Self { most_gathered: 1, ..self }
    }

    /// Adds an article. A member's name that was given before gets a number behind it.
    pub(super) fn draft(&mut self, mut draft: Draft) {
        if let Some(member) = &mut draft.member {
            *member = self.unique(member);
        }
        self.draft_count += 1;
        for reason in std::mem::take(&mut self.textless) {
            self.fault(ProblemKind::Malformed, reason);
        }
        self.gathered_bytes += draft.text.len();
        self.gathered.drafts.push(draft);
        if self.gathered.drafts.len() >= self.most_gathered || self.gathered_bytes >= GATHERED_BYTES {
            self.flush();
        }
    }

    /// With what the user says of the columns of tables.
    pub(super) fn with_columns(mut self, columns: &Arc<ColumnMaps>) -> Self {
        self.columns = Arc::clone(columns);
        self
    }

    /// What the user says of the columns of tables.
    pub(super) fn columns(&self) -> Arc<ColumnMaps> {
        Arc::clone(&self.columns)
    }

    /// Tells which columns the document has.
    pub(super) fn has_columns<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.layout = layout_number(names);
    }

    /// A record without a text: a problem once another record has had one. Where none has, the columns are unknown, and
    /// that is the one problem of the whole document.
    pub(super) fn textless(&mut self, reason: String) {
        if self.draft_count > 0 {
            self.fault(ProblemKind::Malformed, reason);
        } else if self.textless.len() <= TOLD_ONE_BY_ONE {
            self.textless.push(reason);
        }
    }

    /// True when there were records, and none of them had a text.
    pub(super) fn is_textless(&self) -> bool {
        self.draft_count == 0 && !self.textless.is_empty()
    }

    /// Adds a problem; from a file with very many of one kind only the first are kept, and their number.
    pub(super) fn fault(&mut self, kind: ProblemKind, reason: impl Into<String>) {
        let count = self.fault_counts.entry(kind).or_default();
        *count += 1;
        if *count <= TOLD_ONE_BY_ONE {
            self.gathered.faults.push(Fault { member: None, kind, reason: reason.into() });
        }
    }

    /// Tells something of the document as a whole for the import report, which is no problem: how many articles it
    /// declares. One sentence without a final period.
    #[allow(dead_code, reason = "for readers of files that declare how many articles they hold")]
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Adds a problem that another output has counted already.
    pub(super) fn pass_on(&mut self, fault: Fault) {
        self.gathered.faults.push(fault);
    }

    /// The flag that [`Output::is_cancelled`] asks.
    pub(super) fn cancel(&self) -> &'a Cancel {
        self.cancel
    }

    /// True once the user has asked to stop: leave the document.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// How many articles the document has given so far.
    pub(super) fn draft_count(&self) -> usize {
        self.draft_count
    }

    /// Ends the reading: hands on or returns what is left.
    pub(super) fn finish(mut self) -> Gathered {
        for (&kind, &count) in &self.fault_counts {
            if count > TOLD_ONE_BY_ONE {
                let reason = format!("{} more of the same kind in this file", count - TOLD_ONE_BY_ONE);
                self.gathered.faults.push(Fault { member: None, kind, reason });
            }
        }
        self.flush();
        self.gathered
    }

    fn flush(&mut self) {
        if let Some(hand_on) = &mut self.hand_on {
            hand_on(std::mem::take(&mut self.gathered));
            self.gathered_bytes = 0;
        }
    }

    fn unique(&mut self, member: &str) -> String {
        let mut name = member.to_owned();
        let mut number = 1;
        while !self.members.insert(name.clone()) {
            number += 1;
            name = format!("{member}~{number}");
        }
        name
    }
}

/// The hash that an article is known by.
pub(super) fn hash(bytes: &[u8]) -> ContentHash {
    ContentHash(Sha256::digest(bytes).into())
}

/// A table of which no column is known to be the text.
fn unknown_columns<'n>(names: impl Iterator<Item = &'n str>) -> Refusal {
    let names: Vec<String> = names.map(|name| name.chars().take(40).collect()).collect();
    let more = if names.len() > 12 { format!(" and {} more", names.len() - 12) } else { String::new() };
    let shown = names.get(..12).unwrap_or(&names).join(", ");
    let reason = format!("no column is known to hold the text; its columns are: {shown}{more}");
    Refusal { kind: ProblemKind::UnknownColumns, reason }
}

/// The whole document, cut where it is longer than `limit_bytes`, which is told.
fn whole(document: Document<'_>, limit_bytes: usize, output: &mut Output<'_>) -> Result<Vec<u8>, Refusal> {
    let (bytes, has_more) = document.whole(limit_bytes).map_err(|error| unreadable(&error))?;
    if has_more {
        let reason = format!("it is larger than {} MiB; the rest was not read", limit_bytes / (1024 * 1024));
        output.fault(ProblemKind::Limit, reason);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: Format, bytes: &[u8]) -> Gathered {
        let cancel = Cancel::new();
        let mut output = Output::new(&cancel, None);
        let document = Document::new(bytes, "a.txt").expect("memory can be read");
        let _ = reader_of(format)(document, &mut output);
        output.finish()
    }

    const FORMATS: [Format; 6] =
        [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::JsonLines, Format::Csv];

    proptest::proptest! {
        #[test]
        fn no_reader_panics_on_any_bytes(bytes: Vec<u8>) {
            for format in FORMATS {
                read(format, &bytes);
            }
        }

        #[test]
        fn no_reader_panics_on_what_looks_like_its_format(
            text in "(<(p|div|table|a|/p|!--|script|meta name=)|[{}\\[\\]\",:;=|]|\"(text|title|date)\":|(---|title: |[+]{3})|[ \nxé]){0,80}"
        ) {
            for format in FORMATS {
                for draft in read(format, text.as_bytes()).drafts {
                    proptest::prop_assert!(draft.sha256.is_some());
                    proptest::prop_assert!(draft.boilerplate.iter().all(|span| span.is_empty() || !span.slice(&draft.text).is_empty()));
                }
            }
        }
    }
}
