#!/usr/bin/python3
"""The other programs of compare.py: PyTorch (Debian's python3-torch) and ONNX Runtime, on the same networks and data.

    /usr/bin/python3 tests/bench/peers.py fashion --epochs 5 --threads 2    PyTorch's convscope train --data fashion
"""
import argparse
import gzip
import json
import pathlib
import subprocess
import tempfile
import time

FASHION = pathlib.Path("/usr/share/datasets/fashion-mnist")


def timed(work, seconds):
    """Seconds a call, over calls for so many seconds."""
    begin, calls = time.perf_counter(), 0
    while (passed := time.perf_counter() - begin) < seconds or calls == 0:
        work()
        calls += 1
    return passed / calls


class Peer:
    def __init__(self):
        self.made = {}

    def seconds_a_call(self, make, threads, seconds):
        """make: a function that gives the function to be timed; asked once, and called once before it counts."""
        self.use_threads(threads)
        if make not in self.made:
            self.made[make] = make()
            self.made[make]()
        return timed(self.made[make], seconds)


# --- PyTorch ------------------------------------------------------------------------------------------------------


class Torch(Peer):
    def __init__(self, torch):
        super().__init__()
        self.torch, self.nn = torch, torch.nn
        torch.manual_seed(1)

    def version(self):
        return "PyTorch " + self.torch.__version__

    def use_threads(self, threads):
        self.torch.set_num_threads(threads)

    def lenet(self, activation="relu", pooling="max"):
        nn = self.nn
        act = dict(relu=nn.ReLU, tanh=nn.Tanh)[activation]
        pool = dict(max=nn.MaxPool2d, average=nn.AvgPool2d)[pooling]
        return nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), act(), pool(2), nn.Conv2d(6, 16, 5), act(), pool(2), nn.Flatten(),
            nn.Linear(400, 120), act(), nn.Linear(120, 84), act(), nn.Linear(84, 10))

    def he(self, net):
        """Weights as ConvScope begins with: He, biases zero."""
        for layer in net:
            if hasattr(layer, "weight"):
                self.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                self.nn.init.zeros_(layer.bias)
        return net

    def autoencoder(self):
        nn = self.nn
        return nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
            nn.MaxPool2d(2), nn.Upsample(scale_factor=2, mode="nearest"), nn.Conv2d(32, 16, 3, padding=1), nn.ReLU(),
            nn.Upsample(scale_factor=2, mode="nearest"), nn.Conv2d(16, 1, 3, padding=1))

    def vgg19(self):
        nn, layers, channels = self.nn, [], 3
        for convolutions, out in ((2, 64), (2, 128), (4, 256), (4, 512), (4, 512)):
            for _ in range(convolutions):
                layers += [nn.Conv2d(channels, out, 3, padding=1), nn.ReLU(inplace=True)]
                channels = out
            layers.append(nn.MaxPool2d(2))
        return nn.Sequential(*layers, nn.Flatten(), nn.Linear(512 * 49, 4096), nn.ReLU(inplace=True),
                             nn.Linear(4096, 4096), nn.ReLU(inplace=True), nn.Linear(4096, 1000))

    def noise_bytes(self, images=4096):
        return (self.torch.randint(256, (images, 1, 28, 28), dtype=self.torch.uint8),
                self.torch.randint(10, (images,)))

    def batches(self, pixels, labels, batch):
        """Shuffled batches for ever, scaled to 0..1, as a trainer without a DataLoader's processes gathers them."""
        while True:
            for indices in self.torch.randperm(len(pixels)).split(batch):
                yield pixels[indices].float() / 255, labels[indices]

    def step(self, net, optimizer, loss):
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    def lenet_training(self, activation, pooling, batch=64):
        net, loss = self.lenet(activation, pooling), self.nn.CrossEntropyLoss()
        optimizer = self.torch.optim.SGD(net.parameters(), lr=1e-4, momentum=0.9)
        stream = self.batches(*self.noise_bytes(), batch)

        def once():
            images, labels = next(stream)
            self.step(net, optimizer, loss(net(images), labels))

        return once

    def autoencoder_training(self, batch):
        net, loss = self.autoencoder(), self.nn.MSELoss()
        optimizer = self.torch.optim.Adam(net.parameters(), lr=1e-4)
        stream = self.batches(*self.noise_bytes(), batch)

        def once():
            images, _ = next(stream)
            noisy = (images + 0.4 * self.torch.randn_like(images)).clamp(0, 1)
            self.step(net, optimizer, loss(net(noisy), images))

        return once

    def forward(self, net, images):
        net.eval()

        def once():
            with self.torch.inference_mode():
                net(images)

        return once

    def lenet_inference(self, batch):
        return self.forward(self.lenet(), self.torch.rand(batch, 1, 28, 28))

    def vgg19_forward(self):
        return self.forward(self.vgg19(), self.torch.rand(1, 3, 224, 224))

    def fashion(self, epochs, threads, seed):
        """As convscope train --data fashion with its defaults: a JSON object an epoch."""
        self.use_threads(threads)
        self.torch.manual_seed(seed)
        pixels, labels = self.idx("train")
        test_pixels, test_labels = self.idx("t10k")
        net, loss = self.he(self.lenet()), self.nn.CrossEntropyLoss()
        optimizer = self.torch.optim.SGD(net.parameters(), lr=0.02, momentum=0.9)
        for epoch in range(1, epochs + 1):
            net.train()
            begin = time.perf_counter()
            for indices in self.torch.randperm(len(pixels)).split(64):
                images = pixels[indices].float() / 255
                self.step(net, optimizer, loss(net(images), labels[indices]))
            seconds = time.perf_counter() - begin
            correct = 0
            with self.torch.inference_mode():
                for images, truth in zip(test_pixels.split(64), test_labels.split(64)):
                    correct += int((net(images.float() / 255).argmax(1) == truth).sum())
            print(json.dumps(dict(epoch=epoch, seconds=seconds, test_accuracy=correct / len(test_labels))), flush=True)

    def idx(self, part):
        def read(name, header):
            data = bytearray(gzip.open(FASHION / f"{part}-{name}-ubyte.gz").read())
            return self.torch.frombuffer(data, dtype=self.torch.uint8, offset=header)

        return read("images-idx3", 16).reshape(-1, 1, 28, 28), read("labels-idx1", 8).long()


