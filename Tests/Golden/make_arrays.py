#!/usr/bin/env python3
"""Makes the files in arrays/: what NumPy writes, for the tests of nnrun's reader and writer.

Every number is a multiple of 1/8 that a test computes again from its place, or one of SPECIAL.
Plain files have the same bytes each time; compressed ones depend on the version of zlib.

Usage: python3 make_arrays.py            (needs NumPy only)
"""

import io
import zipfile
from pathlib import Path

import numpy as np

DIRECTORY = Path(__file__).resolve().parent / "arrays"
SPECIAL = [0.0, -0.0, np.inf, -np.inf, np.nan, 2.0**-149, 2.0**127, 1 / 3]


def eighths(*shape, dtype):
    """0, -1/8, 2/8, -3/8, ... in C order."""
    count = int(np.prod(shape))
    signs = np.where(np.arange(count) % 2 == 0, 1, -1)
    return (np.arange(count) * signs / 8).reshape(shape).astype(dtype)


def lecture_weights(dtype):
    """A network [3, 4, 2] as the lecture saves it: nothing for the input layer, then matrices."""
    return [np.array([]), eighths(4, 4, dtype=dtype), eighths(2, 5, dtype=dtype)]


def save(name, *arrays, write=np.savez, **named):
    write(DIRECTORY / name, *arrays, **named)


def save_versions(name):
    """The three versions of the header; NumPy itself writes the later ones only where it must."""
    with zipfile.ZipFile(DIRECTORY / name, "w") as archive:
        for version in [(1, 0), (2, 0), (3, 0)]:
            content = io.BytesIO()
            np.lib.format.write_array(content, eighths(2, 3, dtype="<f4"), version=version)
            archive.writestr(zipfile.ZipInfo(f"version_{version[0]}.npy"), content.getvalue())


def main():
    DIRECTORY.mkdir(exist_ok=True)

    save("float32.npz", *lecture_weights("<f4"))
    save("float64.npz", *lecture_weights("<f8"))
    save("float32-compressed.npz", *lecture_weights("<f4"), write=np.savez_compressed)
    save("float64-compressed.npz", *lecture_weights("<f8"), write=np.savez_compressed)
    # Large enough that a compressed entry is read in more than one piece.
    save("long-compressed.npz", eighths(40_000, dtype="<f4"), write=np.savez_compressed)
    save("order.npz", **{f"arr_{k}": np.full(k, k / 8) for k in [10, 2, 0, 1]}, größe=np.ones(1))
    save("special.npz", f4=np.array(SPECIAL, "<f4"), f8=np.array(SPECIAL, "<f8"))
    save(
        "fortran.npz",
        f4=np.asfortranarray(eighths(2, 3, dtype="<f4")),
        f8=np.asfortranarray(eighths(2, 3, 4, dtype="<f8")),
        empty=np.asfortranarray(np.zeros((2, 0, 3))),
    )
    save(
        "big-endian.npz",
        f4=eighths(2, 3, dtype=">f4"),
        f8=np.asfortranarray(eighths(2, 3, dtype=">f8")),
    )
    save("shapes.npz", scalar=np.float64(0.5), empty=np.zeros(0), none=np.zeros((0, 3)))
    save_versions("versions.npz")

    # What nnrun refuses.
    save("objects.npz", ragged=np.array([[1.0], [1.0, 2.0]], dtype=object))
    save("records.npz", table=np.zeros(2, dtype=[("x", "<f4"), ("y", "<f8")]))
    for dtype in ["<i4", "<i8", "|u1", "|b1", "<f2", "<c8", "<U3"]:
        save(f"type-{dtype[1:]}.npz", wrong=np.zeros(2, dtype))

    # Single arrays, with which the writer is compared byte by byte.
    np.save(DIRECTORY / "matrix-f4.npy", eighths(4, 4, dtype="<f4"))
    np.save(DIRECTORY / "vector-f8.npy", eighths(5, dtype="<f8"))
    np.save(DIRECTORY / "empty-f8.npy", np.array([]))

    sizes = [path.stat().st_size for path in sorted(DIRECTORY.iterdir())]
    print(f"{len(sizes)} files, together {sum(sizes)} bytes")
    assert sum(sizes) < 100_000


if __name__ == "__main__":
    main()
