//! How does the window keep the processor when everything else wants it?
//!
//! Threads that compute for long give way to it: where the system schedules threads one by one (Linux), they are a few
//! steps "nicer" than the program was started. Sorting a million rows on a machine of two cores held single frames up for
//! 110 ms before.

/// Steps of niceness: about a third of what a thread of the window gets when both compute.
#[cfg(target_os = "linux")]
const STEPS: i32 = 5;

/// Lets the calling thread give way to the window's; for good. Without effect where the system does not let it.
pub(super) fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(STEPS);
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
            give_way();
            niceness()
        });
        assert_eq!(given_way.join().expect("it ends"), (before + STEPS).min(19));
        assert_eq!(niceness(), before);
    }
}
