//! Many files at once, results in the order of the walk.
//!
//! Files are read in parallel in stretches that start small, so that the first rows are there at once, and grow. While
//! one stretch is read the walk goes on, so that the total is soon known. A large file is read alone, and handed over
//! in parts when it holds records.
//!
//! Of files (or records) with the same bytes the first is an article; each later one is a problem that names the first,
//! because tags and notes are kept by content and could not tell the two apart. Records that differ in anything, were it
//! only their id, are articles of their own.

use super::detect::format_of;
use super::document::Document;
use super::finish::{FileFacts, finish};
use super::isolation::{self, Isolation, Sealed};
use super::neighbours::Neighbours;
use super::open::{Refusal, open_sized, unreadable};
use super::readers::{Gathered, Output, read_contained};
use super::walk::{Found, Walk};
use super::{Batch, ColumnMaps, FileAccount, Format};
use crate::corpus::{Article, ContentHash};
use crate::work::{Cancel, Problem, ProblemKind, Progress};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Files in the first stretch, and in the largest: above some hundred nothing is gained in speed, and cancelling and
/// showing would wait.
const FIRST_STRETCH: usize = 16;
const LARGEST_STRETCH: usize = 512;

/// Bytes of files in one stretch.
const STRETCH_BYTES: u64 = 32 * 1024 * 1024;

/// Files from this size on are read alone.
const LARGE_BYTES: u64 = 8 * 1024 * 1024;

/// Entries that the walk may be ahead of the reading.
const WALK_AHEAD: usize = 50_000;

/// How one reading is done.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// Who parses what is not to be parsed in this process; nobody when everything is.
    pub(super) isolation: Option<&'a dyn Isolation>,
    /// What the user says of the columns of tables.
    pub(super) columns: &'a Arc<ColumnMaps>,
    pub(super) cancel: &'a Cancel,
    pub(super) progress: &'a Progress,
}

/// What became of one entry of the walk.
#[derive(Debug, Default)]
struct Outcome {
    articles: Vec<Article>,
    problems: Vec<Problem>,
    file_count: usize,
    file: Option<FileAccount>,
}

/// Reads everything that the walk comes to.
pub(super) fn read(walk: Walk, reading: Reading<'_>, deliver: &mut dyn FnMut(Batch)) {
    read_known(Box::new(walk), Firsts::default(), reading, deliver);
}

/// Where entries come from.
type Source = Box<dyn Iterator<Item = Found> + Send>;

/// Reads all that `walk` gives; what has the content of one of `firsts` is a copy of it.
pub(super) fn read_known(walk: Source, mut firsts: Firsts, reading: Reading<'_>, deliver: &mut dyn FnMut(Batch)) {
    let mut entries = Entries { walk, ahead: VecDeque::new(), is_done: false };
    let mut neighbours = Neighbours::default();
    let mut stretch_len = FIRST_STRETCH;
    loop {
        entries.reach(stretch_len, reading.progress);
        let stretch = entries.take_stretch(stretch_len);
        if stretch.is_empty() || reading.cancel.is_cancelled() {
            return;
        }
        stretch_len = (stretch_len * 2).min(LARGEST_STRETCH);
        if let [Found::File(file)] = stretch.as_slice()
            && file.size_bytes >= LARGE_BYTES
        {
            read_large(stretch, &mut firsts, reading, deliver);
            continue;
        }
        neighbours.meet(&stretch, reading.cancel);
        let outcomes = read_stretch(stretch, &mut entries, &neighbours, reading);
        let mut batch = Batch::default();
        for outcome in outcomes {
            firsts.sort_out(outcome, &mut batch);
        }
        deliver(batch);
    }
}

/// The walk, with what it has found and nobody has read yet.
struct Entries {
    walk: Source,
    ahead: VecDeque<Found>,
    is_done: bool,
}

impl Entries {
    fn advance(&mut self, progress: &Progress) {
        match self.walk.next() {
            Some(found) => {
                progress.add_total(usize::from(!matches!(found, Found::Remark(_))));
                self.ahead.push_back(found);
            }
            None => self.is_done = true,
        }
    }

    fn reach(&mut self, count: usize, progress: &Progress) {
        while self.ahead.len() < count && !self.is_done {
            self.advance(progress);
        }
    }

    /// The next entries: at most `count`, not too many bytes, a large file alone.
    fn take_stretch(&mut self, count: usize) -> Vec<Found> {
        let mut stretch = Vec::new();
        let mut bytes = 0;
        while stretch.len() < count
            && let Some(next) = self.ahead.front()
        {
            let size_bytes = if let Found::File(file) = next { file.size_bytes } else { 0 };
            if !stretch.is_empty() && (size_bytes >= LARGE_BYTES || bytes + size_bytes > STRETCH_BYTES) {
                break;
            }
            bytes += size_bytes;
            stretch.extend(self.ahead.pop_front());
            if size_bytes >= LARGE_BYTES {
                break;
            }
        }
        stretch
    }
}

