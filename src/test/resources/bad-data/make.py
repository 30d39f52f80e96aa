#!/usr/bin/env python3
"""Makes the cases of this folder again: python3 make.py (needs only Python's own library, and pyarrow for Parquet)."""
import gzip
import io
import os
import shutil
import struct
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq

os.chdir(os.path.dirname(os.path.abspath(__file__)))
NAMES = set()


CONDITIONAL = "{ type: cvae, latent: 2 }"


def case(name, expect, data, model="{ type: ae, latent: 2 }"):
    """A config NAME.yaml with the given data part; each of expect must be in the one error line."""
    assert name not in NAMES, name
    NAMES.add(name)
    expected = "".join(f"# expect: {text}\n" for text in ([expect] if isinstance(expect, str) else expect))
    keys = "".join(f"  {key}: {value}\n" for key, value in data.items())
    with open(name + ".yaml", "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{expected}data:\n{keys}model: {model}\n")


def write(path, content):
    if os.path.dirname(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return path


def zipped(content):
    return gzip.compress(content, mtime=0)


# --- IDX ---------------------------------------------------------------------------------------------------------
def idx(code, dimensions, content):
    return bytes([0, 0, code, len(dimensions)]) + b"".join(struct.pack(">I", n) for n in dimensions) + content


def idx_case(name, expect, content, **more):
    write(name + ".idx", content)
    case(name, expect, {"type": "idx", "images": name + ".idx", **more})


PIXELS = bytes(range(60))
GOOD = write("good.idx", idx(8, [10, 2, 3], PIXELS))
write("good-test.idx", idx(8, [10, 2, 3], PIXELS))
write("pictures-as-labels.idx", idx(8, [10, 2, 3], PIXELS))
idx_case("idx-empty", ["idx-empty.idx", "is empty"], b"")
idx_case("idx-wrong-magic", ["idx-wrong-magic.idx", "expected an IDX file, which starts with two zero bytes"], b"\x01\x02" + idx(8, [10, 6], PIXELS)[2:])
idx_case("idx-unknown-type", "0x0a is no type of numbers", idx(10, [10, 6], PIXELS))
idx_case("idx-no-dimensions", "has 0 dimensions, expected 1 to 4", idx(8, [], PIXELS))
idx_case("idx-many-dimensions", "has 5 dimensions, expected 1 to 4", idx(8, [10, 1, 2, 3, 1], PIXELS))
idx_case("idx-header-cut", "ends within its header", idx(8, [10, 6], b"")[:9])
idx_case("idx-truncated", ["idx-truncated.idx", "uint8 [10, 2, 3], that is 60 bytes of data, but the file has 59"], idx(8, [10, 2, 3], PIXELS[:59]))
idx_case("idx-too-long", "that is 60 bytes of data, but the file has 61", idx(8, [10, 2, 3], PIXELS + b"x"))
idx_case("idx-petabytes", "but the file has 60", idx(8, [60000, 200000, 100000], PIXELS))
idx_case("idx-overflow", "more than any file holds", idx(8, [2**32 - 1] * 4, PIXELS))
idx_case("idx-no-rows", "holds no examples", idx(8, [0, 2, 3], b""))
idx_case("idx-nan", "row 1, column 2 (from 0) holds NaN", idx(13, [2, 3], struct.pack(">6f", 1, 2, 3, 4, 5, float("nan"))))
idx_case("idx-too-large-number", "too large for a 32-bit number", idx(14, [2, 1], struct.pack(">2d", 1, 1e300)))
write("gzip-petabytes.idx.gz", zipped(idx(8, [2000000000, 1000, 1000], PIXELS)))
case("gzip-petabytes", ["gzip-petabytes.idx.gz", "of memory"], {"type": "idx", "images": "gzip-petabytes.idx.gz"})
write("gzip-short.idx.gz", zipped(idx(8, [10, 2, 3], PIXELS[:50])))
case("gzip-short", "that is 60 bytes of data, but the file has 50", {"type": "idx", "images": "gzip-short.idx.gz"})
write("gzip-truncated.idx.gz", zipped(idx(8, [10, 2, 3], PIXELS))[:-12])
case("gzip-truncated", ["gzip-truncated.idx.gz", "cut off"], {"type": "idx", "images": "gzip-truncated.idx.gz"})
damaged = bytearray(zipped(idx(8, [10, 2, 3], PIXELS)))
damaged[-5] ^= 0xFF
write("gzip-damaged.idx.gz", bytes(damaged))
case("gzip-damaged", "the compressed data are damaged", {"type": "idx", "images": "gzip-damaged.idx.gz"})
write("nine-labels.idx", idx(8, [9], bytes(9)))
case("idx-labels-count", ["nine-labels.idx", "holds 9 labels, but", "good.idx holds 10 examples"], {"type": "idx", "images": GOOD, "labels": "nine-labels.idx"})
write("half-labels.idx", idx(13, [10], struct.pack(">10f", *([1] * 9 + [0.5]))))
case("idx-labels-fraction", "holds the label 0.5, expected a whole number", {"type": "idx", "images": GOOD, "labels": "half-labels.idx"})
case("idx-labels-are-images", "expected labels in one dimension", {"type": "idx", "images": GOOD, "labels": "pictures-as-labels.idx"})
write("labels.idx", idx(8, [10], bytes(range(10))))
write("other-labels.idx", idx(8, [10], bytes(range(7, 17))))
case("idx-unknown-test-label", "is of class '10'; the model knows", {"type": "idx", "images": GOOD, "labels": "labels.idx", "testImages": "good-test.idx", "testLabels": "other-labels.idx", "validation": 0}, CONDITIONAL)
write("other-shape.idx", idx(8, [10, 3, 2], PIXELS))
case("idx-other-test-shape", "shape 2x3x1, but the training examples are 3x2x1", {"type": "idx", "images": GOOD, "testImages": "other-shape.idx"})
case("missing-file", ["nowhere.idx", "there is no such file"], {"type": "idx", "images": "nowhere.idx"})
case("folder-not-file", "is a folder, expected a file", {"type": "idx", "images": "mixed-sizes"})


# --- NPY and NPZ -------------------------------------------------------------------------------------------------
def npy(description, shape, content, order="False", version=1):
    text = f"{{'descr': {description}, 'fortran_order': {order}, 'shape': {shape}, }}".encode()
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if version == 1 else "<I", len(text)) + text + content


