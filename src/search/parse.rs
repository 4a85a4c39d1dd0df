//! The query language. Parsing never fails: what cannot be understood is left out and told as a fault.
//!
//! ```text
//! query = any
//! any   = all { ("OR" | "|") all }
//! all   = part { ["AND"] part }
//! part  = { "NOT" | "-" } ( "(" any ")" | field | text )
//! text  = word | word "*" | '"' words '"'
//! field = ("title" | "outlet" | "byline" | "text") ":" ( text | "(" any ")" )
//!       | "tag" ":" text | "lang" ":" code
//!       | ("published" | "about") ":" days          days as in `parse_days`
//!       | "words" ":" ( [">" | ">=" | "<" | "<="] number | number ".." number )
//!       | "is" ":" ("undated" | "untitled" | "unsigned")
//! ```
//! A word without a field is searched in title and text. OR, AND and NOT are operators in capitals only.

use super::lex::{Token, TokenKind, tokens};
use super::term::Term;
use super::{QueryFault, parse_days};
use crate::text::{Span, fold};
use crate::time::Interval;

/// Brackets within brackets that are followed; deeper ones are passed over.
const DEEPEST: usize = 40;

/// Bytes of a query that are read.
const LONGEST: usize = 16 * 1024;

/// Names of fields as typed, for the reason of a fault.
const FIELDS: &str = "title:, outlet:, byline:, text:, tag:, lang:, published:, about:, words:, is:";

/// A query as understood.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(super) root: Option<Node>,
    faults: Vec<QueryFault>,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Text(Place, Term),
    Tag(Term),
    Language(String),
    Published(Interval),
    About(Interval),
    /// At least and at most so many words.
    Words(u32, u32),
    Undated,
    Untitled,
    Unsigned,
}

/// Where a term is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    Text,
    Title,
    Outlet,
    Byline,
}

impl Query {
    /// Reads a query as typed.
    pub fn parse(query: &str) -> Self {
        let end = (0..=LONGEST.min(query.len())).rev().find(|&end| query.is_char_boundary(end)).unwrap_or(0);
        let text = query.get(..end).unwrap_or("");
        let mut parser =
            Parser { text, tokens: tokens(text), at: 0, place: Place::Anywhere, depth: 0, faults: Vec::new() };
        if end < query.len() {
            parser.fault(Span::new(end, query.len()), "the query is too long: the rest is left out");
        }
        let mut parts: Vec<Node> = parser.any().into_iter().collect();
        while let Some(token) = parser.take() {
            // Only a closing bracket stops `any` before the end.
            parser.fault(token.span, "this bracket was never opened");
            parts.extend(parser.any());
        }
        parser.faults.sort_by_key(|fault| fault.span);
        Self { root: join(parts, Node::All), faults: parser.faults }
    }

    /// What could not be understood, in order.
    pub fn faults(&self) -> &[QueryFault] {
        &self.faults
    }

    /// True when the query asks for nothing: every article passes.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// Where the words of the query that must stand in the text do stand, in order, none overlapping.
    pub fn hits(&self, text: &str) -> Vec<Span> {
        let mut terms = Vec::new();
        collect_text_terms(self.root.as_ref(), &mut terms);
        let mut spans: Vec<Span> = terms.iter().flat_map(|term| term.all_in(text)).collect();
        spans.sort_unstable();
        let mut hits: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match hits.last_mut() {
                Some(last) if last.overlaps(span) => *last = last.cover(span),
                _ => hits.push(span),
            }
        }
        hits
    }
}

fn collect_text_terms<'a>(node: Option<&'a Node>, terms: &mut Vec<&'a Term>) {
    match node {
        Some(Node::All(parts) | Node::Any(parts)) => {
            for part in parts {
                collect_text_terms(Some(part), terms);
            }
        }
        Some(Node::Text(Place::Anywhere | Place::Text, term)) => terms.push(term),
        _ => {}
    }
}

