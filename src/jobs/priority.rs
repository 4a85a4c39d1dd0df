//! How does the window keep the processor when everything else wants it?
//!
//! Threads that compute for long give way to it: where the system schedules threads one by one (Linux), they are a few
//! steps "nicer" than the program was started. Sorting a million rows on a machine of two cores held single frames up for
//! 110 ms before.

/// To whom a thread gives way, in steps of niceness.
#[derive(Clone, Copy, Debug)]
pub(super) enum GiveWay {
    /// The window: about a third of what its thread gets when both compute.
    ToWindow = 5,
    /// All others too: half of what they get. Reading is the longest work, of several threads; what was read is laid out and
    /// indexed meanwhile, and does not fall behind.
    ToAll = 8,
}

/// Lets the calling thread give way, for good. Without effect where the system does not let it.
pub(super) fn give_way(to: GiveWay) {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(to as i32);
    #[cfg(not(target_os = "linux"))]
    let _ = to;
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "niceness is a thread's own and cannot be taken back")]
    fn a_thread_gives_way_and_no_other_does() {
        let niceness = || rustix::process::getpriority_process(None).expect("a niceness");
        let before = niceness();
        let given_way = std::thread::spawn(move || {
            give_way(GiveWay::ToWindow);
            niceness()
        });
        assert_eq!(given_way.join().expect("it ends"), (before + GiveWay::ToWindow as i32).min(19));
        assert_eq!(niceness(), before);
    }
}
