//! What is an article, and what is known of it on what basis?
//!
//! Plain immutable data, shared by `Arc`. Nothing here reads a file, starts a thread or knows of a screen.
//!
//! [`basis`] (how a value is known), [`field`] (a value with its basis), [`source`] (where an article came from),
//! [`bytes`] (memory that is shared, held or mapped), [`text`] (what an article says), [`article`], [`article_id`], [`mention`] (an expression of time in an article), [`packed`] (how all of them lie in memory), [`corpus`] (all of them),
//! [`segments`] (a list that is cheap to copy).

pub mod article;
pub mod article_id;
pub mod basis;
pub mod bytes;
#[allow(clippy::module_inception, reason = "the layer is named for its one central type")]
pub mod corpus;
pub mod field;
mod kind;
pub mod mention;
pub mod packed;
pub mod segments;
pub mod source;
mod tag_colour;
pub mod text;

pub use article::{Article, FieldName};
pub use article_id::{ArticleId, ArticleSet};
pub use basis::{Alternative, Basis, Evidence, SURE};
pub use corpus::Corpus;
pub use field::{Field, Known};
pub use mention::Mention;
pub use segments::Segments;
pub use source::{ContentHash, Source};
pub use tag_colour::TagColour;
pub use text::Text;
