//! Where answers, problems and progress go.

use super::terminal;
use crate::ingest::ColumnMaps;
use crate::work::{Problem, ProblemKind, ProgressCount};
use serde::Serialize;
use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// Said once where the columns of a table are unknown.
const COLUMNS_HINT: &str = "to say what the columns of a table are, open it in the window, or name a file: --columns FILE with \
    {\"column_maps\": [{\"columns\": [\"every\", \"name\"], \"fields\": {\"text\": \"name\"}}]} (fields: id, title, outlet, byline, \
    published, url, language, text)";

/// Where answers, problems and progress go. Handed in, so that a test can read them.
pub struct Streams<'a> {
    /// Answers.
    pub out: &'a mut (dyn Write + Send),
    /// Problems and progress.
    pub error: &'a mut (dyn Write + Send),
    /// True when a person watches the error stream: only then is progress shown.
    pub is_error_terminal: bool,
    /// True when nobody wants progress and problems.
    pub is_quiet: bool,
    /// What the columns of tables are.
    pub columns: Arc<ColumnMaps>,
    /// Where what is read is kept for the next time; nothing when it is not.
    pub cache_folder: Option<PathBuf>,
    /// Where the user's work on corpora is kept; nothing when it is left aside.
    pub work_folder: Option<PathBuf>,
    shown_progress: Option<(&'static str, ProgressCount)>,
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streams").field("is_quiet", &self.is_quiet).finish_non_exhaustive()
    }
}

impl<'a> Streams<'a> {
    /// Streams of one run.
    pub fn new(out: &'a mut (dyn Write + Send), error: &'a mut (dyn Write + Send), is_error_terminal: bool) -> Self {
        Self {
            out,
            error,
            is_error_terminal,
            is_quiet: false,
            columns: Arc::default(),
            cache_folder: None,
            work_folder: None,
            shown_progress: None,
        }
    }

    /// Writes one line of plain text to the error stream. A reader who has gone does not stop the work.
    pub fn say(&mut self, line: &str) {
        self.end_progress();
        let _ = writeln!(self.error, "{}", terminal::plain(line));
    }

    /// Writes one JSON object as a line of the answer.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write_json(&mut self, object: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, object)?;
        self.out.write_all(b"\n")
    }

    /// Writes problems, one a line.
    pub fn report(&mut self, problems: &[Problem]) {
        if !self.is_quiet {
            for problem in problems {
                self.say(&problem.to_string());
            }
            if problems.iter().any(|problem| problem.kind == ProblemKind::UnknownColumns) {
                self.say(COLUMNS_HINT);
            }
        }
    }

    /// Shows how far `what` is, if a person watches; at most some two hundred times in a run.
    pub fn show_progress(&mut self, what: &'static str, count: ProgressCount) {
        if self.is_quiet || !self.is_error_terminal {
            return;
        }
        if let Some((shown_what, shown)) = self.shown_progress
            && shown_what == what
            && count.done < shown.done + (count.total / 200).max(1)
        {
            return;
        }
        self.shown_progress = Some((what, count));
        let _ = write!(self.error, "\r\u{1b}[K{what} {} of {}", count.done, count.total);
        let _ = self.error.flush();
    }

    /// Takes the line of progress away.
    pub fn end_progress(&mut self) {
        if self.shown_progress.take().is_some() {
            let _ = write!(self.error, "\r\u{1b}[K");
        }
    }
}
