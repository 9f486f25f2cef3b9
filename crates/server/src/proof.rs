//! Proofs of work by SHA-256. Nothing is kept of them: a challenge follows from what is asked for, so any server can check it.

use api::problem::Challenge;
use api::request::Proof;
use domain::phone::Phone;
use domain::proof;
use domain::time::Moment;
use sha2::{Digest, Sha256};

use crate::digest::hex;

/// What is proven by a proof: work for a code to this number, for the request with this hash.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The number.
    pub phone: &'a Phone,
    /// The hash of the request.
    pub request_hash: &'a str,
}

impl Subject<'_> {
    /// What is to be proven, as of now, by so many zero bits.
    pub fn challenge(self, bits: u32, now: Moment) -> Challenge {
        let minute = proof::minute(now);
        Challenge {
            challenge: hex(&self.bytes(minute)),
            bits,
            minute,
        }
    }

    /// How many zero bits a proof shows: none if there is no proof, or it isn't good any more.
    pub fn proven_bits(self, shown: Option<Proof>, now: Moment) -> u32 {
        let good = shown.filter(|shown| proof::is_good(shown.minute, now));
        good.map_or(0, |Proof { minute, nonce }| {
            let hash = Sha256::new()
                .chain_update(self.bytes(minute))
                .chain_update(nonce.to_be_bytes());
            proof::zero_bits(&hash.finalize())
        })
    }

    fn bytes(self, minute: i64) -> [u8; 32] {
        let subject = format!("{} {} {minute}", self.request_hash, self.phone.as_str());
        Sha256::digest(subject.as_bytes()).into()
    }
}
