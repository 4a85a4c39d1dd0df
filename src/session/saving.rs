//! Whether the user's work is on the disk: what is told when it is not, and bringing it back when its store is damaged.

use super::effect::{Effect, StoreFault, Task};
use super::snapshot::NoticeLevel;
use super::state::Session;
use super::store::versions::Restored;
use std::path::Path;

impl Session {
    /// Shows a notice of something that failed outside the session.
    pub fn tell_failure(&mut self, text: String) {
        self.notice(NoticeLevel::Failed, text);
    }

    /// Tells what is wrong with the store of what is being opened, and offers what is kept of it.
    pub(super) fn tell_store_fault(&mut self, fault: Option<StoreFault>) {
        self.now.work.restorable = fault.as_ref().and_then(|fault| fault.previous).map(|kept| kept.changes);
        let Some(StoreFault { reason, previous }) = fault else { return };
        let offer = previous.map_or("", |_| ". “Restore Your Work” in the File menu puts it back");
        self.notice(NoticeLevel::Failed, format!("{}{offer}", capitalized(&reason)));
    }

    /// Changes are on the disk.
    pub(super) fn stored(&mut self, waiting: usize) -> Vec<Effect> {
        let were_unsaved = self.now.work.unsaved_count > 0;
        self.now.work.unsaved_count = if were_unsaved { waiting } else { 0 };
        if were_unsaved && waiting == 0 {
            self.now.work.reason.clear();
            self.notice(NoticeLevel::Done, "All your changes are saved now");
        }
        Vec::new()
    }

    /// Changes are not on the disk. Told once for each reason: it is tried again and again.
    pub(super) fn not_stored(&mut self, waiting: usize, reason: String) -> Vec<Effect> {
        let work = &mut self.now.work;
        work.unsaved_count = waiting;
        if work.reason != reason {
            let told = format!("Your changes are not saved, and are tried again while the window is open: {reason}");
            work.reason = reason;
            self.notice(NoticeLevel::Failed, told);
        }
        Vec::new()
    }

    /// Has the version that is kept of a damaged store put in its place.
    pub(super) fn restore_work(&mut self) -> Vec<Effect> {
        if self.now.work.restorable.is_none() {
            return Vec::new();
        }
        vec![Effect::Task(Task::RestoreWork { path: self.store_path(), at: (self.clock)() })]
    }

    /// Tells what came of it, and reads what is open once more, with the user's work over it.
    pub(super) fn work_restored(&mut self, path: &Path, outcome: Result<Restored, String>) -> Vec<Effect> {
        let Restored { kept, saved, damaged } = match outcome {
            Ok(restored) => restored,
            Err(reason) => {
                self.notice(NoticeLevel::Failed, capitalized(&reason));
                return Vec::new();
            }
        };
        let damaged = damaged.map(|path| format!(". The damaged file is kept: {}", path.display())).unwrap_or_default();
        let text = format!("{kept} changes are back, {saved} more were saved out of the damaged file{damaged}");
        self.notice(NoticeLevel::Done, text);
        if *path != self.store_path() {
            return Vec::new();
        }
        self.now.work.restorable = None;
        self.open(self.now.opened.origin.clone())
    }

    /// Says why the window stays open although it was asked to close.
    pub fn stay_for_unsaved(&mut self) {
        let count = self.now.work.unsaved_count;
        let reason = &self.now.work.reason;
        let text = format!("{count} of your changes would be lost: {reason}. Close once more to leave all the same");
        self.notice(NoticeLevel::Failed, text);
    }
}

pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::effect::ImportStart;
    use crate::session::sample::reading_sample;
    use crate::session::snapshot::WorkState;
    use crate::session::store::Previous;
    use crate::session::{Action, Report};

    fn last_notice(session: &mut Session) -> String {
        session.snapshot().notices.last().map(|notice| notice.text.clone()).unwrap_or_default()
    }

    #[test]
    fn unsaved_changes_are_told_once_a_reason_and_once_when_they_are_saved() {
        let mut session = reading_sample();
        session.absorb(Report::Stored { waiting: 0 });
        assert!(session.snapshot().notices.is_empty(), "saving is no news");
        let full = |waiting| Report::NotStored { waiting, reason: "the disk is full (x.db)".to_owned() };
        session.absorb(full(1));
        session.absorb(full(3));
        let snapshot = session.snapshot();
        assert_eq!((snapshot.notices.len(), snapshot.work.unsaved_count), (1, 3));
        assert!(last_notice(&mut session).contains("x.db"));
        session.stay_for_unsaved();
        assert!(last_notice(&mut session).starts_with("3 of your changes would be lost: the disk is full"));
        session.absorb(Report::Stored { waiting: 0 });
        assert_eq!(last_notice(&mut session), "All your changes are saved now");
        assert_eq!(session.snapshot().work, WorkState::default());
    }

    #[test]
    fn a_damaged_store_is_offered_back_and_what_is_open_is_read_again_once_it_is() {
        let mut session = reading_sample();
        assert!(session.apply(Action::RestoreWork).is_empty(), "there is nothing to restore");
        let import = session.snapshot().opened.import;
        let fault = StoreFault { reason: "the store is damaged".to_owned(), previous: Some(Previous { changes: 2 }) };
        session
            .absorb(Report::ImportStarted(import, ImportStart { store_fault: Some(fault), ..ImportStart::default() }));
        assert!(last_notice(&mut session).starts_with("The store is damaged. “Restore"));
        let effects = session.apply(Action::RestoreWork);
        let [Effect::Task(Task::RestoreWork { path, .. })] = effects.as_slice() else { panic!("{effects:?}") };
        let restored = Restored { kept: 2, saved: 1, damaged: Some("x.damaged-1.db".into()) };
        let effects = session.absorb(Report::WorkRestored { path: path.clone(), outcome: Ok(restored) });
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Task(Task::Import { .. }))), "{effects:?}");
        assert!(session.snapshot().work.restorable.is_none());
        let told = session.snapshot().notices.iter().any(|notice| notice.text.contains("x.damaged-1.db"));
        assert!(told);
    }
}
