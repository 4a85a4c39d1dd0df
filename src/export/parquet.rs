//! Parquet: the columns of CSV with their types, for pandas, `DuckDB`, R and the like.
//!
//! Days are dates, words and confidence numbers, everything else text; what is unknown is null. (Apache Parquet format 2.10:
//! version 1 data pages, plain values, GZIP. A library would bring thrice the code that this takes, and Arrow.)

use super::columns::COLUMNS;
use super::thrift::{Struct, varint};
use super::{Selection, csv};
use crate::corpus::Article;
use crate::time::Interval;
use chrono::NaiveDate;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Rows of a group at most.
const ROWS: usize = 65_536;

/// Bytes of values after which a group ends.
const GROUP_BYTES: usize = 32 << 20;

const MAGIC: &[u8] = b"PAR1";

/// Numbers of the format's enumerations.
mod number {
    pub(super) const BOOLEAN: i32 = 0;
    pub(super) const INT32: i32 = 1;
    pub(super) const DOUBLE: i32 = 5;
    pub(super) const BYTE_ARRAY: i32 = 6;
    pub(super) const OPTIONAL: i32 = 1;
    pub(super) const UTF8: i32 = 0;
    pub(super) const DATE: i32 = 6;
    pub(super) const PLAIN: i32 = 0;
    pub(super) const RLE: i32 = 3;
    pub(super) const GZIP: i32 = 2;
    pub(super) const DATA_PAGE: i32 = 0;
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Day,
    Whole,
    Real,
    YesNo,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "published_from" | "published_to" => Self::Day,
            "words" => Self::Whole,
            "published_confidence" => Self::Real,
            "reviewed" => Self::YesNo,
            _ => Self::Text,
        }
    }

    fn physical(self) -> i32 {
        match self {
            Self::Text => number::BYTE_ARRAY,
            Self::Day | Self::Whole => number::INT32,
            Self::Real => number::DOUBLE,
            Self::YesNo => number::BOOLEAN,
        }
    }

    fn element(self, name: &str) -> Struct {
        let element = Struct::default().i32(1, self.physical()).i32(3, number::OPTIONAL).string(4, name);
        match self {
            Self::Text => element.i32(6, number::UTF8),
            Self::Day => element.i32(6, number::DATE),
            Self::Whole | Self::Real | Self::YesNo => element,
        }
    }
}

/// The values of a column in the group that is being filled.
struct Column {
    name: &'static str,
    kind: Kind,
    /// Which rows have a value.
    known: Vec<bool>,
    /// The values, plain.
    values: Vec<u8>,
    /// Values of a column of yes and no, which are packed at the end.
    yes: Vec<bool>,
}

/// Writes every article of `selection` as one row.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Counted { out, written: 0 };
    out.write_all(MAGIC)?;
    let (mut options, mut groups, mut row_count) = (selection.options, Vec::new(), 0);
    // Nothing runs as a formula here.
    options.csv.has_formulas_escaped = false;
    let mut columns: Vec<Column> = options.table_columns().names().map(Column::new).collect();
    let places: Vec<usize> =
        columns.iter().filter_map(|column| COLUMNS.iter().position(|name| *name == column.name)).collect();
    let mut all = options;
    all.columns = super::columns::Columns::ALL;
    for (article_id, article) in selection.articles() {
        let cells = csv::cells(article_id, &article, selection.marks, all);
        for (column, place) in columns.iter_mut().zip(&places) {
            column.push(cells.get(*place).map_or("", |cell| cell), &article);
        }
        row_count += 1;
        let bytes: usize = columns.iter().map(|column| column.values.len()).sum();
        if bytes >= GROUP_BYTES || columns.first().is_some_and(|column| column.known.len() >= ROWS) {
            groups.push(group(&mut columns, &mut out)?);
        }
    }
    if columns.first().is_some_and(|column| !column.known.is_empty()) {
        groups.push(group(&mut columns, &mut out)?);
    }
    let footer = footer(selection, &columns, row_count, groups);
    out.write_all(&footer)?;
    let length = u32::try_from(footer.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(MAGIC)
}

fn footer(selection: &Selection<'_>, columns: &[Column], row_count: i64, groups: Vec<Struct>) -> Vec<u8> {
    let root = Struct::default().string(4, "articles").i32(5, columns.len() as i32);
    let schema: Vec<Struct> =
        std::iter::once(root).chain(columns.iter().map(|column| column.kind.element(column.name))).collect();
    let told = selection.scope.lines().into_iter();
    let told = told.map(|(name, value)| Struct::default().string(1, &name).string(2, &value)).collect();
    Struct::default()
        .i32(1, 1)
        .structs(2, schema)
        .i64(3, row_count)
        .structs(4, groups)
        .structs(5, told)
        .string(6, &format!("Parallax version {}", selection.scope.program_version))
        .ended()
}

