//! MHTML: a web page saved with its pictures as one file (RFC 2557). The page is read, the rest is what it is made of.

use super::super::{Document, Output, Refusal, TEXT_LIMIT_BYTES, gathered_page, hash, whole};
use crate::ingest::statement::Statement;
use crate::work::ProblemKind;
use mail_parser::{MessageParser, MimeHeaders, PartType};

/// Reads a saved page.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let malformed = || Refusal { kind: ProblemKind::Malformed, reason: "no page was found in it".to_owned() };
    let saved = MessageParser::default().parse(bytes.as_slice()).ok_or_else(malformed)?;
    let snapshot = saved.header_raw("Snapshot-Content-Location").map(str::trim).map(str::to_owned);
    let (html, location) = saved
        .parts
        .iter()
        .find_map(|part| {
            let PartType::Html(html) = &part.body else { return None };
            Some((html, part.content_location().map(str::to_owned)))
        })
        .ok_or_else(malformed)?;
    let address = snapshot.or(location).filter(|address| address.starts_with("http"));
    let (mut gathered, read) = gathered_page(html.as_bytes(), output);
    for draft in &mut gathered.drafts {
        draft.sha256 = Some(hash(&bytes));
        if draft.statements.url.is_none() {
            draft.statements.url = Statement::at("MHTML: address", address.as_deref().unwrap_or_default());
        }
    }
    output.take_over(gathered);
    read
}
