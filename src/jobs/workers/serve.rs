//! The worker's own loop: says that it is there, then answers one request after the other until nobody asks any more.

use super::cage;
use super::pipes::Pipes;
use crate::ingest::isolation::{Line, answer};
use std::io;
use std::process::ExitCode;

/// The first frame of every worker, with a byte behind it for its [`cage::Layers`]. Changes with what is said.
pub(super) const HELLO: &[u8] = b"parallax worker 1";

/// Is a worker until the standard input ends. For a process that was started with [`super::FLAG`] and nothing else.
pub fn serve() -> ExitCode {
    // What a panic says may hold words of the document: nobody is told.
    std::panic::set_hook(Box::new(|_| {}));
    let mut pipes = Pipes::new();
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
