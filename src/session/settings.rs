//! The user's habits: theme, zoom, layout, folders opened before. One JSON file, replaced whole.

use super::export_habits::ExportHabits;
use super::private_file;
use super::table_columns::TableColumns;
use crate::events::LanesBy;
use crate::export::file::folder_of;
use crate::ingest::ColumnMaps;
use crate::search::sorting::Sort;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How many folders are remembered.
const MOST_RECENT: usize = 12;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the desktop says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As the menu calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "As the desktop",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// How the window looks beside being light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Black and white, with edges that are seen.
    pub has_high_contrast: bool,
    /// Rows and buttons closer to each other.
    pub is_compact: bool,
    /// Nothing moves by itself.
    pub has_less_motion: bool,
}

/// What the timeline shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimelineHabits {
    /// What its lanes stand for.
    pub lanes_by: LanesBy,
    /// Whether the plane of days published and referred to stands in place of the lanes.
    pub shows_plane: bool,
}

/// What stands in the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MiddleView {
    /// The articles.
    #[default]
    Table,
    /// Every hit of the query in its surroundings.
    Hits,
    /// Who is quoted saying what in several articles.
    Quotations,
    /// Who else says the passage that was asked for.
    WhoElse,
}

impl MiddleView {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Table, Self::Hits, Self::Quotations, Self::WhoElse];

    /// As the window calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::Hits => "Hits in context",
            Self::Quotations => "Quotations",
            Self::WhoElse => "Who else",
        }
    }
}

/// A panel that can be hidden and resized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PanelName {
    /// The filters, left.
    Filters,
    /// The timeline, below the table.
    Timeline,
    /// The reader, right.
    Reader,
    /// The table, in the middle: hidden while the reader fills the window.
    Table,
}

impl PanelName {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Filters => "Filters",
            Self::Timeline => "Timeline",
            Self::Reader => "Reader",
            Self::Table => "Table",
        }
    }
}

/// The user's habits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Contrast, density, motion.
    pub look: Look,
    /// Everything scaled by this factor.
    pub zoom: f32,
    /// Width and height of the window, in points before zooming.
    pub window_size: Option<[f32; 2]>,
    /// Panels that are hidden.
    pub hidden_panels: Vec<PanelName>,
    /// Which share of the window each panel takes, from 0 to 1; panels that are not named have their usual one.
    pub panel_shares: BTreeMap<PanelName, f32>,
    /// Folders and files opened before, the latest first.
    pub recent: Vec<PathBuf>,
    /// What was open last; opened again at the next start.
    pub last_opened: Vec<PathBuf>,
    /// Order of the table.
    pub sort: Sort,
    /// The columns of the table.
    pub columns: TableColumns,
    /// What the timeline shows.
    pub timeline: TimelineHabits,
    /// What stands in the middle.
    pub middle: MiddleView,
    /// Whether copies are folded, so that stories count.
    pub counts_stories: bool,
    /// Whether the tour has been taken or skipped.
    pub has_seen_tour: bool,
    /// Whether changes in an open folder are noticed.
    pub watches_folder: bool,
    /// How was last exported.
    pub export: ExportHabits,
    /// What the columns of tables are, by their names.
    pub column_maps: ColumnMaps,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            look: Look::default(),
            zoom: 1.0,
            window_size: None,
            hidden_panels: Vec::new(),
            panel_shares: BTreeMap::new(),
            recent: Vec::new(),
            last_opened: Vec::new(),
            sort: Sort::default(),
            columns: TableColumns::default(),
            timeline: TimelineHabits::default(),
            middle: MiddleView::default(),
            counts_stories: false,
            has_seen_tour: false,
            watches_folder: true,
            export: ExportHabits::default(),
            column_maps: ColumnMaps::default(),
        }
    }
}

impl Settings {
    /// Reads the settings; a missing or damaged file gives the defaults.
    pub fn load(path: &Path) -> Self {
        std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Reads the settings. A file that is there and cannot be understood is kept under another name, and told of: the
    /// settings that are written next would take its place.
    pub fn load_or_set_aside(path: &Path) -> (Self, Option<String>) {
        let reason = match std::fs::read(path).map(|bytes| serde_json::from_slice(&bytes)) {
            Ok(Ok(settings)) => return (settings, None),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (Self::default(), None),
            Ok(Err(error)) => error.to_string(),
            Err(error) => error.to_string(),
        };
        let aside = path.with_extension("damaged.json");
        let kept = match std::fs::rename(path, &aside) {
            Ok(()) => format!("kept as {}", aside.display()),
            Err(error) => format!("not kept: {error}"),
        };
        let fault =
            format!("The settings could not be read and are as at first start: {reason} ({}, {kept})", path.display());
        (Self::default(), Some(fault))
    }

    /// The file that the settings are usually kept in; nothing where there is no home folder.
    pub fn usual_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "parallax").map(|known| known.config_dir().join("settings.json"))
    }

    /// Writes the settings beside their place and puts them there in one step.
    ///
    /// # Errors
    /// What the file system says, with the path.
    pub fn save(&self, path: &Path) -> Result<(), SettingsError> {
        let fault = |source| SettingsError { path: path.to_owned(), source };
        std::fs::create_dir_all(folder_of(path)).map_err(fault)?;
        private_file::replace(path, |out| Ok(serde_json::to_writer_pretty(out, self)?)).map_err(fault)
    }

    /// True when a panel is shown.
    pub fn shows(&self, panel: PanelName) -> bool {
        !self.hidden_panels.contains(&panel)
    }

    /// Puts paths in front of the list of recent ones.
    pub fn remember(&mut self, paths: &[PathBuf]) {
        for path in paths.iter().rev() {
            self.recent.retain(|known| known != path);
            self.recent.insert(0, path.clone());
        }
        self.recent.truncate(MOST_RECENT);
    }
}

/// The settings could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the settings could not be written: {source} ({path})", path = path.display())]
pub struct SettingsError {
    path: PathBuf,
    source: std::io::Error,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_a_restart_and_a_damaged_file_gives_defaults() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/settings.json");
        let mut settings = Settings { zoom: 1.5, ..Settings::default() };
        settings.remember(&["/a".into(), "/b".into()]);
        settings.remember(&["/b".into()]);
        settings.save(&path).expect("saved");
        assert_eq!(Settings::load(&path), settings);
        assert_eq!(settings.recent, [PathBuf::from("/b"), PathBuf::from("/a")]);
        std::fs::write(&path, b"{ half").expect("written");
        assert_eq!(Settings::load(&path), Settings::default());
        let (loaded, fault) = Settings::load_or_set_aside(&path);
        assert_eq!(loaded, Settings::default());
        assert!(fault.is_some_and(|fault| fault.contains("settings.damaged.json")));
        assert_eq!(std::fs::read(folder.path().join("deep/settings.damaged.json")).expect("kept"), b"{ half");
        assert_eq!(Settings::load_or_set_aside(&path), (Settings::default(), None), "none is no fault");
    }
}
