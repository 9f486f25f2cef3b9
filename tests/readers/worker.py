# Shows pictures of codes to decoders that aren't ours: zbar, ZXing, OpenCV, WeChat's and jsQR.
"""The arguments are a file of tasks and a folder. A task is a JSON object a line:
    file        a picture or a PDF, whose pages are rendered at 300 dpi
    page        of the PDF, from 0
    scale       the page is shrunk to it around the sheet's middle, as a viewer fits it to a printer's margins
    crop        [x, y, width, height] in pixels; the whole picture where it is missing
    distortion  one of DISTORTIONS; none where it is missing
    module      a module's side in pixels
    seed        what is random in the distortion
    readers     which decoders; all where it is missing
Answers a JSON object a line, in the order of the tasks:
    reads       the texts that each decoder found
    words       what can be copied from the crop of a PDF's page
    grey        the picture as the decoders got it, for decoders that run elsewhere"""

import json
import os
import subprocess
import sys
from functools import cache, lru_cache
from multiprocessing import Pool
from pathlib import Path

import cv2
import numpy
import pypdfium2
import zxingcpp
from pyzbar import pyzbar

DPI = 300
POINTS = 72 / DPI


def turned(picture, degrees):
    height, width = picture.shape
    angle = numpy.radians(degrees)
    sin, cos = abs(numpy.sin(angle)), abs(numpy.cos(angle))
    size = (int(width * cos + height * sin), int(width * sin + height * cos))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    matrix[:, 2] += [(size[0] - width) / 2, (size[1] - height) / 2]
    return cv2.warpAffine(picture, matrix, size, borderValue=255)


def from_the_left(picture):
    """The right edge is further away, so it is shorter."""
    height, width = picture.shape
    right, drop = width * 0.85, height * 0.12
    corners = numpy.float32([[0, 0], [width, 0], [width, height], [0, height]])
    to = numpy.float32([[0, 0], [right, drop], [right, height - drop], [0, height]])
    matrix = cv2.getPerspectiveTransform(corners, to)
    return cv2.warpPerspective(picture, matrix, (int(right), height), borderValue=255)


def packed(picture, quality):
    _, file = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(file, cv2.IMREAD_GRAYSCALE)


def noisy(picture, seed):
    """A camera in a dim room sees neither full black nor full white; otherwise half of the noise is cut off."""
    noise = numpy.random.default_rng(seed).normal(0, 10, picture.shape)
    return (picture * 0.75 + 32 + noise).clip(0, 255).astype(numpy.uint8)


def glaring(picture):
    """A lamp's reflection covers 5 % of the code (3 % of the picture), between its middle and the corner without a finder."""
    height, width = picture.shape
    rows, columns = numpy.mgrid[0:height, 0:width]
    distance = numpy.hypot(columns - 0.64 * width, rows - 0.64 * height) / (0.1 * width)
    white = numpy.clip((1.1 - distance) / 0.2, 0, 1)
    return (picture * (1 - white) + 255 * white).astype(numpy.uint8)


def shrunk(picture, scale):
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


# All but the last depend on the picture's size alone, never on the code's modules.
DISTORTIONS = {
    "none": lambda picture, task: picture,
    "turned 7°": lambda picture, task: turned(picture, 7),
    "turned 45°": lambda picture, task: turned(picture, 45),
    "perspective": lambda picture, task: from_the_left(picture),
    "blur": lambda picture, task: cv2.GaussianBlur(picture, (0, 0), 0.01 * len(picture)),
    "JPEG 15": lambda picture, task: packed(picture, 15),
    "noise": lambda picture, task: noisy(picture, task["seed"]),
    "half bright": lambda picture, task: (picture * 0.5).astype(numpy.uint8),
    "glare 5 %": lambda picture, task: glaring(picture),
    "5 to 1": lambda picture, task: shrunk(picture, 1 / 5),
    "2 px/module": lambda picture, task: shrunk(picture, 2 / task["module"]),
}


def distort(picture, task):
    name = task.get("distortion", "none")
    if name != "none":
        # A code lies anywhere on a camera's pixels and on a JPEG's squares of 8 x 8.
        left, top = numpy.random.default_rng(task["seed"]).integers(0, 8, 2)
        picture = cv2.copyMakeBorder(picture, top, 0, left, 0, cv2.BORDER_REPLICATE)
    return DISTORTIONS[name](picture, task)


def zbar(grey):
    found = pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [code.data.decode(errors="replace") for code in found]


def zxing(grey):
    # None of our codes is light on dark.
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    return [code.text for code in found]


def opencv(grey):
    """The older of its two detectors misses some codes with an icon, by a pixel of border; then the newer one looks."""
    # They guess: by the same seed the same in every run.
    cv2.setRNGSeed(1)
    for detector in (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco()):
        # They give up on some pictures by an exception of their own.
        try:
            if text := detector.detectAndDecode(grey)[0]:
                return [text]
        except cv2.error:
            pass
    return []


def wechat(grey):
    return list(cv2.wechat_qrcode_WeChatQRCode().detectAndDecode(grey)[0])


@cache
def node():
    program = ["node", Path(__file__).with_name("jsqr.mjs"), os.environ["NODE_MODULES"]]
    return subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def jsqr(file):
    node().stdin.write(f"{file}\n")
    node().stdin.flush()
    text = json.loads(node().stdout.readline())
    return [] if text is None else [text]


DECODERS = {"zbar": zbar, "ZXing": zxing, "OpenCV": opencv, "WeChat": wechat}


# Neighbouring tasks are often parts of the same picture.
@lru_cache(maxsize=4)
def load(file, number, scale):
    """The picture in grey, and the page's text if it is a PDF's."""
    if not file.endswith(".pdf"):
        return cv2.imread(file, cv2.IMREAD_GRAYSCALE), None
    page = pypdfium2.PdfDocument(file)[number]
    picture = page.render(scale=scale / POINTS, grayscale=True).to_numpy()
    width, height = (round(side / POINTS) for side in page.get_size())
    right, down = max(width - picture.shape[1], 0), max(height - picture.shape[0], 0)
    sides = down // 2, down - down // 2, right // 2, right - right // 2
    return cv2.copyMakeBorder(picture, *sides, cv2.BORDER_CONSTANT, value=255), page


def words(page, x, y, width, height):
    bottom = page.get_height() - (y + height) * POINTS
    part = x * POINTS, bottom, (x + width) * POINTS, bottom + height * POINTS
    return page.get_textpage().get_text_bounded(*part)


def work(numbered):
    number, line = numbered
    # The processes already take all cores.
    cv2.setNumThreads(1)
    task = json.loads(line)
    picture, page = load(task["file"], task.get("page", 0), task.get("scale", 1))
    x, y, width, height = task.get("crop", [0, 0, picture.shape[1], picture.shape[0]])
    grey = distort(picture[y : y + height, x : x + width].copy(), task)
    file = str(Path(sys.argv[2]) / f"{number}.pgm")
    cv2.imwrite(file, grey)
    wanted = task.get("readers", [*DECODERS, "jsQR"])
    reads = {name: decode(grey) for name, decode in DECODERS.items() if name in wanted}
    if "jsQR" in wanted:
        reads["jsQR"] = jsqr(file)
    text = words(page, x, y, width, height) if page else ""
    return {"reads": reads, "words": text, "grey": file}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as tasks, Pool() as pool:
        for answer in pool.imap(work, enumerate(tasks), chunksize=4):
            print(json.dumps(answer), flush=True)
