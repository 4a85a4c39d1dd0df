//! Asking before a file is replaced that is there already.

use super::theme::tokens;
use egui::{RichText, Ui};
use std::path::{Path, PathBuf};

/// What has been asked and said about replacing a file.
#[derive(Debug, Default)]
pub struct Replacing {
    /// The file that is asked about here.
    asked: Option<PathBuf>,
    /// The file that the desktop's dialog has asked about.
    agreed: Option<PathBuf>,
}

impl Replacing {
    /// May this be written? Where something is there already, only when it is asked for the second time.
    pub(super) fn may_write(&mut self, path: &Path) -> bool {
        if self.is_asking(path) || self.agreed.as_deref() == Some(path) || !path.exists() {
            return true;
        }
        self.asked = Some(path.to_owned());
        false
    }

    /// The desktop's dialog has asked about this file.
    pub fn agree(&mut self, path: &Path) {
        self.agreed = Some(path.to_owned());
    }

    /// Is it this file that is asked about?
    pub(super) fn is_asking(&self, path: &Path) -> bool {
        self.asked.as_deref() == Some(path)
    }

    /// The question, where there is one.
    pub(super) fn question_ui(&self, ui: &mut Ui, path: &Path) {
        if self.is_asking(path)
            && let Some(name) = path.file_name()
        {
            let text = format!("“{}” is there already. Replace it, or choose another name.", name.display());
            ui.label(RichText::new(text).color(tokens(ui).failed));
        }
    }
}
