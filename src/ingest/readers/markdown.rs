//! Markdown: the text is the whole document; front matter states fields and is marked as boilerplate.
//!
//! Front matter is YAML between two lines `---`, or TOML between two lines `+++`, of which plain `key = value` lines are
//! read. A first heading is the title where the front matter states none.

use super::record::value_text;
use super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, decoded, hash, whole};
use crate::corpus::Basis;
use crate::ingest::field_names::{FieldKey, assign};
use crate::ingest::front_matter::{FrontMatter, front_matter};
use crate::ingest::statement::{Statement, Statements};
use crate::text::{Span, lines};
use crate::work::ProblemKind;
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a Markdown file as one article.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let text = decoded(bytes, None, output);
    let mut draft = Draft { sha256: Some(sha256), ..Draft::default() };
    let mut body_start = 0;
    if let Some(front) = front_matter(&text) {
        match statements_of(front, &text) {
            Ok(statements) => draft.statements = statements,
            Err(reason) => {
                output.fault(ProblemKind::Malformed, format!("its front matter is not understood: {reason}"));
            }
        }
        body_start = front.whole.end();
        draft.boilerplate.push(front.whole);
    }
    if draft.statements.title.is_none() {
        draft.statements.title = first_heading(&text, body_start);
    }
    draft.text = text;
    output.draft(draft);
    Ok(())
}

fn statements_of(front: FrontMatter, text: &str) -> Result<Statements, String> {
    let content = front.content.slice(text);
    let values = if front.is_toml { toml_values(content) } else { yaml_values(content)? };
    let columns = assign(values.keys().map(String::as_str));
    let entries: Vec<(&String, &Value)> = values.iter().collect();
    let at = |key: FieldKey| {
        let (name, value) = *entries.get(columns.get(key as usize).copied().flatten()?)?;
        Statement::at(format!("front matter: {name}"), &value_text(key, value)?)
    };
    Ok(Statements::of(at))
}

fn yaml_values(content: &str) -> Result<BTreeMap<String, Value>, String> {
    let parsed: Result<BTreeMap<String, Value>, _> = serde_saphyr::from_str(content);
    parsed.or_else(|error| {
        // One bad line must not take the others with it: titles with a colon are the usual cause.
        let plain = plain_values(content, ':');
        if plain.is_empty() { Err(error.to_string().lines().next().unwrap_or_default().to_owned()) } else { Ok(plain) }
    })
}

fn toml_values(content: &str) -> BTreeMap<String, Value> {
    plain_values(content, '=')
}

/// Lines of a key, a mark and a value on one line; quotes and brackets around the value removed.
fn plain_values(content: &str, mark: char) -> BTreeMap<String, Value> {
    let pairs = content.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-', '[']));
    let unquoted = |value: &str| value.trim().trim_matches(['"', '\'']).to_owned();
    pairs
        .filter_map(|line| line.split_once(mark))
        .map(|(key, value)| {
            let value = value.trim();
            let items = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
            let value = match items {
                Some(items) => Value::Array(items.split(',').map(|item| Value::String(unquoted(item))).collect()),
                None => Value::String(unquoted(value)),
            };
            (key.trim().to_owned(), value)
        })
        .collect()
}

/// The first heading of the first level, where it is the first line of text.
fn first_heading(text: &str, body_start: usize) -> Option<Statement> {
    let lines = lines(text);
    let mut filled = lines.iter().filter(|line| line.start() >= body_start && !line.slice(text).trim().is_empty());
    let first = *filled.next()?;
    let line = first.slice(text);
    let is_underlined = filled.next().is_some_and(|next| {
        let next = next.slice(text).trim();
        next.len() >= 3 && next.bytes().all(|byte| byte == b'=')
    });
    let heading = match line.trim_start().strip_prefix("# ") {
        Some(heading) => heading.trim().trim_end_matches('#').trim_end(),
        None if is_underlined => line.trim(),
        None => return None,
    };
    let start = first.start() + line.find(heading)?;
    let span = Span::new(start, start + heading.len());
    (!heading.is_empty())
        .then(|| Statement { value: heading.to_owned(), basis: Basis::inferred("first-heading", span, 0.9) })
}
