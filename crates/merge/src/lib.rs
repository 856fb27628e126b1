//! Polybius: merge.
