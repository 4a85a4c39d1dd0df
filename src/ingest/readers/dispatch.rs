//! Which reader gets the member of a container.

use super::{Document, Output, Refusal, read_contained};
use crate::ingest::detect::{Detected, detect};
use crate::work::ProblemKind;

/// Tells what a member is and has it read.
pub(super) fn read_document(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let format = match detect(document.head(), document.is_short(), &document.extension) {
        Detected::Format(format) => format,
        Detected::Empty => return Err(Refusal { kind: ProblemKind::Empty, reason: "it holds nothing".to_owned() }),
        Detected::Other(what) => {
            let reason = format!("it looks like {what}, which is not read");
            return Err(Refusal { kind: ProblemKind::UnknownFormat, reason });
        }
    };
    output.format = Some(format);
    if let Some(note) = format.misnamed(&document.extension) {
        output.note(note);
    }
    read_contained(format, document, output)
}