/// Writes the rows that are waiting as a group, and tells what the footer says of it.
fn group(columns: &mut [Column], out: &mut Counted<'_>) -> io::Result<Struct> {
    let row_count = columns.first().map_or(0, |column| column.known.len() as i64);
    let (mut chunks, mut bytes) = (Vec::new(), 0);
    for column in columns {
        let offset = out.written;
        let body = column.page();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&body)?;
        let packed = encoder.finish()?;
        let size = |bytes: &[u8]| i32::try_from(bytes.len()).map_err(io::Error::other);
        let page =
            Struct::default().i32(1, row_count as i32).i32(2, number::PLAIN).i32(3, number::RLE).i32(4, number::RLE);
        let header = Struct::default().i32(1, number::DATA_PAGE).i32(2, size(&body)?).i32(3, size(&packed)?);
        let header = header.within(5, page).ended();
        out.write_all(&header)?;
        out.write_all(&packed)?;
        let unpacked = (header.len() + body.len()) as i64;
        bytes += unpacked;
        let told = Struct::default()
            .i32(1, column.kind.physical())
            .i32s(2, &[number::PLAIN, number::RLE])
            .strings(3, &[column.name])
            .i32(4, number::GZIP)
            .i64(5, row_count)
            .i64(6, unpacked)
            .i64(7, out.written - offset)
            .i64(9, offset);
        chunks.push(Struct::default().i64(2, offset).within(3, told));
        *column = Column::new(column.name);
    }
    Ok(Struct::default().structs(1, chunks).i64(2, bytes).i64(3, row_count))
}

impl Column {
    fn new(name: &'static str) -> Self {
        Self { name, kind: Kind::of(name), known: Vec::new(), values: Vec::new(), yes: Vec::new() }
    }

    /// Takes in the value of the next row: the words of its cell, where the article does not say it better.
    fn push(&mut self, cell: &str, article: &Article) {
        let day = |choose: fn(Interval) -> NaiveDate| article.published().map(choose).map(days_since_1970);
        let number = match (self.kind, self.name) {
            (Kind::Day, "published_from") => day(Interval::first),
            (Kind::Day, _) => day(Interval::last),
            (Kind::Whole, _) => cell.parse().ok(),
            _ => None,
        };
        let is_known = match self.kind {
            Kind::Text => !cell.is_empty(),
            Kind::Day | Kind::Whole => number.is_some(),
            Kind::Real => cell.parse::<f64>().is_ok(),
            Kind::YesNo => true,
        };
        self.known.push(is_known);
        match self.kind {
            Kind::YesNo => self.yes.push(!cell.is_empty()),
            _ if !is_known => {}
            Kind::Text => {
                self.values.extend((cell.len() as u32).to_le_bytes());
                self.values.extend(cell.as_bytes());
            }
            Kind::Day | Kind::Whole => self.values.extend(number.unwrap_or(0).to_le_bytes()),
            Kind::Real => self.values.extend(cell.parse::<f64>().unwrap_or(0.0).to_le_bytes()),
        }
    }

    /// The body of its page: which rows have a value, then the values.
    fn page(&self) -> Vec<u8> {
        let known = packed_bits(&self.known);
        let mut levels = Vec::new();
        // One run of packed bits, in groups of eight.
        varint(((known.len() as u64) << 1) | 1, &mut levels);
        levels.extend(known);
        let mut page = (levels.len() as u32).to_le_bytes().to_vec();
        page.extend(levels);
        page.extend(&self.values);
        page.extend(packed_bits(&self.yes));
        page
    }
}

/// Eight a byte, the first in the lowest bit.
fn packed_bits(bits: &[bool]) -> Vec<u8> {
    bits.chunks(8).map(|eight| eight.iter().rev().fold(0, |byte, bit| (byte << 1) | u8::from(*bit))).collect()
}

fn days_since_1970(day: NaiveDate) -> i32 {
    day.signed_duration_since(NaiveDate::default()).num_days() as i32
}

/// Hands on what is written, and counts its bytes.
struct Counted<'a> {
    out: &'a mut dyn Write,
    written: i64,
}

impl Write for Counted<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let written = self.out.write(piece)?;
        self.written += written as i64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_and_days_are_counted_as_the_format_does() {
        assert_eq!(packed_bits(&[true, false, true, true]), [0b1101]);
        assert_eq!(packed_bits(&[false; 9]), [0, 0]);
        assert_eq!(days_since_1970(NaiveDate::from_ymd_opt(1970, 1, 2).expect("a day")), 1);
        assert_eq!(days_since_1970(NaiveDate::from_ymd_opt(1969, 12, 31).expect("a day")), -1);
    }
}
