//! Factiva's XML (`PPSResponse`): an element for each field.

use super::super::xml::{Node, walk};
use super::super::{Output, Refusal};
use super::{Download, Found, hand_over, nothing_found};
use crate::text::one_line;
use crate::work::ProblemKind;

/// Reads a response.
pub(super) fn read(xml: &str, output: &mut Output<'_>) -> Result<(), Refusal> {
    let mut response = Response::default();
    if let Err(damage) = walk(xml, &mut |node| response.take(node)) {
        output.fault(ProblemKind::Malformed, format!("{damage}; what stands before was read"));
    }
    hand_over(Download { name: "Factiva", declared: response.declared, articles: response.articles }, output);
    nothing_found(output)
}

#[derive(Debug, Default)]
struct Response {
    declared: Option<usize>,
    articles: Vec<Found>,
    path: Vec<String>,
    value: String,
}

impl Response {
    fn take(&mut self, node: Node<'_>) {
        match node {
            Node::Open(name, attributes) => {
                if name == "ppsarticleResultSet" {
                    self.declared = attributes.get("count").and_then(|count| count.parse().ok());
                }
                if name == "article" {
                    self.articles.push(Found::default());
                }
                // Highlights lie within paragraphs.
                if !is_inline(name) && self.path.len() < 100 {
                    self.value.clear();
                    self.path.push(name.to_owned());
                }
            }
            Node::Text(text) => self.value.push_str(text),
            Node::Close(name) if !is_inline(name) => {
                self.set(name);
                self.value.clear();
                if let Some(at) = self.path.iter().rposition(|open| open == name) {
                    self.path.truncate(at);
                }
            }
            Node::Close(_) => {}
        }
    }

    fn set(&mut self, name: &str) {
        let parent = self.path.iter().rev().nth(1).map(String::as_str).unwrap_or_default();
        let value = self.value.trim().to_owned();
        let Some(article) = self.articles.last_mut().filter(|_| !value.is_empty()) else { return };
        match (parent, name) {
            (_, "accessionNo") => article.id = Some(value),
            (_, "baseLanguage") => article.language = Some(value),
            (_, "sourceName") => article.outlet = Some(value),
            (_, "byline") => article.byline = Some(super::labels::name_of(&value)),
            ("publicationDate", "dateTime" | "date") => {
                article.published = Some(value.split('T').next().unwrap_or(&value).to_owned());
            }
            ("headline", "paragraph") | (_, "headline") => {
                let line = one_line(&value);
                let title = article.title.get_or_insert_default();
                title.push_str(if title.is_empty() { "" } else { " " });
                title.push_str(&line);
            }
            ("leadParagraph" | "tailParagraphs", "paragraph") | (_, "leadParagraph" | "tailParagraphs") => {
                // A paragraph of older archives is many, each set in by spaces.
                article.body.extend(paragraphs(&value));
            }
            _ => {}
        }
    }
}

fn is_inline(name: &str) -> bool {
    matches!(name, "hlt" | "eLink" | "entityReference" | "ELink")
}

/// The paragraphs of a text whose lines were broken; a line that is set in begins one.
fn paragraphs(value: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in value.lines() {
        let begins = line.starts_with("    ") || line.trim().is_empty() || paragraphs.is_empty();
        match paragraphs.last_mut().filter(|_| !begins) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(line.trim());
            }
            None => paragraphs.push(line.trim().to_owned()),
        }
    }
    paragraphs
}
