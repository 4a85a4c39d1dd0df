//! A worker's two ends of the conversation: its standard input and output.

use super::cage;
use super::frames::{NoFrame, read_frame, write_frame};
use crate::ingest::isolation::{FRAME_LIMIT_BYTES, Line};
use std::io::{self, BufReader, BufWriter, Stdin, Stdout};

/// Both ends of the conversation.
pub(super) struct Pipes {
    input: BufReader<Stdin>,
    pub(super) output: BufWriter<Stdout>,
}

impl Pipes {
    /// Those that the process was started with.
    pub(super) fn new() -> Self {
        Self {
            input: BufReader::with_capacity(64 * 1024, io::stdin()),
            output: BufWriter::with_capacity(64 * 1024, io::stdout()),
        }
    }

    /// The next frame, nothing when there are no more.
    pub(super) fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut frame = Vec::new();
        match read_frame(&mut self.input, FRAME_LIMIT_BYTES, &mut frame) {
            Ok(()) => Ok(Some(frame)),
            Err(NoFrame::End) => Ok(None),
            Err(NoFrame::Broken(error)) => Err(error),
            Err(NoFrame::CutOff { .. } | NoFrame::TooLong(_)) => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

impl Line for Pipes {
    fn send(&mut self, frame: &[u8]) -> io::Result<()> {
        write_frame(&mut self.output, frame)?;
        // Whoever gives something may go on computing.
        cage::renew_computing();
        Ok(())
    }

    fn receive(&mut self) -> io::Result<Vec<u8>> {
        self.next()?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}
