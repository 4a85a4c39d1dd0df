//! What a user says of the columns of a table: which of them is the text, the title, the date. Remembered by the names of
//! the columns, so that the next file of the same layout is read at once.

use super::field_names::{FieldKey, assign};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// One layout: the names of its columns, and which of them is which field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMap {
    /// Every column of the layout.
    pub columns: BTreeSet<String>,
    /// The column of each field; a field that is missing has none.
    pub fields: BTreeMap<FieldKey, String>,
}

impl ColumnMap {
    /// True when a record with these names is of this layout. A record may lack columns, but not what makes it an article.
    fn fits(&self, names: &BTreeSet<&str>) -> bool {
        let has = |key| self.fields.get(&key).is_some_and(|name| names.contains(name.as_str()));
        let is_article = has(FieldKey::Text) || (!self.fields.contains_key(&FieldKey::Text) && has(FieldKey::Title));
        is_article && names.iter().all(|name| self.columns.contains(*name))
    }
}

/// All layouts that are remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnMaps(Vec<ColumnMap>);

impl ColumnMaps {
    /// Remembers a layout in place of one with the same columns.
    pub fn remember(&mut self, map: ColumnMap) {
        self.forget(&map.columns);
        self.0.push(map);
    }

    /// Forgets the layout with these columns. True when there was one.
    pub fn forget(&mut self, columns: &BTreeSet<String>) -> bool {
        let before = self.0.len();
        self.0.retain(|known| known.columns != *columns);
        self.0.len() < before
    }

    /// True when nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The layout with exactly these columns.
    pub fn get(&self, columns: &BTreeSet<String>) -> Option<&ColumnMap> {
        self.0.iter().find(|known| known.columns == *columns)
    }

    /// For every field, which of `names` states it: as the user says, else as the names themselves say. True when the user
    /// says so.
    pub(super) fn assign(&self, names: &[&str]) -> ([Option<usize>; 8], bool) {
        if !self.0.is_empty() {
            let set: BTreeSet<&str> = names.iter().copied().collect();
            if let Some(map) = self.0.iter().rev().find(|map| map.fits(&set)) {
                let place =
                    |key: FieldKey| names.iter().position(|name| map.fields.get(&key).is_some_and(|own| own == name));
                return (FieldKey::ALL.map(place), true);
            }
        }
        (assign(names.iter().copied()), false)
    }
}

/// A number for a set of columns, never 0: by it files of the same layout are found.
pub fn layout_number<'a>(columns: impl Iterator<Item = &'a str>) -> u64 {
    let columns: BTreeSet<&str> = columns.collect();
    let mut hasher = DefaultHasher::new();
    columns.hash(&mut hasher);
    hasher.finish().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> ColumnMap {
        let fields = [(FieldKey::Text, "Inhalt"), (FieldKey::Published, "Datum")];
        ColumnMap {
            columns: ["Nr", "Datum", "Inhalt"].map(str::to_owned).into(),
            fields: fields.map(|(key, name)| (key, name.to_owned())).into(),
        }
    }

    #[test]
    fn a_layout_is_known_again_in_any_order_and_with_columns_missing_but_for_the_text() {
        let mut maps = ColumnMaps::default();
        maps.remember(map());
        let places = |names: &[&str]| {
            let (places, is_mapped) = maps.assign(names);
            is_mapped.then_some((places[FieldKey::Text as usize], places[FieldKey::Published as usize]))
        };
        assert_eq!(places(&["Inhalt", "Datum", "Nr"]), Some((Some(0), Some(1))));
        assert_eq!(places(&["Nr", "Inhalt"]), Some((Some(1), None)));
        assert_eq!(places(&["Nr", "Datum"]), None);
        assert_eq!(places(&["Nr", "Datum", "Inhalt", "Other"]), None);
        assert!(maps.clone().forget(&map().columns));
    }

    #[test]
    fn what_is_remembered_survives_being_written() {
        let mut maps = ColumnMaps::default();
        maps.remember(map());
        let written = serde_json::to_string(&maps).expect("JSON");
        assert!(written.contains("\"text\":\"Inhalt\""), "{written}");
        assert_eq!(serde_json::from_str::<ColumnMaps>(&written).expect("read"), maps);
    }
}
