//! QDPX (REFI-QDA project exchange 1.5): articles as sources, tags as codes, notes as notes on their passages, for MAXQDA,
//! `NVivo`, ATLAS.ti and `QualCoder`.
//!
//! Positions count Unicode code points of the text as it is enclosed, with one sign at the end of a line, as the standard
//! asks. Identifiers come from contents: the same work exported twice is the same project.

use super::markup::escaped_line;
use super::package::{self, Package};
use super::reference::line;
use super::{Selection, markup, sheet};
use crate::corpus::{Article, ArticleId, ContentHash};
use crate::text::{CodePoints, Span};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};

/// Code of passages that carry a note.
const NOTED: &str = "Noted";
/// Code of articles that were reviewed.
const REVIEWED: &str = "Reviewed";
/// What is told of an article as variables.
const VARIABLES: [&str; 6] = ["Outlet", "Published", "Byline", "Language", "Address", "Source"];
/// Colours of codes, by turns.
const COLOURS: [&str; 8] = ["#1f77b4", "#b85c00", "#2c7a2c", "#b22222", "#6a4c93", "#7a4a2b", "#a83279", "#5f5f5f"];

/// Writes the project with its sources, article by article: a corpus of any size.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    package::write(out, |package| fill(selection, package))
}

fn fill<W: Write + Seek>(selection: &Selection<'_>, package: &mut Package<W>) -> io::Result<()> {
    let mut names = super::reference::Names::default();
    let mut guid_of =
        |article: &Article| guid(&names.unique(&format!("source {} {}", article.sha256, article.source.doc())));
    let guids: Vec<String> = selection.articles().map(|(_, article)| guid_of(&article)).collect();
    let codes = codes(selection);
    project(selection, &guids, &codes, package.start("project.qde")?)?;
    for ((_, article), guid) in selection.articles().zip(&guids) {
        package.part(&format!("Sources/{guid}.txt"), text_of(&article).as_bytes())?;
    }
    Ok(())
}

/// Identifiers of all codes by their names.
fn codes(selection: &Selection<'_>) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    for (article_id, _) in selection.articles() {
        let is_noted = selection.marks.notes_on(article_id).any(|(span, _)| span.is_some());
        let noted = is_noted.then(|| NOTED.to_owned());
        for name in codes_of(article_id, selection).into_iter().chain(noted) {
            let guid = code(&name);
            codes.entry(name).or_insert(guid);
        }
    }
    codes
}

/// Codes of a whole article: its tags, and that it was reviewed.
fn codes_of(article_id: ArticleId, selection: &Selection<'_>) -> Vec<String> {
    let marks = selection.marks;
    let reviewed = marks.reviewed.contains(article_id).then(|| REVIEWED.to_owned());
    let tags = marks.tags_of(article_id).map(|tag| line(tag)).chain(reviewed);
    tags.filter(|name| !name.is_empty()).collect()
}

fn code(name: &str) -> String {
    guid(&format!("code {name}"))
}

