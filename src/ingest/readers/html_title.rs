//! The headline of a page: what its heading, its linked data, its `<meta>` and its `<title>` agree on.
//!
//! The heading that a reader sees is the headline, if what is said to machines speaks of the same; those often add the
//! site's name, or say it in other words for search engines.

use super::html_furniture::is_aside;
use super::html_linked::Linked;
use super::html_meta::{Meta, TITLES};
use super::html_tree::Tree;
use crate::ingest::statement::Statement;
use crate::text::fold;
use std::collections::BTreeSet;

/// Characters that a headline has at least and at most.
const LEAST_CHARS: usize = 4;
const MOST_CHARS: usize = 300;

/// The part of the words that heading and machine's title must share.
const AGREEMENT: f32 = 0.3;
/// The same for a lesser heading, where no first one is the headline.
const CLOSE_AGREEMENT: f32 = 0.75;

/// Characters of a title made for sharing that are no chance when a lesser heading shows them too.
const LEAST_SHARED_CHARS: usize = 20;

/// Names of `<meta>` that state the section of the site that the page is in.
const SECTIONS: &[&str] =
    &["article:section", "section", "category", "content_category", "parsely-section", "dc.subject"];

/// Headings that are looked at.
const MOST_HEADINGS: usize = 60;

/// Marks between a headline and the name of its site.
const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " • ", " · ", " » ", " « ", " :: ", " ｜ ", "｜", " / ", " : ", ": ", "ㅣ"];

/// The headline, and the heading that it stands in, if one.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) statement: Option<Statement>,
    pub(super) node: Option<usize>,
}

/// The headline of the page. `sites` are names of the site, as far as known.
pub(super) fn read(tree: &Tree, meta: &Meta, linked: &Linked, sites: &[String]) -> Title {
    let page_title = tree.named("title").find(|&at| tree.ancestors(at).all(|around| tree.name(around) != "svg"));
    let page_title = page_title.and_then(|at| Statement::at("<title>", &tree.text(at)));
    let mut told: Vec<Statement> = Vec::new();
    told.extend(linked.article_text(&["headline"]));
    told.extend(meta.each(TITLES));
    told.extend(linked.text(&["headline"]));
    told.extend(page_title);
    told.retain(|title| title.value.chars().count() >= LEAST_CHARS);
    let visible = headings(tree, "h1", &told);
    let is_site = |text: &str| sites.iter().any(|site| fold(site) == fold(text));
    let sections: Vec<String> =
        meta.each(SECTIONS).chain(linked.article_text(&["articleSection"])).map(|section| section.value).collect();
    for title in &mut told {
        let whole = title.value.replace('\u{ad}', "");
        let bare = without_site(&whole, sites, &visible);
        // A section's name stands only between the headline and the site's.
        title.value = if bare == whole { bare } else { without_section(&bare, &sections).to_owned() };
    }
    let agreement = |text: &str| told.iter().map(|title| agreement(text, &title.value)).fold(0.0, f32::max);
    let best = |found: &[(usize, String)], least: f32| {
        let fitting =
            found.iter().filter(|(_, text)| !is_site(text)).map(|(at, text)| (*at, text.clone(), agreement(text)));
        fitting.filter(|(_, _, share)| *share >= least).fold(None::<(usize, String, f32)>, |best, one| match best {
            Some(best) if best.2 >= one.2 => Some(best),
            _ => Some(one),
        })
    };
    let alone = || match visible.as_slice() {
        [(at, text)] if !is_site(text) && (told.is_empty() || text.split_whitespace().count() > 2) => {
            Some((*at, text.clone(), 0.0))
        }
        _ => None,
    };
    let found = best(&visible, AGREEMENT).or_else(alone).or_else(|| {
        let lesser: Vec<(usize, String)> = ["h2", "h3"].iter().flat_map(|name| headings(tree, name, &told)).collect();
        best(&lesser, CLOSE_AGREEMENT)
    });
    match found {
        Some((node, text, _)) => {
            if let Some(statement) = outvoted(&told, &text).or_else(|| shown_twice(tree, &told, &text)) {
                return Title { statement: Some(statement), node: Some(node) };
            }
            let bare = told.iter().find(|title| is_begun_by(&text, &title.value));
            let text = bare.map_or(text, |title| title.value.clone());
            Title { statement: Statement::at(format!("<{}>", tree.name(node)), &text), node: Some(node) }
        }
        None => Title {
            statement: told.into_iter().find(|title| !is_site(&title.value)),
            node: visible.first().map(|(at, _)| *at),
        },
    }
}

