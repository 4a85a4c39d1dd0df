//! Numbers that look drawn by lot and follow from a seed, and drawing by unequal shares.

/// xoshiro256++ of Blackman and Vigna, seeded by splitmix64.
#[derive(Clone, Debug)]
pub(crate) struct Random([u64; 4]);

impl Random {
    /// The numbers of `place` under `seed`.
    pub(crate) fn new(seed: u64, place: u64) -> Self {
        let mut state = mixed(seed).wrapping_add(mixed(place ^ 0x5eed));
        Self(std::array::from_fn(|_| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            mixed(state)
        }))
    }

    pub(super) fn next(&mut self) -> u64 {
        let state = &mut self.0;
        let result = state[0].wrapping_add(state[3]).rotate_left(23).wrapping_add(state[0]);
        let shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = state[3].rotate_left(45);
        result
    }

    /// A number from 0 to `limit` - 1; 0 where `limit` is 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// True once in `count` times.
    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// True `per_mille` times in 1,000.
    pub(super) fn per_mille(&mut self, per_mille: usize) -> bool {
        self.below(1_000) < per_mille
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// From 0 up to 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Log-normal with the given median; `spread` is the standard deviation of the logarithm. Sums and products only:
    /// the same on every machine.
    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        let normal = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        let mut power = 1.0 + normal * spread / 1024.0;
        for _ in 0..10 {
            power *= power;
        }
        median * power
    }
}

/// The finalizer of splitmix64: every bit of the answer hangs on every bit of `value`.
pub(super) fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Steps of the distribution function that a [`Zipf`] remembers.
const STEPS: usize = 4_096;

/// Draws ranks by the law of Zipf and Mandelbrot with the exponent 1.
#[derive(Debug)]
pub(super) struct Zipf {
    /// The rank, from 0, at which each 4,096th of the sum of all shares is reached: small enough to stay in the cache.
    quantiles: Vec<f64>,
}

impl Zipf {
    /// Shares 1 / (rank + `shift`), rank from 1 to `count`.
    pub(super) fn new(count: usize, shift: f64) -> Self {
        let shares = || (1..=count).map(|rank| 1.0 / (rank as f64 + shift));
        let step = shares().sum::<f64>() / STEPS as f64;
        let (mut quantiles, mut sum) = (vec![0.0], 0.0);
        for (rank, share) in shares().enumerate() {
            while quantiles.len() < STEPS && sum + share > step * quantiles.len() as f64 {
                quantiles.push(rank as f64 + (step * quantiles.len() as f64 - sum) / share);
            }
            sum += share;
        }
        quantiles.resize(STEPS + 1, count as f64);
        Self { quantiles }
    }

    /// A rank from 0.
    pub(super) fn draw(&self, random: &mut Random) -> usize {
        let number = random.next();
        let index = (number >> 52) as usize;
        let (low, high) = (self.quantiles[index], self.quantiles[index + 1]);
        let place = (number & 0xffff_ffff) as f64 / (1_u64 << 32) as f64;
        (low + (high - low) * place) as usize
    }
}

#[cfg(test)]
mod tests {
    #[allow(unused_imports, reason = "only `tests/generated_corpus.rs` has a harness that runs these")]
    use super::*;

    #[test]
    fn ranks_are_drawn_by_their_shares() {
        let (zipf, mut random) = (Zipf::new(1_000, 2.0), Random::new(1, 2));
        let mut counts = vec![0_u32; 1_000];
        for _ in 0..1_000_000 {
            counts[zipf.draw(&mut random)] += 1;
        }
        let sum: f64 = (1..=1_000).map(|rank| 1.0 / (f64::from(rank) + 2.0)).sum();
        for rank in [0, 1, 5, 50, 999] {
            let wanted = 1_000_000.0 / ((rank + 3) as f64 * sum);
            let found = f64::from(counts[rank]);
            assert!((found - wanted).abs() < 6.0 * wanted.sqrt(), "rank {rank}: {found} for {wanted}");
        }
    }

    #[test]
    fn lengths_scatter_around_their_median() {
        let mut random = Random::new(1, 3);
        let mut lengths: Vec<f64> = (0..10_001).map(|_| random.log_normal(600.0, 0.6)).collect();
        lengths.sort_by(f64::total_cmp);
        assert!((570.0..630.0).contains(&lengths[5_000]));
        assert!(
            (1_000.0..1_250.0).contains(&lengths[8_413]),
            "one deviation up is a factor of 1.8: {}",
            lengths[8_413]
        );
    }
}
