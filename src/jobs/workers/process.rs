//! One worker, seen from outside: started, talked to, ended.

use super::cage::Layers;
use super::ending::{self, BreakOff};
use super::frames::{NoFrame, read_frame, write_frame};
use super::serve::HELLO;
use super::watchdog::{Watch, Watchdog};
use super::{SharedChild, lock};
use crate::ingest::isolation::{FRAME_LIMIT_BYTES, Failure, Reply};
use crossbeam_channel::{Receiver, bounded};
use std::collections::VecDeque;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Bytes of what a worker says last on its error stream that are kept.
const LAST_WORDS_BYTES: usize = 4096;

/// Frames above this size do not stay in memory when they have been heard.
const KEPT_BYTES: usize = 1024 * 1024;

/// How long a worker that has closed its answer gets to end by itself.
const GRACE: Duration = Duration::from_secs(1);

/// One worker. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Process {
    child: SharedChild,
    /// Nothing once it is to end.
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    last_words: LastWords,
    frame: Vec<u8>,
    /// What it has locked itself up with.
    pub(super) layers: Layers,
    /// Documents that it was given.
    pub(super) document_count: usize,
}

impl Process {
    /// Starts a worker and waits until it says that it is there.
    ///
    /// # Errors
    /// Why there is none, for people.
    pub(super) fn start(program: &Path, arguments: &[&str], watchdog: &Watchdog) -> Result<Self, String> {
        let not_started = |error: io::Error| format!("none could be started: {error}");
        let mut child = command(program, arguments).spawn().map_err(not_started)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let child = Arc::new(Mutex::new(child));
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err("none could be started: it has no pipes".to_owned());
        };
        let last_words = LastWords::of(stderr).map_err(not_started)?;
        let stdout = BufReader::with_capacity(64 * 1024, stdout);
        let mut process = Self {
            child,
            stdin: Some(stdin),
            stdout,
            last_words,
            frame: Vec::new(),
            layers: Layers::default(),
            document_count: 0,
        };
        let watch = watchdog.watch_start(process.child());
        let heard = read_frame(&mut process.stdout, HELLO.len() + 1, &mut process.frame);
        drop(watch);
        if heard.is_ok()
            && let Some(&[layers]) = process.frame.strip_prefix(HELLO)
        {
            process.layers = Layers(layers);
            return Ok(process);
        }
        let failure = process.end(BreakOff::Distrust("it does not say what a worker says first".to_owned()), None);
        Err(format!("none could be started: {failure}"))
    }

    /// The child, for the watchdog.
    pub(super) fn child(&self) -> SharedChild {
        self.child.clone()
    }

    /// Sends a request and hears the answers until `listen` has heard enough.
    pub(super) fn converse(
        &mut self,
        request: &[u8],
        listen: &mut dyn FnMut(&[u8]) -> Reply,
        watch: &Watch<'_>,
    ) -> Result<(), BreakOff> {
        self.document_count += 1;
        self.send(request)?;
        loop {
            read_frame(&mut self.stdout, FRAME_LIMIT_BYTES, &mut self.frame).map_err(BreakOff::NoFrame)?;
            watch.word();
            let reply = listen(&self.frame);
            if self.frame.capacity() > KEPT_BYTES {
                self.frame = Vec::new();
            }
            match reply {
                Reply::GoOn => {}
                Reply::Send(frame) => {
                    self.send(&frame)?;
                    watch.word();
                }
                Reply::Done => return Ok(()),
                Reply::Distrust(reason) => return Err(BreakOff::Distrust(reason)),
            }
        }
    }

    fn send(&mut self, frame: &[u8]) -> Result<(), BreakOff> {
        let Some(stdin) = &mut self.stdin else { return Err(BreakOff::NoFrame(NoFrame::End)) };
        // A pipe that nobody reads any more tells that the worker has ended; how, its end tells.
        write_frame(stdin, frame).map_err(|error| BreakOff::NoFrame(NoFrame::Broken(error)))
    }

    /// Ends the worker and says how it failed: as the watchdog judged, or as its end shows.
    pub(super) fn end(mut self, break_off: BreakOff, verdict: Option<Failure>) -> Failure {
        self.stdin = None;
        let status = self.status(&break_off);
        let last_words = self.last_words.take();
        verdict.unwrap_or_else(|| ending::failure(break_off, status, &last_words))
    }

    /// How the worker ended, if it did so by itself; it is over afterwards.
    fn status(&self, break_off: &BreakOff) -> Option<ExitStatus> {
        let deadline = Instant::now() + GRACE;
        let mut child = lock(&self.child);
        // One that is distrusted is still running: nothing it does now counts.
        while matches!(break_off, BreakOff::NoFrame(why) if !matches!(why, NoFrame::TooLong(_))) {
            match child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(2)),
                Ok(None) | Err(_) => break,
            }
        }
        end(&mut child);
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stdin = None;
        end(&mut lock(&self.child));
    }
}

/// Ends a child that may have ended already.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn command(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // Nothing of the user's surroundings is a parser's business.
        command.arg0("parallax").env_clear().current_dir("/");
    }
    command
}

/// What a worker said last on its error stream. It is read all the time, so that the worker never waits for a reader.
#[derive(Debug)]
struct LastWords(Receiver<String>);

impl LastWords {
    #[allow(clippy::disallowed_methods, reason = "threads start here")]
    fn of(mut stderr: ChildStderr) -> io::Result<Self> {
        let (sender, receiver) = bounded(1);
        let read = move || {
            let mut words = VecDeque::new();
            let mut buffer = [0; 1024];
            while let Ok(count) = stderr.read(&mut buffer)
                && count > 0
            {
                words.extend(buffer.get(..count).unwrap_or_default());
                let too_many = words.len().saturating_sub(LAST_WORDS_BYTES);
                words.drain(..too_many);
            }
            // Nobody asks for the words of a worker that ends well.
            let _ = sender.send(String::from_utf8_lossy(words.make_contiguous()).into_owned());
        };
        std::thread::Builder::new().name("last words".to_owned()).spawn(read)?;
        Ok(Self(receiver))
    }

    /// What was said by a worker that is over.
    fn take(&self) -> String {
        self.0.recv_timeout(GRACE).unwrap_or_default()
    }
}
