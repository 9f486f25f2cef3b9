//! Events to vendors' servers: how many a second, and how long it takes from authorizing to the vendor's activation.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::link::LinkToken;
use domain::task::SerialRule;
use store::LinkSettings;
use tests::database::{self, Engine};
use tests::{SuiteLike, World};

use crate::client::{Client, Customer, Step};
use crate::fill;
use crate::gateway::Gateway;
use crate::program::Program;
use crate::vendors::{Manner, Vendors};

/// How many vendors have events.
pub const VENDORS: usize = 50;

/// How many events each has.
const EVENTS: u32 = 400;

/// After which time they answer.
pub const ANSWER: Duration = Duration::from_millis(40);

/// How many customers come before it is measured.
const FIRST: usize = 10;

fn like() -> SuiteLike {
    SuiteLike {
        serial: SerialRule::None,
        hosted: false,
        ..SuiteLike::default()
    }
}

/// How many events a second are delivered, all being due at once.
pub async fn throughput(engine: Engine, program: &Path, gateway: &Gateway) -> f64 {
    let mut world = World::bare_on(engine).await;
    let vendors = Vendors::start().await;
    let first = world.suite_called("first", like()).await;
    world.link(first, LinkSettings::default()).await;
    fill::teams(&world, first, EVENTS, 0).await;
    let mut suites = Vec::new();
    for nth in 0..VENDORS {
        let key = format!("suite{nth}");
        let suite = world.suite_called(&key, like()).await;
        vendors
            .add(&world, (&key, suite), Manner::Takes(ANSWER))
            .await;
        suites.push(suite);
    }
    world.stop().await;
    fill::events(&world, &suites).await;
    fill::settle(engine, &world).await;
    let began = Instant::now();
    let _program = Program::start(program, &world.database, gateway).await;
    let waiting = "SELECT COUNT(*) FROM outbox WHERE kind = 'change_auth' AND state = 'waiting'";
    while database::number(&world.database, waiting).await > 0 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let all = f64::from(EVENTS) * VENDORS as f64;
    all / began.elapsed().as_secs_f64()
}

/// How long it takes from authorizing until the vendor has activated the suite, and how long while another vendor hangs. Both are
/// measured by turns, so that both meet the same load of other programs.
pub async fn active(
    engine: Engine,
    program: &Path,
    gateway: &Gateway,
    customers: usize,
) -> (Vec<Duration>, Vec<Duration>) {
    let mut alone = Exchange::new(engine, program, gateway, false).await;
    let mut hanging = Exchange::new(engine, program, gateway, true).await;
    // Filling took longer than the server keeps a connection that nothing comes by.
    alone.client = Client::connect(alone.program.addr).await;
    for nth in 0..FIRST + customers {
        alone.serve(gateway, nth).await;
        hanging.serve(gateway, nth).await;
    }
    (alone.times, hanging.times)
}

/// A server whose vendors activate at once, or all but one that hangs.
struct Exchange {
    program: Program,
    client: Client,
    vendors: Vendors,
    link: LinkToken,
    times: Vec<Duration>,
    // Its folder holds the database.
    _world: World,
}

impl Exchange {
    async fn new(engine: Engine, program: &Path, gateway: &Gateway, hangs: bool) -> Self {
        let mut world = World::bare_on(engine).await;
        let vendors = Vendors::start().await;
        let suite = world.suite_called("quick", like()).await;
        let link = world.link(suite, LinkSettings::default()).await;
        fill::teams(&world, suite, EVENTS, 0).await;
        vendors
            .add(&world, ("quick", suite), Manner::Activates)
            .await;
        let other = world.suite_called("hangs", like()).await;
        vendors.add(&world, ("hangs", other), Manner::Hangs).await;
        world.stop().await;
        if hangs {
            fill::events(&world, &[other]).await;
        }
        fill::settle(engine, &world).await;
        let program = Program::start(program, &world.database, gateway).await;
        vendors.call(program.addr);
        Self {
            client: Client::connect(program.addr).await,
            program,
            vendors,
            link,
            times: Vec::new(),
            _world: world,
        }
    }

    /// The `nth` customer authorizes.
    async fn serve(&mut self, gateway: &Gateway, nth: usize) {
        let number = u32::try_from(nth).expect("a few customers");
        let mut customer = Customer::new(&mut self.client, gateway, self.link.as_str(), number);
        for step in [Step::Guide, Step::Code, Step::SignIn, Step::Team] {
            customer.take(step).await.expect("a step");
        }
        let began = Instant::now();
        customer.take(Step::Authorize).await.expect("a step");
        self.vendors.activated().await;
        if nth >= FIRST {
            self.times.push(began.elapsed());
        }
    }
}
