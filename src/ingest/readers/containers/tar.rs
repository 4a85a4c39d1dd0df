//! TAR: every member like a file, read as a stream.

use super::super::limits::UNPACKED_BYTES;
use super::super::{Document, Output, Refusal};
use super::{admit, is_hidden, read_member};
use crate::work::ProblemKind;
use std::io::Read;

/// Reads an archive.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let mut archive = tar::Archive::new(document.stream().take(UNPACKED_BYTES));
    let damaged = |error: &std::io::Error| Refusal {
        kind: ProblemKind::Malformed,
        reason: format!("the archive is damaged: {error}; what stands before was read"),
    };
    let mut is_empty = true;
    for entry in archive.entries().map_err(|error| damaged(&error))? {
        if output.is_cancelled() {
            return Ok(());
        }
        let entry = entry.map_err(|error| damaged(&error))?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        is_empty = false;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if is_hidden(&path) {
            output.within(Some(&path), |output| output.fault(ProblemKind::Skipped, "it is hidden"));
            continue;
        }
        admit(entry.size(), output)?;
        // A member is held so that the reader of another format cannot lose the place in the stream.
        let mut bytes = Vec::new();
        let mut entry = entry.take(UNPACKED_BYTES);
        if let Err(error) = entry.read_to_end(&mut bytes) {
            let reason = format!("the archive ends within it: {error}");
            output.within(Some(&path), |output| output.fault(ProblemKind::Malformed, reason));
        }
        read_member(&path, bytes.as_slice(), output);
    }
    if is_empty {
        return Err(Refusal { kind: ProblemKind::Empty, reason: "it holds no files".to_owned() });
    }
    Ok(())
}
