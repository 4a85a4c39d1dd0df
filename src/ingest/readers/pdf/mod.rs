//! PDF: the text layer, put back into the order and the paragraphs that a reader sees.
//!
//! [`glyphs`] (what stands where on a page), [`lines`] (signs to lines, columns one after the other), [`flow`] (lines to
//! paragraphs, running heads left out). A document without a text layer says so, it gives no empty article.

mod flow;
mod glyphs;
mod lines;

use super::{Document, Draft, Output, Refusal, hash, whole};
use crate::corpus::Basis;
use crate::ingest::statement::{Statement, Statements};
use crate::text::{Span, fold, one_line};
use crate::work::ProblemKind;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

/// Bytes of a document that are read.
const LIMIT_BYTES: usize = 256 * 1024 * 1024;

/// Pages of one document that are read.
const PAGES: usize = 3000;

/// Reads a document as one article.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            Refusal { kind: ProblemKind::Unreadable, reason: "it is protected by a password".to_owned() }
        }
        LoadPdfError::Invalid => {
            Refusal { kind: ProblemKind::Malformed, reason: "it is damaged beyond reading".to_owned() }
        }
    })?;
    let page_count = pdf.pages().len();
    if page_count > PAGES {
        output.fault(ProblemKind::Limit, format!("it has {page_count} pages; the first {PAGES} were read"));
    }
    let mut pages = Vec::new();
    let mut unknown_count = 0;
    let mut glyph_count = 0;
    for page in pdf.pages().iter().take(PAGES) {
        if output.is_cancelled() {
            return Ok(());
        }
        output.still_at_it();
        let found = glyphs::read(page);
        unknown_count += found.unknown_count;
        glyph_count += found.glyphs.len();
        pages.push(lines::of_page(&found));
        if glyph_count > glyphs::MOST_GLYPHS {
            output.fault(ProblemKind::Limit, "it holds more text than is read; the rest was left out");
            break;
        }
    }
    if unknown_count > 0 && unknown_count * 20 > glyph_count {
        let share = unknown_count * 100 / (glyph_count + unknown_count);
        let reason =
            format!("of {share} % of its signs the file does not say which letters they are; they are missing");
        output.fault(ProblemKind::Doubtful, reason);
    }
    let flowed = flow::flow(&pages);
    if flowed.text.trim().is_empty() {
        let reason = format!("it has no text layer: its {page_count} pages hold pictures only");
        return Err(Refusal { kind: ProblemKind::Empty, reason });
    }
    let statements = statements_of(&pdf, &flowed);
    output.draft(Draft { sha256: Some(sha256), text: flowed.text, statements, ..Draft::default() });
    Ok(())
}

fn statements_of(pdf: &Pdf, flowed: &flow::Flowed) -> Statements {
    let stated = pdf.metadata().title.as_deref().map(text_string);
    let folded = fold(&flowed.text);
    // Titles are often left from a template or a program: one counts where the text bears it out.
    let is_borne_out = |title: &String| title.split_whitespace().count() > 1 && folded.contains(&fold(title));
    let title = stated.filter(is_borne_out).and_then(|title| Statement::at("PDF: title", &title));
    Statements { title: title.or_else(|| set_largest(flowed)), ..Statements::default() }
}

/// What is set in the largest type of the first page, where that is more than the text around it.
fn set_largest(flowed: &flow::Flowed) -> Option<Statement> {
    let span = flowed.headline?;
    let value = one_line(span.slice(&flowed.text));
    (!value.is_empty())
        .then(|| Statement { value, basis: Basis::inferred("largest-type", Span::new(span.start(), span.end()), 0.8) })
}

/// A text string of a PDF (ISO 32000-2, 7.9.2): UTF-16 or UTF-8 with its mark, else nearly Latin-1.
fn text_string(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(utf16).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .map_or_else(|_| encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), str::to_owned)
}
