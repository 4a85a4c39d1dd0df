//! JSON: one object that is an article, a list of such objects, or an object that holds such a list.

use super::keys::Keys;
use super::{Document, Output, Refusal, decoded, hash, record, whole};
use crate::ingest::column_map::ColumnMaps;
use crate::work::ProblemKind;
use serde_json::{Map, Value};

/// Bytes of a JSON document, which is held as a whole: larger lists belong into JSON Lines.
const LIMIT_BYTES: usize = 256 * 1024 * 1024;

/// Records between two looks at whether the user has asked to stop.
const STRIDE: usize = 100;

/// Names under which answers of programs hold their list of articles.
const LISTS: &[&str] =
    &["articles", "results", "items", "docs", "documents", "hits", "entries", "stories", "news", "records", "data"];

/// Objects that such a list may lie in.
const LIST_WRAPPERS: &[&str] = &["response", "hits", "data", "result", "feed", "channel"];

/// Levels that such a list may lie deep: `response.docs`, `hits.hits`.
const LIST_DEPTH: usize = 3;

/// Reads a JSON document.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let text = decoded(bytes, None, output);
    let text = text.trim();
    let keys = &mut Keys::new(output);
    if let Some(items) = text.strip_prefix('[') {
        return read_list(text, items, keys, output);
    }
    let object = match serde_json::from_str(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Err(no_articles("a single value")),
        Err(error) => return read_sequence(text, &error, keys, output),
    };
    if let Some(items) = list_in(&object, LIST_DEPTH, &output.columns()) {
        for (index, item) in items.iter().enumerate() {
            if index % STRIDE == 0 && output.is_cancelled() {
                return Ok(());
            }
            read_item(item, item.to_string().as_bytes(), index + 1, keys, output);
        }
        keys.end(output)
    } else if let Some(mut draft) = keys.draft(&object, &[]) {
        draft.sha256 = Some(sha256);
        output.draft(draft);
        keys.end(output)
    } else {
        keys.end(output)?;
        Err(no_articles(&format!("an object with {}", names_of(&object))))
    }
}

/// Reads the items behind the `[` one by one, so that a long list is never held as values, and one that breaks off gives
/// what stands before.
fn read_list(text: &str, items: &str, keys: &mut Keys, output: &mut Output<'_>) -> Result<(), Refusal> {
    let mut rest = items.trim_start();
    let mut number = 0;
    while !rest.starts_with(']') {
        number += 1;
        if number % STRIDE == 0 && output.is_cancelled() {
            return Ok(());
        }
        let length = if rest.starts_with(['{', '[', '"']) {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            match values.next() {
                Some(Ok(item)) => {
                    let length = values.byte_offset();
                    read_item(&item, rest.get(..length).unwrap_or_default().as_bytes(), number, keys, output);
                    length
                }
                Some(Err(error)) => return Err(broken(text, rest, &error.to_string(), output)),
                None => return Err(broken(text, rest, "the list is not ended", output)),
            }
        } else {
            // A number or a word; the parser of streams wants white space behind those.
            let Some(length) = rest.find([',', ']', '{', '[', '"']).filter(|&length| length > 0) else {
                return Err(broken(text, rest, "the list is not ended", output));
            };
            read_item(&Value::Null, &[], number, keys, output);
            length
        };
        rest = rest.get(length..).unwrap_or_default().trim_start();
        match rest.strip_prefix(',') {
            Some(behind) => rest = behind.trim_start(),
            None if rest.starts_with(']') => {}
            None => return Err(broken(text, rest, "a comma is missing or the list is not ended", output)),
        }
    }
    keys.end(output)?;
    if output.draft_count() == 0 { Err(no_articles("a list")) } else { Ok(()) }
}

fn read_item(item: &Value, bytes: &[u8], number: usize, keys: &mut Keys, output: &mut Output<'_>) {
    match item.as_object().and_then(|object| keys.draft(object, bytes)) {
        Some(mut draft) => {
            draft.member = Some(draft.id.clone().unwrap_or_else(|| number.to_string()));
            output.draft(draft);
        }
        None => output.textless(format!("record {number} holds no text")),
    }
}

/// The list of articles that an object holds, if it is no article itself.
fn list_in<'o>(object: &'o Map<String, Value>, depth: usize, columns: &ColumnMaps) -> Option<&'o Vec<Value>> {
    let is_list = |items: &&Vec<Value>| {
        items
            .iter()
            .take(10)
            .any(|item| item.as_object().is_some_and(|item| record::of_object(item, &[], columns).is_some()))
    };
    // A list that the user has said the columns of may have any name.
    let lists = object.iter().filter(|(name, _)| !columns.is_empty() || LISTS.contains(&name.as_str()));
    if let Some(items) = lists.filter_map(|(_, value)| value.as_array()).filter(is_list).max_by_key(|items| items.len())
    {
        return Some(items);
    }
    if depth == 0 {
        return None;
    }
    let wrappers = object.iter().filter(|(name, _)| !columns.is_empty() || LIST_WRAPPERS.contains(&name.as_str()));
    wrappers.filter_map(|(_, value)| value.as_object()).find_map(|inner| list_in(inner, depth - 1, columns))
}

/// Objects that follow one another over several lines each, or one object that is damaged.
fn read_sequence(
    text: &str,
    error: &serde_json::Error,
    keys: &mut Keys,
    output: &mut Output<'_>,
) -> Result<(), Refusal> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut start = 0;
    let mut number = 0;
    while let Some(Ok(item)) = values.next() {
        number += 1;
        if number % STRIDE == 0 && output.is_cancelled() {
            return Ok(());
        }
        let end = values.byte_offset();
        read_item(&item, text.get(start..end).unwrap_or_default().trim().as_bytes(), number, keys, output);
        start = end;
    }
    let rest = text.get(start..).unwrap_or_default();
    if rest.trim().is_empty() { keys.end(output) } else { Err(broken(text, rest, &error.to_string(), output)) }
}

/// A document that is damaged where `rest` begins.
fn broken(text: &str, rest: &str, reason: &str, output: &Output<'_>) -> Refusal {
    let before = text.get(..text.len().saturating_sub(rest.len())).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let read = records(output.draft_count());
    Refusal {
        kind: ProblemKind::Malformed,
        reason: format!("it is not valid JSON from line {line} on: {reason}; {read} before that place"),
    }
}

fn records(count: usize) -> String {
    match count {
        0 => "nothing was read".to_owned(),
        1 => "one record was read".to_owned(),
        _ => format!("{count} records were read"),
    }
}

fn no_articles(what: &str) -> Refusal {
    let reason = format!("it holds no articles: {what}, and no field that is a text");
    Refusal { kind: ProblemKind::UnknownFormat, reason }
}

fn names_of(object: &Map<String, Value>) -> String {
    let names: Vec<String> = object.keys().take(12).map(|name| name.chars().take(40).collect()).collect();
    if names.is_empty() { "nothing in it".to_owned() } else { names.join(", ") }
}
