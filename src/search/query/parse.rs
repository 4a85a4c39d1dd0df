//! The grammar of the query language.
//!
//! ```text
//! query    = any
//! any      = all { ("OR" | "|") all }
//! all      = part { ["AND"] part }
//! part     = { "NOT" | "-" } near
//! near     = operand { "NEAR" ["/" number] operand }
//! operand  = "(" any ")" | field | pattern
//! pattern  = ["="] ( word | '"' words '"' ) | "/" expression "/" ["c"]
//! field    = ("title" | "text" | "outlet" | "byline" | "tag" | "kind") ":" ( pattern | "(" any ")" )
//!          | ("lang" | "published" | "about" | "words" | "is") ":" ( value | "(" any ")" )
//! value    = code | days | count | state              as in [`super::values`]; in brackets every word is a value
//! ```
//! Words and their marks are in [`super::typed`], expressions in [`Expression`]; how far apart NEAR lets words be is said
//! in [`Near`]. A pattern without a field is searched in title and text. OR, AND, NOT and NEAR are operators in capitals
//! only. What stands on the sides of NEAR are patterns, OR between patterns, and NEAR in brackets, all in one place; a
//! field on the left goes for the right too.

use super::ast::{Node, Place, join};
use super::lex::{Token, TokenKind, tokens};
use super::{typed, values};
use crate::search::QueryFault;
use crate::search::pattern::{Expression, Near, Pattern};
use crate::text::{Span, fold};

/// Brackets within brackets that are followed; deeper ones are passed over.
const DEEPEST: usize = 40;

/// Bytes of a query that are read.
const LONGEST: usize = 16 * 1024;

/// Regular expressions of one query, each of which may take a megabyte.
const MOST_EXPRESSIONS: usize = 32;

/// How many words apart NEAR lets its sides be where it gives no number.
const USUAL_DISTANCE: usize = 10;

