//! Connections: how many there are, how long each may take for what it sends, and how they end.

use std::future::Future;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tower::Service;

/// What connections may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many are held at once; those that come when all are taken are closed.
    pub max_connections: NonZeroUsize,
    /// How long a request's head may take, and how long a connection may be idle before it.
    pub header_time: Duration,
    /// How long a request may take, with its body, until it is answered.
    pub request_time: Duration,
    /// How long a client may take nothing of its answer.
    pub write_time: Duration,
    /// How long requests that are under way may take once the server is asked to stop.
    pub grace: Duration,
}

const MAX_CONNECTIONS: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_connections: MAX_CONNECTIONS,
            header_time: Duration::from_secs(10),
            request_time: Duration::from_secs(10),
            // Longer than a short loss of signal.
            write_time: Duration::from_secs(60),
            grace: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// How many connections may wait for changes, so that the others find a place.
    pub fn max_held(&self) -> usize {
        self.max_connections.get().div_ceil(2)
    }
}

/// Connections, counted.
#[derive(Clone, Debug, Default)]
pub struct Connections {
    /// These are open.
    pub open: Gauge,
    /// These were closed at once, since there were too many.
    pub refused: Counter,
}

/// A connection, counted while it is open.
struct Counted(Gauge);

impl Counted {
    fn one_of(open: &Gauge) -> Self {
        open.inc();
        Self(open.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Serves until `shutdown` is done. Then idle connections are closed, and others once their request is answered or `grace` is over.
///
/// `axum::serve` has no limits: it waits for ever for a request that is half sent, also where it is asked to stop.
pub async fn serve(
    mut listener: TcpListener,
    router: Router,
    limits: &Limits,
    counted: &Connections,
    shutdown: impl Future<Output = ()>,
) {
    let mut services = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.header_time);
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut is_full = false;
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut shutdown => break,
            // It goes on after errors, also where there are no more file descriptors.
            accepted = Listener::accept(&mut listener) => accepted,
        };
        while connections.try_join_next().is_some() {}
        let was_full = is_full;
        is_full = connections.len() >= limits.max_connections.get();
        if is_full {
            counted.refused.inc();
            if !was_full {
                tracing::warn!(connections = connections.len(), "no more connections");
            }
            continue;
        }
        // Answers are written whole: nothing is gained by waiting for more to send.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY isn't set");
        }
        let Ok(service) = services.call(peer).await;
        let service = TowerToHyperService::new(service);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_time));
        let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        let open = Counted::one_of(&counted.open);
        connections.spawn(async move {
            let _open = open;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection has failed");
            }
        });
    }
    drop(listener);
    if timeout(limits.grace, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests under way");
    }
    connections.shutdown().await;
}
