//! The records of an archive one by one: a version line, headers, a blank line, a block of the stated length.

use crate::work::ProblemKind;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

/// Bytes of one block that are kept; the rest of a longer one is passed over.
const BLOCK_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of one line of a header, and lines of one header.
const LINE_BYTES: u64 = 64 * 1024;
const LINES: usize = 1000;

/// A record.
pub(super) struct Record {
    headers: BTreeMap<String, String>,
    pub(super) block: Vec<u8>,
}

impl Record {
    /// The value of a header, its name in lower case; empty where it is missing.
    pub(super) fn value(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// The records of a stream.
pub(super) struct Records<R> {
    stream: R,
    pub(super) faults: Vec<(ProblemKind, String)>,
    count: usize,
    is_done: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(stream: R) -> Self {
        Self { stream, faults: Vec::new(), count: 0, is_done: false }
    }

    /// The next record, nothing at the end or where the archive breaks off.
    pub(super) fn next_record(&mut self) -> Option<Record> {
        if self.is_done || !self.find_version() {
            return None;
        }
        self.count += 1;
        let headers = self.headers();
        let length = headers.get("content-length").and_then(|length| length.parse::<u64>().ok());
        let Some(length) = length else {
            self.fault(ProblemKind::Malformed, "states no length; it was left out");
            // An empty record that nobody takes for a page: the next one is looked for when it is asked for.
            return Some(Record { headers: BTreeMap::new(), block: Vec::new() });
        };
        let mut block = Vec::new();
        let kept = length.min(BLOCK_BYTES);
        if (&mut self.stream).take(kept).read_to_end(&mut block).is_err() || (block.len() as u64) < kept {
            self.is_done = true;
            self.fault(ProblemKind::Malformed, "breaks off before its end");
        }
        if length > kept && !self.is_done {
            self.fault(ProblemKind::Limit, "is larger than 64 MiB; the rest of it was passed over");
            let _ = io::copy(&mut (&mut self.stream).take(length - kept), &mut io::sink());
        }
        Some(Record { headers, block })
    }

    /// Goes on to the next line that opens a record; a stated length that was wrong costs the records that it covers.
    fn find_version(&mut self) -> bool {
        let mut passed_over = 0_usize;
        loop {
            let Some(line) = self.line() else { return false };
            if line.starts_with(b"WARC/") {
                if passed_over > 0 {
                    self.fault(ProblemKind::Malformed, "does not end where it says; the next was looked for");
                }
                return true;
            }
            passed_over += usize::from(!line.iter().all(u8::is_ascii_whitespace));
        }
    }

    fn headers(&mut self) -> BTreeMap<String, String> {
        let mut headers = BTreeMap::new();
        for _ in 0..LINES {
            let Some(line) = self.line() else { break };
            let line = String::from_utf8_lossy(&line).into_owned();
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
            }
        }
        headers
    }

    fn line(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        let read = (&mut self.stream).take(LINE_BYTES).read_until(b'\n', &mut line);
        (read.is_ok() && !line.is_empty()).then_some(line)
    }

    fn fault(&mut self, kind: ProblemKind, what: &str) {
        if self.faults.len() < 10_000 {
            self.faults.push((kind, format!("record {} {what}", self.count)));
        }
    }
}
