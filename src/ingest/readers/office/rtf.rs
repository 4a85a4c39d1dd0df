//! RTF: its paragraphs, rows and notes.
//!
//! The document is read in one pass with a stack of groups, of bounded depth; no group is followed by recursion.

use super::super::prose::{Paragraph, Prose};
use super::super::{Document, Output, Refusal, TEXT_LIMIT_BYTES, hash, whole};
use super::rtf_codes::{SILENT, of_character_set, of_code_page, sign};
use super::rtf_tokens::{Token, Tokens};
use super::{Properties, hand_over};
use crate::ingest::statement::Statement;
use crate::work::ProblemKind;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::BTreeMap;

/// Groups that may lie in one another; deeper ones are read as the one at this depth.
const DEPTH: usize = 1000;

/// Reads a document.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let mut page = Page::new();
    for token in Tokens::new(&bytes) {
        page.take(token);
    }
    page.end_paragraph(false);
    if page.is_too_deep {
        output.fault(ProblemKind::Limit, format!("more than {DEPTH} of its groups lie in one another"));
    }
    if page.prose.paragraphs.iter().all(|paragraph| paragraph.text.trim().is_empty()) {
        return Err(Refusal { kind: ProblemKind::Empty, reason: "it holds no text".to_owned() });
    }
    let properties =
        Properties { title: Statement::at("document property: title", &page.title), ..Properties::default() };
    hand_over(&page.prose, properties, sha256, output);
    Ok(())
}

/// Where the text of a group goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    Body,
    Note,
    Title,
    FontTable,
    Nowhere,
}

/// What is in force within a group.
#[derive(Clone, Copy)]
struct Group {
    destination: Destination,
    is_hidden: bool,
    /// Signs that follow a `\u` for readers that do not know it.
    fallback_len: usize,
    encoding: &'static Encoding,
}

impl Group {
    fn is_silent(self) -> bool {
        !matches!(self.destination, Destination::Body | Destination::Note)
    }
}

struct Page {
    prose: Prose,
    title: String,
    is_too_deep: bool,
    groups: Vec<Group>,
    now: Group,
    depth: usize,
    /// `\*` was met: the next word opens a group that an older reader leaves out.
    is_starred: bool,
    to_skip: usize,
    bytes: Vec<u8>,
    high_surrogate: Option<u32>,
    paragraph: String,
    note: String,
    row: Option<Vec<String>>,
    fonts: BTreeMap<i32, &'static Encoding>,
    font: i32,
}

