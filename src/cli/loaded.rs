//! What reading the paths of a command gave.

use crate::corpus::Corpus;
use crate::events::Mentions;
use crate::ingest::FileAccount;
use crate::work::Problem;
use chrono::{DateTime, Utc};

/// What reading gave.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every article.
    pub corpus: Corpus,
    /// Their mentions, where they were kept.
    pub mentions: Option<Mentions>,
    /// What could not be read as intended, in the order of reading.
    pub problems: Vec<Problem>,
    /// Files seen, `metadata.csv` among them.
    pub file_count: usize,
    /// The same, in the order of reading, with what they were taken for.
    pub files: Vec<FileAccount>,
    /// When the reading began; nothing for what was kept.
    pub since: Option<DateTime<Utc>>,
}
