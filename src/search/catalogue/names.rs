//! Numbers for names that recur: outlets, languages, kinds of documents.

use crate::text::fold;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Names with their numbers, from 1 in the order of their first use; 0 stands for "unknown".
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    known: Vec<Arc<str>>,
    codes: HashMap<Arc<str>, u32>,
    /// The numbers in the order of names, put in order when first asked for.
    in_order: OnceLock<Vec<u32>>,
}

/// The names that articles have in common. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub(super) struct NameLists {
    pub(super) outlets: Arc<Names>,
    pub(super) languages: Arc<Names>,
    pub(super) kinds: Arc<Names>,
}

impl Names {
    /// The number of a name, given now where it is new.
    pub(super) fn code_of(&mut self, name: Option<&str>) -> u32 {
        let Some(name) = name else { return 0 };
        if let Some(&code) = self.codes.get(name) {
            return code;
        }
        let name: Arc<str> = name.into();
        self.known.push(name.clone());
        self.in_order.take();
        let code = self.known.len() as u32;
        self.codes.insert(name, code);
        code
    }

    /// Every number with its name, "unknown" first.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Option<&Arc<str>>)> {
        std::iter::once((0, None))
            .chain(self.known.iter().enumerate().map(|(index, name)| (index as u32 + 1, Some(name))))
    }

    /// Every number with its name, "unknown" first, the others in the order of names.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (u32, Option<&Arc<str>>)> {
        let name = |code: u32| code.checked_sub(1).and_then(|index| self.known.get(index as usize));
        let in_order = self.in_order.get_or_init(|| {
            let mut codes: Vec<u32> = (0..self.len() as u32).collect();
            codes.sort_by_key(|&code| name(code));
            codes
        });
        in_order.iter().map(move |&code| (code, name(code)))
    }

    /// How many numbers are in use, that of "unknown" among them.
    pub(super) fn len(&self) -> usize {
        self.known.len() + 1
    }
}

impl Names {
    /// The place of each number in the order of folded names; `u64::MAX` for "unknown".
    pub(super) fn ranks(&self) -> Vec<u64> {
        let mut order: Vec<(String, usize)> =
            self.known.iter().enumerate().map(|(index, name)| (fold(name), index + 1)).collect();
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
