//! The columns of tables: which there are, and which of them are asked for.

use std::fmt;

/// Every column, in its order.
pub const COLUMNS: [&str; 22] = [
    "doc",
    "id",
    "title",
    "outlet",
    "byline",
    "published",
    "published_from",
    "published_to",
    "published_precision",
    "published_basis",
    "published_rule",
    "published_confidence",
    "title_basis",
    "outlet_basis",
    "language",
    "url",
    "words",
    "sha256",
    "tags",
    "reviewed",
    "notes",
    TEXT,
];

/// The column of whole texts, the last.
pub const TEXT: &str = "text";

/// Columns of a table. They stand in the order of [`COLUMNS`], whatever the order in which they are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Columns(u32);

impl Columns {
    /// Every column.
    pub const ALL: Self = Self((1 << COLUMNS.len()) - 1);

    /// The columns that `names` lists, between commas.
    ///
    /// # Errors
    /// One sentence with the name that is none; and where no column is named.
    pub fn parse(names: &str) -> Result<Self, String> {
        let mut columns = Self(0);
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let index = COLUMNS.iter().position(|known| known.eq_ignore_ascii_case(name));
            let index =
                index.ok_or_else(|| format!("there is no column “{name}”; there are {}", COLUMNS.join(", ")))?;
            columns = columns.with(index, true);
        }
        if columns.is_empty() { Err("no column is named".to_owned()) } else { Ok(columns) }
    }

    /// Is the column at this place of [`COLUMNS`] among them?
    pub fn has(self, index: usize) -> bool {
        index < COLUMNS.len() && self.0 & (1 << index) != 0
    }

    /// With the column at this place, or without it.
    #[must_use]
    pub fn with(self, index: usize, is_on: bool) -> Self {
        if index >= COLUMNS.len() {
            return self;
        }
        let bit = 1 << index;
        Self(if is_on { self.0 | bit } else { self.0 & !bit })
    }

    /// True where there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Without whole texts.
    #[must_use]
    pub fn without_text(self) -> Self {
        self.with(COLUMNS.len() - 1, false)
    }

    /// Their names, in order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        COLUMNS.into_iter().enumerate().filter_map(move |(index, name)| self.has(index).then_some(name))
    }
}

impl Default for Columns {
    fn default() -> Self {
        Self::ALL
    }
}

impl fmt::Debug for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_in_any_order_and_stand_in_theirs() {
        let columns = Columns::parse("outlet, Title,text").expect("columns");
        assert_eq!(columns.names().collect::<Vec<_>>(), ["title", "outlet", "text"]);
        assert_eq!(Columns::parse(&columns.to_string()), Ok(columns));
        assert_eq!(columns.without_text().to_string(), "title,outlet");
        assert_eq!(Columns::ALL.names().count(), COLUMNS.len());
        assert!(Columns::parse("title,colour").is_err_and(|reason| reason.contains("colour")));
        assert!(Columns::parse(" ,").is_err() && !Columns::ALL.has(99));
        assert_eq!(COLUMNS.last(), Some(&TEXT));
    }
}