def npy_case(name, expect, content, **more):
    write(name + ".npy", content)
    case(name, expect, {"type": "npy", "path": name + ".npy", **more})


FLOATS = struct.pack("<12f", *range(12))
npy_case("npy-not", "is text, expected an NPY or NPZ file", b"hello world, this is text")
npy_case("npy-version", "is NPY version 9.0, expected 1 to 3", b"\x93NUMPY\x09\x00" + npy("'<f4'", "(4, 3)", FLOATS)[8:])
npy_case("npy-lying-shape", "float32 [400, 3], that is 4800 bytes of data, but the file has 48", npy("'<f4'", "(400, 3)", FLOATS))
npy_case("npy-truncated", "that is 48 bytes of data, but the file has 47", npy("'<f4'", "(4, 3)", FLOATS[:-1]))
npy_case("npy-too-long", "that is 48 bytes of data, but the file has 49", npy("'<f4'", "(4, 3)", FLOATS + b"x"))
npy_case("npy-header-cut", "ends within its header", npy("'<f4'", "(4, 3)", FLOATS)[:40])
npy_case("npy-header-length", "has a header of 1000000 bytes", b"\x93NUMPY\x02\x00" + struct.pack("<I", 1000000) + b" " * 100)
npy_case("npy-object", "holds Python objects (type '|O')", npy("'|O'", "(4, 3)", FLOATS))
npy_case("npy-complex", "holds complex numbers (type '<c8')", npy("'<c8'", "(2, 3)", FLOATS))
npy_case("npy-text", "holds text (type '<U4')", npy("'<U4'", "(3, 1)", FLOATS))
npy_case("npy-structured", "a structured type", npy("[('a', '<f4'), ('b', '<f4')]", "(6,)", FLOATS))
npy_case("npy-negative", "expected whole numbers in parentheses", npy("'<f4'", "(-4, 3)", FLOATS))
npy_case("npy-overflow", "more than any file holds", npy("'<f4'", "(4000000000, 4000000000)", FLOATS))
npy_case("npy-no-shape", "has a damaged header", npy("'<f4'", "None", FLOATS))
npy_case("npy-code", "has a damaged header", npy("__import__('os').getcwd()", "(4, 3)", FLOATS))
npy_case("npy-flat", "one number after the other", npy("'<f4'", "(12,)", FLOATS))
npy_case("npy-scalar", "holds a single number", npy("'<f4'", "()", FLOATS[:4]))
npy_case("npy-five-dimensions", "has 5 dimensions, expected 1 to 4", npy("'<f4'", "(2, 1, 2, 3, 1)", FLOATS))
npy_case("npy-infinity", "row 3, column 2 (from 0) holds Infinity", npy("'<f4'", "(4, 3)", FLOATS[:-4] + struct.pack("<f", float("inf"))))
npy_case("npy-fortran-nan", "row 3, column 1 (from 0) holds NaN", npy("'<f4'", "(4, 3)", struct.pack("<12f", 0, 0, 0, 0, 0, 0, 0, float("nan"), 0, 0, 0, 0), order="True"))
npy_case("npy-given-shape", "data.shape [2, 2] does not fit: one example has 3 values", npy("'<f4'", "(4, 3)", FLOATS), shape="[2, 2]")
npy_case("npy-channels-of-rows", "data.channels is given, but examples of [3] have no channels", npy("'<f4'", "(4, 3)", FLOATS), channels="first")
write("good.npy", npy("'<f4'", "(4, 3)", FLOATS))
case("npy-key", "data.key has no use: data.path is an NPY file", {"type": "npy", "path": "good.npy", "key": "x"})


