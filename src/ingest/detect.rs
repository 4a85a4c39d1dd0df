//! What does a document hold? Its content decides, its name only where the content leaves it open.

use super::Format;
use super::decode;
use super::field_names::{FieldKey, assign};
use super::readers::front_matter;
use serde_json::Value;

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
    let start = text.trim_start();
    if start.is_empty() {
        return if is_whole { Detected::Empty } else { Detected::Format(Format::Text) };
    }
    by_syntax(start, extension).unwrap_or_else(|| by_name(start, extension))
}

/// What the first words of a text show it to be, whatever its name.
fn by_syntax(start: &str, extension: &str) -> Option<Detected> {
    if start.starts_with(['{', '[']) || start.starts_with('\u{1e}') {
        return json_kind(start.trim_start_matches('\u{1e}'), extension).map(Detected::Format);
    }
    if start.starts_with('<')
        && let Some(detected) = markup_kind(start)
    {
        return Some(detected);
    }
    if front_matter(start).is_some() {
        return Some(Detected::Format(Format::Markdown));
    }
    if let Some(what) = letter_or_citation(start) {
        return Some(Detected::Other(what));
    }
    is_table(start).then_some(Detected::Format(Format::Csv))
}

/// True when the first of several lines names two fields of an article or more, a title or a text among them.
fn is_table(start: &str) -> bool {
    let mut lines = start.lines();
    let (Some(first), Some(_)) = (lines.next().filter(|line| line.len() < 4096), lines.next()) else { return false };
    [',', ';', '\t', '|'].into_iter().any(|delimiter| {
        let names = first.split(delimiter).map(|name| name.trim_matches(['"', '\'', ' ']));
        let columns = if first.contains(delimiter) { assign(names) } else { [None; 8] };
        let has = |key: FieldKey| columns.get(key as usize).is_some_and(Option::is_some);
        columns.iter().flatten().count() >= 2 && (has(FieldKey::Text) || has(FieldKey::Title))
    })
}

/// What the name says of a text whose content leaves it open.
fn by_name(start: &str, extension: &str) -> Detected {
    match extension {
        "md" | "markdown" | "mdown" | "mkd" => Detected::Format(Format::Markdown),
        "html" | "htm" | "xhtml" | "mht" | "mhtml" if start.contains('<') => Detected::Format(Format::Html),
        "json" => Detected::Format(Format::Json),
        "jsonl" | "ndjson" | "jsonlines" => Detected::Format(Format::JsonLines),
        "csv" | "tsv" | "tab" => Detected::Format(Format::Csv),
        "eml" => Detected::Other("a mail (EML)"),
        "mbox" => Detected::Other("a mail box (MBOX)"),
        "js" | "mjs" | "css" | "map" | "woff" | "svg" => Detected::Other("a part of a saved web page"),
        "xml" | "rss" | "atom" | "opml" if start.starts_with('<') => Detected::Other("XML"),
        _ => Detected::Format(Format::Text),
    }
}

/// JSON Lines when a second value follows the first, JSON when none does, neither when the first is no object, or a
/// list without one: a text may open with a bracket.
fn json_kind(start: &str, extension: &str) -> Option<Format> {
    let named = match extension {
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" | "jsonlines" => Some(Format::JsonLines),
        _ => None,
    };
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<Value>();
    let first = values.next()?;
    let rest = start.get(values.byte_offset()..).unwrap_or_default();
    match first {
        Ok(Value::Object(_)) if rest.trim().is_empty() => Some(named.unwrap_or(Format::Json)),
        Ok(Value::Object(_)) if rest.trim_start().starts_with(['{', '\u{1e}']) => {
            let is_one_line = !start.get(..values.byte_offset()).unwrap_or_default().trim_end().contains('\n');
            Some(if is_one_line { Format::JsonLines } else { Format::Json })
        }
        Ok(Value::Array(items)) if items.iter().any(Value::is_object) => Some(Format::Json),
        Ok(_) => named,
        // The first value is longer than what was looked at, or damaged.
        Err(_) if named.is_some() => named,
        Err(error) if error.is_eof() && opens_like_json(start) => Some(Format::Json),
        Err(_) => None,
    }
}

/// `{"` or `[{"`, white space left out.
fn opens_like_json(start: &str) -> bool {
    let mut signs = start.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next(), signs.next()) {
        (Some('{'), Some('"'), Some(_)) => true,
        (Some('['), Some('{'), Some(sign)) => sign == '"',
        _ => false,
    }
}

