//! BibTeX and BibLaTeX: `@article{key, field = {value}, …}`.
//!
//! One damaged entry must not take the others with it: entries are told apart by their braces, and each is parsed alone.

use super::super::record::Fields;
use super::super::{Document, Output, Refusal, TEXT_LIMIT_BYTES, decoded, whole};
use super::{Counts, hand_over};
use crate::ingest::field_names::FieldKey;
use crate::work::ProblemKind;
use biblatex::{Bibliography, Chunk, ChunksExt, Entry};

/// Bytes of one entry that are parsed.
const ENTRY_BYTES: usize = 4 * 1024 * 1024;

/// Braces that may lie in one another within an entry.
const DEPTH: usize = 100;

/// Reads a list of references.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let text = decoded(bytes, None, output);
    let mut counts = Counts::default();
    let mut strings = String::new();
    for entry in entries(&text) {
        if output.is_cancelled() {
            return Ok(());
        }
        let kind = entry.text.split(['{', '(']).next().unwrap_or_default().trim().to_lowercase();
        match kind.as_str() {
            "@comment" | "@preamble" => {}
            // Short forms for names of papers, which later entries use.
            "@string" if strings.len() + entry.text.len() < ENTRY_BYTES => strings.push_str(entry.text),
            _ if entry.depth > DEPTH || entry.text.len() > ENTRY_BYTES => {
                output.fault(ProblemKind::Limit, "an entry is too long or too deep; it was left out");
            }
            _ => match Bibliography::parse(&format!("{strings}\n{}", entry.text)) {
                Ok(parsed) => {
                    for found in parsed.iter() {
                        hand_over(fields_of(found), counts.read + 1, entry.text, &mut counts, output);
                    }
                }
                Err(error) => {
                    let name: String = entry.text.chars().take(40).take_while(|&c| c != ',' && c != '\n').collect();
                    output.fault(ProblemKind::Malformed, format!("the entry {name} is damaged: {}", error.kind));
                }
            },
        }
    }
    counts.tell(output);
    Ok(())
}

/// One entry as written.
struct Written<'a> {
    text: &'a str,
    depth: usize,
}

/// The entries of a file: each from an `@` at the start of a line to the brace that ends it, or to the next such line.
fn entries(text: &str) -> Vec<Written<'_>> {
    let mut starts: Vec<usize> = memchr::memchr_iter(b'@', text.as_bytes())
        .filter(|&at| {
            let before = text.get(..at).unwrap_or_default();
            before.trim_end_matches([' ', '\t', '\u{feff}']).is_empty()
                || before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r', '}'])
        })
        .collect();
    starts.push(text.len());
    starts
        .windows(2)
        .filter_map(|two| {
            let [start, end] = two else { return None };
            let text = text.get(*start..*end)?;
            Some(balanced(text))
        })
        .collect()
}

/// `text` up to the brace that closes its first one.
fn balanced(text: &str) -> Written<'_> {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Written { text: text.get(..=at).unwrap_or(text), depth: deepest };
                }
            }
            _ => {}
        }
    }
    Written { text, depth: deepest }
}

fn fields_of(entry: &Entry) -> Fields {
    let mut fields = Fields::default();
    let get = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    fields.set(FieldKey::Id, String::new(), entry.key.clone());
    let mut set = |key: FieldKey, names: &[&str]| {
        for name in names {
            if let Some(value) = get(name) {
                fields.set(key, format!("BibTeX: {name}"), value);
            }
        }
    };
    set(FieldKey::Title, &["title"]);
    set(
        FieldKey::Outlet,
        &["journaltitle", "journal", "newspaper", "booktitle", "maintitle", "publisher", "organization"],
    );
    set(FieldKey::Url, &["url", "link"]);
    set(FieldKey::Language, &["langid", "language"]);
    set(FieldKey::Text, &["fulltext", "text", "abstract", "annotation", "note"]);
    set(FieldKey::Published, &["date"]);
    if let (None, Some(year)) = (get("date"), get("year")) {
        let part = |name: &str| get(name).map_or_else(String::new, |value| format!("{value} "));
        fields.set(FieldKey::Published, "BibTeX: year".to_owned(), format!("{}{}{year}", part("day"), part("month")));
    }
    let has_sign = get("author").is_some_and(|names| names.contains('='));
    if has_sign {
        fields.set(FieldKey::Byline, "BibTeX: author".to_owned(), written_names(entry).join(", "));
    } else if let Ok(authors) = entry.author() {
        let names = authors.iter().map(|person| {
            let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
            parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
        });
        fields.set(FieldKey::Byline, "BibTeX: author".to_owned(), names.collect::<Vec<_>>().join(", "));
    }
    fields
}

/// The authors as they are written, for names that would be taken for parts of names (`given=Jane`).
fn written_names(entry: &Entry) -> Vec<String> {
    let mut names = vec![String::new()];
    for chunk in entry.get("author").unwrap_or_default() {
        let mut pieces = match &chunk.v {
            Chunk::Normal(words) => words.split(" and ").collect::<Vec<_>>().into_iter(),
            Chunk::Verbatim(words) | Chunk::Math(words) => vec![words.as_str()].into_iter(),
        };
        if let (Some(last), Some(piece)) = (names.last_mut(), pieces.next()) {
            last.push_str(piece);
        }
        names.extend(pieces.map(str::to_owned));
    }
    names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}
