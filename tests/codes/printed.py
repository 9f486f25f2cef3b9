# What a printed page shows: every code on it, and its words as a reader of PDFs copies them.
"""The only argument is a PDF or a PNG. Answers a JSON object a page: {"zbar", "ZXing", "words"}."""

import json
import sys

import cv2
import pypdfium2
import zxingcpp
from pyzbar import pyzbar

DPI = 300


def pages(file):
    if not file.endswith(".pdf"):
        yield cv2.imread(file, cv2.IMREAD_COLOR), ""
        return
    for page in pypdfium2.PdfDocument(file):
        words = page.get_textpage().get_text_range()
        yield page.render(scale=DPI / 72).to_numpy()[..., :3], words


def around(grey, place):
    """A code with a fifth as much around it."""
    start, end = place.top_left, place.bottom_right
    by = (end.x - start.x) // 5
    return grey[max(start.y - by, 0) : end.y + by, max(start.x - by, 0) : end.x + by].copy()


if __name__ == "__main__":
    for picture, words in pages(sys.argv[1]):
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        by_zxing = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
        # A camera is aimed at one.
        aimed = [around(grey, code.position) for code in by_zxing]
        by_zbar = [
            code
            for seen in aimed
            for code in pyzbar.decode(seen, symbols=[pyzbar.ZBarSymbol.QRCODE])
        ]
        page = {
            "zbar": [code.data.decode(errors="replace") for code in by_zbar],
            "ZXing": [code.text for code in by_zxing],
            "words": words,
        }
        print(json.dumps(page))
