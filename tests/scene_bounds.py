#!/usr/bin/env python3
"""Every key of every lesson changed in eleven ways, through the program itself: time and memory of what it does.

    python3 tests/scene_bounds.py build/bin/convscope                    all lessons, about an hour
    python3 tests/scene_bounds.py build/bin/convscope stride shift       some
    python3 tests/scene_bounds.py build/bin/convscope --every 20         every twentieth change
    python3 tests/scene_bounds.py build/bin/convscope --files a.json     these scenes as they are

Each must open or be refused with file and line (exit code 0 or 1, no signal), within 1 s of processor time and 200 MB
beyond what the lesson takes unchanged. What does not is listed; the exit code is 1 then.
"""
import argparse
import copy
import json
import os
import pathlib
import re
import sys
import tempfile

SECONDS, MEGABYTES, PATIENCE = 1.0, 200, 30
VALUES = ["null", "0", "-1", "1e9", "2147483647", "1e308", '"text"', "[]", "{}"]
MARK = "@@@"
LESSONS = pathlib.Path(__file__).resolve().parent.parent / "resources" / "lessons"


def run(command):
    """Exit code (or minus the signal), processor seconds, peak MB, stderr."""
    with tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            import resource
            resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(errors.fileno(), 2)
            os.execv(command[0], command)
        _, status, used = os.wait4(child, 0)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    return code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def places(value, path=()):
    """All keys, and the first and last entry of every array."""
    if path:
        yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], path + (key,))
    if isinstance(value, list) and value:
        for i in sorted({0, len(value) - 1}):
            yield from places(value[i], path + (i,))


def changed(scene, path, value):
    scene = copy.deepcopy(scene)
    inside = scene
    for key in path[:-1]:
        inside = inside[key]
    if value is None:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return scene


def edits(lesson):
    scene = json.loads((LESSONS / f"{lesson}.json").read_text())["scene"]

    def text(scene):
        return json.dumps({"convscope": 1, "lesson": lesson, "scene": scene}, indent=1)

    for path in places(scene):
        name = "/".join(map(str, path))
        marked = text(changed(scene, path, MARK))
        for value in VALUES:
            yield f"{name} = {value}", marked.replace(f'"{MARK}"', value)
        if isinstance(path[-1], str):
            yield f"{name} missing", text(changed(scene, path, None))
            yield f"{name} twice", marked.replace(f'"{MARK}"', f'1,\n"{path[-1]}": 1')


def check(program, file, base, out):
    """What is wrong, in words; of both commands that show a scene."""
    for command in ["render", "-o", out], ["code"]:
        code, seconds, megabytes, said = run([program, command[0], str(file), *command[1:]])
        if code not in (0, 1):
            yield f"{command[0]}: ended with {code}: {said.strip()}"
        elif code == 1 and "no code for" not in said and not re.search(r"line \d+: .*[^.]\.\n$", said):
            yield f"{command[0]}: {said.strip()}"
        if seconds > base[0] + SECONDS or megabytes > base[1] + MEGABYTES:
            yield f"{command[0]}: {seconds:.1f} s, {megabytes:.0f} MB"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("program")
    options.add_argument("lessons", nargs="*")
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--files", nargs="*", default=[])
    given = options.parse_args()
    program = os.path.abspath(given.program)
    lessons = given.lessons or ([] if given.files else (LESSONS / "order.txt").read_text().split())
    faults = count = 0
    with tempfile.TemporaryDirectory() as folder:
        out, file = os.path.join(folder, "a.png"), pathlib.Path(folder) / "a.json"
        _, seconds, megabytes, _ = run([program, "render", "stride", "-o", out])
        for given_file in given.files:
            for fault in check(program, given_file, (seconds, megabytes), out):
                print(f"{given_file}: {fault}")
                faults += 1
        for lesson in lessons:
            _, seconds, megabytes, _ = run([program, "render", lesson, "-o", out])
            for number, (name, text) in enumerate(edits(lesson)):
                if number % given.every:
                    continue
                file.write_text(text)
                count += 1
                for fault in check(program, file, (seconds, megabytes), out):
                    print(f"{lesson}, {name}: {fault}")
                    faults += 1
            print(f"{lesson}: {count} changes so far, {faults} faults", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
