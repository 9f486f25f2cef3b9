# What happens to a code in real life, and what strangers' decoders still read: zbar, ZXing and OpenCV.
"""Reads one JSON object a line: {"name", "file", "crop", "reference", "text", "level", "dark", "modules", "alone",
"crisp", "distortions", "frame", "shots"}. Crop and reference, which may be missing, are [x, y, width, height] in the
file; a reference may be another file's name. Alone is a code with nothing around it but its quiet zone, up to the edge;
a crisp one's modules are whole pixels. Every picture is distorted in every way, or in those asked for, and so is its
reference: without one, the same picture with qrencode's code of the same text instead. Each frame of a scan is aimed
otherwise; shots, [distortion, maker, decoders] each, are those wanted of it, where not all are. The distorted pictures
are written into the folder that is the only argument, the last frame of each.
Answers a JSON object a line: {"name", "distortion", "maker", "file", "read"}; of each distortion ours first, then
qrencode's."""

import json
import subprocess
import sys
import zlib
from itertools import product
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy
import pypdfium2
import zxingcpp
from pyzbar import pyzbar

DPI = 300


def around(picture):
    """What lies around the code goes on beyond the picture's edge."""
    return tuple(int(part) for part in picture[0, 0])


def warp(picture, to, size):
    """Takes the picture's corners to others."""
    height, width = picture.shape[:2]
    corners = numpy.float32([[0, 0], [width, 0], [width, height], [0, height]])
    matrix = cv2.getPerspectiveTransform(corners, numpy.float32(to))
    return cv2.warpPerspective(
        picture, matrix, size, flags=cv2.INTER_LINEAR, borderValue=around(picture)
    )


def turned(picture, degrees):
    height, width = picture.shape[:2]
    angle = numpy.radians(degrees)
    sin, cos = abs(numpy.sin(angle)), abs(numpy.cos(angle))
    size = (int(width * cos + height * sin), int(width * sin + height * cos))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    matrix[:, 2] += [(size[0] - width) / 2, (size[1] - height) / 2]
    return cv2.warpAffine(
        picture, matrix, size, flags=cv2.INTER_LINEAR, borderValue=around(picture)
    )


def from_aside(picture):
    """As seen from the left: the right edge is further away, so it is shorter."""
    height, width = picture.shape[:2]
    right, drop = width * 0.85, height * 0.12
    corners = [[0, 0], [right, drop], [right, height - drop], [0, height]]
    return warp(picture, corners, (int(width * 0.85), height))


def noisy(picture, seed):
    """As in a dim room. What a camera sees is neither wholly black nor wholly white: else half the noise is cut off."""
    noise = numpy.random.default_rng(seed).normal(0, 10, picture.shape)
    return (picture * 0.75 + 32 + noise).clip(0, 255).astype(numpy.uint8)


def glaring(picture, code):
    """A lamp's reflection, white over 5 % of the code, between its middle and the corner without a finder."""
    x, y, side = code
    height, width = picture.shape[:2]
    rows, columns = numpy.mgrid[0:height, 0:width]
    middle = side * 0.68
    radius = side * (0.05 / numpy.pi) ** 0.5
    far = numpy.hypot(columns - (x + middle), rows - (y + middle)) / radius
    white = numpy.clip((1.1 - far) / 0.2, 0, 1)[..., None]
    return (picture * (1 - white) + 255 * white).astype(numpy.uint8)


def packed(picture, quality):
    _, file = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(file, cv2.IMREAD_COLOR)


def small(picture, module):
    scale = 2 / module
    if scale >= 1:
        return picture
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


class Scene(NamedTuple):
    """A picture before something happens to it."""

    picture: numpy.ndarray
    # Where the code is: x, y and its side without the quiet zone.
    code: list
    # Pixels a module has.
    module: float
    # Of the noise, which is each photograph's own.
    seed: int


DISTORTIONS = {
    "none": lambda it: it.picture,
    "turned 7": lambda it: turned(it.picture, 7),
    "turned 45": lambda it: turned(it.picture, 45),
    "turned 90": lambda it: cv2.rotate(it.picture, cv2.ROTATE_90_CLOCKWISE),
    "perspective": lambda it: from_aside(it.picture),
    # Out of focus by a disc of one and a half modules.
    "blur": lambda it: cv2.GaussianBlur(it.picture, (0, 0), 0.375 * it.module),
    "JPEG 30": lambda it: packed(it.picture, 30),
    "noise": lambda it: noisy(it.picture, it.seed),
    "half bright": lambda it: (it.picture * 0.5).astype(numpy.uint8),
    "glare 5 %": lambda it: glaring(it.picture, it.code),
    "2 px/module": lambda it: small(it.picture, it.module),
}


def zbar(grey):
    found = pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [code.data.decode(errors="replace") for code in found]


def zxing(grey):
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def opencv(grey):
    """It has two detectors, of which the older one is led astray by what looks like a finder."""
    texts = []
    for detector in (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco()):
        # It gives up on some pictures by an exception of its own.
        try:
            texts.append(detector.detectAndDecode(grey)[0])
        except cv2.error:
            pass
    return texts


DECODERS = {"zbar": zbar, "ZXing": zxing, "OpenCV": opencv}


