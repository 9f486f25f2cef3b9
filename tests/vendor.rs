//! A vendor's server that does what the test says: accepts, refuses, is late, is silent.
#![expect(
    clippy::expect_used,
    reason = "a test whose attempts can't pass has failed"
)]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::authorization::{VendorEvent, Verdict};
use domain::time::Span;
use domain::vendor_serial::VendorSerial;
use server::vendor::{Answer, Vendor};
use store::{DeliveryKind, PendingDelivery};

use crate::World;

/// How a vendor's server behaves.
#[derive(Clone, Debug)]
pub enum Manner {
    /// Agrees at once.
    Accepts,
    /// Says no, with these words.
    Refuses(&'static str),
    /// Agrees after this long.
    Late(Duration),
    /// Takes note, and agrees later through the open API.
    TakesNote,
    /// Can't be reached: there is no answer, at once.
    Unreachable,
    /// Never answers.
    Silent,
}

/// A vendor's server.
pub struct FakeVendor {
    manner: Mutex<Manner>,
    told: AtomicUsize,
    heard: Mutex<Vec<VendorEvent>>,
    serials: Mutex<Vec<VendorSerial>>,
}

impl Default for FakeVendor {
    fn default() -> Self {
        Self {
            manner: Mutex::new(Manner::Accepts),
            told: AtomicUsize::new(0),
            heard: Mutex::default(),
            serials: Mutex::default(),
        }
    }
}

impl FakeVendor {
    /// From now on it behaves like this.
    pub fn becomes(&self, manner: Manner) {
        if let Ok(mut now) = self.manner.lock() {
            *now = manner;
        }
    }

    /// How many times it was told something.
    pub fn told(&self) -> usize {
        self.told.load(Ordering::Relaxed)
    }
}

impl FakeVendor {
    /// The news that it was told, in order.
    pub fn heard(&self) -> Vec<VendorEvent> {
        self.heard
            .lock()
            .map(|heard| heard.clone())
            .unwrap_or_default()
    }

    /// The serials that it was asked about, each once, in order.
    pub fn serials(&self) -> Vec<VendorSerial> {
        self.serials
            .lock()
            .map(|serials| serials.clone())
            .unwrap_or_default()
    }
}

impl Vendor for FakeVendor {
    fn tell<'a>(&'a self, waiting: &'a PendingDelivery, _: Duration) -> Answer<'a> {
        if let (DeliveryKind::VendorEvent(news), Ok(mut heard)) = (&waiting.what, self.heard.lock())
        {
            heard.push(*news);
        }
        if let (DeliveryKind::Serial(serial), Ok(mut serials)) =
            (&waiting.what, self.serials.lock())
            && !serials.contains(serial)
        {
            serials.push(serial.clone());
        }
        self.told.fetch_add(1, Ordering::Relaxed);
        let manner = self.manner.lock().map_or(Manner::Silent, |now| now.clone());
        Box::pin(async move {
            match manner {
                Manner::Accepts => Verdict::Accepted,
                Manner::Refuses(words) => Verdict::Refused(Some(words.to_owned())),
                Manner::Late(by) => {
                    tokio::time::sleep(by).await;
                    Verdict::Accepted
                }
                Manner::TakesNote => Verdict::Acknowledged,
                Manner::Unreachable => Verdict::NoAnswer,
                Manner::Silent => std::future::pending().await,
            }
        })
    }
}

/// Lets attempts to tell vendors pass after the first, until the next is the last.
pub async fn all_but_the_last_attempt(world: &World) {
    for _ in 1..99 {
        world.pass(Span::minutes(120));
        let taken = world
            .store
            .take_pending_deliveries(32, &[], world.now())
            .await;
        taken.expect("what waits");
    }
}
