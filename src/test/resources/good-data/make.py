#!/usr/bin/env python3
"""Makes the files of this folder again with NumPy itself: python3 make.py"""
import gzip
import os

import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))

# Every type holds the same 4 rows of 3 numbers, so that one test can compare them all.
ROWS = np.array([[0, 1, 2], [3, 4, 5], [60, 70, 80], [9, 10, 127]])
for name in ["u1", "i1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", "<i8", ">u8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    file = "numbers-" + name.replace("<", "little-").replace(">", "big-") + ".npy"
    np.save(file, ROWS.astype(name))
np.save("numbers-fortran.npy", np.asfortranarray(ROWS.astype("<f4")))
np.save("bool.npy", ROWS % 2 == 1)
for version in (2, 3):
    with open(f"numbers-version-{version}.npy", "wb") as file:
        np.lib.format.write_array(file, ROWS.astype("<f4"), version=(version, 0))
with gzip.GzipFile("numbers-gzip.npy.gz", "wb", mtime=0) as file:
    np.save(file, ROWS.astype("<f4"))

# Value 100 n + 10 c + 3 y + x of picture n, channel c, row y, column x; channels last in the file.
pictures = np.array([[[[100 * n + 10 * c + 3 * y + x for c in range(2)] for x in range(3)] for y in range(2)] for n in range(2)], dtype="<i2")
np.save("pictures.npy", pictures)
np.save("pictures-fortran.npy", np.asfortranarray(pictures))
np.save("pictures-flat.npy", pictures.reshape(2, 12))
np.save("pictures-flat-fortran.npy", np.asfortranarray(pictures.reshape(2, 12)))
np.savez("arrays.npz", images=ROWS.astype("u1"), labels=np.array([10, 2, 10, 3]))
np.savez_compressed("arrays-compressed.npz", images=ROWS.astype("u1"), labels=np.array([[10.0], [2], [10], [3]]))

# --- Parquet, written by pyarrow ------------------------------------------------------------------------------------
import pyarrow as pa
import pyarrow.parquet as pq

os.makedirs("parquet/parts", exist_ok=True)


def table(columns):
    return pa.table(columns)


def rows(kind, start="x"):
    return {start + str(i): pa.array(ROWS[:, i].tolist(), kind) for i in range(3)}


# The same rows in every type, compression, encoding and layout.
TYPES = {"int8": pa.int8(), "int16": pa.int16(), "int32": pa.int32(), "int64": pa.int64(), "uint8": pa.uint8(),
         "uint16": pa.uint16(), "uint32": pa.uint32(), "uint64": pa.uint64(), "float": pa.float32(), "double": pa.float64()}
for name, kind in TYPES.items():
    pq.write_table(table(rows(kind)), f"parquet/type-{name}.parquet")
pq.write_table(table({k: v.cast(pa.float16()) for k, v in rows(pa.float32()).items()}), "parquet/type-half.parquet")
for codec in ["none", "snappy", "gzip", "zstd", "lz4"]:
    for dictionary in [True, False]:
        pq.write_table(table(rows(pa.float32())), f"parquet/codec-{codec}-{'dictionary' if dictionary else 'plain'}.parquet",
                       compression=codec, use_dictionary=dictionary)
FLOATS = table(rows(pa.float32()))
WHOLE = table(rows(pa.int32()))
pq.write_table(FLOATS, "parquet/layout-pages-2.parquet", data_page_version="2.0", compression="zstd")
pq.write_table(FLOATS, "parquet/layout-page-of-a-row.parquet", data_page_size=1, write_batch_size=1, use_dictionary=False)
pq.write_table(FLOATS, "parquet/layout-group-of-a-row.parquet", row_group_size=1)
pq.write_table(FLOATS, "parquet/layout-split-bytes.parquet", use_dictionary=False, column_encoding="BYTE_STREAM_SPLIT")
pq.write_table(WHOLE, "parquet/layout-differences.parquet", use_dictionary=False, column_encoding="DELTA_BINARY_PACKED")
pq.write_table(FLOATS, "parquet/layout-index-and-checksums.parquet", write_page_index=True, write_page_checksum=True)
pq.write_table(table({k: v for k, v in rows(pa.float32()).items()}).cast(pa.schema([pa.field(f"x{i}", pa.float32(), nullable=False) for i in range(3)])),
               "parquet/layout-required.parquet")
pq.write_table(table({"v": pa.array(ROWS.tolist(), pa.list_(pa.float64()))}), "parquet/list-of-any-length.parquet")
pq.write_table(table({"v": pa.array(ROWS.tolist(), pa.list_(pa.int32(), 3))}), "parquet/list-of-three.parquet", data_page_version="2.0")
pq.write_table(table({"v": pa.array(ROWS.tolist(), pa.large_list(pa.float32()))}), "parquet/list-in-groups.parquet", row_group_size=3)

# Labels, gaps and other columns.
pq.write_table(table({"name": pa.array(["b", "a", "b", "c"]), "digit": pa.array([10, 2, 10, 3], pa.int64()),
                      "kind": pa.array(["x", "y", "x", "y"]).dictionary_encode(), **rows(pa.float32()),
                      "on": pa.array([True, False, True, True]), "when": pa.array([1, 2, 3, 4], pa.date32())}),
               "parquet/labelled.parquet")
pq.write_table(table({"label": pa.array(["b", "a", "b", "c"]), **rows(pa.float32())}), "parquet/length-of-text.parquet",
               use_dictionary=False, column_encoding={"label": "DELTA_LENGTH_BYTE_ARRAY", "x0": "PLAIN", "x1": "PLAIN", "x2": "PLAIN"})
pq.write_table(table({"a": pa.array([1.0, None, 3.0, 4.0]), "b": pa.array([1.0, 2.0, float("nan"), 4.0])}), "parquet/gaps.parquet")
pq.write_table(table({"v": pa.array([[1.0, None], [3.0, 4.0]])}), "parquet/gaps-in-lists.parquet")
pq.write_table(table({"v": pa.array([list(range(12)), list(range(12, 24))], pa.list_(pa.int16()))}), "parquet/pictures.parquet")

# As Spark leaves a folder; the second part has its columns in another order.
pq.write_table(FLOATS.slice(0, 3), "parquet/parts/part-00000.snappy.parquet")
pq.write_table(FLOATS.slice(3).select(["x2", "x0", "x1"]), "parquet/parts/part-00001.snappy.parquet")
for name in ["_SUCCESS", "_metadata", ".part-00000.snappy.parquet.crc", "_hidden.parquet", ".hidden.parquet"]:
    with open("parquet/parts/" + name, "wb") as file:
        file.write(b"")
