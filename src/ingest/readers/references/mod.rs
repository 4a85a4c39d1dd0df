//! Lists of references: RIS, BibTeX, CSL-JSON. One article for each; of those without a text the abstract or the title.

pub(super) mod bibtex;
pub(super) mod csl;
pub(super) mod ris;

pub(super) use ris::forename_first;

use super::record::Fields;
use super::{Output, hash};

/// Hands over one reference; `written` is what it was read from. A text stands above an abstract, which stands above nothing.
fn hand_over(fields: Fields, number: usize, written: &str, counts: &mut Counts, output: &mut Output<'_>) {
    counts.read += 1;
    counts.without_text += usize::from(!fields.has_text());
    if let Some(mut draft) = fields.draft() {
        draft.sha256 = Some(hash(written.as_bytes()));
        draft.member = Some(draft.id.clone().unwrap_or_else(|| number.to_string()));
        output.draft(draft);
    }
}

/// What a list held.
#[derive(Debug, Default)]
struct Counts {
    read: usize,
    without_text: usize,
}

impl Counts {
    fn tell(&self, output: &mut Output<'_>) {
        if self.without_text > 0 {
            let (without, all) = (self.without_text, self.read);
            output.note(format!("{without} of its {all} references hold no text; their title stands for it"));
        }
    }
}
