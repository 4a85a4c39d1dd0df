//! One record with named values, from JSON or a table, as a draft.

use super::{Draft, hash};
use crate::ingest::column_map::ColumnMaps;
use crate::ingest::field_names::FieldKey;
use crate::ingest::statement::{Statement, Statements};
use chrono::DateTime;
use serde_json::{Map, Value};

/// Objects that only wrap the fields of an article, or hold more of them.
const WRAPPERS: &[&str] = &["_source", "article", "attributes", "fields", "metadata", "meta", "data"];

/// Levels of wrapping and of nested values that are looked into.
const DEPTH: usize = 3;

/// The article in a JSON object, or nothing where it holds no text: a list of titles in JSON is data about articles, and
/// not articles (a table of titles, as media monitors export it, is read). `bytes` are what it was read from.
pub(super) fn of_object(object: &Map<String, Value>, bytes: &[u8], columns: &ColumnMaps) -> Option<Draft> {
    let mut fields = Fields::default();
    fields.gather(object, DEPTH, columns);
    if fields.text.is_none() && !fields.is_mapped {
        return None;
    }
    let mut draft = fields.draft()?;
    draft.sha256 = Some(hash(bytes));
    Some(draft)
}

/// Named values of a record, one for each field that an article has.
#[derive(Debug, Default)]
pub(super) struct Fields {
    id: Option<String>,
    text: Option<String>,
    statements: Statements,
    /// The user has said which field is which.
    is_mapped: bool,
}

impl Fields {
    /// Takes `value` for `key`, as stated at `place`.
    pub(super) fn set(&mut self, key: FieldKey, place: String, value: String) {
        if value.trim().is_empty() {
            return;
        }
        let slot = match key {
            FieldKey::Id => {
                self.id.get_or_insert_with(|| value.trim().to_owned());
                return;
            }
            FieldKey::Text => {
                self.text.get_or_insert(value);
                return;
            }
            FieldKey::Title => &mut self.statements.title,
            FieldKey::Outlet => &mut self.statements.outlet,
            FieldKey::Byline => &mut self.statements.byline,
            FieldKey::Published => &mut self.statements.published,
            FieldKey::Url => &mut self.statements.url,
            FieldKey::Language => &mut self.statements.language,
        };
        if slot.is_none() {
            *slot = Statement::at(place, &value);
        }
    }

    /// True when a text was given, and not a title alone.
    pub(super) fn has_text(&self) -> bool {
        self.text.is_some()
    }

    /// The draft, or nothing where there is neither a text nor a title. A record of a list of titles has its title as text.
    pub(super) fn draft(self) -> Option<Draft> {
        let text = self.text.or_else(|| self.statements.title.as_ref().map(|title| title.value.clone()))?;
        Some(Draft { id: self.id, text, statements: self.statements, ..Draft::default() })
    }

    fn gather(&mut self, object: &Map<String, Value>, depth: usize, maps: &ColumnMaps) {
        let is_wrapper = |name: &str, value: &Value| value.is_object() && WRAPPERS.contains(&name);
        let filled: Vec<(&String, &Value)> =
            object.iter().filter(|(name, value)| !is_blank(value) && !is_wrapper(name, value)).collect();
        let names: Vec<&str> = filled.iter().map(|(name, _)| name.as_str()).collect();
        let (columns, is_mapped) = maps.assign(&names);
        self.is_mapped |= is_mapped;
        for (key, column) in FieldKey::ALL.into_iter().zip(columns) {
            if let Some((name, value)) = column.and_then(|column| filled.get(column))
                && let Some(value) = text_of(key, value, depth)
            {
                self.set(key, format!("JSON: {name}"), value);
            }
        }
        if depth == 0 || is_mapped {
            return;
        }
        for wrapper in WRAPPERS {
            if let Some(Value::Object(inner)) = object.get(*wrapper) {
                self.gather(inner, depth - 1, maps);
            }
        }
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Number(_) => false,
    }
}

/// What a value says as `key`: see [`text_of`].
pub(in crate::ingest) fn value_text(key: FieldKey, value: &Value) -> Option<String> {
    text_of(key, value, DEPTH)
}

