//! The only mutable state: actions in, snapshots out. Runs without a window.
//!
//! [`Session::apply`] takes an [`Action`] and gives [`Effect`]s for others to carry out; [`Session::absorb`] takes what
//! they report; [`Session::snapshot`] is what everyone else sees. In reading order: [`action`], [`effect`], [`report`],
//! [`snapshot`], [`change`], [`corrections`] and [`marked`] (the user's changes as they stand), [`state`] (the dispatch), and what each kind of action does: [`opening`], [`packing`], [`keeping`], [`cataloguing`], [`filtering`], [`layout`], `leaving` (what is shown no more), [`listing_hits`], [`copies`], [`who_else`], [`quoting`], [`selecting`],
//! [`reading`], [`correcting`], [`marking`] (of very many articles in `portions`, [`portioned`] by a job), `colouring` (of tags), [`viewing`], [`exporting`] (with [`export_request`], [`export_scope`], [`export_task`] and [`export_habits`]), `restoring` (of an export), [`accounting`], [`refreshing`], [`mapping`], [`saving`], [`carrying`] (as a [`work_file`]). [`overlay`] does for the command line what the session does for the window. What outlives the program: [`store`] (the user's own work), [`cache`] (what was read) and
//! [`settings`] (the user's habits). What is told of the program itself, without a word of an article: [`log`], [`crash`]. What others have made of it: [`licences`]. [`clock`] is the only place that reads the time.

pub mod accounting;
pub mod action;
pub mod cache;
pub mod carrying;
pub mod cataloguing;
pub mod change;
pub mod clock;
mod colouring;
pub mod copies;
pub mod correcting;
pub mod corrections;
pub mod crash;
pub mod effect;
pub mod events;
pub mod export_habits;
pub mod export_request;
pub mod export_scope;
pub mod export_task;
pub mod exporting;
pub mod filtering;
pub mod keeping;
pub mod layout;
mod leaving;
pub mod licences;
pub mod listing_hits;
pub mod log;
pub mod mapping;
pub mod marked;
pub mod marking;
pub mod opening;
pub mod overlay;
pub mod packing;
mod pending;
pub mod portioned;
mod portions;
mod private_file;
pub mod quoting;
pub mod reading;
pub mod refreshing;
pub mod report;
mod restoring;
#[cfg(test)]
mod sample;
pub mod saving;
pub mod selecting;
pub mod settings;
pub mod snapshot;

pub mod state;
pub mod store;
pub mod table_columns;
pub mod viewing;
pub mod who_else;
pub mod work_file;

pub use crate::search::sorting::{Column, Sort, SortKey};
pub use action::{Action, Habit, SelectMode};
pub use effect::{DesktopRequest, Effect, Task};
pub use report::Report;
pub use settings::{MiddleView, Settings, Theme};
pub use snapshot::{Notice, NoticeLevel, Origin, Reader, ReaderColumn, ReportPage, Snapshot, TablePage};
pub use state::Session;
pub use table_columns::TableColumns;
