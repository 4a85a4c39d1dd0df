//! Where one place is, seen from another.

use std::path::{Component, Path, PathBuf};

/// `opened` seen from `folder` where both lie below one that is not the root, else from the root; `/` between folders.
pub(super) fn beside(folder: &Path, opened: &Path) -> String {
    let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned());
    let (folder, opened) = (whole(folder), whole(opened));
    let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let shared = folder.components().zip(opened.components()).take_while(|(a, b)| a == b).count();
    let is_near = folder.components().take(shared).any(|part| is_name(&part));
    let seen: PathBuf = if is_near {
        let up = folder.components().skip(shared).map(|_| Component::ParentDir);
        up.chain(opened.components().skip(shared)).collect()
    } else {
        opened
    };
    let seen = if seen.as_os_str().is_empty() { PathBuf::from(".") } else { seen };
    let words = seen.to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '/' { words } else { words.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// `path` without the `..` and `.` that names before them make up for.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_together_is_named_from_there_and_found_again() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path().canonicalize().expect("there");
        let (out, news) = (root.join("out"), root.join("news/2023"));
        std::fs::create_dir_all(&out).expect("made");
        std::fs::create_dir_all(&news).expect("made");
        assert_eq!(beside(&out, &news), "../news/2023");
        assert_eq!(beside(&news, &news), ".");
        assert_eq!(plain(&out.join("../news/2023")), news);
        assert_eq!(plain(Path::new("./a/../..")), Path::new(".."));
        assert_eq!(beside(Path::new("/no/such"), Path::new("/elsewhere/a")), "/elsewhere/a");
    }
}
