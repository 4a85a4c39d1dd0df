//! eframe, dialogs, fonts, window.
