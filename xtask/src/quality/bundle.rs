use std::thread;

/// Runs a pure function over items on all processors; results in the order of the items.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let size = items.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let work = &work;
        let handles: Vec<_> =
            items.chunks(size).map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<R>>())).collect();
        // A panic in the coder is a finding: it must not pass as "nothing found".
        handles.into_iter().flat_map(|h| h.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
