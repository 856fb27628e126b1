//! Polybius: store.
