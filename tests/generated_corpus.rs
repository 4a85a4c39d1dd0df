//! The made-up corpora that measurements use: the tests of what makes them.

#[allow(dead_code, unused_imports, reason = "a measurement uses what the tests do not")]
#[path = "../benches/corpus_generator/mod.rs"]
mod corpus_generator;
