//! JSON: one object that is an article, a list of such objects, or an object that holds such a list.

use super::{Document, Output, Refusal, hash, record, whole};
use crate::ingest::decode::decode;
use crate::work::ProblemKind;
use serde_json::{Map, Value};

/// Bytes of a JSON document, which is read as a whole: larger lists belong into JSON Lines.
const LIMIT_BYTES: usize = 512 * 1024 * 1024;

/// Names under which answers of programs hold their list of articles.
const LISTS: &[&str] =
    &["articles", "results", "items", "docs", "documents", "hits", "entries", "stories", "news", "records", "data"];

/// Levels that such a list may lie deep: `response.docs`, `hits.hits`.
const LIST_DEPTH: usize = 3;

/// Reads a JSON document.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let decoded = decode(bytes, None);
    if let Some(doubt) = decoded.doubt {
        output.fault(ProblemKind::Doubtful, doubt);
    }
    match serde_json::from_str(&decoded.text) {
        Ok(Value::Array(items)) => read_list(&items, output),
        Ok(Value::Object(object)) => {
            if let Some(items) = list_in(&object, LIST_DEPTH) {
                read_list(items, output);
            } else if let Some(mut draft) = record::of_object(&object, &[]) {
                draft.sha256 = Some(sha256);
                output.draft(draft);
            } else {
                return Err(no_articles(&format!("an object with {}", names_of(&object))));
            }
        }
        Ok(_) => return Err(no_articles("a single value")),
        Err(error) => return read_broken(&decoded.text, &error, output),
    }
    if output.draft_count() == 0 { Err(no_articles("a list")) } else { Ok(()) }
}

fn read_list(items: &[Value], output: &mut Output<'_>) {
    for (index, item) in items.iter().enumerate() {
        if index % 100 == 0 && output.is_cancelled() {
            return;
        }
        read_item(item, index + 1, output);
    }
}

fn read_item(item: &Value, number: usize, output: &mut Output<'_>) {
    let draft = item.as_object().and_then(|object| record::of_object(object, item.to_string().as_bytes()));
    match draft {
        Some(mut draft) => {
            draft.member = Some(draft.id.clone().unwrap_or_else(|| number.to_string()));
            output.draft(draft);
        }
        None => output.fault(ProblemKind::Malformed, format!("record {number} holds neither a text nor a title")),
    }
}

/// The list of articles that an object holds, if it is no article itself.
fn list_in(object: &Map<String, Value>, depth: usize) -> Option<&Vec<Value>> {
    let is_list = |items: &&Vec<Value>| {
        items.iter().take(10).any(|item| item.as_object().is_some_and(|item| record::of_object(item, &[]).is_some()))
    };
    let lists = LISTS.iter().filter_map(|name| object.get(*name)?.as_array());
    if let Some(items) = lists.filter(is_list).max_by_key(|items| items.len()) {
        return Some(items);
    }
    if depth == 0 {
        return None;
    }
    ["response", "hits", "data", "result", "feed", "channel"]
        .iter()
        .find_map(|name| list_in(object.get(*name)?.as_object()?, depth - 1))
}

/// A document that breaks off or is damaged: the records of its list up to there, and objects that simply follow
/// one another.
fn read_broken(text: &str, error: &serde_json::Error, output: &mut Output<'_>) -> Result<(), Refusal> {
    let is_list = text.trim_start().starts_with('[');
    let mut rest = text.trim_start();
    rest = rest.strip_prefix('[').unwrap_or(rest);
    let mut number = 0;
    loop {
        let mut items = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(item)) = items.next() else { break };
        number += 1;
        if number % 100 == 0 && output.is_cancelled() {
            return Ok(());
        }
        read_item(&item, number, output);
        rest = rest.get(items.byte_offset()..).unwrap_or_default().trim_start();
        if is_list {
            rest = rest.strip_prefix(',').unwrap_or(rest);
        }
    }
    if rest.trim().is_empty() && !is_list && number > 0 {
        return Ok(());
    }
    let reason = format!("it is not valid JSON: {error}; {} before that place", records(output.draft_count()));
    Err(Refusal { kind: ProblemKind::Malformed, reason })
}

fn records(count: usize) -> String {
    match count {
        0 => "nothing was read".to_owned(),
        1 => "one record was read".to_owned(),
        _ => format!("{count} records were read"),
    }
}

fn no_articles(what: &str) -> Refusal {
    let reason = format!("it holds no articles: {what}, and no field that is a text or a title");
    Refusal { kind: ProblemKind::UnknownFormat, reason }
}

fn names_of(object: &Map<String, Value>) -> String {
    let names: Vec<String> = object.keys().take(12).map(|name| name.chars().take(40).collect()).collect();
    if names.is_empty() { "nothing in it".to_owned() } else { names.join(", ") }
}
