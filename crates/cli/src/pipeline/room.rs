use std::sync::{Condvar, Mutex, PoisonError};

/// Bounds what is between reading and handing on, in items and in bytes: a slow document at the head must not let the
/// documents behind it pile up in memory.
#[derive(Debug)]
pub struct Room {
    inside: Mutex<Inside>,
    changed: Condvar,
    items: usize,
    bytes: usize,
}

#[derive(Debug, Default)]
struct Inside {
    items: usize,
    bytes: usize,
    closed: bool,
}

impl Room {
    /// Room for so many items and bytes.
    pub fn new(items: usize, bytes: usize) -> Self {
        Room { inside: Mutex::default(), changed: Condvar::new(), items, bytes }
    }

    /// Waits until there is room, then takes it. An empty room takes any weight. False if the room was closed.
    pub fn enter(&self, weight: usize) -> bool {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        while !inside.closed && inside.items > 0 && (inside.items >= self.items || inside.bytes + weight > self.bytes) {
            inside = self.changed.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        inside.items += 1;
        inside.bytes += weight;
        !inside.closed
    }

    /// Gives the room back.
    pub fn leave(&self, weight: usize) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.items = inside.items.saturating_sub(1);
        inside.bytes = inside.bytes.saturating_sub(weight);
        self.changed.notify_all();
    }

    /// Closes the room when dropped: whoever waits is let go.
    pub fn closed_at_end(&self) -> impl Drop + use<'_> {
        struct Close<'a>(&'a Room);
        impl Drop for Close<'_> {
            fn drop(&mut self) {
                self.0.inside.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
                self.0.changed.notify_all();
            }
        }
        Close(self)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_reader_waits_for_room_and_is_let_go_at_the_end() {
        let room = Room::new(10, 100);
        let entered = AtomicUsize::new(0);
        thread::scope(|scope| {
            let open = room.closed_at_end();
            scope.spawn(|| {
                while room.enter(60) {
                    entered.fetch_add(1, Ordering::SeqCst);
                }
            });
            for expected in 1..4 {
                thread::sleep(Duration::from_millis(30));
                assert_eq!(entered.load(Ordering::SeqCst), expected, "60 and 60 do not fit in 100");
                room.leave(60);
            }
            drop(open);
        });
        assert!(!room.enter(1));
        assert!(Room::new(1, 1).enter(500), "an empty room takes any weight");
    }
}
