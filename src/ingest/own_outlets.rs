//! `outlets.tsv` in an opened folder: outlets that are known while that folder is read.
//!
//! Its lines have the form of the list that is built in: name, other names (`;` between), addresses (`;` between), country,
//! language; the last three may be left out. A line that does not fit is left out and told of.

use super::decode::decode;
use super::infer::OutletList;
use super::open::{open, unreadable};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The name of the file.
pub(super) const NAME: &str = "outlets.tsv";

/// Bytes of an `outlets.tsv` that are read.
const MAX_BYTES: u64 = 1024 * 1024;

/// Broken lines that are told of one by one.
const TOLD_LINES: usize = 20;

/// What an `outlets.tsv` holds.
#[derive(Debug)]
pub(super) struct OwnOutlets {
    pub(super) path: PathBuf,
    /// Nothing where the file could not be read.
    pub(super) list: Option<OutletList>,
    /// What does not fit, in sentences.
    pub(super) faults: Vec<String>,
}

/// The `outlets.tsv` of `folder`, if there is one.
pub(super) fn read(folder: &Path) -> Option<OwnOutlets> {
    let path = folder.join(NAME);
    if !fs::symlink_metadata(&path).is_ok_and(|facts| facts.is_file()) {
        return None;
    }
    let mut bytes = Vec::new();
    let failure = match open(&path) {
        Ok(file) => file.take(MAX_BYTES).read_to_end(&mut bytes).err().map(|error| unreadable(&error).reason),
        Err(refusal) => Some(refusal.reason),
    };
    if let Some(failure) = failure {
        return Some(OwnOutlets { path, list: None, faults: vec![failure] });
    }
    let (fitting, faults) = sorted_out(&decode(bytes, None).text);
    Some(OwnOutlets { path, list: OutletList::of(fitting), faults })
}

/// The lines that fit, and what is wrong with the others.
fn sorted_out(list: &str) -> (String, Vec<String>) {
    let mut fitting = String::new();
    let mut faults = Vec::new();
    for (index, line) in list.lines().enumerate() {
        let is_entry = !line.trim().is_empty() && !line.starts_with('#');
        if let Some(fault) = fault(line).filter(|_| is_entry) {
            faults.push(format!("line {} {fault}", index + 1));
        } else {
            fitting.push_str(line);
            fitting.push('\n');
        }
    }
    if faults.len() > TOLD_LINES {
        let more = faults.len() - TOLD_LINES;
        faults.truncate(TOLD_LINES);
        faults.push(format!("{more} more lines do not fit"));
    }
    (fitting, faults)
}

fn fault(line: &str) -> Option<String> {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    let name = columns.first().copied().unwrap_or_default();
    if name.is_empty() {
        return Some("names no outlet".to_owned());
    }
    let Some(addresses) = columns.get(2) else {
        return Some("has fewer than three columns (name, other names, addresses; tabs between)".to_owned());
    };
    let is_address = |address: &&str| address.contains('.') && !address.contains([' ', '/', '@']);
    let mut filled = addresses.split(';').map(str::trim).filter(|address| !address.is_empty());
    if let Some(other) = filled.find(|address| !is_address(address)) {
        return Some(format!("has an address that is none: “{}”", shortened(other)));
    }
    let country = columns.get(3).copied().unwrap_or_default();
    let is_country = country.is_empty() || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    (!is_country).then(|| format!("has a country that is no code of two capitals: “{}”", shortened(country)))
}

fn shortened(value: &str) -> String {
    value.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_is_told_by_its_number_and_the_others_count() {
        let list = "# mine\n\nValley Bell\tThe Bell\tbell.example\tGB\ten\nNo tabs here\nHill Post\t\tnowhere\n\tX\tx.example\nTop\t\t\tEngland\n";
        let (fitting, faults) = sorted_out(list);
        assert_eq!(fitting, "# mine\n\nValley Bell\tThe Bell\tbell.example\tGB\ten\n");
        assert_eq!(
            faults,
            [
                "line 4 has fewer than three columns (name, other names, addresses; tabs between)",
                "line 5 has an address that is none: “nowhere”",
                "line 6 names no outlet",
                "line 7 has a country that is no code of two capitals: “England”",
            ]
        );
    }
}
