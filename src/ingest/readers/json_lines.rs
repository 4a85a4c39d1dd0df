//! JSON Lines: one object a line, read as a stream, so that a file of any size fits.

use super::keys::Keys;
use super::{Document, Output, Refusal, TEXT_LIMIT_BYTES};
use crate::ingest::decode;
use crate::ingest::open::unreadable;
use crate::work::ProblemKind;
use serde_json::Value;
use std::io::{self, BufRead, Read};

/// Records between two looks at whether the user has asked to stop.
const STRIDE: usize = 100;

/// Reads every line as one article; a broken line is told and the next one read.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let guess = decode::guess(document.head(), document.is_short(), None);
    if guess.is_doubtful {
        output.fault(ProblemKind::Doubtful, decode::doubt_of(guess, false));
    }
    let mut stream = decode::utf8_stream(document.stream(), guess).map_err(|error| unreadable(&error))?;
    let mut line = Vec::new();
    let mut number = 0;
    let mut keys = Keys::new(output);
    loop {
        line.clear();
        let length = read_line(&mut *stream, &mut line).map_err(|error| unreadable(&error))?;
        number += 1;
        match length {
            Length::End => break,
            Length::TooLong => output.fault(ProblemKind::Limit, format!("line {number} is too long and was not read")),
            Length::Whole => read_record(&line, number, &mut keys, output),
        }
        if number % STRIDE == 0 && output.is_cancelled() {
            break;
        }
    }
    keys.end(output)
}

fn read_record(line: &[u8], number: usize, keys: &mut Keys, output: &mut Output<'_>) {
    // RFC 7464 puts a record separator in front of each record.
    let line = line.strip_prefix(b"\x1e").unwrap_or(line).trim_ascii();
    if line.is_empty() {
        return;
    }
    let text = String::from_utf8_lossy(line);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        output.fault(ProblemKind::Doubtful, format!("line {number} holds bytes that are not UTF-8"));
    }
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => match keys.draft(&object, line) {
            Some(mut draft) => {
                draft.member = Some(draft.id.clone().unwrap_or_else(|| number.to_string()));
                output.draft(draft);
            }
            None => output.textless(format!("line {number} holds no text")),
        },
        Ok(_) => output.fault(ProblemKind::Malformed, format!("line {number} is not a JSON object")),
        Err(error) => output.fault(ProblemKind::Malformed, format!("line {number} is not JSON: {}", reason_of(&error))),
    }
}

/// What the parser says, without its line, which is always the first.
fn reason_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or_default();
    format!("{reason} at column {}", error.column())
}

enum Length {
    End,
    Whole,
    TooLong,
}

/// Reads up to the next line end; what is longer than a text may be is passed over.
fn read_line(stream: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Length> {
    let limit = TEXT_LIMIT_BYTES as u64;
    let count = stream.take(limit).read_until(b'\n', line)?;
    if count == 0 {
        return Ok(Length::End);
    }
    if (count as u64) < limit || line.ends_with(b"\n") {
        return Ok(Length::Whole);
    }
    line.clear();
    stream.skip_until(b'\n')?;
    Ok(Length::TooLong)
}