def npz(arrays):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in arrays.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


TWO = {"train.npy": npy("'<f4'", "(4, 3)", FLOATS), "test.npy": npy("'<f4'", "(4, 3)", FLOATS)}
write("npz-none.npz", npz({"readme.txt": b"no arrays"}))
case("npz-none", "is a ZIP archive, expected an NPZ file, which has NumPy arrays in it", {"type": "npy", "path": "npz-none.npz"})
write("npz-two.npz", npz(TWO))
case("npz-two", ["holds several arrays", "train, test"], {"type": "npy", "path": "npz-two.npz"})
case("npz-unknown-key", "no array named 'trian', did you mean 'train'?", {"type": "npy", "path": "npz-two.npz", "key": "trian"})
write("npz-truncated.npz", npz(TWO)[:-30])
case("npz-truncated", "the compressed data are damaged", {"type": "npy", "path": "npz-truncated.npz"})
damaged = bytearray(npz({"x.npy": npy("'<f4'", "(4, 3)", FLOATS)}))
damaged[damaged.index(FLOATS) + 9] ^= 1
write("npz-checksum.npz", bytes(damaged))
case("npz-checksum", ["npz-checksum.npz[x]", "the checksum does not match"], {"type": "npy", "path": "npz-checksum.npz"})
bomb = io.BytesIO()
with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr(zipfile.ZipInfo("x.npy"), npy("'<f4'", "(1000000000, 1000000)", bytes(100000)), zipfile.ZIP_DEFLATED)
write("npz-bomb.npz", bomb.getvalue())
case("npz-bomb", "of memory", {"type": "npy", "path": "npz-bomb.npz"})


# --- CSV ---------------------------------------------------------------------------------------------------------
def csv_case(name, expect, content, **more):
    write(name + ".csv", content)
    case(name, expect, {"type": "csv", "path": name + ".csv", **more})


