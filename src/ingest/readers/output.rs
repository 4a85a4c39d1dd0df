//! Where a reader puts what it finds: drafts of articles, problems, and in a container the member they belong to.

use super::{Draft, Fault, Gathered, MOST_FAULTS};
use crate::ingest::Format;
use crate::ingest::column_map::{ColumnMaps, layout_number};
use crate::work::{Cancel, ProblemKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Problems of one kind that are told one by one for one document.
const TOLD_ONE_BY_ONE: usize = 20;

/// Drafts that are gathered before the first of a document are handed on, so that the first rows are there at once. Twice as
/// many each time after that.
const FIRST_DRAFTS: usize = 32;

/// Drafts, and bytes of their texts, that are gathered at most before they are handed on.
const GATHERED_DRAFTS: usize = 512;
const GATHERED_BYTES: usize = 8 * 1024 * 1024;

/// What a reader gives.
pub(in crate::ingest) struct Output<'a> {
    /// What the document is read as, once that is known.
    pub(in crate::ingest) format: Option<Format>,
    /// What the reader tells of the document as a whole.
    pub(in crate::ingest) notes: Vec<String>,
    /// The layout of its columns, where it is a table.
    pub(in crate::ingest) layout: u64,
    columns: Arc<ColumnMaps>,
    /// What would be said of records without a text, had one with a text been seen.
    textless: Vec<String>,
    gathered: Gathered,
    gathered_bytes: usize,
    /// Drafts that are gathered before the next are handed on, and at most.
    wanted_drafts: usize,
    most_drafts: usize,
    cancel: &'a Cancel,
    hand_on: Option<&'a mut dyn FnMut(Gathered)>,
    fault_counts: BTreeMap<ProblemKind, usize>,
    /// Problems that were told, in all members.
    told_count: usize,
    members: BTreeSet<String>,
    draft_count: usize,
    place: Place,
    keeps_format: bool,
}

/// Where in a container the reading is.
#[derive(Debug, Default)]
struct Place {
    /// The members on the way, `#` between them.
    prefix: Option<String>,
    /// Path of the innermost of them in its container.
    file_name: Option<String>,
    depth: usize,
    /// Members and bytes that the outermost document was unpacked to so far.
    entry_count: usize,
    unpacked_bytes: u64,
}

impl<'a> Output<'a> {
    /// Gathers everything, or where `hand_on` is given, hands on every few hundred articles.
    pub(in crate::ingest) fn new(cancel: &'a Cancel, hand_on: Option<&'a mut dyn FnMut(Gathered)>) -> Self {
        Self {
            format: None,
            notes: Vec::new(),
            layout: 0,
            columns: Arc::default(),
            textless: Vec::new(),
            gathered: Gathered::default(),
            gathered_bytes: 0,
            wanted_drafts: FIRST_DRAFTS,
            most_drafts: GATHERED_DRAFTS,
            cancel,
            hand_on,
            fault_counts: BTreeMap::new(),
            told_count: 0,
            members: BTreeSet::new(),
            draft_count: 0,
            place: Place::default(),
            keeps_format: false,
        }
    }

    /// Hands on every article by itself.
    pub(in crate::ingest) fn handing_on_each(self) -> Self {
        Self { wanted_drafts: 1, most_drafts: 1, ..self }
    }

    /// Adds an article. A member's name that was given before gets a number behind it.
    pub(in crate::ingest) fn draft(&mut self, mut draft: Draft) {
        draft.member = match (self.place.prefix.take(), draft.member) {
            (Some(prefix), member) => {
                let whole = member.map_or_else(|| prefix.clone(), |member| format!("{prefix}#{member}"));
                self.place.prefix = Some(prefix);
                Some(whole)
            }
            (None, member) => member,
        };
        if draft.file_name.is_none() {
            draft.file_name.clone_from(&self.place.file_name);
        }
        if let Some(member) = &mut draft.member {
            *member = self.unique(member);
        }
        self.draft_count += 1;
        for reason in std::mem::take(&mut self.textless) {
            self.fault(ProblemKind::Malformed, reason);
        }
        self.gathered_bytes += draft.text.len();
        self.gathered.drafts.push(draft);
        if self.gathered.drafts.len() >= self.wanted_drafts || self.gathered_bytes >= GATHERED_BYTES {
            self.flush();
        }
    }

    /// With what the user says of the columns of tables.
    pub(in crate::ingest) fn with_columns(mut self, columns: &Arc<ColumnMaps>) -> Self {
        self.columns = Arc::clone(columns);
        self
    }

    /// What the user says of the columns of tables.
    pub(in crate::ingest) fn columns(&self) -> Arc<ColumnMaps> {
        Arc::clone(&self.columns)
    }

