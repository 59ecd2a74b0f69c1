#!/usr/bin/env python3
"""Runs the code twin of every lesson and compares its y with the lesson's own numbers.

By hand, with Debian's python3-torch and python3-numpy:  /usr/bin/python3 tests/golden/run_twins.py build/dev/bin/convscope
Scene files may follow the program's name; without them every lesson is run. Exit code 1 when a twin differs.
"""
import contextlib
import io
import os
import subprocess
import sys
import tempfile

import numpy as np

LARGEST = 1e-5  # difference, relative to the larger of 1 and the value


def ask(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def result_of(code):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "twin", "exec"), names)
    y = names["y"]
    return np.asarray(y.detach().numpy() if hasattr(y, "detach") else y, dtype=np.float64)


def compare(program, lesson, dialect, folder):
    """A line about one twin, and whether it is right; None when the lesson has none."""
    file = os.path.join(folder, "numbers.npy")
    twin = ask(program, "code", lesson, "--as", dialect, "--numbers", file)
    if twin.returncode != 0:
        return None if "There is no code" in twin.stderr else (twin.stderr.strip(), False)
    numbers = np.load(file).astype(np.float64)
    try:
        y = result_of(twin.stdout)
    except Exception as error:  # whatever a twin does wrong
        return f"{type(error).__name__}: {error}", False
    if y.shape == (1, *numbers.shape):  # one channel may keep its axis
        y = y[0]
    if y.shape != numbers.shape:
        return f"y has the shape {y.shape}, the lesson {numbers.shape}", False
    worst = float(np.max(np.abs(y - numbers) / np.maximum(1, np.abs(numbers)), initial=0))
    return f"{y.shape}, largest difference {worst:.2g}", worst <= LARGEST


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    lessons = sys.argv[2:] or [line.split()[0] for line in ask(program, "lessons").stdout.splitlines()]
    wrong = run = 0
    with tempfile.TemporaryDirectory() as folder:
        for lesson in lessons:
            for dialect in ("pytorch", "numpy", "loops"):
                found = compare(program, lesson, dialect, folder)
                if found is None:
                    print(f"   -  {lesson} {dialect}: no code")
                    continue
                words, right = found
                run += 1
                wrong += not right
                print(f"{'  ok' if right else 'BAD '}  {lesson} {dialect}: {words}")
    print(f"{run} twins, {wrong} of them wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
