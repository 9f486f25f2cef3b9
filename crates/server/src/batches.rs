//! Batches of links: made from a vendor's list, and as what is written into files.

use batch::Entry;
use batch::list::{Customer, Faults, Refused};
use domain::batch::Carried;
use domain::link::{LinkFacts, LinkToken, TOKEN_LENGTH};
use domain::serial::{RANDOM_BYTES, Serial};
use domain::time::Moment;
use store::{Batch, BatchLink, Store, Suite};

use crate::address;
use crate::state::Random;

/// Makes a link for each customer, with a new serial inside where the list gives none and the suite asks for one.
/// Answers the batch's number, or which lines' serials can't be given out: then nothing is made.
pub async fn create(
    store: &Store,
    suite: &Suite,
    label: &str,
    customers: Vec<Customer>,
    (expires_at, now): (Option<Moment>, Moment),
    random: &Random,
) -> Result<Result<i64, Refused>, store::StoreError> {
    let mut lines = Vec::with_capacity(customers.len());
    let mut links = Vec::with_capacity(customers.len());
    for customer in customers {
        lines.push(customer.line);
        links.push(BatchLink {
            token: LinkToken::generate(bytes::<TOKEN_LENGTH>(random)),
            customer: customer.name.into(),
            serial: match customer.carried {
                Carried::Nothing => None,
                Carried::Given(serial) => Some(serial),
                Carried::ToIssue => Some(Serial::generate(bytes::<RANDOM_BYTES>(random)).into()),
            },
        });
    }
    let made = store
        .create_batch(suite, label, &links, expires_at, now)
        .await?;
    Ok(made.map_err(|taken| {
        let mut faults = Faults::default();
        for (at, why) in taken {
            faults.push(lines[at], why.into());
        }
        Refused::Lines(faults)
    }))
}

fn bytes<const N: usize>(random: &Random) -> [u8; N] {
    let mut bytes = [0; N];
    random(&mut bytes);
    bytes
}

/// A batch's links that can be used, as they are written into a ZIP or onto labels. Each keeps its number.
pub fn entries(batch: &Batch, public_url: &str, now: Moment) -> Vec<Entry> {
    let entry = |(number, (link, _)): (usize, &(BatchLink, LinkFacts))| Entry {
        number,
        customer: link.customer.clone(),
        serial: link
            .serial
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        url: address::guide(public_url, &link.token),
        scanned: address::scanned(public_url, &link.token),
    };
    let links = (1..).zip(&batch.links);
    let usable = links.filter(|(_, (_, facts))| facts.may_begin(now).is_ok());
    usable.map(entry).collect()
}
