//! JSON: the objects of JSON Lines in one array, an article a line of it.

use super::{Selection, jsonl};
use std::io::{self, Write};

/// Writes every article of `selection` as an object of one array.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, (article_id, article)) in selection.articles().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        jsonl::object(selection, article_id, &article, out)?;
    }
    out.write_all(b"\n]\n")
}