impl Page {
    fn new() -> Self {
        let now = Group { destination: Destination::Body, is_hidden: false, fallback_len: 1, encoding: WINDOWS_1252 };
        Self {
            prose: Prose::default(),
            title: String::new(),
            is_too_deep: false,
            groups: Vec::new(),
            now,
            depth: 0,
            is_starred: false,
            to_skip: 0,
            bytes: Vec::new(),
            high_surrogate: None,
            paragraph: String::new(),
            note: String::new(),
            row: None,
            fonts: BTreeMap::new(),
            font: 0,
        }
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open => {
                self.flush();
                self.to_skip = 0;
                self.depth += 1;
                if self.depth <= DEPTH {
                    self.groups.push(self.now);
                } else {
                    self.is_too_deep = true;
                }
            }
            Token::Close => {
                self.flush();
                self.to_skip = 0;
                if self.depth <= DEPTH
                    && let Some(outer) = self.groups.pop()
                {
                    if self.now.destination == Destination::Note && outer.destination != Destination::Note {
                        self.prose.notes.push(std::mem::take(&mut self.note));
                    }
                    self.now = outer;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Token::Byte(byte) => {
                if self.to_skip > 0 {
                    self.to_skip -= 1;
                } else {
                    self.bytes.push(byte);
                }
            }
            Token::Text(text) => {
                let skipped = self.to_skip.min(text.len());
                self.to_skip -= skipped;
                self.bytes.extend(text.get(skipped..).unwrap_or_default());
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => self.word(word, number),
        }
    }

    fn symbol(&mut self, symbol: u8) {
        self.flush();
        match symbol {
            b'*' => {
                self.is_starred = true;
                return;
            }
            b'\r' | b'\n' => self.end_paragraph(false),
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("-"),
            b'{' | b'}' | b'\\' => self.push(char::from(symbol).encode_utf8(&mut [0; 4])),
            _ => {}
        }
        self.is_starred = false;
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_starred = std::mem::take(&mut self.is_starred);
        if word == "u" {
            self.unicode(number.unwrap_or(0));
            return;
        }
        self.flush();
        if let Some(sign) = sign(word) {
            self.push(sign);
            return;
        }
        match word {
            "par" | "sect" | "page" => self.end_paragraph(false),
            "pard" => self.row = self.row.take().filter(|row| !row.is_empty()),
            "intbl" | "trowd" => {
                self.row.get_or_insert_default();
            }
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_paragraph(true),
            "footnote" => self.now.destination = Destination::Note,
            "title" if self.now.is_silent() => self.now.destination = Destination::Title,
            "v" | "deleted" => self.now.is_hidden = number != Some(0),
            "plain" => self.now.is_hidden = false,
            "uc" => self.now.fallback_len = number.unwrap_or(1).clamp(0, 16) as usize,
            "ansicpg" => self.now.encoding = number.and_then(of_code_page).unwrap_or(WINDOWS_1252),
            "mac" => self.now.encoding = of_code_page(10000).unwrap_or(WINDOWS_1252),
            "f" | "deff" if self.now.destination == Destination::FontTable => self.font = number.unwrap_or(0),
            "f" => {
                if let Some(&encoding) = self.fonts.get(&number.unwrap_or(0)) {
                    self.now.encoding = encoding;
                }
            }
            "fcharset" if self.now.destination == Destination::FontTable => {
                if let Some(encoding) = number.filter(|&set| set > 1).and_then(of_character_set) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            "fonttbl" => self.now.destination = Destination::FontTable,
            _ if SILENT.contains(&word) => self.now.destination = Destination::Nowhere,
            // A group that older readers are to leave out holds what is not the text, but for its notes and shapes.
            _ if is_starred && !matches!(word, "shpinst" | "shptxt" | "fldrslt") => {
                self.now.destination = Destination::Nowhere;
            }
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        let code = if number < 0 { number + 0x1_0000 } else { number } as u32;
        self.to_skip = self.now.fallback_len;
        match (self.high_surrogate.take(), code) {
            (_, 0xD800..=0xDBFF) => self.high_surrogate = Some(code),
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00);
                self.push_char(char::from_u32(code));
            }
            (_, code) => self.push_char(char::from_u32(code)),
        }
    }

    fn push_char(&mut self, c: Option<char>) {
        self.push(c.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
    }

    /// Decodes the bytes that were gathered: in some code pages two of them are a sign.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.now.encoding.decode_without_bom_handling(&bytes);
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        match self.now.destination {
            Destination::Title => self.title.push_str(text),
            Destination::Body if !self.now.is_hidden => self.paragraph.push_str(text),
            Destination::Note if !self.now.is_hidden => self.note.push_str(text),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        self.row.get_or_insert_default().push(text.trim().to_owned());
    }

    fn end_paragraph(&mut self, is_row: bool) {
        self.flush();
        if self.now.is_silent() {
            return;
        }
        if self.now.destination == Destination::Note && !is_row {
            self.note.push('\n');
            return;
        }
        if is_row {
            let cells = self.row.take().unwrap_or_default();
            let paragraph = Paragraph { text: cells.join("\t"), is_tight: true, ..Paragraph::default() };
            self.prose.paragraphs.push(paragraph);
        }
        // Within a cell a paragraph is a part of the cell.
        if self.row.is_some() && !is_row {
            self.paragraph.push(' ');
            return;
        }
        let text = std::mem::take(&mut self.paragraph);
        self.prose.paragraphs.push(Paragraph { text, ..Paragraph::default() });
    }
}
