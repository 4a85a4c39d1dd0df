//! Tables: one article a row, the first row naming the columns. Read as a stream.

use super::record::Fields;
use super::{Document, Output, Refusal, TEXT_LIMIT_BYTES};
use crate::ingest::decode;
use crate::ingest::field_names::{FieldKey, assign};
use crate::ingest::open::unreadable;
use crate::work::ProblemKind;
use csv::ByteRecord;
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Rows between two looks at whether the user has asked to stop.
const STRIDE: u64 = 100;

/// Marks that stand between values, the commonest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a table. A table without a column for a text or a title gives its columns as the reason.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let guess = decode::guess(document.head(), document.is_short(), None);
    if guess.is_doubtful {
        output.fault(ProblemKind::Doubtful, decode::doubt_of(guess, false));
    }
    let (head, _) =
        guess.encoding.decode_without_bom_handling(document.head().get(guess.mark_len..).unwrap_or_default());
    let delimiter = delimiter_of(&head);
    let stream = decode::utf8_stream(document.stream(), guess).map_err(|error| unreadable(&error))?;
    let bounded = Bounded { stream, left: TEXT_LIMIT_BYTES };
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bounded);
    let mut row = ByteRecord::new();
    let mut header = ByteRecord::new();
    // Excel is told its delimiter by a line `sep=;` in front.
    while table.read_byte_record(&mut header).map_err(|error| failed(&error))? {
        if !header.get(0).is_some_and(|cell| cell.starts_with(b"sep=")) {
            break;
        }
    }
    let names: Vec<String> = header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let columns = assign(names.iter().map(String::as_str));
    if columns.get(FieldKey::Text as usize).is_none_or(Option::is_none)
        && columns.get(FieldKey::Title as usize).is_none_or(Option::is_none)
    {
        return Err(unknown_columns(&names));
    }
    let mut number = 0;
    loop {
        table.get_mut().left = TEXT_LIMIT_BYTES;
        if !table.read_byte_record(&mut row).map_err(|error| failed(&error))? {
            return Ok(());
        }
        number += 1;
        read_row(&row, number, &names, &columns, output);
        if number % STRIDE == 0 && output.is_cancelled() {
            return Ok(());
        }
    }
}

fn read_row(row: &ByteRecord, number: u64, names: &[String], columns: &[Option<usize>; 8], output: &mut Output<'_>) {
    let line = row.position().map_or(0, csv::Position::line);
    if row.len() != names.len() {
        let reason = format!("line {line} has {} values where the first line names {}", row.len(), names.len());
        output.fault(ProblemKind::Malformed, reason);
    }
    let mut fields = Fields::default();
    let mut has_damage = false;
    for (key, column) in FieldKey::ALL.into_iter().zip(columns) {
        if let Some(column) = *column
            && let (Some(name), Some(cell)) = (names.get(column), row.get(column))
        {
            let value = String::from_utf8_lossy(cell);
            has_damage |= matches!(value, std::borrow::Cow::Owned(_));
            fields.set(key, format!("CSV: {name}"), value.into_owned());
        }
    }
    if has_damage {
        output.fault(ProblemKind::Doubtful, format!("line {line} holds bytes that are not UTF-8"));
    }
    match fields.draft() {
        Some(mut draft) => {
            draft.sha256 = Some(crate::corpus::ContentHash(hash_of(row)));
            draft.member = Some(draft.id.clone().unwrap_or_else(|| number.to_string()));
            output.draft(draft);
        }
        None => output.fault(ProblemKind::Malformed, format!("line {line} holds neither a text nor a title")),
    }
}

/// Hash of a row's values, each ended by the unit separator of ASCII, however they are quoted.
fn hash_of(row: &ByteRecord) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for cell in row {
        hasher.update(cell);
        hasher.update(b"\x1f");
    }
    hasher.finalize().into()
}

/// The delimiter under which the first line names most fields of an article, then most columns.
fn delimiter_of(head: &str) -> u8 {
    if let Some(&stated) = head.strip_prefix("sep=").and_then(|rest| rest.as_bytes().first()) {
        return stated;
    }
    let measure = |delimiter: u8| {
        let names = header_of(head, delimiter);
        (assign(names.iter().map(String::as_str)).iter().flatten().count(), names.len())
    };
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| measure(delimiter)).unwrap_or(b',')
}

/// The names in the first row of `head`.
fn header_of(head: &str, delimiter: u8) -> Vec<String> {
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(head.as_bytes());
    let mut row = csv::StringRecord::new();
    if table.read_record(&mut row).is_err() {
        return Vec::new();
    }
    row.iter().map(str::to_owned).collect()
}

fn unknown_columns(names: &[String]) -> Refusal {
    let shown: Vec<String> = names.iter().take(12).map(|name| name.chars().take(40).collect()).collect();
    let more = if names.len() > 12 { format!(" and {} more", names.len() - 12) } else { String::new() };
    let reason = format!("no column is known to hold a text or a title; its columns are: {}{more}", shown.join(", "));
    Refusal { kind: ProblemKind::UnknownFormat, reason }
}

fn failed(error: &csv::Error) -> Refusal {
    match error.kind() {
        csv::ErrorKind::Io(cause) if cause.kind() == io::ErrorKind::FileTooLarge => Refusal {
            kind: ProblemKind::Limit,
            reason:
                "one of its rows is longer than a text may be; the rest was not read (a quotation mark may be missing)"
                    .to_owned(),
        },
        csv::ErrorKind::Io(cause) => unreadable(cause),
        _ => Refusal { kind: ProblemKind::Malformed, reason: format!("the rest was not read: {error}") },
    }
}

/// A stream that fails once a row has taken more than it may: a missing quotation mark makes one row of a whole file.
struct Bounded<R> {
    stream: R,
    left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.stream.read(buffer)?;
        self.left = self.left.saturating_sub(count);
        Ok(count)
    }
}
