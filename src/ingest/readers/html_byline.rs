//! Who wrote it: the names that linked data, `<meta>` and the lines around the headline give.
//!
//! People come before houses: where linked data name the outlet as author and a line under the headline names a person,
//! the person wrote it.

use super::html_blocks::{Block, Kind, blocks};
use super::html_furniture::is_aside;
use super::html_linked::Named;
use super::html_meta::AUTHORS;
use super::html_parts::Parts;
use super::html_strip::unescape;
use super::html_tree::Tree;
use crate::ingest::infer;
use crate::ingest::statement::Statement;
use crate::text::{fold, one_line};
use std::collections::BTreeSet;

/// Words of an element that shows the author.
const SIGNED: &[&str] = &[
    "byline",
    "bylines",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "writer",
    "signature",
    "redakteur",
    "authorname",
    "forfatter",
    "creator",
    "username",
];

/// Blocks around the headline in which a name may stand.
const BEFORE: usize = 12;
const BEHIND: usize = 25;

/// Names that stand for nobody.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "editor",
    "root",
    "webmaster",
    "user",
    "author",
    "authors",
    "null",
    "undefined",
    "none",
    "unknown",
    "by",
    "anonymous",
    "redaktion",
    "about the author",
    "view all posts",
    "share",
    "published",
    "n/a",
];

/// The byline.
pub(super) fn read(parts: &Parts<'_>) -> Option<Statement> {
    let linked: Vec<Named> = ["author", "creator"]
        .iter()
        .map(|name| parts.linked.people(name))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    let names = |wanted: &dyn Fn(&Named) -> bool| {
        let fitting: Vec<String> =
            linked.iter().filter(|one| wanted(one)).filter_map(|one| cleaned(&one.name)).collect();
        joined("JSON-LD: author", &fitting)
    };
    let is_house = |name: &str| parts.is_site(name);
    let told = names(&|one| !one.is_organisation && !is_house(&one.name)).or_else(|| {
        AUTHORS.iter().find_map(|name| {
            let fitting: Vec<String> =
                parts.meta.all(name).iter().filter_map(|value| cleaned(value)).filter(|name| !is_house(name)).collect();
            joined(&format!("meta {name}"), &fitting)
        })
    });
    let house = || {
        let value = AUTHORS.iter().find_map(|name| parts.meta.all(name).iter().find_map(|value| cleaned(value)))?;
        Statement::at("meta author", &value)
    };
    told.or_else(|| shown(parts)).or_else(|| names(&|_| true)).or_else(house)
}

fn joined(place: &str, names: &[String]) -> Option<Statement> {
    let mut kept: Vec<&str> = Vec::new();
    for name in names {
        if !kept.iter().any(|other| other.contains(name.as_str())) {
            kept.push(name);
        }
    }
    Statement::at(place.to_owned(), &kept.join(", "))
}

/// The name in an element near the headline that is called an author's, or behind "By".
fn shown(parts: &Parts<'_>) -> Option<Statement> {
    let tree = parts.tree;
    if let Some(found) = marked(parts) {
        return Some(found);
    }
    let hidden: BTreeSet<usize> = ["script", "style", "noscript", "template", "head", "select"]
        .into_iter()
        .flat_map(|name| tree.named(name))
        .collect();
    let all = blocks(tree, 0, &hidden);
    let place = parts.headline.and_then(|headline| all.iter().position(|block| block.node >= headline));
    let place = place.or_else(|| all.iter().position(|block| block.kind == Kind::Paragraph))?;
    let near = all.get(place.saturating_sub(BEFORE)..(place + BEHIND).min(all.len()))?;
    let behind_mark = near.iter().filter(|block| block.width <= 160).find_map(|block| {
        let (_, name) = infer::byline_in(&block.text)?;
        cleaned(name).filter(|name| !parts.is_site(name))
    });
    let by_class = || near.iter().find_map(|block| by_class(tree, block).filter(|name| !parts.is_site(name)));
    let on_two_lines = || {
        near.windows(2).find_map(|two| match two {
            [mark, name] if mark.width < 14 && infer::is_byline_mark(&mark.text) => {
                cleaned(&name.text).filter(|name| is_personal(name))
            }
            _ => None,
        })
    };
    Statement::at("byline", &behind_mark.or_else(on_two_lines).or_else(by_class)?)
}

