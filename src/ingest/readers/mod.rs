//! One file for each format, all of the same shape: a document goes in, drafts of articles and problems come out.
//!
//! To add a format: its name in [`Format`], its signs in `detect`, its reader in a file here, one line in [`reader_of`].

mod containers;
mod csv;
mod databases;
mod dispatch;
mod feed;
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
mod limits;
mod mail;
mod markdown;
mod markup;
mod office;
mod output;
mod package;
mod pdf;
mod prose;
mod record;
mod references;
mod reflow;
mod text;
mod web_archive;
mod xml;

pub(super) use self::csv::first_rows;
pub(super) use self::output::Output;
pub(super) use self::record::value_text;

use super::Format;
use super::decode::decode;
use super::document::Document;
use super::open::{Refusal, unreadable};
use super::statement::Statements;
use crate::corpus::ContentHash;
use crate::text::Span;
use crate::work::ProblemKind;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::panic::AssertUnwindSafe;

/// Bytes of one text that are kept; what is longer is cut here.
pub(super) const TEXT_LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// Problems that one file can give, all that are told one by one and their numbers.
pub(super) const MOST_FAULTS: usize = 16_384;

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
        Format::Zip | Format::Docx | Format::Odt | Format::Epub => containers::zip::read,
        Format::Tar => containers::tar::read,
        Format::Gzip => containers::gzip::read,
        Format::Rtf => office::rtf::read,
        Format::Eml => mail::read,
        Format::Mbox => mail::mbox::read,
        Format::Mhtml => mail::mhtml::read,
        Format::Pdf => pdf::read,
        Format::Ris => references::ris::read,
        Format::Bibtex => references::bibtex::read,
        Format::CslJson => references::csl::read,
        Format::Feed => feed::read,
        Format::Warc => web_archive::read,
        Format::Nexis | Format::Factiva | Format::Europresse | Format::Proquest => databases::read,
        Format::Gdelt => databases::read_gdelt,
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
    /// Path of the member of a container that the article was read from.
    pub(super) file_name: Option<String>,
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

/// What the reader of web pages makes of a page that lies within another document.
fn gathered_page(html: &[u8], output: &Output<'_>) -> (Gathered, Result<(), Refusal>) {
    let mut inner = Output::new(output.cancel(), None);
    let read = Document::new(html, "page.html")
        .map_err(|error| unreadable(&error))
        .and_then(|document| html::read(document, &mut inner));
    (inner.finish(), read)
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

/// The text of a document, in the encoding that it declares if it does. A guess is told.
fn decoded(bytes: Vec<u8>, declared: Option<&str>, output: &mut Output<'_>) -> String {
    let decoded = decode(bytes, declared);
    if let Some(doubt) = decoded.doubt {
        output.fault(ProblemKind::Doubtful, doubt);
    }
    decoded.text
}

/// The encoding that a page claims in its first bytes: `<meta charset="…">`, `charset=…`, or `encoding="…"` of XML.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_lowercase();
    let (_, behind) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label = behind.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next()?;
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::Cancel;

    fn read(format: Format, bytes: &[u8]) -> Gathered {
        let cancel = Cancel::new();
        let mut output = Output::new(&cancel, None);
        let document = Document::new(bytes, "a.txt").expect("memory can be read");
        let _ = reader_of(format)(document, &mut output);
        output.finish()
    }

    proptest::proptest! {
        #[test]
        fn no_reader_panics_on_any_bytes(bytes: Vec<u8>) {
            for format in Format::ALL {
                read(format, &bytes);
            }
        }

        #[test]
        fn no_reader_panics_on_what_looks_like_its_format(
            text in "(<(p|div|table|a|/p|!--|script|meta name=)|[{}\\[\\]\",:;=|]|\"(text|title|date)\":|(---|title: |[+]{3})|[ \nxé]|\\\\(par|u20|'e9|[*])|[{}]|(From |Subject: a\n)|&[a-z#0-9;]{0,4}){0,80}"
        ) {
            for format in Format::ALL {
                for draft in read(format, text.as_bytes()).drafts {
                    proptest::prop_assert!(draft.sha256.is_some());
                    proptest::prop_assert!(draft.boilerplate.iter().all(|span| span.is_empty() || !span.slice(&draft.text).is_empty()));
                }
            }
        }
    }
}
