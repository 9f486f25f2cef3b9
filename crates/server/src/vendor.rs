//! The seam to the vendors' servers: who speaks to them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use domain::authorization::Verdict;
use store::PendingDelivery;

use crate::callbacks::client::HttpVendor;
use crate::demo;

/// A vendor's answer on its way.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Verdict> + Send + 'a>>;

/// Speaks to the vendors' servers.
pub trait Vendor: Send + Sync {
    /// Delivers to the suite's vendor, within the limit.
    fn tell<'a>(&'a self, delivery: &'a PendingDelivery, limit: Duration) -> Answer<'a>;
}

/// The demo's vendor: takes two seconds and agrees. Suites that aren't the demo's own have servers.
pub struct DemoVendor(pub Arc<HttpVendor>);

impl Vendor for DemoVendor {
    fn tell<'a>(&'a self, delivery: &'a PendingDelivery, limit: Duration) -> Answer<'a> {
        if !demo::SUITES.contains(&&*delivery.suite_key) {
            return self.0.tell(delivery, limit);
        }
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(2)).await;
            Verdict::Accepted
        })
    }
}
