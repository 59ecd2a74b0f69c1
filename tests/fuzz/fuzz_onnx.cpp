#include "core/onnx/onnx_file.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

// What is read must also compute, as long as that is a matter of moments.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::readOrRefused([&] {
        const cnn::Network network = cnn::fromOnnx(fuzz::text(data, size), "some.onnx");
        std::size_t values = network.inputShape().perImage();
        for (std::size_t i = 0; i < network.size(); ++i) values += network.outputShape(i).perImage();
        if (values > 10'000) return;
        cnn::Trace trace;
        network.forward(cnn::Tensor(network.inputShape().withImages(2)), trace);
        if (trace.output().shape() != network.outputShape().withImages(2)) std::abort();
    });
}
