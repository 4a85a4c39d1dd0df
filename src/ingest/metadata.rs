//! `metadata.csv`: what is known of the files of a folder.
//!
//! Columns `file, title, outlet, byline, published, url, language`, any of them, in any order, `file` always: the path
//! of a file relative to the folder that holds the `metadata.csv`. What it states wins over what a document states of
//! itself: somebody wrote it knowing the document.

use super::decode;
use super::field_names::{FieldKey, assign};
use super::statement::{Statement, Statements};
use std::collections::BTreeMap;

/// The name of the file.
pub(super) const NAME: &str = "metadata.csv";

/// Bytes of a `metadata.csv` that are read: a row for each of some 400,000 files.
pub(super) const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What one `metadata.csv` states.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    rows: BTreeMap<String, Row>,
    /// What could not be understood, in sentences.
    pub(super) faults: Vec<String>,
}

#[derive(Debug)]
struct Row {
    line: u64,
    statements: Statements,
    is_used: bool,
}

impl Metadata {
    /// Reads the bytes of a `metadata.csv`.
    pub(super) fn parse(bytes: Vec<u8>) -> Self {
        let decoded = decode::decode(bytes, None);
        let mut found = Self { rows: BTreeMap::new(), faults: decoded.doubt.into_iter().collect() };
        let delimiter = delimiter_of(&decoded.text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(decoded.text.as_bytes());
        let Ok(header) = reader.headers().cloned() else { return found };
        let file_column = header.iter().position(|name| name.eq_ignore_ascii_case("file"));
        let Some(file_column) = file_column else {
            let columns = header.iter().collect::<Vec<_>>().join(", ");
            found.faults.push(format!("it has no column “file”; its columns are: {columns}"));
            return found;
        };
        let columns = assign(header.iter());
        for record in reader.records().map_while(Result::ok) {
            let line = record.position().map_or(0, csv::Position::line);
            let Some(file) = record.get(file_column).filter(|file| !file.is_empty()) else {
                found.faults.push(format!("line {line} names no file"));
                continue;
            };
            let row = Row { line, statements: statements_of(&record, &columns), is_used: false };
            if let Some(other) = found.rows.insert(normal(file), row) {
                found.faults.push(format!("line {line} names the same file as line {}, and replaces it", other.line));
            }
        }
        found
    }

    /// What is stated of the file at `relative_path` below the folder (`/` between folders).
    pub(super) fn take(&mut self, relative_path: &str) -> Option<Statements> {
        let row = self.rows.get_mut(relative_path)?;
        row.is_used = true;
        Some(row.statements.clone())
    }

    /// Line and file of every row that no file was found for, in the order of the lines.
    pub(super) fn unused(&self) -> Vec<(u64, &str)> {
        let mut left: Vec<(u64, &str)> =
            self.rows.iter().filter(|(_, row)| !row.is_used).map(|(file, row)| (row.line, file.as_str())).collect();
        left.sort_unstable();
        left
    }
}

fn statements_of(record: &csv::StringRecord, columns: &[Option<usize>; 8]) -> Statements {
    let at = |key: FieldKey| {
        let column = columns.get(key as usize).copied().flatten()?;
        Statement::at(NAME, record.get(column)?)
    };
    Statements::of(at)
}

/// The mark between values: the one that the header line holds most of.
fn delimiter_of(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or("");
    [b',', b';', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(|&mark| memchr::memchr_iter(mark, header.as_bytes()).count())
        .unwrap_or(b',')
}

/// A path as a row may write it, `\` or `./` included, as it is compared.
fn normal(file: &str) -> String {
    file.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_may_stand_in_any_order_and_be_few() {
        let mut found = Metadata::parse(b"published;file;Title\n2023-03-20;.\\sub\\a.txt;\"A; b\"\n;b.txt;\n".to_vec());
        let a = found.take("sub/a.txt").expect("a row");
        assert_eq!(a.published.map(|s| s.value).as_deref(), Some("2023-03-20"));
        assert_eq!(a.title, Statement::at(NAME, "A; b"));
        assert_eq!(a.outlet, None);
        assert_eq!(found.unused(), [(3, "b.txt")]);
        assert!(found.faults.is_empty());
    }

    #[test]
    fn a_table_that_names_no_files_is_a_fault() {
        let found = Metadata::parse(b"name,colour\na.txt,red\n".to_vec());
        assert_eq!(found.faults, ["it has no column “file”; its columns are: name, colour"]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_parse(bytes: Vec<u8>) {
            Metadata::parse(bytes);
        }
    }
}
