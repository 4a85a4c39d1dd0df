//! The keys of JSON records, taken together as the columns of a table.

use super::{Draft, Output, Refusal, record, unknown_columns};
use crate::ingest::column_map::ColumnMaps;
use serde_json::{Map, Value};
use std::sync::Arc;

/// Records whose keys are looked at, and keys that are kept.
const RECORDS: usize = 50;
const MOST: usize = 200;

/// The keys of the first records of a document.
#[derive(Debug)]
pub(super) struct Keys {
    names: Vec<String>,
    record_count: usize,
    columns: Arc<ColumnMaps>,
}

impl Keys {
    /// No keys yet, with what the user says of columns.
    pub(super) fn new(output: &Output<'_>) -> Self {
        Self { names: Vec::new(), record_count: 0, columns: output.columns() }
    }

    /// The article in an object that was read from `bytes`; its keys are remembered.
    pub(super) fn draft(&mut self, object: &Map<String, Value>, bytes: &[u8]) -> Option<Draft> {
        self.record_count += 1;
        if self.record_count <= RECORDS {
            for key in object.keys() {
                if self.names.len() < MOST && !self.names.contains(key) {
                    self.names.push(key.clone());
                }
            }
        }
        record::of_object(object, bytes, &self.columns)
    }

    /// Ends a document: its columns are unknown when it held records, and none of them a text.
    pub(super) fn end(&self, output: &mut Output<'_>) -> Result<(), Refusal> {
        output.has_columns(self.names.iter().map(String::as_str));
        if output.is_textless() && !self.names.is_empty() {
            return Err(unknown_columns(self.names.iter().map(String::as_str)));
        }
        Ok(())
    }
}
