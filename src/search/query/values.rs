//! The fields of a query, and what stands behind their colons.

use super::ast::{Node, State};
use crate::search::days::{half_typed_days, parse_days};
use crate::text::fold;

/// The fields with what they ask, in the order in which they are offered.
pub(in crate::search) const FIELDS: [(&str, &str); 11] = [
    ("title", "words of the headline"),
    ("text", "words of the text, without the headline"),
    ("outlet", "who published it"),
    ("byline", "who wrote it"),
    ("published", "when it appeared: 2023-03, 2023-03-20, 2023-03..2023-04"),
    ("about", "days that it refers to: 2023-03-20, 2022.."),
    ("lang", "its language: en, fr, zh"),
    ("tag", "a tag that you gave it"),
    ("kind", "what sort of document it is"),
    ("words", "how long it is: >500, 300..800"),
    ("is", "undated, untitled, unsigned, duplicate, edited, reviewed"),
];

/// What a value asks for: what can be filtered by, if anything, and what is wrong with it, if anything.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) node: Option<Node>,
    pub(super) fault: Option<String>,
}

impl From<Result<Node, String>> for Value {
    fn from(read: Result<Node, String>) -> Self {
        match read {
            Ok(node) => Self { node: Some(node), fault: None },
            Err(reason) => Self { node: None, fault: Some(reason) },
        }
    }
}

/// Days; of those that are half typed all that they may become.
pub(super) fn days(typed: &str, node: impl Fn(crate::time::Interval) -> Node) -> Value {
    match parse_days(typed) {
        Ok(days) => Ok(node(days)).into(),
        Err(reason) => Value { node: half_typed_days(typed).map(node), fault: Some(reason) },
    }
}

pub(super) fn language(typed: &str) -> Value {
    let code = fold(typed);
    let mut parts = code.split('-');
    let is_code = parts
        .next()
        .is_some_and(|main| (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_lowercase()));
    let read = if is_code {
        Ok(Node::Language(code))
    } else {
        Err("a language is told by its code, as in lang:en".to_owned())
    };
    read.into()
}

pub(super) fn state(typed: &str) -> Value {
    let typed = fold(typed);
    let known = State::ALL.iter().find(|(_, name, _)| *name == typed);
    let names = || State::ALL.map(|(_, name, _)| name).join(", ");
    known.map(|(state, ..)| Node::Is(*state)).ok_or_else(|| format!("is: takes one of {}", names())).into()
}

/// Numbers of words: `500`, `>500`, `>=500`, `<500`, `<=500`, `300..800`, `300..`, `..800`.
pub(super) fn counts(typed: &str) -> Value {
    let read = || {
        let number = |digits: &str| digits.parse::<u32>().ok();
        if let Some((least, most)) = typed.split_once("..") {
            let least = if least.is_empty() { 0 } else { number(least)? };
            return Some((least, if most.is_empty() { u32::MAX } else { number(most)? }));
        }
        Some(match typed.get(..1)? {
            ">" => match typed.strip_prefix(">=") {
                Some(least) => (number(least)?, u32::MAX),
                None => (number(typed.get(1..)?)?.checked_add(1)?, u32::MAX),
            },
            "<" => match typed.strip_prefix("<=") {
                Some(most) => (0, number(most)?),
                None => (0, number(typed.get(1..)?)?.checked_sub(1)?),
            },
            _ => (number(typed)?, number(typed)?),
        })
    };
    let read = read().map(|(least, most)| Node::Words(least, most));
    read.ok_or_else(|| "words: takes a number, as in >500, <=200 or 300..800".to_owned()).into()
}
