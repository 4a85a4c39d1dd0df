//! What is an article, and what is known of it on what basis?
//!
//! Plain immutable data, shared by `Arc`. Nothing here reads a file, starts a thread or knows of a screen.
//!
//! [`basis`] (how a value is known), [`field`] (a value with its basis), [`source`] (where an article came from),
//! [`text`] (what it says), [`article`], [`corpus`] (all of them), [`segments`] (the list that makes a copy of it cheap), [`mention`] (an expression of time in an article).

pub mod article;
pub mod basis;
#[allow(clippy::module_inception, reason = "the layer is named for its one central type")]
pub mod corpus;
pub mod field;
pub mod mention;
pub mod segments;
pub mod source;
pub mod text;

pub use article::{Article, FieldName};
pub use basis::{Alternative, Basis, Evidence, SURE};
pub use corpus::{ArticleId, Corpus};
pub use field::{Field, Known};
pub use mention::Mention;
pub use segments::Segments;
pub use source::{ContentHash, Source};
pub use text::Text;
