#!/usr/bin/python3
"""ConvScope beside PyTorch and ONNX Runtime: the same work, in turn, on this machine. Prints a table in Markdown.

    bash app/setup.sh --bench
    bash app/build.sh release all -DCONVSCOPE_BENCH=ON
    /usr/bin/python3 tests/bench/compare.py                       every row, about 20 minutes
    /usr/bin/python3 tests/bench/compare.py --rows train,latency  some of them (--list names them)

In a round everybody does a row's work once, for about --seconds; a ratio is taken within its round, so what slows the
machine for a while slows both. The table has medians and, in brackets, the least and the most. PyTorch counts with the
number of threads, 1 or 2, that suits it better. What is not installed is named as missing.
"""
import argparse
import dataclasses
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

import peers

HERE = pathlib.Path(__file__).resolve().parent
MISSING = None


# --- ConvScope's side ---------------------------------------------------------------------------------------------


class ConvScope:
    def __init__(self, folder, seconds):
        self.program, self.bench_core, self.seconds = folder / "convscope", folder / "bench_core", seconds
        for file in (self.program, self.bench_core):
            if not file.exists():
                sys.exit(f"{file} is missing: bash app/build.sh release all -DCONVSCOPE_BENCH=ON")

    def seconds_a_call(self, name):
        """One benchmark of bench_core, by its whole name."""
        command = [self.bench_core, f"--benchmark_filter=^{name}/real_time$", "--benchmark_format=json",
                   f"--benchmark_min_time={self.seconds}"]
        report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        (result,) = report["benchmarks"]
        return result["real_time"] * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}[result["time_unit"]]

    def train_command(self, *arguments):
        return [self.program, "train", "--data", "fashion", *arguments]

    def version(self):
        return subprocess.run([self.program, "--version"], check=True, capture_output=True, text=True).stdout.strip()


def peak_memory(command):
    """In MB. Between us and the program stands a small process: a child counts its parent's memory at the fork as its own."""
    script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    child = subprocess.run([sys.executable, "-c", script, *command], check=True, stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL, text=True)
    return int(child.stdout) / 1024


def seconds_to_accuracy(command, goal):
    """Seconds of learning, without the tests, until an epoch ends with this test accuracy."""
    total = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        for line in child.stdout:
            epoch = json.loads(line)
            total += epoch["seconds"]
            if epoch["test_accuracy"] >= goal:
                child.terminate()
                return total
    raise RuntimeError(f"{goal:.0%} was not reached by {command[0]}")


# --- rows ---------------------------------------------------------------------------------------------------------


@dataclasses.dataclass
class Row:
    key: str
    work: str
    unit: str
    more_is_better: bool
    ours: dict                   # name: function that measures once, in the row's unit
    theirs: dict                 # the same; None where the program is missing
    goals: list                  # (our name, their names of which the best counts, text, ratio)
    rounds: int = 0              # 0: as --rounds says


