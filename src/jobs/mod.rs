//! Threads, and only here: one running, newest wanted, cancel by drop.