csv_case("csv-empty", "is empty", "")
csv_case("csv-header-only", "has no rows below its header", "a,b\n")
csv_case("csv-ragged", "line 3: has 3 fields, expected 2", "a,b\n1,2\n1,2,3\n")
csv_case("csv-short-line", "line 3: has 1 fields, expected 2", "a,b\n1,2\n1\n")
csv_case("csv-text", "line 3: column 'b' is 'x', expected a number", "a,b\n1,2\n1,x\n")
csv_case("csv-nan", "line 2: column 'b' is 'NaN', expected a finite number", "a,b\n1,NaN\n")
csv_case("csv-infinity", "line 2: column 'a' is '-inf', expected a finite number", "a,b\n-inf,1\n")
csv_case("csv-empty-field", "line 3: column 'a' is empty, expected a number", "a,b\n1,2\n,2\n")
csv_case("csv-question-mark", "line 3: column 'b' is '?', expected a finite number", "a,b\n1,2\n2,?\n", missing="refuse")
csv_case("csv-infinity-is-not-missing", "line 3: column 'b' is 'inf', expected a finite number", "a,b\n1,2\n2,inf\n", missing="mean")
csv_case("csv-no-mean", "feature 1 (from 0) has no value in any of", "a,b\n" + "1,NA\n2,\n" * 20, missing="mean")
csv_case("csv-nothing-left", "data.missing drop leaves out 40", "a,b\n" + "1,NA\n2,\n" * 20, missing="drop", validation="0", test="0")
csv_case("csv-too-large-number", "line 1: column 1 (from 0) is '1e999', too large", "1,1e999\n")
csv_case("csv-hexadecimal", "is '0x1p3', expected a number", "a,b\n1,2\n1,0x1p3\n")
csv_case("csv-unknown-label", "no column 'lable' for the labels, did you mean 'label'?", "a,label\n1,x\n", label="lable")
csv_case("csv-label-number", "no column '7' for the labels", "1,2\n3,4\n", label="7")
csv_case("csv-unknown-class", "data.classes: the data have no class 'grey', only x, y", "a,label\n" + "1,x\n2,y\n" * 9, label="label", classes="[x, grey]")
csv_case("csv-classes-without-labels", "data.classes is x, but the data have no labels to choose examples by", "a,b\n" + "1,2\n" * 9, classes="[x]")
csv_case("csv-class-of-one-row", "data.classes is y, but none of", "a,label\n" + "1,x\n" * 90 + "2,y\n", label="label", classes="[y]")
write("csv-empty-label.csv", "a,label\n1,x\n2,\n")
case("csv-empty-label", "model.type cvae needs the label of each example, but the data have rows without one", {"type": "csv", "path": "csv-empty-label.csv", "label": "label", "validation": 0, "test": 0}, CONDITIONAL)
csv_case("csv-only-label", "has no column beside the labels", "label\nx\n", label="label")
csv_case("csv-same-names", "line 1: two columns are named 'a'", "a,b,a\n1,2,3\n")
csv_case("csv-no-name", "line 1: column 1 (from 0) has no name", "a,\n0,1\n")
csv_case("csv-wrong-delimiter", "(is data.delimiter ';'?)", "a;b\n1;2\n")
csv_case("csv-long-delimiter", "data.delimiter must be one character, was ::", "a::b\n1::2\n", delimiter="'::'")
csv_case("csv-open-quote", "is no well-formed CSV", 'a,b\n1,"2\n3,4\n')
csv_case("csv-hdf5", ["csv-hdf5.csv: is an HDF5 file, expected CSV", "numpy.save"], b"\x89HDF\r\n\x1a\n" + bytes(40))
csv_case("csv-utf16", "is text in UTF-16, expected CSV; convert it", "a,b\n1,2\n".encode("utf-16"))
csv_case("csv-latin", "is no text in UTF-8", b"gr\xf6\xdfe,b\n1,2\n")
write("train.csv", "a,b,label\n1,2,x\n3,4,y\n")
write("other-columns.csv", "a,c,label\n1,2,x\n")
case("csv-other-test-columns", "has no column named b, as the training data have", {"type": "csv", "path": "train.csv", "label": "label", "testPath": "other-columns.csv"})
write("other-label.csv", "a,b,label\n1,2,x\n1,2,z\n")
case("csv-unknown-test-label", "the test split: row 1 is of class 'z'; the model knows x, y", {"type": "csv", "path": "train.csv", "label": "label", "testPath": "other-label.csv", "validation": 0}, CONDITIONAL)


# --- Parquet -----------------------------------------------------------------------------------------------------
def parquet(columns, **options):
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **options)
    return buffer.getvalue()


