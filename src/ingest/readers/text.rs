//! Plain text: the text is the whole document as decoded.

use super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, hash, whole};
use crate::ingest::decode::decode;
use crate::work::ProblemKind;

/// Reads a text file as one article.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let decoded = decode(bytes, None);
    if let Some(doubt) = decoded.doubt {
        output.fault(ProblemKind::Doubtful, doubt);
    }
    output.draft(Draft { sha256: Some(sha256), text: decoded.text, ..Draft::default() });
    Ok(())
}
