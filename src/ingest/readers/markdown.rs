//! Markdown: the text is the whole document; front matter states fields and is marked as boilerplate.
//!
//! Front matter is YAML between two lines `---`, or TOML between two lines `+++`, of which plain `key = value` lines are
//! read. A first heading is the title where the front matter states none.

use super::record::value_text;
use super::{Document, Draft, Output, Refusal, TEXT_LIMIT_BYTES, hash, whole};
use crate::corpus::Basis;
use crate::ingest::decode::decode;
use crate::ingest::field_names::{FieldKey, assign};
use crate::ingest::statement::{Statement, Statements};
use crate::text::{Span, lines};
use crate::work::ProblemKind;
use serde_json::Value;
use std::collections::BTreeMap;

/// Front matter that is longer is text.
const LIMIT_BYTES: usize = 64 * 1024;

/// Reads a Markdown file as one article.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let decoded = decode(bytes, None);
    if let Some(doubt) = decoded.doubt {
        output.fault(ProblemKind::Doubtful, doubt);
    }
    let text = decoded.text;
    let mut draft = Draft { sha256: Some(sha256), ..Draft::default() };
    let mut body_start = 0;
    if let Some(front) = front_matter(&text) {
        match front.statements(&text) {
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

/// Front matter of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct FrontMatter {
    /// With its two fences.
    whole: Span,
    content: Span,
    is_toml: bool,
}

/// The front matter of `text`: fences on the first line and on a later one, and a key behind the first.
pub(in crate::ingest) fn front_matter(text: &str) -> Option<FrontMatter> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let front = text.get(..LIMIT_BYTES).or_else(|| text.get(..text.floor_char_boundary(LIMIT_BYTES)))?;
    let lines = lines(front);
    let (first, others) = lines.split_first()?;
    if first.slice(text).trim_end() != fence {
        return None;
    }
    let last = others.iter().position(|line| {
        let line = line.slice(text).trim_end();
        line == fence || (fence == "---" && line == "...")
    })?;
    let is_toml = fence == "+++";
    let key_end = if is_toml { '=' } else { ':' };
    let keys = others.get(..last)?;
    let opens_with_key =
        keys.iter().map(|line| line.slice(text)).find(|line| !line.trim().is_empty()).is_some_and(|line| {
            line.starts_with('#')
                || line.split_once(key_end).is_some_and(|(key, _)| key.len() < 60 && !key.trim().is_empty())
        });
    let content = keys.first()?.cover(*keys.last()?);
    let end = others.get(last)?.end();
    opens_with_key.then_some(FrontMatter { whole: Span::new(0, end), content, is_toml })
}

impl FrontMatter {
    fn statements(self, text: &str) -> Result<Statements, String> {
        let content = self.content.slice(text);
        let values = if self.is_toml { toml_values(content) } else { yaml_values(content)? };
        let columns = assign(values.keys().map(String::as_str));
        let entries: Vec<(&String, &Value)> = values.iter().collect();
        let at = |key: FieldKey| {
            let (name, value) = *entries.get(columns.get(key as usize).copied().flatten()?)?;
            Statement::at(format!("front matter: {name}"), &value_text(key, value)?)
        };
        Ok(Statements::of(at))
    }
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
