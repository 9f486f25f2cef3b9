//! What is wrong with a picture that is to be an icon.

use ui::lang::Lang;

/// A fault by its name; in English as the server says it, with the picture's own figures.
pub fn fault(lang: Lang, fault: &str, english: &str) -> String {
    let zh = match fault {
        "empty" => "文件是空的。",
        "too_many_bytes" => "文件超过 8 MB。",
        "too_many_pixels" => "图片超过 5000 万像素。",
        "app_bytes" => "应用图标不能超过 1 MB。",
        "app_size" => "应用图标须为正方形，边长 50 到 200 像素。",
        "not_picture" => "文件不是图片。",
        "format" => "不认识这种图片格式，请用 PNG、JPEG 或 WebP。",
        "heic" => "这是 iPhone 的 HEIC 照片，请先导出为 JPEG。",
        "apple_png" => "这是 iOS 安装包里的 PNG，其他程序打不开，请用原图。",
        "broken" => "图片已损坏。",
        "not_png" => "图片须为 PNG 格式。",
        "size" => "图片须为 120 × 120 像素。",
        "radius" | "arc" => "四角须为半径 22 像素的圆角，图案铺满到边。",
        _ => return english.to_owned(),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => english.to_owned(),
    }
}
