//! What posters look like, and that what is on them can be read.

use super::*;
use crate::icon::tests::icon;
use crate::{Style, StyledSymbol};

const PAPERS: [Paper; 3] = [Paper::A4, Paper::A6, Paper::Phone];

fn poster(paper: Paper, name: &str, vendor: &str) -> Poster {
    let icon = Arc::new(icon([0x2b, 0x6c, 0xf6]));
    let style = Style {
        icon: Some(icon.clone()),
        ..Style::default()
    };
    Poster {
        paper,
        icon,
        name: name.to_owned(),
        vendor: vendor.to_owned(),
        accent: Color::new(0x2b, 0x6c, 0xf6),
        symbol: StyledSymbol::new("HTTPS://QD.EXAMPLE/D/0123456789AB", &style)
            .unwrap()
            .into(),
        call: "微信或相机扫一扫，2 分钟开通".to_owned(),
        steps: [
            (
                "获取客户端".to_owned(),
                "打开 qd.example/s/0123456789AB 下载".to_owned(),
            ),
            (
                "扫码开通".to_owned(),
                "用客户端扫描上面的二维码，按提示操作".to_owned(),
            ),
        ],
        notes: vec!["有效期至 2026 年 12 月 31 日".to_owned()],
    }
}

#[test]
fn nothing_overflows_and_the_code_stays_large_however_long_the_names_are() {
    let long = "非常非常长的应用名称需要折成好几行才放得下".repeat(4);
    let words = "Extraordinarily long enterprise application name ".repeat(4);
    for paper in PAPERS {
        for name in ["云考勤", &long, &words, &"W".repeat(200)] {
            let page = poster(paper, name, name).layout();
            let texts = |mark: &&Mark| matches!(mark, Mark::Text(..));
            for mark in page.marks.iter() {
                let Area {
                    x,
                    y,
                    width,
                    height,
                } = mark.area();
                let inside = x >= -0.01
                    && y >= -0.01
                    && x + width <= page.width + 0.01
                    && y + height <= page.height + 0.01;
                assert!(inside, "{paper:?} {name}: {mark:?}");
                if let Mark::Symbol(area, _) = mark {
                    assert!(area.width >= 0.3 * page.width, "{paper:?} {name}: {area:?}");
                }
            }
            // No text lies on another.
            let texts: Vec<Area> = page.marks.iter().filter(texts).map(Mark::area).collect();
            for (at, one) in texts.iter().enumerate() {
                for other in &texts[at + 1..] {
                    let apart = one.y + one.height <= other.y + other.height * 0.25
                        || other.y + other.height <= one.y + one.height * 0.25
                        || one.x + one.width <= other.x
                        || other.x + other.width <= one.x;
                    assert!(apart, "{paper:?} {name}: {one:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn every_paper_has_its_size_and_the_code_on_it_reads() {
    for (paper, width, height) in [
        (Paper::A4, 2480, 3507),
        (Paper::A6, 1240, 1748),
        (Paper::Phone, 1080, 1920),
    ] {
        let poster = poster(paper, "云考勤", "示例科技有限公司");
        let picture = image::load_from_memory(&poster.png().unwrap())
            .unwrap()
            .into_luma8();
        assert_eq!(picture.dimensions(), (width, height), "{paper:?}");
        let mut seen =
            rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, |x, y| {
                picture.get_pixel(x as u32, y as u32).0[0]
            });
        let (_, text) = seen.detect_grids()[0].decode().unwrap();
        assert_eq!(text, poster.symbol.text(), "{paper:?}");
    }
}

#[test]
fn a_pdf_holds_parts_of_the_fonts_and_says_where_its_objects_are() {
    let pdf = poster(Paper::A6, "云考勤", "示例科技有限公司")
        .pdf()
        .unwrap();
    assert!(pdf.len() < 60_000, "whole fonts are in it: {}", pdf.len());
    let text = String::from_utf8_lossy(&pdf);
    let start = text.rsplit("startxref\n").next().unwrap();
    let start: usize = start.lines().next().unwrap().parse().unwrap();
    let table = std::str::from_utf8(&pdf[start..]).unwrap();
    for (number, line) in table
        .lines()
        .skip(3)
        .take_while(|line| line.ends_with("n "))
        .enumerate()
    {
        let offset: usize = line[..10].parse().unwrap();
        let begins = format!("{} 0 obj", number + 1);
        assert!(pdf[offset..].starts_with(begins.as_bytes()), "{begins}");
    }
}
