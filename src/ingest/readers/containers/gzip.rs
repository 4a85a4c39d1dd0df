//! GZIP: one document, packed. It is read as what it holds, under its own name.

use super::super::limits::{UNPACKED_BYTES, is_bomb};
use super::super::{Document, Output, Refusal, dispatch::read_document, unreadable};
use super::admit;
use crate::work::ProblemKind;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Reads what is packed.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    admit(0, output)?;
    let extension = match document.extension.as_str() {
        "tgz" => "tar".to_owned(),
        _ => document.inner_extension.clone(),
    };
    let trouble = Arc::new(Trouble::default());
    let packed = Counted { stream: document.stream(), count: Arc::clone(&trouble) };
    let input = Inflated { decoder: MultiGzDecoder::new(packed), trouble: Arc::clone(&trouble) };
    let mut read = Ok(());
    output.within(None, |output| {
        read = Document::new(input, &format!("packed.{extension}"))
            .map_err(|error| unreadable(&error))
            .and_then(|document| read_document(document, output));
        output.keep_format();
    });
    let unpacked_bytes = trouble.unpacked.load(Ordering::Relaxed);
    *output.unpacked().1 += unpacked_bytes;
    if trouble.is_bomb.load(Ordering::Relaxed) {
        output.fault(ProblemKind::Limit, "it unpacks to more than 200 times its size, or 1 GiB; it was cut");
    } else if trouble.is_damaged.load(Ordering::Relaxed) {
        output.fault(ProblemKind::Malformed, "what is packed is damaged or cut off; what stands before was read");
        if output.draft_count() > 0 {
            return Ok(());
        }
    }
    read
}

/// What went by, and what went wrong.
#[derive(Debug, Default)]
struct Trouble {
    packed: AtomicU64,
    unpacked: AtomicU64,
    is_bomb: AtomicBool,
    is_damaged: AtomicBool,
}

/// Counts the packed bytes.
struct Counted<R> {
    stream: R,
    count: Arc<Trouble>,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.stream.read(buffer)?;
        self.count.packed.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count.packed.fetch_add(amount as u64, Ordering::Relaxed);
        self.stream.consume(amount);
    }
}

/// The unpacked bytes, which end where a limit is met or the rest is damaged: what came before is worth reading.
struct Inflated<R> {
    decoder: MultiGzDecoder<R>,
    trouble: Arc<Trouble>,
}

impl<R: BufRead> Read for Inflated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let trouble = &self.trouble;
        if trouble.is_bomb.load(Ordering::Relaxed) || trouble.is_damaged.load(Ordering::Relaxed) {
            return Ok(0);
        }
        let Ok(length) = self.decoder.read(buffer) else {
            trouble.is_damaged.store(true, Ordering::Relaxed);
            return Ok(0);
        };
        let unpacked = trouble.unpacked.fetch_add(length as u64, Ordering::Relaxed) + length as u64;
        if unpacked > UNPACKED_BYTES || is_bomb(trouble.packed.load(Ordering::Relaxed), unpacked) {
            trouble.is_bomb.store(true, Ordering::Relaxed);
        }
        Ok(length)
    }
}
