//! The worker's own loop: says that it is there, then answers one request after the other until nobody asks any more.

use super::cage;
use super::frames::{NoFrame, read_frame, write_frame};
use crate::ingest::isolation::{FRAME_LIMIT_BYTES, Line, answer};
use std::io::{self, BufReader, BufWriter, Stdin, Stdout};
use std::process::ExitCode;

/// The first frame of every worker, with a byte behind it for its [`cage::Layers`]. Changes with what is said.
pub(super) const HELLO: &[u8] = b"parallax worker 1";

/// Is a worker until the standard input ends. For a process that was started with [`super::FLAG`] and nothing else.
pub fn serve() -> ExitCode {
    // What a panic says may hold words of the document: nobody is told.
    std::panic::set_hook(Box::new(|_| {}));
    let mut pipes = Pipes {
        input: BufReader::with_capacity(64 * 1024, io::stdin()),
        output: BufWriter::with_capacity(64 * 1024, io::stdout()),
    };
    let layers = cage::lock_up();
    match answer_all(&mut pipes, layers) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer_all(pipes: &mut Pipes, layers: cage::Layers) -> io::Result<()> {
    #[cfg(debug_assertions)]
    let is_double = std::env::args().nth(2).is_some_and(|argument| argument == super::double::FLAG);
    pipes.send(&[HELLO, &[layers.0]].concat())?;
    while let Some(request) = pipes.next()? {
        cage::renew_computing();
        #[cfg(debug_assertions)]
        if is_double {
            super::double::obey(&request, pipes)?;
        }
        answer(&request, pipes)?;
    }
    Ok(())
}

/// Both ends of the conversation.
pub(super) struct Pipes {
    input: BufReader<Stdin>,
    pub(super) output: BufWriter<Stdout>,
}

impl Pipes {
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