/// Reads a stretch on all threads while the walk goes on; stops at the first entry that was not read when cancelled.
fn read_stretch(
    stretch: Vec<Found>,
    entries: &mut Entries,
    neighbours: &Neighbours,
    reading: Reading<'_>,
) -> Vec<Outcome> {
    let is_read = AtomicBool::new(false);
    let (outcomes, ()) = rayon::join(
        || {
            let outcomes: Vec<Option<Outcome>> = stretch
                .into_par_iter()
                .map(|found| (!reading.cancel.is_cancelled()).then(|| outcome_of(found, neighbours, reading)))
                .collect();
            is_read.store(true, Ordering::Relaxed);
            outcomes
        },
        || {
            while !is_read.load(Ordering::Relaxed) && !entries.is_done && entries.ahead.len() < WALK_AHEAD {
                entries.advance(reading.progress);
            }
        },
    );
    outcomes.into_iter().map_while(|outcome| outcome).collect()
}

fn outcome_of(found: Found, neighbours: &Neighbours, reading: Reading<'_>) -> Outcome {
    let mut outcome = Outcome { file_count: 1, ..Outcome::default() };
    match found {
        Found::File(found) => {
            let house_lines = neighbours.around(&found);
            let mut file = FileFacts::from(found);
            let mut output = Output::new(reading.cancel, None).with_columns(reading.columns);
            let refusal = read_file(&file, reading.isolation, &mut output).err();
            outcome.file = Some(account_of(&file, &output));
            if matches!(output.format, Some(Format::Text | Format::Markdown)) {
                file.house_lines = house_lines;
            }
            let gathered = output.finish();
            finish_all(gathered, refusal, &file, &mut outcome);
            if outcome.articles.is_empty() && outcome.problems.is_empty() {
                outcome.problems.extend(silence(&file, reading));
            }
        }
        Found::Refused(problem, path) => {
            let shown_path = Arc::clone(&problem.doc);
            outcome.file = Some(FileAccount { shown_path, path: Arc::new(path), ..FileAccount::default() });
            outcome.problems.push(problem);
        }
        Found::Metadata(shown, path) => {
            let (shown_path, path) = (shown.into(), Arc::new(path));
            outcome.file = Some(FileAccount { shown_path, path, is_metadata: true, ..FileAccount::default() });
        }
        Found::Remark(problem) => {
            outcome.file_count = 0;
            outcome.problems.push(problem);
        }
    }
    reading.progress.add_done(outcome.file_count);
    outcome
}

/// What is told of a file whose reader found nothing in it and nothing wrong with it; nothing when it was told to stop.
fn silence(file: &FileFacts, reading: Reading<'_>) -> Option<Problem> {
    let problem = || Problem::new(Arc::clone(&file.shown_path), ProblemKind::Empty, "no article was found in it");
    (!reading.cancel.is_cancelled()).then(problem)
}

/// Reads documents that are held in memory.
pub(super) fn read_held(files: Vec<(FileFacts, &[u8])>) -> Batch {
    let cancel = Cancel::new();
    let mut firsts = Firsts::default();
    let mut batch = Batch::default();
    for (file, bytes) in files {
        let mut output = Output::new(&cancel, None);
        let document = Document::new(bytes, &file.file_name()).map_err(|error| unreadable(&error));
        let refusal = document.and_then(|document| read_here(document, &mut output)).err();
        let account = Some(account_of(&file, &output));
        let mut outcome = Outcome { file_count: 1, file: account, ..Outcome::default() };
        finish_all(output.finish(), refusal, &file, &mut outcome);
        firsts.sort_out(outcome, &mut batch);
    }
    batch
}

/// Opens a file, tells what it is and has it read: here, or where what it is cannot harm.
fn read_file(file: &FileFacts, isolation: Option<&dyn Isolation>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let front = |opened| Document::of_file(opened, &file.file_name()).map_err(|error| unreadable(&error));
    let opened = open_sized(&file.path)?;
    let size_bytes = opened.1;
    let document = front(opened)?;
    let format = format_of(&document)?;
    output.format = Some(format);
    if let Some(note) = format.misnamed(&document.extension) {
        output.note(note);
    }
    match isolation.filter(|_| format.is_isolated()) {
        Some(isolation) => {
            let sealed = Sealed { format, file_name: file.file_name(), size_bytes, document };
            let again = || front(open_sized(&file.path)?);
            isolation::parse(sealed, &again, isolation, output)
        }
        None => read_contained(format, document, output),
    }
}

/// Tells what a document is and has it read in this process.
fn read_here(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let format = format_of(&document)?;
    output.format = Some(format);
    if let Some(note) = format.misnamed(&document.extension) {
        output.note(note);
    }
    read_contained(format, document, output)
}

