//! Snapshot in, actions out.
