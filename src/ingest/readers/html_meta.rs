//! The `<meta>` tags of a page.

use super::html_strip::unescape;
use super::html_tree::Tree;
use crate::ingest::statement::Statement;
use crate::text::one_line;
use serde_json::Value;
use std::collections::BTreeMap;

/// Names of `<meta>` that state the day of publication, the surest first.
pub(super) const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "cxense:recs:publishtime",
    "sailthru.date",
    "article.published",
    "published",
    "published-date",
    "published_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pub_date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "pubdate",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "bepress_citation_online_date",
    "bepress_citation_date",
    "prism.publicationdate",
    "eprints.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.available",
    "dc.date",
    "dc.date.created",
    "dc:date",
    "dc:created",
    "date.issued",
    "originalpublicationdate",
    "article_date_original",
    "iso-8601-publish-date",
    "date_published",
    "displaydate",
    "datecreated",
    "article:post_date",
    "vr:published_time",
    "last-modified-date-original",
    "rnews:datepublished",
    "release_date",
    "sort_date",
    "shareaholic:article_published_time",
    "bt:pubdate",
    "date",
    "dateofpublication",
    "timestamp",
];

/// Names that state the day of the last change.
pub(super) const CHANGES: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "last-modified",
    "lastmodified",
    "modified",
    "modificationdate",
    "revision_date",
    "updated_time",
];

pub(super) const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
    "citation_title",
];

pub(super) const AUTHORS: &[&str] = &[
    "author",
    "article:author_name",
    "article:author:name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc:creator",
    "citation_author",
    "byl",
    "authors",
    "cxenseparse:author",
    "cxense:author",
    "article:author",
    "creator",
];

pub(super) const OUTLETS: &[&str] = &[
    "og:site_name",
    "application-name",
    "cre",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "twitter:app:name:iphone",
    "apple-mobile-web-app-title",
];

/// The `<meta>` tags of a page, by name in small letters; of several with one name the first, of authors all.
#[derive(Debug, Default)]
pub(super) struct Meta(BTreeMap<String, Vec<String>>);

/// What `parsely-page`, an object of JSON, states, under the names that Parse.ly has for single tags.
fn of_parsely_page(content: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(page)) = serde_json::from_str(content) else { return Vec::new() };
    let keys = [
        ("pub_date", "parsely-pub-date"),
        ("title", "parsely-title"),
        ("author", "parsely-author"),
        ("link", "parsely-link"),
        ("section", "parsely-section"),
    ];
    let stated = keys.iter().filter_map(|(key, name)| {
        let value = unescape(page.get(*key)?.as_str()?).trim().to_owned();
        (!value.is_empty()).then(|| ((*name).to_owned(), value))
    });
    stated.collect()
}

impl Meta {
    pub(super) fn read(tree: &Tree) -> Self {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for tag in tree.named("meta") {
            let Some(content) = tree.attribute(tag, "content") else { continue };
            let content = one_line(&unescape(content));
            let names =
                ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|key| tree.attribute(tag, key));
            for name in names.filter(|_| !content.is_empty()) {
                let all = found.entry(name.trim().to_lowercase()).or_default();
                if !all.contains(&content) && all.len() < 50 {
                    all.push(content.clone());
                }
            }
        }
        let page = found.get("parsely-page").and_then(|all| all.first()).map(|content| of_parsely_page(content));
        for (name, value) in page.into_iter().flatten() {
            found.entry(name).or_default().push(value);
        }
        Self(found)
    }

    /// The first of `names` that the page has.
    pub(super) fn first(&self, names: &[&str]) -> Option<Statement> {
        self.each(names).next()
    }

    /// Those of `names` that the page has, in the order of `names`.
    pub(super) fn each<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = Statement> + 'm {
        names.iter().filter_map(|name| Statement::at(format!("meta {name}"), self.0.get(*name)?.first()?))
    }

    /// All values of `name`.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_holds_an_object_states_what_single_tags_do() {
        let read = |html: &str| Meta::read(&Tree::read(html));
        let meta = read(
            r#"<meta name="parsely-page" content='{"title": "A &amp;amp; B", "pub_date": "2024-05-03T10:00:00Z", "author": ""}'>"#,
        );
        let value = |name: &str| meta.first(&[name]).map(|found| found.value);
        assert_eq!(value("parsely-pub-date").as_deref(), Some("2024-05-03T10:00:00Z"));
        assert_eq!(value("parsely-title").as_deref(), Some("A & B"));
        assert_eq!(value("parsely-author"), None);
        let meta = read(r#"<meta name="parsely-page" content='{"title'><meta name=Eprints.date content=2024-05-03>"#);
        assert_eq!(meta.first(DATES).map(|found| found.value).as_deref(), Some("2024-05-03"));
    }
}