/// The title told to machines that outvotes the heading: the one that linked data and `<meta>` or `<title>` agree on, or
/// where all differ, the one that is made for sharing.
fn outvoted(told: &[Statement], heading: &str) -> Option<Statement> {
    let of = |start: &str| told.iter().find(|title| title.basis.rule().starts_with(start));
    let (linked, meta) = (of("JSON-LD")?, of("meta og:title")?);
    let (linked_key, meta_key, heading_key) = (key(&linked.value), key(&meta.value), key(heading));
    if linked_key == heading_key || meta_key == heading_key {
        return None;
    }
    let is_page_title = of("<title>").is_some_and(|title| key(&title.value) == linked_key);
    if linked_key != meta_key && is_page_title && !is_behind_kicker(heading, &meta.value) {
        return Some(linked.clone());
    }
    (linked_key == meta_key || agreement(&meta.value, heading) >= AGREEMENT).then(|| meta.clone())
}

/// The title made for sharing, where a lesser heading shows it too, alone or behind its kicker: the first heading is then
/// the one in the words of search engines.
fn shown_twice(tree: &Tree, told: &[Statement], heading: &str) -> Option<Statement> {
    let shared = told.iter().find(|title| title.basis.rule() == "meta og:title")?;
    let shared_key = key(&shared.value);
    let is_short = shared.value.chars().count() < LEAST_SHARED_CHARS;
    if is_short || shared_key == key(heading) || is_behind_kicker(heading, &shared.value) {
        return None;
    }
    let mut lesser = ["h2", "h3"].iter().flat_map(|name| headings(tree, name, told));
    lesser.any(|(_, text)| key(&text).ends_with(&shared_key)).then(|| shared.clone())
}

/// Does the heading say the title behind other words, its kicker's?
fn is_behind_kicker(heading: &str, title: &str) -> bool {
    let (heading, title) = (fold(heading), fold(title));
    heading.strip_suffix(title.as_str()).is_some_and(|kicker| kicker.ends_with(char::is_whitespace))
}

/// Does the heading go on behind the title with a few words or figures that are no headline's: "(example.org) 87"?
fn is_begun_by(heading: &str, title: &str) -> bool {
    let rest = heading.strip_prefix(title).unwrap_or("").trim();
    (1..=30).contains(&rest.chars().count()) && title.chars().count() > 20 && rest.starts_with('(')
}

/// Words of an element inside of a heading that names its section or topic.
const KICKERS: &[&str] = &[
    "kicker",
    "overline",
    "topline",
    "eyebrow",
    "dachzeile",
    "spitzmarke",
    "roofline",
    "supertitle",
    "pretitle",
    "ressort",
    "label",
    "category",
    "section",
    "tagline",
    "prefix",
    "headlinekicker",
    "topic",
];

/// What a heading says, without the kicker in it unless what is told to machines has that too.
fn heading_text(tree: &Tree, at: usize, told: &[Statement]) -> String {
    let whole = tree.text(at);
    let is_kicker = |inner: &usize| tree.hint(*inner).split(' ').any(|word| KICKERS.contains(&word));
    let Some(kicker) = (at + 1..tree.end(at)).find(is_kicker).map(|inner| tree.text(inner)) else { return whole };
    let bare =
        whole.strip_prefix(kicker.as_str()).unwrap_or("").trim_start_matches([' ', ':', '–', '-', '|', '•', '/']);
    let is_told = told.iter().any(|title| key(&title.value) == key(&whole));
    if bare.chars().count() < 12 || is_told { whole } else { bare.to_owned() }
}

/// The headings of one kind outside of furniture.
fn headings(tree: &Tree, name: &str, told: &[Statement]) -> Vec<(usize, String)> {
    let found = tree.named(name).take(MOST_HEADINGS).filter(|&at| !is_aside(tree, at));
    let texts = found.map(|at| (at, heading_text(tree, at, told).replace('\u{ad}', "")));
    texts.filter(|(_, text)| (LEAST_CHARS..=MOST_CHARS).contains(&text.chars().count())).collect()
}

