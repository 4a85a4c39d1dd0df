//! Plain text: the text is the whole document as decoded.

use super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, decoded, hash, whole};

/// Reads a text file as one article.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let text = decoded(bytes, None, output);
    output.draft(Draft { sha256: Some(sha256), text, ..Draft::default() });
    Ok(())
}
