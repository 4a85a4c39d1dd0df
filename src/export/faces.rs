//! The face that pictures are lettered with, which the window uses too: Inter, regular and semi-bold.

/// Regular.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Semi-bold.
pub const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
/// Both.
pub(super) const SANS: [&[u8]; 2] = [REGULAR, SEMI_BOLD];
