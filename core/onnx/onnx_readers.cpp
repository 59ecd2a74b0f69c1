#include "core/onnx/onnx_readers.h"

#include <algorithm>
#include <string_view>

namespace cnn {
namespace {

struct Refused {
    const char* begins; // of the operator's name
    const char* reason;
};
constexpr Refused refusals[] = {
    {"LSTM", "recurrent networks are not shown here"},
    {"GRU", "recurrent networks are not shown here"},
    {"RNN", "recurrent networks are not shown here"},
    {"Scan", "control flow (loops and branches while it runs) is not supported; export the model without it"},
    {"Loop", "control flow (loops and branches while it runs) is not supported; export the model without it"},
    {"If", "control flow (loops and branches while it runs) is not supported; export the model without it"},
    {"QLinear", "quantised networks are not shown here; export the model in floating-point numbers"},
    {"Quantize", "quantised networks are not shown here; export the model in floating-point numbers"},
    {"Dequantize", "quantised networks are not shown here; export the model in floating-point numbers"},
    {"DynamicQuantize", "quantised networks are not shown here; export the model in floating-point numbers"},
    {"ConvInteger", "quantised networks are not shown here; export the model in floating-point numbers"},
    {"MatMulInteger", "quantised networks are not shown here; export the model in floating-point numbers"},
    {"Sequence", "lists of values are not supported"},
    {"ArgMax", "it tells only the winner; export the model without it, so that all scores are there"},
    {"NonMaxSuppression",
     "finding objects is not supported; export the model without it, or ask for an earlier output"},
};

} // namespace

const OnnxReader* readerOf(const std::string& type) {
    for (const auto& table :
         {basicReaders(), windowReaders(), denseReaders(), valueReaders(), channelReaders(), shapeReaders()})
        for (const OnnxReader& reader : table)
            if (type == reader.type) return &reader;
    return nullptr;
}

std::string reasonAgainst(const std::string& type) {
    for (const Refused& refused : refusals)
        if (type.starts_with(refused.begins)) return refused.reason;
    return "export the model without it, or ask for an output that lies before it";
}

} // namespace cnn
