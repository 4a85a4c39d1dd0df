//! Tables: one article a row, the first row naming the columns. Read as a stream.

use super::record::Fields;
use super::{Document, Output, Refusal, TEXT_LIMIT_BYTES, unknown_columns};
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

/// Rows that are looked at to tell whether another column is longer than the text, and words that make a value a text.
const LOOKED_AT: usize = 20;
const TEXT_WORDS: usize = 40;

/// Reads a table. A table without a column for a text or a title gives its columns as the reason.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let guess = decode::guess(document.head(), document.is_short(), None);
    if guess.is_doubtful {
        output.fault(ProblemKind::Doubtful, decode::doubt_of(guess, false));
    }
    let (head, _) =
        guess.encoding.decode_without_bom_handling(document.head().get(guess.mark_len..).unwrap_or_default());
    let head = head.into_owned();
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
    output.has_columns(names.iter().map(String::as_str));
    let columns = columns_of(&names, &head, delimiter, output)?;
    let mut number = 0;
    loop {
        table.get_mut().left = TEXT_LIMIT_BYTES;
        if !table.read_byte_record(&mut row).map_err(|error| failed(&error))? {
            if columns.get(FieldKey::Text as usize).is_none_or(Option::is_none) {
                output.note(format!("it has no column of texts; the titles of its {number} rows stand for them"));
            }
            return Ok(());
        }
        number += 1;
        read_row(&row, number, &names, &columns, output);
        if number % STRIDE == 0 && output.is_cancelled() {
            return Ok(());
        }
    }
}

/// Which column is which field, or that nobody knows.
fn columns_of(names: &[String], head: &str, delimiter: u8, output: &Output<'_>) -> Result<[Option<usize>; 8], Refusal> {
    let shown: Vec<&str> = names.iter().map(String::as_str).collect();
    let (columns, is_mapped) = output.columns().assign(&shown);
    let place = |key: FieldKey| columns.get(key as usize).copied().flatten();
    if is_mapped {
        return Ok(columns);
    }
    let text = place(FieldKey::Text);
    if text.or_else(|| place(FieldKey::Title)).is_none() {
        return Err(unknown_columns(shown.into_iter()));
    }
    match longer_column(&rows_of(head, delimiter, LOOKED_AT), &columns, text) {
        Some(longer) => {
            let name: String = names.get(longer).map(|name| name.chars().take(40).collect()).unwrap_or_default();
            let reason = format!("“{name}” may be the text: it is much longer than what its columns name so");
            Err(Refusal { kind: ProblemKind::UnknownColumns, reason })
        }
        None => Ok(columns),
    }
}

/// A column that is taken for nothing and holds far more words than the one that is taken for the text.
fn longer_column(rows: &[Vec<String>], columns: &[Option<usize>; 8], text: Option<usize>) -> Option<usize> {
    let rows = rows.get(1..).filter(|rows| !rows.is_empty())?;
    let words = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place));
        cells.map(|cell| cell.split_whitespace().count()).sum::<usize>() / rows.len()
    };
    let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
    let others = (0..widest).filter(|place| !columns.contains(&Some(*place)));
    let (count, place) = others.map(|place| (words(place), place)).max_by_key(|(count, _)| *count)?;
    (count >= TEXT_WORDS && count > 3 * text.map_or(0, words)).then_some(place)
}

/// The first rows of a table: its columns, and what is below them.
pub(in crate::ingest) fn first_rows(document: &Document<'_>, count: usize) -> (Vec<String>, Vec<Vec<String>>) {
    let guess = decode::guess(document.head(), document.is_short(), None);
    let (head, _) =
        guess.encoding.decode_without_bom_handling(document.head().get(guess.mark_len..).unwrap_or_default());
    let mut rows = rows_of(&head, delimiter_of(&head), count + 1);
    if rows.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let columns: Vec<String> = rows.remove(0).iter().map(|name| name.trim().to_owned()).collect();
    for row in &mut rows {
        row.resize(columns.len(), String::new());
    }
    (columns, rows)
}

/// The first rows of `head`, with that of the columns; a line for Excel is left out.
fn rows_of(head: &str, delimiter: u8, count: usize) -> Vec<Vec<String>> {
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(head.as_bytes());
    let rows =
        table.records().map_while(Result::ok).filter(|row| !row.get(0).is_some_and(|cell| cell.starts_with("sep=")));
    rows.take(count).map(|row| row.iter().map(str::to_owned).collect()).collect()
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