def parquet_case(name, expect, content, **more):
    if isinstance(content, dict):
        content = parquet(content)
    write(name + ".parquet", content)
    case(name, expect, {"type": "parquet", "path": name + ".parquet", **more})


def footer_length(content, length):
    return content[:-8] + struct.pack("<I", length) + content[-4:]


AB = {"a": [1.0, 2.0, 3.0], "b": [4, 5, 6]}
LISTS = pa.list_(pa.float32())
TABLE = parquet(AB)
parquet_case("parquet-empty", "parquet-empty.parquet: is empty", b"")
parquet_case("parquet-magic", "expected a Parquet file, which starts with PAR1", b"PAR2" + TABLE[4:])
parquet_case("parquet-start-only", "is cut short: it has 4 bytes", b"PAR1")
parquet_case("parquet-cut", "is cut short: it must end with PAR1", TABLE[:-20])
parquet_case("parquet-encrypted", "is encrypted, which cannot be read; write it without encryption", b"PARE" + TABLE[4:-4] + b"PARE")
parquet_case("parquet-encrypted-end", "is encrypted", TABLE[:-4] + b"PARE")
# Written by pyarrow's encryption with a footer for all to read; its keys are random, so it is not made again.
case("parquet-encrypted-columns", "is encrypted, which cannot be read", {"type": "parquet", "path": "parquet-encrypted-columns.parquet"})
parquet_case("parquet-footer-length", ["promises a footer of 4294967295 bytes", "but has "], footer_length(TABLE, 2**32 - 1))
parquet_case("parquet-footer-short", "is damaged: its footer cannot be read", footer_length(TABLE, 7))
parquet_case("parquet-footer-noise", "is damaged: its footer cannot be read", b"PAR1" + b"\x19\xfc\xff\xff\xff\x07" * 8 + struct.pack("<I", 48) + b"PAR1")
PLAIN = parquet(AB, use_dictionary=False, compression="none")
parquet_case("parquet-page-size", ["is damaged: column 'a' from row 0 (from 0) on cannot be read"], PLAIN[:4] + b"\x15\x00\x15\xfe\xff\xff\xff\x0f\x15\xfe\xff\xff\xff\x0f" + PLAIN[18:])
parquet_case("parquet-page-noise", "is damaged: column 'a' from row 0 (from 0) on cannot be read", PLAIN[:4] + b"\xff" * 12 + PLAIN[16:])
parquet_case("parquet-snappy-noise", "is damaged: column 'a'", TABLE[:30] + b"\xff" * 16 + TABLE[46:])
parquet_case("parquet-brotli", ["column 'a' is compressed with BROTLI", "expected snappy, gzip, zstd, lz4_raw or none"], parquet(AB, compression="brotli"))
parquet_case("parquet-no-rows", "has no rows", {"a": pa.array([], pa.float32())})
parquet_case("parquet-text", ["has no column of numbers", "a of text, b of dates or times"], {"a": ["x", "y"], "b": pa.array([1, 2], pa.date32())})
parquet_case("parquet-only-label", "has no column of numbers beside the labels", {"a": [1, 2]}, label="a")
parquet_case("parquet-decimal", ["column 'price' holds decimal numbers", "name others with data.columns"], {"a": [1.0], "price": pa.array([1], pa.decimal128(9, 2))})
parquet_case("parquet-named-text", ["column 'b' holds text, expected whole or floating-point numbers"], {"a": [1.0], "b": ["x"]}, columns="[a, b]")
parquet_case("parquet-named-group", ["column 'b' holds groups of columns"], {"a": [1.0], "b": [{"c": 1.0, "d": 2.0}]}, columns="[a, b]")
parquet_case("parquet-unknown-column", ["has no column 'lenght' of data.columns", "did you mean 'length'?", "(columns: length, width)"], {"length": [1.0], "width": [2.0]}, columns="[lenght]")
parquet_case("parquet-unknown-beginning", "has no column of numbers that is named as 'z*' of data.columns (columns: a, b)", AB, columns="z*")
parquet_case("parquet-unknown-label", ["has no column 'klass' for the labels", "(columns: a, b)"], AB, label="klass")
parquet_case("parquet-label-of-fractions", "column 'a' is 0.5, expected a whole number as a label", {"a": [1.0, 0.5], "b": [4, 5]}, label="a")
write("parquet-missing-label.parquet", parquet({"a": [1.0, 2.0], "y": ["p", None]}))
case("parquet-missing-label", "model.type cvae needs the label of each example, but the data have rows without one", {"type": "parquet", "path": "parquet-missing-label.parquet", "label": "y", "validation": 0, "test": 0}, CONDITIONAL)
parquet_case("parquet-null", ["row 2 (from 0): column 'b' is null, expected a number", "data.missing"], {"a": [1.0, 2.0, 3.0], "b": [1.0, 2.0, None]})
parquet_case("parquet-nan", ["row 1 (from 0): column 'a' is NaN, expected a finite number", "data.missing"], {"a": [1.0, float("nan")]})
parquet_case("parquet-infinity", "row 1 (from 0): column 'a' is -Infinity, expected a finite number", {"a": [1.0, float("-inf")]}, missing="mean")
parquet_case("parquet-too-large-number", "row 0 (from 0): column 'a' is 1.0E200, too large for a 32-bit number", {"a": [1e200, 1.0]})
parquet_case("parquet-unequal-lists", "row 1 (from 0): column 'v' has a list of 3 numbers, expected 2, as the first row has", {"v": pa.array([[1, 2], [3, 4, 5]], LISTS)})
parquet_case("parquet-short-list", "row 2 (from 0): column 'v' has a list of 1 numbers, expected 2", {"v": pa.array([[1, 2], [3, 4], [5]], LISTS)})
parquet_case("parquet-null-list", "row 1 (from 0): column 'v' has a list of 0 numbers, expected 2", {"v": pa.array([[1, 2], None], LISTS)}, missing="mean")
parquet_case("parquet-empty-list", "row 0 (from 0): column 'v' has an empty list, expected numbers", {"v": pa.array([[], [1]], LISTS)})
parquet_case("parquet-null-in-list", ["row 1 (from 0): column 'v' has a null in its list", "data.missing"], {"v": pa.array([[1, 2], [None, 2]], LISTS)})
parquet_case("parquet-two-lists", ["has a list of numbers beside other numbers", "v, w"], {"v": pa.array([[1]], LISTS), "w": pa.array([[1]], LISTS)})
parquet_case("parquet-named-lists", "data.columns names a list of numbers beside others", {"v": pa.array([[1]], LISTS), "w": [1.0]}, columns="[v, w]")
parquet_case("parquet-shape", "data.shape [2, 2] does not fit: one row has 3 numbers", {"a": [1.0], "b": [1.0], "c": [1.0]}, shape="[2, 2]")
case("parquet-missing", "there is no such file or folder", {"type": "parquet", "path": "nowhere.parquet"})
write("parquet-train.parquet", parquet({"a": [1.0, 2.0], "b": [3.0, 4.0], "y": ["p", "q"]}))
write("parquet-other-columns.parquet", parquet({"a": [1.0], "c": [3.0], "y": ["p"]}))
write("parquet-other-label.parquet", parquet({"a": [1.0, 2.0], "b": [3.0, 4.0], "y": ["q", "r"]}))
case("parquet-other-test-columns", ["parquet-other-columns.parquet", "has no column of numbers named b, as the training data have"], {"type": "parquet", "path": "parquet-train.parquet", "label": "y", "testPath": "parquet-other-columns.parquet"})
case("parquet-unknown-test-label", "the test split: row 1 is of class 'r'; the model knows p, q", {"type": "parquet", "path": "parquet-train.parquet", "label": "y", "testPath": "parquet-other-label.parquet", "validation": 0}, CONDITIONAL)
case("parquet-test-of-lists", "has no column of numbers named a, b, as the training data have", {"type": "parquet", "path": "parquet-train.parquet", "label": "y", "testPath": "parquet-lists.parquet"})
write("parquet-lists.parquet", parquet({"v": pa.array([[1, 2]], LISTS), "y": ["p"]}))
shutil.rmtree("parquet-parts", ignore_errors=True)
write("parquet-parts/part-0.parquet", parquet({"a": [1.0], "b": [2.0]}))
write("parquet-parts/part-1.parquet", parquet({"a": [1.0], "c": [2.0]}))
write("parquet-parts/_SUCCESS", b"")
case("parquet-parts", ["part-1.parquet", "has no column of numbers named b, as part-0.parquet has"], {"type": "parquet", "path": "parquet-parts"})
shutil.rmtree("parquet-no-parts", ignore_errors=True)
write("parquet-no-parts/_metadata.parquet", b"")
write("parquet-no-parts/readme.txt", b"nothing here")
case("parquet-no-parts", "parquet-no-parts: holds no files named *.parquet", {"type": "parquet", "path": "parquet-no-parts"})


