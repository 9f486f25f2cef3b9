//! Icons are judged, and made of any picture: files in, verdicts and files out.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;
use qr::{Corner, Fault, Icon, MAX_ICON_BYTES, check_app_icon};

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Vec::new();
    let picture = picture.into();
    picture
        .write_to(&mut Cursor::new(&mut file), format)
        .unwrap();
    file
}

/// A pixel of an icon.
fn pixel(icon: &Icon, x: u32, y: u32) -> [u8; 4] {
    let picture = image::load_from_memory(icon.png()).unwrap().into_rgba8();
    picture.get_pixel(x, y).0
}

#[test]
fn what_was_made_of_any_picture_passes_the_check_and_is_kept_as_it_is() {
    let wide = RgbImage::from_fn(640, 300, |x, _| {
        image::Rgb([u8::try_from(x / 3).unwrap(), 80, 200])
    });
    for (format, file) in [
        (ImageFormat::Png, encoded(wide.clone(), ImageFormat::Png)),
        (ImageFormat::Jpeg, encoded(wide.clone(), ImageFormat::Jpeg)),
        (ImageFormat::WebP, encoded(wide, ImageFormat::WebP)),
        (
            ImageFormat::Png,
            encoded(RgbaImage::new(1, 1), ImageFormat::Png),
        ),
        (
            ImageFormat::Png,
            encoded(RgbaImage::new(3000, 20), ImageFormat::Png),
        ),
    ] {
        let made = Icon::make(&file).unwrap();
        let checked = Icon::check(made.png()).map_err(|faults| (format, faults));
        assert_eq!(checked, Ok(made), "{format:?}");
    }
}

#[test]
fn the_middle_is_what_is_kept() {
    let thirds = RgbImage::from_fn(300, 100, |x, _| match x / 100 {
        1 => image::Rgb([10, 200, 30]),
        _ => image::Rgb([0, 0, 0]),
    });
    let made = Icon::make(&encoded(thirds, ImageFormat::Png)).unwrap();
    assert_eq!(pixel(&made, 60, 60), [10, 200, 30, 255]);
    assert_eq!(pixel(&made, 6, 60), [10, 200, 30, 255]);
}

#[test]
fn an_apps_icon_is_a_square_png_of_50_to_200_pixels() {
    let file = |width, height, format| encoded(RgbImage::new(width, height), format);
    for (width, height, is_one) in [
        (50, 50, true),
        (200, 200, true),
        (49, 49, false),
        (201, 201, false),
        (120, 121, false),
    ] {
        let checked = check_app_icon(&file(width, height, ImageFormat::Png));
        let why = Err(vec![Fault::AppSize { width, height }]);
        assert_eq!(checked, if is_one { Ok(()) } else { why });
    }
    let checked = check_app_icon(&file(120, 120, ImageFormat::Jpeg));
    assert_eq!(checked, Err(vec![Fault::NotPng("JPEG")]));
    let png = file(120, 120, ImageFormat::Png);
    let padded = [&png[..], &vec![0; 1024 * 1024]].concat();
    assert_eq!(check_app_icon(&padded), Err(vec![Fault::AppBytes]));
    let checked = check_app_icon(&png[..png.len() / 2]).unwrap_err();
    assert!(matches!(checked[..], [Fault::Broken(_)]), "{checked:?}");
}

#[test]
fn everything_that_is_wrong_is_said() {
    let square = RgbImage::from_pixel(120, 120, image::Rgb([9, 9, 200]));
    let faults = Icon::check(&encoded(square.clone(), ImageFormat::Jpeg)).unwrap_err();
    assert_eq!(faults[0], Fault::NotPng("JPEG"));
    assert_eq!(faults.len(), 1 + 4, "{faults:?}");
    assert!(matches!(
        faults[1],
        Fault::Radius {
            corner: Corner::TopLeft,
            ..
        }
    ));
    let small = RgbImage::new(100, 120);
    let faults = Icon::check(&encoded(small, ImageFormat::Png)).unwrap_err();
    assert_eq!(
        faults,
        [Fault::Size {
            width: 100,
            height: 120
        }]
    );
    for (file, fault) in [
        (&b""[..], Fault::Empty),
        (&b"hello"[..], Fault::NotPicture),
        (&b"GIF89a\x01\0\x01\0\0\0\0"[..], Fault::Format("GIF")),
        (&vec![0; MAX_ICON_BYTES + 1][..], Fault::TooManyBytes),
    ] {
        assert_eq!(Icon::check(file), Err(vec![fault.clone()]));
        assert_eq!(Icon::make(file), Err(fault));
    }
    let whole = encoded(square, ImageFormat::Png);
    for cut in [9, 40, whole.len() / 2] {
        let fault = Icon::make(&whole[..cut]).unwrap_err();
        assert!(matches!(fault, Fault::Broken(_)), "{cut}: {fault:?}");
    }
}

