#include "core/onnx/onnx_readers.h"

#include <algorithm>
#include <string_view>

namespace cnn {
namespace {

struct Refused {
    const char* begins; // of the operator's name
    Message reason;
};

const std::vector<Refused>& refusals() {
    static const Message recurrent = Message::tr("recurrent networks are not shown here"),
                         flow = Message::tr("control flow (loops and branches while it runs) is not supported; export "
                                            "the model without it"),
                         quantised = Message::tr("quantised networks are not shown here; export the model in "
                                                 "floating-point numbers");
    static const std::vector<Refused> all{
        {"LSTM", recurrent},
        {"GRU", recurrent},
        {"RNN", recurrent},
        {"Scan", flow},
        {"Loop", flow},
        {"If", flow},
        {"QLinear", quantised},
        {"Quantize", quantised},
        {"Dequantize", quantised},
        {"DynamicQuantize", quantised},
        {"ConvInteger", quantised},
        {"MatMulInteger", quantised},
        {"Sequence", Message::tr("lists of values are not supported")},
        {"ArgMax", Message::tr("it tells only the winner; export the model without it, so that all scores are there")},
        {"NonMaxSuppression", Message::tr("finding objects is not supported; export the model without it, or ask for "
                                          "an earlier output")},
    };
    return all;
}

} // namespace

const OnnxReader* readerOf(const std::string& type) {
    for (const auto& table :
         {basicReaders(), windowReaders(), denseReaders(), valueReaders(), channelReaders(), shapeReaders()})
        for (const OnnxReader& reader : table)
            if (type == reader.type) return &reader;
    return nullptr;
}

Message reasonAgainst(const std::string& type) {
    for (const Refused& refused : refusals())
        if (type.starts_with(refused.begins)) return refused.reason;
    return Message::tr("export the model without it, or ask for an output that lies before it");
}

} // namespace cnn