def rows(ours, torch, runtime, pictures, seconds):
    """torch, runtime and pictures (ONNX Runtime for node): peers, or None where they are missing."""

    def mine(name, images=1):
        return lambda: images / ours.seconds_a_call(name)

    def per(peer, make, threads, images=1):
        """Images a second of a peer's work, made at its first turn."""
        if peer is MISSING:
            return None
        return lambda: images / peer.seconds_a_call(make, threads, seconds)

    def scaled(measure, factor):
        return None if measure is None else lambda: factor / measure()

    def training(key, work, name, **net):
        return Row(key, work, "images/s", True,
                   {f"ConvScope, {t}": mine(f"{name}/batch:64/threads:{t[0]}", 64) for t in ("1 thread", "2 threads")},
                   {f"PyTorch, {t}": per(torch, lambda: torch.lenet_training(**net), int(t[0]), 64)
                    for t in ("1 thread", "2 threads")},
                   [("ConvScope, 1 thread", "PyTorch", "≥ 4×", 4), ("ConvScope, 2 threads", "PyTorch", "≥ 7×", 7)])

    yield training("train", "LeNet-5 training, batch 64, ReLU + max pooling, SGD momentum", "lenet_train_relu_max",
                   activation="relu", pooling="max")
    yield training("train-tanh", "LeNet-5 training, batch 64, tanh + average pooling, SGD momentum",
                   "lenet_train_tanh_average", activation="tanh", pooling="average")
    yield Row("infer", "LeNet-5 inference, batch 64, 1 thread", "images/s", True,
              {"ConvScope": mine("lenet_infer/batch:64/threads:1", 64)},
              {"PyTorch": per(torch, lambda: torch.lenet_inference(64), 1, 64),
               "ONNX Runtime": per(runtime, lambda: runtime.lenet_inference(64), 1, 64)},
              [("ConvScope", "PyTorch", "≥ 5×", 5), ("ConvScope", "ONNX Runtime", "≥ 2×", 2)])
    yield Row("latency", "LeNet-5, one image, 1 thread", "µs", False,
              {"ConvScope": scaled(mine("lenet_infer/batch:1/threads:1"), 1e6)},
              {"PyTorch": scaled(per(torch, lambda: torch.lenet_inference(1), 1), 1e6),
               "ONNX Runtime": scaled(per(runtime, lambda: runtime.lenet_inference(1), 1), 1e6)},
              [("ConvScope", None, "≤ 40 µs", 40), ("ConvScope", "PyTorch", "", 0),
               ("ConvScope", "ONNX Runtime", "", 0)])
    yield Row("autoencoder", "Autoencoder 16-32-16-1 training, Gaussian noise, batch 64, Adam, 1 thread", "images/s", True,
              {"ConvScope": mine("autoencoder_train/batch:64/threads:1", 64)},
              {"PyTorch": per(torch, lambda: torch.autoencoder_training(64), 1, 64)},
              [("ConvScope", "PyTorch", "≥ 3×", 3)])
    yield Row("vgg19-torch", "VGG-19 forward, every sum as it is written, one 224×224 image, 1 thread", "ms", False,
              {"ConvScope": scaled(mine("vgg19_forward/batch:1/threads:1"), 1e3)},
              {"PyTorch": scaled(per(torch, lambda: torch.vgg19_forward(), 1), 1e3)},
              [("ConvScope", "PyTorch", "≤ 1.0× the time", 1)])

    def picture(key, work, limit):
        each = {1: "1 thread", 2: "2 threads"}
        return Row(key, f"{work}, one 224×224 image", "ms", False,
                   {f"ConvScope, {n}": scaled(mine(f"{key}_picture/threads:{t}"), 1e3) for t, n in each.items()},
                   {f"ONNX Runtime, {n}": None if pictures is MISSING else
                    lambda t=t: pictures.seconds_a_call(key, t, seconds) * 1e3 for t, n in each.items()},
                   [(f"ConvScope, {n}", f"ONNX Runtime, {n}", f"≤ {limit}× the time", limit) for n in each.values()])

    yield picture("vgg19", "VGG-19", 1.0)
    yield picture("depthwise", "Network of 13 depthwise and 1×1 convolutions", 1.2)
    yield picture("residual", "Network of 8 residual blocks", 1.2)
    weights = 143_667_240 * 4 / 2**20
    vgg_once = [ours.bench_core, "--benchmark_filter=^vgg19_forward", "--benchmark_min_time=0.01"]
    yield Row("vgg19-memory", f"VGG-19 forward, peak memory (weights: {weights:.0f} MB)", "MB", False,
              {"ConvScope": lambda: peak_memory(vgg_once)}, {},
              [("ConvScope", None, f"≤ {weights + 150:.0f} MB", weights + 150)], rounds=1)

    def peer_script(*arguments):
        return None if torch is MISSING else [sys.executable, str(HERE / "peers.py"), *arguments]

    def to_88(command):
        return None if command is None else lambda: seconds_to_accuracy(command, 0.88)

    def memory(command):
        return None if command is None else lambda: peak_memory(command)

    plain = ("--schedule", "constant", "--weight-decay", "0")
    yield Row("fashion", "Fashion-MNIST to 88 % test accuracy, learning alone", "s", False,
              {f"ConvScope, {t}": to_88(ours.train_command("--epochs", "20", "--threads", t[0], *plain))
               for t in ("1 thread", "2 threads")},
              {f"PyTorch, {t}": to_88(peer_script("fashion", "--epochs", "20", "--threads", t[0]))
               for t in ("1 thread", "2 threads")},
              [("ConvScope, 2 threads", None, "≤ 5 s", 5), ("ConvScope, 1 thread", "PyTorch", "", 0),
               ("ConvScope, 2 threads", "PyTorch", "", 0)])
    yield Row("memory", "Peak memory of train --data fashion", "MB", False,
              {"ConvScope": memory(ours.train_command("--epochs", "1", "--threads", "2"))},
              {"PyTorch": memory(peer_script("fashion", "--epochs", "1", "--threads", "2"))},
              [("ConvScope", "PyTorch", "≤ 1/3", 1 / 3)], rounds=1)
    yield Row("walk", "Sliding walk of a 12×12 grid: made and every step", "ms", False,
              {"ConvScope": scaled(mine("sliding_walk_12x12"), 1e3)}, {}, [("ConvScope", None, "< 1 ms", 1)])


