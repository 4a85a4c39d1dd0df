//! The sample corpus of `seeds/`, built into the program so that it opens from any directory.

use super::Batch;
use super::account::{FileAccount, Stamp};
use super::batches::read_held;
use super::finish::FileFacts;
use super::metadata::{self, Metadata};
use std::path::PathBuf;
use std::sync::Arc;

/// Names the files of `seeds/`, each with its bytes.
macro_rules! seeds {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../seeds/", $name)).as_slice())),*]
    };
}

const SEEDS: &[(&str, &[u8])] = &seeds![
    "000_china_turns_to_russia.txt",
    "001_belt_and_road_forum.txt",
    "002_press_on_the_moscow_visit.txt",
    "003_xi_gives_putin_a_boost.txt",
    "004_a_blow_to_western_hegemony.txt",
];

const METADATA: &[u8] = include_bytes!("../../seeds/metadata.csv");

/// The sample corpus, read like any other folder.
pub(super) fn read() -> Batch {
    let mut known = Metadata::parse(METADATA.to_vec());
    let files = SEEDS.iter().map(|&(name, bytes)| {
        let file = FileFacts {
            path: Arc::new(PathBuf::from("seeds").join(name)),
            shown_path: format!("seeds/{name}").into(),
            folders: vec!["seeds".to_owned()],
            statements: known.take(name).map(Box::new),
            stamp: Stamp::default(),
            house_lines: None,
            outlets: None,
        };
        (file, bytes)
    });
    let mut batch = read_held(files.collect());
    let path = PathBuf::from("seeds").join(metadata::NAME);
    let shown_path = format!("seeds/{}", metadata::NAME).into();
    batch.files.push(FileAccount { shown_path, path: Arc::new(path), is_metadata: true, ..FileAccount::default() });
    batch.file_count += 1;
    batch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_holds_every_file_of_its_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder of the sample")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name != "metadata.csv")
            .collect();
        names.sort();
        assert_eq!(SEEDS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    }

    #[test]
    fn the_sample_is_read_without_a_problem() {
        let batch = read();
        assert_eq!((batch.articles.len(), batch.problems.as_slice()), (SEEDS.len(), &[][..]));
        assert!(batch.articles.iter().all(|article| article.source.doc().starts_with("seeds/")));
        assert!(batch.articles.iter().all(|article| article.language() == Some("en")));
        assert!(batch.articles.iter().any(|article| article.outlet.is_some()), "metadata.csv is in force");
    }
}
