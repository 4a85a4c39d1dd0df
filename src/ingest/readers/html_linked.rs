//! What a page says of itself as linked data (JSON-LD), read leniently: broken off, in comments, with raw line ends.

use super::html_strip::unescape;
use super::html_tree::Tree;
use crate::ingest::statement::Statement;
use crate::text::one_line;
use serde_json::{Map, Value};

/// Levels of lists and objects that are looked into for articles.
const DEPTH: usize = 6;

/// Descriptions of one page that are kept.
const MOST_OBJECTS: usize = 200;

/// The descriptions of what the page is about, articles before pages before the rest.
#[derive(Debug, Default)]
pub(super) struct Linked {
    objects: Vec<(Rank, Map<String, Value>)>,
    /// All other things by their `@id`: authors and publishers are often only pointed to.
    others: Vec<(String, Map<String, Value>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Article,
    Page,
}

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) is_organisation: bool,
}

impl Linked {
    /// Everything in the page's scripts of that kind.
    pub(super) fn read(tree: &Tree) -> Self {
        let mut found = Self::default();
        for script in tree.named("script") {
            let is_linked = tree
                .attribute(script, "type")
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
            if is_linked && let Some(value) = parse(&tree.raw_text(script)) {
                found.gather(&value, DEPTH);
            }
        }
        found.objects.sort_by_key(|(rank, _)| *rank);
        found
    }

