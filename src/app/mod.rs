//! eframe, dialogs, fonts, window: the shell around the workbench.
//!
//! [`workbench`] (session, jobs and the window's memory in one hand; `failures`: when a frame fails), [`native`] (the eframe window),
//! [`pickers`] (the desktop's own dialogs), [`fonts`].

mod failures;
pub mod fonts;
pub mod native;
pub mod pickers;
pub mod workbench;

pub use native::run;
pub use workbench::{Folders, Workbench};
