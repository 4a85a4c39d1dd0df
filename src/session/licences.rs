//! What stands in the program that others have made, and under which licence.

/// A crate that is in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Its licence as SPDX writes it.
    pub licence: &'static str,
}

/// The typefaces, with their licence.
pub const FACES: [Shipped; 2] = [
    Shipped { name: "Inter", version: "", licence: "OFL-1.1" },
    Shipped { name: "Source Serif Pro", version: "", licence: "OFL-1.1" },
];

/// Every crate in the program with its window on Linux, by name. `.ci/licences` writes the list.
pub fn crates() -> impl Iterator<Item = Shipped> {
    include_str!("../../assets/licences.tsv").lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let shipped = Shipped { name: columns.next()?, version: columns.next()?, licence: columns.next()? };
        (!shipped.name.is_empty()).then_some(shipped)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_has_a_version_and_a_licence() {
        let all: Vec<Shipped> = crates().collect();
        assert!(all.len() > 200, "{}", all.len());
        let is_whole = |shipped: &Shipped| shipped.version.contains('.') && !shipped.licence.is_empty();
        assert!(all.iter().all(is_whole), "{:?}", all.iter().find(|shipped| !is_whole(shipped)));
        let lock = include_str!("../../Cargo.lock");
        let is_locked = |shipped: &Shipped| {
            lock.contains(&format!("name = \"{}\"\nversion = \"{}\"\n", shipped.name, shipped.version))
        };
        let unknown: Vec<_> = all.iter().filter(|shipped| !is_locked(shipped)).collect();
        assert!(unknown.is_empty(), "run .ci/licences: {unknown:?}");
        assert!(all.iter().any(|shipped| shipped.name == "rusqlite"));
    }
}