    fn gather(&mut self, value: &Value, depth: usize) {
        if depth == 0 || self.objects.len() + self.others.len() > MOST_OBJECTS {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.gather(item, depth - 1)),
            Value::Object(object) => {
                if let Some(rank) = rank_of(object) {
                    self.objects.push((rank, object.clone()));
                } else if let Some(Value::String(id)) = object.get("@id") {
                    self.others.push((id.clone(), object.clone()));
                }
                for name in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "publisher"] {
                    if let Some(inner @ (Value::Array(_) | Value::Object(_))) = object.get(name) {
                        self.gather(inner, depth - 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// The first text that an article, else a page, has under one of `names`.
    pub(super) fn text(&self, names: &[&'static str]) -> Option<Statement> {
        self.objects.iter().find_map(|(_, object)| text_in(object, names))
    }

    /// The same of articles alone.
    pub(super) fn article_text(&self, names: &[&'static str]) -> Option<Statement> {
        self.articles().find_map(|object| text_in(object, names))
    }

    /// True where anything described is an article.
    pub(super) fn holds_article(&self) -> bool {
        self.articles().next().is_some()
    }

    fn articles(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.objects.iter().filter(|(rank, _)| *rank == Rank::Article).map(|(_, object)| object)
    }

    /// Who stands under `name` in the first description that names anybody there.
    pub(super) fn people(&self, name: &str) -> Vec<Named> {
        let all = self.objects.iter().filter_map(|(_, object)| object.get(name));
        all.map(|value| {
            let mut found = Vec::new();
            self.people_in(value, DEPTH, &mut found);
            found
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
    }

    fn people_in(&self, value: &Value, depth: usize, found: &mut Vec<Named>) {
        if depth == 0 {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.people_in(item, depth - 1, found)),
            Value::String(name) => push(found, name, false),
            Value::Object(object) => {
                let is_organisation = kinds(object).any(|kind| kind.ends_with("Organization") || kind == "WebSite");
                match object.get("name") {
                    Some(Value::String(name)) => push(found, name, is_organisation),
                    Some(inner @ (Value::Array(_) | Value::Object(_))) => self.people_in(inner, depth - 1, found),
                    _ => {
                        let id = object.get("@id").and_then(Value::as_str).unwrap_or("#");
                        let meant = self.others.iter().find(|(other, there)| other == id && there.contains_key("name"));
                        if let Some((_, there)) = meant {
                            self.people_in(&Value::Object(there.clone()), depth - 1, found);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

fn push(found: &mut Vec<Named>, name: &str, is_organisation: bool) {
    let name = one_line(&unescape(name));
    if !name.is_empty() && found.iter().all(|other| other.name != name) {
        found.push(Named { name, is_organisation });
    }
}

fn text_in(object: &Map<String, Value>, names: &[&'static str]) -> Option<Statement> {
    names.iter().find_map(|name| {
        let value = match object.get(*name)? {
            Value::Array(items) => items.first()?,
            value => value,
        };
        let text = value.as_str().or_else(|| value.get("@value")?.as_str()).or_else(|| value.get("@id")?.as_str())?;
        Statement::at(format!("JSON-LD: {name}"), &unescape(text))
    })
}

fn kinds(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, several) = match object.get("@type") {
        Some(Value::String(kind)) => (Some(kind.as_str()), [].as_slice()),
        Some(Value::Array(kinds)) => (None, kinds.as_slice()),
        _ => (None, [].as_slice()),
    };
    one.into_iter().chain(several.iter().filter_map(Value::as_str))
}

/// Kinds of things that are an article or a page, in schema.org's words.
fn rank_of(object: &Map<String, Value>) -> Option<Rank> {
    let is = |names: &[&str]| kinds(object).any(|kind| names.iter().any(|name| kind.ends_with(name)));
    if is(&["Article", "BlogPosting", "Report", "Posting"]) {
        Some(Rank::Article)
    } else if is(&["WebPage", "VideoObject", "CreativeWork", "Review", "Recipe", "PodcastEpisode", "HowTo", "ItemPage"])
    {
        Some(Rank::Page)
    } else {
        None
    }
}

/// JSON as pages write it: in CDATA or a comment, with raw line ends in strings, commas too many, several side by side.
fn parse(script: &str) -> Option<Value> {
    let mut script = script.trim().trim_end_matches(';').trim();
    for open in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["] {
        script = script.strip_prefix(open).unwrap_or(script).trim_start();
    }
    for close in ["-->", "//]]>", "/*]]>*/", "]]>"] {
        script = script.strip_suffix(close).unwrap_or(script).trim_end();
    }
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let mended = mend(script);
    let several: Vec<Value> =
        serde_json::Deserializer::from_str(&mended).into_iter::<Value>().map_while(Result::ok).collect();
    (!several.is_empty()).then_some(Value::Array(several))
}

/// Raw control characters as blanks, no comma before a closing bracket, no backslash before what needs none.
fn mend(script: &str) -> String {
    let mut mended = String::with_capacity(script.len());
    let mut is_in_string = false;
    let mut chars = script.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_in_string => match chars.next() {
                Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => mended.extend(['\\', next]),
                Some(next) => mended.push(next),
                None => {}
            },
            '"' => {
                is_in_string = !is_in_string;
                mended.push(c);
            }
            '}' | ']' if !is_in_string => {
                let length = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(length);
                mended.push(c);
            }
            c if c.is_control() => mended.push(' '),
            c => mended.push(c),
        }
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(json: &str) -> Linked {
        Linked::read(&Tree::read(&format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn an_article_is_found_however_it_is_wrapped() {
        for json in [
            r#"{"@type": "NewsArticle", "headline": "A &amp; B"}"#,
            r#"[{"@type": "WebPage", "headline": "no"}, {"@type": ["Thing", "Article"], "headline": ["A & B"]}]"#,
            r#"{"@graph": [{"@type": "BlogPosting", "headline": "A & B"}]}"#,
            "<!-- {\"@type\": \"Article\",\n \"headline\": \"A\n& B\",} -->",
            r#"{"@type": "Article", "headline": "A \& B"} {"@type": "Person"}"#,
        ] {
            let title = linked(json).text(&["headline"]).map(|found| found.value);
            assert_eq!(title.as_deref(), Some("A & B"), "{json}");
        }
    }

    #[test]
    fn authors_are_named_listed_or_pointed_to() {
        let cases = [
            (r#""author": "Ann Bell""#, vec![("Ann Bell", false)]),
            (
                r#""author": [{"@type": "Person", "name": "Ann Bell"}, {"name": ["Bo Carr"]}]"#,
                vec![("Ann Bell", false), ("Bo Carr", false)],
            ),
            (r##""author": {"@type": "Person", "@id": "#p"}"##, vec![("Cy Dunn", false)]),
            (r#""author": {"@type": "NewsMediaOrganization", "name": "The Bell"}"#, vec![("The Bell", true)]),
        ];
        for (author, expected) in cases {
            let json = format!(
                r##"{{"@graph": [{{"@type": "Article", {author}}}, {{"@type": "Person", "@id": "#p", "name": "Cy Dunn"}}]}}"##
            );
            let people = linked(&json).people("author");
            let found: Vec<(&str, bool)> = people.iter().map(|one| (one.name.as_str(), one.is_organisation)).collect();
            assert_eq!(found, expected, "{author}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_script_is_read(json in "([{}\\[\\]\",:]|\\\\|\"@type\":\"Article\"|\"@graph\":|\"name\"|a| ){0,60}") {
            linked(&json).people("author");
        }
    }
}
