//! RTF as a sequence of groups, control words and text (Rich Text Format 1.9.1, "RTF syntax").
//!
//! `{` `}` groups; `\name` or `\nameN` a control word, one space behind it is part of it; `\'hh` a byte; `\` before any other
//! sign a control symbol; `\binN` is followed by N bytes that are no text. Line ends in the file mean nothing.

/// One piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    Word(&'a str, Option<i32>),
    Symbol(u8),
    /// A byte of text in the code page in force.
    Byte(u8),
    Text(&'a [u8]),
}

/// The pieces of `rtf`; ends with the bytes, whatever they are.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(rtf: &'a [u8]) -> Self {
        Self { rest: rtf }
    }

    fn advance(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.advance(1);
            if first != b'\'' {
                return Some(Token::Symbol(first));
            }
            let digits = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            if byte.is_some() {
                self.advance(2);
            }
            return Some(byte.map_or(Token::Symbol(b'\''), Token::Byte));
        }
        let name_len = self.rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(self.advance(name_len)).unwrap_or_default();
        let sign_len = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self.rest.iter().skip(sign_len).take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let written = std::str::from_utf8(self.advance(sign_len + digits)).unwrap_or_default();
            number = written.parse().ok();
        }
        if self.rest.first() == Some(&b' ') {
            self.advance(1);
        }
        if name == "bin" {
            self.advance(number.unwrap_or(0).max(0) as usize);
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let first = *self.rest.first()?;
            match first {
                b'{' | b'}' => {
                    self.advance(1);
                    return Some(if first == b'{' { Token::Open } else { Token::Close });
                }
                b'\\' => {
                    self.advance(1);
                    return self.control();
                }
                b'\r' | b'\n' | 0 => {
                    self.advance(1);
                }
                _ => {
                    let is_text = |byte: &u8| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = self.rest.iter().take_while(|byte| is_text(byte)).count();
                    return Some(Token::Text(self.advance(length)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_words_take_their_number_and_one_space() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\u-10 a\\b0  b\\'e9\\~\\bin3 {}{c\n}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("u", Some(-10)),
                Token::Text(b"a"),
                Token::Word("b", Some(0)),
                Token::Text(b" b"),
                Token::Byte(0xe9),
                Token::Symbol(b'~'),
                Token::Word("bin", Some(3)),
                Token::Text(b"c"),
                Token::Close,
            ]
        );
    }
}
