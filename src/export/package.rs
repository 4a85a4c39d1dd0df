//! A ZIP archive whose bytes are the same whenever it is written: for documents that are archives, and for files sent together.

use std::io::{self, Seek, Write};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Bytes of a part from which it may need the fields of large ones.
const LARGE: u64 = u32::MAX as u64 / 2;

/// An archive in the making.
pub(super) struct Package<W: Write + Seek>(ZipWriter<W>);

/// The archive that is written to `out` as it is made, so that one of any size takes little memory; `fill` puts its parts in.
pub(super) fn write<'a>(
    out: &'a mut dyn Write,
    fill: impl FnOnce(&mut Package<StreamWriter<&'a mut dyn Write>>) -> io::Result<()>,
) -> io::Result<()> {
    let mut package = Package(ZipWriter::new_stream(out));
    match fill(&mut package) {
        Ok(()) => package.0.finish().map(drop).map_err(io_error),
        Err(error) => {
            // Ending it would fail once more, and say so where nobody asked.
            std::mem::forget(package.0);
            Err(error)
        }
    }
}

/// What every part of an office document begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl<W: Write + Seek> Package<W> {
    /// A packed part of XML with this root.
    pub(super) fn xml(&mut self, name: &str, root: &str) -> io::Result<()> {
        self.part(name, format!("{DECLARATION}{root}").as_bytes())
    }

    /// Begins a packed part of less than four gigabytes; what is written next is its contents, and fails where it is more.
    pub(super) fn start(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        self.start_of_size(name, 0)
    }

    /// Begins a packed part of so many bytes.
    pub(super) fn start_of_size(&mut self, name: &str, size: u64) -> io::Result<&mut dyn Write> {
        // The fields of large parts (ZIP64) only where they are needed: LibreOffice and pandoc open no document that has them.
        // Contents that do not get smaller get larger by some bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .large_file(size > LARGE);
        self.0.start_file(name, options).map_err(io_error)?;
        Ok(&mut self.0)
    }

    /// A packed part with these contents.
    pub(super) fn part(&mut self, name: &str, contents: &[u8]) -> io::Result<()> {
        self.start(name)?.write_all(contents)
    }
}

fn io_error(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}
