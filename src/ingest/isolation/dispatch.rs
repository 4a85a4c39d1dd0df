//! Our side: a document goes to a worker, drafts and faults come back and are looked at before they are believed.

use super::messages::{
    Message, PIECE_BROKEN, PIECE_BYTES, PIECE_LAST, PIECE_MORE, Request, cut, decode, text_limit_bytes,
};
use super::{Failure, IsolatedTask, Isolation, Reply};
use crate::ingest::Format;
use crate::ingest::document::Document;
use crate::ingest::open::{Refusal, unreadable};
use crate::ingest::readers::{MOST_FAULTS, Output};
use std::io::{self, Read};

/// Bytes of a file name that a worker is told.
const FILE_NAME_BYTES: usize = 255;

/// How often a worker may say that it is still at it.
const MOST_ALIVE: usize = 100_000;

/// A document that is to be parsed elsewhere.
pub(in crate::ingest) struct Sealed<'a> {
    pub(in crate::ingest) format: Format,
    /// Name of the file without its folders.
    pub(in crate::ingest) file_name: String,
    pub(in crate::ingest) size_bytes: u64,
    pub(in crate::ingest) document: Document<'a>,
}

/// Has a document parsed by a worker. `again` opens it a second time, should the first worker fail.
///
/// What the worker gave before it failed is kept; a second one goes on behind it, because readers give the same
/// drafts in the same order each time.
pub(in crate::ingest) fn parse(
    sealed: Sealed<'_>,
    again: &dyn Fn() -> Result<Document<'static>, Refusal>,
    isolation: &dyn Isolation,
    output: &mut Output<'_>,
) -> Result<(), Refusal> {
    let Sealed { format, mut file_name, size_bytes, document } = sealed;
    cut(&mut file_name, FILE_NAME_BYTES);
    let mut received = Received::new(size_bytes, output);
    let (first, rest) = request(format, &file_name, size_bytes, document);
    let failure = match received.converse(isolation, &first, rest, false) {
        Ok(outcome) => return outcome,
        Err(failure) => failure,
    };
    let failure = if failure.is_worth_repeating() && !received.output.is_cancelled() {
        let (second, rest) = request(format, &file_name, size_bytes, again()?);
        match received.converse(isolation, &second, rest, true) {
            Ok(outcome) => return outcome,
            Err(failure) => failure,
        }
    } else {
        failure
    };
    if failure == Failure::Stopped {
        return Ok(());
    }
    Err(failure.refusal(format, received.output.draft_count()))
}

type Rest<'a> = Option<Box<dyn Read + Send + 'a>>;

fn request<'a>(format: Format, file_name: &str, size_bytes: u64, document: Document<'a>) -> (Vec<u8>, Rest<'a>) {
    let (head, rest) = document.into_parts();
    let request = Request { format, file_name: file_name.to_owned(), size_bytes, head, is_whole: rest.is_none() };
    // Writing into memory what consists of numbers and bytes cannot fail.
    (postcard::to_allocvec(&request).unwrap_or_default(), rest)
}

/// What has come from the workers that were given a document.
struct Received<'o, 'a> {
    output: &'o mut Output<'a>,
    size_bytes: u64,
    /// Drafts and faults that the output has.
    draft_count: usize,
    fault_count: usize,
    /// Why the document itself could not be read to its end, if so: the disk's word counts, not the worker's.
    broken: Option<io::Error>,
}

impl<'o, 'a> Received<'o, 'a> {
    fn new(size_bytes: u64, output: &'o mut Output<'a>) -> Self {
        Self { output, size_bytes, draft_count: 0, fault_count: 0, broken: None }
    }

    /// Talks to one worker until it is done: what it says of the document as a whole, or how it failed.
    fn converse(
        &mut self,
        isolation: &dyn Isolation,
        request: &[u8],
        mut rest: Rest<'_>,
        is_repeated: bool,
    ) -> Result<Result<(), Refusal>, Failure> {
        let mut told = Told::default();
        let mut outcome = Ok(());
        let cancel = self.output.cancel().clone();
        let task = IsolatedTask { request, size_bytes: self.size_bytes, is_repeated, cancel: &cancel };
        isolation.converse(&task, &mut |frame| {
            self.hear(frame, &mut told, &mut rest, &mut outcome)
                .unwrap_or_else(|reason| Reply::Distrust(reason.to_owned()))
        })?;
        Ok(match self.broken.take() {
            Some(error) => Err(unreadable(&error)),
            None => outcome,
        })
    }

    fn hear(
        &mut self,
        frame: &[u8],
        told: &mut Told,
        rest: &mut Rest<'_>,
        outcome: &mut Result<(), Refusal>,
    ) -> Result<Reply, &'static str> {
        told.bytes += frame.len() as u64;
        if told.bytes > text_limit_bytes(self.size_bytes) + super::FRAME_LIMIT_BYTES as u64 {
            return Err("it gave more than a document of this size can hold");
        }
        match decode(frame)? {
            Message::More => {
                let rest = rest.as_mut().ok_or("it asked for more than there is")?;
                return Ok(Reply::Send(self.piece(rest)));
            }
            Message::Alive => {
                told.alive += 1;
                if told.alive > MOST_ALIVE {
                    return Err("it only says that it is still at it");
                }
            }
            Message::Draft(draft) => {
                told.drafts += 1;
                if told.drafts > self.draft_count {
                    self.draft_count = told.drafts;
                    self.output.draft(*draft);
                }
            }
            Message::Fault(fault) => {
                told.faults += 1;
                if told.faults > MOST_FAULTS {
                    return Err("it found more faults than it may tell");
                }
                if told.faults > self.fault_count {
                    self.fault_count = told.faults;
                    self.output.pass_on(fault);
                }
            }
            Message::Done { format, notes, refusal } => {
                self.output.format = format.or(self.output.format);
                self.output.notes.extend(notes);
                *outcome = refusal.map_or(Ok(()), |(kind, reason)| Err(Refusal { kind, reason }));
                return Ok(Reply::Done);
            }
        }
        Ok(Reply::GoOn)
    }

    /// The next piece of the document as a frame.
    fn piece(&mut self, rest: &mut dyn Read) -> Vec<u8> {
        let mut frame = Vec::with_capacity(PIECE_BYTES + 1);
        frame.push(PIECE_MORE);
        let kind = match rest.take(PIECE_BYTES as u64).read_to_end(&mut frame) {
            Ok(count) if count < PIECE_BYTES => PIECE_LAST,
            Ok(_) => PIECE_MORE,
            Err(error) => {
                self.broken = Some(error);
                PIECE_BROKEN
            }
        };
        if let Some(first) = frame.first_mut() {
            *first = kind;
        }
        frame
    }
}

/// What one worker has said so far.
#[derive(Default)]
struct Told {
    bytes: u64,
    drafts: usize,
    faults: usize,
    alive: usize,
}
