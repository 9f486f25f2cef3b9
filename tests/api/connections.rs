//! What connections may take: time for a request, a place among the others, and an end.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::time::Duration;

use api::path;
use server::connections::Limits;
use tests::World;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than anything that a test waits for.
const LONG: Duration = Duration::from_secs(60);

const SHORT: Duration = Duration::from_millis(300);

async fn world(change: impl FnOnce(&mut Limits)) -> World {
    World::bare_with(|settings| change(&mut settings.limits)).await
}

async fn connect(world: &World) -> TcpStream {
    let address: SocketAddr = world.base.trim_start_matches("http://").parse().unwrap();
    TcpStream::connect(address).await.unwrap()
}

/// All that comes until the server closes the connection.
async fn until_closed(connection: &mut TcpStream) -> String {
    let mut told = Vec::new();
    let read = timeout(LONG, connection.read_to_end(&mut told)).await;
    assert!(read.is_ok(), "the server holds the connection");
    String::from_utf8(told).unwrap()
}

/// What comes first.
async fn read(connection: &mut TcpStream) -> String {
    let mut told = [0; 4096];
    let length = timeout(LONG, connection.read(&mut told)).await.unwrap();
    String::from_utf8_lossy(&told[..length.unwrap_or(0)]).into_owned()
}

const ALIVE: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

#[tokio::test]
async fn a_half_sent_request_is_closed_in_time() {
    let world = world(|limits| limits.header_time = SHORT).await;
    for sent in ["", "G", "GET / HTTP/1.1\r\nHost: a\r\nX-A: "] {
        let mut connection = connect(&world).await;
        connection.write_all(sent.as_bytes()).await.unwrap();
        let told = until_closed(&mut connection).await;
        assert!(!told.contains("200 OK"), "{told}");
    }
    let mut connection = connect(&world).await;
    connection.write_all(ALIVE).await.unwrap();
    assert!(read(&mut connection).await.starts_with("HTTP/1.1 200 OK"));
    connection.write_all(b"GET /").await.unwrap();
    assert_eq!(until_closed(&mut connection).await, "");
}

#[tokio::test]
async fn a_request_whose_body_comes_too_slowly_is_answered_and_closed() {
    let world = world(|limits| limits.request_time = SHORT).await;
    let mut connection = connect(&world).await;
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{",
        path::CODES
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let told = until_closed(&mut connection).await;
    assert!(told.contains("\"code\":\"timeout\""), "{told}");
}

#[tokio::test]
async fn who_takes_nothing_of_an_answer_is_closed_in_time() {
    let world = world(|limits| limits.write_time = SHORT).await;
    let mut connection = connect(&world).await;
    // Several times what the buffers between the two hold.
    let document = tests::http().get(format!("{}/openapi.json", world.base));
    let length = document.send().await.unwrap().bytes().await.unwrap().len();
    let requests = 24 * 1024 * 1024 / length;
    let one = "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n";
    // The server stops reading as well.
    let all = one.repeat(requests);
    let sent = timeout(4 * SHORT, connection.write_all(all.as_bytes())).await;
    tokio::time::sleep(4 * SHORT).await;
    let mut told = Vec::new();
    let read = timeout(LONG, connection.read_to_end(&mut told)).await;
    assert!(read.is_ok(), "the server holds the connection: {sent:?}");
    assert!(told.len() < requests * length, "it was all sent");
}

#[tokio::test]
async fn connections_over_the_most_are_closed_and_the_others_go_on() {
    let world = world(|limits| limits.max_connections = NonZeroUsize::new(2).unwrap()).await;
    let (mut one, mut other) = (connect(&world).await, connect(&world).await);
    for connection in [&mut one, &mut other] {
        connection.write_all(ALIVE).await.unwrap();
        assert!(read(connection).await.starts_with("HTTP/1.1 200 OK"));
    }
    let mut over = connect(&world).await;
    over.write_all(ALIVE).await.ok();
    assert_eq!(until_closed(&mut over).await, "");
    for connection in [&mut one, &mut other] {
        connection.write_all(ALIVE).await.unwrap();
        assert!(read(connection).await.starts_with("HTTP/1.1 200 OK"));
    }
    drop(one);
    let let_in = async {
        loop {
            let mut next = connect(&world).await;
            next.write_all(ALIVE).await.ok();
            if read(&mut next).await.starts_with("HTTP/1.1 200 OK") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, let_in).await.unwrap();
}

#[tokio::test]
async fn a_stop_waits_neither_for_idle_connections_nor_for_half_sent_requests() {
    let mut world = world(|limits| {
        limits.header_time = LONG * 60;
        limits.request_time = LONG * 60;
        limits.grace = SHORT;
    })
    .await;
    let mut open = Vec::new();
    let slow = format!(
        "POST {} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n",
        path::CODES
    );
    for sent in ["", "GET / HT", &slow] {
        let mut connection = connect(&world).await;
        connection.write_all(sent.as_bytes()).await.unwrap();
        open.push(connection);
    }
    let mut idle = connect(&world).await;
    idle.write_all(ALIVE).await.unwrap();
    read(&mut idle).await;
    open.push(idle);
    timeout(LONG, world.stop()).await.unwrap();
    for connection in &mut open {
        assert_eq!(until_closed(connection).await, "");
    }
}
