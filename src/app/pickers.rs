//! The desktop's own dialogs, each waited for on a thread so that the window goes on painting.

use crate::export::Format;
use crate::jobs::ask;
use crate::session::work_file;
use crossbeam_channel::Receiver;
use std::path::PathBuf;

/// What a dialog answered.
#[derive(Debug)]
pub enum Picked {
    /// Open these.
    Open(Vec<PathBuf>),
    /// Export to this file.
    ExportTo(PathBuf),
    /// Write the import report to this file.
    ReportTo(PathBuf),
    /// Save or merge this file of work.
    Work(PathBuf),
    /// Cancelled, or the desktop has no dialog to show.
    Nothing,
}

/// A dialog that is being waited for.
#[derive(Debug)]
pub struct Picking(Receiver<Picked>);

impl Picking {
    /// Asks for a folder.
    pub fn folder(ctx: egui::Context) -> Self {
        Self(ask(
            move || ctx.request_repaint(),
            || {
                let picked = rfd::FileDialog::new().set_title("Open a folder of articles").pick_folder();
                picked.map_or(Picked::Nothing, |folder| Picked::Open(vec![folder]))
            },
        ))
    }

    /// Asks for files.
    pub fn files(ctx: egui::Context) -> Self {
        Self(ask(
            move || ctx.request_repaint(),
            || {
                let picked = rfd::FileDialog::new().set_title("Open articles").pick_files();
                picked.map_or(Picked::Nothing, Picked::Open)
            },
        ))
    }

    /// Asks for a file to write to.
    pub fn export_path(ctx: egui::Context, format: Format) -> Self {
        Self(ask(
            move || ctx.request_repaint(),
            move || {
                let name = format.with_ending("parallax-export".as_ref());
                let mut dialog = rfd::FileDialog::new().set_title("Export").set_file_name(name.to_string_lossy());
                if !format.is_folder() {
                    dialog = dialog.add_filter(format.name(), &[format.extension()]);
                }
                dialog.save_file().map_or(Picked::Nothing, Picked::ExportTo)
            },
        ))
    }

    /// Asks for a file of work.
    pub fn work(ctx: egui::Context, is_merging: bool) -> Self {
        Self(ask(
            move || ctx.request_repaint(),
            move || {
                let dialog = rfd::FileDialog::new().add_filter("Parallax work", &[work_file::ENDING]);
                let picked = if is_merging {
                    dialog.set_title("Merge work").pick_file()
                } else {
                    dialog.set_title("Save work").set_file_name(format!("mine.{}", work_file::ENDING)).save_file()
                };
                picked.map_or(Picked::Nothing, Picked::Work)
            },
        ))
    }

    /// Asks for a file to write the import report to.
    pub fn report_path(ctx: egui::Context) -> Self {
        Self(ask(
            move || ctx.request_repaint(),
            || {
                let dialog = rfd::FileDialog::new()
                    .set_title("Export the import report")
                    .add_filter("CSV", &["csv"])
                    .add_filter("JSON Lines", &["jsonl"])
                    .set_file_name("import-report.csv");
                dialog.save_file().map_or(Picked::Nothing, Picked::ReportTo)
            },
        ))
    }

    /// The answer, once there is one.
    pub fn answer(&self) -> Option<Picked> {
        match self.0.try_recv() {
            Ok(picked) => Some(picked),
            Err(crossbeam_channel::TryRecvError::Empty) => None,
            Err(crossbeam_channel::TryRecvError::Disconnected) => Some(Picked::Nothing),
        }
    }
}
