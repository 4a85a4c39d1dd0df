//! A path as bytes and back, without loss: names of files need not be text.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A path as bytes.
#[cfg(unix)]
pub fn path_bytes(path: &Path) -> Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    Cow::Borrowed(path.as_os_str().as_bytes())
}

/// The path in `bytes`; nothing when they hold none.
#[cfg(unix)]
pub fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(std::ffi::OsString::from_vec(bytes).into())
}

/// A path as UTF-8 where it is that, else as 16-bit units behind a byte that UTF-8 does not begin with.
#[cfg(not(unix))]
pub fn path_bytes(path: &Path) -> Cow<'_, [u8]> {
    use std::os::windows::ffi::OsStrExt;
    match path.to_str() {
        Some(path) => Cow::Borrowed(path.as_bytes()),
        None => {
            Cow::Owned(std::iter::once(0xff).chain(path.as_os_str().encode_wide().flat_map(u16::to_le_bytes)).collect())
        }
    }
}

/// The path in `bytes`; nothing when they hold none.
#[cfg(not(unix))]
pub fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::windows::ffi::OsStringExt;
    match bytes.split_first() {
        Some((0xff, units)) => {
            let units: Vec<u16> = units.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
            Some(std::ffi::OsString::from_wide(&units).into())
        }
        _ => String::from_utf8(bytes).ok().map(PathBuf::from),
    }
}
