//! Numbers for names that recur: outlets, languages.

use crate::text::fold;
use std::collections::HashMap;
use std::sync::Arc;

/// Names with their numbers, from 1 in the order of their first use; 0 stands for "unknown".
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    names: Vec<Arc<str>>,
    codes: HashMap<Arc<str>, u32>,
}

/// The names that articles have in common. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub(super) struct NameLists {
    pub(super) outlets: Arc<Names>,
    pub(super) languages: Arc<Names>,
}

impl Names {
    /// The number of a name, given now where it is new.
    pub(super) fn code_of(&mut self, name: Option<&Arc<str>>) -> u32 {
        let Some(name) = name else { return 0 };
        if let Some(&code) = self.codes.get(name) {
            return code;
        }
        self.names.push(name.clone());
        let code = self.names.len() as u32;
        self.codes.insert(name.clone(), code);
        code
    }

    /// Every number with its name, "unknown" first.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Option<&Arc<str>>)> {
        std::iter::once((0, None))
            .chain(self.names.iter().enumerate().map(|(index, name)| (index as u32 + 1, Some(name))))
    }

    /// How many numbers are in use, that of "unknown" among them.
    pub(super) fn len(&self) -> usize {
        self.names.len() + 1
    }
}

impl Names {
    /// The place of each number in the order of folded names; `u64::MAX` for "unknown".
    pub(super) fn ranks(&self) -> Vec<u64> {
        let mut order: Vec<(String, usize)> =
            self.names.iter().enumerate().map(|(index, name)| (fold(name), index + 1)).collect();
        order.sort_unstable();
        let mut ranks = vec![u64::MAX; self.len()];
        let mut rank = 0;
        let mut before: Option<&str> = None;
        for (name, code) in &order {
            rank += u64::from(before.is_some_and(|before| before != name));
            before = Some(name);
            if let Some(slot) = ranks.get_mut(*code) {
                *slot = rank;
            }
        }
        ranks
    }
}
