use std::io::Read;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::Error;
use crate::windows::Stretch;

/// Unpacked weights may not be larger: a damaged file must not fill the memory.
const LARGEST: u64 = 256 << 20;

/// The network. One thread a call: documents are read side by side, and sums do not depend on the number of threads.
pub(crate) struct Network {
    model: Model,
    pieces: NodeId,
    mask: NodeId,
    outputs: NodeId,
    one: std::sync::Arc<ThreadPool>,
}

impl Network {
    /// From packed ONNX.
    pub(crate) fn load(packed: &[u8]) -> Result<Self, Error> {
        let bad = |e: String| Error::Weights(e);
        let mut plain = Vec::new();
        zstd::Decoder::new(packed)
            .and_then(|d| d.take(LARGEST).read_to_end(&mut plain))
            .map_err(|e| bad(e.to_string()))?;
        let model = ModelOptions::with_all_ops().prepack_weights(true).load(plain).map_err(|e| bad(e.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|e| bad(e.to_string()));
        Ok(Network {
            pieces: node("pieces")?,
            mask: node("mask")?,
            outputs: node("outputs")?,
            model,
            one: std::sync::Arc::new(ThreadPool::with_num_threads(1)),
        })
    }

    /// The outputs of one stretch, `[pieces, width]` in row order.
    pub(crate) fn run(&self, stretch: &Stretch) -> Result<Vec<f32>, Error> {
        let n = stretch.numbers.len();
        let pieces = NdTensor::from_data([1, n], stretch.numbers.clone());
        let mask = NdTensor::from_data([1, n], vec![1_i32; n]);
        let options = RunOptions::default().with_thread_pool(Some(self.one.clone()));
        let mut out = self
            .model
            .run(vec![(self.pieces, pieces.into()), (self.mask, mask.into())], &[self.outputs], Some(options))
            .map_err(|e| Error::Run(e.to_string()))?;
        let out: NdTensor<f32, 3> =
            out.remove(0).try_into().map_err(|_| Error::Run("the outputs have another shape".to_owned()))?;
        Ok(out.to_vec())
    }
}
