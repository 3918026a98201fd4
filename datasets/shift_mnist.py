"""Writes MNIST with five times as many training images: each image, and the same image shifted by
one pixel right, left, down and up.

    python3 datasets/shift_mnist.py [FOLDER]

Needs nothing but Python. The files (243 MB) go to datasets/mnist-shifted, where
configs/mnist-shifted.yaml reads them, or to another folder.
"""

import gzip
import pathlib
import struct
import sys

SIDE = 28
SIZE = SIDE * SIDE
HERE = pathlib.Path(__file__).resolve().parent


def read(name):
    """The content of a file of MNIST, decompressed."""
    return gzip.decompress((HERE / "mnist" / (name + ".gz")).read_bytes())


def shifted_sideways(images):
    """The images, one pixel right and one pixel left, the edge filled with 0."""
    right, left = bytearray(len(images)), bytearray(len(images))
    right[1:], left[:-1] = images[:-1], images[1:]
    for row in range(0, len(images), SIDE):
        right[row] = left[row + SIDE - 1] = 0
    return right, left


def shifted_vertically(images):
    """The images, one pixel down and one pixel up, the edge filled with 0."""
    down, up = bytearray(len(images)), bytearray(len(images))
    for start in range(0, len(images), SIZE):
        image = images[start : start + SIZE]
        down[start + SIDE : start + SIZE] = image[:-SIDE]
        up[start : start + SIZE - SIDE] = image[SIDE:]
    return down, up


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name in "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte":
        (folder / name).write_bytes(read(name))

    # An IDX file of images has a header of 16 bytes, one of labels a header of 8; the second
    # number of both is how many there are.
    images, labels = read("train-images-idx3-ubyte")[16:], read("train-labels-idx1-ubyte")[8:]
    count = 5 * len(labels)
    header = struct.pack(">4I", 0x803, count, SIDE, SIDE)
    copies = [images, *shifted_sideways(images), *shifted_vertically(images)]
    (folder / "train-images-idx3-ubyte").write_bytes(b"".join([header, *copies]))
    header = struct.pack(">2I", 0x801, count)
    (folder / "train-labels-idx1-ubyte").write_bytes(header + 5 * labels)
    print(f"{folder}: {count} training images")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "mnist-shifted")
