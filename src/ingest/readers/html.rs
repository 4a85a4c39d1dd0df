//! Saved web pages: the headline and the main text, and what the page states of itself.
//!
//! The text is what is left of the page when menus, forms and the like are taken away; here alone an article's text is not
//! the document as read. A page that a parser should not be given is read by stripping its tags.

use super::html_guard::objection;
use super::html_main::{all_text, main_text};
use super::html_script::text_in_scripts;
use super::html_strip::strip;
use super::html_tree::Tree;
use super::{Document, Draft, Output, Refusal, declared_encoding, decoded, hash, html_fields, whole};
use crate::ingest::statement::{Statement, Statements};
use crate::work::ProblemKind;
use std::panic::AssertUnwindSafe;

/// Bytes of a page that are read. The largest of thousands of saved news pages has 9 MiB.
const LIMIT_BYTES: usize = 32 * 1024 * 1024;

/// Characters below which what was found is not taken for the main text where the page holds far more.
const LEAST_MAIN_CHARS: usize = 200;

/// Reads a page as one article.
pub(super) fn read(document: Document<'_>, output: &mut Output<'_>) -> Result<(), Refusal> {
    let bytes = whole(document, LIMIT_BYTES, output)?;
    let sha256 = hash(&bytes);
    let declared = declared_encoding(&bytes);
    let text = decoded(bytes, declared.as_deref(), output);
    let page = match objection(&text) {
        Some(reason) => {
            output.fault(ProblemKind::Limit, format!("{reason}; it was read by removing its tags"));
            stripped(&text)
        }
        None => parsed(&text, output),
    };
    let text = page.main.trim().to_owned();
    output.draft(Draft { sha256: Some(sha256), text, statements: page.statements, ..Draft::default() });
    Ok(())
}

#[derive(Default)]
struct Page {
    /// The article's text without its headline.
    main: String,
    statements: Statements,
}

fn stripped(html: &str) -> Page {
    let (main, title) = strip(html);
    let title = title.and_then(|title| Statement::at("<title>", &title));
    Page { main, statements: Statements { title, ..Statements::default() } }
}

/// What a parser finds; where it fails or finds next to nothing, the page without its tags.
fn parsed(html: &str, output: &mut Output<'_>) -> Page {
    let mut statements = Statements::default();
    let mut main = String::new();
    let mut around = String::new();
    let mut summary = None;
    // The parser is other people's work: a panic in it must leave the page as it is without its tags.
    let _ = std::panic::catch_unwind(AssertUnwindSafe(|| {
        let tree = Tree::read(html);
        let facts = html_fields::read(&tree);
        statements = facts.statements;
        let found = main_text(&tree, facts.headline);
        if found.chars().count() < LEAST_MAIN_CHARS {
            let others = [facts.body.unwrap_or_default(), text_in_scripts(&tree)];
            main = others.into_iter().find(|text| text.chars().count() >= LEAST_MAIN_CHARS).unwrap_or(found);
            around = all_text(&tree, facts.headline);
            summary = facts.summary;
        } else {
            main = found;
        }
    }));
    let length = |text: &str| text.chars().count();
    if length(&main) >= LEAST_MAIN_CHARS {
        return Page { main, statements };
    }
    let all = stripped(html);
    let statements = statements.or(all.statements);
    let is_little = length(&around) < LEAST_MAIN_CHARS && length(&all.main) >= 2 * LEAST_MAIN_CHARS;
    let most = if is_little || around.is_empty() { all.main } else { around };
    if length(most.trim()) < 2 * LEAST_MAIN_CHARS && !main.is_empty() {
        return Page { main, statements };
    }
    if length(most.trim()) >= 2 * LEAST_MAIN_CHARS {
        output.fault(ProblemKind::Doubtful, "no main text was found in it; the whole page was taken");
    }
    if most.trim().is_empty() && main.is_empty() {
        // A page that shows nothing without running its scripts still says what it is about.
        let title = statements.title.as_ref().map(|title| title.value.clone());
        let said: Vec<String> = title.into_iter().chain(summary).collect();
        if !said.is_empty() {
            output.fault(ProblemKind::Doubtful, "it holds no text; its title and description were taken");
        }
        return Page { main: said.join("\n\n"), statements };
    }
    Page { main: most, statements }
}
