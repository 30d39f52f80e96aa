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
