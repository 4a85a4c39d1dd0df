//! A folder of plain texts: a file for every article, named for people, and a table of what each file is.
//!
//! Names come from outlets and titles, and are made safe: none leaves the folder, hides or stands for a device. The table is
//! `metadata.csv`, so that the folder opens again as what it was.

use super::columns::Columns;
use super::file_name::{safe, unique};
use super::record::exact;
use super::reference::Names;
use super::{Selection, csv};
use std::io::{self, Write};

/// Bytes of the words in a name: with number, ending and what makes it unique it stays below what any system takes.
const WORDS: usize = 120;

/// What `metadata.csv` states, as it is read again.
const STATED: [&str; 7] = ["file", "title", "outlet", "byline", "published", "language", "url"];

/// Takes the files of a folder one by one: a name, then what fills it.
pub(super) type Files<'a> = dyn FnMut(&str, &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> + 'a;

/// Writes a file for every article, and their table.
pub(super) fn render(selection: &Selection<'_>, files: &mut Files<'_>) -> io::Result<()> {
    let mut names = Names::default();
    let mut rows = ::csv::Writer::from_writer(Vec::new());
    rows.write_record(STATED.into_iter().chain(["sha256", "doc", "tags", "notes"])).map_err(csv::io_error)?;
    let mut options = selection.options;
    options.columns = Columns::ALL;
    for (article_id, article) in selection.articles() {
        let day = article.published().map_or_else(|| "undated".to_owned(), |days| exact(days).replace('/', " to "));
        let outlet = article.outlet().unwrap_or("unknown");
        let name = safe(&format!("{day} {outlet} {}", article.shown_title()), WORDS);
        let name = unique(&format!("{name}.txt"), &mut names);
        files(&name, &mut |out| out.write_all(article.text.as_bytes()))?;
        let cells = csv::cells(article_id, &article, selection.marks, options);
        let cell = |column: &str| {
            let place = super::columns::COLUMNS.iter().position(|known| *known == column);
            place.and_then(|place| cells.get(place)).map(ToString::to_string).unwrap_or_default()
        };
        let stated = STATED.into_iter().skip(1).map(cell);
        let further = ["sha256", "doc", "tags", "notes"].into_iter().map(cell);
        rows.write_record(std::iter::once(name.clone()).chain(stated).chain(further)).map_err(csv::io_error)?;
    }
    let table = rows.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    files("metadata.csv", &mut |out| out.write_all(&table))
}
