//! Which of an article's fields does a column, a JSON key or a line of front matter name?
//!
//! Names are compared without case and without anything but letters and digits, so that `datePublished`,
//! `date_published` and `Date published` are one name. Where several name the same field, the first in the list wins.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The fields that a record can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKey {
    /// The record's own name.
    Id,
    /// The headline.
    Title,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Byline,
    /// When it appeared.
    Published,
    /// Its address.
    Url,
    /// The language of the text.
    Language,
    /// The text.
    Text,
}

impl FieldKey {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Id, Self::Title, Self::Outlet, Self::Byline, Self::Published, Self::Url, Self::Language, Self::Text];

    /// As a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "Id",
            Self::Title => "Title",
            Self::Outlet => "Outlet",
            Self::Byline => "Byline",
            Self::Published => "Published",
            Self::Url => "Address",
            Self::Language => "Language",
            Self::Text => "Text",
        }
    }

    /// The names that the field goes by in scrapers, databases and feeds, the most telling first.
    fn names(self) -> &'static str {
        match self {
            Self::Id => "id articleid docid documentid uid guid uuid storiesid accessionno recordid identifier key",
            Self::Title => "title headline articletitle hed t1 ti hd ogtitle name subject",
            Self::Outlet => {
                "outlet outletname medianame publication publicationtitle newspaper publisher sourcename \
                 sitename source series ispartof containertitle journal periodical website site sourcedomain \
                 sourcecommonname hostname domain medium"
            }
            Self::Byline => "byline author authors creator dccreator writer writers journalist by authorname",
            Self::Published => {
                "publisheddays published datepublished publisheddate publishdate publicationdate publishedat publishedon \
                 pubdate datepublish publishedtime articlepublishedtime date datetime timestamp day issued \
                 createdat created dcdate publicationyear year"
            }
            Self::Url => {
                "url link canonicalurl sourceurl articleurl permalink weburl uri href documentidentifier \
                 canonical"
            }
            Self::Language => "language lang languagecode baselanguage inlanguage langcode",
            Self::Text => {
                "text fulltext articletext maintext articlebody bodytext plaintext cleanedtext rawtext body \
                 content contents article story description abstract summary snippet excerpt"
            }
        }
    }
}

/// Characters of the longest name.
const LONGEST: usize = 24;

/// Every name with its field and rank.
static NAMES: LazyLock<HashMap<&'static str, (FieldKey, usize)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for key in FieldKey::ALL {
        for (rank, name) in key.names().split(' ').enumerate() {
            names.entry(name).or_insert((key, rank));
        }
    }
    names
});

/// The field that `name` means, and its rank among the names of that field, 0 for the most telling.
pub(super) fn recognise(name: &str) -> Option<(FieldKey, usize)> {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    // One more than the longest has: the names asked for may be whole lines of a text.
    let folded: String = letters.take(LONGEST + 1).collect();
    NAMES.get(&*folded).copied()
}

/// For every field, which of `names` states it best.
pub(super) fn assign<'a>(names: impl Iterator<Item = &'a str>) -> [Option<usize>; 8] {
    let mut best: [Option<(usize, usize)>; 8] = [None; 8];
    for (index, name) in names.enumerate() {
        if let Some((key, rank)) = recognise(name)
            && let Some(slot) = best.get_mut(key as usize)
            && slot.is_none_or(|(_, taken_rank)| rank < taken_rank)
        {
            *slot = Some((index, rank));
        }
    }
    best.map(|slot| slot.map(|(index, _)| index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_recognised_however_its_name_is_written() {
        let cases = [
            ("datePublished", Some(FieldKey::Published)),
            ("publish_date", Some(FieldKey::Published)),
            ("media_name", Some(FieldKey::Outlet)),
            ("Main Text", Some(FieldKey::Text)),
            ("\u{feff}Title", Some(FieldKey::Title)),
            ("colour", None),
            ("", None),
        ];
        for (name, key) in cases {
            assert_eq!(recognise(name).map(|(key, _)| key), key, "{name}");
        }
        assert!(FieldKey::ALL.iter().flat_map(|key| key.names().split(' ')).all(|name| name.len() <= LONGEST));
    }

    #[test]
    fn the_most_telling_name_wins_wherever_it_stands() {
        let assigned = assign(["summary", "date", "body", "published", "date"].into_iter());
        assert_eq!(assigned[FieldKey::Text as usize], Some(2));
        assert_eq!(assigned[FieldKey::Published as usize], Some(3));
        assert_eq!(assigned[FieldKey::Title as usize], None);
    }
}