/// The text as it is enclosed: one sign at the end of a line, without what XML and readers of text stumble over.
fn text_of(article: &Article) -> String {
    article.text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

/// A place of the text as it is enclosed, in code points.
fn place(article: &Article, points: &CodePoints<'_>, span: Span) -> (usize, usize) {
    // Of two signs at the end of a line one is enclosed.
    let dropped = |offset: usize| article.text.get(..offset).unwrap_or_default().matches("\r\n").count();
    let (start, end) = points.span(span);
    (start - dropped(span.start()), end - dropped(span.end()))
}

/// Writes the project itself: codes, variables, sources, notes.
fn project(
    selection: &Selection<'_>,
    guids: &[String],
    codes: &BTreeMap<String, String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let scope = &selection.scope;
    let moment = scope.exported_at.map(|at| format!(" creationDateTime=\"{}\"", at.format("%Y-%m-%dT%H:%M:%SZ")));
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    writeln!(
        out,
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"{}\" origin=\"Parallax {}\" creatingUserGUID=\"{}\"{}>",
        escaped_line(&sheet::heading(scope)),
        escaped_line(&scope.program_version),
        user(),
        moment.unwrap_or_default()
    )?;
    writeln!(out, "<Users><User guid=\"{}\" name=\"Parallax\"/></Users>", user())?;
    if !codes.is_empty() {
        writeln!(out, "<CodeBook><Codes>")?;
        for ((name, guid), colour) in codes.iter().zip(COLOURS.iter().cycle()) {
            let name = escaped_line(name);
            writeln!(out, "<Code guid=\"{guid}\" name=\"{name}\" isCodable=\"true\" color=\"{colour}\"/>")?;
        }
        writeln!(out, "</Codes></CodeBook>")?;
    }
    writeln!(out, "<Variables>")?;
    for name in VARIABLES {
        let guid = variable(name);
        writeln!(out, "<Variable guid=\"{guid}\" name=\"{name}\" typeOfVariable=\"Text\"/>")?;
    }
    writeln!(out, "</Variables>\n<Sources>")?;
    let mut notes = String::new();
    for ((article_id, article), guid) in selection.articles().zip(guids) {
        source(guid, article_id, &article, selection, &mut notes, out)?;
    }
    writeln!(out, "</Sources>")?;
    if !notes.is_empty() {
        writeln!(out, "<Notes>\n{notes}</Notes>")?;
    }
    let told: Vec<String> = scope.told().collect();
    writeln!(out, "<Description>{}</Description>\n</Project>", markup::escaped(&told.join("\n")))
}

/// Writes one source; its notes are added to `notes`, which stand behind all sources.
fn source(
    guid_of_source: &str,
    article_id: ArticleId,
    article: &Article,
    selection: &Selection<'_>,
    notes: &mut String,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<TextSource guid=\"{guid_of_source}\" name=\"{}\" plainTextPath=\"internal://{guid_of_source}.txt\" \
         creatingUser=\"{}\">",
        escaped_line(&name_of(article)),
        user()
    )?;
    let mut notes_of_whole = String::new();
    let points = CodePoints::new(&article.text);
    for (number, (span, text)) in selection.marks.notes_on(article_id).enumerate() {
        let note = note(&format!("{guid_of_source} note {number}"), text, notes);
        let Some(span) = span else {
            let _ = write!(notes_of_whole, "<NoteRef targetGUID=\"{note}\"/>");
            continue;
        };
        let (start, end) = place(article, &points, span);
        let words = escaped_line(&sheet::shortened(&line(span.slice(&article.text)), 80));
        let coding = coding(&format!("{guid_of_source} coding {number}"), &code(NOTED));
        let guid = guid(&format!("{guid_of_source} selection {number}"));
        writeln!(
            out,
            "<PlainTextSelection guid=\"{guid}\" name=\"{words}\" startPosition=\"{start}\" endPosition=\"{end}\" \
             creatingUser=\"{}\">{coding}<NoteRef targetGUID=\"{note}\"/></PlainTextSelection>",
            user()
        )?;
    }
    for name in codes_of(article_id, selection) {
        out.write_all(coding(&format!("{guid_of_source} coding {name}"), &code(&name)).as_bytes())?;
    }
    writeln!(out, "{notes_of_whole}{}</TextSource>", variables(article))
}

/// Adds a note to `notes`; gives its identifier.
fn note(key: &str, text: &str, notes: &mut String) -> String {
    let guid = guid(key);
    let name = escaped_line(&sheet::shortened(&line(text), 60));
    let text = markup::escaped(text);
    let _ = writeln!(
        notes,
        "<Note guid=\"{guid}\" name=\"{name}\" creatingUser=\"{}\"><PlainTextContent>{text}</PlainTextContent></Note>",
        user()
    );
    guid
}

fn coding(key: &str, code: &str) -> String {
    let guid = guid(key);
    format!("<Coding guid=\"{guid}\" creatingUser=\"{}\"><CodeRef targetGUID=\"{code}\"/></Coding>", user())
}

fn variables(article: &Article) -> String {
    let facts = sheet::facts(article);
    let value = |name: &str| {
        let told = if name == "Byline" { "By" } else { name };
        facts.iter().find(|fact| fact.name == told).map(|fact| fact.value.clone())
    };
    let mut variables = String::new();
    for (name, value) in VARIABLES.into_iter().filter_map(|name| Some((name, value(name)?))) {
        let _ = writeln!(
            variables,
            "<VariableValue><VariableRef targetGUID=\"{}\"/><TextValue>{}</TextValue></VariableValue>",
            variable(name),
            escaped_line(&value)
        );
    }
    variables
}

/// Short enough for a list.
fn name_of(article: &Article) -> String {
    let title = article.shown_title();
    let name = match article.outlet() {
        Some(outlet) => format!("{title} ({outlet})"),
        None => title,
    };
    sheet::shortened(&line(&name), 200)
}

fn variable(name: &str) -> String {
    guid(&format!("variable {name}"))
}

fn user() -> String {
    guid("user")
}

/// An identifier that follows from `key` (RFC 9562, version 8).
fn guid(key: &str) -> String {
    let hash = Sha256::digest(format!("parallax {key}").as_bytes());
    let mut hex = ContentHash(hash.into()).to_string();
    hex.truncate(32);
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "8");
    for at in [20, 16, 12, 8] {
        hex.insert(at, '-');
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_the_same_each_time_and_shaped_as_the_standard_asks() {
        let guid = guid("code a");
        assert_eq!(guid, super::guid("code a"));
        assert_ne!(guid, super::guid("code b"));
        let parts: Vec<usize> = guid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(guid.chars().all(|c| c == '-' || c.is_ascii_hexdigit()));
        assert_eq!((guid.as_bytes().get(14), guid.as_bytes().get(19)), (Some(&b'8'), Some(&b'8')));
    }
}
