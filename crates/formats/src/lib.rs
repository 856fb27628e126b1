//! Polybius: formats.
