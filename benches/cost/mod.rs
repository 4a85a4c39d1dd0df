//! What a piece of work cost: time of the processor, time of the clock, memory.

#![allow(dead_code, reason = "every measurement uses its part")]

use std::time::{Duration, Instant};

/// The cost of one piece of work.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// Seconds that this process computed, all threads together; of a program that was started, what that took.
    pub(crate) cpu: f64,
    /// Seconds that passed.
    pub(crate) wall: f64,
}

impl std::ops::AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.cpu += other.cpu;
        self.wall += other.wall;
    }
}

/// Does `work` and tells what it cost.
pub(crate) fn cost_of<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (wall, cpu) = (Instant::now(), processor_time());
    let result = std::hint::black_box(work());
    let cost = Cost { cpu: seconds_since(cpu), wall: wall.elapsed().as_secs_f64() };
    (result, cost)
}

/// The same of work that waits for other programs: their time counts.
pub(crate) fn cost_of_programs<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (wall, cpu) = (Instant::now(), children_time());
    let result = work();
    (result, Cost { cpu: children_time() - cpu, wall: wall.elapsed().as_secs_f64() })
}

fn seconds_since(earlier: Duration) -> f64 {
    processor_time().saturating_sub(earlier).as_secs_f64()
}

#[cfg(target_os = "linux")]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// What this thread has computed.
#[cfg(target_os = "linux")]
pub(crate) fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// Without a clock of the thread, that of the process.
#[cfg(not(target_os = "linux"))]
pub(crate) fn thread_time() -> Duration {
    processor_time()
}

/// Without a clock of the processor, the clock on the wall.
#[cfg(not(target_os = "linux"))]
fn processor_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

/// Seconds that the ended programs took which this one started, in hundredths.
fn children_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_ascii_whitespace();
    fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Bytes of memory in use, 0 where that is not told.
pub(crate) fn memory() -> u64 {
    field_of_status("VmRSS:")
}

/// The most memory in use since it began. Nothing but Linux tells it.
pub(crate) struct Peak;

impl Peak {
    /// Forgets what was most before.
    pub(crate) fn begin() -> Self {
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        Self
    }

    /// Bytes at most since then, 0 where that is not told.
    #[allow(clippy::unused_self, reason = "there is a most only since a beginning")]
    pub(crate) fn bytes(&self) -> u64 {
        field_of_status("VmHWM:")
    }
}

fn field_of_status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_ascii_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// The value below which a share of the values lie; they stand in order.
pub(crate) fn percentile(sorted: &[f64], share: f64) -> f64 {
    let index = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}
