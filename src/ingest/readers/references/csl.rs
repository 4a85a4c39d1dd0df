//! CSL-JSON: what reference managers write for their kind (Citation Style Language, "CSL-JSON input").

use super::super::record::{Fields, value_text};
use super::super::{Document, Output, Refusal, whole};
use super::{Counts, hand_over};
use crate::ingest::decode::decode;
use crate::ingest::field_names::FieldKey;
use crate::time::Interval;
use crate::work::ProblemKind;
use serde_json::{Map, Value};

/// Bytes of a list that are read: as a tree it takes some ten times as much.
const LIMIT_BYTES: usize = 32 * 1024 * 1024;

/// Keys that state a field, the surest first.
const KEYS: &[(FieldKey, &[&str])] = &[
    (FieldKey::Id, &["id", "citation-key"]),
    (FieldKey::Title, &["title", "title-short"]),
    (FieldKey::Outlet, &["container-title", "collection-title", "publisher"]),
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
    for name in ["issued", "original-date"] {
        if let Some(date) = object.get(name).and_then(date_of) {
            fields.set(FieldKey::Published, format!("CSL: {name}"), date);
        }
    }
    if let Some(Value::Array(authors)) = object.get("author") {
        let names: Vec<String> = authors.iter().map(name_of).filter(|name| !name.is_empty()).collect();
        fields.set(FieldKey::Byline, "CSL: author".to_owned(), names.join(", "));
    }
    fields
}

/// `{"date-parts": [[2023, 3]]}` as `2023-03`; of a range with two lists its first and last day; else what is written.
fn date_of(date: &Value) -> Option<String> {
    let parts = date.get("date-parts").and_then(Value::as_array);
    let mut units = parts.into_iter().flatten().filter_map(unit_of);
    match (units.next(), units.next()) {
        (Some(first), Some(last)) => {
            let days = first.cover(last);
            Some(format!("{}/{}", days.first(), days.last()))
        }
        (Some(unit), None) => unit.iso(),
        (None, _) => {
            let written = ["raw", "literal"].into_iter().find_map(|name| date.get(name)?.as_str().map(str::to_owned));
            written.or_else(|| value_text(FieldKey::Published, date))
        }
    }
}

/// The day, month or year that `[2023, "3", …]` names.
fn unit_of(parts: &Value) -> Option<Interval> {
    let number = |part: &Value| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
    let numbers: Vec<i64> = parts.as_array()?.iter().map_while(number).collect();
    let small = |number: i64| u32::try_from(number).ok();
    match *numbers.as_slice() {
        [year] => Interval::of_year(i32::try_from(year).ok()?),
        [year, month] => Interval::of_month(i32::try_from(year).ok()?, small(month)?),
        [year, month, day, ..] => Interval::of_day(i32::try_from(year).ok()?, small(month)?, small(day)?),
        [] => None,
    }
}

fn name_of(author: &Value) -> String {
    let part = |name: &str| author.get(name).and_then(Value::as_str).map(str::trim).filter(|part| !part.is_empty());
    let parts = ["given", "non-dropping-particle", "family", "suffix"].into_iter().filter_map(part);
    part("literal").map_or_else(|| parts.collect::<Vec<_>>().join(" "), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_date_has_as_many_parts_as_are_written() {
        let cases = [
            (json!({"date-parts": [[2023, 3, 4]]}), Some("2023-03-04")),
            (json!({"date-parts": [["2023", "3"]]}), Some("2023-03")),
            (json!({"date-parts": [[2023]]}), Some("2023")),
            (json!({"date-parts": [[2023, 3, 22], [2023, 3, 28]]}), Some("2023-03-22/2023-03-28")),
            (json!({"date-parts": [[2010], [2019]]}), Some("2010-01-01/2019-12-31")),
            (json!({"raw": "12 May 2023"}), Some("12 May 2023")),
            (json!({"date-parts": [[]]}), None),
            (json!("2023-05"), Some("2023-05")),
        ];
        for (written, date) in cases {
            assert_eq!(date_of(&written).as_deref(), date, "{written}");
        }
    }
}
