//! The worker's side: a request comes in, is parsed, and what the reader finds goes out at once.

use super::messages::{Message, PIECE_BROKEN, PIECE_LAST, Request, encode, text_limit_bytes};
use crate::ingest::document::Document;
use crate::ingest::open::{Refusal, unreadable};
use crate::ingest::readers::{Fault, Gathered, Output, read_contained};
use crate::work::{Cancel, ProblemKind};
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

/// The way to whoever sent the request.
pub trait Line: Send {
    /// Sends a frame.
    ///
    /// # Errors
    /// When nobody listens any more.
    fn send(&mut self, frame: &[u8]) -> io::Result<()>;

    /// Waits for a frame.
    ///
    /// # Errors
    /// When nobody speaks any more.
    fn receive(&mut self) -> io::Result<Vec<u8>>;
}

/// Parses the document of `request` and says over `line` what it holds.
///
/// # Errors
/// When the request cannot be understood, or nobody listens any more.
pub fn answer(request: &[u8], line: &mut dyn Line) -> io::Result<()> {
    let request: Request = postcard::from_bytes(request).map_err(io::Error::other)?;
    let line = Mutex::new(line);
    let cancel = Cancel::new();
    let mut teller = Teller { line: &line, left: text_limit_bytes(request.size_bytes), cancel: &cancel, fault: None };
    let mut hand_on = |gathered: Gathered| teller.tell(gathered);
    let mut output = Output::new(&cancel, Some(&mut hand_on)).handing_on_each();
    let refusal = read(&request, &line, &mut output).err();
    let (format, notes) = (output.format, std::mem::take(&mut output.notes));
    output.finish();
    let refusal = refusal.map(|refusal| (refusal.kind, refusal.reason));
    teller.say(Message::Done { format, notes, refusal });
    teller.fault.map_or(Ok(()), Err)
}

fn read(request: &Request, line: &Mutex<&mut dyn Line>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let pieces = Pieces { line, piece: Vec::new(), at: 0, is_last: request.is_whole };
    let input = request.head.as_slice().chain(pieces);
    let document = Document::new(input, &request.file_name).map_err(|error| unreadable(&error))?;
    output.format = Some(request.format);
    read_contained(request.format, document, output)
}

/// Says what the reader finds.
struct Teller<'a, 'l> {
    line: &'a Mutex<&'l mut dyn Line>,
    /// Bytes of text that may still go out.
    left: u64,
    cancel: &'a Cancel,
    /// Why nothing can be said any more.
    fault: Option<io::Error>,
}

impl Teller<'_, '_> {
    fn tell(&mut self, gathered: Gathered) {
        if gathered.drafts.is_empty() && gathered.faults.is_empty() {
            self.say(Message::Alive);
        }
        for draft in gathered.drafts {
            let Some(left) = self.left.checked_sub(draft.text.len() as u64) else {
                self.stop_at_limit();
                return;
            };
            self.left = left;
            self.say(Message::Draft(Box::new(draft)));
        }
        for fault in gathered.faults {
            self.say(Message::Fault(fault));
        }
    }

    /// Says once that there is more than may go out, and makes the reader stop.
    fn stop_at_limit(&mut self) {
        if !self.cancel.is_cancelled() {
            self.cancel.cancel();
            let reason = "it holds more text than one file may give; the rest was not read".to_owned();
            self.say(Message::Fault(Fault { member: None, kind: ProblemKind::Limit, reason }));
        }
    }

    fn say(&mut self, message: Message) {
        if self.fault.is_some() {
            return;
        }
        let sent = encode(message).and_then(|frame| lock(self.line).send(&frame));
        if let Err(error) = sent {
            self.fault = Some(error);
            self.cancel.cancel();
        }
    }
}

fn lock<'a, 'l>(line: &'a Mutex<&'l mut dyn Line>) -> std::sync::MutexGuard<'a, &'l mut dyn Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The rest of the document, asked for piece by piece.
struct Pieces<'a, 'l> {
    line: &'a Mutex<&'l mut dyn Line>,
    piece: Vec<u8>,
    at: usize,
    is_last: bool,
}

impl Read for Pieces<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.piece.len() && !self.is_last {
            let more = encode(Message::More)?;
            let mut line = lock(self.line);
            line.send(&more)?;
            self.piece = line.receive()?;
            self.at = 1;
            match self.piece.first() {
                Some(&PIECE_BROKEN) | None => return Err(io::ErrorKind::UnexpectedEof.into()),
                Some(&kind) => self.is_last = kind == PIECE_LAST,
            }
        }
        let mut rest = self.piece.get(self.at..).unwrap_or_default();
        let count = rest.read(buffer)?;
        self.at += count;
        Ok(count)
    }
}
