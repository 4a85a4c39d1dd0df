//! What the program does, line by line, in a file that the user names (`--log`). Off unless asked for.
//!
//! A log can be given away: it holds no text, title, name or path of what was opened. That is not a matter of care: a line is
//! made of words that stand in the program and of numbers, and cannot be made of anything else.

use super::clock;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

static LOG: OnceLock<Mutex<File>> = OnceLock::new();

/// What a line may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// How many, or how long.
    Count(usize),
    /// A word of the program's own.
    Word(&'static str),
}

/// Writes everything that follows to the end of the file `path`, which only the user may read. Of several calls the first counts.
///
/// # Errors
/// When the file cannot be opened for writing.
pub fn open(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    LOG.get_or_init(|| Mutex::new(file));
    note(
        "start",
        &[
            ("version", Field::Word(env!("CARGO_PKG_VERSION"))),
            ("system", Field::Word(std::env::consts::OS)),
            ("processor", Field::Word(std::env::consts::ARCH)),
        ],
    );
    Ok(())
}

/// Writes a line, if a log is kept. A log that cannot be written any more stops nothing.
pub fn note(event: &'static str, fields: &[(&'static str, Field)]) {
    let Some(log) = LOG.get() else { return };
    let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = log.write_all(line(event, fields).as_bytes());
}

fn line(event: &str, fields: &[(&str, Field)]) -> String {
    let mut line = format!("{} {event}", clock::system().format("%Y-%m-%dT%H:%M:%S%.3fZ"));
    for (name, field) in fields {
        line.push(' ');
        line.push_str(name);
        line.push('=');
        match field {
            Field::Count(count) => line.push_str(&count.to_string()),
            Field::Word(word) => line.extend(word.chars().map(|sign| if sign == ' ' { '-' } else { sign })),
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_time_an_event_and_its_fields() {
        let line = line("job", &[("name", Field::Word("grouping events")), ("ms", Field::Count(12))]);
        let (time, rest) = line.split_once(' ').expect("a time");
        assert_eq!(rest, "job name=grouping-events ms=12\n");
        assert!(chrono::DateTime::parse_from_rfc3339(time).is_ok(), "{time}");
    }
}
