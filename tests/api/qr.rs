//! The QR code that the terminal shows, read by an independent decoder.

use std::process::Command;

use tests::{SuiteLike, World};

/// The half blocks as a picture, eight pixels a module.
fn picture(drawn: &str) -> Vec<u8> {
    const SCALE: usize = 8;
    let plain = drawn.replace("\u{1b}[30;107m", "").replace("\u{1b}[0m", "");
    let mut rows: Vec<Vec<bool>> = Vec::new();
    for line in plain.lines() {
        rows.push(line.chars().map(|c| matches!(c, '█' | '▀')).collect());
        rows.push(line.chars().map(|c| matches!(c, '█' | '▄')).collect());
    }
    let (width, height) = (rows[0].len() * SCALE, rows.len() * SCALE);
    let mut pgm = format!("P5 {width} {height} 255\n").into_bytes();
    for y in 0..height {
        pgm.extend((0..width).map(|x| if rows[y / SCALE][x / SCALE] { 0 } else { 255 }));
    }
    pgm
}

#[tokio::test]
async fn the_code_in_the_terminal_is_read_and_its_address_opens_the_guide_page() {
    let world = World::bare().await;
    let (_, link) = world.link_of(SuiteLike::default()).await;
    let url = format!("{}/d/{link}", world.base);
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("code.pgm");
    std::fs::write(&file, picture(&qr::terminal(&url).unwrap())).unwrap();
    let read = Command::new("zbarimg")
        .args(["--quiet", "--raw"])
        .arg(&file)
        .output()
        .unwrap();
    let read = String::from_utf8(read.stdout).unwrap();
    assert_eq!(read.trim(), url);
    let response = reqwest::get(read.trim()).await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.text().await.unwrap().contains("云考勤"));
}
