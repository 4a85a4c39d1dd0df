//! ODT: the paragraphs of `content.xml`, runs of white space as one, notes at the end.

use super::super::Output;
use super::super::package::Package;
use super::super::prose::{Prose, Role};
use super::super::xml::{Attributes, Node, walk};
use super::{hand_over, properties};
use crate::corpus::ContentHash;
use crate::work::ProblemKind;

/// Elements whose text is not the document's.
const SKIPPED: &[&str] = &["annotation", "tracked-changes", "note-citation", "forms", "sequence-decls"];

/// Spaces that one `text:s` may stand for.
const SPACES: usize = 200;

/// Reads a document.
pub(in crate::ingest::readers) fn read(package: &mut Package, sha256: ContentHash, output: &mut Output<'_>) {
    let xml = package.text("content.xml", &mut |trouble| output.fault(trouble.kind, trouble.reason));
    let mut body = Body::default();
    if let Err(damage) = walk(&xml.unwrap_or_default(), &mut |node| body.take(&node)) {
        output.fault(ProblemKind::Malformed, format!("{damage}; what stands before was read"));
    }
    hand_over(&body.prose, properties(package, "meta.xml"), sha256, output);
}

/// What was read so far. Names are those of `OpenDocument` 1.3, part 3.
#[derive(Debug, Default)]
struct Body {
    prose: Prose,
    /// The note that is open.
    note: Option<String>,
    skipped: Option<(String, usize)>,
    paragraph_depth: usize,
    list_depth: usize,
}

impl Body {
    fn take(&mut self, node: &Node<'_>) {
        if self.is_skipped(node) {
            return;
        }
        match node {
            Node::Open(name, attributes) => self.open(name, attributes),
            Node::Close(name) => self.close(name),
            Node::Text(text) => {
                if self.paragraph_depth > 0 {
                    self.push_collapsed(text);
                }
            }
        }
    }

    fn is_skipped(&mut self, node: &Node<'_>) -> bool {
        if let Some((skipped, depth)) = &mut self.skipped {
            match node {
                Node::Open(name, _) if name == skipped => *depth += 1,
                Node::Close(name) if name == skipped => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.skipped = None;
            }
            return true;
        }
        if let Node::Open(name, _) = node
            && SKIPPED.contains(name)
        {
            self.skipped = Some(((*name).to_owned(), 1));
            return true;
        }
        false
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "p" | "h" => {
                self.paragraph_depth += 1;
                if self.note.is_some() {
                    return;
                }
                self.prose.begin();
                let role = attributes.get("style-name").map(|style| Role::of_style(&style)).unwrap_or_default();
                let is_tight = self.list_depth > 0;
                if let Some(paragraph) = self.prose.current() {
                    (paragraph.role, paragraph.is_tight) = (role, is_tight);
                }
            }
            "note-body" => self.note = Some(String::new()),
            "list" => self.list_depth += 1,
            "table-row" => self.prose.begin_row(),
            "table-cell" => self.prose.begin_cell(),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "s" => {
                let count = attributes.get("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.push(&" ".repeat(count.min(SPACES)));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.paragraph_depth = self.paragraph_depth.saturating_sub(1);
                match &mut self.note {
                    Some(note) => note.push('\n'),
                    None => self.prose.end(),
                }
            }
            "note-body" => self.prose.notes.extend(self.note.take()),
            "list" => self.list_depth = self.list_depth.saturating_sub(1),
            "table-row" => self.prose.end_row(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        match &mut self.note {
            Some(note) => note.push_str(text),
            None => self.prose.push(text),
        }
    }

    fn push_collapsed(&mut self, text: &str) {
        let mut collapsed = String::new();
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                collapsed.push(c);
            } else if !collapsed.ends_with(' ') {
                collapsed.push(' ');
            }
        }
        self.push(&collapsed);
    }
}
