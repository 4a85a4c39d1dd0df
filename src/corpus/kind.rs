//! What sort of document an article came from, told by the name of its file: for the eye and for filters.

use super::Source;

/// Endings of names, and what a person calls such a document.
const KINDS: [(&str, &str); 14] = [
    ("html htm xhtml mhtml mht warc", "web page"),
    ("txt text", "plain text"),
    ("md markdown", "Markdown"),
    ("pdf", "PDF"),
    ("docx docm odt rtf doc", "word processor"),
    ("epub", "book"),
    ("eml mbox", "e-mail"),
    ("json jsonl ndjson", "JSON"),
    ("csv tsv xlsx", "table"),
    ("ris bib bibtex enw", "references"),
    ("rss atom xml", "feed"),
    ("zip tar tgz", "archive"),
    ("gz", "packed file"),
    ("sqlite db", "database"),
];

/// What everything else is called.
const OTHER: &str = "other";

impl Source {
    /// What sort of document it is: `web page`, `PDF`, `table`; `other` where the name does not say.
    pub fn kind(&self) -> &'static str {
        let member = self.member.as_deref().and_then(of_name);
        let path = || of_name(&self.shown_path);
        // What a packed file holds stands before the ending that says it is packed.
        let packed = || self.shown_path.strip_suffix(".gz").and_then(of_name);
        member.or_else(packed).or_else(path).unwrap_or(OTHER)
    }
}

fn of_name(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    let is_it = |known: &str| known.split(' ').any(|known| known.eq_ignore_ascii_case(extension));
    KINDS.iter().find(|(known, _)| is_it(known)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;
    use std::sync::Arc;

    #[test]
    fn the_name_tells_the_kind() {
        for (path, member, expected) in [
            ("a/page.HTM", None, "web page"),
            ("news.jsonl", Some("7"), "JSON"),
            ("all.zip", Some("in/report.pdf"), "PDF"),
            ("all.zip", Some("17"), "archive"),
            ("dump.csv.gz", None, "table"),
            ("dump.gz", None, "packed file"),
            ("README", None, "other"),
            ("v1.2", None, "other"),
        ] {
            let source =
                Source { path: Arc::new(PathBuf::new()), shown_path: path.into(), member: member.map(Arc::from) };
            assert_eq!(source.kind(), expected, "{path} {member:?}");
        }
    }
}
