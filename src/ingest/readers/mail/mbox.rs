//! MBOX: letters one after another, each opened by a line `From …`. Read as a stream, one letter in memory at a time.
//!
//! Lines of a letter that would look like such a line have a `>` before them (RFC 4155, the "mboxrd" habit), which is
//! taken away again.

use super::super::{Document, Output, Refusal, TEXT_LIMIT_BYTES, unreadable};
use super::read_letter;
use crate::work::ProblemKind;
use std::io::{BufRead, Read};

/// Reads a mail box.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let mut stream = document.stream();
    let mut letter = Vec::new();
    let mut line = Vec::new();
    let mut number = 0;
    let mut is_after_blank = true;
    loop {
        line.clear();
        let limited = (&mut stream).take(TEXT_LIMIT_BYTES as u64);
        let length = { limited }.read_until(b'\n', &mut line).map_err(|error| unreadable(&error))?;
        let is_start = is_after_blank && line.starts_with(b"From ");
        if (is_start || length == 0) && (number > 0 || !letter.is_empty()) {
            hand_over(&letter, number.max(1), output);
            letter.clear();
        }
        if length == 0 || output.is_cancelled() {
            return Ok(());
        }
        is_after_blank = matches!(line.as_slice(), b"\n" | b"\r\n");
        if is_start {
            number += 1;
        } else if letter.len() + line.len() <= TEXT_LIMIT_BYTES {
            let quotes = line.iter().take_while(|byte| **byte == b'>').count();
            let is_quoted = quotes > 0 && line.get(quotes..).is_some_and(|rest| rest.starts_with(b"From "));
            letter.extend(line.get(usize::from(is_quoted)..).unwrap_or_default());
        } else {
            letter.truncate(TEXT_LIMIT_BYTES);
        }
    }
}

fn hand_over(letter: &[u8], number: usize, output: &mut Output<'_>) {
    if letter.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    if letter.len() >= TEXT_LIMIT_BYTES {
        output.fault(ProblemKind::Limit, format!("letter {number} is larger than 64 MiB; it was cut"));
    }
    // The mail boxes of programs open with a letter to themselves.
    let head = String::from_utf8_lossy(letter.get(..2000).unwrap_or(letter)).into_owned();
    if head.contains("DON'T DELETE THIS MESSAGE") {
        return;
    }
    if let Err(refusal) = read_letter(letter, Some(&number.to_string()), output) {
        output.fault(refusal.kind, format!("letter {number}: {}", refusal.reason));
    }
}
