//! The only place that reads the time. Everything else is handed it.

use chrono::{DateTime, Utc};

/// Tells the time; a test passes its own.
pub type Clock = fn() -> DateTime<Utc>;

/// The machine's clock.
#[allow(clippy::disallowed_methods, reason = "this is the one clock that the rest is handed")]
pub fn system() -> DateTime<Utc> {
    Utc::now()
}
