//! Numbers that look random and are the same in every run: `SplitMix64`, Steele, Lea and Flood 2014.

#![expect(
    clippy::expect_used,
    reason = "an invented world is what it was made to be"
)]

/// A source of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Begins at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Begins somewhere else for each series of numbers: everything about one thing is the same, whatever was
    /// asked about others before.
    pub(crate) fn of(numbers: &[u64]) -> Self {
        let begin = |before: u64, number: &u64| Self(before ^ number).next();
        Self(numbers.iter().fold(0, begin))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// Whether something happens that does so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below(from.len());
        from.get(at).expect("something to pick from")
    }

    /// A number below this one, small ones far more often than large ones.
    pub(crate) fn below_early(&mut self, end: usize) -> usize {
        let end = self.below(end) + 1;
        self.below(end)
    }

    /// One of them, the first ones far more often than the last: lists, topics and words are used so.
    pub(crate) fn pick_early<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below_early(from.len());
        from.get(at).expect("something to pick from")
    }

    /// Between one and `most` different ones.
    pub(crate) fn some<T: Clone + PartialEq>(&mut self, from: &[T], most: usize) -> Vec<T> {
        let mut some: Vec<T> = Vec::new();
        for _ in 0..=self.below(most) {
            let one = self.pick_early(from);
            if !some.contains(one) {
                some.push(one.clone());
            }
        }
        some
    }
}