/// What a value says as `key`: names of objects, lists joined, numbers of seconds as dates.
fn text_of(key: FieldKey, value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if key == FieldKey::Published => number.as_f64().map(|seconds| date_of(seconds, number)),
        Value::Number(number) => (key != FieldKey::Text).then(|| number.to_string()),
        Value::Array(items) if depth > 0 => {
            let separator = match key {
                FieldKey::Text => "\n\n",
                FieldKey::Published => "-",
                _ => ", ",
            };
            let parts: Vec<String> = items.iter().filter_map(|item| text_of(key, item, depth - 1)).collect();
            let is_single = matches!(key, FieldKey::Id | FieldKey::Url | FieldKey::Title | FieldKey::Language);
            let parts = if is_single { parts.into_iter().take(1).collect() } else { parts };
            (!parts.is_empty()).then(|| parts.join(separator))
        }
        Value::Object(object) if depth > 0 => {
            let names: &[&str] = match key {
                FieldKey::Text => &["text", "content", "body", "value", "plain", "paragraphs"],
                FieldKey::Published => &["$date", "date-parts", "dateTime", "date", "value", "iso"],
                FieldKey::Id => &["$oid", "value", "id"],
                FieldKey::Url => &["url", "href", "value"],
                FieldKey::Language => &["code", "name", "value"],
                _ => &["name", "title", "label", "rendered", "value", "text", "literal", "id"],
            };
            names.iter().find_map(|name| text_of(key, object.get(*name)?, depth - 1))
        }
        _ => None,
    }
}

/// Seconds or milliseconds since 1970 as a day; smaller numbers are a year or a day written together.
fn date_of(number: f64, written: &serde_json::Number) -> String {
    let seconds = if number.abs() >= 1e11 { number / 1000.0 } else { number };
    if number.abs() < 1e8 {
        return written.to_string();
    }
    match DateTime::from_timestamp(seconds as i64, 0) {
        Some(moment) => moment.format("%Y-%m-%d").to_string(),
        None => written.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(json: &str) -> Draft {
        let Ok(Value::Object(object)) = serde_json::from_str(json) else { panic!("an object") };
        of_object(&object, json.as_bytes(), &ColumnMaps::default()).expect("an article")
    }

    fn value(statement: Option<&Statement>) -> Option<&str> {
        statement.map(|statement| statement.value.as_str())
    }

    #[test]
    fn fields_are_found_however_they_are_nested() {
        let found = draft(
            r#"{"_id": {"$oid": "5f"}, "_source": {"headline": " A  title ", "source": {"id": null, "name": "Paper"},
            "authors": [{"name": "Ann"}, "Bob"], "datePublished": 1679616000, "paragraphs": 3,
            "body": ["One", "Two"], "inLanguage": "en"}}"#,
        );
        assert_eq!((found.id.as_deref(), found.text.as_str()), (Some("5f"), "One\n\nTwo"));
        assert_eq!(value(found.statements.title.as_ref()), Some("A title"));
        assert_eq!(value(found.statements.outlet.as_ref()), Some("Paper"));
        assert_eq!(value(found.statements.byline.as_ref()), Some("Ann, Bob"));
        assert_eq!(value(found.statements.published.as_ref()), Some("2023-03-24"));
        assert_eq!(
            found.statements.published.map(|s| s.basis.rule().to_owned()).as_deref(),
            Some("JSON: datePublished")
        );
    }

    #[test]
    fn a_blank_value_leaves_the_field_to_the_next_name() {
        let found = draft(r#"{"id": 7, "text": "", "body": "  kept as is ", "title": null, "headline": "T"}"#);
        assert_eq!((found.id.as_deref(), found.text.as_str()), (Some("7"), "  kept as is "));
        assert_eq!(value(found.statements.title.as_ref()), Some("T"));
    }

    #[test]
    fn a_title_alone_is_an_article_in_a_table_and_none_in_json() {
        let mut fields = Fields::default();
        fields.set(FieldKey::Title, "column title".to_owned(), "Only a title".to_owned());
        assert_eq!(fields.draft().map(|draft| draft.text).as_deref(), Some("Only a title"));
        let Ok(Value::Object(object)) = serde_json::from_str(r#"{"title": "Only a title"}"#) else {
            panic!("an object")
        };
        assert!(of_object(&object, b"{}", &ColumnMaps::default()).is_none());
    }
}
