//! A query cut into tokens.

use crate::text::Span;

/// A piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct Token {
    pub(in crate::search) kind: TokenKind,
    /// All of it: quotes, slashes and colon included.
    pub(in crate::search) span: Span,
    /// What it says: without quotes, slashes, colon or =; of NEAR the number.
    pub(in crate::search) content: Span,
    /// An = stands before it, or the letter c behind its slash: case and accents count.
    pub(in crate::search) is_exact: bool,
    /// White space (or the end) follows.
    pub(in crate::search) is_last_of_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum TokenKind {
    Word,
    Phrase {
        is_closed: bool,
    },
    Expression {
        is_closed: bool,
        /// Letters other than c stand behind the slash.
        has_unknown_flag: bool,
    },
    /// A name with a colon behind; the value follows as the next token.
    Field,
    Near,
    Or,
    And,
    Not,
    Open,
    Close,
}

impl TokenKind {
    /// Does it ask for something, or open brackets that may?
    pub(in crate::search) fn begins_operand(self) -> bool {
        matches!(self, Self::Word | Self::Phrase { .. } | Self::Expression { .. } | Self::Field | Self::Open)
    }
}

/// The most letters that are flags behind the slash of an expression.
const MOST_FLAGS: usize = 3;

/// The tokens of `query` in order.
pub(in crate::search) fn tokens(query: &str) -> Vec<Token> {
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
        Token { kind, span, content: content.shifted(at), is_exact: false, is_last_of_run: false }
    };
    let is_value = before.is_some_and(|token| token.kind == TokenKind::Field && !token.is_last_of_run);
    let opens_run = is_value
        || before.is_none_or(|token| {
            token.is_last_of_run || matches!(token.kind, TokenKind::Open | TokenKind::Or | TokenKind::Not)
        });
    match first {
        '(' => return Some(token(TokenKind::Open, width, Span::default())),
        ')' => return Some(token(TokenKind::Close, width, Span::default())),
        '|' => return Some(token(TokenKind::Or, width, Span::default())),
        '-' if opens_run && !is_value => return Some(token(TokenKind::Not, width, Span::default())),
        '/' if opens_run => return Some(expression(rest, token)),
        '=' if opens_run => {
            if let Some(exact) = exact(rest.get(width..)?, at + width, before) {
                let span = Span::new(at, at + width).cover(exact.span);
                return Some(Token { span, is_exact: true, ..exact });
            }
        }
        _ => {}
    }
    if is_quote(first) {
        return Some(phrase(rest.get(width..)?, width, token));
    }
    let word = rest.get(..rest.find(ends_word).unwrap_or(rest.len()))?;
    if !is_value {
        match word {
            "OR" => return Some(token(TokenKind::Or, word.len(), Span::default())),
            "AND" => return Some(token(TokenKind::And, word.len(), Span::default())),
            "NOT" => return Some(token(TokenKind::Not, word.len(), Span::default())),
            _ => {}
        }
        if let Some(number) = word.strip_prefix("NEAR").filter(|number| number.is_empty() || number.starts_with('/')) {
            let from = word.len() - number.len() + usize::from(!number.is_empty());
            return Some(token(TokenKind::Near, word.len(), Span::new(from, word.len())));
        }
        if let Some((name, value)) = word.split_once(':')
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
            && !value.starts_with("//")
        {
            return Some(token(TokenKind::Field, name.len() + 1, Span::new(0, name.len())));
        }
    }
    Some(token(TokenKind::Word, word.len(), Span::new(0, word.len())))
}

/// What stands behind an =: a word or a quotation.
fn exact(rest: &str, at: usize, before: Option<&Token>) -> Option<Token> {
    let first = rest.chars().next().filter(|&first| is_quote(first) || !ends_word(first))?;
    let length = rest.find(ends_word).unwrap_or(rest.len());
    if is_quote(first) {
        return next(rest, at, before);
    }
    let span = Span::new(at, at + length);
    Some(Token { kind: TokenKind::Word, span, content: span, is_exact: true, is_last_of_run: false })
}

/// A quotation whose opening mark of so many bytes has been read.
fn phrase(inner: &str, width: usize, token: impl Fn(TokenKind, usize, Span) -> Token) -> Token {
    let close = inner.char_indices().find(|&(_, c)| is_quote(c));
    let (length, is_closed) = close.map_or((inner.len(), false), |(offset, _)| (offset, true));
    let quote_bytes = close.map_or(0, |(_, c)| c.len_utf8());
    token(TokenKind::Phrase { is_closed }, width + length + quote_bytes, Span::new(width, width + length))
}

/// An expression goes on to a slash that is not escaped and behind which, but for flags, something else begins.
fn expression(rest: &str, token: impl Fn(TokenKind, usize, Span) -> Token) -> Token {
    let mut chars = rest.char_indices().skip(1);
    while let Some((offset, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        }
        if c != '/' {
            continue;
        }
        let behind = rest.get(offset + 1..).unwrap_or("");
        let flags = behind.get(..behind.bytes().take_while(u8::is_ascii_alphabetic).count()).unwrap_or("");
        let is_end = behind.get(flags.len()..).and_then(|behind| behind.chars().next()).is_none_or(ends_word);
        if is_end && flags.len() <= MOST_FLAGS {
            let has_unknown_flag = !matches!(flags, "" | "c");
            let kind = TokenKind::Expression { is_closed: true, has_unknown_flag };
            let is_exact = flags == "c";
            return Token { is_exact, ..token(kind, offset + 1 + flags.len(), Span::new(1, offset)) };
        }
    }
    let kind = TokenKind::Expression { is_closed: false, has_unknown_flag: false };
    token(kind, rest.len(), Span::new(1, rest.len()))
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '|')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
