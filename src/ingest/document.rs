//! One document's bytes, held or still to come, as readers are given them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// Bytes at the front that are looked at to tell what a document is.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// One document: its first bytes, and the rest where it is longer.
pub(super) struct Document<'a> {
    head: Vec<u8>,
    rest: Option<Box<dyn Read + Send + 'a>>,
    /// The file name's extension in lower case, without the dot.
    pub(super) extension: String,
    /// The extension before that one, as in `page.html.gz`.
    pub(super) inner_extension: String,
}

impl<'a> Document<'a> {
    /// Reads the front of `input`. It is asked for little at first: what a damaged archive gives before its damage counts.
    pub(super) fn new(input: impl Read + Send + 'a, file_name: &str) -> io::Result<Self> {
        Self::with_room(Vec::new(), input, file_name)
    }

    /// The same into memory that is there.
    fn with_room(mut head: Vec<u8>, mut input: impl Read + Send + 'a, file_name: &str) -> io::Result<Self> {
        input.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
        let is_whole = head.len() < HEAD_BYTES;
        let rest: Option<Box<dyn Read + Send + 'a>> = if is_whole { None } else { Some(Box::new(input)) };
        let mut extensions = file_name.rsplit('.').map(str::to_lowercase);
        let dot_count = file_name.matches('.').count();
        let extension = extensions.next().filter(|_| dot_count >= 1).unwrap_or_default();
        let inner_extension = extensions.next().filter(|_| dot_count >= 2).unwrap_or_default();
        Ok(Self { head, rest, extension, inner_extension })
    }

    /// Reads the front of a file of so many bytes: at once, and not in the ten small steps in which memory grows.
    pub(super) fn of_file((file, size_bytes): (File, u64), file_name: &str) -> io::Result<Document<'static>> {
        // One byte more than it has tells that it has no more.
        let room = usize::try_from(size_bytes).map_or(HEAD_BYTES, |size| size.saturating_add(1).min(HEAD_BYTES));
        Document::with_room(Vec::with_capacity(room), file, file_name)
    }

    /// The first bytes, all of them when [`Document::is_short`].
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// True when [`Document::head`] is the whole document.
    pub(super) fn is_short(&self) -> bool {
        self.rest.is_none()
    }

    /// All bytes, at most `limit_bytes` of them, and whether there are more.
    pub(super) fn whole(self, limit_bytes: usize) -> io::Result<(Vec<u8>, bool)> {
        let mut bytes = self.head;
        if let Some(rest) = self.rest {
            rest.take((limit_bytes + 1).saturating_sub(bytes.len()) as u64).read_to_end(&mut bytes)?;
        }
        let has_more = bytes.len() > limit_bytes;
        bytes.truncate(limit_bytes);
        Ok((bytes, has_more))
    }

    /// The first bytes, and what comes behind them where there is more.
    pub(super) fn into_parts(self) -> (Vec<u8>, Option<Box<dyn Read + Send + 'a>>) {
        (self.head, self.rest)
    }

    /// The bytes as a stream.
    pub(super) fn stream(self) -> Box<dyn BufRead + Send + 'a> {
        let head = Cursor::new(self.head);
        match self.rest {
            None => Box::new(head),
            Some(rest) => Box::new(BufReader::with_capacity(HEAD_BYTES, head.chain(rest))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_longer_than_the_limit_is_cut_and_told() {
        let bytes = vec![b'x'; 3 * HEAD_BYTES];
        let document = || Document::new(bytes.as_slice(), "a.TXT").expect("memory can be read");
        assert_eq!((document().is_short(), document().extension.as_str()), (false, "txt"));
        for (limit, length, has_more) in
            [(10, 10, true), (2 * HEAD_BYTES, 2 * HEAD_BYTES, true), (3 * HEAD_BYTES, 3 * HEAD_BYTES, false)]
        {
            let (read, is_cut) = document().whole(limit).expect("memory can be read");
            assert_eq!((read.len(), is_cut), (length, has_more));
        }
        let mut all = Vec::new();
        document().stream().read_to_end(&mut all).expect("memory can be read");
        assert_eq!(all, bytes);
    }
}
