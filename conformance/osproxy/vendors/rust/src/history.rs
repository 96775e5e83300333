//! Histories of concurrent calls.

use std::collections::HashMap;

use osproxy_core::{Epoch, PartitionId};
use serde_json::{json, Value};

use crate::answer::{Answer, Body};
use crate::operation::Operation;

/// One call of a lane, with the counter just before it and just after its return.
pub struct Record {
    pub call_seq: u64,
    pub return_seq: u64,
    pub answer: Answer,
}

/// Whether a read that began after another one had returned showed a smaller epoch of the same partition.
pub fn an_epoch_decreased(lanes: &[Vec<Operation>], records: &[Vec<Record>]) -> bool {
    let mut reads: HashMap<&PartitionId, Vec<(u64, u64, Epoch)>> = HashMap::new();
    for (calls, records) in lanes.iter().zip(records) {
        for (call, record) in calls.iter().zip(records) {
            if let (Some(partition), Some(epoch)) = (call.reads(), record.answer.read_epoch()) {
                reads.entry(partition).or_default().push((record.call_seq, record.return_seq, epoch));
            }
        }
    }
    reads.into_values().any(|mut begun| {
        let mut returned: Vec<(u64, Epoch)> = begun.iter().map(|(_, returned, epoch)| (*returned, *epoch)).collect();
        begun.sort_unstable();
        returned.sort_unstable();
        let (mut next, mut largest) = (0, Epoch::ZERO);
        begun.into_iter().any(|(call_seq, _, epoch)| {
            while returned.get(next).is_some_and(|(return_seq, _)| *return_seq < call_seq) {
                largest = largest.max(returned[next].1);
                next += 1;
            }
            epoch < largest
        })
    })
}

impl Record {
    pub fn json(self) -> Value {
        let (call_seq, return_seq) = (self.call_seq, self.return_seq);
        match self.answer.body() {
            Body::Ok(ok) => json!({ "call_seq": call_seq, "return_seq": return_seq, "ok": ok }),
            Body::Error(error) => json!({ "call_seq": call_seq, "return_seq": return_seq, "error": error }),
            Body::Unsupported(why) => {
                let error = json!({ "code": "unsupported_op", "retryable": false, "message": why });
                json!({ "call_seq": call_seq, "return_seq": return_seq, "error": error })
            }
        }
    }
}
