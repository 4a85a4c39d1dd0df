//! The process that makes changes: session and jobs, driven by numbers, telling what is acknowledged.

use super::home::{Changed, changed};
use parallax::corpus::{ArticleId, FieldName};
use parallax::export::{Format, Options};
use parallax::jobs::Jobs;
use parallax::session::change::Correction;
use parallax::session::export_request::{ExportArticles, ExportRequest};
use parallax::session::{Action, Effect, NoticeLevel, Report, Session, Settings, Snapshot, Task, clock};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

const LONGEST: Duration = Duration::from_mins(2);

pub(crate) struct Desk {
    session: Session,
    jobs: Jobs,
    home: PathBuf,
    from: u64,
    count: u64,
    /// Signs that make titles and notes longer.
    padding: usize,
    /// Waits until everything is saved in the end.
    is_patient: bool,
    /// Ends when it is told that nothing is saved.
    is_hopeless: bool,
    told: u64,
}

impl Desk {
    /// As the process that started this one says; nothing where none did.
    pub(crate) fn of_environment() -> Option<Self> {
        let variable = |name: &str| std::env::var(format!("PARALLAX_SURVIVAL_{name}")).ok();
        let home = PathBuf::from(variable("HOME")?);
        let (settings, fault) = Settings::load_or_set_aside(&home.join("settings.json"));
        assert_eq!(fault, None, "the settings are whole");
        let mut session = Session::new(settings, home.join("data"), clock::system);
        session.keep_caches_in(Some(home.join("cache")));
        let jobs = Jobs::start(Arc::new(|| {}), home.join("settings.json")).expect("threads");
        let number = |name| variable(name).and_then(|value| value.parse().ok());
        Some(Self {
            session,
            jobs,
            from: number("FROM").unwrap_or(0),
            count: number("COUNT").unwrap_or(u64::MAX / 2),
            padding: number("PADDING").unwrap_or(0) as usize,
            is_patient: variable("PATIENT").is_some(),
            is_hopeless: variable("HOPELESS").is_some(),
            told: 0,
            home,
        })
    }

    /// Opens the corpus, then makes one change after another and waits until each is acknowledged.
    pub(crate) fn make_changes(&mut self) {
        self.apply(Action::Open(vec![self.home.join("corpus")]));
        self.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.view.is_settled());
        let snapshot = self.session.snapshot();
        println!("\nread {} tagged {}", snapshot.opened.corpus.len(), snapshot.view.filter.marks.tagged.len());
        for number in self.from..self.from + self.count {
            // One that a killed process has made already, and not told of, changes nothing.
            match !self.change(number) || self.acknowledged() {
                true => println!("\nacknowledged {number}"),
                false if self.is_hopeless => return,
                false => {}
            }
        }
        if self.is_patient {
            self.wait(|snapshot| snapshot.work.unsaved_count == 0);
        }
    }

    /// Makes a change and tells whether there was one to make.
    fn change(&mut self, number: u64) -> bool {
        let article_id = ArticleId((number % 4) as u32);
        let long = |text: String| format!("{text} {}", ".".repeat(self.padding));
        let is_change = self.apply(match changed(number) {
            Changed::Title(title) => Action::Correct {
                article_ids: vec![ArticleId(0)],
                field: FieldName::Title,
                correction: Correction::Value(long(title)),
            },
            Changed::Note(text) => Action::WriteNote(ArticleId(1), None, long(text)),
            Changed::Tag(tag) => Action::Tag { article_ids: vec![article_id], tag, is_on: true },
        });
        if number % 10 == 3 {
            self.apply(Action::SetZoom(1.0 + number as f32 % 7.0 / 10.0));
        }
        if number % 20 == 5 {
            let path = self.home.join("out.csv");
            let (articles, options) = (ExportArticles::default(), Options::default());
            self.apply(Action::Export(ExportRequest { path, format: Format::Csv, articles, options }));
        }
        is_change
    }

    /// Takes in reports until a change is saved, or is not.
    fn acknowledged(&mut self) -> bool {
        loop {
            let report = self.jobs.wait_for_report(LONGEST).expect("an answer");
            let is_saved = match report {
                Report::Stored { .. } => Some(true),
                Report::NotStored { .. } => Some(false),
                _ => None,
            };
            self.absorb(report);
            if let Some(is_saved) = is_saved {
                return is_saved;
            }
        }
    }

    /// Does what is asked for, and tells whether something of it is to be stored.
    fn apply(&mut self, action: Action) -> bool {
        let effects = self.session.apply(action);
        let is_change = effects.iter().any(|effect| matches!(effect, Effect::Task(Task::Store { .. })));
        self.carry_out(effects);
        is_change
    }

    fn absorb(&mut self, report: Report) {
        let effects = self.session.absorb(report);
        self.carry_out(effects);
        let notices = self.session.snapshot().notices.clone();
        for notice in notices.iter().filter(|notice| notice.notice_id > self.told) {
            let level = if notice.level == NoticeLevel::Failed { "failed" } else { "done" };
            println!("\nnotice {}\n{level} {}", notice.text, notice.text);
        }
        self.told = notices.last().map_or(self.told, |notice| notice.notice_id.max(self.told));
    }

    fn carry_out(&self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Task(task) = effect {
                self.jobs.run(task);
            }
        }
    }

    fn wait(&mut self, is_reached: impl Fn(&Snapshot) -> bool) {
        while !is_reached(&self.session.snapshot()) {
            let report = self.jobs.wait_for_report(LONGEST).expect("the wanted state is not reached");
            self.absorb(report);
        }
    }
}