/// What is asked for, if anything, and what could not be understood, in order.
pub(super) fn parse(query: &str) -> (Option<Node>, Vec<QueryFault>) {
    let end = (0..=LONGEST.min(query.len())).rev().find(|&end| query.is_char_boundary(end)).unwrap_or(0);
    let text = query.get(..end).unwrap_or("");
    let mut parser = Parser {
        text,
        tokens: tokens(text),
        at: 0,
        place: Place::Anywhere,
        values_of: None,
        depth: 0,
        expressions: 0,
        faults: Vec::new(),
    };
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
    (join(parts, Node::All), parser.faults)
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    place: Place,
    /// The field whose values the words in these brackets are.
    values_of: Option<String>,
    depth: usize,
    expressions: usize,
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
            is_left_empty = false;
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
                    let follows =
                        self.peek().is_some_and(|next| next.kind.begins_operand() || next.kind == TokenKind::Not);
                    if parts.is_empty() || !follows {
                        self.fault(token.span, "AND needs something on both sides");
                    }
                }
                TokenKind::Near => {
                    self.at += 1;
                    self.fault(token.span, "NEAR needs something on both sides");
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
            if !self.peek().is_some_and(|next| next.kind.begins_operand() || next.kind == TokenKind::Not) {
                self.fault(not.span, "nothing follows that could be left out");
                return None;
            }
        }
        let node = self.near()?;
        Some(if is_negated { Node::Not(Box::new(node)) } else { node })
    }

    fn near(&mut self) -> Option<Node> {
        let first = self.operand();
        let mut operators = Vec::new();
        let mut others = Vec::new();
        let outer = self.place;
        if let Some(Node::Text(place, _)) = &first {
            self.place = *place;
        }
        while let Some(near) = self.take_if(TokenKind::Near) {
            if !self.peek().is_some_and(|next| next.kind.begins_operand()) {
                self.fault(near.span, "NEAR needs something on both sides");
                break;
            }
            let distance = self.distance(near);
            if let Some(node) = self.operand() {
                operators.push(near);
                others.push((distance, node));
            }
        }
        self.place = outer;
        let Some(first) = first else {
            // What was on the left could not be understood, and that is told.
            return join(others.into_iter().map(|other| other.1).collect(), Node::All);
        };
        if others.is_empty() {
            return Some(first);
        }
        self.joined_near(first, others, &operators)
    }

    /// One pattern of the sides; when they are none, all of them anywhere.
    fn joined_near(&mut self, first: Node, others: Vec<(usize, Node)>, operators: &[Token]) -> Option<Node> {
        let place = place_of(&first);
        let faulty = others.iter().position(|(_, other)| place.is_none() || place_of(other) != place);
        if let Some(token) = faulty.and_then(|number| operators.get(number)) {
            let reason = "NEAR takes words, quotations, expressions and OR between them, on both sides in the same field: \
                          both are searched, wherever they stand";
            self.fault(token.span, reason);
            return join(std::iter::once(first).chain(others.into_iter().map(|other| other.1)).collect(), Node::All);
        }
        let others = others.into_iter().filter_map(|(distance, other)| Some((distance, pattern_of(other)?))).collect();
        Some(Node::Text(place?, Pattern::Near(Near::new(pattern_of(first)?, others))))
    }

    fn distance(&mut self, near: Token) -> usize {
        let typed = near.content.slice(self.text);
        let is_given = near.span.slice(self.text).contains('/');
        let read = typed.parse().ok().filter(|&distance: &usize| distance > 0);
        if is_given && read.is_none() {
            self.fault(near.span, "NEAR/ takes how many words apart, as in NEAR/5; NEAR/1 is side by side");
        }
        read.unwrap_or(USUAL_DISTANCE)
    }

    fn operand(&mut self) -> Option<Node> {
        let token = self.take()?;
        match token.kind {
            TokenKind::Open => self.bracket(token),
            TokenKind::Field => {
                let outer = self.values_of.take();
                let node = self.field(token);
                self.values_of = outer;
                node
            }
            _ if self.values_of.is_some() => {
                let name = self.values_of.clone()?;
                self.read_value(token, &name)
            }
            _ => self.pattern(token).map(|pattern| Node::Text(self.place, pattern)),
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

    fn pattern(&mut self, token: Token) -> Option<Pattern> {
        let content = token.content.slice(self.text);
        if let TokenKind::Expression { is_closed, has_unknown_flag } = token.kind {
            return self.expression(token, content, is_closed, has_unknown_flag).map(Pattern::Expression);
        }
        let is_phrase = matches!(token.kind, TokenKind::Phrase { .. });
        let is_closed = token.kind != (TokenKind::Phrase { is_closed: false });
        let read = typed::words(content, token.is_exact, is_closed);
        if !is_closed {
            self.fault(token.span, "this quotation is never closed");
        } else if let Some(reason) = read.fault {
            self.fault(token.span, reason);
        } else if read.term.is_none() {
            let reason = if is_phrase {
                "no word stands between the quotation marks"
            } else if content.ends_with(['*', '~']) {
                "a word must stand before the * or ~"
            } else {
                "there is no word to search for here"
            };
            self.fault(token.span, reason);
        }
        read.term.map(Pattern::Term)
    }

    fn expression(
        &mut self,
        token: Token,
        content: &str,
        is_closed: bool,
        has_unknown_flag: bool,
    ) -> Option<Expression> {
        self.expressions += 1;
        let read = if content.trim().is_empty() {
            Err("no expression stands between the slashes".to_owned())
        } else if self.expressions > MOST_EXPRESSIONS {
            Err(format!("a query takes {MOST_EXPRESSIONS} regular expressions: this one is left out"))
        } else {
            Expression::new(content, token.is_exact)
        };
        let reason = match &read {
            _ if !is_closed => Some("this regular expression is never closed: a / ends it".to_owned()),
            Err(reason) => Some(reason.clone()),
            Ok(_) => has_unknown_flag.then(|| {
                "behind a regular expression stands nothing but c, for case and accents that count".to_owned()
            }),
        };
        if let Some(reason) = reason {
            self.fault(token.span, reason);
        }
        read.ok()
    }

    fn field(&mut self, field: Token) -> Option<Node> {
        let name = fold(field.content.slice(self.text));
        let place = match name.as_str() {
            "title" => Place::Title,
            "outlet" => Place::Outlet,
            "byline" | "author" => Place::Byline,
            "text" => Place::Text,
            "tag" => Place::Tag,
            "kind" => Place::Kind,
            "lang" | "language" | "published" | "about" | "words" | "is" => return self.valued(field, &name),
            _ if field.is_last_of_run => {
                // "Breaking: …" pasted from somewhere is a word.
                return typed::words(&name, false, true).term.map(|term| Node::Text(self.place, Pattern::Term(term)));
            }
            _ => return self.unknown(field, &name),
        };
        let outer = std::mem::replace(&mut self.place, place);
        let node = self.value(field, &name).and_then(|value| match value.kind {
            TokenKind::Open => self.bracket(value),
            _ => self.pattern(value).map(|pattern| Node::Text(place, pattern)),
        });
        self.place = outer;
        node
    }

    fn unknown(&mut self, field: Token, name: &str) -> Option<Node> {
        let value = self.take();
        let span = value.map_or(field.span, |value| field.span.cover(value.span));
        let known = values::FIELDS.map(|(name, _)| format!("{name}:")).join(", ");
        self.fault(span, format!("there is no field {name}:, only {known}"));
        value.filter(|value| value.kind == TokenKind::Open).and_then(|open| self.bracket(open))
    }

    /// The token that a field's colon touches.
    fn value(&mut self, field: Token, name: &str) -> Option<Token> {
        let is_value =
            |next: &Token| next.kind.begins_operand() && next.kind != TokenKind::Field && !field.is_last_of_run;
        if self.peek().as_ref().is_some_and(is_value) {
            return self.take();
        }
        self.fault(field.span, format!("{name}: needs a value right behind it"));
        None
    }

    fn valued(&mut self, field: Token, name: &str) -> Option<Node> {
        let value = self.value(field, name)?;
        if value.kind == TokenKind::Open {
            self.values_of = Some(name.to_owned());
            let node = self.bracket(value);
            self.values_of = None;
            return node;
        }
        self.read_value(value, name)
    }

    fn read_value(&mut self, value: Token, name: &str) -> Option<Node> {
        let typed = value.content.slice(self.text);
        let read = match name {
            "published" => values::days(typed, Node::Published),
            "about" => values::days(typed, Node::About),
            "words" => values::counts(typed),
            "is" => values::state(typed),
            _ => values::language(typed),
        };
        if let Some(reason) = read.fault {
            self.fault(value.span, reason);
        }
        read.node
    }
}

/// Where a node is searched that can stand on a side of NEAR; nothing for one that cannot.
fn place_of(node: &Node) -> Option<Place> {
    match node {
        Node::Text(place, _) => Some(*place),
        Node::Any(parts) => {
            let place = parts.first().and_then(place_of)?;
            parts.iter().all(|part| place_of(part) == Some(place)).then_some(place)
        }
        _ => None,
    }
}

fn pattern_of(node: Node) -> Option<Pattern> {
    match node {
        Node::Text(_, pattern) => Some(pattern),
        Node::Any(parts) => Some(Pattern::Any(parts.into_iter().filter_map(pattern_of).collect())),
        _ => None,
    }
}
