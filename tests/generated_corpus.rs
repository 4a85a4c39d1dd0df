//! The made-up corpora that measurements use: the tests of what makes them.

#[path = "../benches/corpus_generator/mod.rs"]
mod corpus_generator;