fn account_of(file: &FileFacts, output: &Output<'_>) -> FileAccount {
    FileAccount {
        shown_path: Arc::clone(&file.shown_path),
        path: Arc::clone(&file.path),
        format: output.format,
        stamp: file.stamp,
        layout: output.layout,
        notes: output.notes.clone(),
        ..FileAccount::default()
    }
}

/// Makes articles of drafts and problems of faults, each with its document's name.
fn finish_all(gathered: Gathered, refusal: Option<Refusal>, file: &FileFacts, outcome: &mut Outcome) {
    for fault in gathered.faults {
        let doc = fault.member.map_or_else(|| file.shown_path.to_string(), |m| format!("{}#{m}", file.shown_path));
        outcome.problems.push(Problem::new(doc, fault.kind, fault.reason));
    }
    for draft in gathered.drafts {
        outcome.articles.extend(finish(draft, file, &mut outcome.problems));
    }
    if let Some(refusal) = refusal {
        outcome.problems.push(Problem::new(Arc::clone(&file.shown_path), refusal.kind, refusal.reason));
    }
}

/// Reads a large file and delivers its articles in parts.
fn read_large(stretch: Vec<Found>, firsts: &mut Firsts, reading: Reading<'_>, deliver: &mut dyn FnMut(Batch)) {
    for found in stretch {
        let Found::File(found) = found else { continue };
        let file = FileFacts::from(found);
        let mut duplicates = Vec::new();
        let mut is_silent = true;
        let mut hand_on = |gathered: Gathered| {
            is_silent &= gathered.drafts.is_empty() && gathered.faults.is_empty();
            let (batch, more) = batch_of(gathered, &file, firsts, reading.cancel);
            duplicates.extend(more);
            deliver(batch);
        };
        let mut output = Output::new(reading.cancel, Some(&mut hand_on)).with_columns(reading.columns);
        let refusal = read_file(&file, reading.isolation, &mut output).err();
        let account = account_of(&file, &output);
        output.finish();
        let file_account = Some(FileAccount { duplicates, ..account });
        let mut outcome = Outcome { file_count: 1, file: file_account, ..Outcome::default() };
        finish_all(Gathered::default(), refusal, &file, &mut outcome);
        if is_silent && outcome.problems.is_empty() {
            outcome.problems.extend(silence(&file, reading));
        }
        let mut batch = Batch::default();
        firsts.sort_out(outcome, &mut batch);
        reading.progress.add_done(1);
        deliver(batch);
    }
}

/// Finishes the drafts of one part of a large file on all threads; with the contents that were there before.
fn batch_of(gathered: Gathered, file: &FileFacts, firsts: &mut Firsts, cancel: &Cancel) -> (Batch, Vec<ContentHash>) {
    let mut outcome = Outcome::default();
    finish_all(Gathered { drafts: Vec::new(), faults: gathered.faults }, None, file, &mut outcome);
    // Of one part, up to where the user has said stop.
    let finished: Vec<Option<(Option<Article>, Vec<Problem>)>> = gathered
        .drafts
        .into_par_iter()
        .map(|draft| {
            let mut problems = Vec::new();
            (!cancel.is_cancelled()).then(|| (finish(draft, file, &mut problems), problems))
        })
        .collect();
    for (article, problems) in finished.into_iter().map_while(|finished| finished) {
        outcome.articles.extend(article);
        outcome.problems.extend(problems);
    }
    let mut batch = Batch::default();
    let duplicates = firsts.sort_out(outcome, &mut batch);
    (batch, duplicates)
}

/// Which document was the first with a content.
#[derive(Debug, Default)]
pub(super) struct Firsts(HashMap<ContentHash, Arc<str>>);

impl Firsts {
    /// These contents, each with the document that has it.
    pub(super) fn of(known: impl Iterator<Item = (ContentHash, Arc<str>)>) -> Self {
        Self(known.collect())
    }

    /// Puts an outcome into the batch, articles whose content was there before as problems; these contents are told.
    fn sort_out(&mut self, outcome: Outcome, batch: &mut Batch) -> Vec<ContentHash> {
        let mut duplicates = Vec::new();
        batch.file_count += outcome.file_count;
        batch.problems.extend(outcome.problems);
        for article in outcome.articles {
            let doc: Arc<str> = article.source.doc().into();
            if let Some(first) = self.0.get(&article.sha256) {
                let reason = format!("it holds the same bytes as {first}");
                batch.problems.push(Problem::new(doc, ProblemKind::Duplicate, reason));
                duplicates.push(article.sha256);
            } else {
                self.0.insert(article.sha256, doc);
                batch.articles.push(article);
            }
        }
        if let Some(mut file) = outcome.file {
            file.duplicates.extend_from_slice(&duplicates);
            batch.files.push(file);
        }
        duplicates
    }
}
