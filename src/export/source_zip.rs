//! A ZIP of the files that the articles were read from, as they are, and a table of which article stands in which.
//!
//! Every file once, under its place below the opened folder, each part of it made safe. A file that is no longer there, or has
//! other bytes than the article was read from, is told of in the table: nothing is left out in silence.

use super::csv::io_error;
use super::file_name::{safe, unique};
use super::package::{self, Package};
use super::reference::Names;
use super::{Selection, csv};
use crate::corpus::{ContentHash, Source};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of each part of a name.
const PART: usize = 150;

/// A file of the archive.
struct Enclosed {
    /// Its name in the archive; nothing where it is not there.
    name: Option<String>,
    sha256: String,
}

/// Writes every file that an article of `selection` was read from, then the table.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    package::write(out, |package| fill(selection, package))
}

fn fill<W: Write + io::Seek>(selection: &Selection<'_>, package: &mut Package<W>) -> io::Result<()> {
    let mut names = Names::default();
    let mut enclosed: BTreeMap<Arc<PathBuf>, Enclosed> = BTreeMap::new();
    let mut rows = ::csv::Writer::from_writer(Vec::new());
    rows.write_record(["doc", "title", "file", "state", "sha256_of_file", "sha256"]).map_err(io_error)?;
    for (_, article) in selection.articles() {
        let source = &article.source;
        if !enclosed.contains_key(&source.path) {
            let file = enclose(source, &mut names, package)?;
            enclosed.insert(source.path.clone(), file);
        }
        let Some(file) = enclosed.get(&source.path) else { continue };
        let content = article.sha256.to_string();
        let state = match &file.name {
            None => "no longer there",
            // Of a file that holds several articles the whole says nothing of the part.
            Some(_) if source.member.is_none() && file.sha256 != content => "changed since it was read",
            Some(_) => "as it was read",
        };
        let cells = [&source.doc(), &*article.shown_title(), file.name.as_deref().unwrap_or_default(), state];
        let cells = cells.map(|cell| csv::escaped(cell, selection.options).into_owned());
        rows.write_record(cells.into_iter().chain([file.sha256.clone(), content])).map_err(io_error)?;
    }
    let table = rows.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    package.part("sources.csv", &table)
}

fn enclose<W: Write + io::Seek>(source: &Source, names: &mut Names, package: &mut Package<W>) -> io::Result<Enclosed> {
    let size = source.path.metadata().ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    let Some((mut file, size)) = size.and_then(|size| Some((File::open(&*source.path).ok()?, size))) else {
        return Ok(Enclosed { name: None, sha256: String::new() });
    };
    let parts: Vec<String> = source.shown_path.split('/').map(|part| safe(part, PART)).collect();
    let name = unique(&format!("sources/{}", parts.join("/")), names);
    let out = package.start_of_size(&name, size)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        let length = file.read(&mut piece)?;
        let Some(read) = piece.get(..length).filter(|read| !read.is_empty()) else { break };
        hash.update(read);
        out.write_all(read)?;
    }
    Ok(Enclosed { name: Some(name), sha256: ContentHash(hash.finalize().into()).to_string() })
}
