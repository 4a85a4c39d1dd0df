//! Names of files that every system takes, whatever an article is called.

use super::markup::is_no_character;
use super::reference::Names;
use crate::text::one_line;

/// Bytes of a name: what Linux, macOS and Windows all have room for.
const LONGEST: usize = 255;

/// Names that Windows keeps for devices, whatever ending follows.
const RESERVED: [&str; 7] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

/// Why no file can be called `name` on this system; nothing where one can.
pub(super) fn fault(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("it has no name")
    } else if name.len() > LONGEST {
        Some("the name is too long, with the manifest's beside it; choose a shorter one")
    } else if cfg!(windows) && is_reserved(name) {
        Some("Windows keeps this name for a device; choose another")
    } else {
        None
    }
}

/// `words` as one name of at most `most` bytes, without anything that parts folders, stands for a device or hides the file.
pub(super) fn safe(words: &str, most: usize) -> String {
    let is_bad = |c: char| {
        is_no_character(c)
            || c.is_control()
            || matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\u{fffd}')
            || is_direction(c)
    };
    let plain: String = one_line(words).chars().map(|c| if is_bad(c) { '_' } else { c }).collect();
    let trimmed = plain.trim_start_matches(['.', ' ', '-', '~']);
    let mut end = trimmed.len().min(most);
    while !trimmed.is_char_boundary(end) {
        end -= 1;
    }
    // Windows leaves dots and blanks at the end out: two names would be one.
    let name = trimmed.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']);
    match name {
        "" => "_".to_owned(),
        name if is_reserved(name) => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// `name`, or with a number before its ending where another has it on a system that takes large letters for small ones.
pub(super) fn unique(name: &str, names: &mut Names) -> String {
    let folded = name.to_lowercase();
    let given = names.unique(&folded);
    let Some(number) = given.strip_prefix(&folded).filter(|number| !number.is_empty()) else { return name.to_owned() };
    match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => format!("{stem}{number}.{ending}"),
        _ => format!("{name}{number}"),
    }
}

/// Signs that turn the direction of writing and could make `txt.exe` look like `exe.txt`.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
}

/// `con`, `CON.txt`, `COM1`, `lpt³.x`.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let is_port = |port: &str| {
        stem.strip_prefix(port).is_some_and(|number| matches!(number, "¹" | "²" | "³") || is_one_digit(number))
    };
    RESERVED.contains(&&*stem) || is_port("COM") || is_port("LPT")
}

fn is_one_digit(number: &str) -> bool {
    matches!(number.as_bytes(), [b'0'..=b'9'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_that_every_system_takes() {
        let cases = [
            ("The visit", "The visit"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..\\..\\boot.ini", "_.._boot.ini"),
            ("/abs", "_abs"),
            ("C:\\Windows", "C__Windows"),
            ("con", "_con"),
            ("NUL.tar.gz", "_NUL.tar.gz"),
            ("com1", "_com1"),
            ("LPT³.x", "_LPT³.x"),
            ("common", "common"),
            (".bashrc", "bashrc"),
            ("-rf", "rf"),
            ("trailing. . ", "trailing"),
            ("a\0b\nc\u{1b}d", "a_b c_d"),
            ("\u{202e}fdp.exe", "_fdp.exe"),
            ("what? a \"name\"<|>*", "what_ a _name_____"),
            ("", "_"),
            ("...", "_"),
            ("標題", "標題"),
            ("a\u{fffe}b\u{1ffff}", "a_b_"),
        ];
        for (words, name) in cases {
            assert_eq!(safe(words, 200), name, "{words:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_at_a_character_and_stays_a_name() {
        let long = safe(&"標".repeat(300), 100);
        assert!(long.len() <= 100 && long.chars().all(|c| c == '標'), "{long}");
        assert_eq!(safe("abc. def", 4), "abc");
        assert!(fault(&"x".repeat(256)).is_some() && fault("x").is_none() && fault("").is_some());
    }

    #[test]
    fn names_that_differ_in_case_alone_are_told_apart() {
        let mut names = Names::default();
        let given: Vec<String> =
            ["sources/a.txt", "sources/A.txt", "sources/b", "sources/B"].map(|name| unique(name, &mut names)).into();
        assert_eq!(given, ["sources/a.txt", "sources/A-2.txt", "sources/b", "sources/B-2"]);
    }

    proptest::proptest! {
        #[test]
        fn no_words_leave_the_folder(words in "(.|\\n){0,80}", most in 8_usize..60) {
            let name = safe(&words, most);
            assert!(!name.is_empty() && name.len() <= most + 1);
            assert!(!name.contains(['/', '\\', ':', '\0', '\n']) && !name.starts_with('.') && !name.ends_with(['.', ' ']));
            assert!(!is_reserved(&name));
            assert_eq!(std::path::Path::new(&name).components().count(), 1);
        }
    }
}