/// The name that the page marks up as its author's.
fn marked(parts: &Parts<'_>) -> Option<Statement> {
    let tree = parts.tree;
    let is = |at: usize, attribute: &str, word: &str| {
        tree.attribute(at, attribute)
            .is_some_and(|value| value.split_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
    };
    let mut names: Vec<String> = Vec::new();
    for at in (1..tree.len())
        .filter(|&at| is(at, "itemprop", "author") || is(at, "rel", "author") || is(at, "property", "author"))
    {
        if is_aside(tree, at) || names.len() > 12 {
            continue;
        }
        let inner = (at..tree.end(at)).find(|&inner| inner != at && is(inner, "itemprop", "name"));
        let inner = inner.unwrap_or(at);
        let text = tree.attribute(inner, "content").map_or_else(|| tree.text(inner), str::to_owned);
        if let Some(name) = cleaned(&text).filter(|name| is_personal(name) && !parts.is_site(name))
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    joined("marked-up author", &names)
}

fn by_class(tree: &Tree, block: &Block) -> Option<String> {
    let around = std::iter::once(block.element).chain(tree.ancestors(block.node)).take(4);
    let is_signed = around.filter(|&at| at > 0).any(|at| tree.hint(at).split(' ').any(|word| SIGNED.contains(&word)));
    if !is_signed || block.width > 100 {
        return None;
    }
    cleaned(&block.text).filter(|name| is_personal(name))
}

/// Two to eight words that begin with capitals, no digits.
fn is_personal(name: &str) -> bool {
    let count = name.split_whitespace().count();
    let is_wide = name.chars().all(|c| !c.is_ascii());
    let capitals = name.split_whitespace().filter(|word| word.starts_with(|c: char| !c.is_lowercase())).count();
    (2..=12).contains(&count) && capitals * 3 >= count * 2 && !name.contains(|c: char| c.is_ascii_digit()) || is_wide
}

/// A name without "By", role, address, date and the house behind a bar; nothing where none is left.
fn cleaned(value: &str) -> Option<String> {
    let value = one_line(&unescape(value));
    let mut name = value.as_str();
    for mark in [
        "By ",
        "by ",
        "BY ",
        "Von ",
        "von ",
        "VON ",
        "Par ",
        "Por ",
        "Di ",
        "Door ",
        "Av ",
        "Af ",
        "Written by ",
        "Posted by ",
        "Author: ",
        "Autor: ",
        "By: ",
        "Text: ",
        "Автор: ",
        "Text von ",
        "Kommentar von ",
        "Ein Kommentar von ",
        "Από ",
    ] {
        name = name.strip_prefix(mark).unwrap_or(name);
    }
    let cut = [
        " | ",
        " • ",
        " · ",
        " – ",
        " — ",
        " / ",
        "|",
        " Published ",
        " Updated ",
        " Posted ",
        " Last updated",
        " on ",
        " im ",
        ", updated",
        " veröffentlicht",
    ];
    for mark in cut {
        name = name.split_once(mark).map_or(name, |(before, _)| before);
    }
    let name = without_roles(&without_brackets(name));
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '|' | '•' | '·'));
    let folded = fold(name);
    let is_name = name.chars().any(char::is_alphabetic)
        && !name.contains("://")
        && !name.contains('@')
        && !name.contains("www.")
        && (name.matches('.').count() < 2 || name.contains(' '))
        && name.chars().count() <= 150
        && !NOBODY.contains(&folded.as_str());
    is_name.then(|| name.to_owned())
}

/// What stands behind a comma and is written small is what somebody is.
fn without_roles(name: &str) -> String {
    let capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let is_named = |piece: &&str| {
        let count = piece.split_whitespace().count();
        count <= 5 && piece.split_whitespace().filter(capital).count() * 3 >= count * 2
    };
    let mut pieces = name.split(',').map(str::trim);
    let first = pieces.next().unwrap_or("");
    let others = pieces.filter(is_named);
    std::iter::once(first).chain(others).collect::<Vec<_>>().join(", ")
}

/// Initials and roles in brackets are no part of a name.
fn without_brackets(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    let kept = one_line(&kept);
    kept.replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_is_left() {
        let cases = [
            ("By Jane Doe", Some("Jane Doe")),
            ("Jane Doe (jd), Bo Carr (bc)", Some("Jane Doe, Bo Carr")),
            ("Jane Doe | The Bell", Some("Jane Doe")),
            ("Jane Doe Published on 3 May", Some("Jane Doe")),
            ("https://example.org/jane", None),
            ("jane@example.org", None),
            ("admin", None),
            ("page.head.author", None),
            ("Jane Doe, professor at the university of the valley, Bo Carr", Some("Jane Doe, Bo Carr")),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(cleaned(value).as_deref(), expected, "{value}");
        }
    }
}