fn join(mut parts: Vec<Node>, all: impl FnOnce(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(all(parts)) } else { parts.pop() }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    place: Place,
    depth: usize,
    faults: Vec<QueryFault>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn take_if(&mut self, kind: TokenKind) -> Option<Token> {
        self.peek().filter(|token| token.kind == kind)?;
        self.take()
    }

    fn fault(&mut self, span: Span, reason: impl Into<String>) {
        self.faults.push(QueryFault { span, reason: reason.into() });
    }

    fn any(&mut self) -> Option<Node> {
        let mut parts: Vec<Node> = self.all().into_iter().collect();
        let mut is_left_empty = parts.is_empty();
        while let Some(or) = self.take_if(TokenKind::Or) {
            let right = self.all();
            if is_left_empty || right.is_none() {
                self.fault(or.span, "OR needs something on both sides");
            }
            is_left_empty = right.is_none();
            parts.extend(right);
        }
        join(parts, Node::Any)
    }

    fn all(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Or | TokenKind::Close => break,
                TokenKind::And => {
                    self.at += 1;
                    let follows = self
                        .peek()
                        .is_some_and(|next| !matches!(next.kind, TokenKind::Or | TokenKind::And | TokenKind::Close));
                    if parts.is_empty() || !follows {
                        self.fault(token.span, "AND needs something on both sides");
                    }
                }
                _ => parts.extend(self.part()),
            }
        }
        join(parts, Node::All)
    }

    fn part(&mut self) -> Option<Node> {
        let mut is_negated = false;
        while let Some(not) = self.take_if(TokenKind::Not) {
            is_negated = !is_negated;
            if self.peek().is_none_or(|next| matches!(next.kind, TokenKind::Or | TokenKind::And | TokenKind::Close)) {
                self.fault(not.span, "nothing follows that could be left out");
                return None;
            }
        }
        let node = self.positive()?;
        Some(if is_negated { Node::Not(Box::new(node)) } else { node })
    }

    fn positive(&mut self) -> Option<Node> {
        let token = self.take()?;
        match token.kind {
            TokenKind::Open => self.bracket(token),
            TokenKind::Field => self.field(token),
            TokenKind::Word | TokenKind::Prefix | TokenKind::Phrase { .. } => {
                self.term(token).map(|term| Node::Text(self.place, term))
            }
            TokenKind::Or | TokenKind::And | TokenKind::Not | TokenKind::Close => None,
        }
    }

    fn bracket(&mut self, open: Token) -> Option<Node> {
        if self.depth >= DEEPEST {
            self.fault(open.span, "too many brackets within brackets: the rest is left out");
            self.at = self.tokens.len();
            return None;
        }
        self.depth += 1;
        let node = self.any();
        self.depth -= 1;
        if self.take_if(TokenKind::Close).is_none() {
            self.fault(open.span, "this bracket is never closed");
        } else if node.is_none() {
            self.fault(open.span, "nothing stands in these brackets");
        }
        node
    }

    fn term(&mut self, token: Token) -> Option<Term> {
        if token.kind == (TokenKind::Phrase { is_closed: false }) {
            self.fault(token.span, "this quotation is never closed");
        }
        let term = Term::new(token.content.slice(self.text), token.kind == TokenKind::Prefix);
        if term.is_none() {
            let reason = match token.kind {
                TokenKind::Phrase { .. } => "no word stands between the quotation marks",
                TokenKind::Prefix => "a beginning of a word must stand before the *",
                _ => "there is no word to search for here",
            };
            self.fault(token.span, reason);
        }
        term
    }

    fn field(&mut self, field: Token) -> Option<Node> {
        let name = fold(field.content.slice(self.text));
        let place = match name.as_str() {
            "title" => Place::Title,
            "outlet" => Place::Outlet,
            "byline" | "author" => Place::Byline,
            "text" => Place::Text,
            "tag" | "lang" | "language" | "published" | "about" | "words" | "is" => return self.valued(field, &name),
            _ if field.is_last_of_run => {
                // "Breaking: …" pasted from somewhere is a word.
                return Term::new(&name, false).map(|term| Node::Text(self.place, term));
            }
            _ => {
                let value = self.take();
                let span = value.map_or(field.span, |value| field.span.cover(value.span));
                self.fault(span, format!("there is no field {name}:, only {FIELDS}"));
                return value.filter(|value| value.kind == TokenKind::Open).and_then(|open| self.bracket(open));
            }
        };
        let outer = std::mem::replace(&mut self.place, place);
        let value = self.value(field, &name);
        let node = match value {
            Some(open) if open.kind == TokenKind::Open => self.bracket(open),
            Some(value) => self.term(value).map(|term| Node::Text(place, term)),
            None => None,
        };
        self.place = outer;
        node
    }

    /// The token that a field's colon touches.
    fn value(&mut self, field: Token, name: &str) -> Option<Token> {
        let value = self.peek().filter(|next| {
            let is_value =
                matches!(next.kind, TokenKind::Word | TokenKind::Prefix | TokenKind::Phrase { .. } | TokenKind::Open);
            is_value && !field.is_last_of_run
        });
        if value.is_none() {
            self.fault(field.span, format!("{name}: needs a value right behind it"));
            return None;
        }
        self.take()
    }

    fn valued(&mut self, field: Token, name: &str) -> Option<Node> {
        let value = self.value(field, name)?;
        if value.kind == TokenKind::Open {
            self.fault(value.span, format!("{name}: takes one value and no brackets"));
            self.at -= 1;
            return None;
        }
        let typed = value.content.slice(self.text);
        let read = match name {
            "tag" => return self.term(value).map(Node::Tag),
            "published" => parse_days(typed).map(Node::Published),
            "about" => parse_days(typed).map(Node::About),
            "words" => counts(typed).map(|(least, most)| Node::Words(least, most)),
            "is" => state(&fold(typed)),
            _ => Ok(Node::Language(fold(typed))),
        };
        read.map_err(|reason| self.fault(value.span, reason)).ok()
    }
}

fn state(typed: &str) -> Result<Node, String> {
    match typed {
        "undated" => Ok(Node::Undated),
        "untitled" => Ok(Node::Untitled),
        "unsigned" => Ok(Node::Unsigned),
        _ => Err("is: takes undated, untitled or unsigned".to_owned()),
    }
}

fn counts(typed: &str) -> Result<(u32, u32), String> {
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
    read().ok_or_else(|| "words: takes a number, as in >500, <=200 or 300..800".to_owned())
}
