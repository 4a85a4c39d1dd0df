//! Rust source reduced to what the rules look at: names, punctuation and the lines they stand on.
//!
//! A lexer and no parser: comments, strings, characters and lifetimes are dropped, so that a rule never mistakes prose for
//! code. What it cannot see, a name built by a macro, no rule asks about.

use std::fs;
use std::io;
use std::path::Path;

/// One name, number or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The token as written; `::` is one token, every other sign is one character.
    pub(crate) text: String,
    /// Counted from 1.
    pub(crate) line: usize,
}

/// A source file of the package.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// From the package's folder, with `/`.
    pub(crate) path: String,
    /// As read.
    pub(crate) text: String,
    /// Everything, tests included.
    pub(crate) tokens: Vec<Token>,
    /// Without the items that are built for tests only.
    pub(crate) shipped: Vec<Token>,
}

impl SourceFile {
    /// A file as the rules see it, from its path and its text.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let tokens = tokens(text);
        let only_tests = path.ends_with("/tests.rs") || path.contains("/tests/");
        let shipped = if only_tests { Vec::new() } else { without_tests(&tokens) };
        Self { path: path.to_owned(), text: text.to_owned(), tokens, shipped }
    }

    /// The module's path below the crate: `src/time/interval.rs` is `time`, `interval`; `src/lib.rs` is empty.
    pub(crate) fn module(&self) -> Vec<String> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let stem = inside.strip_suffix(".rs").unwrap_or(inside);
        let mut names: Vec<String> = stem.split('/').map(str::to_owned).collect();
        if matches!(names.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            names.pop();
        }
        names
    }

    /// The layer that the file belongs to; `None` for the crate root and the binary.
    pub(crate) fn layer(&self) -> Option<String> {
        self.module().into_iter().next()
    }

    /// Whether the file is `dir/…` or the single file `dir.rs`, `dir` being written from `src/`.
    pub(crate) fn is_in(&self, dir: &str) -> bool {
        self.path == format!("src/{dir}.rs") || self.path.starts_with(&format!("src/{dir}/"))
    }
}

/// Every Rust file below `folder` of the package, in order of path; none if the folder does not exist.
pub(crate) fn rust_files(folder: &str) -> io::Result<Vec<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(dir) = folders.pop() {
        if !dir.is_dir() {
            continue;
        }
        for entry in fs::read_dir(dir)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.push(SourceFile::new(&relative, &fs::read_to_string(&path)?));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The names and signs of `source`.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: source.chars().collect(), at: 0, line: 1, tokens: Vec::new() };
    while lexer.at < lexer.chars.len() {
        lexer.step();
    }
    lexer.tokens
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn advance(&mut self, count: usize) {
        for _ in 0..count {
            if self.peek(0) == '\n' {
                self.line += 1;
            }
            self.at += 1;
        }
    }

    fn push(&mut self, text: String) {
        self.tokens.push(Token { text, line: self.line });
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => {
                while self.at < self.chars.len() && self.peek(0) != '\n' {
                    self.advance(1);
                }
            }
            ('/', '*') => self.block_comment(),
            ('"', _) => self.string(0),
            ('\'', _) => self.character_or_lifetime(),
            (':', ':') => {
                self.push("::".to_owned());
                self.advance(2);
            }
            (first, _) if first.is_alphanumeric() || first == '_' => self.word(),
            (first, _) => {
                if !first.is_whitespace() {
                    self.push(first.to_string());
                }
                self.advance(1);
            }
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => {
                    depth += 1;
                    self.advance(2);
                }
                ('*', '/') => {
                    depth -= 1;
                    self.advance(2);
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.advance(1),
            }
        }
    }

    /// A string that opens here; `hashes` is the number of `#` that close it with its quote, 0 if escapes count.
    fn string(&mut self, hashes: usize) {
        self.advance(1);
        while self.at < self.chars.len() {
            if hashes == 0 && self.peek(0) == '\\' {
                self.advance(2);
            } else if self.peek(0) == '"' && (1..=hashes).all(|n| self.peek(n) == '#') {
                self.advance(1 + hashes);
                return;
            } else {
                self.advance(1);
            }
        }
    }

    fn character_or_lifetime(&mut self) {
        if self.peek(1) == '\\' {
            self.advance(3);
            while self.at < self.chars.len() && self.peek(0) != '\'' {
                self.advance(1);
            }
            self.advance(1);
        } else if self.peek(2) == '\'' {
            self.advance(3);
        } else {
            self.advance(1);
            while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
                self.advance(1);
            }
        }
    }

    /// A name or number, or the prefix of a raw string or raw name.
    fn word(&mut self) {
        let mut text = String::new();
        let line = self.line;
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            text.push(self.peek(0));
            self.advance(1);
        }
        if matches!(text.as_str(), "r" | "b" | "br" | "c" | "cr") {
            let mut hashes = 0;
            while self.peek(hashes) == '#' {
                hashes += 1;
            }
            if self.peek(hashes) == '"' {
                let escapes_count = !text.contains('r');
                self.advance(hashes);
                // A raw string without `#` takes a backslash for itself: no quote can follow it by escape.
                if hashes == 0 && !escapes_count {
                    self.raw_without_hashes();
                } else {
                    self.string(hashes);
                }
                return;
            }
            if text == "r" && hashes == 1 {
                self.advance(1);
                self.word();
                return;
            }
        }
        self.tokens.push(Token { text, line });
    }

    fn raw_without_hashes(&mut self) {
        self.advance(1);
        while self.at < self.chars.len() && self.peek(0) != '"' {
            self.advance(1);
        }
        self.advance(1);
    }
}