#[test]
fn a_file_that_would_unfold_into_gigabytes_is_refused_unread() {
    // Said by the header of a file of some bytes; of the second each pixel takes eight.
    for (side, picture) in [
        (60_000_u32, DynamicImage::new_rgb8(1, 1)),
        (7_000, DynamicImage::new_rgba16(1, 1)),
    ] {
        let mut header = encoded(picture, ImageFormat::Png);
        header[16..20].copy_from_slice(&side.to_be_bytes());
        header[20..24].copy_from_slice(&side.to_be_bytes());
        let sum = crc32(&header[12..29]);
        header[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(Icon::make(&header), Err(Fault::TooManyPixels), "{side}");
    }
}

#[test]
fn what_is_half_transparent_lies_on_white_however_large_it_is() {
    for side in [240, 960, 1920] {
        // Red stripes on transparent black.
        let stripes = RgbaImage::from_fn(side, side, |x, _| match x % 2 {
            0 => Rgba([200, 0, 0, 255]),
            _ => Rgba([0; 4]),
        });
        let made = Icon::make(&encoded(stripes, ImageFormat::Png)).unwrap();
        let [red, green, ..] = pixel(&made, 60, 60);
        let is_near = |value: u8, expected: u8| value.abs_diff(expected) <= 4;
        assert!(
            is_near(red, 228) && is_near(green, 128),
            "{side}: {red}, {green}"
        );
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 * (sum & 1))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_broken_file_is_a_fault_and_never_a_panic(
        cut in prop::option::of(1_usize..2000),
        flips in prop::collection::vec((0_usize..2000, any::<u8>()), 0..4),
        format in prop::sample::select(vec![ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP]),
    ) {
        let picture = RgbImage::from_fn(64, 64, |x, y| {
            image::Rgb([u8::try_from(x * 3).unwrap(), u8::try_from(y * 3).unwrap(), 90])
        });
        let whole = encoded(picture, format);
        let mut file = whole.clone();
        for (at, value) in flips {
            let at = at % file.len();
            file[at] ^= value;
        }
        file.truncate(cut.unwrap_or(file.len()));
        match Icon::make(&file) {
            Ok(made) => prop_assert!(Icon::check(made.png()).is_ok()),
            Err(fault) => prop_assert!(file != whole, "{}", fault),
        }
        Icon::check(&file).ok();
    }
}

/// A JPEG of noise, in which every byte of data occurs.
fn photograph() -> Vec<u8> {
    let mixed = |x: u32, y: u32| {
        (x ^ y.rotate_left(7))
            .wrapping_mul(0x9E37_79B9)
            .to_le_bytes()
    };
    let picture = RgbImage::from_fn(300, 300, |x, y| {
        let [red, green, blue, _] = mixed(x, y);
        image::Rgb([red, green, blue])
    });
    encoded(picture, ImageFormat::Jpeg)
}

#[test]
fn a_jpeg_that_ends_too_early_is_refused_wherever_it_ends() {
    let whole = photograph();
    assert!(Icon::make(&whole).is_ok());
    let with_more = [whole.as_slice(), b"MotionPhoto \xff\xd8"].concat();
    assert!(Icon::make(&with_more).is_ok(), "what phones add at the end");
    for cut in (300..whole.len())
        .step_by(997)
        .chain([whole.len() - 2, whole.len() - 1])
    {
        let made = Icon::make(&whole[..cut]);
        assert!(matches!(made, Err(Fault::Broken(_))), "{cut}: {made:?}");
    }
    // A small picture inside of a segment has an end of its own.
    let inside = [
        b"\xff\xd8\xff\xe1\x00\x0a\xff\xd8ab\xff\xd9cd".as_slice(),
        &whole[2..],
    ]
    .concat();
    assert!(Icon::make(&inside).is_ok());
    assert!(Icon::make(&inside[..inside.len() / 2]).is_err());
}

#[test]
fn apples_own_formats_have_words_of_their_own() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let app_png = b"\x89PNG\r\n\x1a\n\0\0\0\x04CgBI\x50\0\x20\x06";
    for (file, fault) in [(&heic[..], Fault::Heic), (app_png, Fault::ApplePng)] {
        assert_eq!(Icon::check(file), Err(vec![fault.clone()]));
        assert_eq!(Icon::make(file), Err(fault));
    }
    assert_eq!(
        Icon::make(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"),
        Err(Fault::Format("AVIF"))
    );
}

#[test]
fn the_colors_of_a_wide_profile_become_those_of_srgb() {
    use image::ImageEncoder;
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let mut file = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut file);
    encoder.set_icc_profile(profile).unwrap();
    let green = [60, 180, 90].repeat(150 * 150);
    encoder
        .write_image(&green, 150, 150, image::ExtendedColorType::Rgb8)
        .unwrap();
    let made = Icon::make(&file).unwrap();
    let [red, green, blue, _] = pixel(&made, 60, 60);
    // As Display P3's matrix to sRGB has it.
    assert!(
        red < 20 && green.abs_diff(182) <= 2 && blue.abs_diff(79) <= 4,
        "{red} {green} {blue}"
    );
    // The icon itself has no profile that would be applied once more.
    let stored = Icon::from_png(made.png()).unwrap();
    assert_eq!(stored, made);
}

#[test]
fn a_stored_icon_is_taken_as_it_is() {
    let square = RgbImage::from_pixel(200, 200, image::Rgb([10, 90, 200]));
    let made = Icon::make(&encoded(square, ImageFormat::Png)).unwrap();
    assert_eq!(Icon::from_png(made.png()), Ok(made));
    let large = encoded(RgbImage::new(130, 130), ImageFormat::Png);
    let fault = Icon::from_png(&large);
    assert!(matches!(fault, Err(Fault::Size { .. })), "{fault:?}");
}
