//! What does a document hold? Its content decides, its name only where the content leaves it open.

use super::Format;
use super::decode;
use super::detect_databases;
use super::document::Document;
use super::field_names::{FieldKey, assign};
use super::front_matter::front_matter;
use super::open::Refusal;
use crate::work::ProblemKind;
use serde_json::Value;
use std::borrow::Cow;

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

/// First bytes of what is not read, and what it is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS or PPT)"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
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
    (b"{\"parallax_manifest\"", "the manifest of an export"),
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
    if let Some(format) = by_signature(head) {
        return Detected::Format(format);
    }
    let text = decode::plain_text(head).map_or_else(
        || {
            let guess = decode::guess(head, is_whole, None);
            let body = head.get(guess.mark_len..).unwrap_or_default();
            guess.encoding.decode_without_bom_handling(body).0
        },
        Cow::Borrowed,
    );
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
    if !start.starts_with(['{', '[', '<'])
        && let Some(format) = detect_databases::of_text(start)
    {
        return Some(Detected::Format(format));
    }
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
    if let Some(detected) = letter_or_citation(start) {
        return Some(detected);
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
        "eml" => Detected::Format(Format::Eml),
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
        Ok(Value::Array(items)) if items.iter().any(is_reference) => Some(Format::CslJson),
        Ok(Value::Array(items)) if items.iter().any(Value::is_object) => Some(Format::Json),
        Ok(_) => named,
        Err(error) if error.is_eof() && start.starts_with('[') && opens_like_references(start) => Some(Format::CslJson),
        // The first value is longer than what was looked at, or damaged.
        Err(_) if named.is_some() => named,
        Err(error) if error.is_eof() && opens_like_json(start) => Some(Format::Json),
        Err(_) => None,
    }
}

/// True for an object with the keys of CSL-JSON, which nothing else has together.
fn is_reference(item: &Value) -> bool {
    let has = |key: &str| item.get(key).is_some();
    let is_article = item.get("type").and_then(Value::as_str) == Some("article-newspaper");
    has("type")
        && (is_article && has("id")
            || has("container-title")
            || item.get("issued").is_some_and(|issued| issued.get("date-parts").is_some()))
}

