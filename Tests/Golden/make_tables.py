#!/usr/bin/env python3
"""Makes the files in tables/: data sets as NumPy writes them, right and wrong ones.

Usage: python3 make_tables.py            (needs NumPy only)
"""

from pathlib import Path

import numpy as np

DIRECTORY = Path(__file__).resolve().parent / "tables"
TABLE = np.array([[0, 1, 2, 3], [10, 11, 12, 13], [100, 101, 102, 103]])


def save(name, array):
    np.save(DIRECTORY / f"{name}.npy", array)


def main():
    DIRECTORY.mkdir(exist_ok=True)
    for dtype in ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64"]:
        save(dtype, TABLE.astype(dtype))
    save("float32", TABLE.astype("<f4"))
    save("float64", TABLE.astype("<f8"))
    save("big-endian", TABLE.astype(">i4"))
    save("fortran", np.asfortranarray(TABLE.astype("<f4")))
    save("images", TABLE.astype("u1").reshape(3, 2, 2))
    save("classes", np.array([2, 0, 1], "<i8"))

    rows = np.arange(6, dtype="u1").reshape(3, 2)
    values = np.array([0.5, 1.5, 2.5], "<f4")
    arrays = {"x_train": rows, "y_train": values, "x_test": rows[:1] + 6, "y_test": values[:1]}
    np.savez(DIRECTORY / "set.npz", **arrays)
    np.savez_compressed(DIRECTORY / "compressed.npz", **arrays)

    # What nnrun refuses.
    save("short-classes", np.array([0, 1]))
    save("negative-classes", np.array([0, -1, 2]))
    save("huge-classes", np.array([0, 2**63, 1], "<u8"))
    save("large-classes", np.array([0, 1, 3]))
    wrong = TABLE.astype("<f8")
    wrong[1, 2] = np.nan
    save("nan", wrong)
    save("wide", np.zeros((3, 5)))
    save("fortran-images", np.asfortranarray(np.zeros((3, 2, 2))))
    with open(DIRECTORY / "lying.npy", "wb") as file:
        header = {"descr": "<f8", "fortran_order": False, "shape": (10**12, 4)}
        np.lib.format.write_array_header_1_0(file, header)
        file.write(bytes(96))


if __name__ == "__main__":
    main()
