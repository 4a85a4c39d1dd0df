//! Parallax: who says what, about which event, when, and how do the accounts differ?
//!
//! The layers in order, each using only those above it. `ARCHITECTURE.md` is the map; `tests/architecture.rs` keeps it
//! true.

pub mod text;

pub mod time;

pub mod work;

pub mod corpus;

pub mod ingest;

pub mod events;

pub mod compare;

pub mod search;

pub mod export;

pub mod session;

pub mod jobs;

pub mod cli;

#[cfg(feature = "window")]
pub mod ui;

#[cfg(feature = "window")]
pub mod app;
