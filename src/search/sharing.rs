//! Work that is shared out among the processors where that pays.

use rayon::prelude::*;
use std::time::{Duration, Instant};

/// Waking other processors costs a tenth of a millisecond or two: what takes little more is done on one.
const WORTH_SHARING: Duration = Duration::from_micros(500);

/// What `of` gives of each item and its number, in order: on one processor while that is quick, then on all, so that it is
/// there sooner by the clock. Nothing when it gives nothing of one.
pub(super) fn shared_out<T: Sync, R: Send>(items: &[T], of: impl Fn(usize, &T) -> Option<R> + Sync) -> Option<Vec<R>> {
    let start = Instant::now();
    let mut found = Vec::with_capacity(items.len());
    let mut rest = items.iter().enumerate();
    for (number, item) in rest.by_ref() {
        found.push(of(number, item)?);
        if start.elapsed() > WORTH_SHARING {
            break;
        }
    }
    let rest: Vec<(usize, &T)> = rest.collect();
    let others: Option<Vec<R>> = rest.into_par_iter().map(|(number, item)| of(number, item)).collect();
    found.extend(others?);
    Some(found)
}

/// What `of` gives of each item, in order, all at the same time. The first is done here: until another processor is awake it
/// would be waited for.
pub(super) fn side_by_side<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut found: Vec<Option<R>> = items.iter().map(|_| None).collect();
    rayon::in_place_scope(|scope| {
        let of = &of;
        let mut waiting = items.iter().zip(&mut found);
        let here = waiting.next();
        for (item, slot) in waiting {
            scope.spawn(move |_| *slot = Some(of(item)));
        }
        if let Some((item, slot)) = here {
            *slot = Some(of(item));
        }
    });
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_side_by_side_comes_in_order() {
        for count in [0_usize, 1, 2, 9] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(side_by_side(&items, |item| item * 3), (0..count).map(|item| item * 3).collect::<Vec<_>>());
        }
    }

    #[test]
    fn quick_and_slow_work_comes_in_order_and_stops_where_nothing_is_given() {
        for wait in [Duration::ZERO, WORTH_SHARING * 2] {
            let of = |number: usize, item: &usize| {
                std::thread::sleep(wait);
                (*item < 9).then_some((number, *item))
            };
            let items: Vec<usize> = (2..9).collect();
            assert_eq!(shared_out(&items, of), Some(items.iter().copied().enumerate().collect()));
            assert_eq!(shared_out(&[3, 4, 9, 5], of), None);
        }
        assert_eq!(shared_out(&[], |_, item: &u8| Some(*item)), Some(Vec::new()));
    }
}
