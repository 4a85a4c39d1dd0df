//! Is this a download from a news database? Told by what its pages or lines are made of, never by a file's name.

use super::Format;
use regex::Regex;
use std::sync::LazyLock;

/// `3 of 10 DOCUMENTS`, in the languages of the interface.
pub(super) static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:Dokument |Document |Documento )?([0-9]{1,6}) (?:of|von|de|di|van) ([0-9]{1,7})(?: DOCUMENTS?| DOKUMENTEN?| DOCUMENTOS?)?\s*$").ok()
});

/// The line that ends an article of Nexis Uni and Lexis+.
pub(super) const ENDS: &[&str] = &["End of Document", "Ende des Dokuments", "Fin du document", "Fin del documento"];

/// Codes of Factiva's fields.
pub(super) const CODES: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD", "CO", "IN", "NS", "RE",
    "IPC", "IPD", "PUB", "AN", "ART", "CLM", "RF", "VOL",
];

/// The database that a page or an XML document comes from; `front` is its first part in lower case.
pub(super) fn of_markup(front: &str) -> Option<Format> {
    let has = |sign: &str| front.contains(sign);
    if has("<ppsarticle") || has("http://global.factiva.com/pps") || has("<title>factiva</title>") {
        return Some(Format::Factiva);
    }
    if has("docid_mstar") {
        return Some(Format::Proquest);
    }
    if has("docpublicationname") && (has("titrearticlevisu") || has("europresse") || has("eureka.cc")) {
        return Some(Format::Europresse);
    }
    if has("<docfull>") && has("<doc number=") || has("name=\"doc_id_") && has("documents") {
        return Some(Format::Nexis);
    }
    None
}

/// Lines of a text that are looked at.
const LOOKED_AT: usize = 4000;

/// The database that lines of plain text come from.
pub(super) fn of_text(text: &str) -> Option<Format> {
    if is_gdelt(text) {
        return Some(Format::Gdelt);
    }
    let mut all = Vec::with_capacity((text.len() / 64).min(LOOKED_AT));
    all.extend(text.lines().map(str::trim).take(LOOKED_AT));
    let lines = || all.iter().copied();
    if let Some(numbered) = &*NUMBERED
        && lines().take(300).any(|line| may_be_numbered(line) && numbered.is_match(line))
        && lines().any(|line| {
            ["LENGTH:", "LÄNGE:", "LONGUEUR:", "LOAD-DATE:", "BYLINE:"].iter().any(|label| line.starts_with(label))
        })
    {
        return Some(Format::Nexis);
    }
    let format = of_lines(lines());
    if format.is_some() {
        return format;
    }
    let has_label = |label: &str| lines().any(|line| line.starts_with(label));
    let is_ruled = lines().any(|line| line.len() >= 20 && line.bytes().all(|byte| byte == b'_'));
    (is_ruled && has_label("Title: ") && (has_label("ProQuest document ID: ") || has_label("Publication title: ")))
        .then_some(Format::Proquest)
}

/// Is a line without white space around it short enough for [`NUMBERED`], and does it begin as that does?
fn may_be_numbered(line: &str) -> bool {
    line.len() < 80 && line.starts_with(|c: char| c.is_ascii_digit() || c == 'D')
}

/// The database that paragraphs of an office document come from.
pub(super) fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Format> {
    let (mut has_end, mut has_label, mut codes, mut has_id) = (false, false, 0_u32, false);
    for line in lines {
        let line = line.trim();
        let has_tab = memchr::memchr(b'\t', line.as_bytes()).is_some();
        has_id |= has_tab && line.contains("\tDocument ");
        // All else begins with one of few letters.
        if !line.starts_with(['A', 'B', 'D', 'E', 'F', 'H', 'L', 'P', 'S']) {
            continue;
        }
        has_end |= ENDS.contains(&line);
        has_label |=
            ["Length:", "Länge:", "Longueur:", "Load-Date:", "Section:", "Byline:"].iter().any(|l| line.starts_with(l));
        has_id |= line.strip_prefix("Document ").is_some_and(is_factiva_id);
        let code = line.split(['\t', '\n', '\u{a0}', ' ']).next().unwrap_or_default();
        for (bit, known) in ["HD", "PD", "SN", "LP", "AN"].iter().enumerate() {
            codes |= u32::from(code == *known && (line.len() == code.len() || has_tab || line.contains('\n'))) << bit;
        }
    }
    if has_end && has_label {
        Some(Format::Nexis)
    } else if codes.count_ones() >= 4 || codes & 1 != 0 && has_id {
        Some(Format::Factiva)
    } else {
        None
    }
}

/// `TESTFR0020111229e7ct0001r`: a source's code, the day, a number.
pub(super) fn is_factiva_id(id: &str) -> bool {
    let id = id.trim();
    (20..=40).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && id.bytes().filter(u8::is_ascii_digit).count() >= 8
        && id.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The Global Knowledge Graph of GDELT: 27 values a line, an identifier of 14 digits and a number first.
fn is_gdelt(text: &str) -> bool {
    let Some(line) = text.lines().next() else { return false };
    let mut values = line.split('\t');
    let first = values.next().unwrap_or_default();
    let second = values.next().unwrap_or_default();
    let is_number =
        |value: &str, length: usize| value.len() == length && value.bytes().all(|byte| byte.is_ascii_digit());
    let count = 2 + values.count();
    let day = first.split('-').next().unwrap_or_default();
    is_number(second, 14) && day == second && first.contains('-') && (20..=27).contains(&count)
}
