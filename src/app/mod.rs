//! eframe, dialogs, fonts, window.

pub mod fonts;
