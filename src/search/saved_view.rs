//! A saved view: filters and order by a name, to come back to.

use super::sorting::Sort;
use super::{Filter, parse_days, show_days};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Filters and order, as the store keeps them: in JSON. What is no filter of its own (an event, copies) is not part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// The text query as typed.
    pub query: String,
    /// Values that may pass, each as in [`Filter`].
    pub outlets: Vec<Option<String>>,
    /// See [`Filter::languages`].
    pub languages: Vec<Option<String>>,
    /// See [`Filter::kinds`].
    pub kinds: Vec<Option<String>>,
    /// See [`Filter::tags`].
    pub tags: Vec<Option<String>>,
    /// Days as [`show_days`] writes them.
    pub published: Option<String>,
    /// The same for days referred to.
    pub about: Option<String>,
    /// In which order.
    pub sort: Sort,
}

impl SavedView {
    /// What is filtered by, and the order.
    pub fn of(filter: &Filter, sort: Sort) -> Self {
        let names = |values: &BTreeSet<Option<Arc<str>>>| -> Vec<Option<String>> {
            values.iter().map(|value| value.as_deref().map(str::to_owned)).collect()
        };
        Self {
            query: filter.query.clone(),
            outlets: names(&filter.outlets),
            languages: names(&filter.languages),
            kinds: names(&filter.kinds),
            tags: names(&filter.tags),
            published: filter.published.map(show_days),
            about: filter.about.map(show_days),
            sort,
        }
    }

    /// Puts its filters in the place of those of `filter`. What is known of articles, and folding, stays.
    pub fn put_into(&self, filter: &mut Filter) {
        let values = |names: &[Option<String>]| -> BTreeSet<Option<Arc<str>>> {
            names.iter().map(|name| name.as_deref().map(Arc::from)).collect()
        };
        *filter = Filter {
            query: self.query.clone(),
            outlets: values(&self.outlets),
            languages: values(&self.languages),
            kinds: values(&self.kinds),
            tags: values(&self.tags),
            published: self.published.as_deref().and_then(|days| parse_days(days).ok()),
            about: self.about.as_deref().and_then(|days| parse_days(days).ok()),
            ..filter.cleared()
        };
    }

    /// What it filters by, in a few words; what is listed is cut by whoever shows it.
    pub fn remark(&self) -> String {
        let list = |names: &[Option<String>]| -> String {
            names.iter().map(|name| name.as_deref().unwrap_or("unknown")).collect::<Vec<_>>().join(", ")
        };
        let lists = [list(&self.outlets), list(&self.languages), list(&self.kinds), list(&self.tags)];
        let days = |word: &str, days: &Option<String>| days.as_ref().map(|days| format!("{word} {days}"));
        let parts = std::iter::once(self.query.clone()).chain(lists);
        let days = [days("published", &self.published), days("about", &self.about)];
        let parts: Vec<String> = parts.chain(days.into_iter().flatten()).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "everything".to_owned() } else { parts.join(" · ") }
    }

    /// As the store keeps it.
    pub fn to_json(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// Nothing for what is no view.
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sorting::Column;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_view_gives_the_filters_back_that_it_was_made_of(
            query in "\\PC{0,12}", outlets in prop::collection::btree_set(prop::option::of("[a-c ü]{1,4}"), 0..3),
            tags in prop::collection::btree_set(prop::option::of("[a-c]{1,3}"), 0..3), published in any::<Option<u8>>(),
            is_descending: bool,
        ) {
            let names = |names: BTreeSet<Option<String>>| names.into_iter().map(|name| name.map(Arc::from)).collect();
            let days = ["2023", "2023-03..", "..2022-01-05", "2023-03-20..2023-04-02"];
            let published = published.and_then(|place| parse_days(days[usize::from(place) % days.len()]).ok());
            let filter = Filter { query, outlets: names(outlets), tags: names(tags), published, ..Filter::default() };
            let view = SavedView::of(&filter, Sort::by(Column::Words, is_descending));
            let read = SavedView::from_json(&view.to_json().expect("JSON")).expect("a view");
            prop_assert_eq!(&read, &view);
            let mut other = Filter { query: "something else".to_owned(), ..Filter::default() };
            read.put_into(&mut other);
            prop_assert_eq!(other, filter);
        }
    }

    #[test]
    fn a_view_of_another_version_keeps_what_it_shares_with_this_one() {
        let read = SavedView::from_json(r#"{"query": "grain", "colour": "red"}"#).expect("a view");
        assert_eq!(read, SavedView { query: "grain".to_owned(), ..SavedView::default() });
        assert_eq!(SavedView::from_json("[1]"), None);
    }
}
