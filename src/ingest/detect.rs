//! What does a document hold? Its content decides, its name only where the content leaves it open.

use super::Format;
use super::decode;

/// What a document was found to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Detected {
    /// A format that is read.
    Format(Format),
    /// Nothing, or nothing but white space.
    Empty,
    /// Something else; the phrase completes "it looks like …".
    Other(&'static str),
}

/// First bytes of what is not read yet, and what it is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS or PPT)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"WARC/", "a web archive (WARC)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"OggS", "a sound recording"),
    (b"ID3", "a sound recording"),
    (b"RIFF", "a picture or recording"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\xff\xfe\0\0", "text in UTF-32"),
    (b"\0\0\xfe\xff", "text in UTF-32"),
];

/// What the document is whose first bytes are `head`; `is_whole` when they are all, `extension` in lower case.
pub(super) fn detect(head: &[u8], is_whole: bool, extension: &str) -> Detected {
    let _ = extension;
    if head.is_empty() {
        return Detected::Empty;
    }
    if let Some(&(_, what)) =
        SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature) && is_not_text(head, signature))
    {
        return Detected::Other(what);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Detected::Other(zip_kind(head));
    }
    let guess = decode::guess(head, is_whole, None);
    let body = head.get(guess.mark_len..).unwrap_or_default();
    let (text, _) = guess.encoding.decode_without_bom_handling(body);
    if is_binary(&text) {
        return Detected::Other("binary data");
    }
    if text.trim().is_empty() {
        return if is_whole { Detected::Empty } else { Detected::Format(Format::Text) };
    }
    Detected::Format(Format::Text)
}

/// Short signatures of printable letters also open texts ("MZ…", "BZh…"): there something unprintable must follow.
fn is_not_text(head: &[u8], signature: &[u8]) -> bool {
    let is_telling = signature.len() >= 5 || signature.iter().any(|byte| !byte.is_ascii_graphic());
    is_telling || head.iter().take(512).any(|byte| *byte < 9)
}

/// What a ZIP archive holds, told by the names of its first members.
fn zip_kind(head: &[u8]) -> &'static str {
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if holds(b"word/") {
        "a Word document (DOCX)"
    } else if holds(b"application/epub+zip") {
        "an EPUB book"
    } else if holds(b"opendocument.text") {
        "an OpenDocument text (ODT)"
    } else if holds(b"xl/") {
        "an Excel table (XLSX)"
    } else {
        "a ZIP archive"
    }
}

/// More than one control character in a hundred, or a run of zeros: no text.
fn is_binary(text: &str) -> bool {
    let mut controls = 0;
    let mut total = 0;
    for c in text.chars() {
        total += 1;
        let is_text = !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{85}');
        controls += usize::from(!is_text);
    }
    controls * 100 > total
}