# --- pictures ----------------------------------------------------------------------------------------------------
def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(height, width, claimed=None):
    rows = b"".join(b"\0" + bytes((x * 7 + y * 13) % 256 for x in range(width)) for y in range(height))
    claimed_height, claimed_width = claimed or (height, width)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", claimed_width, claimed_height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def picture_case(name, expect, files, **more):
    shutil.rmtree(name, ignore_errors=True)
    for path, content in files.items():
        write(f"{name}/{path}", content)
    case(name, expect, {"type": "images", "path": name, **more})


picture_case("no-pictures", "holds no pictures", {"readme.txt": "nothing here", ".hidden.png": png(2, 2)})
picture_case("mixed-sizes", ["b.png: is 2x3 pixels", "a.png is 2x2", "data.resize"], {"a.png": png(2, 2), "b.png": png(3, 2)})
picture_case("corrupt-picture", ["b.png", "is a damaged picture"], {"a.png": png(8, 8), "b.png": png(8, 8)[:50]})
picture_case("text-as-picture", ["b.png", "is text, expected a picture that can be read"], {"a.png": png(2, 2), "b.png": "this is text\n"})
picture_case("huge-picture", "at most 100000000 pixels", {"a.png": png(2, 2, claimed=(60000, 60000))})
picture_case("empty-class", ["cats", "holds no pictures"], {"cats/readme.txt": "none", "dogs/a.png": png(2, 2)})
picture_case("pictures-beside-classes", "lies beside class folders", {"a.png": png(2, 2), "dogs/a.png": png(2, 2)})
picture_case("bad-resize", "data.resize must be [height, width]", {"a.png": png(2, 2)}, resize="[8]")
picture_case("unknown-test-class", ["birds", "is none of the training data's classes: dogs"], {"train/dogs/a.png": png(2, 2), "test/birds/a.png": png(2, 2)})
case("unknown-test-class-folder", "the test split: row 0 is of class 'birds'; the model knows dogs", {"type": "images", "path": "unknown-test-class/train", "testPath": "unknown-test-class/test", "validation": 0}, CONDITIONAL)
os.remove("unknown-test-class.yaml")
WEBP = b"RIFF\0\0\0\0WEBP"
picture_case("most-unread", ["most-unread: 3 of 4 files are not read: 3 .webp", "convert pictures to PNG", "take them out of the folder"], {"a.png": png(2, 2), "b.webp": WEBP, "c.webp": WEBP, "d.webp": WEBP})
picture_case("other-pictures", ["holds no pictures", "but 1 .webp"], {"a.webp": WEBP})
case("missing-folder", "there is no such folder", {"type": "images", "path": "nowhere"})
case("file-not-folder", "is a file, expected a folder of pictures", {"type": "images", "path": "good.idx"})

# --- named sets --------------------------------------------------------------------------------------------------
case("unknown-set", ["data.name must be one of mnist-mini, mnist, fashion-mnist, was mnist-mimi", "did you mean mnist-mini?"], {"type": "builtin", "name": "mnist-mimi"})
case("test-share-beside-test-split", "data.test has no use: the source has a test split of its own", {"type": "builtin", "name": "mnist-mini", "test": 0.2})
case("no-validation-rows", "none of 4 rows falls into that split", {"type": "npy", "path": "good.npy", "validation": 0.001, "test": 0})