/// `tokens` without the items under `#[cfg(test)]` and `#[test]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if text(at) == "#" && text(at + 1) == "[" {
            let end = closing(tokens, at + 1);
            let names: Vec<&str> = (at + 2..end).map(text).collect();
            let for_tests = names == ["test"]
                || (names.first() == Some(&"cfg") && names.contains(&"test") && !names.contains(&"not"));
            if for_tests {
                at = end_of_item(tokens, end + 1);
                continue;
            }
        }
        if let Some(token) = tokens.get(at) {
            kept.push(token.clone());
        }
        at += 1;
    }
    kept
}

/// Where the bracket that opens at `open` closes; the last token if it never does.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// The place after the item that starts at `start`, its further attributes included.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            ";" => return at + 1,
            "{" => return closing(tokens, at) + 1,
            "(" | "[" => at = closing(tokens, at) + 1,
            _ => at += 1,
        }
    }
    at
}

#[test]
fn prose_is_no_code() {
    let source = r##"
        // use crate::a;
        /* crate::b /* crate::c */ crate::d */
        let x = ("crate::e \" crate::f", r#"crate::g " crate::h"#, r"crate::i\", '"', '\'', b"crate::j");
        fn f<'life>(r#type: &'life str) {} // crate::k
        end::here
    "##;
    let texts: Vec<String> = tokens(source).into_iter().map(|token| token.text).collect();
    assert!(!texts.contains(&"crate".to_owned()), "{texts:?}");
    assert!(texts.contains(&"type".to_owned()), "a raw name is its name: {texts:?}");
    assert_eq!(texts.last().map(String::as_str), Some("here"), "the lexer stays in step: {texts:?}");
}

#[test]
fn lines_are_counted_through_comments_and_strings() {
    let found = tokens("/* \n\n */ \"\n\\\n\" a\nb");
    assert_eq!(found.iter().map(|token| (token.text.as_str(), token.line)).collect::<Vec<_>>(), [("a", 5), ("b", 6)]);
}

#[test]
fn items_for_tests_are_told_from_shipped_ones() {
    let file = SourceFile::new(
        "src/text/x.rs",
        "a; #[cfg(test)] #[allow(x)] mod tests { b { } } c; #[cfg(not(test))] d; #[cfg(test)] use e; f",
    );
    let shipped: Vec<&str> = file.shipped.iter().map(|token| token.text.as_str()).collect();
    for (name, kept) in [("a", true), ("b", false), ("c", true), ("d", true), ("e", false), ("f", true)] {
        assert_eq!(shipped.contains(&name), kept, "{name} in {shipped:?}");
    }
}
