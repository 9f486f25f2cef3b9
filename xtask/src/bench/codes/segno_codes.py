# Measures segno, and Pillow for the icon: `segno_codes.py ICON SECONDS PROCESSES`.
import io
import multiprocessing
import random
import sys
import time

import segno
from PIL import Image

PIXELS, QUIET, WARM_UP = 600, 4, 0.3
CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def png(link, error):
    code = segno.make_qr(link, error=error, boost_error=False)
    side, _ = code.symbol_size(border=QUIET)
    file = io.BytesIO()
    code.save(file, kind="png", scale=PIXELS // side, border=QUIET)
    return file


def plain(link, _icon):
    return png(link, "m")


def with_icon(link, icon):
    picture = Image.open(png(link, "h")).convert("RGB")
    picture.paste(icon, tuple((whole - part) // 2 for whole, part in zip(picture.size, icon.size)), icon)
    file = io.BytesIO()
    picture.save(file, format="PNG")
    return file


def repeat(make, icon, seconds):
    codes, size, began = 0, 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        link = "HTTPS://QD.EXAMPLE/D/" + "".join(random.choices(CHARACTERS, k=12))
        size += make(link, icon).getbuffer().nbytes
        codes += 1
    return codes / (time.perf_counter() - began), size / codes


def alone(make, path, seconds):
    # As large as ours: 4 of 29 modules.
    icon = Image.open(path).convert("RGBA").resize((64, 64))
    repeat(make, icon, WARM_UP)
    return repeat(make, icon, seconds)


if __name__ == "__main__":
    path, seconds, processes = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    for kind, make in [("plain", plain), ("icon", with_icon)]:
        with multiprocessing.Pool(processes) as pool:
            each = pool.starmap(alone, [(make, path, seconds)] * processes, chunksize=1)
        rates, sizes = zip(*each)
        print(f"segno {kind} {processes} {sum(rates):.1f} {sum(sizes) / processes:.1f}")