fn opens_like_references(start: &str) -> bool {
    let is_dated = start.contains("\"date-parts\"") && start.contains("\"issued\"");
    start.contains("\"type\"") && (is_dated || start.contains("\"article-newspaper\""))
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
    if let Some(format) = detect_databases::of_markup(&start.to_lowercase()) {
        return Some(Detected::Format(format));
    }
    let is_page = ["<!doctype html", "<html", "<head", "<body", "<article", "<title"].into_iter().any(has);
    let is_xml = front.starts_with("<?xml") && !has("<html") && !has("<!doctype html");
    if front.starts_with("<rss")
        || front.starts_with("<feed")
        || is_xml && ["<rss", "<feed", "<rdf:rdf"].into_iter().any(has)
    {
        return Some(Detected::Format(Format::Feed));
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
fn letter_or_citation(start: &str) -> Option<Detected> {
    let lines = || start.lines().take(60);
    let head = |from: usize| lines().skip(from).take_while(|line| !line.trim().is_empty());
    let first = lines().next().unwrap_or_default();
    let is_box = first.starts_with("From ") && is_letter(head(1));
    if is_box {
        return Some(Detected::Format(Format::Mbox));
    }
    if is_letter(head(0)) {
        let has = |name: &str, value: &str| {
            head(0).any(|line| {
                let line = line.to_ascii_lowercase();
                line.starts_with(name) && line.contains(value)
            })
        };
        let is_page = has("content-type:", "multipart/related") && !has("to:", "");
        return Some(Detected::Format(if is_page { Format::Mhtml } else { Format::Eml }));
    }
    let is_ris = |line: &str| line.starts_with("TY  -") || line.starts_with("TY -");
    if is_ris(first) || lines().take(20).any(is_ris) && start.contains("\nER  -") {
        return Some(Detected::Format(Format::Ris));
    }
    is_bibtex(start).then_some(Detected::Format(Format::Bibtex))
}

/// An entry `@kind{key, field = …` where a line begins, before any other text than comments.
fn is_bibtex(start: &str) -> bool {
    let mut lines = start.lines().skip_while(|line| line.trim().is_empty() || line.trim_start().starts_with('%'));
    let Some(entry) = lines.next().and_then(|line| line.trim_start().strip_prefix('@')) else { return false };
    let Some((kind, rest)) = entry.split_once(['{', '(']) else { return false };
    let is_name = !kind.is_empty() && kind.len() < 30 && kind.trim().bytes().all(|byte| byte.is_ascii_alphabetic());
    let front: String = rest.chars().chain(lines.take(5).flat_map(str::chars)).take(2000).collect();
    is_name && (front.contains('=') || kind.eq_ignore_ascii_case("comment") || kind.eq_ignore_ascii_case("preamble"))
}

/// Lines that open a letter: all of them headers or the continuation of one, two or more of those that mail programs write.
fn is_letter<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    const TELLING: &[&str] = &[
        "message-id",
        "received",
        "mime-version",
        "return-path",
        "content-type",
        "subject",
        "date",
        "from",
        "to",
        "delivered-to",
        "x-mailer",
        "content-transfer-encoding",
    ];
    let mut telling_count = 0;
    let mut has_sign_of_mail = false;
    for (index, line) in lines.enumerate() {
        if index > 0 && line.starts_with([' ', '\t']) {
            continue;
        }
        if !is_mail_header(line) {
            return false;
        }
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if let Some(rank) = TELLING.iter().position(|telling| *telling == name) {
            telling_count += 1;
            has_sign_of_mail |= rank < 5;
        }
    }
    has_sign_of_mail && telling_count >= 2
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

/// Formats that their first bytes tell. What a ZIP archive is made for only its list of members tells, which its reader
/// looks at.
fn by_signature(head: &[u8]) -> Option<Format> {
    // A mark of UTF-8, or white space, before RTF is a habit of editors.
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_tar = head.get(257..262) == Some(b"ustar");
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Some(Format::Zip)
    } else if head.starts_with(b"\x1f\x8b\x08") {
        Some(Format::Gzip)
    } else if is_tar {
        Some(Format::Tar)
    } else if text.starts_with(b"{\\rtf") {
        Some(Format::Rtf)
    } else if head.starts_with(b"WARC/") {
        Some(Format::Warc)
    } else if memchr::memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-")
        .is_some_and(|at| at == 0 || has_zeros(head))
    {
        // Programs may put something before a PDF; the first kilobyte is what readers look at.
        Some(Format::Pdf)
    } else {
        None
    }
}

/// True for bytes that no text holds: a text may speak of `%PDF-`.
fn has_zeros(head: &[u8]) -> bool {
    memchr::memchr(0, head).is_some()
}

/// More than one control character in a hundred, or a run of zeros: no text.
fn is_binary(text: &str) -> bool {
    let may_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t'..=b'\r' | 0x1b) || byte == 0x7f || byte == 0xc2;
    // Without a branch, so that many bytes are looked at at once: in most texts no character has to be.
    if !text.bytes().fold(false, |any, byte| any | may_control(byte)) {
        return false;
    }
    let mut controls = 0;
    let mut total = 0;
    for c in text.chars() {
        total += 1;
        let is_text = !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{85}');
        controls += usize::from(!is_text);
    }
    controls * 100 > total
}

/// What a document is, or why it is not read.
pub(super) fn format_of(document: &Document<'_>) -> Result<Format, Refusal> {
    let (head, is_short, extension) = (document.head(), document.is_short(), &document.extension);
    let detected = std::panic::catch_unwind(|| detect(head, is_short, extension));
    match detected.unwrap_or(Detected::Other("nothing known")) {
        Detected::Format(format) => Ok(format),
        Detected::Empty => Err(Refusal { kind: ProblemKind::Empty, reason: "it holds nothing".to_owned() }),
        Detected::Other(what) => {
            let reason = format!("it looks like {what}, which is not read");
            Err(Refusal { kind: ProblemKind::UnknownFormat, reason })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        use Format::{
            Bibtex, CslJson, Csv, Eml, Feed, Gzip, Html, Json, JsonLines, Markdown, Mbox, Mhtml, Pdf, Ris, Rtf, Text,
            Warc, Zip,
        };
        let cases: [(&[u8], &str, Format); 40] = [
            (b"%PDF-1.7\n", "txt", Pdf),
            (b"The bytes %PDF-1.7 open such a file", "txt", Text),
            (b"WARC/1.0\r\nWARC-Type: x", "txt", Warc),
            (b"TY  - NEWS\nTI  - A\n", "txt", Ris),
            (b"% mine\n@article{a,\n title={B}}", "txt", Bibtex),
            (b"@someone says hello", "txt", Text),
            (b"[{\"type\": \"article-newspaper\", \"issued\": {\"date-parts\": [[2023]]}}]", "json", CslJson),
            (b"[{\"id\": \"a\", \"type\": \"article-newspaper\", \"title\": \"A\"}]", "json", CslJson),
            (b"[{\"id\": \"a\", \"type\": \"article-page\", \"title\": \"A\"}]", "json", Json),
            (b"<rss version='2.0'><channel><title>", "xml", Feed),
            (b"{\\rtf1\\ansi", "doc", Rtf),
            (b"PK\x03\x04....word/document.xml", "txt", Zip),
            (b"\x1f\x8b\x08....", "txt", Gzip),
            (b"From: a@b\nMessage-ID: <x>\n\nHi", "txt", Eml),
            (b"Subject: =?utf-8?q?a?=\n b\nReceived: x\n\nHi", "", Eml),
            (b"Subject: the state visit\nDate: March 2023\n\nA memo", "txt", Text),
            (b"From a@b Sat Nov 21 18:52:44 2026\nSubject: A\nMIME-Version: 1.0\n\nHi", "txt", Mbox),
            (b"From Moscow: the visit\n\nText", "txt", Text),
            (b"From: <Saved>\nSubject: A\nMIME-Version: 1.0\nContent-Type: multipart/related; x\n\n", "", Mhtml),
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
    fn what_is_not_read_is_named() {
        let cases: [(&[u8], &str); 4] = [
            (b"<?xml version='1.0'?><articles><article><title>", "XML"),
            (b"SQLite format 3\0", "an SQLite database"),
            (b"\x00\x01\x02\x03\x04\x05", "binary data"),
            (&[0; 4096], "binary data"),
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
