//! The first rows of a table, for somebody who is to say what its columns are.

use super::Format;
use super::column_map::{ColumnMap, ColumnMaps};
use super::decode::decode;
use super::detect::format_of;
use super::document::Document;
use super::field_names::FieldKey;
use super::open::{open, unreadable};
use super::readers::{first_rows, value_text};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::Path;

/// Rows that are shown, and characters of one value.
const ROWS: usize = 12;
const VALUE_CHARS: usize = 1200;

/// Bytes of a document that are looked at.
const LOOKED_AT: usize = 8 * 1024 * 1024;

/// The first rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableHead {
    /// The columns, in their order.
    pub columns: Vec<String>,
    /// The first rows, a value for each column, long ones cut.
    pub rows: Vec<Vec<String>>,
    /// What the columns are taken for now, by the user's word or by their names.
    pub taken_for: ColumnMap,
    /// True when that is the user's word.
    pub is_remembered: bool,
}

/// Looks at the first rows of the table at `path`.
///
/// # Errors
/// One sentence when there is no table, or it cannot be read.
pub fn peek(path: &Path, maps: &ColumnMaps) -> Result<TableHead, String> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = open(path).map_err(|refusal| refusal.reason)?;
    let document = Document::new(file, &name).map_err(|error| unreadable(&error).reason)?;
    let format = format_of(&document).map_err(|refusal| refusal.reason)?;
    let (columns, rows) = match format {
        Format::Csv => first_rows(&document, ROWS),
        Format::Json | Format::JsonLines => {
            let (bytes, _) = document.whole(LOOKED_AT).map_err(|error| unreadable(&error).reason)?;
            table_of(&objects(&decode(bytes, None).text))
        }
        _ => return Err(format!("it is read as {}, which has no columns", format.name())),
    };
    if columns.is_empty() {
        return Err("it has no columns".to_owned());
    }
    let rows = rows.into_iter().map(|row| row.iter().map(|value| shortened(value)).collect()).collect();
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let (places, is_remembered) = maps.assign(&names);
    let field = |(key, place): (FieldKey, Option<usize>)| Some((key, columns.get(place?)?.clone()));
    let fields = FieldKey::ALL.into_iter().zip(places).filter_map(field).collect();
    let taken_for = ColumnMap { columns: columns.iter().cloned().collect(), fields };
    Ok(TableHead { columns, rows, taken_for, is_remembered })
}

fn shortened(value: &str) -> String {
    value.chars().take(VALUE_CHARS).collect()
}

/// The first objects in a text: one a line, one behind the other, in a list, or in a list within an object.
fn objects(text: &str) -> Vec<Map<String, Value>> {
    let text = text.trim();
    if let Some(items) = text.strip_prefix('[') {
        let mut found = Vec::new();
        let mut rest = items.trim_start();
        while found.len() < ROWS {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            let Some(Ok(value)) = values.next() else { break };
            let length = values.byte_offset();
            found.extend(object(value));
            rest = rest.get(length..).unwrap_or_default().trim_start().trim_start_matches(',').trim_start();
        }
        return found;
    }
    let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let found: Vec<Map<String, Value>> = values.map_while(Result::ok).take(ROWS).filter_map(object).collect();
    match found.as_slice() {
        [only] => list_within(only, 3).unwrap_or(found),
        _ => found,
    }
}

fn object(value: Value) -> Option<Map<String, Value>> {
    if let Value::Object(object) = value { Some(object) } else { None }
}

/// The first list of objects within an object.
fn list_within(whole: &Map<String, Value>, depth: usize) -> Option<Vec<Map<String, Value>>> {
    whole.values().find_map(|value| match value {
        Value::Array(items) => {
            let found: Vec<_> = items.iter().take(ROWS).cloned().filter_map(object).collect();
            (!found.is_empty()).then_some(found)
        }
        Value::Object(inner) if depth > 0 => list_within(inner, depth - 1),
        _ => None,
    })
}

/// Objects as a table: every key is a column, in the order in which they appear.
fn table_of(objects: &[Map<String, Value>]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut seen = BTreeSet::new();
    let keys = objects.iter().flat_map(Map::keys);
    let columns: Vec<String> = keys.filter(|key| seen.insert(key.as_str())).cloned().collect();
    let cell = |object: &Map<String, Value>, column: &String| {
        let value = object.get(column).filter(|value| !value.is_null());
        value.map_or_else(String::new, |value| value_text(FieldKey::Title, value).unwrap_or_else(|| value.to_string()))
    };
    let rows = objects.iter().map(|object| columns.iter().map(|column| cell(object, column)).collect()).collect();
    (columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_however_objects_are_strung_together() {
        for text in [
            "{\"k\": 1, \"inhalt\": \"x\"}\n{\"inhalt\": \"y\", \"z\": null}\n",
            "[{\"k\": 1, \"inhalt\": \"x\"}, {\"inhalt\": \"y\", \"z\": null}, {\"bro",
            "{\"page\": {\"liste\": [{\"k\": 1, \"inhalt\": \"x\"}, {\"inhalt\": \"y\", \"z\": null}]}}",
        ] {
            let (columns, rows) = table_of(&objects(text));
            assert_eq!(columns, ["k", "inhalt", "z"], "{text}");
            assert_eq!(rows[0][..2], ["1", "x"]);
            assert_eq!(rows[1][1..], ["y", ""], "null is nothing");
        }
    }
}
