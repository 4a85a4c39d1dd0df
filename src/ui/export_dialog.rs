//! What has been chosen in the dialog of exporting. Painting it is left to [`super::dialogs::export`].

use super::paths::{path_of, proposed_path};
use super::replacing::Replacing;
use crate::events::EventId;
use crate::export::{Chosen, Format, Options};
use crate::session::Snapshot;
use crate::session::export_request::{ExportArticles, ExportRequest};

/// Exporting: what has been chosen. It begins as the last export was.
#[derive(Debug)]
pub struct ExportDialog {
    pub(super) format: Format,
    pub(super) articles: ExportArticles,
    pub(super) options: Options,
    /// Where to, as typed.
    pub path: String,
    /// Whether it may be replaced.
    pub replacing: Replacing,
    /// Picked rows among those that the filters leave, counted when the dialog was opened.
    pub(super) picked_count: usize,
    /// Which articles were last asked to be counted, of which rows.
    pub(super) asked: Option<(ExportArticles, u64)>,
    pub(super) has_been_shown: bool,
}

impl ExportDialog {
    /// Proposes what the filters leave, or the picked rows where there are any.
    pub fn new(snapshot: &Snapshot) -> Self {
        let habits = &snapshot.settings.export;
        let picked_count = snapshot.picked_rows().len();
        let chosen = if picked_count > 1 { Chosen::Picked } else { Chosen::Filtered };
        // As rows are shown: folded where stories count.
        let folds_copies = snapshot.view.filter.stories.is_some();
        let articles = ExportArticles { chosen, tag: None, event_id: snapshot.view.event_id, folds_copies };
        let format = habits.format();
        let name = format.with_ending("parallax-export".as_ref());
        let folder = habits.folder.as_ref().filter(|folder| folder.is_dir());
        let path = match folder {
            Some(folder) => folder.join(name).display().to_string(),
            None => proposed_path(&name.to_string_lossy()),
        };
        let options = habits.options();
        let replacing = Replacing::default();
        Self { format, articles, options, path, replacing, picked_count, asked: None, has_been_shown: false }
    }

    /// Proposes the articles that tell of an event.
    pub fn of_event(snapshot: &Snapshot, event_id: EventId) -> Self {
        let mut dialog = Self::new(snapshot);
        dialog.articles.chosen = Chosen::Event;
        dialog.articles.event_id = Some(event_id);
        dialog
    }

    pub(super) fn set_format(&mut self, format: Format) {
        self.format = format;
        let path = format.with_ending(&path_of(&self.path));
        self.path = path.display().to_string();
    }

    /// The articles whose count has not been asked for yet.
    pub(super) fn ask_next(&mut self, snapshot: &Snapshot) -> Option<ExportArticles> {
        let asked = (self.articles.clone(), snapshot.view.rows_generation);
        if self.asked.as_ref() == Some(&asked) {
            return None;
        }
        self.asked = Some(asked);
        Some(self.articles.clone())
    }

    pub(super) fn request(&self) -> ExportRequest {
        ExportRequest {
            path: path_of(&self.path),
            format: self.format,
            articles: self.articles.clone(),
            options: self.options,
        }
    }
}
