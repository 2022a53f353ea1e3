//! Blocks to pages.

use super::blocks::Block;

/// One page: the blocks on it, each with its distance from the top of the content.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<(f32, Block)>,
    pub(super) used: f32,
}

/// Fills pages of height `room`. Blocks that belong together move to the next page together,
/// unless no page could hold them.
pub(super) fn paginate(blocks: Vec<Block>, room: f32) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut page = Page::default();
    let mut rest = blocks.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut group = vec![first];
        while group.last().is_some_and(|block| block.keep) {
            let Some(next) = rest.next() else { break };
            group.push(next);
        }
        let height: f32 = group.iter().map(|block| block.height).sum();
        if height <= room && page.used + height > room {
            pages.push(std::mem::take(&mut page));
        }
        for block in group {
            if page.used > 0.0 && page.used + block.height > room {
                pages.push(std::mem::take(&mut page));
            }
            let top = page.used;
            page.used += block.height;
            page.blocks.push((top, block));
        }
    }
    if !page.blocks.is_empty() || pages.is_empty() {
        pages.push(page);
    }
    pages
}
