//! Why did a worker end? From what was last heard of it, how the system says it ended, and its last words.

use super::frames::NoFrame;
use super::limits;
use crate::ingest::isolation::Failure;
use std::process::ExitStatus;

/// Where a conversation broke off.
#[derive(Debug)]
pub(super) enum BreakOff {
    /// No frame came, or none could be sent.
    NoFrame(NoFrame),
    /// A frame came that no honest worker sends.
    Distrust(String),
}

/// How the worker failed; `status` where it ended by itself, `last_words` from its error stream.
pub(super) fn failure(break_off: BreakOff, status: Option<ExitStatus>, last_words: &str) -> Failure {
    let why = match break_off {
        BreakOff::Distrust(reason) => return Failure::Garbled(reason),
        BreakOff::NoFrame(why) => why,
    };
    if let Some(failure) = status.and_then(|status| by_signal(status, last_words)) {
        return failure;
    }
    match (why, status) {
        (NoFrame::TooLong(announced), _) => Failure::Garbled(format!("it announced {announced} bytes at once")),
        (NoFrame::CutOff { announced, came }, _) => {
            Failure::Garbled(format!("it announced {announced} bytes and gave {came}"))
        }
        (NoFrame::End | NoFrame::Broken(_), Some(status)) => Failure::Crash(match status.code() {
            Some(code) => format!("it ended by itself with code {code}"),
            None => "it ended by itself".to_owned(),
        }),
        (NoFrame::End | NoFrame::Broken(_), None) => Failure::Garbled("it fell silent before it was done".to_owned()),
    }
}

/// What the signal says that ended the worker.
#[cfg(unix)]
fn by_signal(status: ExitStatus, last_words: &str) -> Option<Failure> {
    use std::os::unix::process::ExitStatusExt;
    const ABORT: i32 = 6;
    const KILL: i32 = 9;
    let memory = Failure::Memory { mebibytes: limits::MEMORY_MEBIBYTES };
    let signal = status.signal()?;
    // The number is the same on all systems, unlike that of the processor's limit.
    Some(if signal == ABORT && last_words.contains("has overflowed its stack") {
        Failure::Stack
    } else if signal == ABORT && last_words.contains("memory allocation of") {
        memory
    } else if signal == processor_limit() {
        Failure::Computing { seconds: limits::COMPUTING_SECONDS }
    } else if signal == KILL {
        Failure::Crash("the system ended it, as it does when memory runs out".to_owned())
    } else {
        Failure::Crash(format!("signal {signal}"))
    })
}

#[cfg(not(unix))]
fn by_signal(_status: ExitStatus, last_words: &str) -> Option<Failure> {
    if last_words.contains("has overflowed its stack") {
        return Some(Failure::Stack);
    }
    let is_memory = last_words.contains("memory allocation of");
    is_memory.then_some(Failure::Memory { mebibytes: limits::MEMORY_MEBIBYTES })
}

/// `SIGXCPU`.
#[cfg(unix)]
fn processor_limit() -> i32 {
    24
}
