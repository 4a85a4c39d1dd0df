//! CSV and TSV: one article a row, for spreadsheets and statistics.
//!
//! Dates stand as ISO text with their first and last day and precision beside them, so that a vague date never becomes
//! a day. Cells that a spreadsheet would run as a formula are escaped, as OWASP ASVS 1.2.10 asks.

use super::record::{days, exact};
use super::{Options, Selection, sheet};
use crate::corpus::{Article, ArticleId, Basis};
use crate::search::Marks;
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes every article of `selection` as one row below a header.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    table(selection, selection.options, out)
}

/// The same with tabs between the cells.
pub(super) fn render_tabbed(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut options = selection.options;
    options.csv.separator = b'\t';
    table(selection, options, out)
}

fn table(selection: &Selection<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    if options.csv.has_bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let columns = options.table_columns();
    let mut rows = csv::WriterBuilder::new().delimiter(options.csv.separator).from_writer(out);
    rows.write_record(columns.names()).map_err(io_error)?;
    for (article_id, article) in selection.articles() {
        let cells = cells(article_id, &article, selection.marks, options);
        rows.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(io_error)?;
    }
    rows.flush()
}

/// The cells of an article in the order of the columns asked for.
pub(super) fn cells<'a>(
    article_id: ArticleId,
    article: &'a Article,
    marks: &Marks,
    options: Options,
) -> Vec<Cow<'a, str>> {
    let columns = options.table_columns();
    let mut cells = known_cells(article, options);
    cells.extend(marked(article_id, article, marks, options));
    cells.push(escaped(&article.text, options));
    cells.into_iter().enumerate().filter_map(|(index, cell)| columns.has(index).then_some(cell)).collect()
}

fn known_cells(article: &Article, options: Options) -> Vec<Cow<'_, str>> {
    let outside = |words: &'_ str| -> String { escaped(words, options).into_owned() };
    let known = |words: Option<&str>| -> Cow<'_, str> { words.map(outside).unwrap_or_default().into() };
    let kind = |basis: Option<&Basis>| -> Cow<'_, str> { basis.map(Basis::kind_name).unwrap_or_default().into() };
    let published = article.published();
    let published_basis = article.published.as_ref().map(|known| &known.basis);
    let (from, to) = published.map(days).unwrap_or_default();
    vec![
        known(Some(&article.source.doc())),
        known(Some(&article.id)),
        known(article.title()),
        known(article.outlet()),
        known(article.byline()),
        published.map(exact).unwrap_or_default().into(),
        from.into(),
        to.into(),
        published.map(|interval| interval.precision().name()).unwrap_or_default().into(),
        kind(published_basis),
        known(published_basis.map(Basis::rule)),
        published_basis.map(|basis| format!("{:.2}", basis.confidence())).unwrap_or_default().into(),
        kind(article.title.as_ref().map(|known| &known.basis)),
        kind(article.outlet.as_ref().map(|known| &known.basis)),
        known(article.language()),
        known(article.url.as_ref().map(|known| &*known.value)),
        article.word_count.to_string().into(),
        article.sha256.to_string().into(),
    ]
}

/// What the user notes of an article: tags between semicolons, "yes" where it was reviewed, notes one below the other.
fn marked<'a>(article_id: ArticleId, article: &Article, marks: &Marks, options: Options) -> [Cow<'a, str>; 3] {
    let tags = marks.tags_of(article_id).map(|tag| &**tag).collect::<Vec<_>>().join("; ");
    let reviewed = if marks.reviewed.contains(article_id) { "yes" } else { "" };
    let notes = sheet::notes(article_id, article, marks).join("\n");
    [tags, reviewed.to_owned(), notes].map(|cell| Cow::Owned(escaped(&cell, options).into_owned()))
}

/// `words` with `'` before them where a spreadsheet would run them as a formula.
pub(super) fn escaped(words: &str, options: Options) -> Cow<'_, str> {
    if options.csv.has_formulas_escaped && is_formula(words) {
        Cow::Owned(format!("'{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// True for words that a spreadsheet would run as a formula: they begin with a character that OWASP names, or with its full-width
/// form, which some spreadsheets fold.
pub fn is_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

/// The system's error itself, so that its kind is kept.
pub(super) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