# --- measuring and printing ---------------------------------------------------------------------------------------


def measure(row, rounds):
    """{name: [value a round]}; nobody goes first always."""
    everybody = [*row.ours.items(), *((n, f) for n, f in row.theirs.items() if f)]
    values = {name: [] for name, _ in everybody}
    for i in range(row.rounds or rounds):
        for name, function in everybody[i % len(everybody):] + everybody[:i % len(everybody)]:
            print(f"\r\033[K{row.key}: round {i + 1}, {name}", end="", file=sys.stderr, flush=True)
            values[name].append(function())
    print("\r\033[K", end="", file=sys.stderr, flush=True)
    return values


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def spread(values, ending=""):
    middle = number(statistics.median(values)) + ending
    return middle if len(values) == 1 else f"{middle} ({number(min(values))} .. {number(max(values))})"


def best_of(row, values, prefix):
    """The series of a peer that has the better median, or None."""
    series = [(name, v) for name, v in values.items() if name.startswith(prefix)]
    return (max if row.more_is_better else min)(series, key=lambda s: statistics.median(s[1]), default=None)


def lines(row, values):
    for name, peer, goal, limit in row.goals:
        mine = values[name]
        if peer is None:
            met = "" if not goal else "yes" if statistics.median(mine) <= limit else "**no**"
            yield row.work, name, spread(mine, " " + row.unit), "–", "–", goal, met
            continue
        best = best_of(row, values, peer)
        if best is None:
            yield row.work, name, spread(mine, " " + row.unit), peer + ": missing", "–", goal, "?" if goal else ""
            continue
        ratios = [a / b for a, b in zip(mine, best[1])]
        ratio = statistics.median(ratios)
        met = "" if not goal else "yes" if (ratio >= limit if row.more_is_better else ratio <= limit) else "**no**"
        yield (row.work, name, spread(mine, " " + row.unit), f"{best[0]}: {spread(best[1], ' ' + row.unit)}",
               spread(ratios, "×"), goal, met)


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def heading(ours, torch, runtime, pictures, rounds):
    peers_of = (("PyTorch", torch), ("ONNX Runtime", runtime), ("ONNX Runtime for node", pictures))
    versions = [ours.version()] + [p.version() for _, p in peers_of if p is not MISSING]
    versions += [n + ": missing" for n, p in peers_of if p is MISSING]
    return (f"{datetime.date.today()}, {processor()}, {os.cpu_count()} processors, {platform.system()} "
            f"{platform.release()}; {', '.join(versions)}. Median of {rounds} rounds in turn (least .. most).")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", help="only these, separated by commas")
    parser.add_argument("--list", action="store_true", help="name the rows and end")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0, help="of one measurement in one round")
    parser.add_argument("--bin", type=pathlib.Path, default=HERE.parents[1] / "build/release/bin",
                        help="folder of convscope and bench_core")
    options = parser.parse_args()
    ours = ConvScope(options.bin.resolve(), options.seconds)
    torch, runtime, pictures = peers.torch_peer(), peers.runtime_peer(), peers.picture_runtime(ours.bench_core)
    all_rows = {row.key: row for row in rows(ours, torch, runtime, pictures, options.seconds)}
    if options.list:
        return print("\n".join(f"{row.key:14} {row.work}" for row in all_rows.values()))
    keys = options.rows.split(",") if options.rows else list(all_rows)
    if unknown := [key for key in keys if key not in all_rows]:
        sys.exit(f"There is no row {', '.join(unknown)}; there are {', '.join(all_rows)}.")
    print(heading(ours, torch, runtime, pictures, options.rounds) + "\n")
    print("| work | with | ConvScope | peer | ratio | goal | met |\n|---|---|---|---|---|---|---|")
    for key in keys:
        for line in lines(all_rows[key], measure(all_rows[key], options.rounds)):
            print("| " + " | ".join(line) + " |", flush=True)


if __name__ == "__main__":
    main()
