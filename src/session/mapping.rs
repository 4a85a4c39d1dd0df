//! What the user says of the columns of tables: asked for, remembered, forgotten; files of the layout are read again.

use super::effect::{Effect, Task};
use super::snapshot::{NoticeLevel, TablePage};
use super::state::Session;
use crate::ingest::{ColumnMap, FileAccount, Stamp, file_of, layout_number};
use crate::work::ProblemKind;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

impl Session {
    /// Has the first rows of a table looked at.
    pub(super) fn ask_for_columns(&mut self, path: PathBuf) -> Vec<Effect> {
        self.now.table = None;
        let maps = Arc::new(self.now.settings.column_maps.clone());
        vec![Effect::Task(Task::Peek { path, maps })]
    }

    pub(super) fn take_table(&mut self, page: TablePage) -> Vec<Effect> {
        self.now.table = Some(Arc::new(page));
        Vec::new()
    }

    /// Remembers what the columns of a layout are, and reads the files of that layout again.
    pub(super) fn map_columns(&mut self, map: ColumnMap) -> Vec<Effect> {
        let layout = layout_number(map.columns.iter().map(String::as_str));
        let mut effects = self.set_habit(|settings| settings.column_maps.remember(map));
        self.notice(NoticeLevel::Done, "The columns are remembered for every table that has the same");
        effects.extend(self.read_layout_again(layout));
        effects
    }

    /// Forgets what the columns of a layout are, and reads the files of that layout again.
    pub(super) fn forget_columns(&mut self, columns: &BTreeSet<String>) -> Vec<Effect> {
        let mut effects = self.set_habit(|settings| {
            settings.column_maps.forget(columns);
        });
        self.notice(NoticeLevel::Done, "Forgotten: tables with these columns are read by their names again");
        effects.extend(self.read_layout_again(layout_number(columns.iter().map(String::as_str))));
        effects
    }

    /// Reads the tables of one layout once more, and those that wait for being told what their columns are.
    fn read_layout_again(&mut self, layout: u64) -> Vec<Effect> {
        let waiting: BTreeSet<Arc<PathBuf>> = self.now.opened.unmapped.iter().cloned().collect();
        let opened = &mut self.now.opened;
        let concerned = opened.files.iter().enumerate();
        let concerned: Vec<(usize, FileAccount)> = concerned
            .filter(|(_, file)| file.layout == layout || (file.layout != 0 && waiting.contains(&file.path)))
            .map(|(index, file)| (index, file.clone()))
            .collect();
        for (index, file) in concerned {
            // A stamp that no file has: it counts as changed.
            opened.files.set(index, FileAccount { stamp: Stamp { size_bytes: u64::MAX, ..Stamp::default() }, ..file });
        }
        self.look_for_changes()
    }

    /// Finds the tables that wait for being told what their columns are.
    pub(super) fn find_unmapped(&mut self) {
        let opened = &mut self.now.opened;
        let is_unknown = |kind| kind == ProblemKind::UnknownColumns;
        if !opened.problems.iter().any(|problem| is_unknown(problem.kind)) {
            opened.unmapped = Arc::default();
            return;
        }
        let tables: std::collections::HashMap<&str, &Arc<PathBuf>> =
            opened.files.iter().filter(|file| file.layout != 0).map(|file| (&*file.shown_path, &file.path)).collect();
        let waiting = opened.problems.iter().filter(|problem| is_unknown(problem.kind));
        let waiting = waiting.filter_map(|problem| {
            tables.get(file_of(&problem.doc, |name| tables.contains_key(name))).copied().cloned()
        });
        opened.unmapped = waiting.collect();
    }
}