    /// Tells which columns the document has.
    pub(in crate::ingest) fn has_columns<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.layout = layout_number(names);
    }

    /// A record without a text: a problem once another record has had one. Where none has, the columns are unknown, and
    /// that is the one problem of the whole document.
    pub(in crate::ingest) fn textless(&mut self, reason: String) {
        if self.draft_count > 0 {
            self.fault(ProblemKind::Malformed, reason);
        } else if self.textless.len() <= TOLD_ONE_BY_ONE {
            self.textless.push(reason);
        }
    }

    /// True when there were records, and none of them had a text.
    pub(in crate::ingest) fn is_textless(&self) -> bool {
        self.draft_count == 0 && !self.textless.is_empty()
    }

    /// Adds a problem; from a document with very many of one kind only the first are kept, and their number.
    pub(in crate::ingest) fn fault(&mut self, kind: ProblemKind, reason: impl Into<String>) {
        let count = self.fault_counts.entry(kind).or_default();
        *count += 1;
        if *count <= TOLD_ONE_BY_ONE {
            self.tell(kind, reason.into());
        }
    }

    /// Tells something of the document as a whole for the import report, which is no problem: how many articles it
    /// declares. One sentence without a final period.
    pub(in crate::ingest) fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        self.notes.push(match &self.place.prefix {
            Some(member) => format!("{member}: {note}"),
            None => note,
        });
    }

    /// Adds a problem that another output has counted already.
    pub(in crate::ingest) fn pass_on(&mut self, fault: Fault) {
        self.gathered.faults.push(fault);
    }

    /// Adds what another reading gave, as far as it was not handed on before.
    pub(super) fn take_over(&mut self, gathered: Gathered) {
        for fault in gathered.faults {
            self.fault(fault.kind, fault.reason);
        }
        gathered.drafts.into_iter().for_each(|draft| self.draft(draft));
    }

    /// Tells whoever waits that a long document is still being read: computing time is counted anew from here. Say so
    /// between pages and the like, never where a document decides how often.
    pub(super) fn still_at_it(&mut self) {
        if self.wanted_drafts == 1 {
            self.flush();
        }
    }

    /// True once the user has asked to stop: leave the document.
    pub(in crate::ingest) fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// The flag that [`Output::is_cancelled`] asks.
    pub(in crate::ingest) fn cancel(&self) -> &'a Cancel {
        self.cancel
    }

    /// How many articles the document has given so far.
    pub(in crate::ingest) fn draft_count(&self) -> usize {
        self.draft_count
    }

    /// How many containers lie around the document that is being read.
    pub(super) fn depth(&self) -> usize {
        self.place.depth
    }

    /// Members and bytes that were unpacked so far.
    pub(super) fn unpacked(&mut self) -> (&mut usize, &mut u64) {
        (&mut self.place.entry_count, &mut self.place.unpacked_bytes)
    }

    /// Has `read` read the member at `path` of a container: what it gives bears the member's name.
    pub(super) fn within(&mut self, path: Option<&str>, read: impl FnOnce(&mut Self)) {
        let outer_counts = std::mem::take(&mut self.fault_counts);
        let outer_format = self.format;
        let outer_textless = std::mem::take(&mut self.textless);
        let outer_count = std::mem::take(&mut self.draft_count);
        let outer = (self.place.prefix.clone(), self.place.file_name.clone());
        if let Some(path) = path {
            self.place.prefix = Some(match &self.place.prefix {
                Some(prefix) => format!("{prefix}#{path}"),
                None => path.to_owned(),
            });
            self.place.file_name = Some(path.to_owned());
        }
        self.place.depth += 1;
        read(self);
        self.tell_uncounted();
        self.place.depth -= 1;
        (self.place.prefix, self.place.file_name) = outer;
        self.fault_counts = outer_counts;
        self.textless = outer_textless;
        self.draft_count += outer_count;
        if !std::mem::take(&mut self.keeps_format) {
            self.format = outer_format;
        }
    }

    /// What the member is read as is what the whole document is read as: for wrappers of one document.
    pub(super) fn keep_format(&mut self) {
        self.keeps_format = true;
    }

    /// Ends the reading: hands on or returns what is left.
    pub(in crate::ingest) fn finish(mut self) -> Gathered {
        self.tell_uncounted();
        self.flush();
        self.gathered
    }

    fn tell_uncounted(&mut self) {
        for (kind, count) in std::mem::take(&mut self.fault_counts) {
            if count > TOLD_ONE_BY_ONE {
                let reason = format!("{} more of the same kind in this file", count - TOLD_ONE_BY_ONE);
                self.tell(kind, reason);
            }
        }
    }

    /// An archive can hold more that cannot be read than anybody would look at: the last problem says so.
    fn tell(&mut self, kind: ProblemKind, reason: String) {
        self.told_count += 1;
        let (member, reason) = match self.told_count {
            count if count < MOST_FAULTS => (self.place.prefix.clone(), reason),
            MOST_FAULTS => (None, "there are more problems in it than are told".to_owned()),
            _ => return,
        };
        self.gathered.faults.push(Fault { member, kind, reason });
    }

    fn flush(&mut self) {
        if let Some(hand_on) = &mut self.hand_on {
            hand_on(std::mem::take(&mut self.gathered));
            self.gathered_bytes = 0;
            self.wanted_drafts = (self.wanted_drafts * 2).min(self.most_drafts);
        }
    }

    fn unique(&mut self, member: &str) -> String {
        let mut name = member.to_owned();
        let mut number = 1;
        while !self.members.insert(name.clone()) {
            number += 1;
            name = format!("{member}~{number}");
        }
        name
    }
}
