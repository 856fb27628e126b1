use polybius_formats::ExportError;
use polybius_store::StoreError;
use polybius_upkeep::UpkeepError;

/// Why nothing, or not everything, was delivered.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The desk cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A decision of the desk cannot be read.
    #[error(transparent)]
    Upkeep(#[from] UpkeepError),
    /// The export stopped.
    #[error(transparent)]
    Export(#[from] ExportError),
}
