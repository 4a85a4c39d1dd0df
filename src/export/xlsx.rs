//! XLSX: one sheet with the columns of CSV, for spreadsheets; its first row stays in view and filters the others.
//!
//! Every value is a string of the sheet, so that none runs as a formula and no date becomes another; two columns of
//! numbers are numbers. (ECMA-376 part 1, the few parts that a sheet needs.)

use super::columns::Columns;
use super::package::{self, DECLARATION};
use super::{Selection, csv, markup};
use std::io::{self, Write};

/// Rows of a sheet, that of the names among them.
const ROWS: usize = 1_048_576;

/// UTF-16 units of a cell.
const CELL: usize = 32_767;

/// Stands at the end of a cell that had no room for all; what is left out stands in CSV.
const CUT: &str = " … [cut: a cell holds no more]";

/// Columns of numbers.
const NUMBERS: [&str; 2] = ["words", "published_confidence"];

/// Columns that take more room than the others.
const WIDE: [&str; 3] = ["title", "url", "notes"];

#[rustfmt::skip]
const PARTS: [(&str, &str); 4] = [
    ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#),
    ("_rels/.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
    ("xl/_rels/workbook.xml.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#),
    // Style 0: as text, so that a cell that is edited stays one; style 1: the names of the columns; style 2: numbers.
    ("xl/styles.xml", r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#),
];

/// Writes a workbook with every article of `selection` as one row of its sheet.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let row_count = selection.article_ids.len() + 1;
    if row_count > ROWS {
        let reason = format!("a sheet has room for {} articles; choose fewer, or CSV", ROWS - 1);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    let columns = selection.options.table_columns().without_text();
    let workbook = workbook(row_count, columns);
    package::write(out, |package| {
        for (name, contents) in PARTS.into_iter().chain([("xl/workbook.xml", workbook.as_str())]) {
            package.xml(name, contents)?;
        }
        sheet(selection, row_count, columns, package.start("xl/worksheets/sheet1.xml")?)
    })
}

fn workbook(row_count: usize, columns: Columns) -> String {
    let last = last(columns);
    format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <sheets><sheet name=\"Articles\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>\
         <definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">Articles!$A$1:${last}${row_count}\
         </definedName></definedNames></workbook>"
    )
}

fn sheet(selection: &Selection<'_>, row_count: usize, columns: Columns, out: &mut dyn Write) -> io::Result<()> {
    let last = last(columns);
    write!(
        out,
        "{DECLARATION}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <dimension ref=\"A1:{last}{row_count}\"/>\
         <sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    )?;
    for (index, name) in columns.names().enumerate() {
        let width = if WIDE.contains(&name) { 48 } else { 16 };
        write!(out, "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" style=\"0\" customWidth=\"1\"/>", index + 1)?;
    }
    write!(out, "</cols><sheetData>")?;
    row(1, columns, columns.names(), out)?;
    let mut options = selection.options;
    options.csv.has_formulas_escaped = false;
    options.columns = columns;
    for (index, (article_id, article)) in selection.articles().enumerate() {
        let cells = csv::cells(article_id, &article, selection.marks, options);
        row(index + 2, columns, cells.iter().map(|cell| &**cell), out)?;
    }
    write!(out, "</sheetData><autoFilter ref=\"A1:{last}{row_count}\"/></worksheet>")
}

fn row<'a>(
    number: usize,
    columns: Columns,
    cells: impl Iterator<Item = &'a str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "<row r=\"{number}\">")?;
    for (index, (words, name)) in cells.zip(columns.names()).enumerate().filter(|(_, (words, _))| !words.is_empty()) {
        let place = column(index);
        if number > 1 && NUMBERS.contains(&name) {
            write!(out, "<c r=\"{place}{number}\" s=\"2\"><v>{words}</v></c>")?;
        } else {
            let style = usize::from(number == 1);
            let words = escaped(words);
            write!(
                out,
                "<c r=\"{place}{number}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{words}</t></is></c>"
            )?;
        }
    }
    write!(out, "</row>")
}

/// The letter of the last column.
fn last(columns: Columns) -> char {
    column(columns.names().count().saturating_sub(1))
}

/// The letter of a column; there are fewer than 26.
fn column(index: usize) -> char {
    ('A'..='Z').nth(index).unwrap_or('Z')
}

/// `words` as text of a cell: cut where a cell ends, signs that XML cannot hold replaced, and what a spreadsheet would
/// take for an escaped sign (`_x0041_`) kept as it is.
fn escaped(words: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let is_cut = words.len() > CELL && words.encode_utf16().count() > CELL;
    let cut = if is_cut { format!("{}{CUT}", fitting(&words, CELL - CUT.encode_utf16().count())) } else { words };
    let marked = markup::escaped(&cut);
    let mut pieces = marked.split("_x");
    let mut escaped = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_sign = piece
            .get(..5)
            .is_some_and(|code| code.ends_with('_') && u16::from_str_radix(code.trim_end_matches('_'), 16).is_ok());
        escaped.push_str(if is_sign { "_x005F_x" } else { "_x" });
        escaped.push_str(piece);
    }
    escaped
}

/// The beginning of `words` of at most so many UTF-16 units.
fn fitting(words: &str, most: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= most
    };
    words.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::columns::COLUMNS;

    #[test]
    fn a_cell_holds_what_xml_can_hold() {
        assert_eq!(escaped("=1+1 <b>&\u{0}\u{b}\u{ffff}"), "=1+1 &lt;b&gt;&amp;\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(escaped("_x0041_ and 1_xerox_"), "_x005F_x0041_ and 1_xerox_");
        let cut = escaped(&"𝄞".repeat(20_000));
        assert!(cut.ends_with(CUT) && (CELL - 1..=CELL).contains(&cut.encode_utf16().count()), "{}", cut.len());
        assert_eq!(escaped(&"a".repeat(CELL)).len(), CELL);
    }

    #[test]
    fn every_column_has_a_letter() {
        assert!(COLUMNS.len() <= 26);
        assert_eq!((column(0), column(20)), ('A', 'U'));
        for name in NUMBERS.iter().chain(&WIDE) {
            assert!(COLUMNS.contains(name), "{name}");
        }
    }
}
