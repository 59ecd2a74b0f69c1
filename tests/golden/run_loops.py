#!/usr/bin/env python3
"""Runs the code twin "loops" of lessons with nothing but Python and compares its y with the lesson's own numbers.

python3 tests/golden/run_loops.py build/release/bin/convscope [LESSON|SCENE.json ...]
Without names every lesson whose page has code is run. Exit code 1 when a twin differs or needs a library.
"""
import ast
import glob
import io
import json
import os
import struct
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout

LARGEST = 1e-5  # difference, relative to the larger of 1 and the value
WITHOUT_CODE = {"training", "model", "microscope", "quiz"}  # pages that train or read networks, or ask questions


def read_npy(path):
    """Shape and values of a little-endian float32 file."""
    with open(path, "rb") as file:
        assert file.read(6) == b"\x93NUMPY"
        major = file.read(2)[0]
        length = struct.unpack("<H" if major == 1 else "<I", file.read(2 if major == 1 else 4))[0]
        header = ast.literal_eval(file.read(length).decode())
        data = file.read()
    assert header["descr"] == "<f4" and not header["fortran_order"]
    return header["shape"], struct.unpack("<%df" % (len(data) // 4), data)


def shape_of(y):
    return () if not isinstance(y, list) else (len(y), *shape_of(y[0]))


def flat(y):
    return [value for part in y for value in flat(part)] if isinstance(y, list) else [y]


def objection(program, lesson, folder):
    """What is wrong with one twin; None: nothing."""
    file = os.path.join(folder, "numbers.npy")
    twin = subprocess.run([program, "code", lesson, "--as", "loops", "--numbers", file], capture_output=True, text=True)
    if twin.returncode != 0:
        return twin.stderr.strip()
    if "import" in twin.stdout:
        return "it imports a library"
    names = {}
    try:
        with redirect_stdout(io.StringIO()):
            exec(compile(twin.stdout, "twin", "exec"), names)
    except Exception as error:  # whatever a twin does wrong
        return f"{type(error).__name__}: {error}"
    shape, values = read_npy(file)
    y = names["y"]
    found = shape_of(y)
    if tuple(n for n in found if n != 1) != tuple(n for n in shape if n != 1):
        return f"y has the shape {found}, the lesson {shape}"
    worst = max(abs(a - b) / max(1, abs(b)) for a, b in zip(flat(y), values))
    return None if worst <= LARGEST else f"it differs by {worst:.2g}"


def lessons_with_code():
    here = os.path.dirname(os.path.abspath(__file__))
    for path in sorted(glob.glob(os.path.join(here, "../../resources/lessons/*.json"))):
        with open(path) as file:
            lesson = json.load(file)
        if lesson.get("page", "training") not in WITHOUT_CODE:
            yield os.path.splitext(os.path.basename(path))[0]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    wrong = run = 0
    with tempfile.TemporaryDirectory() as folder:
        for lesson in sys.argv[2:] or lessons_with_code():
            run += 1
            said = objection(program, lesson, folder)
            if said is not None:
                wrong += 1
                print(f"BAD   {lesson}: {said}")
    print(f"{run} twins, {wrong} of them wrong")
    return 1 if wrong or not run else 0


if __name__ == "__main__":
    sys.exit(main())