def torch_peer():
    """None when it is not installed."""
    try:
        import torch
    except ImportError:
        return None
    return Torch(torch)


# --- ONNX Runtime -------------------------------------------------------------------------------------------------


class Runtime(Peer):
    """Runs the file that PyTorch writes of the same network."""

    def __init__(self, runtime, torch):
        super().__init__()
        self.runtime, self.torch = runtime, torch

    def version(self):
        return "ONNX Runtime " + self.runtime.__version__

    def use_threads(self, threads):
        self.threads = threads

    def lenet_inference(self, batch):
        torch = self.torch.torch
        images = torch.rand(batch, 1, 28, 28)
        options = self.runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = self.threads
        with tempfile.TemporaryDirectory() as folder:
            file = str(pathlib.Path(folder) / "lenet.onnx")
            torch.onnx.export(self.torch.lenet().eval(), images, file, opset_version=13, input_names=["image"])
            session = self.runtime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        feed = {"image": images.numpy()}
        return lambda: session.run(None, feed)


class PictureRuntime:
    """ONNX Runtime for node (npm's onnxruntime-node, found by NODE_PATH) on the files that bench_core writes."""

    SCRIPT = pathlib.Path(__file__).resolve().parent / "runtime.cjs"

    def __init__(self, bench_core):
        self.bench_core, self.folder = bench_core, None

    def ask(self, *arguments):
        return subprocess.run(["node", self.SCRIPT, *arguments], check=True, capture_output=True, text=True).stdout

    def version(self):
        return "ONNX Runtime for node " + self.ask().strip()

    def seconds_a_call(self, network, threads, seconds):
        if self.folder is None:
            self.folder = tempfile.TemporaryDirectory()
            subprocess.run([self.bench_core, "--onnx", self.folder.name], check=True)
        return float(self.ask(f"{self.folder.name}/{network}.onnx", str(threads), str(seconds)))


def picture_runtime(bench_core):
    """None when it is not installed."""
    peer = PictureRuntime(bench_core)
    try:
        peer.version()
    except (OSError, subprocess.CalledProcessError):
        return None
    return peer


def runtime_peer():
    """None when it, or PyTorch, which writes its file, is not installed."""
    try:
        import onnxruntime
    except ImportError:
        return None
    torch = torch_peer()
    return None if torch is None else Runtime(onnxruntime, torch)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=["fashion"])
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch_peer().fashion(options.epochs, options.threads, options.seed)


if __name__ == "__main__":
    main()
