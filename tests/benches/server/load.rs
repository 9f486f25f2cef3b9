//! Whole onboardings of many customers at once, and somebody who opens the guide page meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use hyper::StatusCode;
use tokio::runtime;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep_until};

use crate::client::{Client, Customer, Refused, Step};
use crate::cpu::Cpu;
use crate::gateway::Gateway;
use crate::program::Program;

/// How many customers there are at once; each next one comes when one has started.
pub const CLIENTS: u32 = 32;

/// How long it runs before anything is counted.
pub const WARM_UP: Duration = Duration::from_secs(3);

/// How often the guide page is opened by somebody else.
const LOOK: Duration = Duration::from_millis(20);

/// What was measured.
#[derive(Default)]
pub struct Load {
    /// Whole onboardings.
    pub done: u32,
    /// Those that ended by an answer other than 200.
    pub refused: Vec<Refused>,
    /// How long each step took.
    pub steps: BTreeMap<Step, Vec<Duration>>,
    /// How long the guide page took for somebody else.
    pub guide: Vec<Duration>,
    /// Processor time, where it is known.
    pub cpu: Option<Cpu>,
    /// Transactions that were tried again.
    pub retries: u64,
}

/// What is counted: what ends between these.
#[derive(Clone, Copy)]
struct Window {
    from: Instant,
    until: Instant,
}

impl Window {
    fn holds(&self, moment: Instant) -> bool {
        (self.from..self.until).contains(&moment)
    }
}

/// Runs for `time` after a warm-up. `database` is the first process of PostgreSQL, if that is the database.
pub async fn run(
    program: &Program,
    gateway: Arc<Gateway>,
    link: &str,
    time: Duration,
    database: Option<u32>,
) -> Load {
    let from = Instant::now() + WARM_UP;
    let window = Window {
        from,
        until: from + time,
    };
    let nth = Arc::new(AtomicU32::new(1));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let client = Client::connect(program.addr).await;
        let (link, nth) = (link.to_owned(), nth.clone());
        clients.spawn(onboard(client, gateway.clone(), link, nth, window));
    }
    let (addr, path) = (program.addr, format!("/d/{link}"));
    // In a thread of its own: it shall not wait for the other clients here, only for the server.
    let looking = thread::spawn(move || {
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let look = async { look(Client::connect(addr).await, &path, window).await };
        runtime.expect("a runtime").block_on(look)
    });
    sleep_until(window.from.into()).await;
    let before = (Cpu::now(program.id(), database), program.retries().await);
    sleep_until(window.until.into()).await;
    let after = (Cpu::now(program.id(), database), program.retries().await);
    let mut load = Load {
        cpu: after.0.zip(before.0).map(|(after, before)| after - before),
        retries: after.1 - before.1,
        ..Load::default()
    };
    for of_client in clients.join_all().await {
        load.done += of_client.done;
        load.refused.extend(of_client.refused);
        for (step, times) in of_client.steps {
            load.steps.entry(step).or_default().extend(times);
        }
    }
    load.guide = looking.join().expect("the guide's client");
    load
}

/// One customer after the other, until the time is over.
async fn onboard(
    mut client: Client,
    gateway: Arc<Gateway>,
    link: String,
    nth: Arc<AtomicU32>,
    window: Window,
) -> Load {
    let mut load = Load::default();
    while Instant::now() < window.until {
        let nth = nth.fetch_add(1, Ordering::Relaxed);
        let mut customer = Customer::new(&mut client, &gateway, &link, nth);
        let outcome = go_through(&mut customer, window, &mut load.steps).await;
        match outcome {
            Ok(()) if window.holds(Instant::now()) => load.done += 1,
            Ok(()) => {}
            Err(refused) => load.refused.push(refused),
        }
    }
    load
}

async fn go_through(
    customer: &mut Customer<'_>,
    window: Window,
    times: &mut BTreeMap<Step, Vec<Duration>>,
) -> Result<(), Refused> {
    for step in Step::ONBOARDING {
        let took = customer.take(step).await?;
        if window.holds(Instant::now()) {
            times.entry(step).or_default().push(took);
        }
    }
    Ok(())
}

/// Opens the guide page again and again.
async fn look(mut client: Client, path: &str, window: Window) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while Instant::now() < window.until {
        ticks.tick().await;
        let (status, took) = client.get(path).await;
        assert_eq!(status, StatusCode::OK);
        if window.holds(Instant::now()) {
            times.push(took);
        }
    }
    times
}