/// HTML, or another language of tags.
fn markup_kind(start: &str) -> Option<Detected> {
    let front: String = start.chars().take(4096).flat_map(char::to_lowercase).collect();
    let has = |tag: &str| front.contains(tag);
    let is_page = ["<!doctype html", "<html", "<head", "<body", "<article", "<title"].into_iter().any(has);
    let is_xml = front.starts_with("<?xml") && !has("<html") && !has("<!doctype html");
    if front.starts_with("<rss")
        || front.starts_with("<feed")
        || is_xml && ["<rss", "<feed", "<rdf:rdf"].into_iter().any(has)
    {
        return Some(Detected::Other("a news feed (RSS or Atom)"));
    }
    if is_page && !is_xml {
        return Some(Detected::Format(Format::Html));
    }
    if has("<svg") {
        return Some(Detected::Other("a drawing (SVG)"));
    }
    if front.starts_with("<?xml") {
        return Some(Detected::Other("XML"));
    }
    ["<div", "<p>", "<p ", "<meta", "<!--", "<h1", "<section", "<table", "<span"]
        .into_iter()
        .any(|tag| front.starts_with(tag))
        .then_some(Detected::Format(Format::Html))
}

/// Mail, mail boxes and lists of references: text with a grammar of its own.
fn letter_or_citation(start: &str) -> Option<&'static str> {
    let lines: Vec<&str> = start.lines().take(40).collect();
    let opens = |names: &[&str]| {
        lines
            .iter()
            .take_while(|line| !line.trim().is_empty())
            .any(|line| names.iter().any(|name| line.starts_with(name)))
    };
    let first = lines.first().copied().unwrap_or_default();
    if first.starts_with("From ") && opens(&["Message-ID:", "Message-Id:", "Received:", "MIME-Version:", "Subject:"]) {
        return Some("a mail box (MBOX)");
    }
    if is_mail_header(first) && opens(&["Message-ID:", "Message-Id:", "Received:", "MIME-Version:", "Return-Path:"]) {
        return Some("a mail (EML)");
    }
    if first.starts_with("TY  - ") {
        return Some("a list of references (RIS)");
    }
    (first.starts_with("@article{") || first.starts_with("@misc{") || first.starts_with("@online{"))
        .then_some("a list of references (BibTeX)")
}

/// `Name: value`, the name of letters and hyphens.
fn is_mail_header(line: &str) -> bool {
    let Some((name, _)) = line.split_once(':') else { return false };
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        use Format::{Csv, Html, Json, JsonLines, Markdown, Text};
        let cases: [(&[u8], &str, Format); 21] = [
            (b"A plain text", "txt", Text),
            (b"A plain text", "", Text),
            (b"A plain text named so", "md", Markdown),
            (b"---\ntitle: A\n---\nText", "txt", Markdown),
            (b"--- a line of a text\nMore", "txt", Text),
            (b"<!DOCTYPE html><p>Hi", "txt", Html),
            (b"<?xml version='1.0'?><html><body>", "xml", Html),
            (b"<div>part of a page</div>", "", Html),
            (b"a < b, says he", "html", Html),
            (b"no tags", "html", Text),
            (b"{\"text\": \"a\"}", "txt", Json),
            (b"{\"text\": \"a\"}", "jsonl", JsonLines),
            (b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "json", JsonLines),
            (b"{\"text\": \"a\"}\n{broken\n", "", JsonLines),
            (b"[{\"text\": \"a\"}]", "", Json),
            (b"[{\"text\": \"cut off", "", Json),
            (b"[1] A footnote", "txt", Text),
            (b"[Source] says {that}", "txt", Text),
            (b"title;text\na;b\n", "txt", Csv),
            (b"x,y\n1,2\n", "csv", Csv),
            (b"MZ is how this text opens", "txt", Text),
        ];
        for (content, extension, format) in cases {
            let shown = String::from_utf8_lossy(content);
            assert_eq!(detect(content, true, extension), Detected::Format(format), "{shown:?} .{extension}");
        }
    }

    #[test]
    fn what_is_not_read_yet_is_named() {
        let cases: [(&[u8], &str); 11] = [
            (b"%PDF-1.7\n", "a PDF"),
            (b"{\\rtf1\\ansi", "an RTF document"),
            (b"PK\x03\x04....word/document.xml", "a Word document (DOCX)"),
            (b"From: a@b\nMessage-ID: <x>\n\nHi", "a mail (EML)"),
            (b"TY  - NEWS\nTI  - A\n", "a list of references (RIS)"),
            (b"<?xml version='1.0'?><rss version='2.0'><channel><title>", "a news feed (RSS or Atom)"),
            (b"<?xml version='1.0'?><articles><article><title>", "XML"),
            (b"<rss version='2.0'><channel><title>", "a news feed (RSS or Atom)"),
            (b"\x00\x01\x02\x03\x04\x05", "binary data"),
            (&[0; 4096], "binary data"),
            (b"WARC/1.0\r\n", "a web archive (WARC)"),
        ];
        for (content, what) in cases {
            assert_eq!(detect(content, true, "txt"), Detected::Other(what), "{}", String::from_utf8_lossy(content));
        }
        assert_eq!(detect(b" \n", true, "txt"), Detected::Empty);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_something(bytes: Vec<u8>, extension in "(txt|html|json|jsonl|csv|md|)") {
            detect(&bytes, true, &extension);
            detect(&bytes, false, &extension);
        }
    }
}
