//! Who belongs together: sets that are joined, the smallest number leading (union-find with path halving), and the pairs to
//! look at where many have something in common.

/// Sets of documents.
pub(super) struct Joined(Vec<u32>);

impl Joined {
    /// Each of so many documents alone.
    pub(super) fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    /// Joins documents with the same number; 0 joins nothing.
    pub(super) fn join_equal(&mut self, hashes: &[u64]) {
        let mut keyed: Vec<(u64, u32)> = hashes.iter().copied().zip(0..).filter(|&(hash, _)| hash != 0).collect();
        keyed.sort_unstable();
        for same in keyed.chunk_by(|one, next| one.0 == next.0) {
            if let Some((&(_, first), others)) = same.split_first() {
                for &(_, other) in others {
                    self.join(first, other);
                }
            }
        }
    }

    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.leader(a), self.leader(b));
        if let Some(led) = self.0.get_mut(a.max(b) as usize) {
            *led = a.min(b);
        }
    }

    /// The smallest member of the set of `member`.
    pub(super) fn leader(&mut self, mut member: u32) -> u32 {
        while let Some(&above) = self.0.get(member as usize)
            && above != member
        {
            let top = self.0.get(above as usize).copied().unwrap_or(above);
            if let Some(slot) = self.0.get_mut(member as usize) {
                *slot = top;
            }
            member = top;
        }
        member
    }

    pub(super) fn are_joined(&mut self, a: u32, b: u32) -> bool {
        self.leader(a) == self.leader(b)
    }

    /// The leader of every document.
    pub(super) fn leaders(&mut self) -> Vec<u32> {
        (0..self.0.len() as u32).map(|doc| self.leader(doc)).collect()
    }
}

/// Members behind it in its bucket that a member is measured against, besides the first.
const FOLLOWERS: usize = 4;

/// The pairs of a bucket, whose entries `number` reads: the first with every other, and each with those behind it.
pub(super) fn put_pairs<T: Copy>(
    bucket: &[T],
    number: impl Fn(T) -> u32,
    firsts: &mut Vec<(u32, u32)>,
    followers: &mut Vec<(u32, u32)>,
) {
    let Some((&first, others)) = bucket.split_first() else { return };
    firsts.extend(others.iter().map(|&other| (number(first), number(other))));
    for (place, &one) in others.iter().enumerate() {
        let behind = others.iter().skip(place + 1).take(FOLLOWERS);
        followers.extend(behind.map(|&other| (number(one), number(other))));
    }
}
