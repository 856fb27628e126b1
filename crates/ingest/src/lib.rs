//! Polybius: ingest.
