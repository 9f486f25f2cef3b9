//! How long each step takes one customer, with few teams in the database and with many.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use domain::link::LinkToken;
use domain::serial::Serial;
use serde_json::json;
use server::credentials;
use server::open_api::call;
use server::state::system_random;
use store::LinkSettings;
use tests::database::Engine;
use tests::{SuiteLike, World};

use crate::client::{Client, Customer, Step};
use crate::fill;
use crate::gateway::Gateway;
use crate::program::Program;

/// How many teams and serials are in a database, teams having taken a serial each.
#[derive(Clone, Copy)]
pub struct Size {
    pub teams: u32,
    pub serials: u32,
}

pub const FEW: Size = Size {
    teams: 10,
    serials: 10,
};

pub const MANY: Size = Size {
    teams: 100_000,
    serials: 1_000_000,
};

/// Customers that go through the whole flow before it is measured: a server's first requests open its connections.
const FIRST: usize = 10;

/// How long each step took all customers, and `get_auth_info` for as many teams.
#[derive(Default)]
pub struct Times {
    pub steps: BTreeMap<Step, Vec<Duration>>,
    pub auth_info: Vec<Duration>,
}

/// The key of the suite.
const KEY: &str = "attendance";

/// A database of a size, a server on it, and serials for the customers.
struct Filled {
    program: Program,
    client: Client,
    link: LinkToken,
    serials: Vec<Serial>,
    size: Size,
    times: Times,
    /// The vendor's, for the open API.
    token: String,
    // Its folder holds the database.
    _world: World,
}

impl Filled {
    async fn new(
        engine: Engine,
        size: Size,
        program: &Path,
        gateway: &Gateway,
        customers: usize,
    ) -> Self {
        let mut world = World::bare_on(engine).await;
        let suite = world.suite_called(KEY, SuiteLike::default()).await;
        let with = (&world.store, &world.secrets, &system_random as _);
        let keys = credentials::create(with, KEY, world.now()).await;
        let introduction = json!({
            "suite_key": KEY, "suite_secret": keys.expect("credentials").secret,
            "suite_ticket": tests::isv::ticket(&world, suite).await,
        });
        let link = world.link(suite, LinkSettings::default()).await;
        fill::teams(&world, suite, size.teams, size.serials - size.teams).await;
        let serials = world.serials(suite, FIRST + customers, None).await;
        world.stop().await;
        fill::settle(engine, &world).await;
        let program = Program::start(program, &world.database, gateway).await;
        let mut client = Client::connect(program.addr).await;
        let (_, token) = client.post(call::GET_SUITE_TOKEN, &introduction).await;
        Self {
            client,
            program,
            link,
            serials,
            size,
            times: Times::default(),
            token: tests::isv::text(&token, "suite_access_token"),
            _world: world,
        }
    }

    /// The `nth` customer goes through the flow.
    async fn serve(&mut self, gateway: &Gateway, nth: usize) {
        let serial = self.serials[nth].to_string();
        let number = u32::try_from(nth).expect("a few customers");
        let customer = Customer::new(&mut self.client, gateway, self.link.as_str(), number);
        let mut customer = customer.with_serial(serial);
        for step in Step::ALL {
            let took = customer.take(step).await.expect("a step");
            if nth >= FIRST {
                self.times.steps.entry(step).or_default().push(took);
            }
        }
        let team = 1 + nth * self.size.teams as usize / self.serials.len();
        let body = json!({ "suite_key": KEY, "auth_corpid": format!("fill{team}") });
        let path = format!("{}?suite_access_token={}", call::GET_AUTH_INFO, self.token);
        // The first call makes the team's agents. Of ten teams each is asked many times, of a hundred thousand once.
        self.client.post(&path, &body).await;
        let (took, info) = self.client.post(&path, &body).await;
        assert_eq!(info["errcode"], 0, "{info}");
        if nth >= FIRST {
            self.times.auth_info.push(took);
        }
    }
}

/// Measures both sizes by turns, so that both meet the same load of other programs.
pub async fn measure(
    engine: Engine,
    program: &Path,
    gateway: &Gateway,
    customers: usize,
) -> (Times, Times) {
    let mut few = Filled::new(engine, FEW, program, gateway, customers).await;
    let mut many = Filled::new(engine, MANY, program, gateway, customers).await;
    // Filling took longer than the server keeps a connection that nothing comes by.
    few.client = Client::connect(few.program.addr).await;
    for nth in 0..FIRST + customers {
        few.serve(gateway, nth).await;
        many.serve(gateway, nth).await;
    }
    (few.times, many.times)
}
