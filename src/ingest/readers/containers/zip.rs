//! ZIP: office documents and books by what they hold, else every member like a file.

use super::super::limits::UNPACKED_BYTES;
use super::super::office::{docx, epub, odt};
use super::super::package::Package;
use super::super::{Document, Output, Refusal, whole};
use super::{admit, is_hidden, read_member};
use crate::ingest::Format;
use crate::work::ProblemKind;

/// Bytes of an archive that are read. Its list of members stands at its end: a cut one gives nothing.
const LIMIT_BYTES: usize = 512 * 1024 * 1024;

/// Reads an archive.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, LIMIT_BYTES, output)?;
    let sha256 = super::super::hash(&bytes);
    let mut package = Package::open(bytes)?;
    if package.holds("word/document.xml") || package.holds("word/document2.xml") {
        output.format = Some(Format::Docx);
        docx::read(&mut package, sha256, output);
        return Ok(());
    }
    if package.holds("META-INF/container.xml") && !package.holds("content.xml") {
        output.format = Some(Format::Epub);
        return epub::read(&mut package, sha256, output);
    }
    if package.holds("content.xml") && package.holds("META-INF/manifest.xml") {
        output.format = Some(Format::Odt);
        odt::read(&mut package, sha256, output);
        return Ok(());
    }
    if package.holds("xl/workbook.xml") || package.holds("ppt/presentation.xml") {
        let reason = "it is an Office table or presentation, which is not read; save it as CSV".to_owned();
        return Err(Refusal { kind: ProblemKind::UnknownFormat, reason });
    }
    output.format = Some(Format::Zip);
    read_members(&mut package, output)
}

fn read_members(package: &mut Package, output: &mut Output<'_>) -> Result<(), Refusal> {
    let mut entries = package.entries();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    if entries.iter().all(|entry| entry.is_folder) {
        return Err(Refusal { kind: ProblemKind::Empty, reason: "it holds no files".to_owned() });
    }
    for entry in entries.iter().filter(|entry| !entry.is_folder) {
        if output.is_cancelled() {
            return Ok(());
        }
        if is_hidden(&entry.path) {
            output.within(Some(&entry.path), |output| output.fault(ProblemKind::Skipped, "it is hidden"));
            continue;
        }
        if entry.is_encrypted {
            let reason = "it is protected by a password";
            output.within(Some(&entry.path), |output| output.fault(ProblemKind::Unreadable, reason));
            continue;
        }
        admit(0, output)?;
        let left = UNPACKED_BYTES.saturating_sub(*output.unpacked().1);
        let unpacked = package.unpack_at(entry.index, left);
        *output.unpacked().1 += unpacked.bytes.len() as u64;
        if let Some(trouble) = unpacked.trouble {
            output.within(Some(&entry.path), |output| output.fault(trouble.kind, trouble.reason));
            if unpacked.bytes.is_empty() || trouble.kind == ProblemKind::Limit {
                continue;
            }
        }
        read_member(&entry.path, unpacked.bytes.as_slice(), output);
    }
    Ok(())
}
