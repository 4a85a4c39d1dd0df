//! A query cut into tokens.

use crate::text::Span;

/// A piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// All of it, quotes and colon included.
    pub(super) span: Span,
    /// What it says: without quotes, colon or star.
    pub(super) content: Span,
    /// White space (or the end) follows.
    pub(super) is_last_of_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// A word with a star behind.
    Prefix,
    Phrase {
        is_closed: bool,
    },
    /// A name with a colon behind; the value follows as the next token.
    Field,
    Or,
    And,
    Not,
    Open,
    Close,
}

/// The tokens of `query` in order.
pub(super) fn tokens(query: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = query.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        at += blank;
        let Some(token) = query.get(at..).and_then(|rest| next(rest, at, found.last())) else { break };
        at = token.span.end();
        let ends_run = query.get(at..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace);
        found.push(Token { is_last_of_run: ends_run, ..token });
    }
    found
}

fn next(rest: &str, at: usize, before: Option<&Token>) -> Option<Token> {
    let first = rest.chars().next()?;
    let width = first.len_utf8();
    let token = |kind, length: usize, content: Span| {
        let span = Span::new(at, at + length);
        Token { kind, span, content: content.shifted(at), is_last_of_run: false }
    };
    match first {
        '(' => return Some(token(TokenKind::Open, width, Span::default())),
        ')' => return Some(token(TokenKind::Close, width, Span::default())),
        '|' => return Some(token(TokenKind::Or, width, Span::default())),
        '-' if before.is_none_or(|token| token.is_last_of_run || token.kind == TokenKind::Open) => {
            return Some(token(TokenKind::Not, width, Span::default()));
        }
        _ => {}
    }
    if is_quote(first) {
        let inner = rest.get(width..)?;
        let close = inner.char_indices().find(|&(_, c)| is_quote(c));
        let (length, is_closed) = close.map_or((inner.len(), false), |(offset, _)| (offset, true));
        let quote_bytes = close.map_or(0, |(_, c)| c.len_utf8());
        let content = Span::new(width, width + length);
        return Some(token(TokenKind::Phrase { is_closed }, width + length + quote_bytes, content));
    }
    let length = rest.find(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '|'));
    let word = rest.get(..length.unwrap_or(rest.len()))?;
    let is_value = before.is_some_and(|token| token.kind == TokenKind::Field && !token.is_last_of_run);
    if !is_value {
        match word {
            "OR" => return Some(token(TokenKind::Or, word.len(), Span::default())),
            "AND" => return Some(token(TokenKind::And, word.len(), Span::default())),
            "NOT" => return Some(token(TokenKind::Not, word.len(), Span::default())),
            _ => {}
        }
        if let Some((name, value)) = word.split_once(':')
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
            && !value.starts_with("//")
        {
            return Some(token(TokenKind::Field, name.len() + 1, Span::new(0, name.len())));
        }
    }
    let stem = word.trim_end_matches('*');
    let kind = if stem.len() < word.len() { TokenKind::Prefix } else { TokenKind::Word };
    Some(token(kind, word.len(), Span::new(0, stem.len())))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