def load(task, part):
    place = task.get(part)
    file = place if isinstance(place, str) else task["file"]
    if file.endswith(".pdf"):
        page = pypdfium2.PdfDocument(file)[0]
        return page.render(scale=DPI / 72).to_numpy()[..., :3]
    picture = cv2.imread(file, cv2.IMREAD_COLOR)
    if place and file is not place:
        x, y, width, height = place
        picture = picture[y : y + height, x : x + width]
    return picture


QUIET = 4


def place(picture, task):
    """The square [x, y, side] that the code takes, without its quiet zone. What isn't found has none, and fails for
    that."""
    modules, whole = task["modules"], int if task["crisp"] else float
    if task["alone"]:
        side = modules * whole(len(picture) / (modules + 2 * QUIET))
        return [whole((len(picture) - side) / 2)] * 2 + [side]
    for found in zxingcpp.read_barcodes(picture):
        if found.text == task["text"]:
            start, end = found.position.top_left, found.position.bottom_right
            return [start.x, start.y, modules * whole((end.x - start.x) / modules + 0.5)]
    return [0, 0, min(picture.shape[:2])]


def covered(modules, start, side, pixels):
    """How much each of so many modules covers of each of so many pixels, from a start on."""
    edges = start + side / modules * numpy.arange(modules + 1)
    return numpy.diff(numpy.clip(edges - numpy.arange(pixels)[:, None], 0, 1))


def by_qrencode(picture, task, code):
    """The picture with qrencode's code of the text, with the correction asked for and our color, where ours is."""
    asked = ["-l", task["level"], f"--foreground={task['dark']}", "-m", str(QUIET), "-s", "1", "-o", "-"]
    made = subprocess.run(["qrencode", *asked, task["text"]], check=True, capture_output=True)
    modules = cv2.imdecode(numpy.frombuffer(made.stdout, numpy.uint8), cv2.IMREAD_COLOR)
    height, width = picture.shape[:2]
    x, y, side = code
    module = side / (len(modules) - 2 * QUIET)
    at = lambda start, pixels: covered(len(modules), start - QUIET * module, len(modules) * module, pixels)
    down, across = at(y, height), at(x, width)
    around = 1 - down.sum(1)[:, None] * across.sum(1)
    drawn = numpy.einsum("ym,mnc,xn->yxc", down, modules.astype(float), across, optimize=True)
    return (drawn + around[..., None] * picture + 0.5).astype(numpy.uint8)


def aimed(picture, code, seed):
    """The code with half as much around it, as whoever scans aims at it; and the code's place in that.

    No two hands aim alike, so that the code lies on a camera's pixels and a JPEG's squares as it happens. Always on
    the same ones, some masks' format bits suffer in every code (of version 3, packed, zbar then read 93 % with mask 1
    and 64 % with mask 7; as it happens 91 and 91)."""
    x, y, side = code
    margin = side // 4
    left, top = (max(int(at - margin), 0) for at in (x, y))
    right, bottom = (int(at + side + margin) for at in (x, y))
    down, aside = numpy.random.default_rng(seed).integers(0, 8, 2)
    seen = picture[top:bottom, left:right]
    seen = cv2.copyMakeBorder(seen, down, 0, aside, 0, cv2.BORDER_REPLICATE)
    return seen, [x - left + aside, y - top + down, side]


def work(line):
    # Two processes already take both cores.
    cv2.setNumThreads(1)
    # OpenCV's detector guesses; whichever process has the task, it shall guess the same.
    cv2.setRNGSeed(1)
    task = json.loads(line)
    ours = load(task, "crop")
    code = place(ours, task)
    module = code[2] / task["modules"]
    frame = task.get("frame", 0)
    # The first frame's seed is the name's alone.
    seed = zlib.crc32((task["name"] + "." * frame).encode())
    if "reference" in task:
        theirs = load(task, "reference")
        pictures = {"ours": (ours, code), "qrencode": (theirs, place(theirs, task))}
    else:
        pictures = {"ours": (ours, code), "qrencode": (by_qrencode(ours, task, code), code)}
    distortions = task.get("distortions", DISTORTIONS)
    answers = []
    for distortion, maker, wanted in task.get("shots", product(distortions, pictures, [DECODERS])):
        picture, code = pictures[maker]
        # Undistorted everything is read as a whole.
        if distortion != "none":
            picture, code = aimed(picture, code, seed)
        distorted = DISTORTIONS[distortion](Scene(picture, code, module, seed))
        grey = cv2.cvtColor(distorted, cv2.COLOR_BGR2GRAY)
        name = f"{task['name']}.{maker}.{distortion}.pgm"
        file = str(Path(sys.argv[1]) / name.replace(" ", "-").replace("/", "-"))
        cv2.imwrite(file, grey)
        decoders = [(name, decode) for name, decode in DECODERS.items() if name in wanted]
        read = [name for name, decode in decoders if task["text"] in decode(grey)]
        answer = {"name": task["name"], "distortion": distortion, "maker": maker}
        answers.append(answer | {"file": file, "read": read})
    return answers


if __name__ == "__main__":
    with Pool() as pool:
        for answers in pool.imap(work, sys.stdin):
            for answer in answers:
                print(json.dumps(answer))
