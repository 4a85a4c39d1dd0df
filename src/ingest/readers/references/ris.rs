//! RIS: lines `XX  - value`, a record from `TY` to `ER`; what follows on a line without a tag continues the value.
//!
//! Tags as reference managers write them (Zotero's RIS translator is the fullest account). A record without its `ER` ends
//! where the next begins.

use super::super::record::Fields;
use super::super::{Document, Output, Refusal, TEXT_LIMIT_BYTES, decoded, whole};
use super::{Counts, hand_over};
use crate::ingest::field_names::FieldKey;
use crate::work::ProblemKind;

/// Tags that state a field, the surest first.
const TAGS: &[(FieldKey, &[&str])] = &[
    (FieldKey::Id, &["ID", "AN", "C6"]),
    (FieldKey::Title, &["TI", "T1", "CT", "BT"]),
    (FieldKey::Outlet, &["T2", "JF", "JO", "J2", "JA", "SO", "PB"]),
    (FieldKey::Byline, &["AU", "A1"]),
    (FieldKey::Published, &["DA", "Y1", "PY"]),
    (FieldKey::Url, &["UR", "L2", "LK"]),
    (FieldKey::Language, &["LA"]),
];

/// Tags of an abstract, and those that some databases put the text into.
const TEXTS: &[&str] = &["FT", "N2", "AB"];

/// Bytes from which on a note (N1) may be a text that a database put there; a shorter one is what somebody notes.
const TEXT_IN_NOTE: usize = 1500;

/// Reads a list of references.
pub(in crate::ingest) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, TEXT_LIMIT_BYTES, output)?;
    let text = decoded(bytes, None, output);
    let mut counts = Counts::default();
    let mut record = Record::default();
    for line in text.lines() {
        let tag = tag_of(line);
        if tag.is_some_and(|(tag, _)| tag == "TY") && !record.values.is_empty() {
            output.fault(ProblemKind::Malformed, format!("record {} has no end (ER)", counts.read + 1));
            std::mem::take(&mut record).hand_over(&mut counts, output);
        }
        match tag {
            Some(("ER", _)) => std::mem::take(&mut record).hand_over(&mut counts, output),
            _ => record.take(line, tag),
        }
        if output.is_cancelled() {
            return Ok(());
        }
    }
    if !record.values.is_empty() {
        output.fault(ProblemKind::Malformed, format!("record {} has no end (ER)", counts.read + 1));
        record.hand_over(&mut counts, output);
    }
    counts.tell(output);
    Ok(())
}

/// The tag of a line and what stands behind it.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && tag.starts_with(|c: char| c.is_ascii_uppercase());
    let value = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix('-')?;
    (is_tag && rest.starts_with([' ', '\u{a0}'])).then(|| (tag, value.trim()))
}

#[derive(Default)]
struct Record {
    values: Vec<(String, String)>,
    written: String,
}

impl Record {
    fn take(&mut self, line: &str, tag: Option<(&str, &str)>) {
        if tag.is_none() && self.values.is_empty() {
            return;
        }
        self.written.push_str(line);
        self.written.push('\n');
        match (tag, self.values.last_mut()) {
            (Some((tag, value)), _) => self.values.push((tag.to_owned(), value.to_owned())),
            (None, Some((_, value))) => {
                value.push('\n');
                value.push_str(line.trim());
            }
            (None, None) => {}
        }
    }

    fn all(&self, tag: &str) -> Vec<&str> {
        let of_tag = self.values.iter().filter(|(found, value)| found == tag && !value.trim().is_empty());
        of_tag.map(|(_, value)| value.as_str()).collect()
    }

    fn hand_over(self, counts: &mut Counts, output: &mut Output<'_>) {
        if self.values.is_empty() {
            return;
        }
        let mut fields = Fields::default();
        for (key, tags) in TAGS {
            for tag in *tags {
                let values = self.all(tag);
                let Some(first) = values.first() else { continue };
                let value = match key {
                    FieldKey::Byline => values.iter().map(|name| forename_first(name)).collect::<Vec<_>>().join(", "),
                    FieldKey::Published => day_of(first),
                    _ => (*first).to_owned(),
                };
                fields.set(*key, format!("RIS: {tag}"), value);
            }
        }
        // A text as long as an article stands in a note now and then; else the longest of abstract and text.
        let longest = |texts: Vec<&'_ str>| texts.into_iter().max_by_key(|text| text.len()).map(str::to_owned);
        let text = longest(TEXTS.iter().flat_map(|tag| self.all(tag)).collect());
        let is_text =
            |note: &String| text.as_ref().is_none_or(|text| note.len() >= TEXT_IN_NOTE && note.len() > text.len());
        if let Some(text) = longest(self.all("N1")).filter(is_text).or_else(|| text.clone()) {
            fields.set(FieldKey::Text, "RIS".to_owned(), text);
        }
        hand_over(fields, counts.read + 1, &self.written, counts, output);
    }
}

/// `Öztürk, Jane` as people write it under an article.
pub(in crate::ingest::readers) fn forename_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() && !given.contains(',') => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => name.trim().trim_end_matches(',').to_owned(),
    }
}

/// `2023/03/24/other` as a day, `2023/04//` as a month, `2023///` as a year.
fn day_of(written: &str) -> String {
    let parts: Vec<&str> = written.splitn(4, '/').map(str::trim).collect();
    let is_number = |part: &&&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<&str> = parts.iter().take(3).take_while(is_number).copied().collect();
    match numbers.as_slice() {
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [year] if year.len() == 4 && parts.len() > 1 => (*year).to_owned(),
        _ => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_two_signs_before_a_dash() {
        assert_eq!(tag_of("TY  - NEWS"), Some(("TY", "NEWS")));
        assert_eq!(tag_of("ER  -"), Some(("ER", "")));
        assert_eq!(tag_of("\u{feff}TY  - NEWS"), Some(("TY", "NEWS")));
        assert_eq!(tag_of("A - b"), None);
        assert_eq!(tag_of("é"), None);
    }

    #[test]
    fn days_keep_their_precision() {
        let cases = [("2023/03/24/", "2023-03-24"), ("2023/4//", "2023-04"), ("2023///", "2023"), ("12 May", "12 May")];
        for (written, day) in cases {
            assert_eq!(day_of(written), day);
        }
    }
}
