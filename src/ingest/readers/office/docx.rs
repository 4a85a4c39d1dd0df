//! DOCX: the paragraphs of `word/document.xml` with their notes.

use super::super::Output;
use super::super::package::Package;
use super::super::prose::{Prose, Role};
use super::super::xml::{Node, walk};
use super::{hand_over, properties};
use crate::corpus::ContentHash;
use crate::work::ProblemKind;

/// Reads a document.
pub(in crate::ingest::readers) fn read(package: &mut Package, sha256: ContentHash, output: &mut Output<'_>) {
    let mut prose = Prose::default();
    let path = ["word/document.xml", "word/document2.xml"].into_iter().find(|path| package.holds(path));
    let xml = package.text(path.unwrap_or_default(), &mut |trouble| output.fault(trouble.kind, trouble.reason));
    let damage = walk_body(&xml.unwrap_or_default(), &mut prose).err();
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        let mut found = Prose::default();
        if let Some(xml) = package.text(notes, &mut |trouble| output.fault(trouble.kind, trouble.reason)) {
            let _ = walk_body(&xml, &mut found);
        }
        prose.notes.extend(found.paragraphs.into_iter().map(|paragraph| paragraph.text));
    }
    if let Some(damage) = damage {
        output.fault(ProblemKind::Malformed, format!("{damage}; what stands before was read"));
    }
    let properties = properties(package, "docProps/core.xml");
    hand_over(&prose, properties, sha256, output);
}

/// Gathers the paragraphs of a part of a document. Names are those of `WordprocessingML` (ISO/IEC 29500-1, section 17).
pub(super) fn walk_body(xml: &str, prose: &mut Prose) -> Result<(), String> {
    let mut is_in_text = false;
    // What stands in a fallback stands a second time elsewhere; separators of notes are no notes.
    let mut skipped = Skipped::default();
    walk(xml, &mut |node| {
        if skipped.takes(&node) {
            return;
        }
        match node {
            Node::Open(name, attributes) => match name {
                "p" => prose.begin(),
                "t" => is_in_text = true,
                "tab" | "ptab" => prose.push("\t"),
                "br" | "cr" => prose.push("\n"),
                "noBreakHyphen" => prose.push("-"),
                "tr" => prose.begin_row(),
                "tc" => prose.begin_cell(),
                "pStyle" => {
                    if let (Some(style), Some(paragraph)) = (attributes.get("val"), prose.current()) {
                        paragraph.role = Role::of_style(&style);
                    }
                }
                "numPr" => {
                    if let Some(paragraph) = prose.current() {
                        paragraph.is_tight = true;
                    }
                }
                "bookmarkStart" => {
                    if let Some(paragraph) = prose.current() {
                        paragraph.is_target = true;
                    }
                }
                _ => {}
            },
            Node::Close(name) => match name {
                "p" => prose.end(),
                "t" => is_in_text = false,
                "tr" => prose.end_row(),
                _ => {}
            },
            Node::Text(text) if is_in_text => prose.push(text),
            Node::Text(_) => {}
        }
    })
}

/// Parts whose text is not the document's.
#[derive(Debug, Default)]
struct Skipped {
    /// Name of the skipped element, and how many of that name are open.
    open: Option<(String, usize)>,
}

impl Skipped {
    fn takes(&mut self, node: &Node<'_>) -> bool {
        if let Some((skipped, depth)) = &mut self.open {
            match node {
                Node::Open(name, _) if name == skipped => *depth += 1,
                Node::Close(name) if name == skipped => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.open = None;
            }
            return true;
        }
        // Tabs in the properties of a paragraph are places and no signs.
        if let Node::Open(name, attributes) = node {
            let is_separator =
                matches!(*name, "footnote" | "endnote") && attributes.get("type").is_some_and(|kind| kind != "normal");
            if is_separator || matches!(*name, "Fallback" | "tabs" | "del" | "moveFrom") {
                self.open = Some(((*name).to_owned(), 1));
                return true;
            }
        }
        false
    }
}
