use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Asked for by graphs made for batches; a text alone is never padded.
    mask: Option<NodeId>,
    outputs: NodeId,
    /// Pools of one thread that nobody uses now. A pool shared by all callers would let them wait for each other.
    idle: Mutex<Vec<Arc<ThreadPool>>>,
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
            mask: model.find_node("mask"),
            outputs: node("outputs")?,
            model,
            idle: Mutex::default(),
        })
    }

    /// The outputs of one stretch, `[pieces, width]` in row order.
    pub(crate) fn run(&self, stretch: &Stretch) -> Result<Vec<f32>, Error> {
        let n = stretch.numbers.len();
        let mut inputs = vec![(self.pieces, NdTensor::from_data([1, n], stretch.numbers.clone()).into())];
        inputs.extend(self.mask.map(|mask| (mask, NdTensor::from_data([1, n], vec![1_i32; n]).into())));
        let pool = self.take_pool();
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&pool)));
        let run = self.model.run(inputs, &[self.outputs], Some(options));
        self.pools().push(pool);
        let mut out = run.map_err(|e| Error::Run(e.to_string()))?;
        let out: NdTensor<f32, 3> =
            out.remove(0).try_into().map_err(|_| Error::Run("the outputs have another shape".to_owned()))?;
        Ok(out.to_vec())
    }

    fn take_pool(&self) -> Arc<ThreadPool> {
        let idle = self.pools().pop();
        idle.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)))
    }

    fn pools(&self) -> std::sync::MutexGuard<'_, Vec<Arc<ThreadPool>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
