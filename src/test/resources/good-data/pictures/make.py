"""Makes the pictures and expected.txt: what Pillow reads in them (12.3.0), after ImageOps.exif_transpose, as red, green, blue.

A line of expected.txt is a file's name, height, width, and the pixels row by row; only every fourth row and column of the
larger pictures. The two profiles have a linear scale.
"""
import struct
from pathlib import Path
import numpy as np
from PIL import Image, ImageOps

here = Path(__file__).parent
grey_profile = (here / "linear-grey.icc").read_bytes()
rgb_profile = (here / "linear-rgb.icc").read_bytes()

patches = np.zeros((8, 24, 3), np.uint8)
patches[:, :8], patches[:, 8:16], patches[:, 16:] = 64, 128, (200, 100, 50)
inks = np.zeros((8, 24, 4), np.uint8)
inks[:, :8], inks[:, 8:16], inks[:, 16:] = (10, 60, 200, 40), (0, 0, 0, 128), (120, 30, 5, 90)
corners = np.arange(6, dtype=np.uint8).reshape(2, 3) * 40
rgb, grey = Image.fromarray(patches), Image.fromarray(patches[:, :, 0])


def save(name, picture, **options):
    picture.save(here / name, **options)


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags.tobytes()


save("cmyk.jpg", rgb.convert("CMYK"), quality=95)
save("cmyk-black.jpg", Image.fromarray(inks, "CMYK"), quality=97)
without = bytearray((here / "cmyk.jpg").read_bytes())
place = without.find(b"Adobe")
del without[place - 4 : place + 12]
(here / "cmyk-unmarked.jpg").write_bytes(without)
# Pillow writes no YCCK: its four channels are written as CMYK, and the mark is changed to YCCK (2).
ycck = np.concatenate([np.asarray(rgb.convert("YCbCr")), np.full((8, 24, 1), 200, np.uint8)], 2)
save("ycck.jpg", Image.fromarray(255 - ycck, "CMYK"), quality=97)
marked = bytearray((here / "ycck.jpg").read_bytes())
marked[marked.find(b"Adobe") + 11] = 2
(here / "ycck.jpg").write_bytes(marked)

save("linear-grey.jpg", grey, quality=95, icc_profile=grey_profile)
save("linear-rgb.jpg", rgb, quality=95, icc_profile=rgb_profile)
save("linear-grey.png", grey, icc_profile=grey_profile)
save("linear-rgb.png", rgb, icc_profile=rgb_profile)
save("linear-rgb.tif", rgb, icc_profile=rgb_profile)

for orientation in range(1, 9):
    save(f"exif-{orientation}.png", Image.fromarray(corners), exif=exif(orientation))
save("exif-6.jpg", rgb, quality=95, exif=exif(6))
save("exif-5.tif", Image.fromarray(corners), tiffinfo={0x0112: 5}, compression="tiff_lzw")
# Big-endian tags, and a value that EXIF does not know.
save("exif-9.png", Image.fromarray(corners), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0\0\0\0\0")

save("grey.tif", grey)
save("grey-lzw.tif", grey, compression="tiff_lzw")
save("rgb-deflate.tif", rgb, compression="tiff_adobe_deflate")
save("rgb-jpeg.tif", rgb, compression="jpeg", quality=95)
save("rgba.tif", rgb.convert("RGBA"))
save("cmyk.tif", Image.fromarray(inks, "CMYK"))
save("bits-group4.tif", Image.fromarray(patches[:, :, 0] > 100), compression="group4")
white = bytearray((here / "grey.tif").read_bytes())
start = struct.unpack("<I", white[4:8])[0]
for i in range(struct.unpack("<H", white[start : start + 2])[0]):
    entry = start + 2 + 12 * i
    if struct.unpack("<H", white[entry : entry + 2])[0] == 262:
        white[entry + 8] = 0
(here / "white-is-zero.tif").write_bytes(white)
deep = patches[:, :, 0].astype(np.uint16) * 256 + 200
save("grey-16.tif", Image.fromarray(deep))
save("grey-16.png", Image.fromarray(deep))

with open(here / "expected.txt", "w") as lines:
    for file in sorted([*here.glob("*.png"), *here.glob("*.jpg"), *here.glob("*.tif")]):
        picture = ImageOps.exif_transpose(Image.open(file))
        if picture.mode == "I;16":  # Pillow would clip these to 255.
            pixels = np.repeat((np.asarray(picture) >> 8)[:, :, None], 3, 2)
        else:
            pixels = np.asarray(picture.convert("RGB"))
        step = 4 if pixels.size > 60 else 1
        values = " ".join(str(value) for value in pixels[::step, ::step].reshape(-1))
        lines.write(f"{file.name} {pixels.shape[0]} {pixels.shape[1]} {values}\n")
