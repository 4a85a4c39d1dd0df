//! A long computation with its progress on the error stream.

use super::streams::Streams;
use crate::work::Progress;
use std::time::Duration;

/// Between two looks at how far it is.
const TICK: Duration = Duration::from_millis(100);

/// Does `work`, and shows how far it is where a person watches and a thread is free to: not with `--jobs`, whose threads all
/// work.
pub(super) fn watched<T: Send>(
    what: &'static str,
    streams: &mut Streams<'_>,
    work: impl FnOnce(&Progress) -> T + Send,
) -> Option<T> {
    let progress = Progress::new();
    if !streams.is_error_terminal || rayon::current_thread_index().is_some() {
        return Some(work(&progress));
    }
    let (sender, receiver) = crossbeam_channel::bounded(1);
    let working = progress.clone();
    let done = rayon::in_place_scope(|scope| {
        scope.spawn(move |_| drop(sender.send(work(&working))));
        loop {
            match receiver.recv_timeout(TICK) {
                Ok(done) => return Some(done),
                Err(crossbeam_channel::RecvTimeoutError::Timeout) => streams.show_progress(what, progress.count()),
                // It panicked, and so will the end of the scope.
                Err(crossbeam_channel::RecvTimeoutError::Disconnected) => return None,
            }
        }
    });
    streams.end_progress();
    done
}