/// The words of `a` and `b`, how many they share of all.
fn agreement(a: &str, b: &str) -> f32 {
    let words = |text: &str| -> BTreeSet<String> {
        let folded = fold(text);
        let words: BTreeSet<String> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        // Without blanks between words, signs are compared.
        if words.len() < 4 && text.chars().count() > 12 {
            folded.chars().filter(|c| c.is_alphanumeric()).map(String::from).collect()
        } else {
            words
        }
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
}

/// A title without the name of its site before or behind a mark: what is cut is a known name, or the rest is a heading.
fn without_site(title: &str, sites: &[String], headings: &[(usize, String)]) -> String {
    let keys: Vec<String> = sites.iter().map(|site| key(site)).filter(|site| site.len() >= 2).collect();
    let is_site = |part: &str| {
        let part = key(part);
        !part.is_empty()
            && keys.iter().any(|site| {
                part == *site || part.len() > 3 && (site.starts_with(&part) || part.starts_with(site.as_str()))
            })
    };
    let mut rest = title.trim();
    for _ in 0..3 {
        let cuts = MARKS.iter().filter_map(|mark| {
            let at = rest.rfind(mark)?;
            Some((at, rest.get(..at)?.trim(), rest.get(at + mark.len()..)?.trim()))
        });
        let last = cuts.max_by_key(|(at, ..)| *at);
        if let Some((_, before, behind)) = last
            && before.chars().count() >= LEAST_CHARS
            && (is_site(behind) || headings.iter().any(|(_, heading)| key(heading) == key(before)))
        {
            rest = before;
            continue;
        }
        let cuts = MARKS.iter().filter_map(|mark| {
            let at = rest.find(mark)?;
            Some((at, rest.get(..at)?.trim(), rest.get(at + mark.len()..)?.trim()))
        });
        let first = cuts.min_by_key(|(at, ..)| *at);
        match first {
            Some((_, before, behind)) if behind.chars().count() >= LEAST_CHARS && is_site(before) => rest = behind,
            _ => break,
        }
    }
    rest.to_owned()
}

/// A title without the name of its section behind a last mark.
fn without_section<'t>(title: &'t str, sections: &[String]) -> &'t str {
    let cut = sections.iter().filter(|section| !section.is_empty()).find_map(|section| {
        let before = title.strip_suffix(section.as_str())?.trim_end();
        let bare = before.strip_suffix(['-', '–', '—', '|', '•', '·', '»', '<', ':'])?.trim_end();
        (bare.chars().count() >= LEAST_CHARS).then_some(bare)
    });
    cut.unwrap_or(title)
}

/// Letters and digits alone, folded.
fn key(text: &str) -> String {
    let folded = fold(text);
    let key: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    key.strip_prefix("the").map_or(key.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(html: &str, site: &str) -> Option<String> {
        let tree = Tree::read(html);
        let found = read(&tree, &Meta::read(&tree), &Linked::read(&tree), &[site.to_owned()]);
        found.statement.map(|statement| statement.value)
    }

    #[test]
    fn a_headline_is_what_page_and_machines_agree_on() {
        let cases = [
            ("<title>Council leaves hall | The Bell</title><h1>Council leaves hall</h1>", "Council leaves hall"),
            ("<title>Council leaves hall - Bell</title>", "Council leaves hall"),
            (
                "<title>Council leaves hall: what now? | The Bell</title><h1>The Bell</h1>",
                "Council leaves hall: what now?",
            ),
            (
                "<title>Council leaves its hall | The Bell</title><h1>The Daily Offer</h1><h1>Why the council leaves its hall</h1>",
                "Why the council leaves its hall",
            ),
            ("<meta property='og:title' content='Council leaves hall'><title>x</title>", "Council leaves hall"),
            ("<title>x</title><h1><span class=kicker>City</span> Council leaves hall</h1>", "Council leaves hall"),
            (
                "<nav><h1>Council leaves hall menu</h1></nav><title>Bell: Council leaves hall</title>",
                "Council leaves hall",
            ),
            (
                "<meta property=og:title content='The old hall of the council is empty'><title>Hall news: all about the hall</title><h1>Hall news: all about the hall</h1><h2>City life The old hall of the council is empty</h2>",
                "The old hall of the council is empty",
            ),
            (
                "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Council leaves old hall after storm\"}</script>\
                 <meta property=og:title content='Storm drives council out of hall'><title>Council leaves old hall after storm | The Bell</title><h1>Council driven out of its hall</h1>",
                "Council leaves old hall after storm",
            ),
            (
                "<meta name=article:section content=City><title>Council leaves hall-City | The Bell</title>",
                "Council leaves hall",
            ),
        ];
        for (html, expected) in cases {
            assert_eq!(title(html, "The Bell").as_deref(), Some(expected), "{html}");
        }
        assert_eq!(title("<p>nothing", "The Bell"), None);
    }
}
