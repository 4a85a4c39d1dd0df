//! Packing what was read, in the background.

use super::Outbox;
use crate::corpus::packed::{Block, Unpacked};
use crate::session::report::{PackedBlock, PackedBlocks};
use crate::session::{Report, Task};
use crate::work::Cancel;
use std::sync::Arc;

/// Packs blocks of articles and of mentions.
pub fn run(task: Task, _cancel: &Cancel, outbox: &Outbox) {
    let Task::Pack(task) = task else { return };
    let packed = PackedBlocks { articles: packed(task.articles), mentions: packed(task.mentions) };
    outbox.send(Report::Packed(task.import, packed));
}

fn packed<B: Block>(blocks: Vec<Unpacked<B::Item>>) -> Vec<PackedBlock<B>> {
    let pack = |unpacked: Unpacked<B::Item>| {
        let block = Arc::new(unpacked.pack());
        (unpacked, block)
    };
    blocks.into_iter().map(pack).collect()
}
