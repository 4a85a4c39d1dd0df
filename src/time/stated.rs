//! A date that a field, a file name or an address states.

use super::{Context, Interval};

/// The interval that a field's whole content states: ISO 8601 (with or without time), RFC 2822, "March 20, 2023",
/// "20.03.2023", `2023-03`, `2023`. Nothing when it states none.
pub fn parse(field: &str, context: &Context<'_>) -> Option<Interval> {
    let _ = (field, context);
    None
}

/// The interval in a file name or the path of an address: `/2023/03/20/`, `2023-03-20-title.txt`, `20230320_title`,
/// `/2023/03/`. Nothing when it holds none.
pub fn in_path(path: &str) -> Option<Interval> {
    let _ = path;
    None
}
