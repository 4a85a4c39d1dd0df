//! CSL-JSON: what reference managers write for their kind (Citation Style Language, "CSL-JSON input").

use super::super::record::{Fields, value_text};
use super::super::{Document, Output, Refusal, whole};
use super::{Counts, hand_over};
use crate::ingest::decode::decode;
use crate::ingest::field_names::FieldKey;
use crate::work::ProblemKind;
use serde_json::{Map, Value};

/// Bytes of a list that are read: as a tree it takes some ten times as much.
const LIMIT_BYTES: usize = 32 * 1024 * 1024;

/// Keys that state a field, the surest first.
const KEYS: &[(FieldKey, &[&str])] = &[
    (FieldKey::Id, &["id", "citation-key"]),
    (FieldKey::Title, &["title", "title-short"]),
    (FieldKey::Outlet, &["container-title", "collection-title", "publisher"]),
    (FieldKey::Published, &["issued", "original-date"]),
    (FieldKey::Url, &["URL"]),
    (FieldKey::Language, &["language"]),
    (FieldKey::Text, &["abstract", "note"]),
];

/// Reads a list of references.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let decoded = decode(whole(document, LIMIT_BYTES, output)?, None);
    let items: Vec<Value> = serde_json::from_str(&decoded.text)
        .map_err(|error| Refusal { kind: ProblemKind::Malformed, reason: format!("it is not whole JSON: {error}") })?;
    let mut counts = Counts::default();
    for item in &items {
        let Value::Object(object) = item else { continue };
        hand_over(fields_of(object), counts.read + 1, &item.to_string(), &mut counts, output);
    }
    counts.tell(output);
    Ok(())
}

fn fields_of(object: &Map<String, Value>) -> Fields {
    let mut fields = Fields::default();
    for (key, names) in KEYS {
        for name in *names {
            if let Some(value) = object.get(*name).and_then(|value| value_text(*key, value)) {
                fields.set(*key, format!("CSL: {name}"), value);
            }
        }
    }
    if let Some(Value::Array(authors)) = object.get("author") {
        let names: Vec<String> = authors.iter().map(name_of).filter(|name| !name.is_empty()).collect();
        fields.set(FieldKey::Byline, "CSL: author".to_owned(), names.join(", "));
    }
    fields
}

fn name_of(author: &Value) -> String {
    let part = |name: &str| author.get(name).and_then(Value::as_str).map(str::trim).filter(|part| !part.is_empty());
    let parts = ["given", "non-dropping-particle", "family", "suffix"].into_iter().filter_map(part);
    part("literal").map_or_else(|| parts.collect::<Vec<_>>().join(" "), str::to_owned)
}
