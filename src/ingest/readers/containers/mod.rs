//! Files that hold files: ZIP, TAR, GZIP. Their members are read like files, under limits that keep a small file from
//! becoming a large one.
//!
//! The limits count for the outermost container with everything inside it, however deep.

pub(super) mod gzip;
pub(super) mod tar;
pub(super) mod zip;

use super::limits::{DEPTH, ENTRIES, UNPACKED_BYTES, limit};
use super::{Document, Output, Refusal, dispatch::read_document, unreadable};
use std::io::Read;

/// Reads one member; what it lacks is told under its name.
pub(super) fn read_member(path: &str, input: impl Read + Send, output: &mut Output<'_>) {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    output.within(Some(path), |output| {
        let read = Document::new(input, name)
            .map_err(|error| unreadable(&error))
            .and_then(|document| read_document(document, output));
        if let Err(refusal) = read {
            output.fault(refusal.kind, refusal.reason);
        }
    });
}

/// Counts one more member; says why it is not to be read where a limit is met.
pub(super) fn admit(unpacked_bytes: u64, output: &mut Output<'_>) -> Result<(), Refusal> {
    let depth = output.depth();
    let (entries, bytes) = output.unpacked();
    *entries += 1;
    *bytes = bytes.saturating_add(unpacked_bytes);
    if depth >= DEPTH {
        return Err(limit(format!("more than {DEPTH} containers lie in one another")));
    }
    if *entries > ENTRIES {
        return Err(limit(format!("it holds more than {ENTRIES} members; the rest was not read")));
    }
    if *bytes > UNPACKED_BYTES {
        let mebibytes = UNPACKED_BYTES / (1024 * 1024);
        return Err(limit(format!("it unpacks to more than {mebibytes} MiB; the rest was not read")));
    }
    Ok(())
}

/// True for members that are left out as hidden files are: what systems add for themselves.
pub(super) fn is_hidden(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part == "__MACOSX" || part.len() > 1 && part.starts_with('.') && part != "..")
}
