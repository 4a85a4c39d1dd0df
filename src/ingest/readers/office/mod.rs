//! Documents of word processors, and books.
//!
//! Each becomes a list of paragraphs ([`super::prose`]); where the paragraphs show a download from a news database, its articles,
//! else one article.

pub(super) mod docx;
pub(super) mod epub;
pub(super) mod odt;
pub(super) mod rtf;
mod rtf_codes;
mod rtf_tokens;

use super::package::Package;
use super::prose::{Prose, Role};
use super::xml::{Node, walk};
use super::{Draft, Output, databases};
use crate::corpus::ContentHash;
use crate::ingest::statement::{Statement, Statements};

/// What a document's properties state.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) title: Option<Statement>,
    pub(super) language: Option<Statement>,
}

/// The properties that the file `path` of a document holds.
fn properties(package: &mut Package, path: &str) -> Properties {
    let mut found = Properties::default();
    let Some(xml) = package.text(path, &mut |_| {}) else { return found };
    let mut name_of_open = String::new();
    let _ = walk(&xml, &mut |node| match node {
        Node::Open(name, _) => name.clone_into(&mut name_of_open),
        Node::Close(_) => name_of_open.clear(),
        Node::Text(text) => match name_of_open.as_str() {
            "title" => found.title = Statement::at("document property: title", text),
            "language" => found.language = Statement::at("document property: language", text),
            _ => {}
        },
    });
    found
}

/// Hands over the article of a document, or the articles of a database's.
pub(super) fn hand_over(prose: &Prose, properties: Properties, sha256: ContentHash, output: &mut Output<'_>) {
    if databases::read_prose(prose, output) {
        return;
    }
    let text = prose.text();
    let at = |role: Role, place: &'static str| Statement::at(place, &prose.joined(role)?);
    // Properties are often left from another document: a title counts where the text bears it out.
    let folded = crate::text::fold(&text);
    let is_borne_out = |title: &Statement| folded.contains(&crate::text::fold(&title.value));
    let statements = Statements {
        title: at(Role::Title, "paragraph style: title").or_else(|| properties.title.filter(is_borne_out)),
        byline: at(Role::Author, "paragraph style: author"),
        published: at(Role::Date, "paragraph style: date"),
        language: properties.language,
        ..Statements::default()
    };
    output.draft(Draft { sha256: Some(sha256), text, statements, ..Draft::default() });
}
