//! How long the workbench of a large team takes to open.

use std::path::Path;
use std::time::Duration;

use domain::task::SerialRule;
use tests::database::Engine;
use tests::{SuiteLike, World};

use crate::client::{Client, Customer, Step};
use crate::fill;
use crate::gateway::Gateway;
use crate::program::Program;

/// Its people.
pub const PEOPLE: u32 = 10_000;

/// Its suites.
pub const SUITES: u32 = 50;

/// How long it took each time for the owner, who sees all suites, and for a member, who sees those of their department.
pub async fn measure(
    engine: Engine,
    program: &Path,
    gateway: &Gateway,
    times: usize,
) -> [Vec<Duration>; 2] {
    let mut world = World::bare_on(engine).await;
    let free = SuiteLike {
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, link) = world.link_of(free.clone()).await;
    for _ in 1..SUITES {
        world.suite(free.clone()).await;
    }
    world.stop().await;
    let program = Program::start(program, &world.database, gateway).await;
    let [mut of_owner, mut of_member] = [
        Client::connect(program.addr).await,
        Client::connect(program.addr).await,
    ];
    let mut owner = Customer::new(&mut of_owner, gateway, link.as_str(), 1);
    for step in Step::ONBOARDING {
        owner.take(step).await.expect("a step");
    }
    let mut member = Customer::new(&mut of_member, gateway, link.as_str(), 2);
    for step in [Step::Code, Step::SignIn] {
        member.take(step).await.expect("a step");
    }
    fill::large_team(&world, &member.number(), PEOPLE - 2).await;
    fill::settle(engine, &world).await;
    let mut all = [Vec::new(), Vec::new()];
    for _ in 0..times {
        for (who, took) in [&mut owner, &mut member].into_iter().zip(&mut all) {
            took.push(who.take(Step::Workbench).await.expect("the workbench"));
        }
    }
    all
}
