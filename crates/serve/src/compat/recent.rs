use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The last few things that were worked out, by what they were worked out from; the oldest goes first.
#[derive(Debug)]
pub(super) struct Recent<K, V> {
    most: usize,
    kept: Mutex<VecDeque<(K, Arc<V>)>>,
}

impl<K: PartialEq, V> Recent<K, V> {
    pub const fn new(most: usize) -> Self {
        Recent { most, kept: Mutex::new(VecDeque::new()) }
    }

    /// What is kept of the key, else what `make` makes of it. Two that ask at once may both make it.
    pub fn get<E>(&self, key: K, make: impl FnOnce() -> Result<V, E>) -> Result<Arc<V>, E> {
        if let Some(found) = self.find(&key) {
            return Ok(found);
        }
        let made = Arc::new(make()?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((key, Arc::clone(&made)));
        while kept.len() > self.most {
            kept.pop_front();
        }
        Ok(made)
    }

    fn find(&self, key: &K) -> Option<Arc<V>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(k, _)| k == key)?;
        let entry = kept.remove(at)?;
        let found = Arc::clone(&entry.1);
        kept.push_back(entry);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recent_goes() {
        let recent: Recent<u8, u8> = Recent::new(2);
        let mut made = Vec::new();
        for key in [1, 2, 1, 3, 1, 2] {
            let kept = recent.get(key, || {
                made.push(key);
                Ok::<u8, ()>(key * 10)
            });
            assert_eq!(kept.as_deref(), Ok(&(key * 10)));
        }
        assert_eq!(made, [1, 2, 3, 2]);
    }
}
