//! What stands between marks of quotation?
//!
//! One pass over the text with at most [`DEEPEST`] marks open, so that a text of nothing but marks costs linear time. Marks
//! are told by their shape and by what stands beside them, since “ opens in English and closes in German, and ’ is mostly an
//! apostrophe. A paragraph ends what is open, unless the next one opens it anew, as newspapers do with long quotations.

use crate::text::{Span, lines};

/// Marks within marks that are followed.
const DEEPEST: usize = 4;

/// Longer stretches are taken for marks that were forgotten.
const MOST_BYTES: usize = 6_000;

/// A stretch between marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With the marks.
    pub(super) outer: Span,
    /// Without them.
    pub(super) inner: Span,
    /// The line in which it opens.
    pub(super) line: Span,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    mark: char,
    start: usize,
    inner: usize,
    line: Span,
}

/// The outermost stretches between marks, in order.
pub(super) fn quoted(text: &str) -> Vec<Quoted> {
    let mut reading = Reading { found: Vec::new(), open: Vec::new() };
    for line in lines(text) {
        let trimmed = line.trimmed(text);
        if trimmed.is_empty() {
            continue;
        }
        let content = trimmed.slice(text);
        let skipped = reading.carry_over(text, trimmed);
        reading.read(content, trimmed, skipped);
    }
    reading.found
}

struct Reading {
    found: Vec<Quoted>,
    open: Vec<Open>,
}

impl Reading {
    /// Decides what stays open over the border of a line, and tells how many bytes of the line open it anew.
    fn carry_over(&mut self, text: &str, line: Span) -> usize {
        let Some(&outermost) = self.open.first() else { return 0 };
        let content = line.slice(text);
        let Some(first) = content.chars().next() else { return 0 };
        let before = text.get(outermost.inner..line.start()).unwrap_or_default();
        let is_wrapped = first.is_lowercase() && before.trim_end_matches([' ', '\t', '\r']).ends_with('\n') && {
            let end = before.trim_end();
            before.get(end.len()..).unwrap_or_default().matches('\n').count() == 1
        };
        if is_wrapped {
            return 0;
        }
        self.open.clear();
        let reopens = first == outermost.mark || (outermost.mark == '«' && first == '»');
        if reopens && before.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？']) {
            self.open.push(outermost);
            return first.len_utf8();
        }
        0
    }

    fn read(&mut self, content: &str, line: Span, skipped: usize) {
        let mut before: Option<char> = None;
        let mut chars = content.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if at >= skipped && is_mark(c) {
                let after = chars.peek().map(|&(_, next)| next);
                self.mark(Place { c, at: line.start() + at, before, after, line });
            }
            before = Some(c);
        }
    }

    fn mark(&mut self, place: Place) {
        let closed = self.open.iter().rposition(|open| place.closes(open.mark));
        match closed {
            Some(index) => self.close(index, place),
            None if place.can_open() => {
                // The same mark opened twice: the first was never closed.
                if let Some(index) = self.open.iter().position(|open| open.mark == place.c) {
                    self.open.truncate(index);
                }
                if self.open.len() < DEEPEST {
                    let (mark, start) = (place.c, place.at);
                    self.open.push(Open { mark, start, inner: start + mark.len_utf8(), line: place.line });
                }
            }
            None => {}
        }
    }

    fn close(&mut self, index: usize, place: Place) {
        let Some(&open) = self.open.get(index) else { return };
        self.open.truncate(index);
        // What stays open around it may never be closed: this one counts until it is.
        let outer = Span::new(open.start, place.at + place.c.len_utf8());
        if outer.len() > MOST_BYTES {
            return;
        }
        while self.found.last().is_some_and(|last| outer.contains(last.outer)) {
            self.found.pop();
        }
        self.found.push(Quoted { outer, inner: Span::new(open.inner, place.at), line: open.line });
    }
}

/// A mark with what stands beside it.
#[derive(Clone, Copy)]
struct Place {
    c: char,
    at: usize,
    before: Option<char>,
    after: Option<char>,
    line: Span,
}

impl Place {
    fn can_open(self) -> bool {
        let is_free = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | ':' | '/') || is_mark(c);
        match self.c {
            '「' | '『' => return true,
            '」' | '』' | '’' | '›' => return false,
            // Wide punctuation and letters of scripts without spaces may stand in front.
            '“' | '«' if self.before.is_some_and(|before| before > '\u{2e7f}') => return true,
            _ => {}
        }
        let spaced = self.c == '«' || self.after.is_some_and(|after| !after.is_whitespace());
        spaced && self.before.is_none_or(is_free)
    }

    /// Does it close what `mark` opened?
    fn closes(self, mark: char) -> bool {
        let is_behind = self.before.is_some_and(|before| !before.is_whitespace());
        match (mark, self.c) {
            ('“' | '„' | '”', '”') | ('‹', '›') | ('「', '」') | ('『', '』') => true,
            ('„', '“') | ('»', '«') | ('"', '"') => is_behind || self.after.is_none_or(char::is_whitespace),
            ('«', '»') => true,
            ('‚', '‘') | ('‘' | '‚', '’') => {
                is_behind && self.after.is_none_or(|after| !after.is_alphanumeric())
            }
            _ => false,
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' | '‘' | '’' | '"' | '「' | '」' | '『' | '』')
}
