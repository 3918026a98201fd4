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
    save("float16", TABLE.astype("<f2"))
    save("float32", TABLE.astype("<f4"))
    save("float64", TABLE.astype("<f8"))
    save("big-endian", TABLE.astype(">i4"))
    save("fortran", np.asfortranarray(TABLE.astype("<f4")))
    save("images", TABLE.astype("u1").reshape(3, 2, 2))
    save("classes", np.array([2, 0, 1], "<i8"))

    # The largest, smallest and smallest normal numbers, and thirds, with both signs.
    halves = np.array([65504, 2**-24, 2**-14, 2**-14 - 2**-24, 1 / 3, 0], "<f2")
    save("halves", np.stack([halves, -halves]))
    save("halves-widened", np.stack([halves, -halves]).astype("<f4"))
    save("halves-big-endian", np.stack([halves, -halves]).astype(">f2"))
    save("words", np.array(["größe", "a", "zebra"]))
    save("words-big-endian", np.array([["größe"], ["a"], ["zebra"]], ">U7"))
    save("bytes", np.array(["größe".encode(), b"a", b"zebra"]))
    save("number-words", np.array(["10", "9", "2"]))
    save("truths", np.array([True, False, True]))
    save("truth-table", np.array([[True, False], [False, False], [True, True]]))
    save("counted-from-1", np.array([3, 1, 2]))
    save("signs", np.array([1, -1, 1], "i1"))
    save("float-signs", np.array([1, -1, 1], "<f4"))

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
    save("half-nan", wrong.astype("<f2"))
    save("other-words", np.array(["a", "zebra", "ant"]))
    save("empty-words", np.array(["a", "", "b"]))
    save("broken-bytes", np.array([b"a", b"\xff", b"b"]))
    save("broken-words", np.array([97, 0xD800, 98], "<u4").view("<U1"))
    save("word-table", np.array([["a", "b"], ["c", "d"], ["e", "f"]]))
    save("broken-truths", np.array([1, 0, 2], "u1").view(bool))
    save("objects", np.array(["a", "b", "c"], dtype=object))
    save("wide", np.zeros((3, 5)))
    save("fortran-images", np.asfortranarray(np.zeros((3, 2, 2))))
    with open(DIRECTORY / "lying.npy", "wb") as file:
        header = {"descr": "<f8", "fortran_order": False, "shape": (10**12, 4)}
        np.lib.format.write_array_header_1_0(file, header)
        file.write(bytes(96))


if __name__ == "__main__":
    main()
