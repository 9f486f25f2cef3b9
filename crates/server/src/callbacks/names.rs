//! Looks up the names of vendors' servers, so that one that isn't answered holds up no other.

use std::collections::HashMap;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::target::Targets;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::{Semaphore, watch};

use super::push_error::UnknownName;

/// How many names are looked up at once; the others wait. A lookup holds a thread of the blocking pool, of which others live too.
const MAX_AT_ONCE: usize = 128;

/// What a lookup has found: nothing yet, the addresses, or why there are none.
type Found = Option<Result<Arc<[SocketAddr]>, Arc<io::Error>>>;

/// Asks the name servers for a host's addresses; it may take as long as it likes.
type Lookup = dyn Fn(&str) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// Lookups of names, of each host one at a time: those who ask meanwhile get the same answer. The system's lookup can't be stopped,
/// so it goes on where all who asked have given up.
#[derive(Clone)]
pub(super) struct Lookups {
    lookup: Arc<Lookup>,
    room: Arc<Semaphore>,
    under_way: Arc<Mutex<HashMap<String, watch::Receiver<Found>>>>,
}

impl Lookups {
    /// As the system looks names up.
    pub(super) fn of_system() -> Self {
        Self::by(MAX_AT_ONCE, |host| {
            Ok((host, 0).to_socket_addrs()?.collect())
        })
    }

    fn by(
        at_once: usize,
        lookup: impl Fn(&str) -> io::Result<Vec<SocketAddr>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            lookup: Arc::new(lookup),
            room: Arc::new(Semaphore::new(at_once)),
            under_way: Arc::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, watch::Receiver<Found>>> {
        self.under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The addresses of a host.
    async fn addresses(&self, host: &str) -> io::Result<Arc<[SocketAddr]>> {
        let mut answer = self.begin(host);
        let found = answer.wait_for(Option::is_some).await;
        let found = found.map_err(io::Error::other)?.clone();
        let found = found.unwrap_or_else(|| Ok(Arc::default()));
        found.map_err(|why| io::Error::new(why.kind(), why))
    }

    /// The lookup of this host that is under way, or a new one.
    fn begin(&self, host: &str) -> watch::Receiver<Found> {
        let mut under_way = self.lock();
        if let Some(answer) = under_way.get(host) {
            return answer.clone();
        }
        let (found, answer) = watch::channel(None);
        under_way.insert(host.to_owned(), answer.clone());
        let (all, host) = (self.clone(), host.to_owned());
        tokio::spawn(async move {
            let _room = all.room.acquire().await;
            let (lookup, name) = (all.lookup.clone(), host.clone());
            let looked_up = tokio::task::spawn_blocking(move || lookup(&name)).await;
            all.lock().remove(&host);
            let addresses = looked_up.unwrap_or_else(|panic| Err(panic.into()));
            found.send_replace(Some(addresses.map(Arc::from).map_err(Arc::new)));
        });
        answer
    }
}

/// Answers only addresses that events may be sent to: it is asked when a connection is made.
pub(super) struct AllowedNames {
    targets: Arc<Targets>,
    lookups: Lookups,
}

impl AllowedNames {
    /// Names that may lead to these targets.
    pub(super) fn new(targets: Arc<Targets>, lookups: Lookups) -> Self {
        Self { targets, lookups }
    }
}

impl Resolve for AllowedNames {
    fn resolve(&self, name: Name) -> Resolving {
        let (targets, lookups) = (self.targets.clone(), self.lookups.clone());
        Box::pin(async move {
            let found = lookups.addresses(name.as_str()).await;
            let found = found.map_err(UnknownName)?;
            let (allowed, refused): (Vec<SocketAddr>, Vec<SocketAddr>) = found
                .iter()
                .partition(|address| targets.check(address.ip()).is_ok());
            match (allowed.is_empty(), refused.first()) {
                (true, Some(address)) => {
                    targets.check(address.ip())?;
                    Ok(Box::new(std::iter::empty()) as Addrs)
                }
                _ => Ok(Box::new(allowed.into_iter()) as Addrs),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};
    use std::sync::mpsc::{self, Sender};
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    const ADDRESS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

    /// Lookups of which those of hosts under `hangs` end when they are let go; and the hosts that were looked up.
    fn hanging(at_once: usize) -> (Lookups, Sender<()>, Arc<Mutex<Vec<String>>>) {
        let (let_go, held) = mpsc::channel();
        let held = Mutex::new(held);
        let begun = Arc::new(Mutex::new(Vec::new()));
        let noted = begun.clone();
        let lookups = Lookups::by(at_once, move |host| {
            noted.lock().unwrap().push(host.to_owned());
            if host.ends_with("hangs") {
                held.lock().unwrap().recv().ok();
            }
            Ok(vec![ADDRESS])
        });
        (lookups, let_go, begun)
    }

    #[tokio::test]
    async fn a_host_whose_lookup_hangs_holds_one_thread_and_holds_up_no_other_host() {
        let (lookups, let_go, begun) = hanging(MAX_AT_ONCE);
        for _ in 0..100 {
            let asked = lookups.addresses("isv.hangs");
            let given_up = timeout(Duration::from_millis(1), asked).await;
            assert!(given_up.is_err());
        }
        assert_eq!(*lookups.addresses("other").await.unwrap(), [ADDRESS]);
        let (found, ()) = tokio::join!(lookups.addresses("isv.hangs"), async {
            let_go.send(()).unwrap();
        });
        assert_eq!(*found.unwrap(), [ADDRESS]);
        begun.lock().unwrap().sort_unstable();
        assert_eq!(*begun.lock().unwrap(), ["isv.hangs", "other"]);
        drop(let_go);
        lookups.addresses("isv.hangs").await.unwrap();
        assert_eq!(begun.lock().unwrap().len(), 3, "nothing is remembered");
        assert!(lookups.lock().is_empty());
    }

    #[tokio::test]
    async fn no_more_threads_are_held_than_may_be_however_many_hosts_hang() {
        let (lookups, let_go, begun) = hanging(2);
        let hosts = ["a.hangs", "b.hangs", "c.hangs", "d"];
        for host in hosts {
            let asked = lookups.addresses(host);
            assert!(timeout(Duration::from_millis(1), asked).await.is_err());
        }
        assert!(begun.lock().unwrap().len() <= 2);
        drop(let_go);
        for host in hosts {
            assert_eq!(*lookups.addresses(host).await.unwrap(), [ADDRESS]);
        }
    }

    #[tokio::test]
    async fn a_lookup_that_fails_says_why_and_the_next_begins_again() {
        let lookups = Lookups::by(1, |host| match host {
            "unknown" => Err(io::Error::new(io::ErrorKind::NotFound, "no such name")),
            _ => panic!("a bug"),
        });
        for _ in 0..2 {
            let why = lookups.addresses("unknown").await.unwrap_err();
            assert_eq!(why.kind(), io::ErrorKind::NotFound);
            assert_eq!(why.to_string(), "no such name");
            assert!(lookups.addresses("panics").await.is_err());
        }
    }
}
